"""What the alarm answers to an order."""

from dataclasses import dataclass, replace
from typing import Self

from security_system.alarm.happenings import Happening


@dataclass(frozen=True, slots=True)
class Hurdle:
    """What stands in the way of arming.

    Attributes:
        zone, source: what it is about; "" where nobody.
        says: a sentence for a person.
        can_force: whether a forced arming leaves it out and goes on.
    """

    zone: str = ""
    source: str = ""
    says: str = ""
    can_force: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an order.

    Attributes:
        says: a sentence for the person who gave it: why not, or what to mind.
        hurdles: what stood in the way of arming, or was left out.
        happenings: everything that it brought about, for the journal and for telling people.
        user: whose code it was.
    """

    is_done: bool
    says: str = ""
    hurdles: tuple[Hurdle, ...] = ()
    happenings: tuple[Happening, ...] = ()
    user: str = ""

    def shown(self) -> Self:
        """Return it as the one who stands there may see it: without a trace of duress."""
        seen = tuple(each for each in self.happenings if not each.is_silent)
        return replace(self, happenings=seen)
