"""Lesson 15: the motor turns while the Pi says G, and stops when nobody does any more."""

import re
from itertools import pairwise

CABLE_S = 3.0  # when it is pulled out
LATE_S = 2.0  # how much later one looks whether the motor still runs


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def text_of(seen):
    """Return the sketch without its comments."""
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", seen.code.text, flags=re.S)


def motor(things):
    return things.motor("left")


def first_g_s(things):
    """Return when the Arduino heard the first G."""
    return next(l.t_s for l in things.serial.to_arduino if b"G" in l.raw and not l.is_lost)


def last_g_s(things):
    """Return when the Arduino heard the last G."""
    heard = [l.t_s for l in things.serial.to_arduino if b"G" in l.raw and not l.is_lost]
    return heard[-1]


def stops(things):
    """Return how often the motor was switched off so far."""
    speeds = [abs(speed) > 0.02 for _, speed in motor(things).speeds]
    return sum(was and not now for was, now in pairwise(speeds))


def limit_ms(seen):
    """Return the largest number that a time is compared with, or behind a name with MS."""
    text = text_of(seen)
    names = dict(re.findall(r"\b(\w+)\s*=\s*([0-9.]+)\s*;", text))
    found = re.search(r"millis\(\)\s*-\s*\w+\s*>=?\s*([\w.]+)", text)
    return float(names.get(found[1], found[1]))


def no_question_for_silence(seen):
    return "millis" not in text_of(seen)


def counts(seen):
    """Return the line that counts the rounds of loop()."""
    return line_of(seen, r"\b(\w+) *= *\1 *\+|\w+\+\+|\+\+\w+|\w+ *\+= *1\b")


def made_in_loop(seen):
    """Return the line in loop() that makes the name for the time anew in each round."""
    noted = re.search(r"(\w+) *= *millis\(\)", text_of(seen))[1]
    return line_of(seen, rf"^\s+(unsigned long|long|int|uint32_t) +{noted}\b")


def noted_name(seen):
    """Return the name that gets the time of the clock."""
    return re.search(r"(\w+) *= *millis\(\)", text_of(seen))[1]


def made_twice(seen):
    """Return the name for the time if it is made above `setup` and once more in `loop`."""
    name = noted_name(seen)
    is_above = line_of(seen, rf"^(static +)?(unsigned long|long|int|uint32_t) +{name}\b")
    return name if is_above and made_in_loop(seen) else None


def asks_without_clock(seen):
    """Return the line that compares the noted time alone, and not what has passed since."""
    return line_of(seen, rf"if *\( *{noted_name(seen)} *>=? *\w+ *\)")


def too_small_for_a_time(seen):
    """Return name and line of an `int` that later gets millis(); it is full after 33 s."""
    for name in re.findall(r"(\w+) *= *millis\(\)", text_of(seen)):
        line = line_of(seen, rf"^\s*(?:static +)?(?:int|short|int16_t|unsigned int) +{name}\b")
        if line:
            return {"name": name, "function": "millis", "line": line}
    return None


def in_the_first_if(seen):
    """Return the line of the question for the silence, if it stands in the one for a letter."""
    text = seen.code.text
    start = text.index("{", re.search(r"if *\( *Serial\.available", text).end())
    depth, end = 0, len(text)
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            end = place
            break
    found = re.search(r"millis\(\)\s*-", text[start:end])
    return text.count("\n", 0, start + found.start()) + 1 if found else None


def noted_in_every_round(seen):
    """Return the line that gives the time a new value in each round, if there is one."""
    return line_of(seen, r"^  \w+ *= *millis\(\) *;")


def never_noted(seen):
    return not re.search(r"\w+ *= *millis\(\)", text_of(seen))


def explain(say, out_s=None):
    """Name the mistakes, the surest first."""
    when = {
        "out_s": lambda seen: CABLE_S if out_s is None else out_s(seen),
        "now_s": lambda seen: seen.now_s,
    }
    say.when(
        lambda seen: not motor(seen).has_run and line_of(seen, r"'?==? *\"|\" *=="),
        "safe.letter_in_double_quotes",
        line=lambda seen: line_of(seen, r"== *\""),
    )
    say.when(
        lambda seen: line_of(seen, r"\bdelay\(") and "loop" in text_of(seen),
        "safe.delay_in_the_loop",
        delay_ms=lambda seen: max(seen.code.numbers_in("delay")),
        line=lambda seen: seen.code.lines_of("delay")[0],
    )
    say.when(
        lambda seen: stops(seen) > 2 and re.search(r"\belse\b", text_of(seen)),
        "safe.stops_between_letters",
        times=stops,
        line=lambda seen: line_of(seen, r"\belse\b"),
    )
    say.when(
        lambda seen: hardly_runs(seen) and no_question_for_silence(seen) and counts(seen),
        "safe.counts_rounds",
        line=counts,
    )
    say.when(
        lambda seen: hardly_runs(seen) and made_twice(seen),
        "safe.made_twice",
        name=made_twice,
        line=made_in_loop,
    )
    say.when(
        lambda seen: hardly_runs(seen) and asks_without_clock(seen),
        "safe.asks_without_clock",
        name=lambda seen: noted_name(seen),
        line=asks_without_clock,
    )
    say.when(
        lambda seen: hardly_runs(seen) and made_in_loop(seen),
        "safe.forgets_each_round",
        line=made_in_loop,
    )
    say.when(
        lambda seen: hardly_runs(seen) and never_noted(seen),
        "safe.never_noted",
        line=lambda seen: line_of(seen, r"millis\(\) *-"),
    )
    say.when(
        lambda seen: hardly_runs(seen) and line_of(seen, r"millis\(\) *- *\w+ *<"),
        "safe.less_for_more",
        line=lambda seen: line_of(seen, r"millis\(\) *- *\w+ *<"),
    )
    say.when(
        lambda seen: stops(seen) and limit_ms(seen) < 260,
        "safe.too_nervous",
        times=stops,
        limit_ms=limit_ms,
        line=lambda seen: line_of(seen, r"millis\(\) *-"),
    )
    say.when(
        lambda seen: motor(seen).runs_now and line_of(seen, r"while *\(.*available\(\) *== *0"),
        "safe.waits_for_a_letter",
        line=lambda seen: line_of(seen, r"while *\(.*available\(\) *== *0"),
        **when,
    )
    say.when(
        lambda seen: motor(seen).runs_now and in_the_first_if(seen),
        "safe.asked_only_when_heard",
        line=in_the_first_if,
        **when,
    )
    say.when(
        lambda seen: motor(seen).runs_now and noted_in_every_round(seen),
        "safe.noted_in_every_round",
        line=noted_in_every_round,
        **when,
    )


def hardly_runs(seen):
    """Whether the motor is driven for less than half of the time since the first G."""
    since_s, now_s = first_g_s(seen), seen.now_s
    speeds = [*motor(seen).speeds, (now_s, 0.0)]
    driven_s = sum(
        min(end, now_s) - max(start, since_s)
        for (start, speed), (end, _) in pairwise(speeds)
        if abs(speed) > 0.02 and end > since_s
    )
    return now_s - since_s > 0.5 and driven_s < 0.5 * (now_s - since_s)


def test_turns(bench, task, say):
    """The motor stands still until the first G, and then it turns."""
    explain(say)
    with task():
        bench.serial.wait_for_line("READY", within="4 s")
        speeds = motor(bench).speeds
        runs = [t_s for t_s, speed in speeds if abs(speed) > 0.02]
        say.unless(not runs, "safe.starts_by_itself", at_s=runs[0] if runs else 0)
        bench.wait("700 ms")
        say.unless(motor(bench).has_run, "safe.does_not_turn", is_missing=True)
        say.unless(not hardly_runs(bench), "safe.does_not_turn", is_missing=True)


def test_cable(bench, task, say):
    """The cable is pulled out at 3 s, and half a second later the motor stands still."""
    explain(say)
    with task(points=3):
        bench.wait(CABLE_S)
        say.unless(motor(bench).runs_now, "safe.does_not_turn", is_missing=True)
        bench.arduino().unplug()
        bench.wait(LATE_S)
        is_still, now_s = not motor(bench).runs_now, bench.now_s
        say.unless(is_still, "safe.no_watchdog", out_s=CABLE_S, now_s=now_s)
        late_s = motor(bench).stopped_s - CABLE_S
        say.unless(late_s <= 0.5, "safe.too_late", out_s=last_g_s(bench), late_s=late_s)


def test_stumbles(bench, task, say):
    """The Pi is late now and then, and the motor goes on."""
    explain(say)
    with task(host="hosts/stumbles.py"):
        bench.wait("3.5 s")
        say.unless(stops(bench) == 0, "safe.too_nervous", times=stops(bench), limit_ms=0)


def test_hangs(bench, task, say):
    """The Pi's program hangs, and the motor stops."""
    explain(say, out_s=last_g_s)
    with task(points=2, host="hosts/hangs.py"):
        bench.wait("4.4 s")
        out_s, now_s = last_g_s(bench), bench.now_s
        times = {"since_s": out_s, "after_s": now_s - out_s, "t_s": now_s}
        say.unless(not motor(bench).runs_now, "motor.still_runs", name="left motor", **times)


def test_mumbles(bench, task, say):
    """Only noise comes, and the motor stops."""
    with task(host="hosts/mumbles.py"):
        bench.wait("3.6 s")
        out_s, now_s = last_g_s(bench), bench.now_s
        say.unless(not motor(bench).runs_now, "safe.any_letter_counts", out_s=out_s, now_s=now_s)
        full = too_small_for_a_time(bench.seen)
        say.unless(not full, "sketch.time_in_int", **(full or {}))
