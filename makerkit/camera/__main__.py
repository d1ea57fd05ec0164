"""`python -m makerkit.camera`: list this machine's cameras, try one, save a picture of it."""

import sys
from pathlib import Path
from typing import Any

import click

from makerkit.errors import BadInputError, MakerKitError

SETTLE_FRAMES = 10
"""Pictures until exposure and white balance have settled."""


@click.command()
@click.option("--source", help="Try this one: picamera:0, webcam:0, file:NAME, folder:NAME, auto.")
@click.option("--save", type=click.Path(path_type=Path), help="Save a picture to this file.")
@click.option("--size", default="640x480", show_default=True, help="Width and height in pixels.")
def main(source: str | None, save: Path | None, size: str) -> None:
    """List the cameras of this machine; try one, and save a picture of it."""
    try:
        if source is None and save is None:
            _list()
        else:
            _try(source or "auto", save, _size(size))
    except MakerKitError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _list() -> None:
    from makerkit.camera.listing import cameras_here

    cameras = cameras_here()
    for camera in cameras:
        problem = f"   ({camera.problem})" if camera.problem else ""
        click.echo(f"{camera.source:12} {camera.model}{problem}")
    if not cameras:
        click.echo("No camera is seen here. A webcam's plug, or a Pi's ribbon, may sit loosely.")
        click.echo("A video does as well: python -m makerkit.camera --source file:street.mp4")


def _try(source: str, save: Path | None, size: tuple[int, int]) -> None:
    from makerkit.camera import open_source

    is_live = not source.startswith(("file:", "folder:"))
    camera = open_source(source, size=size if is_live else None)
    try:
        camera.open()
        first = frame = camera.read(1)
        for number in range(2, SETTLE_FRAMES if is_live else 2):
            frame = camera.read(number)
    finally:
        camera.close()
    width, height = frame.size
    passed_s = (frame.t_ns - first.t_ns) / 1e9
    click.echo(
        f"{camera.name}: {width}x{height}"
        + (f", {(frame.number - 1) / passed_s:.1f} pictures a second" if passed_s else "")
        + f", mean brightness {frame.luma.mean():.0f} of 255"
        + (f", exposed {frame.exposure_us} us" if frame.exposure_us is not None else "")
    )
    if save is not None:
        _save(save, frame.bgr())


def _save(file: Path, image: Any) -> None:
    import cv2

    try:
        is_written, data = cv2.imencode(file.suffix or ".", image)
    except cv2.error:
        is_written = False
    if not is_written:
        raise BadInputError(f"Cannot save as {file}: name it .jpg or .png.")
    try:
        file.write_bytes(data.tobytes())  # cv2.imwrite knows no Arabic names on every system
    except OSError as error:
        raise BadInputError(f"Cannot write {file}: {error.strerror or error}.") from error
    click.echo(f"Saved {file}")


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isascii() and width.isdecimal() and height.isascii() and height.isdecimal()):
        raise BadInputError(f"A size is written 640x480 (got {text!r}).")
    return int(width), int(height)


if __name__ == "__main__":
    main()
