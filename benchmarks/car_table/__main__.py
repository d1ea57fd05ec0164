"""Drives the rows of the table and prints it: `python -m benchmarks.car_table`."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from benchmarks.car_table.results import Result, Results, commit, state_of_the_sources
from benchmarks.car_table.rows import FIRST_SEED, ROWS, Row
from benchmarks.car_table.table import as_markdown, as_table

DEFAULT_FILE = "car_table.jsonl"


@click.command()
@click.option("--row", "names", multiple=True, type=click.Choice(list(ROWS)), help="Only this row.")
@click.option("--seeds", type=click.IntRange(1, 200), default=20, show_default=True)
@click.option("--laps", type=click.IntRange(1, 100), help="Drive so many laps instead of five.")
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True,
              help="How many runs at once.")  # fmt: skip
@click.option("--file", "path", type=click.Path(dir_okay=False, path_type=Path),
              default=DEFAULT_FILE, show_default=True, help="Where results are kept.")  # fmt: skip
@click.option("--markdown", is_flag=True, help="Print the table as it stands in the README.")
def main(
    names: tuple[str, ...], seeds: int, laps: int | None, jobs: int, path: Path, *, markdown: bool
) -> None:
    """Drive what is not measured yet, and print the table.

    Each run is the unmodified program on the simulated track, in virtual time, with the compiled
    firmware. Ctrl-C loses nothing that was finished: the next call goes on there.
    """
    results = Results(path, state_of_the_sources())
    rows = [with_laps(ROWS[name], laps) for name in names or ROWS]
    todo = [
        (row, seed)
        for row in (row for row in rows if row.drives)
        for seed in range(FIRST_SEED, FIRST_SEED + seeds)
        if results.get(row.name, seed) is None
    ]
    drive_all(todo, results, jobs)
    if markdown:
        click.echo(as_markdown(rows, results, commit()))
    else:
        Console().print(as_table(rows, results, commit()))


def with_laps(row: Row, laps: int | None) -> Row:
    """Return a row that drives another number of laps; its results are kept apart."""
    if laps is None or row.drives != "laps":
        return row
    return replace(
        row,
        name=f"{row.name}_{laps}",
        what=row.what.replace("5 laps", "1 lap" if laps == 1 else f"{laps} laps"),
        how={**row.how, "laps_wanted": laps},
    )


def drive_all(todo: list[tuple[Row, int]], results: Results, jobs: int) -> None:
    """Drive some rows, several runs at once, each a process of its own."""
    with Progress() as progress, ThreadPoolExecutor(jobs) as pool:
        bar = progress.add_task("driving", total=len(todo))

        def drive(row: Row, seed: int) -> Result:
            with tempfile.TemporaryDirectory(prefix="car-table-") as folder:
                return row.drive(seed, Path(folder))

        runs = [pool.submit(drive, row, seed) for row, seed in todo]
        try:
            for run in runs:
                result = run.result()
                results.add(result)
                progress.advance(bar)
                if not result.is_good:
                    progress.print(f"{result.row}, seed {result.seed}: {result.says}")
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise click.Abort from None


if __name__ == "__main__":
    main()
