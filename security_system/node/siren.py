"""The node's siren, sounded for the panel: at once, and kept up while it is wanted."""

from __future__ import annotations

import math

from makerkit.arduino.messages import node
from security_system.alarm.view import AlarmView
from security_system.node.wish import sound_of

RENEW_S = 5.0
"""A SOUND that was lost is made good, and one that ran out of time is not begun again."""
AGAIN_S = 0.3


class Siren:
    """Says which SOUND the node gets next.

    Args:
        is_wanted: whether the node's siren shall sound for the panel at all.
    """

    def __init__(self, *, is_wanted: bool) -> None:
        self._is_wanted = is_wanted
        self._is_on = False
        self._ends_s = -math.inf
        self._how = node.SirenSound.STEADY
        self._said_s = -math.inf
        self._is_unsaid = True

    def show(self, view: AlarmView, now_s: float) -> node.Sound | None:
        """Take what the alarm's siren shall do; return what is to be said at once."""
        wanted = sound_of(view)
        is_on = wanted.sound_s > 0
        is_new = is_on is not self._is_on or (is_on and wanted.sound is not self._how)
        self._is_on, self._how, self._ends_s = is_on, wanted.sound, now_s + wanted.sound_s
        return self._sound(now_s) if is_new and self._is_wanted else None

    def said(self, state: node.State, now_s: float) -> node.Sound | None:
        """Take the node's state; return what makes good a SOUND that was lost."""
        is_wrong = self._left_s(now_s) > 0 and not state.sound_s
        is_wrong = is_wrong or (not self._is_on and state.sound_s > 0)
        is_due = self._is_unsaid or (is_wrong and now_s - self._said_s >= AGAIN_S)
        return self._sound(now_s) if is_due and self._is_wanted else None

    def tick(self, now_s: float) -> node.Sound | None:
        """Time went on."""
        is_due = self._left_s(now_s) > 0 and now_s - self._said_s >= RENEW_S
        return self._sound(now_s) if is_due and self._is_wanted else None

    def lost(self) -> None:
        """The link was lost: what was said may not have arrived, also an end."""
        self._is_unsaid = True

    def _left_s(self, now_s: float) -> int:
        return max(0, math.ceil(self._ends_s - now_s)) if self._is_on else 0

    def _sound(self, now_s: float) -> node.Sound:
        self._said_s, self._is_unsaid = now_s, False
        return node.Sound(sound_s=self._left_s(now_s), sound=self._how)
