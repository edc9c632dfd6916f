"""What Streamlit's WebSocket messages say of page runs."""

from __future__ import annotations

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

STOP: bytes = BackMsg(stop_script=True).SerializeToString()
"""What a browser sends to end a page run."""

LAST_MESSAGE = 200
"""Bytes that the last message of a page run stays below; no larger one is looked into."""


def is_message(asked: bytes) -> bool:
    """Whether a browser could have sent this."""
    try:
        BackMsg.FromString(asked)
    except DecodeError:
        return False
    return True


def asks_for_run(asked: bytes) -> bool:
    """Whether a browser asks for a page run with this."""
    return is_message(asked) and BackMsg.FromString(asked).WhichOneof("type") == "rerun_script"


def begins_run(said: bytes) -> bool:
    """Whether this is the first message of a page run."""
    return bool(ForwardMsg.FromString(said).WhichOneof("type") == "new_session")


def ends_run(said: bytes) -> bool:
    """Whether this is the last message of a page run that no other follows at once."""
    if not 0 < len(said) < LAST_MESSAGE:
        return False
    message = ForwardMsg.FromString(said)
    return bool(
        message.WhichOneof("type") == "script_finished"
        and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
    )
