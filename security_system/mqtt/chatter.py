"""A sensor that changes all the time: broken, or somebody who wants the journal full of it.

Whoever may write to the broker could otherwise wash what has happened out of the journal within a
minute. What such a sensor says counts no more until it is calm, and nobody knows how its zone is;
but that it is open is still heard, once.
"""

from collections.abc import Sequence

from security_system.alarm.orders import Condition, Order, ZoneSeen

AT_ONCE = 40.0
PER_S = 0.5
"""No door and no motion sensor goes on changing so often."""
CALM_S = 30.0
VIOLATED = frozenset({Condition.OPEN, Condition.TAMPERED})


class Chatter:
    """Lets through what one sensor says, until it is too much.

    Args:
        zone: that the sensor is.
    """

    def __init__(self, zone: str) -> None:
        self._zone = zone
        self._level = AT_ONCE
        self._at_s = 0.0
        self._held: dict[type[Order], Order] | None = None
        self._has_opened = False

    def passed(self, orders: Sequence[Order], now_s: float) -> list[Order]:
        """Return what of these is to be told now."""
        let_through: list[Order] = []
        for order in orders:
            let_through += self._told(order, now_s)
        return let_through

    def tick(self, now_s: float) -> list[Order]:
        """Return how it is, once it has been calm for long enough."""
        if self._held is None or now_s - self._at_s < CALM_S:
            return []
        held, self._held = self._held, None
        self._level = AT_ONCE / 2
        return list(held.values())

    def _told(self, order: Order, now_s: float) -> list[Order]:
        passed_s, self._at_s = max(0.0, now_s - self._at_s), now_s
        if self._held is not None:
            return self._told_while_it_chatters(order)
        self._level = min(AT_ONCE, self._level + passed_s * PER_S) - 1.0
        if self._level >= 0.0:
            return [order]
        self._held, self._has_opened = {type(order): order}, False
        why = f"It changes more often than any sensor does; it is heard again after {CALM_S:g} s."
        return [ZoneSeen(zone=self._zone, condition=Condition.LOST, why=why)]

    def _told_while_it_chatters(self, order: Order) -> list[Order]:
        assert self._held is not None
        self._held[type(order)] = order
        is_open = isinstance(order, ZoneSeen) and order.condition in VIOLATED
        if not is_open or self._has_opened:
            return []
        self._has_opened = True
        return [order]
