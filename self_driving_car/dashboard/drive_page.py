"""The first page: the picture, the stick, and why the car stands; and the emergency stop itself."""

from flask import Blueprint, Response, render_template, url_for
from flask_babel import gettext as _

from makerkit.web import user_now
from makerkit.web.access import wants_page
from self_driving_car.dashboard.here import here_now, see
from self_driving_car.dashboard.live_state import phase_of
from self_driving_car.dashboard.orders import FASTEST_M_S
from self_driving_car.driver.orders import ManoeuvreKind, Stop
from self_driving_car.status import Mode

blueprint = Blueprint("drive", __name__, template_folder="templates")


@blueprint.get("/")
def front() -> str:
    """Show the car, and let whoever is there drive it."""
    here = here_now()
    status = here.car.status
    return render_template(
        "car/drive.html",
        status=status,
        phase=phase_of(status),
        modes=_modes(),
        manoeuvres=_manoeuvres(),
        fastest_m_s=_fastest(here.car.settings),
        can_record=here.car.recorder is not None,
    )


@blueprint.post("/stop")
def stop() -> Response:
    """Stop the car: for a page whose live link is down, or that has no script."""
    here_now().car.post(Stop(user_now() or ""))
    return see(url_for("drive.front")) if wants_page() else Response(status=204)


@blueprint.get("/stop")
def back_from_stop() -> Response:
    """Answer who loads the address of the form again: nothing is stopped by looking."""
    return see(url_for("drive.front"))


@blueprint.get("/more")
def more() -> str:
    """Show what else there is."""
    return render_template("car/more.html", recent=here_now().live_state.recent)


def _fastest(settings: object) -> float:
    """Return how far the speed cap can be raised: to what the settings allow."""
    drive = getattr(settings, "drive", None)
    cap_m_s = getattr(drive, "speed_cap_m_s", FASTEST_M_S)
    return min(FASTEST_M_S, float(cap_m_s))


def _modes() -> list[tuple[str, str, str, str]]:
    """Return the modes, each with its name, its icon and what it is for."""
    return [
        (Mode.MANUAL.value, _("By hand"), "gamepad-2", _("You steer.")),
        (Mode.LANE.value, _("Lane"), "route", _("It stays in its lane.")),
        (Mode.LINE.value, _("Line"), "spline", _("It follows one line.")),
        (Mode.NET.value, _("Net"), "brain", _("A trained net steers.")),
        (Mode.CRUISE.value, _("Cruise"), "navigation", _("Straight on, round what is there.")),
    ]


def _manoeuvres() -> list[tuple[str, str, str]]:
    return [
        (ManoeuvreKind.TURN_ROUND.value, _("Turn round"), "rotate-ccw"),
        (ManoeuvreKind.PARK.value, _("Park"), "circle-parking"),
        (ManoeuvreKind.LEAVE.value, _("Leave"), "log-out"),
    ]
