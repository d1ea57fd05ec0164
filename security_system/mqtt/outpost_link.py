"""The link of an outpost to its panel: beats, events that are sent until they are acknowledged."""

import logging
import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from makerkit.app.edge import Health, Level
from security_system.mqtt.connection import Connection
from security_system.mqtt.conversation import Login, Message, Will
from security_system.mqtt.far_panel import FarPanel, Waiting
from security_system.mqtt.outpost_run import number_of
from security_system.mqtt.outpost_wire import (
    BEAT_S,
    PANEL_SILENT_MAX_S,
    Beat,
    Stamp,
    ZoneEvent,
    read_ack,
    read_state,
    write_beat,
    write_event,
)
from security_system.mqtt.payloads import BadPayloadError
from security_system.mqtt.seal import Seal
from security_system.mqtt.secret import read_password
from security_system.mqtt.settings import MqttSettings
from security_system.mqtt.topics import OFFLINE, ONLINE, Topics

RESEND_S = 5.0
PICTURE_MAX_BYTES = 200 * 1024  # the panel takes no more
LOG = logging.getLogger(__name__)


class OutpostLink:
    """The edge `outpost` of another Pi.

    Args:
        name: what the panel's settings call it.
        far: what the sensors here post to.
        picture: the newest picture for a zone, and the name of its camera; None without a camera.
    """

    name = "outpost"

    def __init__(
        self,
        name: str,
        settings: MqttSettings,
        far: FarPanel,
        folder: Path,
        *,
        picture: Callable[[str], tuple[str, bytes] | None] = lambda _zone: None,
    ) -> None:
        self._name = name
        self._settings = settings
        self._far = far
        self._folder = folder
        self._picture = picture
        self._topics = Topics(settings.base)
        self._boot = secrets.token_hex(8)
        self._beats = 0
        self._beat_due_s = 0.0
        self._panel = ""
        self._panel_number = -1
        self._panel_s: float | None = None
        self._connection: Connection | None = None
        self._seal = Seal()
        self.refused = 0

    def start(self) -> None:
        """Begin to connect.

        Raises:
            BadInputError: the settings name no broker.
        """
        self._seal = Seal.kept_in(self._folder / "secrets")
        login = Login(
            client_id=f"{self._topics.node}-outpost-{self._name}",
            password=read_password(self._folder / "secrets"),
            will=Will(self._topic("status"), OFFLINE.encode(), ONLINE.encode()),
            subscriptions=[self._topics.panel, self._topic("ack")],
        )
        self._connection = Connection(self._settings, login, self)
        self._far.wake = self._connection.wake
        self._connection.start()

    def stop(self) -> None:
        """Say goodbye and end; safe to call twice."""
        if self._connection is not None:
            self._connection.stop()

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs."""
        return self._connection is not None and self._connection.is_alive

    @property
    def hears_panel(self) -> bool:
        """Whether the panel has said something lately."""
        return self._panel_s is not None and (time.monotonic() - self._panel_s < PANEL_SILENT_MAX_S)

    def health(self) -> Health:
        """Return how the link is."""
        if self._connection is None:
            return Health(self.name, Level.ERROR, "It was not started.")
        found = self._connection.health()
        if found.level is not Level.OK:
            return Health(self.name, found.level, found.says, found.numbers)
        numbers = {**found.numbers, "unacknowledged": float(self._far.waiting)}
        if not self.hears_panel:
            says = "The broker is there, but nothing is heard of the panel. Does it run?"
            return Health(self.name, Level.ERROR, says, numbers)
        return Health(self.name, Level.OK, "", numbers)

    # -- the thread `mqtt`

    def connected(self) -> None:
        """Say everything again."""
        self._far.send_all_again()
        self._beat_due_s = 0.0

    def lost(self, why: str) -> None:
        """Note that the broker is gone."""
        LOG.warning("The broker is gone: %s", why)

    def heard(self, message: Message) -> None:
        """Take what the panel says."""
        try:
            if message.is_retained:
                raise BadPayloadError("It was kept by the broker, and is of no age.")
            payload = self._seal.open(message.topic, message.payload)
            if message.topic == self._topics.panel:
                self._hear_panel(payload)
            else:
                self._hear_ack(read_ack(payload))
        except BadPayloadError as error:
            self.refused += 1
            LOG.debug("%s: %s", message.topic, error)

    def tick(self, now_s: float) -> None:
        """Beat, and send what has happened."""
        self._far.tick(now_s)
        if self._connection is None or not self._connection.is_connected or not self._panel:
            return
        for waiting in self._far.to_send(now_s, RESEND_S):
            self._send(waiting, now_s)
        if now_s >= self._beat_due_s:
            self._beat_due_s = now_s + BEAT_S
            self._beat()

    def _hear_panel(self, payload: bytes) -> None:
        said = read_state(payload)
        is_new = said.stamp.boot != self._panel
        if is_new and number_of(said.stamp.boot) < number_of(self._panel):
            raise BadPayloadError("It is of an earlier run of the panel: somebody plays it back.")
        if not is_new and said.stamp.number <= self._panel_number:
            raise BadPayloadError("This came before: somebody plays it back.")
        if is_new:
            self._panel = said.stamp.boot
            self._far.send_all_again()
            self._beat_due_s = 0.0
        self._panel_number = said.stamp.number
        self._panel_s = time.monotonic()
        self._far.hear(said, self._panel_s)

    def _hear_ack(self, stamp: Stamp) -> None:
        if stamp.boot != self._boot:
            raise BadPayloadError("It is for another run.")
        self._far.acknowledged(stamp.number)

    def _send(self, waiting: Waiting, now_s: float) -> None:
        evidence = self._send_picture(waiting) if waiting.sent_s is None else ""
        event = ZoneEvent(
            stamp=Stamp(boot=self._boot, number=waiting.number, panel=self._panel),
            zone=waiting.order.zone,
            condition=waiting.order.condition,
            why=plain(waiting.order.why, 300),
            evidence=evidence or self._evidence(waiting),
            age_s=max(0.0, now_s - waiting.at_s),
        )
        self._say("event", write_event(event))

    def _send_picture(self, waiting: Waiting) -> str:
        """Send the picture of what has opened; before its event, so that it is there in time."""
        from security_system.alarm.orders import Condition

        if waiting.order.condition is not Condition.OPEN:
            return ""
        found = self._picture(waiting.order.zone)
        if found is None or len(found[1]) > PICTURE_MAX_BYTES:
            return ""
        evidence = self._evidence(waiting)
        self._say(f"picture/{found[0]}/{evidence}", found[1])
        return evidence

    def _evidence(self, waiting: Waiting) -> str:
        return f"{self._name}-{self._boot}-{waiting.number}"

    def _beat(self) -> None:
        self._beats += 1
        beat = Beat(
            stamp=Stamp(boot=self._boot, number=self._beats, panel=self._panel),
            zones=self._far.zones(),
            low_batteries=self._far.low_batteries(),
            lost_sources=self._far.lost_sources(),
        )
        self._say("beat", write_beat(beat), qos=0)

    def _say(self, what: str, payload: bytes, *, qos: int = 1) -> None:
        assert self._connection is not None
        topic = self._topic(what)
        self._connection.outbox.event(topic, self._seal.close(topic, payload), qos=qos)

    def _topic(self, what: str) -> str:
        return self._topics.outpost(self._name, what)


def plain(said: str, longest: int) -> str:
    """Return a sentence as the wire takes it: in one line, printable, not too long."""
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in said))[:longest]
