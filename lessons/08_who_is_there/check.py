"""Lesson 08: the lamp waits for the sensor, and then stays lit until all is quiet for 5 s."""

import re

SEED = 44  # with it the sensor cries wolf three times while it warms up
READY_S = 62  # by then every careful program listens
QUIET_S = 4.8  # the 5 s, with a little less for programs that look only so often
COUNTER = r"(\w+)\s*(?:=\s*\1\s*\+|\+=)\s*([0-9.]+)"
NEVER_GROWS = r"^(?=[^+]*$)[^+]*\b(\w+) *= *0\b[^+]*\b\1 *>=? *[1-9]"
LESS_FOR_MORE = r"if \w+ *<=? *[1-9][0-9]*[^\n]*\n\s+\w+\.off\("
OR_SWITCHES_OFF = r"if [^\n#]* or [^\n]*\n\s+\w+\.off\("
AND_SWITCHES_ON = r"if [^\n#]*\band\b[^\n]*\n\s+\w+\.on\("
OFF_WITH_MOTION = r"if [\w.]*motion_detected:\n(?:        [^\n]*\n)*? {8,}\w+\.off\("
SET_BACK_EACH_TURN = r"^while[^\n]*\n(?:    [^\n]*\n|\s*\n)*?    \w+ *= *0(?:\.0)?\b"
LONG_SLEEP_IN_A_LOOP = r"^\s+\S*sleep\([1-9][0-9]"


def first_on_s(seen):
    """Return when the lamp was lit for the first time."""
    return next(t_s for t_s, level in seen.led("amber").edges if level)


def dark_after_s(seen, since_s):
    """Return how long after a moment the lamp went dark."""
    return next(t_s for t_s, level in seen.led("amber").edges if not level and t_s > since_s) - (
        since_s
    )


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def line_of_off(seen):
    """Return the line that switches the lamp off, None if there is none."""
    return line_of(seen, r"\.off\b")


def step_of_the_counter(seen):
    """Return by how much a counter grows in each turn: `x = x + 0.1` or `x += 0.1`."""
    found = re.search(COUNTER, seen.code.text)
    return float(found[2])


def turn_s(seen):
    """Return how long a turn of the loop sleeps; 0 if only the warm-up has a sleep."""
    return min((s for s in seen.code.numbers_in("sleep") if s < 25), default=0)


def limit(seen):
    """Return the number that switches the lamp off when the counter is larger."""
    return float(re.search(r"> *=? *([0-9]+\.?[0-9]*)", seen.code.text)[1])


def limit_s(seen):
    """Return after how many seconds without motion the counter reaches its limit."""
    return limit(seen) / step_of_the_counter(seen) * turn_s(seen)


def line_where_ends(seen, pattern):
    """Return the line in which a pattern of several lines ends, None if it does not fit."""
    found = re.search(pattern, seen.code.text, re.MULTILINE)
    return seen.code.text.count("\n", 0, found.end()) + 1 if found else None


def say_why_it_goes_dark(say):
    """Name the mistakes that make the lamp dark before 5 s without motion are over."""
    say_dark = [
        ("hall.event_comes_at_once", lambda seen: line_of(seen, r"when_no_motion *= *\w+\.off")),
        ("hall.or_switches_off", lambda seen: line_where_ends(seen, OR_SWITCHES_OFF)),
        ("hall.and_switches_on", lambda seen: line_where_ends(seen, AND_SWITCHES_ON)),
    ]
    for message, line in say_dark:
        say.when(
            lambda seen, line=line: dark_after_s(seen, READY_S) < 2 + QUIET_S and line(seen),
            message,
            after_s=lambda seen: max(0, dark_after_s(seen, READY_S) - 2),
            line=line,
        )
    say.when(
        lambda seen: dark_after_s(seen, READY_S) < 2 + QUIET_S and limit_s(seen) < 4.5,
        "hall.limit_too_small",
        limit=limit,
        step=step_of_the_counter,
        turn_s=turn_s,
        reached_s=limit_s,
        line=lambda seen: line_of(seen, r"> *=? *[0-9]"),
    )


def say_why_it_stays_lit(say):
    """Name the mistakes with a counter that is never larger than its limit."""
    say.when(
        lambda seen: seen.led("amber").lit and line_of(seen, r"^\s+\w+\.wait_for_motion\("),
        "hall.waits_in_the_loop",
        line=lambda seen: line_of(seen, r"^\s+\w+\.wait_for_motion\("),
    )
    say.when(
        lambda seen: (
            seen.led("amber").lit and not re.search(r"\.(off|toggle|value)\b", seen.code.text)
        ),
        "hall.never_off",
        line=lambda seen: line_of(seen, r"\.on\("),
    )
    for message, pattern in (
        ("hall.off_only_with_motion", OFF_WITH_MOTION),
        ("hall.set_back_each_turn", SET_BACK_EACH_TURN),
    ):
        say.when(
            lambda seen, pattern=pattern: (
                seen.led("amber").lit
                and line_where_ends(seen, pattern)
                and len(seen.code.lines_of("off")) == 1
            ),
            message,
            line=lambda seen, pattern=pattern: line_where_ends(seen, pattern),
        )
    down = r"(\w+)\s*(?:=\s*\1\s*-|-=)\s*[0-9.]+"
    say.when(
        lambda seen: seen.led("amber").lit and line_of(seen, down) and "<" not in seen.code.text,
        "hall.counts_down",
        line=lambda seen: line_of(seen, down),
    )
    say.when(
        lambda seen: seen.led("amber").lit and turn_s(seen) and limit_s(seen) > 7.5,
        "hall.limit_too_large",
        limit=limit,
        step=step_of_the_counter,
        turn_s=turn_s,
        reached_s=limit_s,
        line=lambda seen: line_of(seen, r"> *=? *[0-9]"),
    )
    say.when(
        lambda seen: seen.led("amber").lit and re.search(NEVER_GROWS, seen.code.text),
        "hall.counter_never_grows",
        line=lambda seen: line_of(seen, r"> *=? *[0-9]"),
    )


def wait_until(bench, moment_s):
    """Wait until a moment of the run."""
    bench.wait(moment_s - bench.now_s)


def test_warm_up(bench, task, say):
    """The lamp stays dark while the sensor warms up, 30 s."""
    say.when(
        lambda seen: first_on_s(seen) < 30 and max(seen.code.numbers_in("sleep")) >= 1,
        "hall.warm_up_too_short",
        on_s=first_on_s,
        line=lambda seen: line_of(seen, r"sleep\("),
    )
    say.when(lambda seen: first_on_s(seen) < 30, "hall.no_warm_up", on_s=first_on_s)
    with task(points=2, seed=SEED):
        bench.wait("29.9 s")
        for t_s, _ in bench.led("amber").edges:
            say.fail("hall.no_warm_up", on_s=t_s)
        wait_until(bench, READY_S)
        say.unless(
            not bench.led("amber").lit,
            "hall.lit_without_motion",
            at_s=bench.now_s,
            line=lambda seen: line_of(seen, r"\.on\b"),
        )
        bench.led("amber").is_off()


def test_light(bench, task, say):
    """Somebody walks by, and the lamp is lit within a second."""
    say.when(
        lambda seen: seen.ended_s is not None and not re.search("while|when_", seen.code.text),
        "hall.looks_only_once",
        ended_s=lambda seen: seen.ended_s,
    )
    say.when(
        lambda seen: not seen.led("amber").edges and max(seen.code.numbers_in("sleep")) > 60,
        "hall.warm_up_too_long",
        wait_s=lambda seen: max(seen.code.numbers_in("sleep")),
    )
    say.when(
        lambda seen: not seen.led("amber").lit and line_of(seen, LONG_SLEEP_IN_A_LOOP),
        "hall.sleeps_in_the_loop",
        line=lambda seen: line_of(seen, LONG_SLEEP_IN_A_LOOP),
    )
    say.when(
        lambda seen: line_of(seen, r"when_motion *= *\w+\.off\b"),
        "hall.events_swapped",
        line=lambda seen: line_of(seen, r"when_motion *= *\w+\.off\b"),
    )
    say.when(
        lambda seen: line_of(seen, r"^\s+\w+\.toggle\(") and "when_" not in seen.code.text,
        "hall.toggles",
        line=lambda seen: line_of(seen, r"^\s+\w+\.toggle\("),
    )
    say.when(
        lambda seen: seen.led("amber").edges and re.search(LESS_FOR_MORE, seen.code.text),
        "hall.less_for_more",
        line=lambda seen: line_of(seen, r"if \w+ *<=? *[0-9]"),
    )
    with task():
        bench.wait(READY_S)
        bench.motion_sensor("hall").sees_motion(for_="2 s")
        bench.wait("1 s")
        moments = [t_s for t_s, _ in bench.led("amber").edges if t_s >= READY_S]
        is_lit = bool(moments) or bench.led("amber").lit
        say.unless(is_lit, "hall.lamp_is_never_lit", is_missing=True)
        is_brief = len(moments) > 1 and moments[1] - moments[0] < 0.02
        say.unless(not is_brief, "hall.off_in_the_same_moment", line=line_of_off)
        bench.led("amber").is_on()


def test_window(bench, task, say):
    """It stays lit for 5 s after the last motion, and then it goes dark."""
    end_s = READY_S + 2
    say.when(
        lambda seen: (
            dark_after_s(seen, READY_S) < 2 + QUIET_S
            and step_of_the_counter(seen) > 1.5 * turn_s(seen)
        ),
        "hall.counts_too_fast",
        step=step_of_the_counter,
        turn_s=turn_s,
        line=lambda seen: line_of(seen, COUNTER),
        after_s=lambda seen: max(0, dark_after_s(seen, READY_S) - 2),
    )
    say.when(
        lambda seen: seen.led("amber").lit and line_of(seen, LONG_SLEEP_IN_A_LOOP),
        "hall.sleeps_in_the_loop",
        line=lambda seen: line_of(seen, LONG_SLEEP_IN_A_LOOP),
    )
    say_why_it_goes_dark(say)
    say.when(
        lambda seen: dark_after_s(seen, READY_S) < 2 + QUIET_S and sleeps_through(seen),
        "hall.sleeps_through_it",
        line=lambda seen: sleeps_through(seen),
        after_s=lambda seen: max(0, dark_after_s(seen, READY_S) - 2),
    )
    say.when(
        lambda seen: dark_after_s(seen, READY_S) < 2 + QUIET_S,
        "hall.dark_too_soon",
        line=line_of_off,
        after_s=lambda seen: max(0, dark_after_s(seen, READY_S) - 2),
    )
    say_why_it_stays_lit(say)
    say.when(
        lambda seen: seen.led("amber").lit and seen.now_s > end_s + 7,
        "hall.stays_on",
        line=line_of_off,
        quiet_s=lambda seen: seen.now_s - end_s,
    )
    with task(points=2):
        bench.wait(READY_S)
        bench.motion_sensor("hall").sees_motion(for_="2 s")
        end_s = bench.now_s + 2
        wait_until(bench, end_s)
        bench.led("amber").stays_on(for_=QUIET_S)
        wait_until(bench, end_s + 7.2)
        bench.led("amber").is_off()


def test_somebody_comes_back(bench, task, say):
    """When somebody comes back in these 5 s, they begin anew."""
    back_s = READY_S + 4.5
    end_s = back_s + 0.5
    say.when(
        lambda seen: dark_after_s(seen, back_s) < 0.5 + QUIET_S,
        "hall.window_not_begun_anew",
        after_s=lambda seen: max(0, dark_after_s(seen, back_s) - 0.5),
    )
    with task(points=2):
        bench.wait(READY_S)
        bench.motion_sensor("hall").sees_motion(for_="1 s")
        back_s = bench.now_s + 4.5
        wait_until(bench, back_s)
        bench.led("amber").is_on()
        bench.motion_sensor("hall").sees_motion(for_="500 ms")
        end_s = bench.now_s + 0.5
        wait_until(bench, end_s)
        bench.led("amber").stays_on(for_=QUIET_S)
        wait_until(bench, end_s + 7.2)
        bench.led("amber").is_off()


def sleeps_through(seen):
    """Return the line of a sleep of about five seconds, during which the sensor is not asked."""
    for number, line in enumerate(seen.code.text.splitlines(), 1):
        found = re.search(r"\bsleep\((\d+\.?\d*)\)", line)
        if found and 3 <= float(found[1]) <= 7:
            return number
    return None
