"""Who may what: people with their rights, their codes, and whether they can log in here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask_babel import gettext as _

from makerkit.errors import BadInputError, MakerKitError
from makerkit.web.door import close_pages, gate_now, parts_now
from makerkit.web.users import check_name, usual_name
from makerkit.web.visitors import login_now, visitor
from security_system.alarm.states import Right
from security_system.dashboard.here import Here, here_now, is_ticked, kept, see, typed
from security_system.dashboard.noting import note, note_rights
from security_system.dashboard.rights import known_rights, needs
from security_system.first_code import as_digits, forget_code_for_node

blueprint = Blueprint("users", __name__, template_folder="templates")

LONGEST_CODE = 20
LAST_MANAGER = (
    "Somebody must be able to manage the users. Give this right to somebody else first, "
    "who can log in."
)
STILL_AT_KEYPAD = (
    "The keypad of the node keeps one code of its own, whoever it is of. If {name} knows it, set "
    "your code anew, also at the keypad."
)


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """Somebody as a template shows them."""

    name: str
    rights: frozenset[Right]
    has_code: bool
    has_duress: bool
    has_login: bool


@blueprint.get("/users")
@needs(Right.MANAGE)
def overview(error: str = "") -> str:
    """Show everybody."""
    return render_template(
        "security/users.html", people=_everybody(here_now()), words=rights_words(), error=error
    )


@blueprint.post("/users")
@needs(Right.MANAGE)
def add() -> Response | tuple[str, int]:
    """Add somebody, who may nothing yet."""
    here, name = here_now(), usual_name(typed("name"))
    error = kept(lambda: _add(here, name))
    if error:
        return overview(error), 400
    return see(url_for("users.show", name=name))


def _add(here: Here, name: str) -> None:
    check_name(name)
    if any(person.name == name for person in _everybody(here)):
        raise BadInputError(f"There is somebody called {name} already.")
    here.system.codes.set_rights(name, frozenset({Right.ARM, Right.DISARM}))
    here.system.save_codes()
    note(f"added {name}.")


@blueprint.get("/users/<name>")
@needs(Right.MANAGE)
def show(name: str, errors: dict[str, str] | None = None) -> str:
    """Show somebody."""
    person = _person(here_now(), name)
    return render_template(
        "security/user.html",
        person=person,
        has_keypad=here_now().system.node is not None,
        words=rights_words(),
        errors=errors or {},
        done=request.args.get("done", "")[:20],
    )


@blueprint.post("/users/<name>/rights")
@needs(Right.MANAGE)
def rights(name: str) -> Response | tuple[str, int]:
    """Say what somebody may do; who loses a right is logged out, wherever they are."""
    return _changed(name, "rights", lambda here: _set_rights(here, name))


def _set_rights(here: Here, name: str) -> None:
    wanted = known_rights(request.form.getlist("right"))
    if Right.MANAGE not in wanted:
        _keep_a_manager(here, name)
    before = here.rights.of(name)
    here.system.codes.set_rights(name, wanted)
    here.system.save_codes()
    note_rights(name, wanted)
    if before - wanted:
        _log_out(name)


@blueprint.post("/users/<name>/code")
@needs(Right.MANAGE)
def code(name: str) -> Response | tuple[str, int]:
    """Give somebody a code, or a second one for when they are forced."""
    is_duress = typed("duress") == "1"
    return _changed(
        name, "duress" if is_duress else "code", lambda here: _set_code(here, name, is_duress)
    )


def _set_code(here: Here, name: str, is_duress: bool) -> None:  # as the form says
    new = as_digits(typed("code")[:LONGEST_CODE])
    if new != as_digits(typed("again")[:LONGEST_CODE]):
        raise BadInputError("These are not the same code.")
    if here.rights.person(name) is None:  # a code brings no rights along
        here.system.codes.set_rights(name, frozenset())
    here.system.codes.set_code(name, new, is_duress=is_duress)
    here.system.save_codes()
    note(f"set a code of {name}.")
    if is_ticked("keypad"):
        _teach_keypad(here, new, is_duress=is_duress)


def _teach_keypad(here: Here, new: str, *, is_duress: bool) -> None:
    """Tell the node a code; where that fails, the code counts all the same, but not there."""
    if here.system.node is None:
        return
    try:
        here.system.node.set_code(new, is_duress=is_duress)
        if not is_duress:
            forget_code_for_node(here.system.folder)  # an older one may wait for it
    except MakerKitError as error:
        flash(f"The code is set, but the keypad of the node has not learned it: {error}")


@blueprint.post("/users/<name>/password")
@needs(Right.MANAGE)
def password(name: str) -> Response | tuple[str, int]:
    """Give somebody a password for this page."""
    return _changed(name, "password", lambda _here: _set_password(name))


def _set_password(name: str) -> None:
    if typed("password") != typed("again"):
        raise BadInputError("These are not the same password.")
    login = login_now()
    assert login is not None, "the guard lets nobody come here without login"
    gate_now().give_password(login, name, typed("password"), visitor(parts_now().config))
    note(f"set the password of {name}.")
    _close_pages_of(name, login.key)


@blueprint.post("/users/<name>/remove")
@needs(Right.MANAGE)
def remove(name: str) -> Response | tuple[str, int]:
    """Remove somebody: codes, rights and login; never the last who can manage users."""
    here = here_now()
    _person(here, name)
    error = kept(lambda: _remove(here, name))
    if error:
        return show(name, {"remove": error}), 409
    return see(url_for("users.overview"))


def _remove(here: Here, name: str) -> None:
    _keep_a_manager(here, name)
    person = here.rights.person(name)
    here.system.codes.forget(name)
    here.system.save_codes()
    note(f"removed {name}.")
    if here.system.node is not None and person is not None and person.has_code:
        flash(STILL_AT_KEYPAD.format(name=name))
    login = login_now()
    if login is not None:
        gate_now().remove(login, name, visitor(parts_now().config))
    _close_pages_of(name, "")


@blueprint.get("/users/<name>/<any(rights, code, password, remove):what>")
@needs(Right.MANAGE)
def back(name: str, what: str) -> Response:  # noqa: ARG001  # only the address of a form
    """Answer who loads the address of a form again."""
    return see(url_for("users.show", name=name))


def rights_words() -> list[tuple[Right, str, str]]:
    """Return each right with its name and what it lets somebody do."""
    return [
        (Right.ARM, _("Arm"), _("Arm the alarm at this page.")),
        (Right.DISARM, _("Disarm"), _("Disarm with their code.")),
        (Right.BYPASS, _("Leave out zones"), _("Arm although a window stays open.")),
        (Right.CLIPS, _("See pictures"), _("Watch the cameras and the clips.")),
        (Right.CLEAR, _("Clear the alarm memory"), _("Say that an alarm was looked after.")),
        (Right.TEST, _("Test"), _("Walk test, siren test, chime, test message.")),
        (Right.MANAGE, _("Manage"), _("Users, codes, settings, and deleting clips.")),
    ]


def _changed(name: str, what: str, change: Callable[[Here], Any]) -> Response | tuple[str, int]:
    here = here_now()
    _person(here, name)
    error = kept(lambda: change(here))
    if error:
        return show(name, {what: error}), 400
    if not here.rights.may(_me(), Right.MANAGE):
        return see("/")
    return see(url_for("users.show", name=name, done=what))


def _me() -> str:
    login = login_now()
    return login.user if login is not None else ""


def _keep_a_manager(here: Here, without: str) -> None:
    """Refuse what would leave nobody who can log in and manage users."""
    logins = set(gate_now().users.names)
    if without in here.rights.managers() and not (
        (set(here.rights.managers()) & logins) - {without}
    ):
        raise BadInputError(LAST_MANAGER)


def _log_out(name: str) -> None:
    """End somebody's logins: what they see and may is asked anew when they come back."""
    me = login_now()
    key = me.key if me is not None else ""
    gate_now().logins.end(lambda login: login.user == name and login.key != key)
    _close_pages_of(name, key)


def _close_pages_of(name: str, but_key: str) -> None:
    close_pages(lambda page: page.user == name and page.key != but_key, _("Log in again."))


def _everybody(here: Here) -> list[ShownPerson]:
    logins = set(gate_now().users.names)
    known = {person.name: person for person in here.system.codes.people()}
    return [
        ShownPerson(
            name=name,
            rights=here.rights.of(name),
            has_code=name in known and known[name].has_code,
            has_duress=name in known and known[name].has_duress,
            has_login=name in logins,
        )
        for name in sorted(logins | set(known))
    ]


def _person(here: Here, name: str) -> ShownPerson:
    found = {person.name: person for person in _everybody(here)}
    if name not in found:
        abort(404)
    return found[name]
