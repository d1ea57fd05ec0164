"""`maker security`: the security system, live in the simulated house."""

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from makerkit.errors import MakerKitError

if TYPE_CHECKING:
    from hardware_mocks.job import Job

MODULE = "security_system"
HOUSE_CODE = "4716"
"""Of the simulated house only; a real one has the code that its owner sets."""
OWNER = "mina"
SET_CODE_WITHIN_S = 60
EXIT_S = 5
"""In a house that is forgotten at the end: who plays does not want to wait 45 s for the burglar."""
ARM_BY_BUTTON = "A@8s"
"""By then the node has been heard of, and the burglar has not come yet."""


@click.command(epilog="`maker house` lists the scenarios, and what a scenario of your own can say.")
@click.option("--scenario", metavar="NAME|F", help="What happens in the house: burglary, ...")
@click.option("--arm", "arms", is_flag=True, help="Press the button that arms, after 8 s.")
@click.option("--folder", metavar="D", help="Keep settings, journal and clips here, not for now.")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="Of its dashboard.")
@click.option("--page-port", type=click.IntRange(1, 65535), metavar="N", help="Of the bench.")
@click.option("--open", "opens", is_flag=True, help="Open the bench in a browser.")
@click.option("--for", "for_s", type=click.FloatRange(min=0.1), metavar="S", help="End after this.")
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[-- OPTIONS]...")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    scenario: str | None,
    arms: bool,
    folder: str | None,
    port: int | None,
    page_port: int | None,
    opens: bool,
    for_s: float | None,
    options: tuple[str, ...],
) -> None:
    r"""Run the security system in the simulated house, with the node's real firmware.

    It prints two addresses: that of the system's dashboard, and that of the bench, where you can
    move people about, open doors, cut wires and press the keys of the keypad. On a Raspberry Pi,
    `python -m security_system` guards a real house.

    \b
    maker security                              an ordinary evening
    maker security --scenario burglary --arm    somebody comes by the back door
    maker security --folder ~/my_house          settings and clips are kept
    maker security -- --no-camera               options of the system itself
    """
    from workshop.commands.run import tell
    from workshop.live_run import LiveRun
    from workshop.runner import ended_by_signals

    with ended_by_signals(), _data_folder(folder) as data, tempfile.TemporaryDirectory() as scenes:
        is_new = set_first_code(data)
        job = make_job(data, scenario, Path(scenes), port=port, for_s=for_s, options=options)
        if folder is None:
            shorten_exit(job, data)
        if arms:
            job = replace(job, presses=(ARM_BY_BUTTON,))
        _greet(data, is_kept=folder is not None, is_new=is_new)
        outcome = LiveRun(
            job, shows_terminal=False, shows_page=True, port=page_port, opens_browser=opens,
            tell=tell,
        ).run()  # fmt: skip
    ctx.exit(outcome.exit_code)


def make_job(
    data: Path,
    scenario: str | None,
    scenes: Path,
    *,
    port: int | None = None,
    for_s: float | None = None,
    options: tuple[str, ...] = (),
) -> "Job":
    """Return the run of the system in its house.

    Args:
        data: its folder.
        scenario: what happens in the house; None for what its scene says.
        scenes: a folder for the scene that is made of both.

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
    """Write a scene that is like another, but for what happens in the house.

    Raises:
        NotThereError, BadInputError: there is no such scenario, or it cannot be used.
    """
    import tomlkit

    from hardware_mocks.worlds.house.scenario_file import read_house_scenario

    read_house_scenario(scenario)  # it says what is wrong, and which name is near
    document = tomlkit.parse(scene.read_text(encoding="utf-8"))
    named = str(Path(scenario).resolve()) if Path(scenario).is_file() else scenario
    document["world"] = {"kind": "house", "scenario": named}
    made = folder / "scene.toml"
    made.write_text(tomlkit.dumps(document), encoding="utf-8")
    return made


def shorten_exit(job: "Job", data: Path) -> None:
    """Give a house that is only for now a short exit delay."""
    import tomlkit

    if job.wiring is None:
        return
    first = Path(job.wiring).with_name("first_config.toml")
    document: Any = tomlkit.parse(first.read_text(encoding="utf-8"))
    document["modes"]["away"]["exit_s"] = EXIT_S
    (data / "config.toml").write_text(tomlkit.dumps(document), encoding="utf-8")


def set_first_code(data: Path) -> bool:
    """Give the simulated house a code, unless somebody has set one in this folder.

    Returns:
        Whether it was given one now.

    Raises:
        MakerKitError: the system refuses.
    """
    words = [sys.executable, "-m", MODULE, "--folder", str(data), "--set-code", OWNER, "--if-none"]
    done = subprocess.run(
        words, input=HOUSE_CODE + "\n", text=True, capture_output=True, check=False,
        timeout=SET_CODE_WITHIN_S,
    )  # fmt: skip
    if done.returncode != 0:
        raise MakerKitError(f"No code could be set: {done.stderr.strip() or done.stdout.strip()}")
    return bool(done.stdout)


@contextlib.contextmanager
def _data_folder(folder: str | None) -> Iterator[Path]:
    if folder is not None:
        yield Path(folder).expanduser().resolve()
        return
    with tempfile.TemporaryDirectory(prefix="maker-security-") as made:
        yield Path(made)


def _greet(data: Path, *, is_kept: bool, is_new: bool) -> None:
    click.echo("The simulated house, with the firmware of the node in the simulator.")
    if is_new:
        click.echo(f"The code of this house is {HOUSE_CODE}; arm with the button A or on the page.")
    if not is_kept:
        click.echo("Everything is forgotten at the end; --folder keeps it.")
    else:
        click.echo(f"Its settings, journal and clips are in {data}.")
    click.echo("Ctrl-C ends it.")
