"""Finds page runs in Streamlit's WebSocket messages."""

from __future__ import annotations

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

STOP: bytes = BackMsg(stop_script=True).SerializeToString()
"""The message with which a browser stops a page run."""

LAST_MESSAGE = 200
"""The last message of a page run is smaller than this. Larger messages are not parsed."""


def is_message(asked: bytes) -> bool:
    """Whether this is a valid message from a browser."""
    try:
        BackMsg.FromString(asked)
    except DecodeError:
        return False
    return True


def asks_for_run(asked: bytes) -> bool:
    """Whether this message requests a page run."""
    return is_message(asked) and BackMsg.FromString(asked).WhichOneof("type") == "rerun_script"


def begins_run(said: bytes) -> bool:
    """Whether this is the first message of a page run."""
    return bool(ForwardMsg.FromString(said).WhichOneof("type") == "new_session")


def ends_run(said: bytes) -> bool:
    """Whether this is the last message of a page run, and no other run follows at once."""
    if not 0 < len(said) < LAST_MESSAGE:
        return False
    message = ForwardMsg.FromString(said)
    return bool(
        message.WhichOneof("type") == "script_finished"
        and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
    )
