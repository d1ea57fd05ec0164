"""Lesson 25: the car drives straight, turns left, and drives a square that closes."""

import re
from itertools import pairwise

SIDE_M = 0.5
MOST_DEG = 12


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def text_of(seen):
    """Return the program without texts between triple quotes and without comments."""
    return re.sub(r'"""(?:.|\n)*?"""|#[^\n]*', "", seen.code.text)


def said(seen, word):
    """Return how often the Arduino has answered with a word."""
    return sum(line.text == word for line in seen.serial.sent)


def last_line(seen):
    """Return the last line that the Pi sent."""
    return seen.serial.to_arduino[-1].text


def first_numbers(seen):
    """Return the numbers of the first line that the Pi sent."""
    return [float(n) for n in re.findall(r"-?\d+\.?\d*", seen.serial.to_arduino[0].text[:-3])]


def longest_silence_s(seen):
    """Return the longest time between two lines of the Pi."""
    times = [line.t_s for line in seen.serial.to_arduino]
    return max((b - a for a, b in pairwise(times)), default=0.0)


def lines_in(seen, from_s):
    return sum(line.t_s >= from_s for line in seen.serial.to_arduino)


def explain(say):
    """Name what goes wrong on the line, the surest first."""
    say.when(
        lambda seen: seen.serial.to_arduino and "\n" not in seen.serial.to_arduino[0].raw.decode(),
        "wire.no_line_end",
        line=lambda seen: line_of(seen, r"\.write\("),
    )
    say.when(
        lambda seen: said(seen, "BAD") > 1,
        "wire.bad_checksum",
        times=lambda seen: said(seen, "BAD"),
        sent=last_line,
    )
    say.when(
        lambda seen: (
            said(seen, "FAST") and re.search(r"drive\([^)]*\b(90|-90|360)\b", text_of(seen))
        ),
        "wire.degrees",
        sent=last_line,
        line=lambda seen: line_of(seen, r"drive\([^)]*\b(90|-90|360)\b"),
    )
    say.when(lambda seen: said(seen, "FAST"), "wire.too_fast", sent=last_line)
    say.when(lambda seen: said(seen, "NUMBER"), "wire.no_whole_number", sent=last_line)
    say.when(
        lambda seen: 0 < max(map(abs, first_numbers(seen))) <= 2,
        "wire.metres",
        sent=lambda seen: seen.serial.to_arduino[0].text,
    )


def moves_on(bench, say):
    """The car drives straight for its whole side, and is not stopped by its own watchdog."""
    bench.serial.wait_for_line("READY", within="4 s")
    bench.car.drives(within="2 s")
    begun_s = bench.now_s
    bench.wait("1.2 s")
    silent = longest_silence_s(bench.seen) > 0.4 or lines_in(bench.seen, begun_s) < 3
    stands = abs(bench.car.speed_m_s) < 0.05
    line = line_of(bench.seen, r"^ +sleep\((?!0?\.[0-4])")
    say.unless(not (silent and stands), "wire.said_once", t_s=bench.now_s, line=line)


def ends_side(bench, say):
    """Wait for the end of the first side; return how long it was."""
    for _ in range(50):
        if bench.car.speed_m_s < 0.05:
            break
        bench.wait("100 ms")
    return bench.car.away_m


def test_straight(bench, task, say):
    """It drives a side of 50 cm, straight."""
    explain(say)
    with task(points=2):
        moves_on(bench, say)
        side_m = ends_side(bench, say)
        say.unless(
            abs(side_m - SIDE_M) < 0.08, "wire.side", side_cm=100 * side_m, wanted_cm=100 * SIDE_M
        )
        turned = bench.car.turned_deg
        say.unless(abs(turned) < MOST_DEG, "wire.not_straight", turned_deg=turned)


def test_turns_left(bench, task, say):
    """At the end of the side it turns to the left, by a quarter."""
    explain(say)
    with task(points=2):
        moves_on(bench, say)
        ends_side(bench, say)
        before_m = bench.car.away_m
        bench.wait("300 ms")
        for _ in range(28):
            if bench.car.speed_m_s > 0.1:
                break
            bench.wait("100 ms")
        turned = bench.car.turned_deg
        say.unless(abs(turned) > 10, "wire.does_not_turn", is_missing=True)
        say.unless(
            turned > 0,
            "wire.turns_right",
            turned_deg=-turned,
            line=line_of(bench.seen, r"^    return .*,"),
        )
        say.unless(abs(turned - 180) > 25, "wire.whole_track", turned_deg=turned)
        drawn = abs(turned - 90) <= MOST_DEG
        say.unless(drawn, "wire.turned_by", turned_deg=turned)
        say.unless(bench.car.away_m < before_m + 0.1, "wire.turns_while_driving")


def test_square(bench, task, say):
    """Four sides and four turns: the car is back where it began, and stands."""
    explain(say)
    with task(points=3):
        bench.serial.wait_for_line("READY", within="4 s")
        bench.car.drives(within="2 s")
        for _ in range(200):
            if bench.car.stood_for_s > 1.5:
                break
            bench.wait("200 ms")
        say.unless(bench.car.stands, "car.goes_on", t_s=bench.now_s, after_s=40)
        turned = bench.car.turned_deg
        corners = round(turned / 90)
        say.unless(corners == 4, "wire.corners", corners=corners, way_cm=100 * bench.car.way_m)
        bench.car.is_back(within="10 cm")


def test_cable(bench, task, say):
    """Not a word gets through any more, and the car stands half a second later."""
    with task():
        bench.serial.wait_for_line("READY", within="4 s")
        bench.car.drives(within="2 s")
        bench.wait("1 s")
        lose = bench.arduino().drop
        lose("100 %")  # all of them: nothing is left to chance, so three seeds are enough
        bench.wait("700 ms")
        say.unless(abs(bench.car.speed_m_s) < 0.02, "wire.no_watchdog", t_s=bench.now_s)
