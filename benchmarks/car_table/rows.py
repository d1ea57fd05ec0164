"""The rows of the table: what is driven, how it is judged, what it must reach."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.car_table.results import ROOT, Result

FIRST_SEED = 1000
"""Roads, floors and lights from this seed on were never tuned on or trained with."""
LAPS = 5
FLOORS = ("brown", "tiled", "shadowed", "glaring")
LONGEST_RUN_S = 1800.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        name: for the command line and the file of results.
        what: for people.
        must: what is to be reached, in words.
        least: how many of the runs must be good, as a share.
        how: what `drives` needs, by name.
        drives: the function of `runs` that does one run; "" for a row read from other rows.
        of: the rows whose results it reads.
        tells: what was measured, in words.
    """

    name: str
    what: str
    must: str
    least: float
    drives: str
    tells: Callable[[Sequence[Result]], str]
    how: Mapping[str, Any] = field(default_factory=dict)
    meets: Callable[[Sequence[Result]], bool] | None = None

    def is_met(self, found: Sequence[Result]) -> bool:
        """Return whether what was found is as it must be."""
        if not found:
            return False
        if self.meets is not None:
            return self.meets(found)
        return sum(result.is_good for result in found) >= self.least * len(found) - 1e-9

    def drive(self, seed: int, folder: Path) -> Result:
        """Do one run in a process of its own."""
        job = {"row": self.name, "seed": seed, "drives": self.drives, "how": dict(self.how)}
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.car_table.one_run", json.dumps(job), str(folder)],
            cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "0"}, capture_output=True, text=True,
            check=False, timeout=LONGEST_RUN_S,
        )  # fmt: skip
        if done.returncode != 0:
            why = (done.stderr.strip().splitlines() or ["no word"])[-1]
            return Result(self.name, seed, is_good=False, says=f"the run itself failed: {why}")
        return Result(**json.loads(done.stdout.splitlines()[-1]))


def _share(found: Sequence[Result]) -> str:
    return f"{sum(result.is_good for result in found)} of {len(found)}"


def _laps(found: Sequence[Result]) -> str:
    mean_cm, p95_cm = errors_cm(found)
    return f"{_share(found)}; {mean_cm:.1f} cm mean, {p95_cm:.1f} cm 95th percentile"


def errors_cm(found: Sequence[Result]) -> tuple[float, float]:
    """Return mean and 95th percentile of the distance from the lane's middle, over all runs."""
    counts = np.sum([result.histogram_mm for result in found if result.histogram_mm], axis=0)
    if not np.any(counts):
        return float("nan"), float("nan")
    middles_cm = (np.arange(len(counts)) + 0.5) / 10
    mean_cm = float(np.sum(counts * middles_cm) / np.sum(counts))
    at = int(np.searchsorted(np.cumsum(counts), 0.95 * np.sum(counts)))
    return mean_cm, float(middles_cm[min(at, len(counts) - 1)] + 0.05)


def _errors(found: Sequence[Result]) -> str:
    return "{:.2f} cm and {:.1f} cm".format(*errors_cm(found))


def _holds_the_middle(found: Sequence[Result]) -> bool:
    mean_cm, p95_cm = errors_cm(found)
    return mean_cm <= 1.0 and p95_cm <= 2.5


def _times(found: Sequence[Result]) -> str:
    duty_s = [r.numbers["duty_zero_s"] for r in found if "duty_zero_s" in r.numbers]
    still_s = [r.numbers["standstill_s"] for r in found if "standstill_s" in r.numbers]
    if not duty_s or not still_s:
        return _share(found)
    return f"{_share(found)}; {max(duty_s):.2f} s at most, standing after {max(still_s):.2f} s"


def _total(found: Sequence[Result], name: str) -> int:
    return round(sum(result.numbers.get(name, 0.0) for result in found))


def _approaches(found: Sequence[Result]) -> str:
    return f"{_total(found, 'stopped')} of {_total(found, 'approaches')} without contact"


def _hits_hardly_any(found: Sequence[Result]) -> bool:
    return _total(found, "stopped") >= 0.99 * _total(found, "approaches")


def _false_stops(found: Sequence[Result]) -> str:
    return f"{_total(found, 'stops')} in {_total(found, 'laps')} laps"


def _stops_hardly_ever(found: Sequence[Result]) -> bool:
    return _total(found, "stops") <= 0.005 * _total(found, "laps")


def _signs(found: Sequence[Result]) -> str:
    return f"{_share(found)}; {_total(found, 'obeyed')} of {_total(found, 'passed')} obeyed"


def _lap_row(name: str, what: str, must: str, least: float, **how: Any) -> Row:
    return Row(name, what, must, least, "laps", _laps, how)


_ROWS = (
    _lap_row("lane", "5 laps at 0.5 m/s", "19 of 20 in the lane", 0.95, speed=0.5),
    _lap_row("fast", "5 laps at 0.8 m/s", "18 of 20 in the lane", 0.90, speed=0.8),
    Row("error", "distance from the lane's middle at 0.5 m/s",
        "1.0 cm mean, 2.5 cm 95th percentile", 1.0, "", _errors,
        {"of": ("lane",)}, _holds_the_middle),
    *(
        _lap_row(floor, f"5 laps on a {floor} floor", "18 of 20 in the lane", 0.90, speed=0.5,
                 style=floor)
        for floor in FLOORS
    ),
    Row("page_lost", "page lost", "motors off in 0.40 s, always", 1.0, "page_lost", _times,
        {"within_s": 0.40}),
    Row("line_lost", "line lost", "motors off in 0.6 s, always", 1.0, "line_lost", _times,
        {"within_s": 0.60}),
    Row("killed", "program killed", "motors off in 0.35 s, always", 1.0, "killed", _times,
        {"within_s": 0.35}),
    Row("cable", "cable pulled", "motors off in 0.35 s, always", 1.0, "cable", _times,
        {"within_s": 0.35}),
    Row("obstacle", "a box in the way at 0.3 to 0.8 m/s", "99 % stopped before contact", 1.0,
        "obstacles", _approaches, {"approaches": 5}, _hits_hardly_any),
    Row("false_stops", "stops for nothing", "at most 0.5 % of laps", 1.0, "", _false_stops,
        {"of": ("lane", "fast")}, _stops_hardly_ever),
    Row("signs", "stop signs", "stops once for 3 s", 1.0, "signs", _signs, {"speed": 0.5}),
    Row("lights", "traffic lights", "no red light run", 1.0, "lights", _signs, {"speed": 0.5}),
    Row("net", "5 laps by the net trained in simulation", "90 % of the expert's laps", 1.0,
        "laps", lambda found: f"{_total(found, 'laps')} of {LAPS * len(found)} laps",
        {"speed": 0.5, "mode": "net"},
        lambda found: _total(found, "laps") >= 0.9 * LAPS * len(found)),
    _lap_row("damaged", "5 laps at 0.5 m/s, 1 % of the bytes damaged, 10 % of the frames dropped",
             "18 of 20 in the lane", 0.90, speed=0.5, dropped=0.10, damaged=0.01),
    _lap_row("damaged_fast", "the same at 0.8 m/s", "17 of 20 in the lane", 0.85, speed=0.8,
             dropped=0.10, damaged=0.01),
)  # fmt: skip
ROWS = {row.name: row for row in _ROWS}
