"""How the camera sits, by a printed sheet; and how the car steers, each number with its picture."""

from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_babel import gettext as _

from makerkit.app.fields import Field, fields_of, read_fields
from makerkit.errors import BadInputError
from self_driving_car.dashboard import trial as trials
from self_driving_car.dashboard.here import Here, here_now, kept, see, typed
from self_driving_car.perception.calibration import Calibration

blueprint = Blueprint("calibration", __name__, template_folder="templates")

FRONT_M = 0.12
"""From the axle to the front, where the settings do not say."""
QUALITY = 88
DIFFERENTIAL = ("full_curvature_per_m", "wheel_track_m", "full_speed_m_s")
STEERED = (
    "full_curvature_per_m", "steering_middle_us", "steering_us_per_rad", "steering_reversed",
    "full_speed_m_s",
)  # fmt: skip
NET = ("gain", "offset")
NO_PICTURE = "There is no picture yet. Look after the camera, under Health."


@blueprint.get("/calibration")
def show(error: str = "", errors: dict[str, str] | None = None) -> str:
    """Show how to calibrate, and what came of the last try."""
    here = here_now()
    return render_template(
        "car/calibration.html",
        trial=here.trial,
        now=_calibration(here),
        error=error,
        has_picture=here.car.newest_picture() is not None,
        fields=_fields(here, errors or {}),
        stamp=here.trial_number,
    )


@blueprint.get("/calibration/sheet")
def sheet() -> Response:
    """Send the sheet to print."""
    from self_driving_car.perception.sheet import sheet_pdf

    answer = Response(sheet_pdf(), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="calibration-sheet.pdf"'
    return answer


@blueprint.post("/calibration/find")
def find() -> Response | tuple[str, int]:
    """Look for the sheet in the newest picture."""
    here = here_now()
    error = kept(
        lambda: here.try_out(trials.find(_picture(here), _calibration(here), _front(here)))
    )
    return (show(error), 400) if error else see(url_for("calibration.show") + "#trial")


@blueprint.get("/calibration/corners")
def corners(error: str = "") -> str | Response:
    """Show a picture that stands still, to set the four corners of the board on it."""
    here = here_now()
    if here.frozen is None or not error:
        newest = here.car.newest_picture()
        if newest is None:
            return see(url_for("calibration.show"))
        here.frozen = newest[0].copy()
        here.trial_number += 1
    picture = here.frozen
    size = (picture.shape[1], picture.shape[0])
    about = _calibration(here)
    return render_template(
        "car/corners.html",
        size=size,
        corners=trials.expected_corners(about, size, _front(here)),
        stamp=here.trial_number,
        error=error,
    )


@blueprint.post("/calibration/corners")
def set_corners() -> Response | tuple[str | Response, int]:
    """Calibrate by the four corners."""
    here = here_now()
    error = kept(lambda: here.try_out(_by_corners(here)))
    return (corners(error), 400) if error else see(url_for("calibration.show") + "#trial")


@blueprint.get("/calibration/<name>.jpg")
def picture(name: str) -> Response:
    """Send a picture of the try: frozen, seen, above; or above by the calibration that counts."""
    import cv2

    here = here_now()
    made = _made_picture(here, name)
    if made is None:
        abort(404)
    jpeg = cv2.imencode(".jpg", made, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1]
    return Response(jpeg.tobytes(), mimetype="image/jpeg")


@blueprint.post("/calibration/keep")
def keep() -> Response | tuple[str, int]:
    """See by the calibration that was tried, from now on."""
    here = here_now()
    if here.trial is None:
        return show("Nothing was tried yet."), 400
    made = here.trial.calibration
    error = kept(lambda: _keep(here, made))
    return (show(error), 400) if error else see(url_for("calibration.show"))


@blueprint.post("/calibration/forget")
def forget() -> Response | tuple[str, int]:
    """Go back to how the drawing of the kit has it."""
    here = here_now()
    error = kept(lambda: _keep(here, Calibration.nominal(_calibration(here).size)))
    return (show(error), 400) if error else see(url_for("calibration.show"))


@blueprint.post("/calibration/steering")
def steering() -> Response | tuple[str, int]:
    """Keep how the car steers."""
    here = here_now()
    errors: dict[str, str] = {}
    for section, fields in _fields(here, {}):
        values, wrong = read_fields(fields, request.form)
        errors |= wrong
        if values and not wrong:
            said = kept(lambda s=section, v=values: here.car.change(s, v))  # type: ignore[misc]
            errors |= dict.fromkeys(list(values)[:1], said) if said else {}
    if errors:
        return show("", errors), 400
    return see(url_for("calibration.show") + "#steering")


@blueprint.get("/calibration/<what>")
def back(what: str) -> Response:  # noqa: ARG001  # only the address of a form
    """Answer who loads the address of a form again."""
    return see(url_for("calibration.show"))


def _by_corners(here: Here) -> trials.Trial:
    if here.frozen is None:
        raise BadInputError(NO_PICTURE)
    return trials.by_corners(here.frozen, trials.corners_in(typed("corners")), _front(here))


def _keep(here: Here, calibration: Calibration) -> str:
    here.car.recalibrate(calibration)
    here.trial = here.frozen = None
    return str(_("Kept. The car sees by it from now on."))


def _picture(here: Here) -> Any:
    newest = here.car.newest_picture()
    if newest is None:
        raise BadInputError(NO_PICTURE)
    return newest[0].copy()


def _made_picture(here: Here, name: str) -> Any:
    trial = here.trial
    if name == "frozen":
        return here.frozen
    if name == "seen" and trial is not None:
        return trials.seen_picture(trial)
    if name == "above" and trial is not None:
        return trials.above_picture(trial.picture, trial.calibration, _front(here))
    newest = here.car.newest_picture()
    if name == "now" and newest is not None:
        return trials.above_picture(newest[0], _calibration(here), _front(here))
    return None


def _calibration(here: Here) -> Calibration:
    found = getattr(here.car.perception, "calibration", None)
    return found if isinstance(found, Calibration) else Calibration.nominal()


def _front(here: Here) -> float:
    chassis = getattr(here.car.settings, "car", None)
    return float(getattr(chassis, "axle_to_front_m", FRONT_M))


def _fields(here: Here, errors: dict[str, str]) -> list[tuple[str, list[Field]]]:
    settings = here.car.settings
    chassis = getattr(settings, "car", None)
    keys = STEERED if getattr(chassis, "chassis", "") == "steered" else DIFFERENTIAL
    found = [("car", fields_of(chassis, keys, errors=errors))] if chassis is not None else []
    net = getattr(settings, "net", None)
    return [*found, ("net", fields_of(net, NET, errors=errors))] if net is not None else found
