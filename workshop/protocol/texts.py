"""Pieces that the writers share: where things come from, and text that fits into a line."""

import textwrap

ORIGIN = "Generated from firmware/protocol.toml by ./maker protocol: change it there."

LINE_WIDTH = 100


def wrapped(text: str, *, first: str = "", rest: str = "") -> list[str]:
    """Return a text as lines of at most LINE_WIDTH characters, each behind its prefix."""
    return textwrap.wrap(
        " ".join(text.split()),
        width=LINE_WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
