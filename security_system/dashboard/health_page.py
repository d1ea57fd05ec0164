"""How everything is: this computer, the node, cameras, broker, messages; a sentence for each."""

from flask import Blueprint, render_template

from makerkit.app.computer import look_at_computer
from makerkit.web.shown_health import shown_health
from security_system.dashboard.here import here_now
from security_system.dashboard.rights import LOOK, needs

blueprint = Blueprint("health", __name__, template_folder="templates")

ICONS = {
    "panel": "shield-check", "journal": "scroll-text", "node": "radio", "mqtt": "server",
    "telling": "message-circle", "evidence": "archive", "page": "monitor", "gpio": "cpu",
    "camera": "cctv", "eye": "cctv",
}  # fmt: skip


@blueprint.get("/health")
@needs(LOOK)
def show() -> str:
    """Show how everything is."""
    here = here_now()
    parts = [*here.system.health(), *look_at_computer(here.system.folder)]
    shown = shown_health(parts, ICONS)
    troubles = [one for one in shown if one.is_trouble]
    return render_template("security/health.html", parts=shown, troubles=troubles)
