"""A buzzer: the tones it plays, or the rhythm it beeps in."""

from collections.abc import Sequence

from hardware_mocks.checks.log import Step
from hardware_mocks.checks.quantities import Quantity, Tolerance, seconds
from hardware_mocks.checks.rhythm import STEADY, Rhythmic
from hardware_mocks.checks.switch import QUICK, SwitchView
from hardware_mocks.checks.tones import SHORTEST_S, Tone, hz_of, note_of, tones_of

ACTIVE = "chip-active-buzzer"
ACTIVE_HZ = 2300.0


class BuzzerView(SwitchView):
    """What can be heard of a buzzer, by the trace."""

    @property
    def tones(self) -> list[Tone]:
        """Each tone, with `.note`, `.hz`, `.start_s` and `.length_s`."""
        return tones_of(self._pin_log.steps, own_hz=self._own_hz)

    @property
    def notes(self) -> list[str]:
        """The names of the tones: ["A4", "C5"]."""
        return [tone.note for tone in self.tones]

    @property
    def _own_hz(self) -> float | None:
        return ACTIVE_HZ if self._wired.kind == ACTIVE else None

    @property
    def _steps(self) -> list[Step]:
        """Sound and silence: a passive buzzer is silent while its pin stands still."""
        steps: list[Step] = [Step(step.t_s, 0) for step in self._pin_log.steps[:1]]
        for tone in self.tones:
            steps.append(Step(tone.start_s, 1))
            if tone.end_s is not None:
                steps.append(Step(tone.end_s, 0))
        return steps


class Buzzer(Rhythmic, BuzzerView):
    """What a lesson asks of a buzzer."""

    family = "buzzer"

    def plays(
        self,
        notes: Sequence[str | float],
        within: Quantity = "2 %",
        lasts: Sequence[Quantity] | None = None,
        lasts_within: Quantity = "10 %",
        limit: Quantity = "20 s",
    ) -> None:
        """It plays these notes in this order; rests between them do not matter.

        Args:
            within: how near the pitch must be; a semitone is 6 %.
            lasts: how long each note sounds; there may be fewer than notes.
            limit: the longest that the whole is waited for.
        """
        self._look()
        limit_s, start_s = seconds(limit), max(self._run.moment_s, self._cursor_s)
        timed = len(lasts or ())

        def heard() -> list[Tone]:
            return [tone for tone in self.tones if tone.start_s >= start_s]

        def is_enough() -> bool:
            found = heard()[: len(notes)]
            return len(found) == len(notes) and all(t.end_s is not None for t in found[:timed])

        self._wait_until(is_enough, limit_s)
        self._run.wait(SHORTEST_S)
        self.require_use()
        found = heard()[: len(notes)]
        self._compare_notes(found, notes, within)
        self._compare_lengths(found, lasts or (), lasts_within)
        if found:
            self._cursor_s = found[-1].start_s + SHORTEST_S

    def beeps(self, period: Quantity, within: Quantity = STEADY, times: int = 3) -> None:
        """It sounds and is silent evenly: so many periods, each of that length."""
        self._keeps_rhythm(period, within, times)

    def sounds(self, within: Quantity = QUICK) -> None:
        """It begins to sound, in that time from what the check did last."""
        self.turns_on(within)

    def falls_silent(self, within: Quantity = QUICK) -> None:
        """It stops sounding, in that time from what the check did last."""
        self.turns_off(within)

    def is_silent(self) -> None:
        """It makes no sound now."""
        self.is_off()

    def stays_silent(self, for_: Quantity) -> None:
        """It makes no sound now, nor in that time."""
        self.stays_off(for_)

    # -- inside

    def _compare_notes(
        self, found: list[Tone], notes: Sequence[str | float], within: Quantity
    ) -> None:
        tolerance = Tolerance.of_time(within)
        for number, (tone, note) in enumerate(zip(found, notes, strict=False), 1):
            if not tolerance.allows(tone.hz, hz_of(note)):
                self._fail(
                    "wrong_note",
                    number=number,
                    seen=tone.note,
                    seen_hz=tone.hz,
                    expected=note if isinstance(note, str) else note_of(note),
                    expected_hz=hz_of(note),
                )
        if not found:
            self._fail("no_tone", is_missing=True, pin=self.pin, notes=_list(notes))
        if len(found) < len(notes):
            seen = _list([tone.note for tone in found])
            self._fail(
                "too_few_notes",
                is_missing=True,
                number=len(found),
                expected_number=len(notes),
                seen=seen,
                next=_list(notes[len(found) : len(found) + 1]),
            )

    def _compare_lengths(
        self, found: list[Tone], lasts: Sequence[Quantity], within: Quantity
    ) -> None:
        tolerance = self._run.time_tolerance(within)
        for number, (tone, length) in enumerate(zip(found, lasts, strict=False), 1):
            expected_s = seconds(length)
            length_s = tone.length_s
            if length_s is None:
                self._fail("never_ends", is_missing=True, number=number, seen=tone.note)
            if not tolerance.allows(length_s, expected_s):
                self._fail(
                    "wrong_length",
                    number=number,
                    seen=tone.note,
                    length_s=length_s,
                    expected_s=expected_s,
                )


def _list(notes: Sequence[str | float]) -> str:
    return ", ".join(note if isinstance(note, str) else f"{note:.0f} Hz" for note in notes)
