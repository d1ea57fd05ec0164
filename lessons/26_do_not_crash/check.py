"""Lesson 26: the car stops before every wall, goes on when it is gone, and does not stutter."""

import random
import re
from itertools import pairwise

WALLS = ((0.7, 0.0), (0.55, 15.0), (0.9, -20.0), (0.6, 5.0))
"""How far ahead of the car a wall stands, in m, and how far it is turned, in degrees."""
MORE_WALLS, AHEAD_M, TURNED = 16, (0.55, 0.9), (-20.0, 20.0)
"""So many more stand somewhere in between."""
WALL_M = (0.6, 0.05, 0.25)
NEAREST_M, FARTHEST_M = 0.08, 0.32
FREE_S = 5.0


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def text_of(seen):
    """Return the program without texts between triple quotes and without comments."""
    return re.sub(r'"""(?:.|\n)*?"""|#[^\n]*', "", seen.code.text)


def orders(seen, since_s=0.0):
    """Return (seconds, whether it drives) of each line that the Pi sent."""
    found = []
    for line in seen.serial.to_arduino:
        numbers = re.findall(r"-?\d+", line.text.partition("*")[0])
        if line.t_s >= since_s and len(numbers) == 2:
            found.append((line.t_s, any(int(number) != 0 for number in numbers)))
    return found


def stops_since(seen, since_s):
    """Return when it was told to stop, each time."""
    return [t_s for (_, was), (t_s, now) in pairwise(orders(seen, since_s)) if was and not now]


def starts_since(seen, since_s):
    """Return when it was told to go on, each time."""
    return [t_s for (_, was), (t_s, now) in pairwise(orders(seen, since_s)) if now and not was]


def smallest_limit(seen):
    """Return the largest number that a distance is compared with, by `<`."""
    text = text_of(seen)
    names = dict(re.findall(r"^(\w+) *= *([0-9.]+)", text, re.MULTILINE))
    found = re.findall(r"< *(\w+)", text)
    return max(float(names.get(name, name)) for name in found if names.get(name, name)[0].isdigit())


def told_once(seen):
    """Whether the Pi is silent for longer than the car's patience."""
    times = [t_s for t_s, _ in orders(seen)]
    times.append(seen.now_s)
    return any(after - before > 0.4 for before, after in pairwise(times))


def explain(say):
    """Name what the program's text and the line show, the surest first."""
    say.when(
        lambda seen: orders(seen) and told_once(seen),
        "crash.told_once",
        line=lambda seen: line_of(seen, r"^ +send\("),
    )
    say.when(
        lambda seen: seen.car.hits and smallest_limit(seen) < 60,
        "crash.centimetres",
        limit=smallest_limit,
        line=lambda seen: line_of(seen, r"^STOP\w* *=|if .*<"),
    )


def begins(bench, say):
    """Wait until it drives: nothing is ahead."""
    bench.serial.wait_for_line("READY", within="4 s")
    for _ in range(20):
        if bench.car.speed_m_s > 0.1:
            return
        bench.wait("100 ms")
    zeros = re.search(r"== *0|!= *0|> *0\b|not mm|if mm:", text_of(bench.seen)) is None
    say.unless(not zeros or not orders(bench), "crash.zero_is_near", is_missing=True)
    bench.car.drives(within="1 s")


def comes_to(bench, say, name):
    """Wait until the car stands before a wall; return how far away."""
    hits = len(bench.car.hits)
    bench.car.drives(within="3 s")
    for _ in range(80):
        if len(bench.car.hits) > hits or bench.car.stood_for_s > 0.6:
            break
        bench.wait("100 ms")
    if len(bench.car.hits) > hits:
        _, what, speed = bench.car.hits[-1]
        told = stops_since(bench.seen, bench.car.hits[-1][0] - 1.5)
        say.unless(not told, "crash.too_late", name=what)
        say.fail("crash.hit", name=what, speed_m_s=speed, is_missing=True)
    say.unless(bench.car.stands, "crash.never_stands", name=name)
    return bench.car.distance_to(name)


def more_walls():
    """Return how far ahead each of the other walls stands, and how far it is turned."""
    chance = random.Random(26)
    return [(chance.uniform(*AHEAD_M), chance.uniform(*TURNED)) for _ in range(MORE_WALLS)]


def test_free(bench, task, say):
    """On the open floor it drives, and one wrong echo does not stop it."""
    explain(say)
    with task(points=2):
        begins(bench, say)
        begun_s = bench.now_s
        bench.wait(FREE_S)
        stops = stops_since(bench.seen, begun_s)
        say.unless(
            not stops,
            "crash.believes_one_echo",
            times=len(stops),
            t_s=stops[0] if stops else 0,
            line=line_of(bench.seen, r"if .*<"),
        )


def test_walls(bench, task, say):
    """Twenty walls: it stands before each of them, and goes on when it is taken away."""
    explain(say)
    with task(points=3):
        begins(bench, say)
        for number, (ahead_m, turned) in enumerate((*WALLS, *more_walls()), 1):
            bench.track.carries_car_to_start()
            name = bench.track.puts(
                "box", ahead_m, name=f"wall {number}", size_m=WALL_M, turned=turned
            )
            gap_m = comes_to(bench, say, name)
            say.unless(gap_m >= NEAREST_M, "crash.too_near", gap_cm=100 * gap_m)
            say.unless(gap_m <= FARTHEST_M, "crash.too_early", gap_cm=100 * gap_m)
            bench.track.takes(name)
            bench.wait("1.2 s")
            say.unless(bench.car.speed_m_s > 0.05, "crash.stays", name=name, is_missing=True)


def test_no_stutter(bench, task, say):
    """Somebody stands before it and moves to and fro: it waits, and does not start and stop."""
    explain(say)
    with task(points=2):
        begins(bench, say)
        bench.track.carries_car_to_start()
        name = bench.track.puts("box", 0.6, name="wall", size_m=WALL_M)
        comes_to(bench, say, name)
        begun_s = bench.now_s
        for turn in range(8):
            bench.track.takes(name)
            bench.track.puts("box", 0.24 if turn % 2 else 0.17, name=name, size_m=WALL_M)
            bench.wait("400 ms")
        starts = starts_since(bench.seen, begun_s)
        say.unless(
            len(starts) <= 1,
            "crash.one_limit",
            times=len(starts),
            for_s=bench.now_s - begun_s,
            line=line_of(bench.seen, r"if .*<"),
        )
