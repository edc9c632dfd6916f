"""Tells a reader why a file was not made whose button was pressed: Streamlit has one sentence for all, in English."""

from __future__ import annotations

import asyncio
import logging

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_storage import MediaFileStorageError

from i18n import imprint, sentences
from web import errors

LOG = logging.getLogger(errors.STREAMLIT_LOG)


def say_why() -> None:
    """Have the front end show what a reader can do, and the log what failed; Streamlit has no setting for it."""
    DeferredFileHandler.handle = _made  # type: ignore[method-assign]


async def _made(
    self: DeferredFileHandler, request: BackendOperationRequest, session_id: str
) -> BackendOperationResponse:
    """The address of a file, made in a thread, or why it is not made."""
    answer = BackendOperationResponse(request_id=request.request_id)
    files = self._get_media_file_mgr()
    try:
        answer.deferred_file.url = await asyncio.to_thread(
            files.execute_deferred, request.deferred_file.file_id
        )
    except MediaFileStorageError as error:
        answer.error_msg = _why(error.__cause__ or error)
    return answer


def _why(error: BaseException) -> str:
    if said := errors.passing(error):
        return said
    LOG.error("A file could not be made", exc_info=error)
    return sentences(errors.failed(error), imprint.reached())
