"""Lesson 13: light and knob in percent, within 3; one wild value does not show."""

import re

NEAR = 3  # percent
SAMPLE_S = 0.1
FULL = 1023
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
DARK_LUX, ROOM_LUX, SUN_LUX = 0.01, 30, 5000


def measured(things):
    """Return what the Arduino has measured so far, as (t_s, light %, knob %)."""
    found = []
    for line in things.serial.sent:
        numbers = re.fullmatch(r"(\d+),(\d+)", line.text)
        if numbers:
            light, knob = (int(number) * 100 / FULL for number in numbers.groups())
            found.append((line.t_s, light, knob))
    return found


def reported(things):
    """Return the lines with two numbers that were printed, as (t_s, light, knob)."""
    found = []
    for t_s, text in printed(things):
        numbers = [float(number) for number in NUMBER.findall(text)]
        if len(numbers) >= 2:
            found.append((t_s, numbers[0], numbers[1]))
    return found


def printed(things):
    """Return each printed line with its time."""
    events = [event for event in things.trace if event.kind == "print"]
    return [(event.t_ns / 1e9, event.data["text"]) for event in events]


def true_knob(seen):
    return measured(seen)[-1][2]


def seen_knob(seen):
    return reported(seen)[-1][2]


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def near(a, b):
    return abs(a - b) <= NEAR


def knob_is_off(seen):
    """Whether the last number printed for the knob is wrong."""
    return not near(seen_knob(seen), true_knob(seen))


def late_s(seen):
    """Return how old the line is that was printed last, by the count of lines."""
    return (len(measured(seen)) - len(reported(seen))) * SAMPLE_S


def piece(seen):
    """Return the text that `int` or a calculation could not take, as Python shows it."""
    found = re.search(r"(b?(['\"]).*\2)$", str(seen.error))
    return re.sub(r"^b?['\"]|['\"]$", "", found[1]) if found else ""


KNOB = {"true": true_knob, "seen": seen_knob}


def explain_the_errors(say):
    """Name the mistakes that Python itself meets."""
    reads_pieces = r"\.read\(|in_waiting"
    for kind in ("ValueError", "UnicodeDecodeError"):
        say.if_error(
            kind,
            "analogue.two_pieces",
            when=lambda seen: line_of(seen, reads_pieces),
            piece=piece_of_a_read,
            line=lambda seen: line_of(seen, reads_pieces),
        )
    say.if_error(
        "ValueError",
        "analogue.ready_is_no_number",
        when=lambda seen: not reported(seen) and "READY" not in seen.code.text,
        line=lambda seen: line_of(seen, r"\.split\(|int\("),
    )


def piece_of_a_read(seen):
    """Return the piece that could not be read, or the first bytes as they came."""
    return piece(seen) or repr(b"".join(line.raw for line in seen.serial.to_pi)[:8])[2:-1]


def explain_the_numbers(say):
    """Name the mistakes in the formula, by what it makes of the knob."""
    say.when(
        lambda seen: len(measured(seen)) > 5 and late_s(seen) > 0.7 and len(reported(seen)) > 1,
        "analogue.falls_behind",
        late_s=late_s,
        line=lambda seen: line_of(seen, r"sleep\("),
    )
    say.when(
        lambda seen: len(measured(seen)) > 5 and "None" in "".join(seen.prints),
        "analogue.gives_nothing_back",
        printed=lambda seen: next(text for text in seen.prints if "None" in text),
        line=lambda seen: line_of(seen, r"^def "),
    )
    say.when(
        lambda seen: len(measured(seen)) > 5 and not reported(seen) and len(seen.prints) > 5,
        "analogue.two_lines",
        printed=lambda seen: seen.prints[-1],
        line=lambda seen: line_of(seen, r"print\("),
    )
    say.when(
        lambda seen: len(measured(seen)) > 5 and not reported(seen),
        "analogue.prints_nothing",
        count=lambda seen: len(measured(seen)),
    )
    wrong = {
        "analogue.not_scaled": lambda seen, true: true * FULL / 100,
        "analogue.share_not_percent": lambda seen, true: true / 100,
        "analogue.upside_down": lambda seen, true: 100 - true,
        "analogue.exchanged": lambda seen, true: measured(seen)[-1][1],
    }
    for message_id, formula in wrong.items():
        say.when(
            lambda seen, formula=formula: (
                knob_is_off(seen)
                and abs(seen_knob(seen) - formula(seen, true_knob(seen)))
                <= 0.02 * max(5, formula(seen, true_knob(seen)))
            ),
            message_id,
            **KNOB,
            line=lambda seen: line_of(seen, r"/ *\d|split|\bint\("),
        )
    say.when(
        lambda seen: knob_is_off(seen) and seen_knob(seen) in {0, 100} and "//" in seen.code.text,
        "analogue.divides_too_early",
        **KNOB,
        line=lambda seen: line_of(seen, "//"),
    )
    say.when(
        lambda seen: (
            knob_is_off(seen)
            and len({knob for _, _, knob in reported(seen)}) == 1
            and abs(measured(seen)[0][2] - true_knob(seen)) > 5
        ),
        "analogue.knob_stays",
        **KNOB,
    )
    say.when(
        lambda seen: knob_is_off(seen) and true_knob(seen) > 5,
        "analogue.wrong_full_scale",
        **KNOB,
        line=lambda seen: line_of(seen, r"/ *\d"),
    )
    say.when(knob_is_off, "analogue.knob_is_off", **KNOB)


def begins(bench):
    """Let the board start and the first lines come."""
    bench.serial.wait_for_line("READY", within="4 s")
    bench.wait("500 ms")


def knob_is(bench, say, position):
    """Turn the knob, wait for two lines more, and look at what was printed."""
    bench.knob("knob").turns_to(position)
    bench.wait("450 ms")
    seen = reported(bench.seen)
    say.unless(seen, "analogue.prints_nothing", count=len(measured(bench)))
    params = {"true": measured(bench)[-1][2], "seen": seen[-1][2]}
    say.unless(near(params["seen"], params["true"]), "analogue.knob_is_off", **params)


def test_knob(bench, task, say):
    """The knob is printed in percent, behind the light."""
    explain_the_errors(say)
    explain_the_numbers(say)
    with task(points=2):
        begins(bench)
        for position in (0.29, 1.0, 0.7):
            knob_is(bench, say, position)


def test_light(bench, task, say):
    """The light is printed in percent, and it follows when it gets brighter."""
    explain_the_errors(say)
    say.when(
        lambda seen: len(measured(seen)) > 5 and late_s(seen) > 0.7,
        "analogue.falls_behind",
        late_s=late_s,
        line=lambda seen: line_of(seen, r"sleep\("),
    )
    say.when(
        lambda seen: line_of(seen, r"\.sort\(\)") and line_of(seen, r"\.pop\("),
        "analogue.sorts_the_row_itself",
        line=lambda seen: line_of(seen, r"\.sort\(\)"),
    )
    with task(points=2):
        begins(bench)
        bench.light("light").sees(1, over="1 s")
        bench.light("light").sees(200, over="4 s")
        bench.wait("600 ms")
        seen, truth = reported(bench.seen), measured(bench)
        for t_s, light, _ in [one for one in seen if one[0] > truth[0][0] + 1]:
            lately = [true for at_s, true, _ in truth if t_s - 0.6 <= at_s <= t_s]
            is_near = lately and min(lately) - NEAR <= light <= max(lately) + NEAR
            if not is_near and is_left_behind(bench, say, seen, truth):
                return
            true = lately[-1] if lately else 0.0
            say.unless(is_near, "analogue.light_is_off", t_s=t_s, true=true, seen=light)


def is_left_behind(bench, say, seen, truth):
    """Fail with the name of the mistake if the last value printed is an old one."""
    (at_s, last, _), true = seen[-1], truth[-1][1]
    is_old = any(near(last, light) for t_s, light, _ in truth if t_s < at_s - 1)
    say.unless(near(last, true) or not is_old, "analogue.remembers_too_much", true=true, seen=last)
    return False


def explain_the_filter(say, shown):
    """Name the mistakes with which one wild value gets through; `shown` is what was printed."""
    params = {"seen": lambda _seen: shown["seen"], "before": lambda _seen: shown["before"]}
    mistakes = [
        ("analogue.list_made_anew", r"^\s+\w+ *= *\[\] *$"),
        ("analogue.mean_keeps_the_spike", r"\bsum\(|\bmean\("),
        ("analogue.takes_an_end", r"\bmax\(|\bmin\(|sort\w*\([^)]*\)\[(0|-1|2)\]"),
    ]
    for message_id, pattern in mistakes:
        say.when(
            lambda seen, pattern=pattern: shown and line_of(seen, pattern),
            message_id,
            line=lambda seen, pattern=pattern: line_of(seen, pattern),
            **params,
        )
    say.when(
        lambda seen: shown and keeps_a_list(seen) and not re.search("sort|median", text_of(seen)),
        "analogue.not_sorted",
        line=lambda seen: line_of(seen, r"\w+\[.+\]"),
        **params,
    )


def text_of(seen):
    """Return the program without its comments."""
    return re.sub(r"#[^\n]*", "", seen.code.text)


def keeps_a_list(seen):
    return re.search(r"append|deque|\[1:\]", text_of(seen))


def test_wild_value(bench, task, say):
    """One single wild value of the light does not show."""
    explain_the_errors(say)
    shown = {}
    explain_the_filter(say, shown)
    with task(points=2):
        begins(bench)
        bench.light("light").sees(ROOM_LUX)
        bench.wait("1 s")
        before, since_s = reported(bench.seen)[-1][1], bench.now_s
        for lux in (DARK_LUX, SUN_LUX):
            one_wild_value(bench, lux)
            bench.wait("600 ms")
        after = [light for t_s, light, _ in reported(bench.seen) if t_s > since_s]
        worst = max(after, key=lambda light: abs(light - before))
        if not near(worst, before):
            shown.update(seen=worst, before=before)
        say.unless(near(worst, before), "analogue.spike_reported", seen=worst, before=before)


def one_wild_value(bench, lux):
    """Change the light for exactly one value: from just after one line to just after the next."""
    count = len(measured(bench))
    while len(measured(bench)) == count:
        bench.wait("5 ms")
    bench.set("light", lux=lux)
    count = len(measured(bench))
    while len(measured(bench)) == count:
        bench.wait("5 ms")
    bench.set("light", lux=ROOM_LUX)
