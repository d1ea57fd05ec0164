"""The first page: the state, arming and disarming, what the cameras see, the zones."""

from flask import Blueprint, render_template
from flask_babel import gettext as _

from security_system.alarm.states import ArmMode, Right
from security_system.dashboard.camera_names import cameras
from security_system.dashboard.here import here_now
from security_system.dashboard.rights import LOOK, needs

blueprint = Blueprint("alarm", __name__, template_folder="templates")


@blueprint.get("/")
@needs(LOOK)
def front() -> str:
    """Show the alarm."""
    here = here_now()
    view = here.system.panel.view
    return render_template(
        "security/alarm.html",
        view=view,
        modes=_modes(),
        cameras=cameras(here),
        rights=Right,
        needs_code=here.arm_needs_code(),
        has_codes=any(person.has_code for person in here.system.codes.people()),
    )


@blueprint.get("/more")
@needs(LOOK)
def more() -> str:
    """Show what else there is."""
    return render_template("security/more.html", rights=Right)


@blueprint.get("/notice")
@needs(LOOK)
def notice() -> str:
    """Show what people are told who are seen by the cameras."""
    from security_system.evidence.notice import notice as words

    return render_template("security/notice.html", text=words(here_now().system.settings.recording))


def _modes() -> list[tuple[str, str, str, str]]:
    """Return the modes, each with its name, its icon and what it is for."""
    return [
        (ArmMode.AWAY.value, _("Away"), "lock", _("Everything is guarded")),
        (ArmMode.HOME.value, _("At home"), "house", _("Doors and windows")),
        (ArmMode.NIGHT.value, _("Night"), "moon", _("Doors and windows, while you sleep")),
        (ArmMode.VACATION.value, _("Vacation"), "palmtree", _("Everything, for days")),
        (ArmMode.CUSTOM.value, _("Own choice"), "sliders-horizontal", _("As the settings say")),
    ]
