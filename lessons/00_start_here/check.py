"""Lesson 00: the program says hello to somebody, and the lamp blinks by itself."""

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
        "start.name_needs_quotes",
        when=lambda seen: re.search(rf"= *{seen.error.name} *($|#)", seen.code.text, re.MULTILINE),
        name=lambda seen: seen.error.name,
    )
    say.when(lambda seen: greeted(seen.prints) is None, "start.no_greeting")
    with task() as program:
        program.prints(GREETING, within="1 s")
        name = greeted(program.lines)
        say.unless(name, "start.empty_name")
        say.unless(name.casefold() != "nobody", "start.still_nobody")
        say.unless(name.casefold() != "name", "start.says_the_word_name")


def test_lamp_blinks(bench, task, say):
    """The red lamp blinks by itself."""
    say.when(lambda seen: not seen.led("red").edges, "start.lamp_is_dark")
    with task():
        bench.led("red").blinks(period="1 s", within="5 %", times=3)
