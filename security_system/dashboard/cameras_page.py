"""The cameras: what each sees and makes of it, and the areas that people draw on its picture."""

import json
import time
from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, request, url_for
from flask_babel import gettext as _

from makerkit.app.fields import Field, fields_of, read_fields
from makerkit.errors import BadInputError
from security_system.alarm.states import Right
from security_system.dashboard.camera_names import camera_of, cameras
from security_system.dashboard.drawn_areas import DRAWN_MAX_BYTES, drawn_of, settings_of
from security_system.dashboard.here import Here, clock_of, here_now, kept, see, typed
from security_system.dashboard.noting import note, note_settings
from security_system.dashboard.rights import needs

blueprint = Blueprint("cameras", __name__, template_folder="templates")

SIGHTS = 12
CAMERA_FIELDS = (
    "record",
    "at_home",
    "stamp",
    "sees_in_the_dark",
    "hold_s",
    "covered_s",
    "frozen_s",
)
MOTION_FIELDS = ("sensitivity", "smallest_share")


@blueprint.get("/cameras")
@needs(Right.CLIPS)
def overview() -> str:
    """Show all cameras."""
    here = here_now()
    health = {one.name: one for one in here.live_state.health}
    found = [
        (camera, health.get(f"camera {camera.name}") or health.get(f"camera:{camera.name}"))
        for camera in cameras(here)
    ]
    return render_template("security/cameras.html", cameras=found)


@blueprint.get("/cameras/<slug>")
@needs(Right.CLIPS)
def show(slug: str, errors: Mapping[str, str] | None = None, drawn: str = "") -> str:
    """Show one camera."""
    here = here_now()
    camera, _eye = camera_of(here, slug)
    settings = _settings(here, camera.name)
    return render_template(
        "security/camera.html",
        camera=camera,
        has_settings=settings is not None,
        areas=drawn or json.dumps(drawn_of(settings) if settings is not None else []),
        kinds=_kinds(),
        fields=_camera_fields(settings, errors or {}) if settings is not None else [],
        errors=errors or {},
        done=request.args.get("done", "")[:20],
        rights=Right,
    )


@blueprint.post("/cameras/<slug>/areas")
@needs(Right.MANAGE)
def save_areas(slug: str) -> Response | tuple[str, int]:
    """Keep the areas that somebody drew."""
    here = here_now()
    camera, _eye = camera_of(here, slug)
    settings = _settings(here, camera.name)
    if settings is None:
        abort(404)
    text = typed("areas")[:DRAWN_MAX_BYTES]
    try:
        private, motion = settings_of(text, settings)
    except BadInputError as error:
        return show(slug, {"areas": str(error)}), 400
    wrong = kept(lambda: _keep_areas(here, camera.name, private, motion))
    if wrong:
        return show(slug, {"areas": wrong}, text), 400
    return see(url_for("cameras.show", slug=slug, done="areas"))


def _keep_areas(here: Here, name: str, private: Any, motion: Mapping[str, Any]) -> Any:
    here.system.change(f"cameras.{name}", {"private": private})
    said = here.system.change(f"cameras.{name}.motion", motion)
    note(f"drew the areas of the camera {name} anew.")
    return said


@blueprint.post("/cameras/<slug>/settings")
@needs(Right.MANAGE)
def save_settings(slug: str) -> Response | tuple[str, int]:
    """Keep how a camera watches."""
    here = here_now()
    camera, _eye = camera_of(here, slug)
    settings = _settings(here, camera.name)
    if settings is None:
        abort(404)
    values, errors = read_fields(_camera_fields(settings, {}), request.form)
    section = f"cameras.{camera.name}"
    for key, one in () if errors else values.items():
        wrong = kept(partial(_keep_one, here, section, key, one))
        if wrong:
            errors[key] = wrong
    if errors:
        return show(slug, errors), 400
    return see(url_for("cameras.show", slug=slug, done="settings"))


def _keep_one(here: Here, section: str, key: str, value: Any) -> Any:
    above, _dot, name = key.rpartition(".")
    said = here.system.change(f"{section}.{above}" if above else section, {name: value})
    note_settings(section, {key: value})
    return said


@blueprint.post("/cameras/<slug>/record")
@needs(Right.CLIPS)
def record(slug: str) -> Response | tuple[str, int]:
    """Record now, by hand."""
    here = here_now()
    camera, _eye = camera_of(here, slug)
    if here.system.evidence is None:
        abort(404)
    from security_system.evidence.cause import Cause
    from security_system.evidence.event import EventKind

    begun: list[str] = []
    cause = Cause(EventKind.MANUAL, "Somebody at the page wanted it recorded.")
    error = kept(lambda: begun.append(here.system.evidence.begin(camera.name, cause)))
    if error or not begun[0]:
        return show(slug, {"record": error or _("This camera never records.")}), 409
    return see(url_for("cameras.show", slug=slug, done="record"))


@blueprint.get("/cameras/<slug>/<any(areas, settings, record):what>")
@needs(Right.CLIPS)
def back(slug: str, what: str) -> Response:  # noqa: ARG001  # only the address of a form
    """Answer who loads the address of a form again."""
    return see(url_for("cameras.show", slug=slug))


@blueprint.get("/cameras/<slug>/picture.jpg")
@needs(Right.CLIPS)
def picture(slug: str) -> Response:
    """Send the newest picture."""
    _camera, eye = camera_of(here_now(), slug)
    jpeg = eye.latest_jpeg()
    if jpeg is None:
        abort(404)
    return Response(jpeg, mimetype="image/jpeg")


@blueprint.get("/cameras/<slug>/sights.json")
@needs(Right.CLIPS)
def sights(slug: str) -> Response:
    """Say what the detector saw last, the newest first."""
    _camera, eye = camera_of(here_now(), slug)
    seen = getattr(eye, "sights", None)
    return jsonify([_sight(one) for one in (seen(SIGHTS) if seen is not None else ())])


def _sight(sight: Any) -> dict[str, Any]:
    wall_s = float(getattr(sight, "wall_s", 0.0))
    return {
        "time": clock_of(wall_s) if wall_s else "",
        "age_s": round(max(0.0, time.time() - wall_s), 1),
        "is_motion": bool(getattr(sight, "is_motion", not sight.held)),
        "boxes": [[round(float(side), 4) for side in box] for box in sight.boxes],
        "score": round(float(sight.score), 2),
        "why": sight.why,
        "held": sight.held,
    }


def _settings(here: Here, name: str) -> Any:
    """Return a camera's section of the settings; None for one of another Pi."""
    found: Any = getattr(here.system.settings, "cameras", {}).get(name)
    return found


def _camera_fields(settings: Any, errors: Mapping[str, str]) -> list[Field]:
    return [
        *fields_of(settings, CAMERA_FIELDS, errors=errors),
        *fields_of(settings.motion, MOTION_FIELDS, prefix="motion.", errors=errors),
    ]


def _kinds() -> list[dict[str, Any]]:
    return [
        {"kind": "mask", "label": _("Ignore"), "icon": "eye-off"},
        {"kind": "area", "label": _("Watch"), "icon": "scan", "has_sensitivity": True},
        {"kind": "private", "label": _("Private"), "icon": "ban"},
    ]
