"""One conversation with the broker, from the greeting until it breaks off.

What paho reads and writes, it does on the thread that calls `turn`. Received messages larger than
`RECEIVE_MAX_BYTES` are kept back by the broker itself: MQTT 5 lets a client say so.
"""

import logging
import select
import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from security_system.mqtt.outbox import Outbox
from security_system.mqtt.refusals import refusal
from security_system.mqtt.settings import MqttSettings

if TYPE_CHECKING:
    from paho.mqtt.client import Client, MQTTMessage

RECEIVE_MAX_BYTES = 256 * 1024
UNDERWAY_MAX = 20  # messages that the broker has not confirmed
CONNECT_TIMEOUT_S = 3.0
FAREWELL_S = 1.0
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Message:
    """What came from the broker.

    Attributes:
        is_retained: whether its sender let the broker keep it (also when it came just now).
    """

    topic: str
    payload: bytes
    is_retained: bool


@dataclass(frozen=True, slots=True)
class Will:
    """What the broker says for us when we are gone without a word; retained."""

    topic: str
    gone: bytes
    here: bytes


@dataclass(frozen=True, slots=True)
class Login:
    """Who we are, and what we want to hear.

    Attributes:
        client_id: what the broker knows us by; two with one name throw each other out.
        subscriptions: topics to hear, with wildcards.
    """

    client_id: str
    password: str
    will: Will
    subscriptions: Sequence[str]


class Listener(Protocol):
    """Who uses the connection; all calls come on its thread."""

    def connected(self) -> None:
        """The broker has taken us, and what we asked for is subscribed."""

    def heard(self, message: Message) -> None:
        """A message came."""

    def lost(self, why: str) -> None:
        """The broker is gone."""

    def tick(self, now_s: float) -> None:
        """Some time has passed, at most half a second; connected or not."""


class Conversation:
    """Speaks with the broker once.

    Attributes:
        is_connected: whether it has taken us and what we asked for.
        ends_with: why the broker has ended it, as a sentence.
        errors: what could not be handled.
    """

    def __init__(
        self, settings: MqttSettings, login: Login, listener: Listener, outbox: Outbox
    ) -> None:
        self._settings = settings
        self._login = login
        self._listener = listener
        self._outbox = outbox
        self._underway: set[int] = set()
        self.is_connected = False
        self.ends_with = ""
        self.errors = 0
        self._client = self._make_client()

    def begin(self) -> None:
        """Greet the broker.

        Raises:
            OSError: it cannot be reached.
        """
        from paho.mqtt.packettypes import PacketTypes
        from paho.mqtt.properties import Properties

        asks = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]  # of paho
        asks.MaximumPacketSize = RECEIVE_MAX_BYTES
        self._client.connect(
            self._settings.host,
            self._settings.port_used,
            keepalive=self._settings.keepalive_s,
            properties=asks,
        )

    @property
    def underway(self) -> int:
        """Return how many messages the broker has not confirmed."""
        return len(self._underway)

    @property
    def line(self) -> socket.socket | None:
        """Return the socket while there is a connection."""
        return cast("socket.socket | None", self._client.socket())

    def turn(self, ear: socket.socket, wait_s: float) -> None:
        """Wait until something is to be read or written, or somebody rings at `ear`; do it."""
        connected = self.line
        if connected is None:
            return
        has_more = isinstance(connected, ssl.SSLSocket) and connected.pending() > 0
        writes = [connected] if self._client.want_write() else []
        readable, writable, _ = select.select(
            [connected, ear], writes, [], 0.0 if has_more else wait_s
        )
        if connected in readable or has_more:
            self._client.loop_read()
        if connected in writable:
            self._client.loop_write()
        self._client.loop_misc()

    def send(self) -> None:
        """Send what waits, as long as the broker keeps up."""
        client = self._client
        while self.is_connected and len(self._underway) < UNDERWAY_MAX and not client.want_write():
            message = self._outbox.take()
            if message is None:
                return
            sent = client.publish(
                message.topic, message.payload, qos=message.qos, retain=message.is_retained
            )
            if client.socket() is None:
                self._outbox.put_back(message)
            elif message.qos and not sent.is_published():
                self._underway.add(sent.mid)

    def end(self, *, is_farewell: bool) -> None:
        """Hang up.

        Args:
            is_farewell: whether we go for good, and say what the will would say: the broker keeps
                a will back after a proper goodbye.
        """
        self._client.on_disconnect = None
        if is_farewell and self.is_connected:
            self._say_farewell()
        self.is_connected = False
        self._client.disconnect()

    def _make_client(self) -> "Client":
        from paho.mqtt.client import Client, MQTTv5
        from paho.mqtt.enums import CallbackAPIVersion

        client = Client(CallbackAPIVersion.VERSION2, self._login.client_id, protocol=MQTTv5)
        client.connect_timeout = CONNECT_TIMEOUT_S
        client.will_set(self._login.will.topic, self._login.will.gone, qos=1, retain=True)
        if self._settings.user:
            client.username_pw_set(self._settings.user, self._login.password)
        if self._settings.tls:
            client.tls_set(ca_certs=self._settings.ca_file or None)
        client.on_connect = self._on_connect
        client.on_subscribe = self._on_subscribe
        client.on_message = self._on_message
        client.on_publish = lambda _client, _data, mid, *_: self._underway.discard(mid)
        client.on_disconnect = self._on_disconnect
        return client

    def _on_connect(self, client: "Client", _data: Any, _flags: Any, code: Any, _more: Any) -> None:
        from paho.mqtt.subscribeoptions import SubscribeOptions

        if code.is_failure:
            self.ends_with = refusal(code.getName(), self._settings.user)
            client.disconnect()
            return
        # retainAsPublished: a retained message is known as such also when it comes at once
        options = SubscribeOptions(qos=1, noLocal=True, retainAsPublished=True)
        client.subscribe([(topic, options) for topic in self._login.subscriptions])

    def _on_subscribe(
        self, client: "Client", _data: Any, _mid: int, codes: Any, _more: Any
    ) -> None:
        topics = zip(self._login.subscriptions, codes, strict=False)
        refused = [topic for topic, code in topics if code.is_failure]
        if refused:
            self.errors += 1
            LOG.warning("The broker lets us not hear %s: look at its access list.", refused)
        self.is_connected = True
        client.publish(self._login.will.topic, self._login.will.here, qos=1, retain=True)
        self._outbox.say_all_states_again()
        self._listener.connected()

    def _on_message(self, _client: "Client", _data: Any, message: "MQTTMessage") -> None:
        try:
            topic = message.topic
        except UnicodeDecodeError:
            self.errors += 1
            return
        try:
            payload = bytes(message.payload)
            self._listener.heard(Message(topic, payload, bool(message.retain)))
        except Exception:  # our own mistake must not cost the connection
            LOG.exception("A message on %r could not be handled.", topic[:100])
            self.errors += 1

    def _on_disconnect(self, _client: Any, _data: Any, _flags: Any, code: Any, _more: Any) -> None:
        if not self.ends_with and code.is_failure:
            self.ends_with = refusal(code.getName(), self._settings.user)

    def _say_farewell(self) -> None:
        will = self._login.will
        said = self._client.publish(will.topic, will.gone, qos=1, retain=True)
        until_s = time.monotonic() + FAREWELL_S
        while (connected := self.line) is not None and not said.is_published():
            if time.monotonic() > until_s:
                return
            if select.select([connected], [], [], 0.1)[0]:
                self._client.loop_read()
