"""`maker security`: the security system, live in the simulated house."""

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from makerkit.errors import MakerKitError
from workshop.app_run import Application, data_folder, run_live, say_what_is_kept

if TYPE_CHECKING:
    from hardware_mocks.job import Job


def _judge(scenario: str) -> None:
    from hardware_mocks.worlds.house.scenario_file import read_house_scenario

    read_house_scenario(scenario)


SECURITY = Application("security_system", "house", _judge)
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
    from workshop.runner import ended_by_signals

    with (
        ended_by_signals(),
        data_folder(folder, "security") as data,
        tempfile.TemporaryDirectory() as scenes,
    ):
        is_new = set_first_code(data)
        job = SECURITY.job(data, scenario, Path(scenes), port=port, for_s=for_s, options=options)
        if folder is None:
            shorten_exit(job, data)
        if arms:
            job = replace(job, presses=(ARM_BY_BUTTON,))
        click.echo("The simulated house, with the firmware of the node in the simulator.")
        if is_new:
            click.echo(f"The code of this house is {HOUSE_CODE}; arm with A or on the page.")
        say_what_is_kept(folder, data, "settings, journal and clips")
        exit_code = run_live(job, page_port=page_port, opens=opens)
    ctx.exit(exit_code)


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
    words = ["--folder", str(data), "--set-code", OWNER, "--if-none"]
    done = subprocess.run(
        [sys.executable, "-m", SECURITY.module, *words],
        input=HOUSE_CODE + "\n", text=True, capture_output=True, check=False,
        timeout=SET_CODE_WITHIN_S,
    )  # fmt: skip
    if done.returncode != 0:
        raise MakerKitError(f"No code could be set: {done.stderr.strip() or done.stdout.strip()}")
    return bool(done.stdout)
