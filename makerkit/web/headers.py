"""What every answer tells the browser: run only our files, show us in no frame, keep nothing."""

from flask import Flask, Response, request

from makerkit.web.config import is_loopback
from makerkit.web.hosts import read_host

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self' blob:",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # "no-referrer" would make the Origin of our own forms null
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "browsing-topics=(), gamepad=(self), fullscreen=(self), autoplay=(self)",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NO_STORE = "no-store"
OPENER = ("Cross-Origin-Opener-Policy", "same-origin")
"""Only where a browser trusts the origin: elsewhere it complains about the header on each page."""


def init_headers(app: Flask) -> None:
    """Put the headers on every answer of an app."""
    app.after_request(_add)


def _add(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    host = read_host(request.host)
    if request.is_secure or (host is not None and is_loopback(host.name)):
        response.headers[OPENER[0]] = OPENER[1]
    response.headers.setdefault("Cache-Control", NO_STORE)
    if not response.cache_control.public:
        response.headers.setdefault("Vary", "Cookie")
    return response
