"""Starts the security system: `python -m security_system`."""

import logging
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from makerkit.app.application import run_to_its_end
from makerkit.errors import MakerKitError
from security_system.part_names import ALL_PARTS, Part

if TYPE_CHECKING:
    from security_system.app import SecuritySystem
    from security_system.config import Settings
    from security_system.mqtt.outpost import Outpost

DEFAULT_FOLDER = "~/security_system"
OWNER_ONLY = 0o077
"""What it writes, nobody else on this computer can read: clips, the journal, what was told."""
LOG_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
LOG = logging.getLogger("security_system")


@click.command(epilog="Exit code: 0 it was ended, 1 --check found a fault, 2 wrong use.")
@click.option("--folder", default=DEFAULT_FOLDER, metavar="D", show_default=True,
              help="Where settings, journal, secrets and clips lie.")  # fmt: skip
@click.option("--config", "config_file", metavar="F", help="Else config.toml in the folder.")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="Of the page; 0: any.")
@click.option("--no-gpio", is_flag=True, help="Leave the Pi's own pins alone.")
@click.option("--no-node", is_flag=True, help="Without the Arduino.")
@click.option("--no-camera", is_flag=True, help="Without cameras.")
@click.option("--no-mqtt", is_flag=True, help="Without MQTT and Home Assistant.")
@click.option("--no-telling", is_flag=True, help="Without messages to people.")
@click.option("--no-web", is_flag=True, help="Without the page.")
@click.option("--check", "checks", is_flag=True, help="Say what is there and what is wrong; end.")
@click.option("--set-code", metavar="NAME", help="Set somebody's code (it is asked for); end.")
@click.option("--if-none", is_flag=True, help="With --set-code: only if nobody has one yet.")
@click.option("--outpost", metavar="NAME", help="Only sensors and cameras, for a panel elsewhere.")
@click.option("--verbose", is_flag=True, help="Log more.")
def main(
    *,
    folder: str,
    config_file: str | None,
    checks: bool,
    set_code: str | None,
    verbose: bool,
    **options: Any,
) -> None:
    """Guard a home: sensors on this Pi and on an Arduino, cameras, siren, page, messages.

    The first start makes the settings file, with comments. What is missing (a camera, the Arduino)
    is said and lived with. Ctrl-C ends it.
    """
    os.umask(OWNER_ONLY)  # also where the folder was there before, and is open to others
    level = logging.CRITICAL if checks else logging.INFO  # a check says what it has found itself
    logging.basicConfig(level=logging.DEBUG if verbose else level, format=LOG_FORMAT)
    # gpiozero says it of each library that is not there; we say it once, with the pins concerned.
    warnings.filterwarnings("ignore", message="Falling back from")
    data = Path(folder).expanduser()
    path = Path(config_file).expanduser() if config_file else None
    try:
        if set_code is not None:
            _set_code(data, set_code, only_first=options["if_none"])
        elif checks:
            sys.exit(_check(data, path, parts_but(options)))
        else:
            run_to_its_end(lambda: make_program(data, path, parts_but(options), options))
    except MakerKitError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def parts_but(options: dict[str, Any]) -> frozenset[Part]:
    """Return the parts without those whose option `no_...` is set."""
    return frozenset(part for part in ALL_PARTS if not options.get(f"no_{part.value}"))


def make_program(
    folder: Path, path: Path | None, parts: frozenset[Part], options: dict[str, Any]
) -> "SecuritySystem | Outpost":
    """Return what is to run: the whole system, or an outpost of one that runs elsewhere."""
    if options["outpost"] is None:
        return make_system(folder, path, parts, port=options["port"])
    from security_system.mqtt.outpost import Outpost

    return Outpost(options["outpost"], _settings(folder, path), folder, parts=parts)


def make_system(
    folder: Path, path: Path | None, parts: frozenset[Part], *, port: int | None = None
) -> "SecuritySystem":
    """Return the system of a folder; its settings file is made if there is none.

    What it says at the start goes to the terminal and not into the log: there is a code in it.

    Args:
        folder: where its data lie.
        path: of the settings; None for config.toml in the folder.
        parts: which parts to have.
        port: of the page, whatever the settings say.


    Raises:
        NotThereError, BadInputError: the settings cannot be used; the message says where.
    """
    from security_system import config
    from security_system.app import SecuritySystem

    settings = _settings(folder, path)
    if port is not None:
        web = settings.web.model_copy(update={"port": port})
        settings = settings.model_copy(update={"web": web})
    file = path or folder / config.FILE_NAME
    return SecuritySystem(settings, folder, parts=parts, config_path=file, say=click.echo)


def _settings(folder: Path, path: Path | None) -> "Settings":
    """Return the settings; those of the folder are made if there are none."""
    from security_system import config

    file = path or folder / config.FILE_NAME
    if path is None:
        config.create(file)
    return config.load(file)


def _set_code(folder: Path, name: str, *, only_first: bool) -> None:
    from security_system.first_code import as_digits, has_codes, set_code

    if only_first and has_codes(folder):
        return
    if sys.stdin.isatty():
        words = f"Code of {name} (4 to 8 digits)"
        code = click.prompt(words, hide_input=True, confirmation_prompt="The same again")
    else:
        code = sys.stdin.readline().strip()
    set_code(folder, name, as_digits(code))
    click.echo(f"The code of {name} is set.")


def _check(folder: Path, path: Path | None, parts: frozenset[Part]) -> int:
    from security_system.checking import check

    lines, is_well = check(folder, path, parts)
    click.echo("\n".join(lines))
    return 0 if is_well else 1


if __name__ == "__main__":
    main()
