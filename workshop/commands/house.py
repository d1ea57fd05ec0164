"""`maker house`: look at the simulated house, its scenarios, and what its cameras see."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from makerkit.errors import BadInputError

if TYPE_CHECKING:
    from hardware_mocks.worlds.house.house import House

_OUT = click.Path(dir_okay=False, path_type=Path)
CLIP_FPS = 10
CLIP_SUFFIX = ".mp4"


@click.command()
@click.argument("scenario", required=False, metavar="[SCENARIO|FILE]")
@click.option("--truth", "tells", is_flag=True, help="Say what happens, second by second.")
@click.option("--plan", type=_OUT, metavar="F", help="Draw it from above: an .svg or a .png.")
@click.option("--picture", type=_OUT, metavar="F", help="What cameras see: a .png or an .mp4.")
@click.option("--camera", multiple=True, metavar="NAME", help="Which; all of them otherwise.")
@click.option("--at", "at_s", type=click.FloatRange(min=0), metavar="S", help="When, in seconds.")
@click.option("--for", "for_s", type=click.FloatRange(min=0.1), metavar="S", help="Of a film.")
@click.option("--width", type=click.IntRange(64, 1280), default=480, help="Of a picture, in px.")
@click.option("--seed", type=click.IntRange(min=0), default=0, metavar="N", help="Of all chance.")
@click.option("--lines", is_flag=True, help="List what a scenario of your own can say.")
def command(
    *,
    scenario: str | None,
    tells: bool,
    plan: Path | None,
    picture: Path | None,
    camera: tuple[str, ...],
    at_s: float | None,
    for_s: float | None,
    width: int,
    seed: int,
    lines: bool,
) -> None:
    r"""Look at the simulated house; without SCENARIO, list all scenarios.

    \b
    maker house burglary --truth
    maker house burglary --plan burglary.svg --at 20
    maker house burglary --picture hall.png --camera hall --at 47
    maker house burglary --picture burglary.mp4
    maker run --scenario burglary alarm.py        your program in this house
    """
    from hardware_mocks.worlds.house.house import DEFAULT_SCENARIO, House

    if lines:
        _say_lines()
        return
    if scenario is None and not (plan or picture or tells):
        _list_scenarios()
        return
    house = House(scenario or DEFAULT_SCENARIO, seed=seed)
    if plan is not None:
        _draw_plan(house, plan, at_s)
    if picture is not None:
        _take(house, picture, camera, at_s=at_s, for_s=for_s, width=width)
    if tells:
        _tell(house)
    if not (plan or picture or tells):
        _describe(house, scenario or DEFAULT_SCENARIO)


def _list_scenarios() -> None:
    from hardware_mocks.worlds.house.scenario_file import read_house_scenario, scenario_names

    names = scenario_names()
    wide = max(map(len, names))
    for name in names:
        click.echo(f"  {name.ljust(wide)}  {read_house_scenario(name).title}")
    click.echo("\nMore about one: maker house burglary. In it: maker run --scenario burglary FILE")


def _say_lines() -> None:
    from hardware_mocks.worlds.house.acts import ACTS, HAPPENINGS
    from hardware_mocks.worlds.house.plan import read_plan
    from hardware_mocks.worlds.house.scenario_file import SCENARIOS

    plan = read_plan()
    click.echo("What people do, in `does`, one after the other:")
    click.echo("".join(f"  {form}\n" for form in ACTS))
    click.echo('What else happens, in `happens`, such as "at 20: lamp hall_lamp on":')
    click.echo("".join(f"  {form}\n" for form in HAPPENINGS))
    for what, names in (
        ("Places", (*plan.places, *plan.keypads, *plan.bells)),
        ("Doors", plan.doors),
        ("Windows", plan.windows),
        ("Lamps", plan.lamps),
        ("Cameras", plan.cameras),
    ):
        click.echo(f"{what}: {', '.join(names)}.")
    click.echo(f"\nCopy one to begin with: they are in {SCENARIOS}.")


def _describe(house: "House", named: str) -> None:
    scenario = house.scenario
    lines = [scenario.title, scenario.about, ""]
    lines += [f"Begins: {scenario.start:%d %B, %H:%M}; what matters takes {scenario.length_s:g} s."]
    people = ", ".join(f"{p.name} ({p.kind})" for p in scenario.people.values())
    lines += [f"People: {people or 'nobody'}."]
    lines += ["", f"What happens:  maker house {named} --truth"]
    lines += [f"From above:    maker house {named} --plan plan.svg --at 20"]
    lines += [f"The cameras:   maker house {named} --picture film.mp4"]
    lines += [f"Your program:  maker run --scenario {named} FILE"]
    click.echo("\n".join(line for line in lines))


def _tell(house: "House") -> None:
    from hardware_mocks.worlds.house.snapshot import clock_text

    start_s = house.scenario.start_clock_s
    for event in house.truth():
        more = {k: v for k, v in event.items() if k not in {"t_s", "what"}}
        said = ", ".join(f"{key} {_plain(value)}" for key, value in more.items())
        clock = clock_text((start_s + event["t_s"]) % 86_400)
        click.echo(f"{event['t_s']:9.2f} s  {clock}  {event['what'].replace('_', ' '):13} {said}")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value).replace("_", " ")


def _draw_plan(house: "House", path: Path, at_s: float | None) -> None:
    from hardware_mocks.worlds.house.drawing import plan_png, plan_svg
    from makerkit.atomic_file import write_atomically

    state = house.state(round((at_s or 0.0) * 1e9))
    svg = plan_svg(house.plan, state=state, house=house)
    suffix = path.suffix.lower()
    if suffix not in {".svg", ".png"}:
        raise BadInputError(f"--plan writes an .svg or a .png, not {path.suffix or path.name!r}.")
    write_atomically(path, svg.encode() if suffix == ".svg" else plan_png(svg))
    click.echo(f"Wrote {path}.")


def _take(
    house: "House",
    path: Path,
    cameras: tuple[str, ...],
    *,
    at_s: float | None,
    for_s: float | None,
    width: int,
) -> None:
    from workshop.house_film import film, still

    suffix = path.suffix.lower()
    chosen = cameras or tuple(house.plan.cameras)
    if suffix == ".png":
        still(house, path, chosen, at_s=at_s or 0.0, width=width)
    elif suffix == CLIP_SUFFIX:
        start_s = at_s or 0.0
        lasts_s = for_s or max(1.0, house.scenario.length_s - start_s)
        times = [start_s + frame / CLIP_FPS for frame in range(round(lasts_s * CLIP_FPS))]
        with click.progressbar(times, label="Filming", show_pos=True) as bar:
            film(house, path, chosen, bar, fps=CLIP_FPS, width=width)
    else:
        raise BadInputError(
            f"--picture writes a .png or an .mp4, not {path.suffix or path.name!r}."
        )
    click.echo(f"Wrote {path}.")
