"""The trained nets: which there are, how well they drive, which one steers; taking in others."""

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _

from makerkit.errors import BadInputError
from self_driving_car.dashboard.here import here_now, kept, see, typed
from self_driving_car.dashboard.model_store import models_of, remove, take_in

blueprint = Blueprint("models", __name__, template_folder="templates")


@blueprint.get("/models")
def overview(error: str = "") -> str:
    """Show the nets."""
    car = here_now().car
    net = getattr(car.settings, "net", None)
    return render_template(
        "car/models.html",
        models=models_of(car.folder),
        chosen=getattr(net, "model", ""),
        most_mb=car.settings.web.model_mb,
        error=error,
    )


@blueprint.post("/models")
def upload() -> Response | tuple[str, int]:
    """Take in a net with its card."""
    net, card = request.files.get("net"), request.files.get("card")
    if net is None or card is None or not net.filename or not card.filename:
        return overview(_("Choose both files: the net and its card.")), 400
    name = net.filename
    error = kept(lambda: _taken(name, net.read(), card.read()))
    return (overview(error), 400) if error else see(url_for("models.overview"))


@blueprint.post("/models/choose")
def choose() -> Response | tuple[str, int]:
    """Let another net steer."""
    error = kept(lambda: _choose(typed("name")))
    return (overview(error), 400) if error else see(url_for("models.overview"))


@blueprint.post("/models/remove")
def throw_away() -> Response | tuple[str, int]:
    """Remove a net of the car's own."""
    error = kept(lambda: remove(here_now().car.folder, typed("name")))
    return (overview(error), 400) if error else see(url_for("models.overview"))


@blueprint.get("/models/<what>")
def back(what: str) -> Response:  # noqa: ARG001  # only the address of a form
    """Answer who loads the address of a form again."""
    return see(url_for("models.overview"))


def _taken(name: str, net: bytes, card: bytes) -> str:
    kept_as = take_in(here_now().car.folder, name, net, card)
    says = _("%(name)s is here and has looked at its first picture. Choose it below.", name=kept_as)
    return str(says)


def _choose(name: str) -> str:
    car = here_now().car
    if name not in {model.name for model in models_of(car.folder) if not model.trouble}:
        raise BadInputError(f"There is no net {ascii(name)[:60]} that can drive.")
    return str(car.change("net", {"model": name}) or "")
