"""How everything is: this computer, the Arduino, the camera, the driver; a sentence for each."""

from flask import Blueprint, render_template

from makerkit.app.computer import look_at_computer
from makerkit.web.shown_health import shown_health
from self_driving_car.dashboard.here import here_now

blueprint = Blueprint("health", __name__, template_folder="templates")

ICONS = {
    "driver": "car", "board": "cpu", "car-board": "cpu", "eye": "camera", "car-eye": "camera",
    "camera": "camera", "recorder": "circle-dot", "page": "monitor", "net": "brain",
    "battery": "battery-medium",
}  # fmt: skip


@blueprint.get("/health")
def show() -> str:
    """Show how everything is."""
    car = here_now().car
    shown = shown_health([*car.health(), *look_at_computer(car.folder)], ICONS)
    troubles = [one for one in shown if one.is_trouble]
    return render_template("car/health.html", parts=shown, troubles=troubles)
