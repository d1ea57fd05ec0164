"""Several digits on the same wires, one of them lit at a time (LEDMultiCharDisplay)."""

from itertools import pairwise

from .vocabulary import At, Example

PLEX_S = 0.005
"""How long each digit is lit before the next one is."""
SEGMENTS = "abcdefg"
SHAPES = {
    "0": "abcdef",
    "2": "abdeg",
    "D": "bcdeg",
    "E": "adefg",
    "G": "acdef",
    "I": "ef",
    "L": "def",
    "O": "cdeg",
    "P": "abefg",
    "R": "eg",
    "S": "acdfg",
    " ": "",
}
"""Which segments gpiozero lights for which sign (its fonts/7seg.txt)."""


def states(text: str) -> list[tuple[int, ...]]:
    """Return the different signs of a text as segments, in the order in which they are shown."""
    shapes = {tuple(int(s in SHAPES[sign]) for s in SEGMENTS) for sign in text if sign != " "}
    return sorted(shapes)


def multiplexed(
    texts: list[tuple[float, str]],
    *,
    segments: tuple[int, ...],
    digits: tuple[int, ...],
    until_s: float,
) -> dict[int, list[At]]:
    """Return the levels of all pins while one text after the other is shown.

    The signs of a text take turns, sorted by their segments, the second one first: the display
    sets the segments of the first, then at once goes on to the next.
    """
    levels: dict[int, list[At]] = {pin: [At(0, 0)] for pin in (*segments, *digits)}
    ends = [start_s for start_s, _ in texts[1:]] + [until_s]
    for (start_s, text), end_s in zip(texts, ends, strict=True):
        order = states(text)
        moment_s, turn_number = start_s, 1
        while moment_s < end_s - 1e-9:
            shown = order[turn_number % len(order)]
            for pin, level in zip(segments, shown, strict=True):
                levels[pin].append(At(moment_s, level))
            for pin, sign in zip(digits, text, strict=True):
                is_lit = tuple(int(s in SHAPES[sign]) for s in SEGMENTS) == shown
                levels[pin].append(At(moment_s, int(is_lit)))
            moment_s = round(moment_s + PLEX_S, 9)
            turn_number += 1
    return {pin: _changes(moments) for pin, moments in levels.items()}


def _changes(moments: list[At]) -> list[At]:
    settled = [a for a, b in pairwise([*moments, At(1e9, -1)]) if a.t_s != b.t_s]
    return [b for a, b in pairwise([At(0, 0), *settled]) if a.what != b.what]


EXAMPLES = [
    Example(
        "digits_scroll",
        page="Advanced recipes: LEDMultiCharDisplay",
        says="The text moves on by one sign every 0.2 s; each digit is lit for 5 ms in its turn.",
        run_s=0.389,
        duties=multiplexed(
            [(0, "GPIO"), (0.2, "PIO ")],
            segments=(22, 23, 24, 25, 21, 20, 16),
            digits=(26, 19, 13, 6),
            until_s=0.389,
        ),
    ),
    Example(
        "api_multi_char_display",
        page="API: LEDMultiCharDisplay",
        says="LEDS: four signs take turns, 5 ms each.",
        run_s=0.099,
        duties=multiplexed(
            [(0, "LEDS")],
            segments=(4, 5, 6, 7, 8, 9, 10),
            digits=(19, 20, 21, 22),
            until_s=0.099,
        ),
    ),
]
