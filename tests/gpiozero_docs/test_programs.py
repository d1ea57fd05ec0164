"""Every program that gpiozero's documentation teaches does on the bench what it says there."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from .expectations import EXAMPLES
from .judge import LATER_S, SOON_S, Run, differences, sequence_differences
from .runs import PROGRAMS, run_on_a_real_clock, run_virtually
from .vocabulary import TIME_LIMIT, Example

REAL_CLOCK_S = 2.2
"""How long a program runs on the wall clock: a press or two, a blink or two."""
AT_A_TIME = 8
"""They sleep nearly all the time, so many can run side by side."""


def _moves_soon(example: Example) -> bool:
    """Whether something happens in the first two seconds, so that a short real run shows it."""
    pins = (example.levels, example.duties, example.pulses_ms, example.tones_hz)
    lists = [*(moments for kind in pins for moments in kind.values()), example.notes]
    firsts = [moments[0][0] for moments in lists if moments]
    return (
        example.ends == TIME_LIMIT
        and not example.races
        and min(firsts, default=LATER_S) <= SOON_S
        and REAL_CLOCK_S < example.run_s <= 30
    )


SHORT = [example for example in EXAMPLES if _moves_soon(example)]


def _ids(examples: list[Example]) -> list[str]:
    return [example.name for example in examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=_ids(EXAMPLES))
def test_it_does_what_the_documentation_says(example: Example, tmp_path: Path) -> None:
    assert differences(example, run_virtually(example, tmp_path)) == []


@pytest.fixture(scope="module")
def real_runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Run]]]:
    """All short examples on the wall clock, side by side."""
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        yield {
            example.name: pool.submit(
                run_on_a_real_clock, example, tmp_path_factory.mktemp(example.name), REAL_CLOCK_S
            )
            for example in SHORT
        }


@pytest.mark.parametrize("example", SHORT, ids=_ids(SHORT))
def test_on_a_real_clock_the_same_things_follow_each_other(
    example: Example, real_runs: dict[str, Future[Run]]
) -> None:
    run = real_runs[example.name].result()
    assert run.reason == TIME_LIMIT
    assert sequence_differences(example, run.trace) == []


def test_every_program_has_its_expectation_and_the_other_way_round() -> None:
    programs = sorted(path.stem for path in PROGRAMS.glob("*.py"))
    assert sorted(example.name for example in EXAMPLES) == programs
