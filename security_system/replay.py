r"""Put a video file through exactly the detector that guards the house.

    python -m security_system.replay VIDEO [--json] [--show FOLDER] [--config F --camera NAME]

With `--json` the answer is one JSON object on stdout, in this shape, which later versions only add
to; times are seconds since the first picture, boxes are [x, y, width, height] in pixels of the
video as it is shown (turned, when a telephone says so):

    {"video": "hall.mp4", "width": 1280, "height": 720, "fps": 15.0, "duration_s": 61.2,
     "luma_width": 320, "luma_height": 180,
     "frames": [{"t_s": 0.0, "motion": false, "score": 0.0, "held": "learning"}, ...],
     "events": [{"start_s": 3.1, "end_s": 9.4, "best_s": 5.0, "boxes": [[400, 80, 96, 260]],
                 "score": 0.87, "why": "...", "areas": []}],
     "cpu_ms_per_frame": 0.11, "decode_cpu_ms_per_frame": 1.9, "problem": ""}

`problem` is a sentence when the file is damaged: what was readable is in the answer all the same,
and the exit code is 0. When nothing could be read the exit code is 1.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from makerkit.errors import MakerKitError
from security_system.motion.settings import MotionSettings

if TYPE_CHECKING:
    from security_system.replaying.run import Replay

USUAL_WIDTH = 320


@click.command()
@click.argument("video", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text.")
@click.option(
    "--show",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder for one picture of each event, with its boxes.",
)
@click.option("--config", type=click.Path(path_type=Path), help="A config.toml with --camera.")
@click.option("--camera", help="Whose settings in --config; without it the usual ones.")
@click.option("--size", default=USUAL_WIDTH, show_default=True, help="Width of the luma looked at.")
@click.option("--every", default=1, show_default=True, help="Look at each n-th picture.")
def main(
    video: Path,
    *,
    as_json: bool,
    show: Path | None,
    config: Path | None,
    camera: str | None,
    size: int,
    every: int,
) -> None:
    """Say what the motion detector sees in a VIDEO file."""
    if camera is not None and config is None:
        raise click.UsageError(
            "--camera says whose settings in --config F count: say that as well."
        )
    from security_system.replaying.pictures import save_pictures
    from security_system.replaying.run import motion_settings

    try:
        settings = motion_settings(config, camera) if config else MotionSettings()
        replay = _replayed(video, settings, width=size, every=every, is_silent=as_json)
        if show is not None:
            save_pictures(replay.film, replay.events, show)
    except MakerKitError as error:
        click.echo(f"{error}", err=True)
        sys.exit(1)
    if as_json:
        click.echo(json.dumps(replay.answer()))
    else:
        click.echo("\n".join(_told(replay.answer())))


def _replayed(
    video: Path, settings: MotionSettings, *, width: int, every: int, is_silent: bool
) -> Replay:
    """Return what the detector made of a whole file."""
    import cv2

    from security_system.replaying.film import Film
    from security_system.replaying.run import Replay

    # as in the house: more threads cost more than they bring on small pictures
    cv2.setNumThreads(1)
    replay = Replay(Film(video, width=width), settings, every=every)
    with _progress(replay, is_silent=is_silent) as advance:
        for t_s in replay.run():
            advance(t_s)
    return replay


@contextlib.contextmanager
def _progress(replay: Replay, *, is_silent: bool) -> Iterator[Any]:
    """Show on stderr how far a long file is."""
    if is_silent or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(replay.film.file.name, total=replay.film.duration_s)
        yield lambda t_s: bar.update(task, completed=t_s)


def _told(answer: dict[str, Any]) -> Iterator[str]:
    """Yield the lines for people."""
    moving = sum(frame["motion"] for frame in answer["frames"])
    events = _counted(len(answer["events"]), "event")
    yield (
        f"{answer['video']}: {answer['width']}x{answer['height']}, {answer['duration_s']:.1f} s, "
        f"{len(answer['frames'])} pictures, {moving} with motion, {events}"
    )
    for event in answer["events"]:
        where = ", in " + ", ".join(event["areas"]) if event["areas"] else ""
        yield (
            f"  {event['start_s']:8.2f} s to {event['end_s']:8.2f} s  score {event['score']:.2f}"
            f"  {event['why']}{where}"
        )
    yield (
        f"The detector took {answer['cpu_ms_per_frame']:.3f} ms of CPU a picture, "
        f"reading and decoding {answer['decode_cpu_ms_per_frame']:.2f} ms."
    )
    if answer["problem"]:
        yield answer["problem"]


def _counted(many: int, what: str) -> str:
    return f"{many} {what}" if many == 1 else f"{many} {what}s"


if __name__ == "__main__":
    main()
