"""Look at the house: `python -m hardware_mocks.worlds.house.picture burglary -o burglary.mp4`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hardware_mocks.worlds.house.house import House
from hardware_mocks.worlds.house.picture.sheet import write_film, write_sheet
from makerkit.errors import MakerKitError

_COLUMNS = 5


@click.command()
@click.argument("scenario", default="at_home")
@click.option("-c", "--camera", multiple=True, help="Which camera; each by itself. All by default.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A .png, .jpg or .mp4.")
@click.option(
    "--at", "at_s", multiple=True, type=float, help="Second of a picture; again for more."
)
@click.option("--from", "from_s", default=0.0, help="Where a film begins, in seconds.")
@click.option("--to", "to_s", type=float, help="Where it ends; the scenario's end by default.")
@click.option("--size", default="320x240", help="WIDTHxHEIGHT.")
@click.option("--fps", default=15, help="Pictures a second of a film.")
@click.option("--seed", default=0, help="Of everything left to chance.")
def main(
    scenario: str,
    camera: tuple[str, ...],
    output: Path | None,
    at_s: tuple[float, ...],
    from_s: float,
    to_s: float | None,
    size: str,
    fps: int,
    seed: int,
) -> None:
    """Draw what the cameras of the house see in a SCENARIO: a sheet of pictures, or a film."""
    try:
        house = House(scenario, seed=seed)
        cameras = camera or tuple(house.plan.cameras)
        width, _, height = size.partition("x")
        pixels = (int(width), int(height))
        end_s = house.scenario.length_s if to_s is None else to_s
        file = output or Path(f"{house.scenario.name}.png")
        if file.suffix == ".mp4":
            write_film(file, house, cameras[0], (from_s, end_s), pixels, fps)
        else:
            step_s = (end_s - from_s) / _COLUMNS
            times_s = at_s or tuple(from_s + (k + 0.5) * step_s for k in range(_COLUMNS))
            write_sheet(file, house, cameras, times_s, pixels)
    except MakerKitError as error:
        sys.exit(f"{error}")
    except ValueError:
        sys.exit(f"--size is WIDTHxHEIGHT in pixels, such as 320x240 (got {size!r}).")
    click.echo(f"Wrote {file}.")


if __name__ == "__main__":
    main()
