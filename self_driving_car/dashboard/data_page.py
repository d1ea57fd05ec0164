"""Recorded drives: to scrub through, to mark as bad and take back, to see as a training does.

A tub may have tens of thousands of records, so a browser gets of it what its screen can show: lines
thinned to its width, numbers of the records around, small pictures.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, current_app, jsonify, render_template, request
from flask_babel import gettext as _

from makerkit.errors import MakerKitError, NotThereError
from makerkit.tub import Tub, heal
from self_driving_car.dashboard import data_told
from self_driving_car.dashboard.data_pictures import small, strip, view, views
from self_driving_car.dashboard.data_shelf import Shelf
from self_driving_car.dashboard.data_zip import zipped
from self_driving_car.dashboard.here import here_now
from self_driving_car.recording.columns import Columns

blueprint = Blueprint("data", __name__, template_folder="templates")

SHELF = "self_driving_car.dashboard.data"
PRIVATE = "private, no-store"
A_WHILE = "private, max-age=600"
"""A picture of a record stays what it is, unless its number is given again after a crash."""
MOST_STRETCHES = 500


@blueprint.get("/data")
def overview() -> str:
    """Show which tubs there are."""
    shelf = _shelf()
    return render_template("car/data.html", tubs=shelf.all(), folder=shelf.folder)


@blueprint.get("/data/<name>")
def show(name: str) -> str:
    """Show one tub."""
    tub = _tub(name)
    folder = tub.folder
    return render_template("car/data_tub.html", name=name, folder=folder, total=tub.total)


@blueprint.get("/data/<name>/whole.json")
def whole(name: str) -> Response:
    """Tell what is known of a tub."""
    tub = _tub(name)
    return _json(data_told.overview(tub, _columns(tub)))


@blueprint.get("/data/<name>/plot.json")
def plot(name: str) -> Response:
    """Tell the lines of a stretch, thinned."""
    columns = _columns(_tub(name))
    first, last = _number("first", 0), _number("last", columns.end)
    return _json(data_told.plot(columns, first, last, _number("points", 800)))


@blueprint.get("/data/<name>/rows.json")
def rows(name: str) -> Response:
    """Tell every number of a short stretch."""
    columns = _columns(_tub(name))
    return _json(data_told.rows(columns, _number("first", 0), _number("last", columns.end)))


@blueprint.get("/data/<name>/doubtful.json")
def doubtful(name: str) -> Response:
    """Tell what may be bad; with the pictures looked at, if that is asked."""
    tub = _tub(name)
    with_pictures = "pictures" in request.args
    return _json(data_told.doubtful(tub, _columns(tub), with_pictures=with_pictures))


@blueprint.get("/data/<name>/split.json")
def split(name: str) -> Response:
    """Tell what a net would learn from, and what would judge it."""
    tub, share, block_s = _tub(name), _share("share", 0.2), _share("block_s", 10.0, most=600.0)
    return _asked(lambda: data_told.split(tub, _columns(tub), share, block_s))


@blueprint.get("/data/<name>/steering.json")
def steering(name: str) -> Response:
    """Tell how often each angle comes, before and after balancing."""
    tub, strength = _tub(name), _share("strength", 0.5)
    return _asked(lambda: data_told.steering(tub, _columns(tub), strength))


@blueprint.get("/data/<name>/views.json")
def all_views(name: str) -> Response:
    """Tell the steering of the changed views of a record."""
    found = views(_tub(name), _index(_number("index", 0), name), _number("seed", 0))
    return _json({"views": list(found)})


@blueprint.get("/data/<name>/picture/<int:index>.jpg")
def picture(name: str, index: int) -> Response:
    """Send the picture of a record, no wider than asked."""
    jpeg = _tub(name).jpeg(_index(index, name))
    if jpeg is None:
        abort(404)
    return _jpeg(small(jpeg, max(16, min(_number("width", 320), 1920))))


@blueprint.get("/data/<name>/strip.jpg")
def many(name: str) -> Response:
    """Send small pictures of a stretch side by side."""
    tub = _tub(name)
    first, last = _number("first", 0), _number("last", tub.end - 1)
    return _jpeg(strip(tub, max(0, first), min(last, tub.end - 1), _number("count", 12)))


@blueprint.get("/data/<name>/view/<int:index>.jpg")
def changed(name: str, index: int) -> Response:
    """Send a picture as a training would see it."""
    kind = "mirror" if request.args.get("kind") == "mirror" else "augmented"
    made = view(_tub(name), _index(index, name), kind, _number("seed", 0))
    if made is None:
        abort(404)
    return _jpeg(made[0])


@blueprint.get("/data/<name>/tub.zip")
def download(name: str) -> Response:
    """Send a tub as one zip."""
    tub = _tub(name)
    answer = Response(zipped(tub.folder), mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{_plain(name)}.zip"'
    answer.headers["Cache-Control"] = PRIVATE
    return answer


@blueprint.post("/data/<name>/mark")
def mark(name: str) -> Response:
    """Mark stretches as bad, or take it back: "17-40,90-90"; nothing is ever thrown away."""
    tub = _tub(name)
    indexes = _stretches(request.form.get("stretches", ""), tub.end)
    change = tub.restore if request.form.get("what") == "good" else tub.delete

    def work() -> dict[str, Any]:
        with here_now().changing:
            change(indexes)
        columns = _columns(tub)
        told = data_told.overview(tub, columns)
        return {"marks": told["marks"], "live": told["live"], "sessions": told["sessions"]}

    return _asked(work)


@blueprint.post("/data/<name>/heal")
def mend(name: str) -> Response:
    """Look for damage, and mark what cannot be used."""
    tub = _tub(name)

    def work() -> dict[str, Any]:
        with here_now().changing:
            report = heal(tub.folder)
        return {"is_well": report.is_well, "says": report.parts(), "records": report.records}

    return _asked(work)


def _shelf() -> Shelf:
    """Return the shelf of the car whose pages these are."""
    car = here_now().car
    folder = car.folder / car.settings.recording.folder
    shelf: Shelf | None = current_app.extensions.get(SHELF)
    if shelf is None or shelf.folder != folder:
        shelf = current_app.extensions[SHELF] = Shelf(folder)
    return shelf


def _tub(name: str) -> Tub:
    try:
        return _shelf().tub(name)
    except (NotThereError, OSError, ValueError):
        abort(404)


def _columns(tub: Tub) -> Columns:
    return _shelf().columns(tub)


def _index(index: int, name: str) -> int:
    if _tub(name).layout.catalog_of(index) is None:
        abort(404)
    return index


def _number(name: str, otherwise: int) -> int:
    """Return a whole number of the address; what is none is as good as not there."""
    given = request.args.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else otherwise


def _share(name: str, otherwise: float, *, most: float = 1.0) -> float:
    given = request.args.get(name, type=float)
    return otherwise if given is None or not 0.0 <= given <= most else given


def _stretches(text: str, end: int) -> list[int]:
    """Return the indexes that "17-40,90-90" names; 400 where it is nothing like that."""
    found: list[int] = []
    for part in text.split(",")[:MOST_STRETCHES]:
        first, _dash, last = part.partition("-")
        if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
            abort(400)
        if len(first) > 9 or len(last) > 9:
            abort(400)
        found.extend(range(int(first), min(int(last) + 1, end)))
    return found


def _asked(work: Callable[[], dict[str, Any]]) -> Response:
    """Return what comes of it, or the sentence that says why it could not be."""
    try:
        return _json(work())
    except (MakerKitError, OSError) as error:
        answer = _json({"error": str(error) or _("That did not work.")})
        answer.status_code = 409
        return answer


def _json(values: dict[str, Any]) -> Response:
    answer = jsonify(values)
    answer.headers["Cache-Control"] = PRIVATE
    return answer


def _jpeg(content: bytes) -> Response:
    answer = Response(content, mimetype="image/jpeg")
    answer.headers["Cache-Control"] = A_WHILE
    return answer


def _plain(name: str) -> str:
    return "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "_" for sign in name
    )
