"""Lesson 00: the program says hello to somebody, and the lamp blinks by itself."""

import ast
import re

GREETING = re.compile(r"hello,?\s*(?P<name>.*)", re.IGNORECASE)


def greeted(lines):
    """Return whom the program says hello to, or None when it says no hello."""
    found = [match for line in lines if (match := GREETING.match(line.strip()))]
    return found[0]["name"].strip(" .!") if found else None


def test_says_hello(task, say):
    """The program says hello to you."""
    say.if_error(
        "NameError",
        "start.no_line_with_the_name",
        when=lambda seen: (
            seen.error.name == "name"
            and not lines_of_name(seen)
            and not seen.error_id.startswith("code.")  # a line for it is there, with a wrong sign
        ),
    )
    say.if_error(
        "NameError",
        "start.name_needs_quotes",
        when=lambda seen: re.search(rf"= *{seen.error.name} *($|#)", seen.code.text, re.MULTILINE),
        name=lambda seen: seen.error.name,
    )
    say.when(
        lambda seen: greeted(seen.prints) is None and seen.code.calls("input"),
        "start.waits_for_a_name",
        line=lambda seen: seen.code.lines_of("input")[0],
    )
    say.when(
        lambda seen: seen.prints and greeted(seen.prints) is None,
        "start.other_greeting",
        printed=lambda seen: seen.prints[0],
        line=line_of_print,
    )
    say.when(lambda seen: greeted(seen.prints) is None, "start.no_greeting")
    say.when(
        lambda seen: greeted(seen.prints).casefold() == "nobody" and name_below_print(seen),
        "start.name_comes_too_late",
        line=name_below_print,
    )
    with task() as program:
        program.prints(GREETING, within="1 s")
        name = greeted(program.lines)
        say.unless(name, "start.empty_name", line=line_of_name)
        say.unless("nobody" not in name.casefold(), "start.still_nobody", line=line_of_name)
        say.unless(name.casefold() != "name", "start.says_the_word_name", line=line_of_print)
        say.unless("{" not in name, "start.curly_brackets", printed=name, line=line_of_print)


def test_lamp_blinks(bench, task, say):
    """The red lamp blinks by itself."""
    say.when(lambda seen: not seen.led("red").edges, "start.lamp_is_dark")
    with task():
        bench.led("red").blinks(period="1 s", within="5 %", times=3)


# -- what the program says


def lines_of_name(seen):
    """Return the lines in which `name` gets a text."""
    made = [n for n in ast.parse(seen.code.text).body if isinstance(n, ast.Assign)]
    return [n.lineno for n in made if ast.unparse(n.targets[0]) == "name"]


def line_of_name(seen):
    return next(iter(lines_of_name(seen)), None)


def line_of_print(seen):
    return next(iter(seen.code.lines_of("print")), None)


def name_below_print(seen):
    """Return the line in which `name` gets a text too late, or None."""
    return next((line for line in lines_of_name(seen) if line > line_of_print(seen)), None)
