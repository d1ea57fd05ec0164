"""What went wrong, in plain words: a page for a person, JSON for a script."""

import logging
import secrets
from typing import NamedTuple

from flask import (
    Flask,
    Response,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from makerkit.web.access import asks_for_socket, wants_page
from makerkit.web.guard import WRONG_HOST, WRONG_ORIGIN

log = logging.getLogger(__name__)


class Words(NamedTuple):
    """What is said about one kind of error."""

    title: str
    what: str
    try_this: str


WORDS = {
    400: Words(
        later("This was not understood"),
        later("The browser has sent something that this page cannot read."),
        later("Go back, load the page again, and try once more."),
    ),
    401: Words(
        later("Log in first"),
        later("This page is only for those who are logged in."),
        later("Log in, then try again."),
    ),
    403: Words(
        later("Not from there"),
        later("Another web site has asked for this. It is only given to this site's own pages."),
        later("Open this page by its own address."),
    ),
    404: Words(
        later("There is no such page"),
        later("Nothing is found under this address."),
        later("Is the address written right? A clip may also have been deleted."),
    ),
    405: Words(
        later("Not this way"),
        later("This address cannot be asked for in this way."),
        later("Go back and use the buttons of the page."),
    ),
    413: Words(
        later("Too large"),
        later("What was sent is larger than this page takes."),
        later("Send something smaller."),
    ),
    429: Words(
        later("Too many requests"),
        later("Too much was asked for in a short time."),
        later("Wait a moment, then try again."),
    ),
    500: Words(
        later("This did not work"),
        later("The program has made a mistake. It goes on running."),
        later("Try again. If it happens again, the log says why."),
    ),
    503: Words(
        later("All places are taken"),
        later("As many look at the video as may."),
        later("Close another page that shows it, then load this one again."),
    ),
}


def init_error_pages(app: Flask) -> None:
    """Let an app explain its errors."""
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(RateLimitExceeded, _too_many)
    app.register_error_handler(HTTPException, _explain)
    app.register_error_handler(Exception, _broke)


def _explain(error: HTTPException) -> Response:
    status = error.code or 500
    if error.response is not None:
        return make_response(error.response)
    if error.description == WRONG_HOST:
        return _wrong_host()
    if 300 <= status < 400:
        return make_response(error.get_response())
    if status == 401 and wants_page() and not asks_for_socket():
        return _to_the_door()
    words = WORDS.get(status, WORDS[400 if status < 500 else 500])
    if error.description == WRONG_ORIGIN or status != 404:
        return answer(status, words)
    return answer(status, words, what=_own_words(error))


def answer(status: int, words: Words, *, what: str = "", try_this: str = "") -> Response:
    """Return an error as a page, or as JSON where no person looks."""
    what, try_this = what or str(words.what), try_this or str(words.try_this)
    if asks_for_socket() or not wants_page():
        return _json(status, what, try_this)
    page = render_template(
        "error.html", status=status, title=str(words.title), what=what, try_this=try_this
    )
    return make_response(page, status)


def _json(status: int, what: str, try_this: str) -> Response:
    response = jsonify({"status": status, "error": what, "try": try_this})
    response.status_code = status
    return response


def _own_words(error: HTTPException) -> str:
    """Return what our own code has said about a 404, but not werkzeug's standard sentence."""
    usual = type(error).description
    return "" if error.description in (None, usual) else str(error.description)


def _to_the_door() -> Response:
    """Send a person to the login, or to the first start, and back afterwards."""
    from makerkit.web.app import parts_of

    gate = parts_of(current_app).gate
    if gate is not None and not gate.users.names:
        return make_response(redirect(url_for("web.setup"), 303))
    wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    place = url_for("web.login", next=wanted) if wanted != "/" else url_for("web.login")
    return make_response(redirect(place, 303))


def _wrong_host() -> Response:
    """Answer in plain text: a page by a wrong name may load nothing of ours anyway."""
    text = (
        "This machine is not called by this name. Open the page by the address that the program "
        "printed when it started, or add the name to its settings (hosts).\n"
    )
    return make_response(text, 400, {"Content-Type": "text/plain; charset=utf-8"})


def _form_too_old(error: CSRFError) -> Response:
    what = _("The form is too old, or was not sent by a page of this site.")
    return answer(error.code or 400, WORDS[400], what=what)


def _too_many(error: RateLimitExceeded) -> Response:
    from makerkit.web.limits import seconds_left

    wait_s = seconds_left(error)
    try_this = _("Wait %(time)s seconds, then try again.", time=wait_s)
    response = answer(429, WORDS[429], try_this=try_this)
    response.headers["Retry-After"] = str(wait_s)
    return response


def _broke(error: Exception) -> Response:
    mark = secrets.token_hex(4)
    log.error(
        "Error %s at %s %s", mark, request.method, ascii(request.path[:200])[1:-1], exc_info=error
    )
    if current_app.testing and current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    what = _("The program has made a mistake (error %(mark)s in its log).", mark=mark)
    return answer(500, WORDS[500], what=what)
