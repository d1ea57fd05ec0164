"""A right program on a board that is wired wrongly gets a message about the wires."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workshop.checker import Checker, job_for
from workshop.course import Course

BUTTON_TO_GROUND = '["bb:21b.j", "bb:bn.17", "black", []]'
BUTTON_TO_3V3 = '["bb:21b.j", "pi:3V3.1", "orange", []]'
BUTTON_TO_NOTHING = '["bb:23b.j", "bb:bn.17", "black", []]'


def message_with(old: str, new: str, folder: Path) -> str:
    """Return the message for lesson 03's solution, with one connection changed."""
    lesson = Course.of_the_kit().lesson("03")
    assert lesson.wiring is not None
    text = lesson.wiring.read_text(encoding="utf-8")
    assert old in text
    wrong = folder / "wiring.json"
    wrong.write_text(text.replace(old, new), encoding="utf-8")
    with Checker() as checker:
        result = checker.check(replace(job_for(lesson, lesson.solution), wiring=wrong))
    assert result.failed is not None
    assert result.failed.message is not None
    return result.failed.message.id


def test_a_button_wired_to_3v3_must_go_to_ground(tmp_path):
    assert message_with(BUTTON_TO_GROUND, BUTTON_TO_3V3, tmp_path) == "button.leg_to_gnd"


def test_a_button_whose_ground_wire_is_in_another_column_must_go_to_ground(tmp_path):
    assert message_with(BUTTON_TO_GROUND, BUTTON_TO_NOTHING, tmp_path) == "button.leg_to_gnd"
