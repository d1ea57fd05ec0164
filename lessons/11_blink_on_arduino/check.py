"""Lesson 11: the lamp L, on D13, blinks evenly, once a second; by delay or by the clock."""

import re

VISIBLE_S = 0.02  # what is shorter nobody sees
LAMP = "D13"
CLOCK_ALONE = r"if *\( *millis\(\) *[<>]=? *\w+ *\)"
ENDLESS = r"while *\( *(true|1|HIGH) *\)|for *\( *; *; *\)"


def test_blinks(bench, task, say):
    """The lamp L blinks once a second, as long on as off."""
    explain(say)
    say.note(
        lambda seen: seen.code.calls("delay"),
        "uno_blink.delay_is_deaf",
        line=lambda seen: seen.code.lines_of("delay")[0],
    )
    with task(points=2):
        bench.pin(LAMP).blinks(period="1 s", within="1 %", times=3)
        bench.pin(LAMP).has_duty(0.5, within="1 %")
        full = too_small_for_a_time(bench.seen)
        say.unless(not full, "sketch.time_in_int", **(full or {}))


def explain(say):
    """Name the mistakes that the light and the sketch show, the surest first."""
    say.when(
        lambda seen: never_an_output(seen) and not is_an_output(seen),
        "uno_blink.no_pin_mode",
        line=lambda seen: line_of(seen, r"\bsetup *\("),
    )
    say.when(
        lambda seen: not flashes(seen) and other_pins(seen),
        "uno_blink.other_pin",
        pin=lambda seen: other_pins(seen)[0],
        line=lambda seen: line_of(seen, rf"= *{number(other_pins(seen)[0])} *;"),
    )
    say.when(
        lambda seen: is_quick(seen) and line_of(seen, r"millis\(\) *%|== *\d{2,}"),
        "uno_blink.exactly_equal",
        line=lambda seen: line_of(seen, r"millis\(\) *%|== *\d{2,}"),
    )
    wrong_ways = {
        "uno_blink.less_for_more": r"millis\(\) *- *\w+ *<",
        "uno_blink.minus_exchanged": r"\w+ *- *millis\(\)",
    }
    for message_id, pattern in wrong_ways.items():
        say.when(
            lambda seen, pattern=pattern: is_quick(seen) and line_of(seen, pattern),
            message_id,
            line=lambda seen, pattern=pattern: line_of(seen, pattern),
        )
    say.when(
        lambda seen: is_quick(seen) and made_in_loop(seen),
        "uno_blink.forgets_each_round",
        name=lambda seen: made_in_loop(seen)[1],
        line=lambda seen: line_of(seen, made_in_loop(seen)[0]),
    )
    say.when(
        lambda seen: is_quick(seen) and asks_the_clock(seen) and not notes_the_time(seen),
        "uno_blink.time_not_noted",
        line=lambda seen: line_of(seen, r"\bif *\(.*millis"),
    )
    say.when(
        lambda seen: is_quick(seen) and max(seen.code.numbers_in("delay")) < 10,
        "uno_blink.delay_counts_thousandths",
        number=lambda seen: max(seen.code.numbers_in("delay")),
        line=lambda seen: seen.code.lines_of("delay")[0],
    )
    say.when(is_quick, "uno_blink.too_quick", changes=lambda seen: seen.pin(LAMP).changes_so_far)
    say.when(
        lambda seen: flashes(seen) == 1 and line_of(seen, CLOCK_ALONE),
        "uno_blink.clock_never_back",
        line=lambda seen: line_of(seen, CLOCK_ALONE),
    )
    say.when(
        lambda seen: flashes(seen) == 1 and line_of(seen, ENDLESS),
        "uno_blink.loop_in_the_loop",
        line=lambda seen: line_of(seen, ENDLESS),
    )
    say.when(
        lambda seen: flashes(seen) == 1 and not seen.pin(LAMP).lit,
        "uno_blink.only_once",
        off_s=lambda seen: seen.pin(LAMP).edges[-1][0],
    )
    say.when(
        lambda seen: flashes(seen) == 1 and seen.pin(LAMP).lit and seen.now_s > 3,
        "uno_blink.never_low",
        t_s=lambda seen: seen.now_s,
        line=lambda seen: last_line_of(seen, r"digitalWrite\("),
    )
    explain_the_rhythm(say)


def explain_the_rhythm(say):
    """Name the mistakes that show in how long the lamp is on and off."""
    numbers = {
        "on_s": lambda seen: seen.pin(LAMP).on_s,
        "off_s": lambda seen: seen.pin(LAMP).off_s,
        "period_s": lambda seen: seen.pin(LAMP).period_s,
    }
    say.when(
        lambda seen: seen.pin(LAMP).off_s < VISIBLE_S, "uno_blink.needs_second_delay", **numbers
    )
    say.when(lambda seen: seen.pin(LAMP).on_s < VISIBLE_S, "uno_blink.needs_first_delay", **numbers)
    say.when(lambda seen: abs(seen.pin(LAMP).duty - 0.5) > 0.01, "uno_blink.uneven", **numbers)
    say.when(
        lambda seen: abs(seen.pin(LAMP).period_s - 1) > 0.01, "uno_blink.wrong_period", **numbers
    )


def flashes(seen):
    """Return how often the lamp went on."""
    return sum(level for _, level in seen.pin(LAMP).edges)


def is_quick(seen):
    """Whether the lamp changes so quickly that nobody sees it."""
    return flashes(seen) > 2 and seen.pin(LAMP).period_s < 2 * VISIBLE_S


def never_an_output(seen):
    """Whether the sketch writes to a pin and no pin at all was set to speak, as far as one sees."""
    return not flashes(seen) and not other_pins(seen) and seen.code.calls("digitalWrite")


def is_an_output(seen):
    """Whether a pinMode names the same pin as a digitalWrite."""
    modes = re.findall(r"pinMode\(\s*(\w+)\s*,\s*OUTPUT", seen.code.text)
    writes = re.findall(r"digitalWrite\(\s*(\w+)", seen.code.text)
    return set(modes) & set(writes)


def other_pins(seen):
    """Return the other pins that went up and down."""
    return [pin for pin in seen.used_pins if pin != LAMP and seen.pin(pin).changes_so_far]


def number(pin):
    return pin.removeprefix("D")


def asks_the_clock(seen):
    return line_of(seen, r"\bif *\(.*millis")


def notes_the_time(seen):
    """Whether a name gets a new time inside of loop(), by the clock or by adding."""
    return re.search(r"(\w+) *(\+= *|= *(millis\(\)|\w*now\w*|\1 *\+))", body_of_loop(seen))


def made_in_loop(seen):
    """Return (pattern of its line, name) of a time that is made anew in each round, or None."""
    kinds = r"(?:unsigned long|long|int|uint32_t|unsigned int|bool)"
    found = re.search(
        rf"^\s+{kinds} +(\w+) *= *(0|false|true|LOW|HIGH) *;", body_of_loop(seen), re.M
    )
    return (rf"^\s+{kinds} +{found[1]} *=", found[1]) if found else None


def too_small_for_a_time(seen):
    """Return name and line of an `int` that later gets millis(); it is full after 33 s."""
    for name in re.findall(r"(\w+) *= *millis\(\)", seen.code.text):
        line = line_of(seen, rf"^\s*(?:static +)?(?:int|short|int16_t|unsigned int) +{name}\b")
        if line:
            return {"name": name, "function": "millis", "line": line}
    return None


def body_of_loop(seen):
    return seen.code.text.partition("loop(")[2]


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def last_line_of(seen, pattern):
    lines = list(enumerate(seen.code.text.splitlines(), 1))
    return next((number for number, line in reversed(lines) if re.search(pattern, line)), None)
