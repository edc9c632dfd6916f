"""Removes what Streamlit's first message of a page run tells browsers about this machine."""

from __future__ import annotations

from functools import wraps
from pathlib import PurePath
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession


def say_nothing_of_this_machine() -> None:
    """Leave out path, Python version, system and installation id; Streamlit has no setting for it.

    The front end uses them only for statistics, which are off. It needs Streamlit's version, to load its scripts anew
    after an upgrade; the scripts name it anyway.
    """
    make = AppSession._create_new_session_message

    @wraps(make)
    def discreet(*session: Any, **asked: Any) -> ForwardMsg:
        message = make(*session, **asked)
        begun = message.new_session
        begun.main_script_path = PurePath(begun.main_script_path).name
        begun.initialize.user_info.Clear()
        about = begun.initialize.environment_info
        version = about.streamlit_version
        about.Clear()
        about.streamlit_version = version
        return message

    AppSession._create_new_session_message = discreet  # type: ignore[method-assign]
