"""What the pages at the door share: who answers, what was typed, where to go on."""

from collections.abc import Callable
from typing import Any

from flask import Response, current_app, make_response, redirect, request
from flask_babel import gettext as _

from makerkit.web.gate import Answer, Gate
from makerkit.web.logins import Login
from makerkit.web.page import Page
from makerkit.web.sockets import NOT_LOGGED_IN
from makerkit.web.visitors import visitor


def parts_now() -> Any:
    """Return the parts of the app that answers."""
    from makerkit.web.app import parts_of

    return parts_of(current_app)


def gate_now() -> Gate:
    """Return who lets people in."""
    gate: Gate = parts_now().gate
    return gate


def typed(name: str) -> str:
    """Return a field of the form, empty if it is not there."""
    return request.form.get(name, "")


def see(place: str) -> Response:
    """Send a browser on to another page."""
    return make_response(redirect(place, 303))


def seconds(answer: Answer) -> int:
    """Return how long to wait, in whole seconds, rounded up."""
    return int(-(-answer.wait_s // 1))


def end_logins(wanted: Callable[[Login], bool]) -> None:
    """End logins that somebody picks, and close their pages."""
    ended = {login.key for login in gate_now().log_out(visitor(parts_now().config), wanted)}
    close_pages(lambda page: page.key in ended, _("Log in again."))


def close_pages(wanted: Callable[[Page], bool], reason: str) -> None:
    """Close the open pages that somebody picks."""
    parts_now().live.close_pages(wanted, NOT_LOGGED_IN, reason)
