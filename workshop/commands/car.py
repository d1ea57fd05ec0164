"""`maker car`: the self-driving car, live on the simulated track."""

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from makerkit.errors import BadInputError

if TYPE_CHECKING:
    from hardware_mocks.job import Job

MODULE = "self_driving_car"
MODES = ("lane", "line", "net", "cruise")


@click.command(epilog='Scenarios: oval, obstacle, signs, lights, ..., or one of many, "lane_7".')
@click.option("--scenario", metavar="NAME|F", help="The same as SCENARIO.")
@click.option("--drive", type=click.Choice(MODES), metavar="MODE",
              help="Set off by itself: lane, line, net, cruise.")  # fmt: skip
@click.option("--folder", metavar="D", help="Keep settings and recordings here, not for now only.")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="Of its page.")
@click.option("--page-port", type=click.IntRange(1, 65535), metavar="N", help="Of the bench.")
@click.option("--open", "opens", is_flag=True, help="Open the bench in a browser.")
@click.option("--for", "for_s", type=click.FloatRange(min=0.1), metavar="S", help="End after this.")
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[SCENARIO] [-- OPTIONS]")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    scenario: str | None,
    drive: str | None,
    folder: str | None,
    port: int | None,
    page_port: int | None,
    opens: bool,
    for_s: float | None,
    options: tuple[str, ...],
) -> None:
    r"""Run the self-driving car on the simulated track, with the firmware of its Arduino.

    It prints two addresses: that of the car's page, where you drive it, and that of the bench,
    where you see the track from above, put boxes in the way and switch lights. On a Raspberry Pi,
    `python -m self_driving_car` drives a real car.

    \b
    maker car                                an oval, and you drive
    maker car --drive lane                   it follows the lane by itself
    maker car lights --drive lane            it waits at red
    maker car my_track.toml                  a track of your own
    maker car --folder ~/my_car              settings and recordings are kept
    maker car -- --speed 0.3                 options of the car itself
    """
    scenario, options = scenario_and_options(scenario, options)
    from workshop.commands.run import tell
    from workshop.live_run import LiveRun
    from workshop.runner import ended_by_signals

    with ended_by_signals(), _data_folder(folder) as data, tempfile.TemporaryDirectory() as scenes:
        words = (*(() if drive is None else ("--drive", drive)), *options)
        job = make_job(data, scenario, Path(scenes), port=port, for_s=for_s, options=words)
        _greet(data, is_kept=folder is not None)
        outcome = LiveRun(
            job, shows_terminal=False, shows_page=True, port=page_port, opens_browser=opens,
            tell=tell,
        ).run()  # fmt: skip
    ctx.exit(outcome.exit_code)


def scenario_and_options(
    scenario: str | None, words: tuple[str, ...]
) -> tuple[str | None, tuple[str, ...]]:
    """Return which track was asked for, if any, and the options of the car itself.

    Args:
        scenario: what `--scenario` says.
        words: the first may name the track too; the others are for the car.

    Raises:
        BadInputError: two tracks at once.
    """
    if not words or words[0].startswith("-"):
        return scenario, words
    if scenario is not None:
        raise BadInputError(f"There is one track at a time (got {scenario!r} and {words[0]!r}).")
    return words[0], words[1:]


def make_job(
    data: Path,
    scenario: str | None,
    scenes: Path,
    *,
    port: int | None = None,
    for_s: float | None = None,
    options: tuple[str, ...] = (),
) -> "Job":
    """Return the run of the car on its track.

    Args:
        data: its folder.
        scenario: what the track is like; None for what its scene says.
        scenes: a folder for the scene that is made of both.
        port: of its page.
        for_s: how long it runs; None: until it is ended.
        options: further words for the program.

    Raises:
        NotThereError, BadInputError: there is no such scenario, or it cannot be used.
    """
    from workshop.commands.run import make_job as make_run

    words = ["--folder", str(data), *([] if port is None else ["--port", str(port)]), *options]
    job = make_run(module=MODULE, program=tuple(words), mode="simulate", for_s=for_s)
    if scenario is None or job.scenario is None:
        return job
    return replace(job, scenario=str(scene_with(Path(job.scenario), scenario, scenes)))


def scene_with(scene: Path, scenario: str, folder: Path) -> Path:
    """Write a scene that is like another, but on another track.

    Raises:
        NotThereError, BadInputError: there is no such scenario, or it cannot be used.
    """
    import tomlkit

    from hardware_mocks.worlds.track.scenario_names import scenario_named

    scenario_named(scenario)  # it says what is wrong, and which name is near
    document = tomlkit.parse(scene.read_text(encoding="utf-8"))
    named = str(Path(scenario).resolve()) if Path(scenario).is_file() else scenario
    document["world"] = {"kind": "track", "scenario": named}
    made = folder / "scene.toml"
    made.write_text(tomlkit.dumps(document), encoding="utf-8")
    return made


@contextlib.contextmanager
def _data_folder(folder: str | None) -> Iterator[Path]:
    if folder is not None:
        yield Path(folder).expanduser().resolve()
        return
    with tempfile.TemporaryDirectory(prefix="maker-car-") as made:
        yield Path(made)


def _greet(data: Path, *, is_kept: bool) -> None:
    click.echo("The simulated track, with the firmware of the car in the simulator.")
    if not is_kept:
        click.echo("Everything is forgotten at the end; --folder keeps it.")
    else:
        click.echo(f"Its settings and recordings are in {data}.")
    click.echo("Ctrl-C ends it.")
