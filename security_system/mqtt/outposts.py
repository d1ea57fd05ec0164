"""The panel's side of outposts: what they say becomes zones, and whether they are there is watched.

Only outposts of the settings are heard. An outpost is there while its beats come: they carry the
state of all its zones, so that nothing stays wrong for longer than a beat.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from makerkit.errors import MakerKitError
from security_system.alarm.orders import Condition, Order, ZoneSeen
from security_system.alarm.view import AlarmView
from security_system.alarm.zone_settings import ZoneSettings
from security_system.mqtt.conversation import Message
from security_system.mqtt.outbox import Outbox
from security_system.mqtt.outpost_pictures import EVIDENCE, Pictures
from security_system.mqtt.outpost_record import PREFIX, Outpost
from security_system.mqtt.outpost_run import next_run
from security_system.mqtt.outpost_wire import (
    BEAT_S,
    Beat,
    Stamp,
    ZoneEvent,
    read_beat,
    read_event,
    read_picture,
    write_ack,
    write_state,
)
from security_system.mqtt.payloads import BadPayloadError, shown
from security_system.mqtt.seal import Seal
from security_system.mqtt.settings import OutpostSettings
from security_system.mqtt.topics import OFFLINE, Topics

LATE_S = 10.0
CAMERAS_MAX = 8
CAMERA = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
Post = Callable[[Order, Callable[[], None] | None], None]


class Outposts:
    """All outposts.

    Args:
        settings: the tables [outposts.NAME]; a zone's source names an outpost as well.
        post: the panel's.
        folder: the data folder, for pictures.

    Attributes:
        refused: how many messages were not what they should be.
        repeated: how many came twice.
    """

    def __init__(
        self,
        settings: Mapping[str, OutpostSettings],
        zones: Mapping[str, ZoneSettings],
        topics: Topics,
        post: Post,
        folder: Path,
    ) -> None:
        self._topics = topics
        self._post = post
        self._begins = f"{topics.base}/outpost/"
        self._said = 0
        self._said_s = float("-inf")
        self._view: AlarmView | None = None
        self._state: tuple[object, ...] = ()
        self._seal = Seal.kept_in(folder / "secrets")
        self._pictures = Pictures(folder / "outposts")
        self._newest: dict[str, Path] = {}
        self.refused = 0
        self.repeated = 0
        self.last_refusal = ""
        self._outposts = {name: Outpost(name, each, {}) for name, each in settings.items()}
        for zone, each in zones.items():
            if each.source.startswith(PREFIX):
                name, _, theirs = each.source.removeprefix(PREFIX).partition("/")
                outpost = self._outposts.setdefault(name, Outpost(name, OutpostSettings(), {}))
                outpost.zones[theirs] = zone
        self._boot = next_run(folder / "outposts", is_kept=bool(self._outposts))

    def subscriptions(self) -> list[str]:
        """Return what is to be heard."""
        names = self._outposts
        return [
            self._topics.outpost(name, what)
            for name in names
            for what in ("status", "beat", "event", "picture/+/+")
        ]

    def is_for(self, topic: str) -> bool:
        """Return whether a topic is one of an outpost."""
        return topic.startswith(self._begins)

    def cameras(self) -> list[str]:
        """Return the cameras that have sent pictures: "shed_door"."""
        found = [
            f"{each.name}_{camera}" for each in self._outposts.values() for camera in each.cameras
        ]
        return sorted(found)

    def picture(self, evidence: str) -> Path | None:
        """Return the picture that came with an event."""
        return self._pictures.find(evidence)

    def newest_pictures(self) -> dict[str, Path | None]:
        """Return the newest picture of each camera that has sent one; any thread."""
        return dict(self._newest)

    def hear(self, message: Message, now_s: float, outbox: Outbox) -> list[Order]:
        """Return what follows from a message of an outpost; what is wrong is counted."""
        name, _, what = message.topic.removeprefix(self._begins).partition("/")
        outpost = self._outposts.get(name)
        try:
            if outpost is None:
                raise BadPayloadError(f"The settings know no outpost {shown(name)}.")
            if what == "status":
                return self._hear_status(outpost, message)
            if message.is_retained:
                raise BadPayloadError("It was kept by the broker, and is of no age.")
            payload = self._seal.open(message.topic, message.payload)
            if what == "beat":
                return self._hear_beat(outpost, read_beat(payload), now_s)
            if what == "event":
                return self._hear_event(outpost, read_event(payload), now_s, outbox)
            self._hear_picture(outpost, what, payload, outbox)
        except BadPayloadError as error:
            self.refused += 1
            self.last_refusal = f"{shown(message.topic)}: {error}"
        return []

    def tick(self, now_s: float, outbox: Outbox | None) -> list[Order]:
        """Return who has been silent for too long, and tell outposts how the alarm is.

        Args:
            outbox: None while the broker is away: what is said then would be old news.
        """
        if now_s - self._said_s >= BEAT_S:
            self._say_state(now_s, outbox)
        orders: list[Order] = []
        for each in self._outposts.values():
            limit_s = each.settings.silent_max_s
            if each.beat_s is None:
                each.beat_s = now_s  # from the start it has as long as ever
            elif each.is_there is not False and now_s - each.beat_s > limit_s:
                orders += each.lose(f"Nothing was heard of it for {limit_s:g} s.")
        return orders

    def show(self, view: AlarmView, now_s: float, outbox: Outbox | None) -> None:
        """Tell outposts at once when what matters to them has changed."""
        self._view = view
        state = (view.state, view.mode, view.siren.is_on, view.siren.pattern)
        if state != self._state:
            self._state = state
            self._say_state(now_s, outbox)

    def greet(self) -> None:
        """Have the state said at the next tick: the broker is there again."""
        self._said_s = float("-inf")

    def _say_state(self, now_s: float, outbox: Outbox | None) -> None:
        if (
            self._view is None
            or outbox is None
            or not any(o.settings.tells_state for o in self._outposts.values())
        ):
            return
        self._said_s = now_s
        self._said += 1
        stamp = Stamp(boot=self._boot, number=self._said)
        payload = self._seal.close(self._topics.panel, write_state(self._view, stamp))
        outbox.event(self._topics.panel, payload, qos=0)

    def _hear_status(self, outpost: Outpost, message: Message) -> list[Order]:
        if message.payload == OFFLINE.encode() and outpost.is_there is not False:
            if message.is_retained and outpost.is_there is None:
                return outpost.lose("The broker says that it is gone.")
            return outpost.lose("It is gone: the broker has lost it, or it was stopped.")
        if not message.is_retained or outpost.is_there is not True:
            self.greet()  # it waits for a word of the panel; that it is there, its beats say
        return []

    def _hear_beat(self, outpost: Outpost, beat: Beat, now_s: float) -> list[Order]:
        outpost.check_run(beat.stamp, self._boot)
        if beat.stamp.number <= outpost.beat_number:
            raise BadPayloadError("This beat came before: somebody plays it back.")
        outpost.beat_number = beat.stamp.number
        outpost.beat_s = now_s
        orders = outpost.find()
        for theirs, ours in outpost.zones.items():
            condition = beat.zones.get(theirs, Condition.LOST)
            if outpost.conditions.get(ours) is not condition:
                outpost.conditions[ours] = condition
                why = "" if theirs in beat.zones else "The outpost has not heard of it."
                orders.append(ZoneSeen(zone=ours, condition=condition, why=why))
        return orders + outpost.batteries(beat)

    def _hear_event(
        self, outpost: Outpost, event: ZoneEvent, now_s: float, outbox: Outbox
    ) -> list[Order]:
        outpost.check_run(event.stamp, self._boot)
        acknowledge = partial(self._acknowledge, outpost, event.stamp.number, outbox)
        if outpost.stalled is not None and event.stamp.number > outpost.stalled:
            return []
        if event.stamp.number <= outpost.event_number:
            self.repeated += 1
            acknowledge()
            return []
        ours = outpost.zones.get(event.zone)
        if ours is None:
            outpost.event_number = event.stamp.number
            acknowledge()  # it would send it for ever
            raise BadPayloadError(f"No zone of the settings is {outpost.name}/{shown(event.zone)}.")
        late = f" That was {event.age_s:.0f} s ago." if event.age_s > LATE_S else ""
        order = ZoneSeen(
            zone=ours,
            condition=event.condition,
            why=f"{event.why}{late}".strip(),
            evidence=event.evidence,
        )
        try:
            for found in outpost.find():
                self._post(found, None)
            self._post(order, acknowledge)
        except MakerKitError:  # the alarm is busy; without an acknowledgement it comes again
            outpost.stalled = event.stamp.number
            return []
        outpost.stalled, outpost.event_number = None, event.stamp.number
        outpost.beat_s = now_s
        outpost.conditions[ours] = event.condition
        return []

    def _acknowledge(self, outpost: Outpost, number: int, outbox: Outbox) -> None:
        """Tell an outpost that its event is stored; any thread."""
        topic = self._topics.outpost(outpost.name, "ack")
        stamp = Stamp(boot=outpost.boot, number=number, panel=self._boot)
        outbox.event(topic, self._seal.close(topic, write_ack(stamp)))

    def _hear_picture(self, outpost: Outpost, what: str, payload: bytes, outbox: Outbox) -> None:
        kind, _, rest = what.partition("/")
        camera, _, evidence = rest.partition("/")
        is_ours = evidence.startswith(f"{outpost.name}-") and EVIDENCE.fullmatch(evidence)
        if kind != "picture" or not CAMERA.fullmatch(camera) or not is_ours:
            raise BadPayloadError("An outpost says no such thing.")
        jpeg = read_picture(payload)
        if camera not in outpost.cameras:
            if len(outpost.cameras) >= CAMERAS_MAX:
                raise BadPayloadError(f"It has more than {CAMERAS_MAX} cameras.")
            outpost.cameras.append(camera)
        try:
            self._newest[f"{outpost.name}_{camera}"] = self._pictures.keep(evidence, jpeg)
        except MakerKitError as error:  # the disk is full
            self.last_refusal = str(error)
        outbox.state(self._topics.picture(f"{outpost.name}_{camera}"), jpeg)
