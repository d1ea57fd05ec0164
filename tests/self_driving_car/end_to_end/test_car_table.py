"""Two seeds of each row of the car's table; `python -m benchmarks.car_table` drives all of them."""

from dataclasses import replace

import pytest

from benchmarks.car_table.results import Result, Results
from benchmarks.car_table.rows import FIRST_SEED, ROWS, Row
from benchmarks.car_table.table import as_markdown, found_for
from hardware_mocks.arduino.for_tests import require_toolchain

DRIVEN = [row for row in ROWS.values() if row.drives]
FEWER = {"laps": {"laps_wanted": 1}, "obstacles": {"approaches": 1}}
"""What keeps a run short here; the table itself drives five laps and comes near five boxes."""


@pytest.fixture(scope="module", autouse=True)
def toolchain():
    require_toolchain()


@pytest.mark.parametrize("seed", [FIRST_SEED, FIRST_SEED + 1])
@pytest.mark.parametrize("row", DRIVEN, ids=lambda row: row.name)
def test_a_row_of_the_table_is_met(row, seed, tmp_path):
    short = replace(row, how={**row.how, **FEWER.get(row.drives, {})})
    result = short.drive(seed, tmp_path)
    assert result.is_good, result.says


def test_a_table_that_was_cut_off_goes_on_and_forgets_other_sources(tmp_path):
    path = tmp_path / "results.jsonl"
    first = Results(path, "old")
    first.add(Result("lane", 1000, is_good=True))
    first.add(Result("lane", 1001, is_good=False, says="left the lane at 3.0 m"))
    with path.open("a") as file:
        file.write('{"state": "old", "row": "lane", "seed": 10')  # the power went

    again, other = Results(path, "old"), Results(path, "new")
    assert [r.seed for r in again.of("lane")] == [1000, 1001]
    assert again.get("lane", 1001).says == "left the lane at 3.0 m"
    assert other.of("lane") == []


def runs(row, good, bad=0, **more):
    made = [Result(row, 1000 + n, is_good=n < good, **more) for n in range(good + bad)]
    return ROWS[row], made


@pytest.mark.parametrize(
    ("judged", "is_met"),
    [
        (runs("lane", 19, 1), True),
        (runs("lane", 18, 2), False),
        (runs("fast", 18, 2), True),
        (runs("fast", 17, 3), False),
        (runs("brown", 17, 3), False),
        (runs("cable", 19, 1), False),
        (runs("lane", 0), False),
        (runs("obstacle", 20, numbers={"approaches": 5, "stopped": 5}), True),
        (runs("obstacle", 20, numbers={"approaches": 5, "stopped": 4.9}), False),
        (runs("net", 20, numbers={"laps": 4.5}), True),
        (runs("net", 20, numbers={"laps": 4.4}), False),
    ],
)
def test_a_row_knows_what_it_must_reach(judged, is_met):
    row, found = judged
    assert row.is_met(found) is is_met


def test_the_error_is_that_of_all_samples_together(tmp_path):
    results = Results(tmp_path / "r.jsonl", "s")
    even = [10] * 20 + [0] * 280  # 0 to 20 mm, evenly
    results.add(Result("lane", 1000, is_good=True, histogram_mm=even))
    row: Row = ROWS["error"]
    found = found_for(row, results)
    assert row.tells(found) == "1.00 cm and 1.9 cm"
    assert row.is_met(found)
    far = [0] * 100 + [2] + [0] * 199
    results.add(Result("lane", 1001, is_good=True, histogram_mm=[10 * n for n in far]))
    assert not row.is_met(found_for(row, results))


def test_the_readme_s_table_says_what_was_not_reached(tmp_path):
    results = Results(tmp_path / "r.jsonl", "s")
    results.add(
        Result("cable", 1000, is_good=False, numbers={"duty_zero_s": 0.5, "standstill_s": 1})
    )
    text = as_markdown([ROWS["cable"], ROWS["lane"]], results, "abc1234")
    assert "Commit abc1234." in text
    assert "0 of 1; 0.50 s at most, standing after 1.00 s (not met)" in text
