"""Lesson 10: the gate opens with a press, and closes by itself after 3 s."""

import itertools
import re

CLOSED_MS, OPEN_MS, NEAR_MS = 1.0, 2.0, 0.08
FINGER_S = 1.2
SLEEPS_FIRST = r"def \w+\([^\n]*\n\s+\S*sleep\([3-9]"


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def pulses_ms(seen):
    """Return each setting of the pulses as (t_s, milliseconds)."""
    return [(t_s, duty / hz * 1000) for t_s, duty, hz in seen.trace.pwm("GPIO12") if duty and hz]


def widest_ms(seen):
    """Return the widest pulses so far."""
    return max(ms for _, ms in pulses_ms(seen))


def now_ms(things):
    """Return the width of the pulses now, in milliseconds."""
    return things.servo("gate").pulse_s * 1000


def open_s(seen):
    """Return for how long the gate was open the first time, until now if it is open still."""
    opened_s = next(t_s for t_s, ms in pulses_ms(seen) if ms > OPEN_MS - NEAR_MS)
    later = [t_s for t_s, ms in pulses_ms(seen) if t_s >= opened_s and ms < OPEN_MS - NEAR_MS]
    return min(later, default=seen.now_s) - opened_s


def openings(seen):
    """Return how often the gate went from less than open to open."""
    widths = [ms for _, ms in pulses_ms(seen)]
    is_open = [ms > OPEN_MS - NEAR_MS for ms in widths]
    return sum(now and not before for before, now in itertools.pairwise(is_open))


def sets_no_angle(seen):
    """Whether there is a function, and none of the indented lines tells the servo anything."""
    moves = r"^\s+.*\.(angle|value|max|min|mid|source)\b"
    is_lost = line_of(seen, r"^\s+angle *=") and not line_of(seen, r"^angle *=")
    return "def " in seen.code.text and not line_of(seen, moves) and not is_lost


def waits_outside(seen):
    """Return the line of a sleep below `when_pressed`, if no function sleeps."""
    line = line_of(seen, r"^\S*sleep\(")
    event = line_of(seen, "when_pressed")
    sleeps_inside = line_of(seen, r"^\s+.*sleep\(")
    return line if line and event and line > event and not sleeps_inside else None


def test_begins_closed(bench, task, say):
    """At the start the gate is closed: pulses of 1.0 ms."""
    say.if_error("OutputDeviceBadValue", "gate.angle_out_of_range")
    say.when(
        lambda seen: 1.4 < now_ms(seen) < 1.6 and "min_angle" not in seen.code.text,
        "gate.other_range",
        pulse_ms=now_ms,
        line=lambda seen: line_of(seen, r"Servo\("),
    )
    say.when(
        lambda seen: (
            1.4 < now_ms(seen) < 1.6 and re.search(r"gate\.value *= *[01]\b", seen.code.text)
        ),
        "gate.value_for_angle",
        pulse_ms=now_ms,
        line=lambda seen: line_of(seen, r"\bgate\.value\b"),
    )
    ends = r"min_angle *= *(-?[0-9]+).*max_angle *= *(-?[0-9]+)"
    say.when(
        lambda seen: (
            now_ms(seen) > OPEN_MS - NEAR_MS
            and int(re.search(ends, seen.code.text)[1]) > int(re.search(ends, seen.code.text)[2])
        ),
        "gate.ends_swapped",
        line=lambda seen: line_of(seen, ends),
    )
    say.when(
        lambda seen: now_ms(seen) > OPEN_MS - NEAR_MS,
        "gate.begins_open",
        pulse_ms=now_ms,
        line=lambda seen: line_of(seen, r"^\w+\.(angle|max|value)\b"),
    )
    with task():
        bench.wait("1 s")
        bench.servo("gate").pulse_is("1 ms", within="5 %")


def test_opens(bench, task, say):
    """With a press it opens: pulses of 2.0 ms."""
    say.if_error("OutputDeviceBadValue", "gate.angle_out_of_range")
    say.when(
        lambda seen: open_s(seen) < 0.05 and now_ms(seen) < OPEN_MS - NEAR_MS,
        "gate.closes_at_once",
        open_s=open_s,
    )
    say.when(
        lambda seen: (
            now_ms(seen) < CLOSED_MS + NEAR_MS
            and line_of(seen, "when_released")
            and "when_pressed" not in seen.code.text
        ),
        "gate.waits_for_the_release",
        line=lambda seen: line_of(seen, "when_released"),
    )
    say.when(waits_outside, "gate.waits_outside", line=waits_outside)
    say.when(
        lambda seen: now_ms(seen) < CLOSED_MS + NEAR_MS and sets_no_angle(seen),
        "gate.no_angle_set",
        line=lambda seen: line_of(seen, r"^def "),
    )
    say.when(
        lambda seen: (
            now_ms(seen) < CLOSED_MS + NEAR_MS
            and re.search(r"\bwhile\b[\s\S]*is_pressed", seen.code.text)
            and line_of(seen, r"^    \S*sleep\([1-9]")
        ),
        "gate.sleeps_in_the_loop",
        line=lambda seen: line_of(seen, r"^    \S*sleep\([1-9]"),
    )
    say.when(
        lambda seen: (
            now_ms(seen) < OPEN_MS - NEAR_MS
            and len({ms for _, ms in pulses_ms(seen)}) > 3
            and line_of(seen, r"^\s{8,}\S*sleep\(")
        ),
        "gate.opens_slowly",
        pulse_ms=now_ms,
        line=lambda seen: line_of(seen, r"^\s{8,}\S*sleep\("),
    )
    say.when(
        lambda seen: open_s(seen) < 0.9 and now_ms(seen) < OPEN_MS - NEAR_MS,
        "gate.other_time",
        open_s=open_s,
    )
    say.when(
        lambda seen: CLOSED_MS + NEAR_MS < widest_ms(seen) < OPEN_MS - NEAR_MS,
        "gate.opens_not_fully",
        pulse_ms=widest_ms,
        line=lambda seen: line_of(seen, r"Servo\("),
    )
    say.when(
        lambda seen: now_ms(seen) < CLOSED_MS + NEAR_MS and re.search(SLEEPS_FIRST, seen.code.text),
        "gate.sleeps_first",
        line=lambda seen: line_of(seen, r"^\s+\S*sleep\("),
    )
    with task():
        bench.wait("1 s")
        bench.button("A").press(for_=FINGER_S)
        bench.wait("1.1 s")
        is_shut = now_ms(bench) < CLOSED_MS + NEAR_MS
        say.unless(
            not is_shut,
            "gate.does_not_open",
            is_missing=True,
            pulse_ms=now_ms(bench),
            line=lambda seen: line_of(seen, r"when_pressed|is_pressed|wait_for_press"),
        )
        bench.servo("gate").pulse_is("2 ms", within="4 %")


def test_closes(bench, task, say):
    """After 3 s it closes by itself."""
    say.when(
        lambda seen: openings(seen) >= 2 and "bounce_time" not in seen.code.text,
        "gate.opens_twice",
        line=lambda seen: line_of(seen, r"Button\("),
    )
    say.when(waits_outside, "gate.waits_outside", line=waits_outside)
    say.when(
        lambda seen: 2.4 < open_s(seen) < 4.1 and now_ms(seen) > CLOSED_MS + NEAR_MS,
        "gate.closes_not_fully",
        pulse_ms=now_ms,
        line=lambda seen: line_of(seen, r"\.mid\("),
    )
    say.when(
        lambda seen: abs(open_s(seen) - FINGER_S) < 0.2 and now_ms(seen) < OPEN_MS - NEAR_MS,
        "gate.closes_on_release",
        open_s=open_s,
    )
    say.when(
        lambda seen: now_ms(seen) > OPEN_MS - NEAR_MS and seen.now_s > 7,
        "gate.stays_open",
        open_s=open_s,
        line=lambda seen: line_of(seen, r"^\s+\S*sleep\("),
    )
    say.when(
        lambda seen: not 2.4 < open_s(seen) < 4.1,
        "gate.other_time",
        open_s=open_s,
        line=lambda seen: line_of(seen, r"^\s+\S*sleep\("),
    )
    with task(points=2):
        bench.wait("1 s")
        bench.button("A").press(for_=FINGER_S)
        bench.wait("2.4 s")
        bench.servo("gate").pulse_is("2 ms", within="4 %")
        bench.wait("4 s")
        bench.servo("gate").pulse_is("1 ms", within="5 %")


def test_next_car(bench, task, say):
    """It opens for the next car as well."""
    say.when(
        lambda seen: "when_held" in seen.code.text,
        "gate.only_long_presses",
        line=lambda seen: line_of(seen, "when_held"),
    )
    with task():
        bench.wait("1 s")
        bench.button("A").press()
        bench.wait("7 s")
        bench.servo("gate").pulse_is("1 ms", within="5 %")
        bench.button("A").press()
        bench.wait("1.1 s")
        is_shut = now_ms(bench) < CLOSED_MS + NEAR_MS
        say.unless(not is_shut, "gate.opens_only_once", is_missing=True)
        bench.servo("gate").pulse_is("2 ms", within="4 %")
