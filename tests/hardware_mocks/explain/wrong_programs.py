"""Reads files of wrong programs: a line `### message.id LINE`, then the program."""

import re
from pathlib import Path

DATA = Path(__file__).parent / "data"


def wrong_programs(name):
    """Return (program, message id, line) of each; <U+00A0> stands for what cannot be seen."""
    blocks = (DATA / name).read_text(encoding="utf-8").split("### ")[1:]
    return [_parse(block) for block in blocks]


def _parse(block):
    head, program = block.split("\n", 1)
    message_id, line = head.split()
    text = re.sub(r"<U\+([0-9A-F]{4})>", lambda found: chr(int(found[1], 16)), program)
    return text, message_id, int(line)


def ids(programs):
    """Return names for pytest: the message and the first words of the program."""
    return [f"{i} {text.strip().splitlines()[-1][:40]}" for text, i, _ in programs]
