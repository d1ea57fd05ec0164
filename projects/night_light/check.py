"""Night light: dark by day, lit for people at night, no flicker by its own light; watt-hours."""

import re
from itertools import pairwise

LAMP_W = 3
QUIET_S = 20
DAY_LUX, NIGHT_LUX, OWN_LUX = 300, 2, 80
NUMBERS = re.compile(
    r"used\D*(\d+(?:\.\d+)?) *(m?Wh)?\D+?saved\D*?(-?\d+(?:\.\d+)?)", re.IGNORECASE
)


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


class Stairs:
    """A stairwell with daylight, a lamp that lights it, and people."""

    def __init__(self, bench, say):
        self.bench, self.say = bench, say
        self.lux, self.light = DAY_LUX, None
        self.dark_s = 0.0

    def becomes(self, lux):
        self.lux = lux
        self.shine()

    def shine(self):
        """Let the sensor see the day, and the lamp if it is lit."""
        light = self.lux + (OWN_LUX if self.bench.led("amber").lit else 0)
        if light != self.light:
            self.light = light
            self.bench.set("twilight", lux=light)

    def passes(self, seconds):
        """Let time pass, while the lamp shines on the sensor as soon as it is lit."""
        until_s = self.bench.now_s + seconds
        start_s = self.bench.now_s
        while self.bench.now_s < until_s - 0.001:
            self.bench.wait(min(0.25, until_s - self.bench.now_s))
            self.shine()
        if self.lux < DAY_LUX:
            self.dark_s += self.bench.now_s - start_s

    def somebody_moves(self, seconds=1.0):
        self.bench.motion_sensor("hall").sees_motion(for_=f"{seconds} s")

    @property
    def lit_s(self):
        """How long the lamp was lit until now."""
        lamp = self.bench.led("amber")
        edges = [*lamp.edges, (self.bench.now_s, 0)]
        starts = [(t_s, end_s) for (t_s, on), (end_s, _) in pairwise(edges) if on]
        return sum(end_s - t_s for t_s, end_s in starts)

    def no_flicker(self, since_s):
        """Fail if the lamp went on and off again and again."""
        changes = [t_s for t_s, _ in self.bench.led("amber").edges if t_s >= since_s]
        quick = sum(b - a < 3 for a, b in pairwise(changes))
        line = line_of(self.bench.seen, r"is_active|\.value\b|wait_for_(in)?active|when_")
        self.say.unless(quick < 3, "nightlight.flickers", times=len(changes), line=line)


def explain(say):
    say.when(
        lambda seen: seen.ended_s is not None and seen.ended_s < 20,
        "nightlight.ended",
        t_s=lambda seen: seen.ended_s,
    )


def begins(bench, say):
    stairs = Stairs(bench, say)
    bench.wait("1 s")
    stairs.shine()
    return stairs


def test_by_day(bench, task, say):
    """By day the lamp is dark, whoever moves."""
    explain(say)
    with task():
        stairs = begins(bench, say)
        stairs.passes(3)
        stairs.somebody_moves(2)
        stairs.passes(3)
        lit = bench.led("amber").lit or bench.led("amber").edges
        if lit and not stairs_at_night_lit(stairs):
            say.fail("nightlight.upside_down", line=line_of(bench.seen, "is_active|active|value"))
        say.unless(not lit, "nightlight.lit_by_day", line=line_of(bench.seen, r"\.on\(|\.value ="))
        bench.led("amber").is_off()


def stairs_at_night_lit(stairs):
    """Try the same at night: whether the lamp is lit there, too."""
    stairs.passes(30)
    stairs.becomes(NIGHT_LUX)
    stairs.passes(3)
    stairs.somebody_moves(2)
    stairs.passes(1.5)
    lamp = stairs.bench.led("amber")
    return lamp.lit or any(t_s > stairs.bench.now_s - 3 for t_s, _ in lamp.edges)


def test_at_night(bench, task, say):
    """At night a motion lights it, until nothing has moved for 20 s, and it does not flicker."""
    explain(say)
    with task(points=3):
        stairs = begins(bench, say)
        stairs.becomes(NIGHT_LUX)
        stairs.passes(30)
        say.unless(not bench.led("amber").lit, "nightlight.lit_for_nobody")
        start_s = bench.now_s
        stairs.somebody_moves(1)
        bench.wait("1 s")
        stairs.shine()
        lamp = bench.led("amber")
        is_seen = lamp.lit or any(t_s >= start_s for t_s, _ in lamp.edges)
        say.unless(is_seen, "nightlight.never_lit", is_missing=True)
        stairs.passes(8)
        stairs.no_flicker(start_s)
        goes_dark = bench.now_s - start_s
        say.unless(lamp.lit, "nightlight.dark_too_soon", after_s=goes_dark - 1)
        stairs.somebody_moves(1)  # 9 s later somebody comes back
        back_s = bench.now_s + 1
        stairs.passes(1 + QUIET_S - 1)
        off_s = next((t for t, on in lamp.edges if not on and t > start_s), bench.now_s)
        begun = "nightlight.not_begun_anew" if off_s > start_s + 15 else "nightlight.dark_too_soon"
        say.unless(lamp.lit, begun, after_s=off_s - back_s)
        stairs.passes(5)
        say.unless(not lamp.lit, "nightlight.stays_lit", quiet_s=bench.now_s - back_s)
        stairs.passes(60)
        stairs.no_flicker(start_s)
        say.unless(not lamp.lit, "nightlight.lit_for_nobody")


def test_every_morning(bench, task, say):
    """When it is day again the lamp stays dark, and works again the next evening."""
    explain(say)
    with task():
        stairs = begins(bench, say)
        for _ in range(2):
            stairs.becomes(NIGHT_LUX)
            stairs.passes(10)
            stairs.somebody_moves(2)
            stairs.passes(1.2)
            say.unless(bench.led("amber").lit, "nightlight.second_night", is_missing=True)
            stairs.becomes(DAY_LUX)
            stairs.passes(40)
            stairs.somebody_moves(2)
            stairs.passes(4)
            say.unless(not bench.led("amber").lit, "nightlight.still_night")


def test_counts(bench, task, say):
    """Once a minute it prints what it has used and what it has saved, in watt-hours."""
    explain(say)
    with task(points=3) as program:
        stairs = begins(bench, say)
        stairs.passes(119)
        stairs.becomes(NIGHT_LUX)
        for _ in range(6):
            stairs.passes(50)
            stairs.somebody_moves(10)
            stairs.passes(40)
        last_lit_s, last_dark_s = stairs.lit_s, stairs.dark_s
        stairs.becomes(DAY_LUX)
        stairs.passes(130)
        lines = [line for line in program.lines if NUMBERS.search(line)]
        printed = program.lines[-1] if program.lines else "nothing"
        say.unless(lines, "nightlight.prints_nothing", last=printed, is_missing=True)
        say.unless(len(lines) > 8, "nightlight.prints_seldom", times=len(lines))
        say.unless(len(lines) < 30, "nightlight.prints_often", times=len(lines))
        used, saved = (float(NUMBERS.search(lines[-1])[group]) for group in (1, 3))
        right = LAMP_W * last_lit_s / 3600
        rest = LAMP_W * (last_dark_s - last_lit_s) / 3600
        look_at_used(bench, say, used, right)
        look_at_saved(bench, say, saved, rest, right)


def is_near(number, right):
    return abs(number - right) <= 0.05 * abs(right) + 0.01


def look_at_used(bench, say, used, right):
    """Fail with the likeliest reason for a wrong number."""
    line = line_of(bench.seen, r"3600|LAMP_W *\*|used\w* *=")
    numbers = {"used": used, "right": right, "line": line}
    if is_near(used, right):
        return
    for factor, message in (
        (3600, "nightlight.watt_seconds"),
        (60, "nightlight.watt_minutes"),
        (1000, "nightlight.milliwatt_hours"),
        (1 / 3, "nightlight.without_watts"),
    ):
        say.unless(not 0.9 < used / (right * factor) < 1.1, message, **numbers)
    if used < right / 100:
        is_kilo = line_of(bench.seen, r"\b1_?000\b")
        say.fail("nightlight.kilowatt_hours" if is_kilo else "nightlight.rounded_away", **numbers)
    say.fail("nightlight.wrong_use", **numbers)


def look_at_saved(bench, say, saved, rest, right):
    line = line_of(bench.seen, r"saved\w* *=|saved")
    numbers = {"saved": saved, "right": rest, "line": line}
    if is_near(saved, rest):
        return
    say.unless(not is_near(saved, rest + right), "nightlight.saved_is_all_night", **numbers)
    say.unless(saved <= rest * 1.1, "nightlight.saved_by_day", **numbers)
    say.fail("nightlight.wrong_saving", **numbers)
