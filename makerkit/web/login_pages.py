"""The pages at the door: log in, first start, language; and where all of them are."""

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from flask_babel import gettext as _

from makerkit.web import account_pages
from makerkit.web.access import public
from makerkit.web.config import is_loopback
from makerkit.web.door import close_pages, end_logins, gate_now, parts_now, seconds, see, typed
from makerkit.web.gate import Answer
from makerkit.web.language import LANGUAGE_COOKIE
from makerkit.web.places import safe_next
from makerkit.web.users import PasswordError
from makerkit.web.visitors import let_in, login_now, visitor

YEAR_S = 365 * 86400


def login_page() -> Response | tuple[str, int]:
    """Show the form, or judge what was typed."""
    next_place = safe_next(request.values.get("next"))
    if not gate_now().users.names:
        return see(url_for("web.setup"))
    if request.method != "POST":
        return see(next_place) if login_now() else _login_form(next_place, "", Answer(), 200)
    answer = gate_now().log_in(typed("name"), typed("password"), visitor(parts_now().config))
    if answer.token:
        _end_login_before()
        return let_in(see(next_place), answer, parts_now().config)
    return _login_form(next_place, typed("name"), answer, 429 if answer.wait_s else 401)


def _end_login_before() -> None:
    """End the login that this browser forgets by beginning another."""
    before = login_now()
    if before is not None:
        end_logins(lambda other: other.key == before.key)


def _login_form(place: str, name: str, answer: Answer, status: int) -> tuple[str, int]:
    wait_s = seconds(answer)
    page = render_template(
        "login.html",
        next=place,
        name=name[:100],
        locked_for_s=wait_s,
        error=_("Name or password is wrong.") if status == 401 else "",
        reset_command=f"python -m makerkit.web reset --folder {gate_now().folder.path}"
        if _is_here()
        else "",
    )
    return page, status


def setup_page() -> Response | tuple[str, int]:
    """Show the form for the setup code, or use it."""
    if request.method != "POST":
        return _setup_form({}, "" if gate_now().code.is_waiting else _no_code(), 200)
    if typed("password") != typed("again"):
        return _setup_form({"again": _("These are not the same password.")}, "", 400)
    try:
        answer = gate_now().set_up(
            typed("code"), typed("name"), typed("password"), visitor(parts_now().config)
        )
    except PasswordError as error:
        return _setup_form({error.field: _(error.text, **error.values)}, "", 400)
    if not answer.token:
        return _setup_refused(answer)
    close_pages(lambda _page: True, _("Log in again."))
    return let_in(see("/"), answer, parts_now().config)


def _setup_refused(answer: Answer) -> tuple[str, int]:
    if answer.wait_s:
        said = _("Too many wrong codes. Wait %(time)s seconds.", time=seconds(answer))
        return _setup_form({}, said, 429)
    if not gate_now().code.is_waiting:
        return _setup_form({}, _no_code(), 401)
    return _setup_form({"code": _("This is not the code.")}, "", 401)


def _no_code() -> str:
    said: str = _(
        "No code is waiting: it ends after an hour, and when it was used. "
        "Make a new one on the machine itself: python -m makerkit.web reset --folder ..."
    )
    return said


def _setup_form(errors: dict[str, str], error: str, status: int) -> tuple[str, int]:
    page = render_template(
        "setup.html",
        errors=errors,
        error=error,
        name=typed("name")[:100],
        code=typed("code")[:40],
        is_first=not gate_now().users.names,
    )
    return page, status


def who_am_i() -> Response:
    """Say who is logged in, for scripts."""
    login = login_now()
    return jsonify({"user": login.user if login else None})


def choose_language() -> Response:
    """Keep the language that somebody chose."""
    response = see(safe_next(typed("next")))
    if typed("language") in parts_now().config.languages:
        response.set_cookie(
            LANGUAGE_COOKIE, typed("language"), max_age=YEAR_S, samesite="Lax",
            secure=parts_now().config.https, httponly=True,
        )  # fmt: skip
    return response


def back_to_front() -> Response:
    """Answer who loads the address of the language form again."""
    return see("/")


def _is_here() -> bool:
    """Whether the person sits at this machine: only they are told where its folder is."""
    return is_loopback(parts_now().config.host) and is_loopback(request.remote_addr or "")


def add_door(blueprint: Blueprint, *, with_login: bool) -> None:
    """Add the pages to the blueprint `web`; those of a login only where there is one."""
    blueprint.add_url_rule("/session", "session", who_am_i)
    blueprint.add_url_rule("/language", "language", public(choose_language), methods=["POST"])
    blueprint.add_url_rule("/language", "language_shown", public(back_to_front), methods=["GET"])
    if not with_login:
        return
    both = ["GET", "POST"]
    blueprint.add_url_rule("/login", "login", public(login_page), methods=both)
    blueprint.add_url_rule("/setup", "setup", public(setup_page), methods=both)
    blueprint.add_url_rule("/account", "account", account_pages.account_page)
    for path, name, view in (
        ("/logout", "logout", account_pages.log_out),
        ("/account/password", "change_password", account_pages.change_password),
        ("/account/end", "end_session", account_pages.end_session),
        ("/account/end-all", "logout_everywhere", account_pages.log_out_everywhere),
    ):
        blueprint.add_url_rule(path, name, view, methods=["POST"])
        blueprint.add_url_rule(
            path, f"{name}_shown", account_pages.back_to_account, methods=["GET"]
        )
