"""Who may do what at the page: each route and each order names its right, and is refused without.

Whoever can log in sees the state of the alarm. Everything else is a right of its own, kept beside
the codes: a login alone opens no door.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request

from makerkit.web import Page, RefusedError, user_now
from makerkit.web.access import is_public
from security_system.alarm.states import Right
from security_system.dashboard.needs import Codes, Person

View = TypeVar("View", bound=Callable[..., Any])
LOOK = "look"
"""What every login may."""
PICTURES = ("web.file", "web.still", "web.motion_jpeg", "web.video")
NOT_YOURS = "You may not do this. Somebody who manages the users can give you the right."


def needs(right: Right | str) -> Callable[[View], View]:
    """Mark a view with the right that it needs."""

    def mark(view: View) -> View:
        view.needs = right  # type: ignore[attr-defined]  # a mark on the function itself
        return view

    return mark


class Rights:
    """What the people who log in may do.

    Args:
        codes: where it is kept.
    """

    def __init__(self, codes: Codes) -> None:
        self._codes = codes

    def of(self, name: str | None) -> frozenset[Right]:
        """Return what somebody may; nothing for who is unknown."""
        person = self.person(name)
        return person.rights if person is not None else frozenset()

    def person(self, name: str | None) -> Person | None:
        """Return somebody by their name."""
        return next((one for one in self._codes.people() if one.name == name), None)

    def may(self, name: str | None, right: Right | str) -> bool:
        """Return whether somebody has a right."""
        return (name is not None and right == LOOK) or right in self.of(name)

    def managers(self) -> list[str]:
        """Return who can manage users: one of them must always be left."""
        return [one.name for one in self._codes.people() if Right.MANAGE in one.rights]

    def check(self, page: Page, right: Right | str) -> None:
        """Refuse an order of a page whose user has not the right.

        Raises:
            RefusedError: the sentence for the person.
        """
        if not self.may(page.user, right):
            raise RefusedError(NOT_YOURS)


def init_rights(app: Flask, rights: Rights) -> None:
    """Refuse each route whose right somebody has not; what names none is refused to everybody."""

    @app.before_request
    def check() -> None:
        endpoint = request.endpoint
        if endpoint is None or is_public(current_app, endpoint):
            return
        wanted = right_of(app, endpoint)
        if wanted is None or not rights.may(user_now(), wanted):
            abort(403)

    @app.context_processor
    def for_templates() -> dict[str, Any]:
        name = user_now()
        return {"may": lambda right: rights.may(name, right)}


def right_of(app: Flask, endpoint: str) -> Right | str | None:
    """Return the right that a route needs; None for a route that forgot to say."""
    if endpoint in PICTURES:
        return Right.CLIPS
    if endpoint.startswith("web."):
        return LOOK
    return getattr(app.view_functions.get(endpoint), "needs", None)


def known_rights(texts: Iterable[str]) -> frozenset[Right]:
    """Return the rights that a form names; what is none is passed over."""
    known = {right.value: right for right in Right}
    return frozenset(known[text] for text in texts if text in known)
