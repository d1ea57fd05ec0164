"""Lesson 28: the car follows the line smoothly, all round, and stands where there is none."""

import re
from itertools import pairwise

DRIVES = "9 s"
SETTLED_S = 4.0
MOST_MEAN_M = 0.03
SWING_M = 0.012
MOST_SWINGS = 6  # in five seconds
LEAST_M = 1.2
HARD_MM_S = 200  # one wheel so much quicker than the other: it turns on the spot
SOFT_MM_S = 40  # less is no steering to speak of
PATIENCE_S = 0.4  # of the car's watchdog


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def swings(offsets):
    """Return how often the car went from one side of its mean way to the other, and how far."""
    values = [offset for t_s, offset in offsets if t_s >= SETTLED_S]
    if not values:
        return 0
    middle = sum(values) / len(values)
    sides = [value > middle for value in values if abs(value - middle) > SWING_M]
    return sum(was != now for was, now in pairwise(sides))


def turns(seen):
    """Return (seconds, right minus left wheel in mm a second) of each line that says to drive."""
    found = []
    for line in seen.serial.to_arduino:
        numbers = re.findall(r"-?\d+", line.text.partition("*")[0])
        if len(numbers) == 2 and any(int(number) for number in numbers):
            found.append((line.t_s, int(numbers[1]) - int(numbers[0])))
    return found


def longest_silence_s(seen):
    """Return the longest time between two lines of the Pi."""
    times = [line.t_s for line in seen.serial.to_arduino]
    return max((after - before for before, after in pairwise(times)), default=0.0)


def explain(say):
    """Name what the line to the Arduino shows."""
    say.when(
        lambda seen: seen.serial.to_arduino and longest_silence_s(seen) > PATIENCE_S,
        "steer.too_rarely",
        every_s=longest_silence_s,
        line=lambda seen: line_of(seen, r"sleep\("),
    )
    say.when(
        lambda seen: len(turns(seen)) > 5 and len({turn for _, turn in turns(seen)}) == 1,
        "steer.always_the_same",
        turn=lambda seen: turns(seen)[0][1],
        line=lambda seen: line_of(seen, r"def turn_of|return"),
    )


def follows(bench, say):
    """Wait, and fail with what is wrong with the way that the car went."""
    track, seen = bench.track, bench.seen
    bench.wait(DRIVES)
    gain = line_of(seen, r"^P\b|\bP *=|\* *place|place *\*")
    offsets = track.offsets_m
    if track.left_lane_s or bench.car.stands:
        say.unless(turns(seen), "steer.never_drives", is_missing=True)
        hardest = max(abs(turn) for _, turn in turns(seen))
        say.unless(bench.car.way_m > 0.12 or hardest < HARD_MM_S, "steer.turns_away", line=gain)
        if max(abs(offset) for _, offset in offsets) < 0.16 and has_swung(offsets, hardest):
            say.fail("steer.swings", line=gain)
        say.fail(away(seen, offsets), line=gain)
    say.unless(swings(offsets) <= MOST_SWINGS, "steer.swings", line=gain)
    say.unless(bench.car.way_m > LEAST_M, "steer.too_slow", way_m=bench.car.way_m)
    mean_m = track.mean_offset_m(SETTLED_S)
    say.unless(mean_m <= MOST_MEAN_M, "steer.beside_the_line", mean_cm=100 * mean_m, line=gain)


def has_swung(offsets, hardest):
    """Whether it changed sides before it lost the line, and steered hard."""
    sides = [offset > 0 for _, offset in offsets if abs(offset) > SWING_M]
    return hardest > SOFT_MM_S and any(was != now for was, now in pairwise(sides))


def away(seen, offsets):
    """Return whether it steered away from the line, or too little."""
    last_m = offsets[-1][1]
    steered = [turn for _, turn in turns(seen)[-8:] if turn]
    is_left = sum(turn > 0 for turn in steered) > len(steered) / 2
    return "steer.wrong_way" if steered and is_left == (last_m > 0) else "steer.too_little"


def test_smooth(bench, task, say):
    """Two cars, not built alike, come back to the line and do not swing."""
    explain(say)
    for seed in (1, 2):
        with task(points=1, seed=seed):
            follows(bench, say)


def test_all_round(bench, task, say):
    """It comes all round the road, and stands where there is no line."""
    explain(say)
    with task(points=3, seed=4, track="ring.toml"):
        bench.track.lap(within="45 s")
        bench.track.carries_car(1.0, 0.9)
        bench.wait("1.2 s")
        line = line_of(bench.seen, r"is None")
        say.unless(abs(bench.car.speed_m_s) < 0.03, "steer.blind", line=line)
