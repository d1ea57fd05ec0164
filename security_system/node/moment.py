"""When an event of the node happened, before or after somebody decided something at the panel.

An event may be minutes old (the cable was out), or of unknown age (the node's power was cut since).
Of that one only is known that it is younger than the last contact.
"""

from __future__ import annotations

from dataclasses import dataclass

EXACT_S = 3.0
"""An age is right to 2 s for each reset since."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened; times are monotonic.

    Attributes:
        earliest_s: not before this; None when nothing is known.
        latest_s: not after this.
    """

    earliest_s: float | None
    latest_s: float

    def is_before(self, decided_s: float | None) -> bool:
        """Whether it surely was before a decision; None: that was before all."""
        return decided_s is not None and self.latest_s < decided_s

    def is_after(self, decided_s: float | None) -> bool:
        """Whether it surely was after a decision."""
        if decided_s is None:
            return True
        return self.earliest_s is not None and self.earliest_s >= decided_s


def moment_of(age_s: int, now_s: float, contact_s: float | None) -> Moment:
    """Return when an event happened.

    Args:
        age_s: as the node says; -1: unknown.
        now_s: when it was heard.
        contact_s: when the node had last told everything; None: never in this run.
    """
    if age_s < 0:
        return Moment(contact_s, now_s)
    if age_s <= EXACT_S:
        return Moment(now_s, now_s)
    return Moment(now_s - age_s - EXACT_S, now_s - age_s + EXACT_S)
