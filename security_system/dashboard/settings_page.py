"""The settings that people change: with bounds and plain words; the file has the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _

from makerkit.app.fields import Field, fields_of, read_fields
from makerkit.errors import BadInputError, MakerKitError
from security_system.alarm.states import Right
from security_system.dashboard.here import Here, here_now, kept, see, typed
from security_system.dashboard.noting import note, note_settings
from security_system.dashboard.rights import needs

blueprint = Blueprint("settings", __name__, template_folder="templates")

DELAYS = ("exit_s", "entry_s")
SECTIONS: dict[str, tuple[str, ...]] = {
    "alarm": (
        "siren_s", "retriggers", "code_tries", "lock_s", "arm_needs_code", "confirm_s",
        "when_lost", "when_open_after_exit", "source_grace_s",
    ),
    "recording": (
        "pre_roll_s", "post_roll_s", "keep_days", "keep_alarm_days", "most_gb", "at_home",
    ),
    "telling": ("name", "quiet_from", "quiet_to", "hold_s", "messages_per_hour"),
    "web": ("viewers", "pages", "https"),
}  # fmt: skip
ADDRESS_LONGEST = 500
ZONE_KEYS = ("name", "chime", "exit_route", "can_bypass", "is_silent")


@dataclass(frozen=True, slots=True)
class Group:
    """One section of the settings as a form.

    Attributes:
        section: as the file calls it: "alarm", "modes.away".
    """

    section: str
    title: str
    fields: list[Field]


@blueprint.get("/settings")
@needs(Right.MANAGE)
def show(section: str = "", errors: Mapping[str, str] | None = None) -> str:
    """Show the settings."""
    here = here_now()
    groups = _groups(here.system.settings, section, errors or {})
    return render_template(
        "security/settings.html",
        groups=groups,
        config_path=here.system.config_path,
        services=_services(here),
        done=request.args.get("done", "")[:60],
        wrong=section,
        errors=errors or {},
    )


@blueprint.post("/settings/<section>")
@needs(Right.MANAGE)
def save(section: str) -> Response | tuple[str, int]:
    """Keep what was changed in one section."""
    here = here_now()
    groups = {group.section: group for group in _groups(here.system.settings, "", {})}
    if section not in groups:
        return show(), 404
    values, errors = read_fields(groups[section].fields, request.form)
    if not errors and values:
        errors = _kept_by_field(here, section, values)
    if errors:
        return show(section, errors), 400
    if values:
        note_settings(section, values)
    return see(url_for("settings.show", done=section) + f"#section-{section}")


@blueprint.post("/settings/services")
@needs(Right.MANAGE)
def add_service() -> Response | tuple[str, int]:
    """Add a way to reach somebody; its address is asked for once it is there."""
    here, name = here_now(), typed("name").strip().lower()[:40]
    error = kept(lambda: _add_service(here, name))
    if error:
        return show("services", {"name": error}), 400
    return see(url_for("settings.show", done="services"))


@blueprint.post("/settings/services/<name>")
@needs(Right.MANAGE)
def set_address(name: str) -> Response | tuple[str, int]:
    """Keep where a service is reached: a secret, never shown again."""
    here = here_now()
    error = kept(lambda: _keep_address(here, name))
    if error:
        return show("services", {name: error}), 400
    return see(url_for("settings.show", done="services"))


def _add_service(here: Here, name: str) -> Any:
    if name in here.system.settings.telling.services:
        raise BadInputError(f"There is a messenger called {name} already.")
    said = here.system.change(f"telling.services.{name}", {"tells": ["alarm", "faults"]})
    note(f"added the messenger {name}.")
    return said


def _keep_address(here: Here, name: str) -> None:
    if here.system.telling is None:
        raise BadInputError("Messages are switched off: start the system without --no-telling.")
    here.system.telling.set_address(name, typed("address").strip()[:ADDRESS_LONGEST])
    note(f"set the address of the messenger {name}.")


def _services(here: Here) -> list[tuple[str, bool]]:
    """Return the services by name, and whether their address is known."""
    telling = here.system.telling
    names = getattr(here.system.settings.telling, "services", {})
    return [(name, telling is not None and telling.has_address(name)) for name in names]


@blueprint.get("/settings/services/<name>")
@needs(Right.MANAGE)
def back_from_service(name: str) -> Response:  # noqa: ARG001  # only the address of a form
    """Answer who loads the address of a form again."""
    return see(url_for("settings.show"))


@blueprint.get("/settings/<section>")
@needs(Right.MANAGE)
def back(section: str) -> Response:  # noqa: ARG001  # only the address of a form
    """Answer who loads the address of a form again."""
    return see(url_for("settings.show"))


@blueprint.post("/settings/test-message")
@needs(Right.TEST)
def test_message() -> str:
    """Send a message to everybody who is told of alarms."""
    telling = here_now().system.telling
    if telling is None:
        return _told([_("Nobody is told of alarms yet: the settings name no messenger.")])
    try:
        said = telling.test()
    except MakerKitError as error:
        return _told([str(error)])
    lines = [said] if isinstance(said, str) else [str(line) for line in said or ()]
    return _told(lines or [_("A test message is on its way.")])


def _told(lines: list[str]) -> str:
    return render_template("security/told.html", lines=lines)


def _kept_by_field(here: Here, section: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Keep all at once; what is refused is asked for one by one, to say at which field."""
    error = kept(lambda: here.system.change(section, values))
    if not error:
        return {}
    named = [key for key in values if f"`{key}`" in error]
    return dict.fromkeys(named or list(values)[:1], error)


def _groups(settings: Any, wrong: str, errors: Mapping[str, str]) -> list[Group]:
    def group(section: str, title: str, model: Any, keys: tuple[str, ...]) -> Group:
        given = errors if section == wrong else {}
        return Group(section, title, fields_of(model, keys, errors=given))

    titles = _titles()
    found = [
        group(f"modes.{mode}", titles.get(str(mode), str(mode)), one, DELAYS)
        for mode, one in settings.alarm.modes.items()
    ]
    for section, keys in SECTIONS.items():
        model = getattr(settings, section, None)
        if model is not None:
            found.append(group(section, titles[section], model, keys))
    for name, zone in settings.alarm.zones.items():
        found.append(group(f"zones.{name}", zone.name or name, zone, ZONE_KEYS))
    return found


def _titles() -> dict[str, str]:
    return {
        "away": _("Delays: away"),
        "home": _("Delays: at home"),
        "night": _("Delays: night"),
        "vacation": _("Delays: vacation"),
        "custom": _("Delays: own choice"),
        "alarm": _("Alarm"),
        "recording": _("Clips"),
        "telling": _("Messages"),
        "web": _("This page"),
    }
