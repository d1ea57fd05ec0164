"""What stands before every request: the right name, the right origin, and a login."""

from flask import Flask, Response, abort, current_app, request

from makerkit.web.access import asks_for_socket, is_public
from makerkit.web.hosts import AllowedHosts, same_origin
from makerkit.web.sockets import prepare_socket
from makerkit.web.visitors import identify

LONGEST_TYPE = 200
"""A form's Content-Type has a boundary of 70 at most; from a long one Werkzeug makes a regex."""
SAFE = ("GET", "HEAD", "OPTIONS")
WRONG_HOST = "wrong host"
WRONG_ORIGIN = "wrong origin"


def init_guard(app: Flask) -> None:
    """Put the guard before every request of an app, also those for which there is no route."""
    from makerkit.web.app import parts_of

    allowed = AllowedHosts(parts_of(app).config)
    gate = parts_of(app).gate

    @app.before_request
    def guard() -> Response | None:
        if not allowed.allows(request.headers.get("Host", "")):
            abort(400, description=WRONG_HOST)
        check_origin()
        if len(request.headers.get("Content-Type", "")) > LONGEST_TYPE:
            abort(400)
        login = identify(gate)
        if gate is not None and login is None and not is_public(current_app, request.endpoint):
            abort(401)
        prepare_socket()
        return None


def check_origin() -> None:
    """Refuse what a page from elsewhere sends: forms, fetches, sockets, our pictures in it."""
    origin = request.headers.get("Origin")
    is_ours = origin is not None and same_origin(origin, request.scheme, request.host)
    if asks_for_socket():
        is_refused = not is_ours
    elif request.method not in SAFE:
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        is_refused = not is_ours if origin is not None else site != "same-origin"
    else:
        is_refused = _is_embedded_elsewhere()
    if is_refused:
        abort(403, description=WRONG_ORIGIN)


def _is_embedded_elsewhere() -> bool:
    """Whether a page of another origin wants this as a picture, a script, a frame or a fetch."""
    if request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
        return False
    is_visit = request.headers.get("Sec-Fetch-Mode") == "navigate"
    return not (is_visit and request.headers.get("Sec-Fetch-Dest") == "document")
