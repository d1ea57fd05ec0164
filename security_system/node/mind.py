"""What the node's edge decides: messages and views go in, deeds come out. No thread, no port."""

from __future__ import annotations

from collections.abc import Iterable

from makerkit.arduino.link import LinkState
from makerkit.arduino.message import Message
from makerkit.arduino.messages import link, node
from security_system.alarm.happenings import Happening, Kind
from security_system.alarm.orders import Order
from security_system.alarm.settings import AlarmSettings
from security_system.alarm.view import AlarmView
from security_system.node.contact import Contact
from security_system.node.deeds import Acknowledge, Deed, Post, Send, Tell
from security_system.node.event_words import HOST
from security_system.node.events import Events, Key
from security_system.node.moment import moment_of
from security_system.node.sensors import Sensors
from security_system.node.settings import NodeSettings
from security_system.node.siren import Siren
from security_system.node.steering import Steering
from security_system.node.telling import NODE, Known, cover_of, happening_of, is_silent, orders_of
from security_system.node.wish import wish_of
from security_system.order_queue import Noted


class Mind:
    """Everything that is known of the node, and what follows from it.

    Args:
        alarm: the panel's settings.
        own: the section [node].
        view: the alarm as it stands.
        last: the newest event that the journal has.
        now_s: monotonic.
    """

    def __init__(
        self,
        alarm: AlarmSettings,
        own: NodeSettings,
        view: AlarmView,
        *,
        last: Key | None = None,
        now_s: float,
    ) -> None:
        self.contact = Contact()
        self.steering = Steering(alarm, own)
        self.siren = Siren(is_wanted=own.siren)
        self.sense: node.Sense | None = None
        self._alarm, self._own, self._view = alarm, own, view
        self._sensors = Sensors(alarm.zones)
        self._events = Events(last)
        self._held: node.Event | None = None
        self._decided_s: float | None = None
        self.contact.start(now_s)
        self.steering.wished(wish_of(view, alarm), now_s)

    # --- what happens to it

    def link_changed(self, state: LinkState, why: str, now_s: float) -> list[Deed]:
        """The link has another state."""
        orders = self.contact.changed(state, why, now_s)
        if not self.contact.is_ready:
            self.steering.lost()
            self.siren.lost()
            self._sensors.forget()
            self.sense = None
        return _posts(orders)

    def heard(self, message: Message, now_s: float, wall_s: float) -> list[Deed]:
        """The node has said something."""
        match message:
            case node.Event():
                return self._event(message, now_s, wall_s)
            case node.State():
                return self._state(message, now_s, wall_s)
            case node.Sense():
                return self._sense(message, now_s)
            case node.Config():
                self.steering.configured(message)
            case link.Done() | link.Nak():
                self.steering.answered(message, now_s)
        return self._steer(now_s)

    def apply(self, alarm: AlarmSettings, now_s: float) -> list[Deed]:
        """The settings of the alarm have changed; the next SENSE tells every zone anew."""
        self._alarm = alarm
        self._sensors = Sensors(alarm.zones)
        self.steering.apply(alarm, self._own)
        self.steering.wished(wish_of(self._view, alarm), now_s)
        return self._steer(now_s)

    def viewed(self, view: AlarmView, now_s: float) -> list[Deed]:
        """The panel has another view, and has stored it."""
        if (view.mode is None) is not (self._view.mode is None):
            self._decided_s = now_s
        self._view = view
        self.steering.wished(wish_of(view, self._alarm), now_s)
        return self._steer(now_s)

    def sounded(self, view: AlarmView, now_s: float) -> list[Deed]:
        """The alarm's siren begins, changes or ends: nothing is quicker than this."""
        sound = self.siren.show(view, now_s)
        return [Send(sound)] if sound and self.contact.is_ready else []

    def stored(self, event: node.Event, now_s: float) -> list[Deed]:
        """The journal has an event."""
        self._events.stored(event)
        return [Acknowledge(event), *self._steer(now_s)]

    def tick(self, now_s: float) -> list[Deed]:
        """Time went on."""
        sound = self.siren.tick(now_s) if self.contact.is_ready else None
        deeds: list[Deed] = [Send(sound)] if sound else []
        return [*deeds, *_posts(self.contact.tick(now_s)), *self._steer(now_s)]

    # --- messages

    def _event(self, event: node.Event, now_s: float, wall_s: float) -> list[Deed]:
        if self._events.is_stored(event):
            return [Acknowledge(event)]
        if not self._events.is_new(event):
            return []
        if self._must_hold(event):
            self._held = event
            return []
        return self._take(event, now_s, wall_s)

    def _must_hold(self, event: node.Event) -> bool:
        """Whether an event can be understood only with the state that follows it."""
        by_hand = event.kind is node.EventKind.EXIT_STARTED and event.detail != HOST
        state = self.steering.state
        return by_hand and (state is None or state.mode is node.ArmMode.OFF) and not self._held

    def _take(self, event: node.Event, now_s: float, wall_s: float) -> list[Deed]:
        state = self.steering.state
        known = Known(
            now_s=now_s,
            wall_s=wall_s,
            moment=moment_of(event.age_s, now_s, self.contact.told_all_s),
            mode=state.mode if state else node.ArmMode.OFF,
            view=self._view,
            decided_s=self._decided_s,
            before=self._events.before,
        )
        orders = orders_of(event, known, self._sensors, self._own)
        cover = cover_of(event, known.before)
        odd = self._events.take(event)
        zone = self._sensors.zone_of(event.detail)
        hides = is_silent(event, self._alarm.zones.get(zone), self._own)
        row = happening_of(event, zone, wall_s, is_silent=hides)
        told: list[Deed] = [Tell(each) for each in (odd, cover) if each]
        return [*told, Post(Noted(row, orders), event)]

    def _state(self, state: node.State, now_s: float, wall_s: float) -> list[Deed]:
        self.steering.said(state, now_s)
        deeds: list[Deed] = []
        if self._held is not None:
            deeds += self._take(self._held, now_s, wall_s)
            self._held = None
        if not state.unacknowledged and self._events.is_idle:
            self.contact.told_all_s = now_s
        sound = self.siren.said(state, now_s) if self.contact.is_ready else None
        deeds += [Send(sound)] if sound else []
        return [*deeds, *self._steer(now_s)]

    def _sense(self, sense: node.Sense, now_s: float) -> list[Deed]:
        self.sense = sense
        if not self.contact.is_ready:
            return []
        return _posts([*self.contact.heard_all(), *self._sensors.sensed(sense, now_s)])

    # --- orders for the node

    def _steer(self, now_s: float) -> list[Deed]:
        if not self.contact.is_ready:
            return []
        state = self.steering.state
        is_told_all = state is not None and not state.unacknowledged and self._events.is_idle
        order = self.steering.next(now_s, is_told_all=is_told_all)
        deeds: list[Deed] = [Send(order)] if order else []
        if self.steering.corrected:
            why, self.steering.corrected = self.steering.corrected, ""
            deeds.append(Tell(Happening(Kind.FAULT, source=NODE, why=why)))
        return deeds


def _posts(orders: Iterable[Order]) -> list[Deed]:
    return [Post(order) for order in orders]
