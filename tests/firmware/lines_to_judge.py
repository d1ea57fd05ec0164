"""Write the file of good and damaged lines that both readers, C++ and Python, are held to.

It is made anew from the table of messages and a fixed seed, so that every message is always in it:
`python tests/firmware/lines_to_judge.py FILE` writes it for you to look at.
"""

import random
import sys
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import damages_by_the_sender
import damages_on_the_way
from damages import DAMAGES

from makerkit.arduino.codec import encode
from makerkit.arduino.message import Number

GOOD, DAMAGED = 1_000, 10_000

assert damages_on_the_way, damages_by_the_sender  # importing them fills DAMAGES


class Line(NamedTuple):
    """One line of the file: who reads it, what was done to it, what must come of it, the bytes."""

    side: str
    damage: str
    verdict: str
    original: bytes
    data: bytes


def sides():
    """Return what each side of each application understands, by name: "car.FROM_HOST"."""
    from importlib import import_module
    from pkgutil import iter_modules

    from makerkit.arduino import messages

    names = [module.name for module in iter_modules(messages.__path__)]
    modules = {name: import_module(f"makerkit.arduino.messages.{name}") for name in names}
    return {
        f"{name}.{side}": getattr(module, side)
        for name, module in modules.items()
        for side in ("FROM_HOST", "FROM_BOARD")
    }


def lines(seed="lines to judge"):
    """Return all lines, the same on every machine."""
    chance = random.Random(seed)
    kinds = [(side, kind) for side, known in sides().items() for kind in known.values()]
    good = [good_line(*kinds[i % len(kinds)], chance) for i in range(GOOD)]
    tries = (
        damaged_line(side, kind, function, chance)
        for function in cycle(DAMAGES.values())
        for side, kind in kinds
    )
    return good + list(islice(filter(None, tries), DAMAGED))


def good_line(side, kind, chance):
    line = encode(any_of(kind, chance), chance.randrange(256))
    return Line(side, "none", "good", line, line)


def damaged_line(side, kind, function, chance):
    message = any_of(kind, chance)
    line = encode(message, chance.randrange(256))
    result = function(message, line, chance)
    return result and Line(side, function.__name__, result[1], line, result[0])


def any_of(kind, chance):
    """Return a message with any values; every third number is one of its bounds."""
    return kind(*(any_value(field, chance) for field in kind.FIELDS))


def any_value(field, chance):
    if not isinstance(field, Number):
        return chance.choice(list(field.words))
    if chance.randrange(3) == 0:
        return chance.choice([field.low, field.high])
    return chance.randint(field.low, field.high)


def write(file):
    with Path(file).open("w", encoding="ascii", newline="\n") as out:
        for line in lines():
            text = line.data.decode("latin-1").encode("unicode_escape").decode("ascii")
            out.write(f"{line.side}\t{line.damage}\t{line.verdict}\t{text}\n")


if __name__ == "__main__":
    write(sys.argv[1])
