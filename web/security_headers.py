"""The security headers of every response."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.settings import settings

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    # The front end writes its styles as it runs, and charts are drawn with style attributes.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}

UNUSED = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
"""What no page may use of a browser (Permissions-Policy)."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
}

PICTURES = (".png", ".svg")
"""The endings of the paths of pictures, which other sites may show."""

HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
"""For a year, browsers ask this host by HTTPS only."""


def security_headers(path: str, query_string: bytes) -> dict[str, str]:
    """The headers for an address.

    Other sites may frame it only if its query asks for one card with embed=true, or the settings name them.
    """
    parameters = parse_qs(query_string.decode("latin-1"), keep_blank_values=True)
    card, embed = (parameters.get(name, [""])[-1] for name in ("card", "embed"))
    embedded = bool(card) and embed.lower() == "true"
    framing_sites = settings().framed_by
    framed_by = "*" if embedded else f"'self' {framing_sites}".rstrip()
    policy = {**CONTENT_SECURITY_POLICY, "frame-ancestors": framed_by}
    headers = {
        **ALWAYS,
        **(HTTPS_ONLY if settings().address.startswith("https://") else {}),
        "Cross-Origin-Resource-Policy": "cross-origin"
        if embedded or path.endswith(PICTURES)
        else "same-origin",
        "Content-Security-Policy": "; ".join(
            f"{directive} {sources}" for directive, sources in policy.items()
        ),
    }
    if not embedded and not framing_sites:  # X-Frame-Options cannot name sites.
        headers["X-Frame-Options"] = "SAMEORIGIN"
    return headers


class SecurityHeaders:
    """ASGI middleware that adds the security headers to every response, including error responses.

    Headers that the application set itself are not changed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in security_headers(scope["path"], scope["query_string"]).items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if not started:
                response = PlainTextResponse("Internal Server Error", status_code=500)
                await response(scope, receive, send_with_headers)
            raise
