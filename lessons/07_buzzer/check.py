"""Lesson 07: the note A4, and then the first line of the "Ode to Joy"."""

import re
from itertools import groupby, pairwise
from statistics import median

NOTES = ["E4", "E4", "F4", "G4", "G4", "F4", "E4", "D4", "C4", "C4", "D4", "E4", "E4", "D4", "D4"]
BEATS = [1] * 12 + [1.5, 0.5, 2]
WITHOUT_REPEATS = [note for note, _ in groupby(NOTES)]
A4_HZ = 440
STOPS_AT_ONCE = r"\n +\w+\.play\([^\n]*\n +\w+\.stop\("
OTHER_SIGN = r"^[^#]*\bbeats? *([/+-]) *[0-9.a-z]"


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def tune(things):
    """Return the tones that were heard after the first one."""
    return things.buzzer("beeper").tones[1:]


def notes(things):
    """Return the names of the tune's notes as they were heard."""
    return [tone.note for tone in tune(things)]


def first(seen):
    """Return the first tone."""
    return seen.buzzer("beeper").tones[0]


def length_s(tone, now_s):
    """Return how long a tone has sounded, also if it sounds still."""
    return now_s - tone.start_s if tone.end_s is None else tone.length_s


def shortest_note_s(seen):
    """Return the shortest time between two notes that were begun, heard or not."""
    begun = [t_s for t_s, duty, _ in seen.trace.pwm("GPIO18") if duty > 0][1:]
    return min(b - a for a, b in pairwise(begun))


def beat_s(things):
    """Return how long a beat lasts: from one note of one beat to the next."""
    starts = [tone.start_s for tone in tune(things)[:13]]
    return median(b - a for a, b in pairwise(starts))


def gaps_s(things):
    """Return how long it is silent after each note of the tune."""
    return [b.start_s - a.end_s for a, b in pairwise(tune(things)) if a.end_s is not None]


def place_of_other_note(seen):
    """Return the place of the first note of the tune that is another one, from 0."""
    pairs = zip(notes(seen), NOTES, strict=False)
    return next(place for place, (heard, wanted) in enumerate(pairs) if heard != wanted)


def plays_the_beats(seen):
    """Whether a loop takes pairs of a note and a number apart, and plays the number."""
    text = seen.code.text
    names = re.search(r"^\s*for (\w+), *(\w+) in", text, re.MULTILINE)
    is_note_first = re.search(r"[(\[] *[\"'][A-G]", text)
    return names and is_note_first and re.search(rf"\.play\((Tone\()?{names[2]}\b", text)


def line_of_swapped_call(seen):
    """Return the line that hands the first parameter of a function over as the second one."""
    made = re.search(r"^def (\w+)\((\w+), *\w+\)", seen.code.text, re.MULTILINE)
    return line_of(seen, rf"^\s*{made[1]}\([^,)]*, *{made[2]}\)") if made else None


def line_of_note(seen, place):
    """Return the line of a note in a table with one note a line, None in other programs."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    notes_at = [number for number, line in lines if re.match(r"\s*[(\[] *[\"'][A-G]", line)]
    return notes_at[place] if len(notes_at) >= len(NOTES) - 1 else line_of(seen, r"\.play\(")


def is_other_octave(seen):
    """Whether the letters of all notes are right, and the first octave is not."""
    heard = notes(seen)
    is_tune = [note[0] for note in heard] == [note[0] for note in NOTES[: len(heard)]]
    return is_tune and len(heard) > 3 and heard[0] != NOTES[0]


def say_what_can_happen_to_any_note(say):
    """Name the mistakes that show in each task."""
    say.if_error(
        "ValueError",
        "buzzer.number_for_a_note",
        when=plays_the_beats,
        line=lambda seen: line_of(seen, r"^\s*for "),
    )
    say.if_error(
        "ValueError",
        "buzzer.values_swapped",
        when=line_of_swapped_call,
        line=line_of_swapped_call,
    )
    say.if_error(
        "ValueError",
        "buzzer.note_not_possible",
        when=lambda seen: "tone" in str(seen.error),
        reason=lambda seen: str(seen.error),
    )
    for kind in ("TypeError", "ValueError"):
        say.if_error(
            kind,
            "buzzer.pair_not_taken_apart",
            line=lambda seen: line_of(seen, r"^\s*for "),
            when=lambda seen: (
                ("tuple" in str(seen.error) or "('" in str(seen.error))
                and seen.error_id != "call.comma_missing"
            ),
        )
    say.when(
        lambda seen: not seen.trace.pwm("GPIO18"),
        "buzzer.only_switches",
        on_s=lambda seen: seen.pin("GPIO18").on_s,
        line=lambda seen: line_of(seen, r"\bBuzzer\("),
    )


def test_a4(bench, task, say):
    """First comes A4, 440 Hz, for one second."""
    say_what_can_happen_to_any_note(say)
    say.when(
        lambda seen: re.search(STOPS_AT_ONCE, seen.code.text) and len(notes(seen)) < len(NOTES),
        "buzzer.stops_at_once",
        line=lambda seen: line_of(seen, r"^\s+\w+\.stop\("),
    )
    say.when(
        lambda seen: not seen.buzzer("beeper").tones and shortest_note_s(seen) >= 0,
        "buzzer.no_time_to_sound",
        short_s=0.0,
        heard=0,
    )
    say.when(
        lambda seen: (
            length_s(first(seen), seen.now_s) > 1.1
            and not re.search(r"^\s+\w+\.stop\b|play\(None", seen.code.text, re.MULTILINE)
        ),
        "buzzer.nothing_ends_it",
        long_s=lambda seen: length_s(first(seen), seen.now_s),
        line=lambda seen: line_of(seen, r"\.play\("),
    )
    say.when(
        lambda seen: not 0.98 < first(seen).hz / A4_HZ < 1.02,
        "buzzer.other_first_note",
        hz=lambda seen: first(seen).hz,
    )
    say.when(
        lambda seen: first(seen).length_s < 0.9,
        "buzzer.first_note_too_short",
        on_s=lambda seen: first(seen).length_s,
    )
    with task():
        bench.buzzer("beeper").plays(["A4"], lasts=["1 s"], lasts_within="10 %")


def test_tune(bench, task, say):
    """Then come the fifteen notes of the tune, each on its own."""
    say_what_can_happen_to_any_note(say)
    say.when(
        lambda seen: shortest_note_s(seen) < 0.01,
        "buzzer.no_time_to_sound",
        short_s=shortest_note_s,
        heard=lambda seen: len(notes(seen)),
    )
    say.when(
        lambda seen: (
            notes(seen) != NOTES[: len(notes(seen))]
            and notes(seen) == WITHOUT_REPEATS[: len(notes(seen))]
        ),
        "buzzer.notes_run_together",
        long_s=lambda seen: max(length_s(tone, seen.now_s) for tone in tune(seen)),
    )
    say.when(
        lambda seen: max(length_s(tone, seen.now_s) for tone in tune(seen)) > 3,
        "buzzer.note_too_long",
        long_s=lambda seen: max(length_s(tone, seen.now_s) for tone in tune(seen)),
    )
    say.when(
        lambda seen: 0 < len(notes(seen)) < len(NOTES) and notes(seen) == NOTES[: len(notes(seen))],
        "buzzer.stopped_early",
        heard=lambda seen: len(notes(seen)),
    )
    say.when(
        lambda seen: re.search(STOPS_AT_ONCE, seen.code.text) and len(notes(seen)) < len(NOTES),
        "buzzer.stops_at_once",
        line=lambda seen: line_of(seen, r"^\s+\w+\.stop\("),
    )
    say.when(is_other_octave, "buzzer.other_octave", heard=lambda seen: notes(seen)[0])
    say.when(
        lambda seen: len(notes(seen)) > 3 and set(notes(seen)) == {first(seen).note},
        "buzzer.always_the_same",
        heard=lambda seen: notes(seen)[0],
        line=lambda seen: line_of(seen, r"\.play\("),
    )
    say.when(
        lambda seen: place_of_other_note(seen) >= 0,
        "buzzer.other_note",
        number=lambda seen: place_of_other_note(seen) + 1,
        heard=lambda seen: notes(seen)[place_of_other_note(seen)],
        wanted=lambda seen: NOTES[place_of_other_note(seen)],
        line=lambda seen: line_of_note(seen, place_of_other_note(seen)),
    )
    with task(points=3):
        bench.buzzer("beeper").plays(["A4", *NOTES], limit="40 s")
        heard = tune(bench)
        gaps = [b.start_s - a.end_s for a, b in pairwise(heard) if a.note == b.note and a.end_s]
        say.unless(min(gaps) > 0.004, "buzzer.no_silence_between", gap_s=min(gaps))


def test_lengths(bench, task, say):
    """A beat lasts 0.4 s, and long notes are longer."""
    say.when(
        lambda seen: line_of(seen, OTHER_SIGN) and beat_s(seen) > 0.51,
        "buzzer.not_times",
        beat_s=beat_s,
        sign=lambda seen: re.search(OTHER_SIGN, seen.code.text, re.MULTILINE)[1],
        line=lambda seen: line_of(seen, OTHER_SIGN),
    )
    say.when(
        lambda seen: min(gaps_s(seen)) > 0.15,
        "buzzer.gap_too_long",
        gap_s=lambda seen: min(gaps_s(seen)),
    )
    with task(points=2):
        bench.buzzer("beeper").plays(["A4", *NOTES], limit="40 s")
        bench.wait("3 s")
        heard = tune(bench)[: len(NOTES)]
        steps = [b - a for a, b in pairwise(tone.start_s for tone in heard)]
        one_s = beat_s(bench)
        first_s, last_s = (length_s(tone, bench.now_s) for tone in (heard[0], heard[-1]))
        say.unless(one_s < 1, "buzzer.other_speed", beat_s=one_s)
        say.unless(
            last_s > 1.5 * first_s, "buzzer.all_equally_long", first_s=first_s, last_s=last_s
        )
        say.unless(0.29 < one_s < 0.51, "buzzer.other_speed", beat_s=one_s)
        for number, (step_s, beats) in enumerate(zip(steps, BEATS, strict=False), 1):
            seen_beats = step_s / one_s
            is_right = abs(seen_beats - beats) < 0.3
            say.unless(
                is_right, "buzzer.other_length", number=number, seen=seen_beats, wanted=beats
            )


def test_silence(bench, task, say):
    """After the last note it is silent."""
    say.when(
        lambda seen: len(notes(seen)) > len(NOTES),
        "buzzer.begins_again",
        line=lambda seen: line_of(seen, r"^\s*while "),
    )
    say.when(
        lambda seen: len(notes(seen)) == len(NOTES) and tune(seen)[-1].end_s is None,
        "buzzer.never_stops",
        hz=lambda seen: tune(seen)[-1].hz,
    )
    with task():
        beeper = bench.buzzer("beeper")
        beeper.plays(["A4", *NOTES], limit="40 s")
        bench.wait("3 s")
        beeper.stays_silent(for_="2 s")
