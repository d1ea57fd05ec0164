"""`maker train`: teach a net to drive, or to tell signs apart."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from makerkit.errors import BadInputError

FOLDER = click.Path(file_okay=False, path_type=Path)
ONNX = click.Path(dir_okay=False, path_type=Path)
SIGN_PICTURES = 4000
ROADS = "On so many new roads the net is judged in simulation."
LEARN = "On so many roads an expert drives, with --from-sim."
DRAWN = "Of pictures that are drawn."


@click.group(epilog="The model goes into the folder `models` of the car, with its card beside it.")
def command() -> None:
    r"""Teach the self-driving car.

    \b
    maker train drive my_tub               from recordings of your own drives
    maker train drive --from-sim           from nothing but the simulator, in 15 minutes
    maker train signs                      stop signs and lights, from drawn pictures
    """


@command.command(context_settings={"ignore_unknown_options": False})
@click.argument("tubs", nargs=-1, metavar="[TUB]...")
@click.option("--from-sim", "from_sim", is_flag=True, help="Let an expert drive in the simulator.")
@click.option("--out", type=ONNX, default="drive.onnx", show_default=True, help="The model.")
@click.option("--seed", type=click.IntRange(min=0), default=0, metavar="N", help="Of all chance.")
@click.option("--set", "settings", multiple=True, metavar="NAME=V", help="Such as epochs=10.")
@click.option("--roads", type=click.IntRange(0, 100), default=10, help=ROADS, show_default=True)
@click.option("--learn-on", type=click.IntRange(1, 500), default=90, help=LEARN, show_default=True)
@click.option("--keep", type=FOLDER, metavar="D", help="Keep the recordings of --from-sim here.")
@click.option("--sweep", multiple=True, metavar="NAME=A,B", help="Try several values of settings.")
@click.option("--scheduler", metavar="ADDRESS", help="Of Dask: a sweep on several machines.")
@click.option("--dry", is_flag=True, help="Only say what is in the recordings.")
def drive(
    *,
    tubs: tuple[str, ...],
    from_sim: bool,
    out: Path,
    seed: int,
    settings: tuple[str, ...],
    roads: int,
    learn_on: int,
    keep: Path | None,
    sweep: tuple[str, ...],
    scheduler: str | None,
    dry: bool,
) -> None:
    r"""Teach a net to drive, from recordings or from the simulator.

    \b
    maker train drive kitchen hall --out ~/self_driving_car/models/drive.onnx
    maker train drive kitchen --set epochs=10 --set balance=0.7
    maker train drive kitchen --sweep lr=1e-3,3e-4 width=0.5,1
    maker train drive --from-sim --keep laps
    """
    axes = [*sweep, *(word for word in tubs if sweep and "=" in word and not Path(word).exists())]
    folders = tuple(Path(word) for word in tubs if word not in axes)
    if from_sim == bool(folders):
        raise BadInputError(
            "Say which recordings to learn from (maker train drive my_tub), or --from-sim."
        )
    if from_sim and (axes or dry):
        raise BadInputError("--from-sim makes its own recordings; --sweep and --dry want a TUB.")
    if scheduler and not axes:
        raise BadInputError("--scheduler is for a sweep: add --sweep lr=1e-3,3e-4, for example.")
    if from_sim:
        _from_sim(out, keep, roads=roads, learn_on=learn_on, seed=seed, settings=settings)
    elif axes:
        _sweep(folders, axes, out, seed=seed, settings=settings, scheduler=scheduler)
    else:
        _from_tubs(folders, out, roads=roads, seed=seed, settings=settings, dry=dry)


@command.command(context_settings={"ignore_unknown_options": True})
@click.option(
    "--pictures", type=FOLDER, metavar="D", help="Drawn pictures; made if there are none."
)
@click.option("--count", type=click.IntRange(10, 100_000), default=SIGN_PICTURES, metavar="N",
              show_default=True, help="Of pictures that are drawn.")  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), default=0, metavar="N", help="Of all chance.")
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[-- OPTIONS]...")
def signs(*, pictures: Path | None, count: int, seed: int, options: tuple[str, ...]) -> None:
    """Teach a net to tell stop signs and traffic lights from anything else."""
    from importlib import import_module

    from workshop.training.torch_python import torch_python, train

    sign_pictures = import_module("workshop.training.sign_pictures")

    torch_python()  # say now that it is missing, not after the pictures
    with _folder(pictures) as folder:
        if not any(folder.iterdir()):
            click.echo(f"Drawing {count} pictures with signs and lights.")
            sign_pictures.render(folder, count, seed)
        code = train(["signs", str(folder), "--seed", str(seed), *options])
    click.get_current_context().exit(code)


def _from_tubs(
    folders: tuple[Path, ...],
    out: Path,
    *,
    roads: int,
    seed: int,
    settings: tuple[str, ...],
    dry: bool,
) -> None:
    from workshop.training.torch_python import train

    sets = [word for one in settings for word in ("--set", one)]
    words = ["drive", *map(str, folders), "--out", str(out), "--seed", str(seed), *sets]
    code = train([*words, "--dry"] if dry else words)
    if code or dry or not roads:
        click.get_current_context().exit(code)
    from workshop.training.from_sim import judge_model, note_laps

    click.echo(f"It drives {roads} roads in the simulator, at 0.5 m/s:")
    verdict = judge_model(out, roads, click.echo)
    note_laps(out, verdict)
    click.echo(verdict.sentence())


def _from_sim(
    out: Path,
    keep: Path | None,
    *,
    roads: int,
    learn_on: int,
    seed: int,
    settings: tuple[str, ...],
) -> None:
    from workshop.training.from_sim import Plan, train_from_simulation
    from workshop.training.torch_python import torch_python

    torch_python()  # say now that it is missing, not after the laps
    plan = Plan(
        roads=learn_on,
        more_roads=round(learn_on * 0.45),
        judge_roads=roads,
        settings=settings,
        seed=seed,
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    with _folder(keep) as folder:
        verdict = train_from_simulation(out, folder, plan, click.echo)
    if verdict is not None:
        click.echo(verdict.sentence())


def _sweep(
    folders: tuple[Path, ...],
    axes: list[str],
    out: Path,
    *,
    seed: int,
    settings: tuple[str, ...],
    scheduler: str | None,
) -> None:
    from workshop.training.sweep import Sweep, read_axes, run_sweep, table
    from workshop.training.torch_python import torch_python

    if scheduler is None:
        torch_python()
    folder = out.with_suffix(".sweep")
    sweep = Sweep(folders, read_axes(axes), folder, settings, seed)
    results = run_sweep(sweep, click.echo, scheduler=scheduler)
    click.echo("\n".join(table(results)))
    click.echo(f"The best is {folder / results[0]['setting'] / 'drive.onnx'}.")


@contextlib.contextmanager
def _folder(named: Path | None) -> Iterator[Path]:
    if named is not None:
        named.mkdir(parents=True, exist_ok=True)
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="maker-train-") as made:
        yield Path(made)
