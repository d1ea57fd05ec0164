"""Who asks for a page: the login of the browser, and whether it has been here before."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask, Response, current_app, g, request, session
from itsdangerous import BadData, URLSafeTimedSerializer

from makerkit.web.gate import Answer, Gate, Visitor
from makerkit.web.logins import Login

if TYPE_CHECKING:
    from makerkit.web.config import WebConfig

TOKEN = "login"  # noqa: S105  # the name under which the token stands in the session
DEVICE_DAYS = 365


@dataclass(frozen=True, slots=True)
class Permit:
    """Whether an open connection may go on: as long as its login lasts."""

    gate: Gate | None
    key: str

    def holds(self) -> bool:
        """Return whether the login lasts still."""
        return self.gate is None or self.gate.logins.by_key(self.key) is not None

    def acts(self) -> bool:
        """Return the same, and note that the person does something."""
        if self.gate is None:
            return True
        login = self.gate.logins.by_key(self.key)
        if login is not None:
            self.gate.logins.seen(login)
        return login is not None


def identify(gate: Gate | None) -> Login | None:
    """Find out who asks, and keep it for this request."""
    login = gate.logins.find(session.get(TOKEN)) if gate is not None else None
    if gate is not None and login is not None:
        gate.logins.seen(login)
    g.web_login = login
    return login


def login_now() -> Login | None:
    """Return the login that this request comes with."""
    login: Login | None = g.get("web_login")
    return login


def user_now() -> str | None:
    """Return who is logged in where this request comes from; None without login."""
    login = login_now()
    return login.user if login else None


def permit(gate: Gate | None) -> Permit:
    """Return the permit of this request, for a connection that stays open."""
    login = login_now()
    return Permit(gate, login.key if login else "")


def visitor(config: "WebConfig") -> Visitor:
    """Return who asks. Headers such as X-Forwarded-For are anybody's to write, and not read."""
    device, user = _read_device(config)
    return Visitor(request.remote_addr or "", request.user_agent.string, device, user)


def let_in(response: Response, answer: Answer, config: "WebConfig") -> Response:
    """Begin a new session in the browser, with nothing left of the one before."""
    session.clear()
    session[TOKEN] = answer.token
    session.permanent = True
    device, user = _read_device(config)
    if not device or user != answer.user:
        device = secrets.token_urlsafe(16)
    response.set_cookie(
        device_cookie(config),
        _serializer(current_app).dumps([device, answer.user]),
        max_age=DEVICE_DAYS * 86400,
        secure=config.https,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


def device_cookie(config: "WebConfig") -> str:
    """Return the name of the cookie by which a browser is known again."""
    return f"{config.cookie}-known"


def _read_device(config: "WebConfig") -> tuple[str, str]:
    text = request.cookies.get(device_cookie(config), "")
    try:
        device, user = _serializer(current_app).loads(text, max_age=DEVICE_DAYS * 86400)
    except (BadData, ValueError, TypeError):
        return "", ""
    return str(device), str(user)


def _serializer(app: Flask) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(app.secret_key or b"", salt="makerkit device")
