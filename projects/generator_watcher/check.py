"""Generator watcher: a log that survives its own power cut, and the hours of power today."""

import re
from datetime import datetime, timedelta

EVENING = "2026-11-27 21:00:00"
LATE = "2026-11-27 22:40:00"  # the Pi was off for more than an hour
NEAR_MIDNIGHT = "2026-11-27 23:40:00"
SLACK_H = 0.05
EMPTIES = r"^\s+.*open\([^)]*[\"']w[\"']"
HOURS = re.compile(r"hours of power today\D*([0-9]+(?:\.[0-9]+)?)", re.IGNORECASE)
STAMPS = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")
STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)")


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def power(bench, *, is_on):
    """Let the power of the street go or come."""
    bench.set("charger", is_on=is_on)


def log_of(program):
    """Return the lines of the log as they stand on the card, [] without one."""
    file = program.folder / "power.csv"
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


def moment(bench, start):
    """Return the world's clock."""
    return datetime.fromisoformat(start) + timedelta(seconds=bench.now_s)


def is_about(line, word, since, until):
    """Whether a line begins with a time in a span and has the word on or off."""
    found = STAMP.match(line.strip().strip('"'))
    if found is None or not re.search(rf"\b{word}\b", line, re.IGNORECASE):
        return False
    written = datetime.fromisoformat(f"{found[1]} {found[2]}")
    return since - timedelta(seconds=2) <= written <= until + timedelta(seconds=1)


def change_is_logged(bench, program, say, *, is_on):
    """Let the power change; 6 s later it must stand on the card."""
    what, word, other = ("came", "on", "off") if is_on else ("went", "off", "on")
    at = moment(bench, EVENING)
    old = len(log_of(program))
    power(bench, is_on=is_on)
    bench.wait("6 s")
    log = log_of(program)
    said = {"at": f"{at:%H:%M:%S}", "what": what, "word": f"`{word}`"}
    others = sorted(file.name for file in program.folder.iterdir() if file.name != "power.csv")
    if not (program.folder / "power.csv").is_file():
        say.unless(not others, "watcher.other_name", name=", ".join(others))
        say.fail("watcher.no_log", at=said["at"])
    say.unless(len(STAMPS.findall("\n".join(log))) <= len(log), "watcher.no_newline")
    new = log[old:]
    now = moment(bench, EVENING)
    if any(is_about(line, word, at, now) for line in new):
        return
    if any(is_about(line, other, at, now) for line in new):
        say.fail("watcher.exchanged", what=what, at=said["at"], last=new[-1])
    last = log[-1] if log else "(nothing)"
    say.unless(not writes_without_flush(program), "watcher.not_on_the_disk", at=said["at"])
    say.fail("watcher.change_not_logged", last=last, **said)


def writes_without_flush(program):
    """Whether the program has written, and nothing of it is on the card."""
    file = program.folder / "power.csv"
    return file.is_file() and file.stat().st_size == 0


def hours(program):
    """Return the number that was printed last, None without one."""
    found = [HOURS.search(line) for line in program.lines]
    numbers = [float(match[1]) for match in found if match]
    return numbers[-1] if numbers else None


def hours_are(program, say, expected, minutes, otherwise="watcher.wrong_hours"):
    """Look at the hours that were printed last."""
    seen = hours(program)
    say.unless(seen is not None, "watcher.no_hours", is_missing=True, minutes=minutes)
    if abs(seen - expected) > SLACK_H:
        is_small_unit = seen > 20 * expected
        name = "watcher.in_minutes" if is_small_unit else otherwise
        say.fail(name, seen=seen, expected=expected)


def test_log(bench, task, say):
    """Each change stands in the log at once, on the card and not only in the memory."""
    say.when(
        lambda seen: not re.search(r"open\(|write|logging|csv|Path", seen.code.text),
        "watcher.no_log",
        at="21:01:30",
    )
    say.when(
        lambda seen: line_of(seen, EMPTIES) and not line_of(seen, r"[\"']a\+?[\"']"),
        "watcher.w_empties",
        line=lambda seen: line_of(seen, EMPTIES),
    )
    with task(points=2, own_folder=True) as program:
        bench.wait("90 s")
        change_is_logged(bench, program, say, is_on=False)
        bench.wait("30 s")
        change_is_logged(bench, program, say, is_on=True)


def test_hours(bench, task, say):
    """It prints the hours of power today, at least once a minute."""
    with task(points=2, own_folder=True) as program:
        bench.wait("38 min")
        before = len(program.lines)
        bench.wait("2 min")
        new = [line for line in program.lines[before:] if HOURS.search(line)]
        say.unless(new, "watcher.no_hours", is_missing=True, minutes=2)
        hours_are(program, say, 40 / 60, 40)
        power(bench, is_on=False)
        bench.wait("20 min")
        seen = hours(program)
        if abs(seen - 1) < SLACK_H:
            say.fail("watcher.counts_the_cut", seen=seen, expected=40 / 60)
        hours_are(program, say, 40 / 60, 60)


def test_midnight(bench, task, say):
    """At midnight it begins anew."""
    with task(own_folder=True, starts_at=NEAR_MIDNIGHT) as program:
        bench.wait("35 min")
        hours_are(program, say, 0.25, 35, "watcher.not_new_at_midnight")


def test_own_power_cut(bench, task, say):
    """After a cut of its own power it still knows the hours, and it does not count the gap."""
    with task(own_folder=True, starts_at=EVENING) as program:
        bench.wait("30.5 min")
        hours_are(program, say, 0.5, 30)
        before, old_log = hours(program), log_of(program)
    with task(points=2, own_folder=True, starts_at=LATE) as program:
        bench.wait("6.5 min")
        say.unless(log_of(program)[:1] == old_log[:1], "watcher.log_emptied")
        seen = hours(program)
        say.unless(seen is not None, "watcher.no_hours", is_missing=True, minutes=6)
        expected = 0.6
        if seen < 0.2:
            say.fail("watcher.hours_not_read_again", seen=seen, before=before)
        if seen > expected + 0.5:
            say.fail("watcher.gap_counted", seen=seen, expected=expected)
        hours_are(program, say, expected, 6)


def test_half_a_line(bench, task, say):
    """A cut in the middle of a line does not harm it."""
    place, half = 0, ""
    say.when(lambda seen: seen.error is not None and half, "watcher.half_line_ends_it", half=half)
    with task(own_folder=True, starts_at=EVENING) as program:
        bench.wait("10.5 min")
        say.unless("".join(log_of(program)).strip(), "watcher.no_log", at="21:10")
        file = program.folder / "power.csv"
        text = file.read_text(encoding="utf-8").rstrip()
        place, half = len(text.splitlines()), text.splitlines()[-1][:14]
        file.write_text(text[: -len(text.splitlines()[-1])] + half, encoding="utf-8")
    for kind in ("ValueError", "IndexError", "TypeError", "KeyError"):
        say.if_error(kind, "watcher.half_line_ends_it", half=half)
    with task(own_folder=True, starts_at=LATE) as program:
        bench.wait("3.5 min")
        line = (log_of(program) + [""] * place)[place - 1]
        is_glued = line.startswith(half) and line.strip() != half
        say.unless(not is_glued, "watcher.glued_line", line_text=line)
        hours_are(program, say, 13 / 60, 3)
