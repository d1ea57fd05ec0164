"""Lesson 06: the red LED breathes, and the colour lamp shows four colours in turn."""

import itertools
import re

COLOURS = ["red", "green", "blue", (1, 0.5, 0)]
NAMES = ["red", "green", "blue", "orange"]
LAMP = ("GPIO16", "GPIO20", "GPIO21")
BRIGHT, DARK = 0.98, 0.02


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def line_of_sleep(seen):
    """Return the line of the first sleep in a loop or function, None if there is none."""
    return line_of(seen, r"^\s+\S*sleep\(")


def levels(seen):
    """Return each brightness of the red LED as (t_s, duty)."""
    return [(t_s, duty) for t_s, duty, _ in seen.trace.pwm("GPIO17")]


def up_s(seen):
    """Return how long the first way up took; raises ValueError if there was none."""
    top_s = min(t_s for t_s, duty in levels(seen) if duty >= BRIGHT)
    return top_s - max(t_s for t_s, duty in levels(seen) if t_s < top_s and duty <= DARK)


def down_s(seen):
    """Return how long the first way down took; raises ValueError if there was none."""
    top_s = min(t_s for t_s, duty in levels(seen) if duty >= BRIGHT)
    dark_s = min(t_s for t_s, duty in levels(seen) if t_s > top_s and duty <= DARK)
    return dark_s - max(t_s for t_s, duty in levels(seen) if t_s < dark_s and duty >= BRIGHT)


def knows_only_on_and_off(seen):
    """Whether the red LED was switched but never dimmed."""
    return not seen.trace.pwm("GPIO17") and seen.led("red").changes_so_far > 0


def colour_changes_s(things):
    """Return when the colour lamp changed its colour."""
    moments = sorted({t_s for pin in LAMP for t_s, _ in things.pin(pin).edges})
    return [t_s for i, t_s in enumerate(moments) if i == 0 or t_s - moments[i - 1] > 0.02]


def shortest_colour_s(seen):
    """Return how long the shortest colour lasted; 0.0 if one was replaced in the same moment."""
    moments = colour_changes_s(seen)
    for pin in LAMP:
        settings = [(t_s, duty) for t_s, duty, _ in seen.trace.pwm(pin) if t_s > moments[0]]
        if any(a[0] == b[0] and a[1] != b[1] for a, b in itertools.pairwise(settings)):
            return 0.0
    return min(b - a for a, b in itertools.pairwise(moments))


def shown(seen):
    """Return the colours that were shown, in words, without the dark before and between."""
    names = [name for name in seen.rgb("lamp").colours if name != "off"]
    return ["orange" if name == "(1, 0.5, 0)" else name for name in names]


def place_of_other_colour(seen):
    """Return the place of the first colour that is another one than asked for, from 0."""
    wanted = [*NAMES, *NAMES]
    pairs = zip(shown(seen), wanted, strict=False)
    return next(place for place, (name, right) in enumerate(pairs) if name != right)


def has_numbers_of_the_web(seen):
    """Whether the program has numbers from 100 to 255, other than in `range(...)`."""
    text = re.sub(r"range\([^)]*\)", "", seen.code.text)
    return any(100 <= int(number) <= 255 for number in re.findall(r"\b[0-9]{3}\b", text))


def waits_for_the_pulse(seen):
    """Whether `pulse` keeps the program from going on."""
    text = seen.code.text.replace(" ", "")
    return "background=False" in text and not shown(seen)


def line_of_unused_led(seen):
    """Return the line that makes the red LED, if no other line says its name and a dot."""
    made = re.search(r"^(\w+) *= *PWMLED\(17", seen.code.text, re.MULTILINE)
    is_unused = made and not re.search(rf"\b{made[1]}\.", seen.code.text)
    return line_of(seen, r"PWMLED\(17") if is_unused else None


def gives_the_whole_list(seen):
    """Whether the lamp gets the list that a loop walks through, not the loop's own name."""
    text = seen.code.text
    return any(
        re.search(rf"\.color *= *{name}\b", text)
        for name in re.findall(r"^\s*for \w+ in (\w+):", text, re.MULTILINE)
    )


def stays_the_same(seen):
    """Whether the red LED was given one brightness and no other."""
    is_one = len({duty for _, duty in levels(seen) if duty}) == 1
    may_change = seen.code.calls("blink") or seen.code.calls("range")
    return seen.led("red").lit and is_one and not may_change


def test_breathes(bench, task, say):
    """The red LED gets bright in 2 s and dark in 2 s, again and again."""
    say.if_error("OutputDeviceBadValue", "fade.value_0_to_255", when=has_numbers_of_the_web)
    for kind in ("TypeError", "ValueError"):
        say.if_error(kind, "fade.whole_list", when=gives_the_whole_list)
    say.when(
        lambda seen: not seen.led("red").edges and line_of(seen, r"\blamp\.(pulse|blink)\("),
        "fade.other_lamp_breathes",
        line=lambda seen: line_of(seen, r"\blamp\.(pulse|blink)\("),
    )
    say.when(
        lambda seen: not seen.led("red").edges and line_of_unused_led(seen),
        "fade.red_is_never_told",
        line=line_of_unused_led,
    )
    say.when(
        lambda seen: max(seen.code.numbers_in("pulse")) >= 50,
        "fade.pulse_in_milliseconds",
        number=lambda seen: max(seen.code.numbers_in("pulse")),
        line=lambda seen: line_of(seen, r"\.pulse\("),
    )
    say.when(
        stays_the_same,
        "fade.stays_the_same",
        percent=lambda seen: seen.led("red").brightness * 100,
    )
    say.when(
        knows_only_on_and_off,
        "fade.needs_pwmled",
        changes=lambda seen: seen.led("red").changes_so_far,
        line=lambda seen: line_of(seen, r"\bLED\("),
    )
    say.when(
        lambda seen: down_s(seen) < 0.2 < up_s(seen),
        "fade.goes_dark_at_once",
        up_s=up_s,
    )
    say.when(
        lambda seen: up_s(seen) > 0.1 and abs(up_s(seen) - 2) > 0.2,
        "fade.breathes_in_other_time",
        way_s=up_s,
        goal="bright",
        line=lambda seen: line_of(seen, r"\.pulse\("),
    )
    say.when(
        lambda seen: down_s(seen) > 0.1 and abs(down_s(seen) - 2) > 0.2,
        "fade.breathes_in_other_time",
        way_s=down_s,
        goal="dark",
        line=lambda seen: line_of(seen, r"\.pulse\("),
    )
    with task(points=2):
        red = bench.led("red")
        red.brightens(to=1, over="2 s", within="10 %")
        red.dims(to=0, over="2 s", within="10 %")
        bench.wait("8 s")
        times_on = sum(level for _, level in red.edges)
        say.unless(times_on > 1, "fade.breathes_once", is_missing=True)


def test_colours(bench, task, say):
    """The colour lamp shows red, green, blue and orange, each for a second, and begins again."""
    say.if_error("OutputDeviceBadValue", "fade.value_0_to_255", when=has_numbers_of_the_web)
    for kind in ("TypeError", "ValueError"):
        say.if_error(kind, "fade.whole_list", when=gives_the_whole_list)
    say.when(
        waits_for_the_pulse,
        "fade.pulse_never_returns",
        line=lambda seen: line_of(seen, r"\.pulse\("),
    )
    say.when(
        lambda seen: set(shown(seen)) == {"white"} and seen.code.calls("lamp.on"),
        "fade.on_is_white",
        line=lambda seen: line_of(seen, r"lamp\.on\("),
    )
    say.when(
        lambda seen: shortest_colour_s(seen) < 0.05,
        "fade.colours_too_fast",
        short_s=shortest_colour_s,
    )
    say.when(
        lambda seen: "cyan" in shown(seen) and "active_high" in seen.code.text,
        "fade.upside_down",
        seen="cyan",
        line=lambda seen: line_of(seen, "active_high"),
    )
    say.when(
        lambda seen: (
            set(shown(seen)[:3]) == {"red", "green", "blue"}
            and shown(seen)[:3] != ["red", "green", "blue"]
        ),
        "fade.pins_in_other_order",
        seen=lambda seen: ", ".join(shown(seen)[:4]),
        line=lambda seen: line_of(seen, r"RGBLED\("),
    )
    say.when(
        lambda seen: (
            shown(seen)[:3] == ["red", "green", "blue"] and shown(seen)[3] not in {"red", "orange"}
        ),
        "fade.orange_differs",
        seen=lambda seen: shown(seen)[3],
    )
    say.when(
        lambda seen: place_of_other_colour(seen) > 0,
        "fade.other_colour",
        before=lambda seen: shown(seen)[place_of_other_colour(seen) - 1],
        wanted=lambda seen: [*NAMES, *NAMES][place_of_other_colour(seen)],
        seen=lambda seen: shown(seen)[place_of_other_colour(seen)],
    )
    with task(points=2):
        bench.rgb("lamp").goes_through(COLOURS * 2, within="60 s")
        states = bench.rgb("lamp").states
        shortest_s = min(length_s for name, length_s in states if name != "off" and length_s)
        say.unless(
            shortest_s > 0.9, "fade.colours_too_short", short_s=shortest_s, line=line_of_sleep
        )
