"""Lesson 02: the red LED sends ... --- ..., again and again, in units of 0.2 s."""

import ast
from itertools import pairwise

UNIT_S = 0.2
VISIBLE_S = 0.02  # what is shorter nobody sees
SOS = [1, 1, 1, 3, 3, 3, 1, 1, 1]
DARK = [1, 1, 3, 1, 1, 3, 1, 1]
BETWEEN_WORDS = 7


def test_sends_sos(bench, task, say):
    """The red LED sends ... --- ..., with 3 units of dark between two letters."""
    explain(say)
    with task(points=3):
        bench.led("red").turns_on(within="3 s")
        bench.wait("12 s")
        lit, dark = first_word(bench.led("red"))
        read = reading(lit, dark)
        say.unless(read == "... --- ...", "sos.other_word", read=read)
        for length_s, units in zip(lit, SOS, strict=True):
            say.unless(is_near(length_s, units), "sos.flash_length", lit_s=length_s, units=units)
        for length_s, units in zip(dark, DARK, strict=True):
            say.unless(is_near(length_s, units), "sos.dark_length", dark_s=length_s, units=units)


def test_begins_again(bench, task, say):
    """After 7 units of dark it begins again."""
    explain(say)
    with task() as program:
        program.keeps_running(for_="14 s")
        dark_s = between_words_s(bench.led("red"))
        say.unless(dark_s, "sos.no_second_word")
        say.unless(is_near(dark_s, BETWEEN_WORDS), "sos.word_gap", dark_s=dark_s)


def explain(say):
    """Name the mistakes that the light shows, the surest first."""
    say.when(
        lambda seen: not seen.led("red").edges and never_called(seen.code.text),
        "sos.function_never_called",
        name=lambda seen: never_called(seen.code.text),
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
        lambda seen: fall_apart(*first_word(seen.led("red"))),
        "sos.signs_fall_apart",
        dark_s=lambda seen: seen.led("red").off_times_s[0],
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


def between_words_s(led):
    """Return the dark between the ninth flash and the tenth, 0.0 if there is no tenth."""
    return led.off_times_s[len(DARK)] if len(led.off_times_s) > len(DARK) else 0.0


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
    return middle[0] if is_sos and middle[0] > 1.3 * UNIT_S else None


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
    """Return the last function that the program defines and nowhere names, or None."""
    tree = ast.parse(text)
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    made = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return next((name for name in reversed(made) if name not in named), None)
