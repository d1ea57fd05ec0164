"""The pages of who is logged in: where else, another password, out again."""

import time
from datetime import UTC, datetime
from typing import Any

from flask import Response, flash, render_template, session, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _

from makerkit.web.door import close_pages, end_logins, gate_now, parts_now, seconds, see, typed
from makerkit.web.logins import Login
from makerkit.web.users import PasswordError
from makerkit.web.visitors import let_in, login_now, visitor


def account_page() -> str:
    """Show where one is logged in, and the form for another password."""
    return _account()


def change_password() -> Response | tuple[str, int]:
    """Take another password."""
    login = _login()
    if typed("password") != typed("again"):
        return _account(errors={"again": _("These are not the same password.")}), 400
    try:
        answer = gate_now().change_password(
            login, typed("current"), typed("password"), visitor(parts_now().config)
        )
    except PasswordError as error:
        return _account(errors={error.field: _(error.text, **error.values)}), 400
    if not answer.token:
        if answer.wait_s:
            said = _("Too many wrong tries. Wait %(time)s seconds.", time=seconds(answer))
            return _account(error=said), 429
        return _account(errors={"current": _("This is not the password until now.")}), 401
    close_pages(lambda page: page.user == login.user, _("Log in again."))
    response = let_in(see(url_for("web.account")), answer, parts_now().config)
    flash(_("The password is changed. All other devices are logged out."))
    return response


def log_out() -> Response:
    """End this login."""
    login = _login()
    end_logins(lambda other: other.key == login.key)
    session.clear()
    return see(url_for("web.login"))


def end_session() -> Response:
    """End another login of the same user."""
    login, key = _login(), typed("session")
    end_logins(lambda other: other.key == key and other.user == login.user)
    return see(url_for("web.account"))


def log_out_everywhere() -> Response:
    """End all logins of this user, this one too."""
    login = _login()
    end_logins(lambda other: other.user == login.user)
    session.clear()
    return see(url_for("web.login"))


def back_to_account() -> Response:
    """Answer who loads the address of a form again."""
    return see(url_for("web.account"))


def _account(*, error: str = "", errors: dict[str, str] | None = None) -> str:
    login = _login()
    sessions = [_shown(one, login) for one in gate_now().logins.of(login.user)]
    return render_template("account.html", sessions=sessions, error=error, errors=errors or {})


def _shown(one: Login, mine: Login) -> dict[str, Any]:
    return {
        "id": one.key,
        "is_this": one.key == mine.key,
        "since": _time_text(one.since_s),
        "last_seen": _time_text(one.seen_s),
        "address": one.address,
        "agent": _browser(one.agent),
    }


def _time_text(at_s: float) -> str:
    set_since_s = time.time() - gate_now().clock()
    local = datetime.fromtimestamp(at_s + set_since_s, UTC).astimezone()
    return str(format_datetime(local.replace(tzinfo=None), "short", rebase=False))


def _browser(agent: str) -> str:
    """Return what a person calls this browser."""
    brands = (("Firefox", "Firefox"), ("Edg", "Edge"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
    brand = next((name for sign, name in brands if f"{sign}/" in agent), "")
    system = next((name for name in systems if name in agent), "")
    return f"{brand}, {system}".strip(", ") or agent[:40]


def _login() -> Login:
    login = login_now()
    assert login is not None, "the guard lets nobody come here without login"
    return login
