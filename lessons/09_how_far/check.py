"""Lesson 09: the nearer something is, the more lamps are lit."""

import re

LAMPS = ("green", "amber", "red")
FACTOR = r"\.distance *\* *([0-9]+)"
SETTLE = "2 s"  # the sensor takes the middle of its last nine measurements


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def limits(seen):
    """Return the numbers that the program compares with "less than", in order."""
    return [float(number) for number in re.findall(r"<=?\s*([0-9]+\.?[0-9]*)", seen.code.text)]


def compares_metres_with_centimetres(seen):
    """Whether the program has limits of many metres and never turns metres into anything."""
    return max(limits(seen)) >= 5 and not re.search(r"[*/]", seen.code.text.replace("import *", ""))


def switches_no_lamp(seen):
    """Whether no lamp has changed, and no line of the program could change one."""
    is_dark = not any(seen.led(name).edges for name in LAMPS)
    can_switch = re.search(r"\.(on|toggle|blink)\(|\.(value|source)\b", seen.code.text)
    return is_dark and not can_switch


def asks_all_ifs(seen):
    """Whether there are several `if` in a row with an `else` that belongs to the last one."""
    text = seen.code.text
    numbers = limits(seen)
    is_in_order = len(numbers) > 1 and numbers == sorted(numbers)
    return is_in_order and "else:" in text and not re.search(r"\belif\b", text)


def asks_for_farther(seen):
    """Whether the first case asks for "more than" its limit, and the next limits are larger."""
    numbers = [float(number) for number in re.findall(r">=?\s*([0-9]+\.?[0-9]*)", seen.code.text)]
    return numbers == sorted(numbers) and len(set(numbers)) > 1 and not limits(seen)


def reads_only_before_the_loop(seen):
    """Whether the distance is read before the loop and never in it."""
    lines = [line for line in seen.code.text.splitlines() if ".distance" in line]
    return "while " in seen.code.text and all(not line.startswith(" ") for line in lines)


def line_of_other_limit(seen):
    """Return the line of a limit that is none of the lesson's, in its own unit."""
    right = {10, 50, 100} if max(limits(seen)) >= 5 else {0.1, 0.5, 1}
    other = next((f"{limit:g}" for limit in limits(seen) if limit not in right), None)
    return line_of(seen, rf"<=?\s*{re.escape(other)}\b") if other else None


def line_of_lit(seen):
    """Return the line that gives exactly the lamps that are lit, None if it is not found."""
    numbers = r",\s*".join("1" if name in lit(seen) else "0" for name in LAMPS)
    return line_of(seen, rf"value\s*=\s*\(?\s*{numbers}\b")


LIKELY_LINES = {
    "far.max_distance_too_small": r"max_distance *= *0?\.[0-9]",
    "far.or_is_always_true": r"(\w+) *>=? *[0-9.]+ or \1 *<",
    "far.on_with_number": r"\.on\([0-9]",
    "far.two_numbers": r"\.value *= *\(? *[0-9.]+, *[0-9.]+ *\)? *(#.*)?$",
    "far.looks_rarely": r"^\s+\S*sleep\([2-9]",
}
"""Lines that make other lamps lit than asked for, and what is said about them."""


def say_the_likely_line(say, wanted):
    """Name the line that most likely makes other lamps lit."""
    for message, pattern in LIKELY_LINES.items():
        say.when(
            lambda seen, pattern=pattern: lit(seen) != wanted and line_of(seen, pattern),
            message,
            lit=lambda seen: in_words(lit(seen)),
            wanted=in_words(wanted),
            line=lambda seen, pattern=pattern: line_of(seen, pattern),
        )


def in_words(lit):
    """Return which lamps are lit, in words."""
    return " and ".join(name for name in LAMPS if name in lit) or "none"


def lit(things):
    """Return the names of the lamps that are lit now."""
    return {name for name in LAMPS if things.led(name).lit}


def say_what_is_likely(say, now, wanted, before="80 cm"):
    """Name the mistakes that show when something comes to a distance."""
    say.when(
        lambda seen: (
            "opened" in next(seen.trace.of_pin("GPIO24")).data
            and next(seen.trace.of_pin("GPIO24")).data["opened"] == "output"
        ),
        "far.echo_and_trigger_swapped",
        line=lambda seen: line_of(seen, r"DistanceSensor\("),
    )
    say.when(
        lambda seen: re.search(r"\.distance\s*/\s*100\b|/\s*100\b", seen.code.text),
        "far.divided_by_100",
        distance_m=lambda seen: seen.distance_sensor("front").measured_m,
        result=lambda seen: seen.distance_sensor("front").measured_m / 100,
        line=lambda seen: line_of(seen, r"/\s*100\b"),
    )
    say.when(
        lambda seen: (
            float(re.search(FACTOR, seen.code.text)[1]) != 100 and max(limits(seen)) == 100
        ),
        "far.other_factor",
        distance_m=lambda seen: seen.distance_sensor("front").measured_m,
        factor=lambda seen: float(re.search(FACTOR, seen.code.text)[1]),
        line=lambda seen: line_of(seen, FACTOR),
    )
    say.when(
        lambda seen: lit(seen) != wanted and line_of(seen, r"if \w+ *== *[0-9]"),
        "far.asks_for_equal",
        line=lambda seen: line_of(seen, r"if \w+ *== *[0-9]"),
    )
    say.when(
        lambda seen: asks_for_farther(seen) and lit(seen) != wanted,
        "far.larger_for_less",
        near=now,
        lit=lambda seen: in_words(lit(seen)),
        line=lambda seen: line_of(seen, r">=?\s*[0-9]"),
    )
    say_the_likely_line(say, wanted)
    say.when(switches_no_lamp, "far.no_lamp_switched")
    say.when(
        compares_metres_with_centimetres,
        "far.metres_not_centimetres",
        distance_m=lambda seen: seen.distance_sensor("front").measured_m,
        limit=lambda seen: max(limits(seen)),
        line=lambda seen: line_of(seen, rf"<=?\s*{max(limits(seen)):g}\b"),
    )
    say.when(
        reads_only_before_the_loop,
        "far.measures_only_once",
        before=before,
        now=now,
        line=lambda seen: line_of(seen, r"\.distance\b"),
    )
    say.when(
        lambda seen: (
            lit(seen) < wanted
            and re.search(r"\belif\b", seen.code.text)
            and limits(seen) == sorted(limits(seen), reverse=True)
        ),
        "far.widest_limit_first",
        near=now,
        lit=lambda seen: in_words(lit(seen)),
    )
    say.when(
        lambda seen: lit(seen) != wanted and asks_all_ifs(seen),
        "far.if_not_elif",
        now=now,
        lit=lambda seen: in_words(lit(seen)),
    )
    say.when(
        lambda seen: now == "80 cm" and lit(seen) == {"red"},
        "far.lamps_in_other_order",
        line=lambda seen: line_of(seen, r"LEDBoard\("),
    )
    say.when(
        lambda seen: lit(seen) > wanted and not re.search(r"\boff\(|\.value\b", seen.code.text),
        "far.lamps_stay_on",
        before=before,
        now=now,
        lit=lambda seen: in_words(lit(seen)),
    )


def shows(bench, say, wanted, now):
    """The lamps for this distance are lit, and no others."""
    bench.wait(SETTLE)
    seen = lit(bench)
    say.unless(
        seen == wanted,
        "far.other_lamps",
        is_missing=seen < wanted,
        now=now,
        lit=in_words(seen),
        wanted=in_words(wanted),
        line=line_of_lit,
    )
    for name in LAMPS:
        (bench.led(name).is_on if name in wanted else bench.led(name).is_off)()


def test_far(bench, task, say):
    """At 80 cm the green lamp is lit."""
    say_what_is_likely(say, "80 cm", {"green"})
    with task():
        bench.distance_sensor("front").sees("80 cm")
        shows(bench, say, {"green"}, "80 cm")


def test_nearer(bench, task, say):
    """At 20 cm green and amber are lit."""
    say_what_is_likely(say, "20 cm", {"green", "amber"})
    with task():
        bench.wait("1 s")
        bench.distance_sensor("front").sees("20 cm")
        shows(bench, say, {"green", "amber"}, "20 cm")


def test_near(bench, task, say):
    """At 5 cm all three are lit."""
    say_what_is_likely(say, "5 cm", {"green", "amber", "red"})
    with task():
        bench.wait("1 s")
        bench.distance_sensor("front").sees("5 cm")
        shows(bench, say, {"green", "amber", "red"}, "5 cm")


def test_goes_away(bench, task, say):
    """When it goes away, the lamps follow."""
    say_what_is_likely(say, "80 cm", {"green"}, before="5 cm")
    with task(points=2):
        bench.distance_sensor("front").sees("5 cm")
        shows(bench, say, {"green", "amber", "red"}, "5 cm")
        bench.distance_sensor("front").sees("80 cm")
        shows(bench, say, {"green"}, "80 cm")


def test_limits(bench, task, say):
    """The limits are at 10 cm, 50 cm and 1 m."""
    two = LIKELY_LINES["far.two_numbers"]
    say.when(
        lambda seen: line_of(seen, two), "far.two_numbers", line=lambda seen: line_of(seen, two)
    )
    say.when(line_of_other_limit, "far.other_limit", line=line_of_other_limit)
    with task():
        for distance, wanted in (
            ("8 cm", {"green", "amber", "red"}),
            ("12 cm", {"green", "amber"}),
            ("45 cm", {"green", "amber"}),
            ("55 cm", {"green"}),
            ("95 cm", {"green"}),
        ):
            bench.distance_sensor("front").sees(distance)
            shows(bench, say, wanted, distance)


def test_nothing(bench, task, say):
    """When nothing is there, all lamps are dark."""
    max_distance = LIKELY_LINES["far.max_distance_too_small"]
    say.when(
        lambda seen: lit(seen) and line_of(seen, max_distance),
        "far.max_distance_too_small",
        lit=lambda seen: in_words(lit(seen)),
        wanted=in_words(()),
        line=lambda seen: line_of(seen, max_distance),
    )
    say.when(
        lambda seen: lit(seen),
        "far.nothing_is_there",
        line=line_of_lit,
        lit=lambda seen: in_words(lit(seen)),
    )
    with task(points=2):
        bench.distance_sensor("front").sees("80 cm")
        shows(bench, say, {"green"}, "80 cm")
        bench.distance_sensor("front").sees_nothing()
        shows(bench, say, set(), "no distance at all")
