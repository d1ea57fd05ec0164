"""What an electrical rule says about a wiring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from makerkit.messages import Message
from makerkit.wiring.model import Part, PinRef


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a wiring, or may be.

    Attributes:
        rule: number of the rule, 1 to 22.
        message: what to say.
        parts: ids of the parts it is about, the most important first.
        pins: the pins it is about, to be marked in the picture.
        is_error: whether it harms something or cannot work; False for a word of caution.
    """

    rule: int
    message: Message
    parts: tuple[str, ...] = ()
    pins: tuple[PinRef, ...] = ()
    is_error: bool = True


def finding(
    rule: int,
    message_id: str,
    *parts: Part,
    pins: Iterable[PinRef] = (),
    is_error: bool = True,
    **params: Any,
) -> Finding:
    """Return a finding; what the first part is called goes into the message as `kind`, `part`."""
    if parts:
        params = {"kind": parts[0].type.title, "part": parts[0].label, **params}
    ids = tuple(dict.fromkeys(part.id for part in parts))
    return Finding(rule, Message(f"wiring.{message_id}", params), ids, tuple(pins), is_error)
