"""Puts any pictures through what the car sees with.

    python -m self_driving_car.perceive PICTURES... [--calibration F] [--json] [--show OUT]

PICTURES are pictures, folders of pictures (a Tub is one, without its deleted records; folders in
folders too), or videos. With a calibration (the `calibration.json` of a car's folder) everything is
in metres; without one the camera is guessed, and the lane is told as a share of its width.

What cannot be read is named on stderr and left out. Exit codes: 0, pictures were looked at; 2,
there was none, or a path or the calibration is wrong.

With `--json` every picture is one object on a line of its own. Lengths and angles of the lane are
positive to the left:

- `picture`: its file; of a video `FILE#NUMBER`, from 0.
- `lane`: null, or
  `offset_share`: where its middle is, beside the car, in widths of the lane;
  `steering_deg`: where its middle is half a metre ahead, in degrees;
  `confidence`: 0 to 1;
  `is_line`: whether it is one line to follow (its width counts as 0.35 m);
  only with a calibration: `offset_m`, `heading_rad` (where the lane points), `curvature_per_m`
  (1 / radius 0.3 m ahead).
- `signs`, `lights`: lists of `kind` ("stop"; "red", "amber", "green"), `box` (x, y, width, height
  in pixels from the top left), `confidence` 0 to 1, `distance_m` (null without a calibration).
"""

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from makerkit.errors import BadInputError, MakerKitError, NotThereError
from self_driving_car.pictures_in import Shot, count, examples, shots

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from self_driving_car.perception.perception import Perception
    from self_driving_car.perception.seen import Lane, Seen
    from self_driving_car.perception.signs import SignFinder

    Image = NDArray[np.uint8]

AHEAD_M = 0.5
"""Where the car would steer to."""
FRAME_S = 0.05
OTHER_SCENE = 35.0
"""Mean difference of grey levels from which on a picture does not follow from the last one."""


@click.command()
@click.argument("pictures", nargs=-1, required=True, metavar="PICTURES|VIDEO")
@click.option("--calibration", metavar="F", help="calibration.json of the camera that took them.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
@click.option("--show", "out", metavar="OUT", help="Write pictures with what was seen drawn in.")
@click.option("--marks", type=click.Choice(["auto", "two_edges", "two_lanes", "line"]),
              default="auto", show_default=True, help="What the road looks like.")  # fmt: skip
def main(
    *,
    pictures: tuple[str, ...],
    calibration: str | None,
    as_json: bool,
    out: str | None,
    marks: str,
) -> None:
    """Tell what the car sees in pictures: lane, signs, lights.

    PICTURES are pictures, folders of them (a Tub is one; its deleted records are left out) or
    videos. What cannot be read is named and left out; exit code 2: there was nothing to look at.

    \b
    --json, positive is to the left:
      picture        file, or VIDEO#NUMBER
      lane           null or offset_share (widths of the lane), steering_deg,
                     confidence (0 to 1), is_line; with --calibration also
                     offset_m, heading_rad, curvature_per_m
      signs, lights  kind, box (x, y, width, height in pixels),
                     confidence, distance_m
    """  # noqa: D301  # click wants the backspace itself
    try:
        seen = looked(pictures, calibration=calibration, marks=marks)
        for shot, told, drawn in _with_progress(seen, pictures):
            click.echo(json.dumps(told) if as_json else sentence(told))
            if out is not None:
                _keep(Path(out), shot, drawn())
    except MakerKitError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def _with_progress(seen: Iterator[Any], paths: tuple[str, ...]) -> Iterator[Any]:
    """Yield what was seen; show how far it is where nothing else tells a person so."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from seen
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), redirect_stdout=False) as progress:
        yield from progress.track(seen, total=count(paths), description="Looking")


def looked(
    paths: tuple[str, ...], *, calibration: str | None = None, marks: str = "auto"
) -> Iterator[tuple[Shot, dict[str, Any], Any]]:
    """Yield each picture with what was seen in it, and a function that draws it.

    Raises:
        NotThereError: there is no such file, or no picture in it.
        BadInputError: the calibration cannot be read.
    """
    from self_driving_car.perception.perception import Perception
    from self_driving_car.perception.settings import PerceptionSettings
    from self_driving_car.perception.unknown_camera import Guess, guessed

    settings = PerceptionSettings(marks=marks)  # type: ignore[arg-type]  # click has checked it
    known = None if calibration is None else _calibration(Path(calibration))
    signs = _sign_finder()
    cameras: dict[tuple[int, ...], tuple[Guess, Perception]] = {}
    before: Shot | None = None
    for number, shot in enumerate(shots(paths)):
        size = shot.picture.shape[:2]
        if size not in cameras:
            guess = Guess(known, settings) if known else guessed(examples(paths, size), settings)
            cameras[size] = guess, Perception(guess.settings, guess.camera)
        guess, perception = cameras[size]
        if before is None or _is_other_scene(before.picture, shot.picture):
            perception.forget()
        before = shot
        seen = perception.look(shot.picture, number * FRAME_S)
        seen = guess.trusted(seen, shot.picture, perception.calibration_now)
        told = _told(shot, seen, perception, signs, is_measured=known is not None)
        yield shot, told, lambda p=perception, s=shot, e=seen: p.drawn(s.picture, e)


def _sign_finder() -> "SignFinder | None":
    """Return what finds signs; None, and a word, where the kit's net is not there."""
    import numpy as np

    from self_driving_car.perception.sign_settings import SignSettings
    from self_driving_car.perception.signs import SignFinder

    finder = SignFinder(SignSettings())
    red = np.zeros((120, 160, 3), np.uint8)
    red[30:60, 60:90] = (40, 40, 210)
    try:
        finder.look(red)  # reads the net
    except MakerKitError as error:
        click.echo(f"No signs and lights are looked for: {error}", err=True)
        return None
    return finder


def sentence(told: dict[str, Any]) -> str:
    """Return what was seen in one picture as a line for people."""
    lane = told["lane"]
    words = [f"{told['picture']}:"]
    if lane is None:
        words.append("no lane")
    else:
        side = "left" if lane["offset_share"] > 0 else "right"
        words.append(
            f"lane {abs(lane['offset_share']):.2f} of its width to the {side}, "
            f"steer {lane['steering_deg']:+.1f} degrees, confidence {lane['confidence']:.2f}"
        )
    words += [f"{kind['kind']} at {kind['box']}" for kind in told["signs"] + told["lights"]]
    return " ".join(words[:2]) + "".join(f"; {word}" for word in words[2:])


def _told(
    shot: Shot,
    seen: "Seen",
    perception: "Perception",
    signs: "SignFinder | None",
    *,
    is_measured: bool,
) -> dict[str, Any]:
    height, width = shot.picture.shape[:2]
    camera = perception.calibration_now.for_size((width, height)) if is_measured else None
    found, lights = signs.look(shot.picture, camera) if signs else ((), ())
    return {
        "picture": shot.name,
        "lane": None if seen.lane is None else _of_lane(seen.lane, is_measured=is_measured),
        "signs": [_of_thing(one.kind.value, one) for one in found],
        "lights": [_of_thing(one.colour.value, one) for one in lights],
    }


def _of_lane(lane: "Lane", *, is_measured: bool) -> dict[str, Any]:
    """Return a lane as numbers; positive is to the left."""
    width_m = lane.width_m or 0.35
    told: dict[str, Any] = {
        "offset_share": round(lane.offset_m / width_m, 4),
        "steering_deg": round(math.degrees(math.atan2(lane.y_at(AHEAD_M), AHEAD_M)), 2),
        "confidence": round(float(lane.confidence), 3),
        "is_line": lane.width_m == 0,
    }
    if is_measured:
        told["offset_m"] = round(lane.offset_m, 4)
        told["heading_rad"] = round(lane.heading_rad, 4)
        told["curvature_per_m"] = round(lane.curvature_at(0.3), 3)
    return told


def _of_thing(kind: str, thing: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "box": [int(number) for number in thing.box],
        "confidence": round(float(thing.confidence), 3),
        "distance_m": thing.distance_m,
    }


def _calibration(path: Path) -> Any:
    from self_driving_car.perception.calibration import Calibration

    try:
        return Calibration.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise NotThereError(f"There is no calibration {path}.") from error
    except (OSError, ValueError) as error:
        raise BadInputError(f"{path} is no calibration: {error}") from error


def _is_other_scene(one: "Image", other: "Image") -> bool:
    import cv2

    if one.shape != other.shape:
        return True
    small = [
        cv2.resize(picture, (16, 12), interpolation=cv2.INTER_AREA) for picture in (one, other)
    ]
    return bool(cv2.absdiff(*small).mean() > OTHER_SCENE)


def _keep(out: Path, shot: Shot, picture: "Image") -> None:
    import cv2

    out.mkdir(parents=True, exist_ok=True)
    name = Path(shot.name).name.replace("#", "-").replace(".", "-")
    cv2.imwrite(str(out / f"{name}.jpg"), picture)


if __name__ == "__main__":
    main()
