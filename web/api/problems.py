"""The error responses of the data API: problem details (RFC 9457) without internal details."""

from __future__ import annotations

import json
import logging
import secrets
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from i18n import _, error_messages, imprint, ngettext, number, sentences
from pictures import LettersMissing, TooManyPictures
from queries import DatabaseUnavailable, QueryStopped, QueryTooSlow
from web.request_info import Requested
from web.settings import RETRY_SECONDS

MEDIA_TYPE = "application/problem+json"

LOG = logging.getLogger("wsis20.api")


class Problem(Exception):
    """An error of the data API: HTTP status, one sentence, and extension members such as ``parameter``.

    Of these, ``allowed_at`` is the path that lists what a parameter takes. ``headers`` go into the response.
    """

    def __init__(
        self, status: int, detail: str, headers: dict[str, str] | None = None, **members: Any
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers or {}
        self.members = members

    def body(self, site: str) -> dict[str, Any]:
        """The members of the JSON object, whose addresses are those of the ``site``."""
        members = self.members
        if "allowed_at" in members:
            members = {**members, "allowed_at": f"{site}{members['allowed_at']}"}
        return {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            **members,
        }

    def response(self, site: str = "") -> Response:
        """The problem as JSON."""
        return Response(
            json.dumps(self.body(site), ensure_ascii=False, indent=1).encode("utf-8", "replace"),
            status_code=self.status,
            media_type=MEDIA_TYPE,
            headers={"Cache-Control": "no-store", **self.headers},
        )


def too_many(limit: str, seconds: int) -> Problem:
    """The problem of a request that exceeds ``limit``."""
    return Problem(
        429,
        ngettext(
            "More than {limit} from one network address. Try again in {seconds} second.",
            "More than {limit} from one network address. Try again in {seconds} seconds.",
            seconds,
        ).format(limit=limit, seconds=seconds),
        {"Retry-After": str(seconds)},
    )


async def respond(request: Request, error: Exception) -> Response:
    """The response to an error that a route raised."""
    return _problem(error).response(Requested.of(request.scope).site)


async def nowhere(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI application that answers every address with 404."""
    problem = _problem(HTTPException(HTTPStatus.NOT_FOUND))
    await problem.response()(scope, receive, send)


def _problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, HTTPException):
        detail = error.detail
        if error.status_code == HTTPStatus.NOT_FOUND:
            detail = _("Nothing is at this address. The index lists everything there is.")
        elif error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            detail = _("The data API is read-only: use GET or HEAD.")
            return Problem(error.status_code, detail, {"Allow": "GET, HEAD"})
        return Problem(error.status_code, detail, dict(error.headers or {}))
    retry = {"Retry-After": str(RETRY_SECONDS)}
    if isinstance(error, QueryStopped):
        return Problem(503, _why(error), retry)
    if isinstance(error, DatabaseUnavailable):
        detail = ngettext(
            "The data cannot be read at the moment. Try again in {seconds} second.",
            "The data cannot be read at the moment. Try again in {seconds} seconds.",
            RETRY_SECONDS,
        ).format(seconds=RETRY_SECONDS)
        return Problem(503, detail, retry)
    if isinstance(error, TooManyPictures):
        detail = error_messages.too_many_pictures(error.seconds)
        return Problem(503, detail, {"Retry-After": str(error.seconds)})
    if isinstance(error, LettersMissing):
        return Problem(501, error_messages.letters_missing(error.letters))
    reference = secrets.token_hex(3)
    LOG.error("The data API failed, reference %s", reference, exc_info=error)
    return Problem(
        500,
        sentences(
            _(
                "Something went wrong on our side. If it happens again, tell us this reference: {reference}."
            ).format(reference=reference),
            imprint.reached(),
        ),
        reference=reference,
    )


def _why(error: QueryStopped) -> str:
    """Why a question was stopped; to programs it says after how many seconds."""
    if isinstance(error, QueryTooSlow) and error.seconds:
        return ngettext(
            "This query took longer than {seconds} second and was stopped. Use more filters and try again.",
            "This query took longer than {seconds} seconds and was stopped. Use more filters and try again.",
            2 if error.seconds % 1 else int(error.seconds),
        ).format(seconds=number(error.seconds))
    return error_messages.why(error)
