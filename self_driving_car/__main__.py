"""Starts the car: `python -m self_driving_car`."""

import logging
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from makerkit.app.application import run_to_its_end
from makerkit.errors import MakerKitError
from self_driving_car.part_names import ALL_PARTS, Part
from self_driving_car.status import Mode

if TYPE_CHECKING:
    from self_driving_car.app import Car
    from self_driving_car.config import Settings

DEFAULT_FOLDER = "~/self_driving_car"
OWNER_ONLY = 0o077
"""What it writes, nobody else on this computer can read: recordings, passwords."""
LOG_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
LOG = logging.getLogger("self_driving_car")
BY_ITSELF = [mode.value for mode in Mode if mode is not Mode.MANUAL]


@click.command(epilog="Exit code: 0 it was ended, 1 --check found a fault, 2 wrong use.")
@click.option("--folder", default=DEFAULT_FOLDER, metavar="D", show_default=True,
              help="Where settings, calibration, models and recordings lie.")  # fmt: skip
@click.option("--config", "config_file", metavar="F", help="Else config.toml in the folder.")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="Of the page; 0: any.")
@click.option("--no-board", is_flag=True, help="Without the Arduino: nothing moves.")
@click.option("--no-camera", is_flag=True, help="Without the camera.")
@click.option("--no-recorder", is_flag=True, help="Without recordings.")
@click.option("--no-web", is_flag=True, help="Without the page.")
@click.option("--drive", type=click.Choice(BY_ITSELF), metavar="MODE",
              help=f"Set off by itself as soon as it may: {', '.join(BY_ITSELF)}.")  # fmt: skip
@click.option("--speed", type=click.FloatRange(0.05, 1.5), metavar="M_S",
              help="On a straight road, instead of [drive] speed_m_s.")  # fmt: skip
@click.option("--check", "checks", is_flag=True, help="Say what is there and what is wrong; end.")
@click.option("--verbose", is_flag=True, help="Log more.")
def main(
    *,
    folder: str,
    config_file: str | None,
    checks: bool,
    verbose: bool,
    **options: Any,
) -> None:
    """Drive a small car: camera on this Pi, motors and sonar on an Arduino, page in the browser.

    The first start makes the settings file, with comments. What is missing (the camera, the
    Arduino) is said. The wheels turn only after somebody arms the car. Ctrl-C stops and ends it.
    """
    os.umask(OWNER_ONLY)  # also where the folder was there before, and is open to others
    level = logging.CRITICAL if checks else logging.INFO  # a check says what it has found itself
    logging.basicConfig(level=logging.DEBUG if verbose else level, format=LOG_FORMAT)
    # gpiozero says it of each library that is not there; the car's pins are the Arduino's.
    warnings.filterwarnings("ignore", message="Falling back from")
    data = Path(folder).expanduser()
    path = Path(config_file).expanduser() if config_file else None
    try:
        if checks:
            sys.exit(_check(data, path, parts_but(options)))
        run_to_its_end(lambda: make_car(data, path, options))
    except MakerKitError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def parts_but(options: dict[str, Any]) -> frozenset[Part]:
    """Return the parts without those whose option `no_...` is set."""
    return frozenset(part for part in ALL_PARTS if not options.get(f"no_{part.value}"))


def make_car(folder: Path, path: Path | None, options: dict[str, Any]) -> "Car":
    """Return the car of a folder; its settings file is made if there is none.

    What it says at the start goes to the terminal and not into the log: there is a code in it.

    Raises:
        NotThereError, BadInputError: the settings cannot be used; the message says where.
    """
    from self_driving_car import config
    from self_driving_car.app import Car

    settings = with_options(_settings(folder, path), options)
    drive = options.get("drive")
    return Car(
        settings,
        folder,
        parts=parts_but(options),
        config_path=path or folder / config.FILE_NAME,
        drive=None if drive is None else Mode(drive),
        say=click.echo,
    )


def with_options(settings: "Settings", options: dict[str, Any]) -> "Settings":
    """Return the settings with what the command line says instead."""
    if options.get("port") is not None:
        web = settings.web.model_copy(update={"port": options["port"]})
        settings = settings.model_copy(update={"web": web})
    speed = options.get("speed")
    if speed is not None:
        cap = max(speed, settings.drive.speed_cap_m_s)
        drive = settings.drive.model_copy(update={"speed_m_s": speed, "speed_cap_m_s": cap})
        settings = settings.model_copy(update={"drive": drive})
    return settings


def _settings(folder: Path, path: Path | None) -> "Settings":
    """Return the settings; those of the folder are made if there are none."""
    from self_driving_car import config

    file = path or folder / config.FILE_NAME
    if path is None:
        config.create(file)
    return config.load(file)


def _check(folder: Path, path: Path | None, parts: frozenset[Part]) -> int:
    from self_driving_car.checking import check

    lines, is_well = check(folder, path, parts)
    click.echo("\n".join(lines))
    return 0 if is_well else 1


if __name__ == "__main__":
    main()
