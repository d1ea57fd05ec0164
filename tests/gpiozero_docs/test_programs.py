"""Every program that gpiozero's documentation teaches does on the bench what it says there."""

from pathlib import Path

import pytest

from .expectations import EXAMPLES
from .judge import differences, level_sequences
from .runs import PROGRAMS, run_on_a_real_clock, run_virtually
from .vocabulary import TIME_LIMIT, Example

REAL_CLOCK_S = 2.2
"""How long each program runs on the wall clock: a press or two, a blink or two."""


def _moves_soon(example: Example) -> bool:
    """Whether something happens in the first seconds, so that a short real run shows it."""
    first_s = min((moments[0][0] for moments in example.levels.values() if moments), default=9)
    return example.ends == TIME_LIMIT and first_s <= 1.1 and example.run_s <= 30


SHORT = [example for example in EXAMPLES if _moves_soon(example)]


def _ids(examples: list[Example]) -> list[str]:
    return [example.name for example in examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=_ids(EXAMPLES))
def test_it_does_what_the_documentation_says(example: Example, tmp_path: Path) -> None:
    assert differences(example, run_virtually(example, tmp_path)) == []


@pytest.mark.parametrize("example", SHORT, ids=_ids(SHORT))
def test_on_a_real_clock_the_same_levels_follow_each_other(
    example: Example, tmp_path: Path
) -> None:
    run = run_on_a_real_clock(example, tmp_path, REAL_CLOCK_S)
    assert level_sequences(example, run.trace) == []
    assert run.reason == TIME_LIMIT


def test_every_program_has_its_expectation_and_the_other_way_round() -> None:
    programs = sorted(path.stem for path in PROGRAMS.glob("*.py"))
    assert sorted(example.name for example in EXAMPLES) == programs
