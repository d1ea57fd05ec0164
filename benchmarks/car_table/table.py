"""The table, for the terminal and for the README."""

from collections.abc import Iterable

from rich.table import Table

from benchmarks.car_table.results import Result, Results
from benchmarks.car_table.rows import Row


def as_table(rows: Iterable[Row], results: Results, commit: str) -> Table:
    """Return the table for a terminal."""
    table = Table("", "must", "measured", title=f"The car on commit {commit}")
    for row in rows:
        found = found_for(row, results)
        colour = "green" if row.is_met(found) else "red"
        table.add_row(
            row.what, row.must, f"[{colour}]{row.tells(found) if found else 'nothing yet'}[/]"
        )
    return table


def as_markdown(rows: Iterable[Row], results: Results, commit: str) -> str:
    """Return the table as Markdown."""
    lines = [f"Commit {commit}.", "", "| | must | measured |", "|---|---|---|"]
    for row in rows:
        found = found_for(row, results)
        mark = "" if row.is_met(found) else " (not met)"
        lines.append(f"| {row.what} | {row.must} | {row.tells(found) if found else '-'}{mark} |")
    return "\n".join(lines)


def found_for(row: Row, results: Results) -> list[Result]:
    """Return what a row is judged by: its own runs, or those of others."""
    return [result for name in row.how.get("of", (row.name,)) for result in results.of(name)]
