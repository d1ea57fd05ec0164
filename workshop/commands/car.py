"""`maker car`: the self-driving car, live on the simulated track."""

import tempfile
from pathlib import Path

import click

from makerkit.errors import BadInputError
from workshop.app_run import Application, data_folder, run_live, say_what_is_kept


def _judge(scenario: str) -> None:
    from hardware_mocks.worlds.track.scenario_names import scenario_named

    scenario_named(scenario)


CAR = Application("self_driving_car", "track", _judge)
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
    from workshop.runner import ended_by_signals

    words = (*(() if drive is None else ("--drive", drive)), *options)
    with (
        ended_by_signals(),
        data_folder(folder, "car") as data,
        tempfile.TemporaryDirectory() as scenes,
    ):
        job = CAR.job(data, scenario, Path(scenes), port=port, for_s=for_s, options=words)
        click.echo("The simulated track, with the firmware of the car in the simulator.")
        say_what_is_kept(folder, data, "settings and recordings")
        exit_code = run_live(job, page_port=page_port, opens=opens)
    ctx.exit(exit_code)


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
