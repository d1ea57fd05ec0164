"""The panel at the broker: shows the alarm, takes commands, hears sensors and outposts.

Everything here runs on the thread `mqtt`, but `on_turn`, which only puts something down for it.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from makerkit.app.edge import Health
from makerkit.errors import MakerKitError
from security_system.alarm.happenings import Happening
from security_system.alarm.orders import Order, SourceSeen
from security_system.alarm.settings import AlarmSettings
from security_system.alarm.view import AlarmView
from security_system.mqtt import commands
from security_system.mqtt.command_desk import CommandDesk, PanelLike
from security_system.mqtt.connection import Connection
from security_system.mqtt.conversation import Login, Message, Will
from security_system.mqtt.gallery import Gallery
from security_system.mqtt.home_assistant import device, removed
from security_system.mqtt.no_broker import without_broker
from security_system.mqtt.outposts import Outposts
from security_system.mqtt.payloads import BadPayloadError, json_object
from security_system.mqtt.secret import read_password
from security_system.mqtt.sensors import Sensors
from security_system.mqtt.settings import MqttSettings, OutpostSettings
from security_system.mqtt.states import events, health_state, packed, states
from security_system.mqtt.topics import OFFLINE, ONLINE, Topics

HEALTH_EVERY_S = 30.0
EVENTS_MAX = 1_000
LOST_AFTER_S = 10.0
"""So long the broker may be away until its zones count as lost: it may just be updated."""
LOG = logging.getLogger(__name__)


class Mqtt:
    """The edge to the broker.

    Args:
        folder: the data folder, with `secrets/` in it.
        health: how all parts are, for Home Assistant.
        cameras: their names, for pictures.
        picture_of: the newest picture of a camera.
    """

    name = "mqtt"

    def __init__(
        self,
        settings: MqttSettings,
        outposts: Mapping[str, OutpostSettings],
        alarm: AlarmSettings,
        panel: PanelLike,
        folder: Path,
        *,
        health: Callable[[], Sequence[Health]] = list,
        cameras: Sequence[str] = (),
        picture_of: Callable[[str], bytes | None] = lambda _camera: None,
        version: str = "0",
    ) -> None:
        self._settings = settings
        self._alarm = alarm
        self._panel = panel
        self._folder = folder
        self._health = health
        self._cameras = tuple(cameras)
        self._version = version
        self._topics = Topics(settings.base, settings.discovery_prefix)
        self._sensors = Sensors(alarm.zones, settings.sensors)
        self._outposts = Outposts(outposts, alarm.zones, self._topics, panel.post, folder)
        self._desk = CommandDesk(settings, self._topics, panel)
        self._gallery = Gallery(alarm.zones, picture_of)
        self._happened: deque[Happening] = deque(maxlen=EVENTS_MAX)
        self._view: AlarmView | None = panel.view
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._health_due_s = 0.0
        self._lost_s: float | None = None
        self._is_lost = False
        self._now_s = 0.0
        self._unposted: deque[Order] = deque(maxlen=EVENTS_MAX)

    # -- any thread

    def start(self) -> None:
        """Begin to connect, if there is to be a broker."""
        if not self._settings.host:
            return
        login = Login(
            client_id=f"{self._topics.node}-panel",
            password=read_password(self._folder / "secrets"),
            will=Will(self._topics.status, OFFLINE.encode(), ONLINE.encode()),
            subscriptions=self._subscriptions(),
        )
        self._connection = Connection(self._settings, login, self)
        self._connection.start()

    def stop(self) -> None:
        """Say goodbye and end; safe to call twice."""
        if self._connection is not None:
            self._connection.stop()

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs, if it is to."""
        return not self._settings.host or (
            self._connection is not None and self._connection.is_alive
        )

    def on_turn(self, turn: Any) -> None:
        """Show what a turn of the panel brought (`Panel.listen`); never waits."""
        if not self._settings.host:
            return
        with self._lock:
            self._view = turn.view
            self._happened.extend(turn.happenings)
        if self._connection is not None:
            self._connection.wake()

    def picture(self, evidence: str) -> Path | None:
        """Return the picture that an outpost sent as evidence."""
        return self._outposts.picture(evidence)

    def outpost_pictures(self) -> dict[str, Path | None]:
        """Return the newest picture of each camera of an outpost: "shed_yard"."""
        return self._outposts.newest_pictures()

    def health(self) -> Health:
        """Return how it goes at the broker."""
        if self._connection is None:
            return without_broker(self._alarm.zones)
        found = self._connection.health()
        more = {
            "refused": float(self._desk.refusals.count + self._outposts.refused),
            "not_understood": float(self._sensors.refused),
        }
        return Health(found.name, found.level, found.says, {**found.numbers, **more})

    # -- the thread `mqtt`

    def connected(self) -> None:
        """Say everything again; what was not heard meanwhile is as the sensors know it."""
        gap_s = 0.0 if self._lost_s is None else self._now_s - self._lost_s
        self._lost_s, self._is_lost = None, False
        self._post(SourceSeen(source="mqtt", is_there=True, why="The broker is there."))
        for order in self._sensors.again(gap_s):
            self._post(order)
        self._outposts.greet()
        self._announce()
        self._health_due_s = 0.0

    def lost(self, why: str) -> None:
        """Note since when the broker is gone."""
        self._lost_s = self._now_s
        LOG.warning("The broker is gone: %s", why)

    def heard(self, message: Message) -> None:
        """Take a message."""
        if message.topic == self._topics.discovery:
            self._take_own_discovery(message)
        elif message.topic == self._topics.birth:
            if message.payload == ONLINE.encode():
                self._say_all_again()
        elif self._outposts.is_for(message.topic):
            for order in self._outposts.hear(message, self._now_s, self._outbox):
                self._post(order)
        elif message.topic.startswith(f"{self._topics.base}/"):
            if message.payload:  # an empty one is how a retained command is cleared
                self._desk.take(message, self._now_s, self._outbox)
        else:
            for order in self._sensors.hear(message, self._now_s):
                self._post(order)

    def tick(self, now_s: float) -> None:
        """Show what has changed, and look after sensors and outposts."""
        self._now_s = now_s
        self._show()
        waiting, self._unposted = list(self._unposted), deque(maxlen=EVENTS_MAX)
        for order in waiting:
            self._post(order)
        if self._lost_s is None and not self._is_connected:
            self._lost_s = now_s
        ears = self._outbox if self._is_connected else None
        for order in (*self._sensors.tick(now_s), *self._outposts.tick(now_s, ears)):
            self._post(order)
        if self._lost_s is not None and not self._is_lost and now_s - self._lost_s > LOST_AFTER_S:
            self._is_lost = True
            why = f"The broker is gone for {now_s - self._lost_s:.0f} s."
            self._post(SourceSeen(source="mqtt", is_there=False, why=why))
        if now_s >= self._health_due_s:
            self._health_due_s = now_s + HEALTH_EVERY_S
            self._outbox.state(self._topics.health, health_state(self._health()))
            self._announce()

    @property
    def _is_connected(self) -> bool:
        return self._connection is not None and self._connection.is_connected

    @property
    def _outbox(self) -> Any:
        assert self._connection is not None
        return self._connection.outbox

    def _subscriptions(self) -> list[str]:
        return [
            *commands.subscriptions(self._topics),
            self._topics.birth,
            self._topics.discovery,
            *self._sensors.subscriptions(),
            *self._outposts.subscriptions(),
        ]

    def _show(self) -> None:
        with self._lock:
            view, self._view = self._view, None
            happened = list(self._happened)
            self._happened.clear()
        for payload in events(happened):
            self._outbox.event(self._topics.event, payload)
        if self._settings.pictures:
            for camera, jpeg in self._gallery.pictures(happened, self._now_s).items():
                self._outbox.state(self._topics.picture(camera), jpeg)
        if view is not None:
            for topic, payload in states(view, self._topics).items():
                self._outbox.state(topic, payload)
            self._outposts.show(view, self._now_s, self._outbox if self._is_connected else None)

    def _announce(self) -> None:
        """Tell Home Assistant what there is, if it does not know yet."""
        if not self._settings.discovery:
            return
        found = self._device()
        self._outbox.state(self._topics.discovery, packed(found))

    def _device(self) -> dict[str, Any]:
        return device(
            self._settings,
            self._alarm,
            cameras=(*self._cameras, *self._outposts.cameras()),
            health=self._health(),
            version=self._version,
        )

    def _say_all_again(self) -> None:
        """Home Assistant has started: it has forgotten what is not retained."""
        self._outbox.say_all_states_again()

    def _take_own_discovery(self, message: Message) -> None:
        """Take away what an earlier run announced and what is no more."""
        if not self._settings.discovery or not message.payload:
            return
        try:
            before = json_object(message.payload, max_bytes=128 * 1024)
        except BadPayloadError as error:
            self._desk.refusals.add(f"{message.topic}: {error}", self._now_s)
            return
        farewell = removed(before, self._device())
        if farewell is not None:
            self._outbox.event(self._topics.discovery, packed(farewell))
        self._outbox.say_again(self._topics.discovery)

    def _post(self, order: Order) -> None:
        try:
            self._panel.post(order)
        except MakerKitError as error:
            LOG.warning("The panel does not take %s now: %s", type(order).__name__, error)
            self._unposted.append(order)
