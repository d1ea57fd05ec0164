"""`maker track`: look at the simulated track, its scenarios, and what the car's camera sees."""

from pathlib import Path

import click

from makerkit.errors import BadInputError

_OUT = click.Path(dir_okay=False, path_type=Path)
FILM_FPS = 15
FILM_S = 12.0
FILM_SUFFIX = ".mp4"
PICTURES = (".png", ".jpg")


@click.command()
@click.argument("scenario", required=False, metavar="[SCENARIO|FILE]")
@click.option("--picture", type=_OUT, metavar="F", help="What the camera sees: .png or .mp4.")
@click.option("--plan", type=_OUT, metavar="F", help="Draw it from above: a .png.")
@click.option("--at", "at_s", type=click.FloatRange(min=0), multiple=True, metavar="S",
              help="When, in seconds; again for more pictures.")  # fmt: skip
@click.option("--for", "for_s", type=click.FloatRange(0.1, 600), metavar="S", help="Of a film.")
@click.option("--speed", type=click.FloatRange(0, 2), default=0.5, metavar="M/S",
              help="How fast the car is pushed along its lane; 0.5.")  # fmt: skip
@click.option("--width", type=click.IntRange(64, 1280), default=320, help="Of a picture, in px.")
@click.option("--seed", type=click.IntRange(min=0), default=0, metavar="N", help="Of all chance.")
def command(
    *,
    scenario: str | None,
    picture: Path | None,
    plan: Path | None,
    at_s: tuple[float, ...],
    for_s: float | None,
    speed: float,
    width: int,
    seed: int,
) -> None:
    r"""Look at the simulated track; without SCENARIO, list all scenarios.

    \b
    maker track lane_7 --picture lane.png --at 3 --at 6
    maker track lights --picture lights.mp4 --for 20
    maker track signs --plan signs.png
    maker car --scenario lane_7 --drive lane        drive there
    """
    from hardware_mocks.worlds.track.track import DEFAULT_SCENARIO, Track

    if scenario is None and picture is None and plan is None:
        _list_scenarios()
        return
    track = Track(scenario or DEFAULT_SCENARIO, seed=seed)
    if plan is not None:
        from workshop.track_film import from_above

        _write(plan, "--plan", from_above(track))
    if picture is not None:
        _take(track, picture, at_s=at_s, for_s=for_s, speed_m_s=speed, width=width)
    if picture is None and plan is None:
        _describe(track, scenario or DEFAULT_SCENARIO)


def _list_scenarios() -> None:
    from hardware_mocks.worlds.track.scenario_names import scenario_named, scenario_names

    names = scenario_names()
    wide = max(map(len, names))
    for name in names:
        click.echo(f"  {name.ljust(wide)}  {scenario_named(name).title}")
    click.echo(
        "\nAny number does for those with one. See it: maker track lane_7 --picture lane.png"
    )


def _describe(track: object, named: str) -> None:
    from hardware_mocks.worlds.track.track import Track

    assert isinstance(track, Track)
    things = ", ".join(thing.name for thing in track.things)
    click.echo(
        f"{track.scenario.title}\nOne lap is {track.lap_m:.1f} m. Things: {things or 'none'}."
    )
    click.echo(f"\nThe camera:  maker track {named} --picture {named}.mp4")
    click.echo(f"From above:  maker track {named} --plan {named}.png")
    click.echo(f"Drive:       maker car --scenario {named} --drive lane")


def _take(
    track: object,
    path: Path,
    *,
    at_s: tuple[float, ...],
    for_s: float | None,
    speed_m_s: float,
    width: int,
) -> None:
    from hardware_mocks.worlds.track.track import Track
    from workshop.track_film import Ride, film, sheet

    assert isinstance(track, Track)
    size = (width // 4 * 4, width * 3 // 4 // 4 * 4)
    ride = Ride(track, size, speed_m_s)
    if path.suffix.lower() != FILM_SUFFIX:
        _write(path, "--picture", sheet(ride, at_s or (0.0,)))
        return
    start_s = min(at_s, default=0.0)
    times = [start_s + n / FILM_FPS for n in range(round((for_s or FILM_S) * FILM_FPS))]
    with click.progressbar(times, label="Filming", show_pos=True) as bar:
        film(ride, path, bar, fps=FILM_FPS)
    click.echo(f"Wrote {path}.")


def _write(path: Path, option: str, picture: object) -> None:
    """Write a BGR picture into a file."""
    import cv2

    from makerkit.atomic_file import write_atomically

    suffix = path.suffix.lower()
    if suffix not in PICTURES:
        more = f" or {FILM_SUFFIX}" if option == "--picture" else ""
        raise BadInputError(
            f"{option} writes {', '.join(PICTURES)}{more}, not {path.suffix or path.name!r}."
        )
    write_atomically(path, cv2.imencode(suffix, picture)[1].tobytes())  # type: ignore[call-overload]
    click.echo(f"Wrote {path}.")
