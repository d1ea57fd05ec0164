"""Lesson 02: the red LED sends ... --- ..., again and again, in units of 0.2 s."""

import ast
import re
from itertools import pairwise

UNIT_S = 0.2
VISIBLE_S = 0.02  # what is shorter nobody sees
SOS = [1, 1, 1, 3, 3, 3, 1, 1, 1]
DARK = [1, 1, 3, 1, 1, 3, 1, 1]
BETWEEN_WORDS = 7
SWITCHES = ("on", "toggle", "value", "blink", "pulse")
LETTERS = ("...", "---", "...")


def test_sends_sos(bench, task, say):
    """The red LED sends ... --- ..., with 3 units of dark between two letters."""
    explain(say)
    say.if_error(
        "TypeError",
        "sos.letters_in_quotes",
        when=lambda seen: re.search(r"""\bin\s+["']sos["']""", seen.code.text, re.IGNORECASE),
    )
    with task(points=3):
        bench.led("red").turns_on(within="3 s")
        bench.wait("12 s")
        look_at_letters(say, words_of(bench.led("red"))[0], number=1)
        look_at_times(say, *first_word(bench.led("red")))


def test_begins_again(bench, task, say):
    """After 7 units of dark it begins again, and sends the same."""
    explain(say)
    with task() as program:
        program.keeps_running(for_="24 s")
        red = bench.led("red")
        for word in (2, 3):
            dark_s = between_words_s(red, before=word)
            say.unless(dark_s, "sos.no_next_word", word=word)
            say.unless(is_near(dark_s, BETWEEN_WORDS), "sos.word_gap", dark_s=dark_s)
            look_at_letters(say, words_of(red)[word - 1], number=word)
            flashes = slice(len(SOS) * (word - 1), len(SOS) * word)
            look_at_times(say, red.on_times_s[flashes], red.off_times_s[flashes][: len(DARK)])


def look_at_letters(say, word, *, number):
    """Fail with the first letter of a word that is not as in SOS."""
    read = " ".join(word)
    say.unless(number == 1 or tuple(word) == LETTERS, "sos.later_word", read=read, word=number)
    say.unless(len(word) == len(LETTERS), "sos.other_word", read=read, letters=len(word))
    for place, (seen, wanted) in enumerate(zip(word, LETTERS, strict=True), start=1):
        say.unless(
            len(seen) == len(wanted),
            "sos.number_of_signs",
            letter=place,
            read=seen,
            signs=len(seen),
            wanted=wanted,
        )
        say.unless(seen == wanted, "sos.other_letter", letter=place, read=seen, wanted=wanted)


def look_at_times(say, lit, dark):
    """Fail with the first flash, or the first dark, of a word that is too long or too short."""
    for number, (length_s, units) in enumerate(zip(lit, SOS, strict=True), start=1):
        say.unless(
            is_near(length_s, units),
            "sos.flash_length",
            number=number,
            lit_s=length_s,
            wanted_s=units * UNIT_S,
        )
    for number, (length_s, units) in enumerate(zip(dark, DARK, strict=True), start=1):
        say.unless(
            is_near(length_s, units),
            "sos.dark_length",
            number=number,
            dark_s=length_s,
            wanted_s=units * UNIT_S,
        )


def explain(say):
    """Name the mistakes that the light shows, the surest first."""
    say.when(
        lambda seen: not seen.led("red").edges and never_called(seen.code.text),
        "sos.function_never_called",
        name=lambda seen: never_called(seen.code.text),
        line=lambda seen: line_of_def(seen, never_called(seen.code.text)),
    )
    say.when(
        lambda seen: not seen.led("red").edges and not any(map(seen.code.uses, SWITCHES)),
        "sos.no_lamp",
    )
    say.when(
        lambda seen: seen.led("red").lit and seen.now_s - seen.led("red").edges[-1][0] > 5,
        "sos.stays_on",
        lit_s=lambda seen: seen.now_s - seen.led("red").edges[-1][0],
    )
    say.when(
        lambda seen: min(seen.led("red").on_times_s) < VISIBLE_S,
        "sos.light_too_short",
        lit_s=lambda seen: min(seen.led("red").on_times_s),
        line=lambda seen: seen.code.lines_of("on")[0],
    )
    say.when(
        lambda seen: min(seen.led("red").off_times_s) < VISIBLE_S,
        "sos.flashes_melt_together",
        lit_s=lambda seen: longest_light_s(seen.led("red")),
    )
    say.when(
        lambda seen: has_another_dot(first_word(seen.led("red"))[0]),
        "sos.other_unit",
        dot_s=lambda seen: first_word(seen.led("red"))[0][0],
    )
    say.when(
        lambda seen: dash_s(seen) and not is_near(dash_s(seen), 3),
        "sos.dash_is_not_three",
        dash_s=lambda seen: dash_s(seen),
    )
    say.when(
        lambda seen: all_alike(seen.led("red")) and unused_value(seen.code.text),
        "sos.value_not_used",
        lit_s=lambda seen: seen.led("red").on_times_s[0],
        name=lambda seen: unused_value(seen.code.text).name,
        value=lambda seen: unused_value(seen.code.text).args.args[0].arg,
        line=lambda seen: unused_value(seen.code.text).lineno,
    )
    say.when(
        lambda seen: fall_apart(*first_word(seen.led("red"))),
        "sos.signs_fall_apart",
        dark_s=lambda seen: seen.led("red").off_times_s[0],
        line=lambda seen: gap_line(seen.code.text),
    )
    say.when(
        lambda seen: reading(*first_word(seen.led("red"))) == "...---...",
        "sos.letters_run_together",
    )
    say.when(
        lambda seen: (
            seen.ended_s is not None and reading(*first_word(seen.led("red"))) == "... --- ..."
        ),
        "sos.only_once",
        t_s=lambda seen: seen.ended_s,
    )
    say.when(
        lambda seen: (
            reading(*first_word(seen.led("red"))) == "... --- ..."
            and is_near(between_words_s(seen.led("red")), 3)
        ),
        "sos.words_run_together",
    )


# -- reading the light


def first_word(led):
    """Return how long each of the first nine flashes was, and the dark between them."""
    lit, dark = led.on_times_s[: len(SOS)], led.off_times_s[: len(DARK)]
    return lit, dark[: max(0, len(lit) - 1)]


def words_of(led):
    """Return each word as the letters that were read, also the last one if it is not done yet."""
    lit = led.on_times_s
    if not lit:
        return [[]]
    return [word.split() for word in reading(lit, led.off_times_s[: len(lit) - 1]).split(" / ")]


def between_words_s(led, *, before=2):
    """Return the dark before a word, so behind nine flashes for each word; 0.0 without that word."""
    last = len(SOS) * (before - 1) - 1
    return led.off_times_s[last] if len(led.off_times_s) > last else 0.0


def reading(lit, dark):
    """Return flashes as dots and dashes, a space where a letter ends, a stroke where a word does."""
    signs = ["." if length_s < 2 * UNIT_S else "-" for length_s in lit]
    ends = ["" if t < 2 * UNIT_S else " " if t < 5.5 * UNIT_S else " / " for t in dark]
    return "".join(sign + end for sign, end in zip(signs, [*ends, ""], strict=True))


def is_near(length_s, units):
    """Whether a time is so many units; a sixth of a unit is forgiven, or 5 % of a long time."""
    return abs(length_s / UNIT_S - units) <= max(1 / 6, 0.05 * units)


def is_even(times):
    return max(times) - min(times) < 0.05


def dash_s(seen):
    """Return how long the middle three of nine flashes are, if the outer six are dots."""
    lit, _ = first_word(seen.led("red"))
    outer, middle = lit[:3] + lit[6:], lit[3:6]
    is_sos = len(lit) == len(SOS) and all(is_near(t, 1) for t in outer) and is_even(middle)
    return middle[0] if is_sos and not is_near(middle[0], 1) else None


def all_alike(led):
    """Whether nine flashes or more are of one length."""
    return len(led.on_times_s) >= len(SOS) and is_even(led.on_times_s)


def has_another_dot(lit):
    """Whether three even flashes are followed by a longer one, and are not one unit long."""
    return is_even(lit[:3]) and lit[3] > 1.5 * lit[0] and not is_near(lit[0], 1)


def fall_apart(lit, dark):
    """Whether the first three signs are dots, with the dark of a new letter between them."""
    return all(is_near(t, 1) for t in lit[:3]) and min(dark[:2]) > 2 * UNIT_S


def longest_light_s(led):
    """Return the longest time without a dark that anybody could see."""
    longest_s = start_s = 0.0
    for (t_s, is_on), (next_s, _) in pairwise(led.edges):
        if is_on:
            longest_s = max(longest_s, next_s - start_s)
        elif next_s - t_s >= VISIBLE_S:
            start_s = next_s
    return longest_s


def never_called(text):
    """Return the last function that no line outside of itself names, or None."""
    tree = ast.parse(text)
    made = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    outside = {f.name: [node for node in tree.body if node is not f] for f in made}
    return next((name for name in reversed(outside) if name not in names_in(outside[name])), None)


def line_of_def(seen, name):
    lines = seen.code.text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(f"def {name}")), None)


def names_in(nodes):
    """Return every name that stands in some lines of a program."""
    return {n.id for node in nodes for n in ast.walk(node) if isinstance(n, ast.Name)}


def unused_value(text):
    """Return the first function that gets a value and never uses it, or None."""
    made = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    with_value = [f for f in made if f.args.args]
    return next((f for f in with_value if f.args.args[0].arg not in names_in(f.body)), None)


def gap_line(text):
    """Return the line of a `sleep` inside of two `for` loops, or None."""
    loops = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.For)]
    inside = [n for loop in loops for line in loop.body for n in ast.walk(line)]
    inner = [loop for loop in loops if loop in inside]
    calls = [n for loop in inner for n in ast.walk(loop) if isinstance(n, ast.Call)]
    return next((n.lineno for n in calls if ast.unparse(n.func).endswith("sleep")), None)
