"""Keeps the node as the panel wishes it: one order at a time, each until it is done.

| panel | node | whose decision is newer | what is done |
|---|---|---|---|
| disarmed | armed | the panel's | DISARM |
| armed | disarmed | the panel's | SET if it must be, ARM |
| either | the other | the node's | wait for its events: they say who was at the keypad |
| disarmed | armed, no event says why | - | DISARM, and it is said |
| armed | disarmed, no event says why | - | ARM, and it is said: the safer of both |
| armed | counts a sensor left out here | - | SET, DISARM, ARM without exit delay |

A DISARM never waits for the answer to another order.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import fields, replace

from makerkit.arduino.message import Message
from makerkit.arduino.messages import link, node
from security_system.alarm.settings import AlarmSettings
from security_system.node.settings import NodeSettings
from security_system.node.wish import Wish, settings_of

ANSWER_S = 1.5
"""Storing takes at most 0.3 s; then the order, or its answer, was lost."""
BUSY_AGAIN_S, REFUSED_AGAIN_S = 0.2, 2.0
SETTLED_S = 1.0
"""An event follows the state that it tells of within 0.2 s."""
PATIENCE_S = 20.0
"""Events that cannot be stored (a full card) must not keep the node from being armed."""
EXIT_NEAR_S = 2


class Steering:
    """Says which order the node gets next.

    Args:
        alarm: the panel's settings.
        own: the section [node].

    Attributes:
        wish: what the node shall be; None before the first.
        state: what it last said; None since the link was lost.
        config: its settings, as it said them; None when they are to be asked for.
        corrected: what was put right without anybody having decided it, to be said.
    """

    def __init__(self, alarm: AlarmSettings, own: NodeSettings) -> None:
        self.wish: Wish | None = None
        self.state: node.State | None = None
        self.config: node.Config | None = None
        self.corrected = ""
        self._usual = settings_of(alarm, own)
        self._wished_s = self._changed_s = 0.0
        self._exit_ends_s = 0.0
        self._codes: deque[node.Code] = deque(maxlen=4)
        self._sent: Message | None = None
        self._sent_seq: int | None = None
        self._sent_s = self._not_before_s = 0.0
        self._own_change: bool | None = None
        self._was_armed: bool | None = None
        self._is_done = False
        self._armed_mask: int | None = None
        self._rearmed_for: int | None = None
        self._refused: list[Message] = []

    def apply(self, alarm: AlarmSettings, own: NodeSettings) -> None:
        """Go by other settings from now on."""
        self._usual = settings_of(alarm, own)

    # --- what is heard

    def lost(self) -> None:
        """The link was lost: what was said is not known any more."""
        self.state = self.config = self._sent = self._own_change = None
        self._not_before_s = 0.0

    def wished(self, wish: Wish, now_s: float) -> None:
        """The panel has decided."""
        if self.wish is None or wish.is_armed is not self.wish.is_armed:
            self._wished_s = now_s if self.wish is not None else -math.inf
            self._rearmed_for = None
        self._exit_ends_s = now_s + (wish.exit_s or 0)
        self.wish = wish

    def said(self, state: node.State, now_s: float) -> None:
        """The node has said its state."""
        self.state = state
        is_armed = _is_armed(state)
        if is_armed is not self._was_armed:
            if self._own_change is not is_armed:
                self._changed_s = now_s
            self._own_change = None
        self._was_armed = is_armed
        if isinstance(self._sent, node.Arm | node.Disarm) and self._is_done:
            self._sent = None

    def configured(self, config: node.Config) -> None:
        """The node has said its settings."""
        self.config = config
        if isinstance(self._sent, node.Get):
            self._sent = None

    def sent(self, message: Message, seq: int | None, now_s: float) -> None:
        """An order was handed over; seq None: it was not."""
        if isinstance(message, node.Arm | node.Disarm):
            self._own_change = isinstance(message, node.Arm) if seq is not None else None
        self._sent, self._sent_seq, self._sent_s = message, seq, now_s
        self._is_done = False
        if seq is None:
            self._sent, self._not_before_s = None, now_s + BUSY_AGAIN_S

    def answered(self, answer: link.Done | link.Nak, now_s: float) -> None:
        """The node has carried out an order, or refused it."""
        if self._sent is None or answer.order_seq != self._sent_seq:
            return
        order, self._sent = self._sent, None
        if isinstance(answer, link.Done):
            self._done(order)
            if isinstance(order, node.Arm | node.Disarm):  # until the state says so too
                self._sent, self._is_done = order, True
        elif answer.refusal is link.Refusal.BUSY:
            self._not_before_s = now_s + BUSY_AGAIN_S
        else:
            self._not_before_s = now_s + REFUSED_AGAIN_S
            self._refuse(order)

    def new_code(self, code: node.Code) -> None:
        """Somebody has another code for the keypad; it waits in memory, never on the disk."""
        self._codes.append(code)

    # --- what is to be done

    def next(self, now_s: float, *, is_told_all: bool) -> Message | None:
        """Return the order to send now.

        Args:
            now_s: monotonic.
            is_told_all: the node has no event left that is not stored here.
        """
        if self.state is None or self.wish is None:
            return None
        decides = self._panel_decides(now_s, is_told_all=is_told_all)
        if self._must_disarm() and decides:
            is_early = self._waits(now_s, node.Disarm)
            return None if is_early else self._putting_right(node.Disarm(), now_s)
        if self._waits(now_s, None):
            return None
        return self._next(self.state, self.wish, now_s, may_arm=decides)

    def _next(
        self, state: node.State, wish: Wish, now_s: float, *, may_arm: bool
    ) -> Message | None:
        if self.config is None:
            return node.Get()
        must_arm = may_arm and wish.is_armed and not _is_armed(state)
        must_rearm = self._must_rearm(state, wish)
        wanted = self._settings(wish, now_s, is_arming=must_arm or must_rearm)
        if not _is_near(wanted, self.config) and wanted not in self._refused:
            return wanted
        if must_arm:
            self._armed_mask = wish.left_out
            order = node.Arm(mode=node.ArmMode.AWAY, bypass=wish.left_out)
            return self._putting_right(order, now_s)
        if must_rearm:
            self._rearmed_for, self._wished_s = wish.left_out, now_s
            return node.Disarm()
        return self._codes[0] if self._codes else None

    def _waits(self, now_s: float, urgent: type[Message] | None) -> bool:
        """Whether nothing may be sent yet; an urgent order waits for its own kind only."""
        if urgent is not None and not isinstance(self._sent, urgent):
            return False
        is_open = self._sent is not None and now_s - self._sent_s < ANSWER_S
        return is_open or now_s < self._not_before_s

    def _panel_decides(self, now_s: float, *, is_told_all: bool) -> bool:
        since_s = now_s - self._changed_s
        is_settled = is_told_all and since_s >= SETTLED_S
        return self._wished_s >= self._changed_s or is_settled or since_s >= PATIENCE_S

    def _must_disarm(self) -> bool:
        if self.state is None or self.wish is None or self.wish.is_armed:
            return False
        is_loud = self.state.state is node.AlarmState.ALARM
        return _is_armed(self.state) or (is_loud and self.wish.is_quiet)

    def _must_rearm(self, state: node.State, wish: Wish) -> bool:
        if state.state is not node.AlarmState.ARMED or not wish.is_armed or wish.exit_s:
            return False
        counts_too_much = wish.left_out & ~state.left_out
        counts_too_little = (self._armed_mask or 0) & ~wish.left_out & state.left_out
        return bool(counts_too_much or counts_too_little) and self._rearmed_for != wish.left_out

    def _settings(self, wish: Wish, now_s: float, *, is_arming: bool) -> node.Set:
        if is_arming:
            left_s = math.ceil(self._exit_ends_s - now_s - 1e-3)
            return replace(self._usual, exit_s=max(0, left_s) if wish.exit_s else 0)
        if wish.is_armed and self.config is not None:
            return replace(self._usual, exit_s=self.config.exit_s)
        return self._usual

    def _putting_right(self, order: node.Arm | node.Disarm, now_s: float) -> Message:
        if self._wished_s < self._changed_s:
            is_arming = isinstance(order, node.Arm)
            self.corrected = ARMED_AGAIN if is_arming else DISARMED_AGAIN
            self._wished_s = now_s
        return order

    def _done(self, order: Message) -> None:
        if isinstance(order, node.Set) and self.config is not None:
            has = {"has_code": self.config.has_code, "has_duress": self.config.has_duress}
            self.config = node.Config(**_values(order), **has)
        if isinstance(order, node.Code):
            self._codes = deque((c for c in self._codes if c != order), maxlen=4)
            self.config = None

    def _refuse(self, order: Message) -> None:
        if isinstance(order, node.Set):
            self._refused.append(order)
        if isinstance(order, node.Code):
            self._codes = deque((c for c in self._codes if c != order), maxlen=4)


ARMED_AGAIN = (
    "The node was disarmed while the alarm was armed, and nobody had typed a code: "
    "it is armed again."
)
DISARMED_AGAIN = (
    "The node was armed while the alarm was disarmed, and nobody had pressed a key: "
    "it is disarmed again."
)


def _is_armed(state: node.State) -> bool:
    return state.mode is not node.ArmMode.OFF


def _values(order: node.Set) -> dict[str, int]:
    return {field.name: getattr(order, field.name) for field in fields(order)}


def _is_near(wanted: node.Set, config: node.Config) -> bool:
    same = all(getattr(config, k) == v for k, v in _values(wanted).items() if k != "exit_s")
    near = EXIT_NEAR_S if wanted.exit_s else 0
    return same and abs(config.exit_s - wanted.exit_s) <= near
