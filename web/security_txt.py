"""``/.well-known/security.txt`` (RFC 9116): whom to tell of a vulnerability."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from i18n import _, dataset_texts
from web.request_info import Requested

PATH = "/.well-known/security.txt"

VALID = timedelta(days=180)
"""How long the file may be relied on: well under the year that the RFC names."""


def security_txt(request: Request) -> Response:
    """The contact and until when it may be relied on; 404 without a contact that is e-mail or begins with https."""
    contact = dataset_texts.contact_address()
    if not contact.startswith(("mailto:", "https://")):
        message = _("No contact is named yet.")
        return PlainTextResponse(message, status_code=404, headers={"Cache-Control": "no-cache"})
    today = datetime.combine(datetime.now(UTC).date(), time(), UTC)
    lines = (
        f"Contact: {contact}",
        f"Expires: {today + VALID:%Y-%m-%dT%H:%M:%SZ}",
        f"Canonical: {Requested.of(request.scope).site}{PATH}",
        "",
    )
    return PlainTextResponse("\n".join(lines), headers={"Cache-Control": "max-age=86400"})
