"""Notes and their frequencies, and the tones that a pin makes."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from hardware_mocks.checks.failure import BrokenCheckError
from hardware_mocks.checks.log import Step

A4_HZ = 440.0
"""Equal temperament, ISO 16."""
NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
LOWEST_HZ = 20.0
"""Slower pulses are heard as clicks."""
SHORTEST_S = 0.01
"""A shorter sound is a step on the way from one tone to the next."""

_NOTE = re.compile(r"([A-G])([#b]?)([0-9])")


class Tone(NamedTuple):
    """A tone that was heard; `end_s` is None while it sounds."""

    hz: float
    start_s: float
    end_s: float | None

    @property
    def note(self) -> str:
        """The nearest note: "A4"."""
        return note_of(self.hz)

    @property
    def length_s(self) -> float | None:
        """How long it sounded, None while it sounds."""
        return None if self.end_s is None else self.end_s - self.start_s


def hz_of(note: str | float) -> float:
    """Return the frequency of "A4", or a frequency as it is.

    Raises:
        BrokenCheckError: there is no such note.
    """
    if not isinstance(note, str):
        return float(note)
    match = _NOTE.fullmatch(note)
    if match is None:
        raise BrokenCheckError(f"{note!r} is no note; write 'A4', 'C#5' or a number of hertz.")
    semitone = NAMES.index(match[1]) + {"#": 1, "b": -1, "": 0}[match[2]]
    octaves = (semitone - 9) / 12 + int(match[3]) - 4
    return A4_HZ * math.exp2(octaves)


def note_of(hz: float) -> str:
    """Return the name of the nearest note."""
    semitones = round(12 * math.log2(hz / A4_HZ)) + 9 + 4 * 12
    return f"{NAMES[semitones % 12]}{semitones // 12}"


def tones_of(steps: Sequence[Step], *, own_hz: float | None = None) -> list[Tone]:
    """Return the tones that a buzzer made of what its pin did.

    Args:
        own_hz: an active buzzer's own tone, which a level is enough for; None for a passive one,
            which sounds only while PWM runs.
    """
    found: list[Tone] = []
    for step in steps:
        hz = _heard(step, own_hz)
        if found and found[-1].end_s is None:
            if hz is not None and math.isclose(found[-1].hz, hz):
                continue
            found[-1] = found[-1]._replace(end_s=step.t_s)
        if hz is not None:
            found.append(Tone(hz, step.t_s, None))
    return [tone for tone in found if tone.length_s is None or tone.length_s >= SHORTEST_S]


def _heard(step: Step, own_hz: float | None) -> float | None:
    if own_hz is not None:
        return own_hz if step.value > 0 else None
    is_heard = step.hz is not None and 0 < step.value < 1 and step.hz >= LOWEST_HZ
    return step.hz if is_heard else None
