"""Codes that a thief tries first.

Every list of leaked PINs looks alike: repeated digits, runs, years and dates, the keypad's columns
(DataGenetics, "PIN analysis", 2012: twenty codes of 10,000 open a quarter of all doors).
"""

import re
from itertools import pairwise

FAMOUS = frozenset(
    {
        "1004",
        "1122",
        "1313",
        "2001",
        "2580",
        "0852",
        "1590",
        "1470",
        "1379",
        "1397",
        "3690",
        "7410",
        "4321",
        "5683",
        "6969",
        "8520",
        "9630",
        "0007",
        "147258",
        "159753",
        "258456",
        "696969",
        "147852",
        "789456",
        "123654",
        "112233",
        "147258369",
        "987654321",
        "789456123",
    }
)
YEAR = re.compile(r"(19[3-9]|20[0-3])\d")


def is_easy(code: str) -> bool:
    """Return whether a code of digits has a pattern that is tried first."""
    return (
        code in FAMOUS
        or bool(YEAR.fullmatch(code))
        or len(set(code)) == 1
        or _is_run(code)
        or _is_repeated(code)
    )


def _is_run(code: str) -> bool:
    """Return whether it counts up or down by the same step: 1234, 9876, 2468, 7890."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(code)}
    return len(steps) == 1


def _is_repeated(code: str) -> bool:
    """Return whether it is one part twice or more (1212, 123123), or pairs (1122)."""
    parts = {code[:length] * (len(code) // length) for length in (1, 2, 3)}
    is_pairs = len(code) % 2 == 0 and all(code[i] == code[i + 1] for i in range(0, len(code), 2))
    return code in parts or is_pairs
