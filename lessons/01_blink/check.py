"""Lesson 01: the red LED blinks evenly, once a second."""

import re
from itertools import pairwise

VISIBLE_S = 0.02  # what is shorter nobody sees


def test_blinks(bench, task, say):
    """The red LED blinks once a second, as long on as off."""
    explain(say)
    with task(points=2):
        bench.led("red").blinks(period="1 s", within="1 %", times=5)
        bench.led("red").has_duty(0.5, within="1 %")


def test_goes_on(task, say):
    """It never stops by itself."""
    explain(say)
    with task() as program:
        program.keeps_running(for_="60 s")


def explain(say):
    """Name the mistakes that the light shows, the surest first."""
    say.when(
        lambda seen: "GPIO11" in seen.used_pins and "GPIO17" not in seen.used_pins,
        "blink.place_not_gpio",
    )
    say.when(
        lambda seen: seen.ended_s is not None and seen.code.calls("blink"),
        "blink.ended_while_blinking",
        t_s=lambda seen: seen.ended_s,
    )
    say.when(
        lambda seen: counted_blinks(seen) and seen.ended_s is None,
        "blink.counts",
        times=flashes,
        line=lambda seen: seen.code.lines_of("blink")[0],
    )
    say.when(
        lambda seen: seen.ended_s is not None and not seen.used_pins and not seen.code.makes("LED"),
        "blink.no_lamp",
        t_s=lambda seen: seen.ended_s,
    )
    say.when(
        lambda seen: seen.ended_s is not None and flashes(seen) == 1,
        "blink.only_once",
        t_s=lambda seen: seen.ended_s,
    )
    say.when(
        lambda seen: seen.ended_s is not None and flashes(seen) > 1,
        "blink.only_a_few_times",
        times=flashes,
        t_s=lambda seen: seen.ended_s,
    )
    say.when(
        lambda seen: flashes(seen) == 1 and longest_sleep_s(seen) > 2,
        "blink.sleeps_too_long",
        sleep_s=longest_sleep_s,
        line=line_of_longest_sleep,
    )
    say.when(is_lit_for_good, "blink.stays_on", t_s=lambda seen: seen.now_s)
    say.when(is_dark_for_good, "blink.stays_dark", t_s=lambda seen: seen.led("red").edges[-1][0])
    explain_the_rhythm(say)


def explain_the_rhythm(say):
    """Name the mistakes that show in how long the LED is on and off."""
    numbers = {
        "on_s": lambda seen: seen.led("red").on_s,
        "off_s": lambda seen: seen.led("red").off_s,
        "period_s": lambda seen: seen.led("red").period_s,
    }
    say.when(lambda seen: seen.led("red").period_s < VISIBLE_S, "blink.no_sleep", **numbers)
    say.when(
        drifts,
        "blink.drifts",
        first_s=lambda seen: drifts(seen)[0],
        last_s=lambda seen: drifts(seen)[-1],
        number=lambda seen: len(drifts(seen)),
    )
    say.when(
        lambda seen: is_steady(seen) and is_wrong(seen) and seen.code.calls("red.blink"),
        "blink.two_numbers",
        line=lambda seen: seen.code.lines_of("blink")[0],
        **numbers,
    )
    say.when(
        lambda seen: is_steady(seen) and shortest_s(seen) < VISIBLE_S and sleep_of_zero(seen),
        "blink.sleeps_zero",
        line=sleep_of_zero,
        **numbers,
    )
    say.when(
        lambda seen: is_steady(seen) and seen.led("red").off_s < VISIBLE_S,
        "blink.needs_second_sleep",
        **numbers,
    )
    say.when(
        lambda seen: is_steady(seen) and seen.led("red").on_s < VISIBLE_S,
        "blink.needs_first_sleep",
        **numbers,
    )
    say.when(
        lambda seen: is_steady(seen) and is_uneven(seen),
        "blink.uneven",
        **numbers,
    )
    say.when(
        lambda seen: is_steady(seen) and abs(seen.led("red").period_s - 1) > 0.01,
        "blink.wrong_period",
        **numbers,
    )


def flashes(seen):
    """Return how often the LED went on."""
    return sum(level for _, level in seen.led("red").edges)


def counted_blinks(seen):
    """Whether `blink` is told how often, and the LED has been dark since for more than a blink."""
    is_counted = re.search(r"blink\([^(),]+,[^(),]+,|blink\(.*\bn *=", seen.code.text)
    last_s, level = seen.led("red").edges[-1]
    return is_counted and not level and seen.now_s - last_s > seen.led("red").period_s


def is_lit_for_good(seen):
    return flashes(seen) == 1 and seen.led("red").lit and seen.now_s > 3


def is_dark_for_good(seen):
    return flashes(seen) == 1 and not seen.led("red").lit and seen.now_s > 3


def longest_sleep_s(seen):
    return max(seen.code.numbers_in("sleep"))


def line_of_longest_sleep(seen):
    numbers, lines = seen.code.numbers_in("sleep"), seen.code.lines_of("sleep")
    return lines[numbers.index(max(numbers))] if len(numbers) == len(lines) else None


def is_uneven(seen):
    return abs(seen.led("red").duty - 0.5) > 0.01


def is_wrong(seen):
    return is_uneven(seen) or abs(seen.led("red").period_s - 1) > 0.01


def shortest_s(seen):
    return min(seen.led("red").on_s, seen.led("red").off_s)


def sleep_of_zero(seen):
    """Return the line of a `sleep(0)`, or None."""
    calls = zip(seen.code.calls("sleep"), seen.code.lines_of("sleep"), strict=True)
    return next((line for call, line in calls if re.search(r"\(0?\.?0*\)", call)), None)


def drifts(seen):
    """Return how long the LED was on each time, if each time is longer than the one before."""
    times = seen.led("red").on_times_s
    steps = [later - earlier for earlier, later in pairwise(times)]
    return times if len(times) > 2 and (min(steps) > 0.01 or max(steps) < -0.01) else None


def is_steady(seen):
    """Whether all flashes are of one length, and all darks."""
    red = seen.led("red")
    return all(max(times) - min(times) < 0.01 for times in (red.on_times_s, red.off_times_s))
