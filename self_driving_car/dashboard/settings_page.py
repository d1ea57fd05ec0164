"""The settings that people change: with bounds and plain words; the file has the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _

from makerkit.app.fields import Field, fields_of, read_fields
from self_driving_car.dashboard.here import Here, here_now, kept, see

blueprint = Blueprint("settings", __name__, template_folder="templates")

KEYS: dict[str, tuple[str, ...]] = {
    "drive": (
        "speed_m_s", "speed_cap_m_s", "steering", "look_ahead_m", "look_ahead_s", "lateral_m_s2",
        "signs", "lights", "stop_sign_s", "stop_before_m", "obstacle_gap_m",
    ),
    "perception": ("marks", "lane_width_m", "least_contrast", "learns_camera", "shows"),
    "car": (
        "chassis", "wheel_track_m", "wheelbase_m", "axle_to_front_m", "full_speed_m_s",
        "encoders", "sonar", "battery",
    ),
    "net": ("gain", "offset"),
    "recording": ("keep_days", "most_gb", "max_gb", "quality", "jpeg_quality", "only_driving"),
    "web": ("viewers", "pages", "https"),
}  # fmt: skip
ICONS = {
    "drive": "gauge", "perception": "eye", "car": "car", "net": "brain",
    "recording": "circle-dot", "web": "monitor",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """One section of the settings as a form; `section` as the file calls it."""

    section: str
    title: str
    icon: str
    fields: list[Field]


@blueprint.get("/settings")
def show(section: str = "", errors: Mapping[str, str] | None = None) -> str:
    """Show the settings."""
    here = here_now()
    return render_template(
        "car/settings.html",
        groups=_groups(here.car.settings, section, errors or {}),
        config_path=here.car.config_path,
        done=request.args.get("done", "")[:60],
        wrong=section,
    )


@blueprint.post("/settings/<section>")
def save(section: str) -> Response | tuple[str, int]:
    """Keep what was changed in one section."""
    here = here_now()
    groups = {group.section: group for group in _groups(here.car.settings, "", {})}
    if section not in groups:
        return show(), 404
    values, errors = read_fields(groups[section].fields, request.form)
    if not errors and values:
        errors = _kept_by_field(here, section, values)
    if errors:
        return show(section, errors), 400
    return see(url_for("settings.show", done=section) + f"#section-{section}")


@blueprint.get("/settings/<section>")
def back(section: str) -> Response:  # noqa: ARG001  # only the address of a form
    """Answer who loads the address of a form again."""
    return see(url_for("settings.show"))


def _kept_by_field(here: Here, section: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Keep all at once; what is refused is said at the field that it names."""
    error = kept(lambda: here.car.change(section, values))
    if not error:
        return {}
    named = [key for key in values if f"`{key}`" in error]
    return dict.fromkeys(named or list(values)[:1], error)


def _groups(settings: Any, wrong: str, errors: Mapping[str, str]) -> list[Group]:
    titles = _titles()
    found = []
    for section, keys in KEYS.items():
        model = getattr(settings, section, None)
        if model is not None:
            fields = fields_of(model, keys, errors=errors if section == wrong else {})
            found.append(Group(section, titles[section], ICONS[section], fields))
    return [group for group in found if group.fields]


def _titles() -> dict[str, str]:
    return {
        "drive": _("How it drives"),
        "perception": _("What it looks for"),
        "car": _("The chassis"),
        "net": _("The trained net"),
        "recording": _("Recordings"),
        "web": _("This page"),
    }
