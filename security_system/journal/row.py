"""One row of the journal, and the chain that ties it to the row before.

The hash of a row is SHA-256 over the hash of the row before it and the row's own canonical JSON:
keys in order, no spaces, ASCII only. Whoever changes, removes or inserts a row breaks the chain
there, and `chain.py` says where.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

WHY_MOST = 500
"""Characters of a sentence: what comes from a broker or a keypad must not fill the card."""
DETAIL_MOST = 4_000
"""Characters of the detail, as JSON."""
WORD_MOST = 200
_DEPTH_MOST = 6
BEGINNING = hashlib.sha256(b"the journal of the security system").hexdigest()
"""The hash before the first row there ever was."""


class Happened(Protocol):
    """What can be written down: a `Happening` of the alarm."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def zone(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def user(self) -> str: ...  # noqa: D102
    @property
    def place(self) -> str: ...  # noqa: D102
    @property
    def why(self) -> str: ...  # noqa: D102
    @property
    def detail(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def evidence(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something the journal itself has to say, in the form of a happening."""

    kind: str
    why: str = ""
    zone: str = ""
    source: str = ""
    user: str = ""
    place: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, as it was written.

    Attributes:
        id: counts up by one from 1, over restarts and trimming.
        wall_s: when, seconds since 1970, to the millisecond.
        kind: the word of `Kind`, or one of the journal's own.
        why: a sentence with the values.
        hash: 64 hexadecimal digits, over this row and the hash of the one before.
    """

    id: int
    wall_s: float
    kind: str
    zone: str = ""
    source: str = ""
    user: str = ""
    place: str = ""
    why: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    evidence: str = ""
    hash: str = ""

    @classmethod
    def read(cls, content: str, digest: str) -> Self:
        """Return the row that stands in its canonical JSON.

        Raises:
            ValueError: it is no such JSON.
        """
        try:
            return cls(**json.loads(content), hash=digest)
        except TypeError as error:
            raise ValueError(f"No row of the journal: {error}") from error


def canonical(row_id: int, wall_s: float, happened: Happened) -> str:
    """Return the one text of a row that is hashed and stored. It never fails, whatever comes."""
    content = {
        "id": row_id,
        "wall_s": round(wall_s, 3),
        "kind": _word(happened.kind),
        "zone": _word(happened.zone),
        "source": _word(happened.source),
        "user": _word(happened.user),
        "place": _word(happened.place),
        "why": str(happened.why)[:WHY_MOST],
        "detail": _detail(happened.detail),
        "evidence": _word(happened.evidence),
    }
    return _json(content)


def chained(before: str, content: str) -> str:
    """Return the hash of a row, given the hash of the one before."""
    return hashlib.sha256(f"{before}\n{content}".encode("ascii", "backslashreplace")).hexdigest()


def _json(content: Any) -> str:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _word(word: object) -> str:
    return str(word)[:WORD_MOST]


def _detail(detail: Mapping[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = _plain(dict(detail), _DEPTH_MOST)
    text = _json(plain)
    return plain if len(text) <= DETAIL_MOST else {"cut": text[:WHY_MOST], "characters": len(text)}


def _plain(value: Any, depth: int) -> Any:
    """Return a value in JSON's own types; what JSON cannot say is said in words."""
    if value is None or isinstance(value, bool | int | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if depth == 0:
        return repr(value)[:WORD_MOST]
    if isinstance(value, Mapping):
        return {str(key): _plain(part, depth - 1) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        parts = sorted(value, key=repr) if isinstance(value, set | frozenset) else value
        return [_plain(part, depth - 1) for part in parts]
    return str(value)[:WORD_MOST]
