"""The connection to the broker: one thread that lives as long as the program.

It waits in one place (`select`) for the network and for whoever has something to say, and connects
again with growing pauses. Nothing that comes from the broker can end it.
"""

import logging
import select
import socket
import threading
import time

from makerkit.app.edge import Health, Level
from security_system.mqtt.conversation import CONNECT_TIMEOUT_S, Conversation, Listener, Login
from security_system.mqtt.outbox import Outbox
from security_system.mqtt.refusals import plain_error
from security_system.mqtt.settings import MqttSettings

PAUSE_MIN_S, PAUSE_MAX_S = 0.5, 30.0
TURN_S = 0.5  # the longest wait: how exact `tick` is
STOP_TIMEOUT_S = CONNECT_TIMEOUT_S + 2.0
LOG = logging.getLogger(__name__)


class Connection:
    """Keeps in touch with the broker.

    Attributes:
        outbox: what is to be said there; any thread may put something in.
    """

    def __init__(
        self,
        settings: MqttSettings,
        login: Login,
        listener: Listener,
        *,
        thread_name: str = "mqtt",
    ) -> None:
        self._settings = settings
        self._login = login
        self._listener = listener
        self._ear, self._bell = socket.socketpair()
        self._ear.setblocking(False)
        self._bell.setblocking(False)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=thread_name, daemon=True)
        self._conversation: Conversation | None = None
        self._why_not = "it has not been tried yet."
        self._errors = 0
        self.outbox = Outbox(settings.waiting_max, self.wake)

    def start(self) -> None:
        """Begin to connect, and return at once."""
        self._thread.start()

    def stop(self) -> None:
        """Say that we are gone, and end the thread; safe to call twice."""
        self._stop.set()
        self.wake()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)
        if self._thread.is_alive():
            LOG.error("The thread %s does not end: a name server may hang.", self._thread.name)
            return
        self._ear.close()
        self._bell.close()

    def wake(self) -> None:
        """Have the thread look at what is to be done; any thread."""
        try:
            self._bell.send(b"!")
        except OSError:  # it is full: the thread will wake anyway; or closed: nobody is there
            return

    @property
    def is_alive(self) -> bool:
        """Return whether its thread runs."""
        return self._thread.is_alive()

    @property
    def is_connected(self) -> bool:
        """Return whether the broker has taken us."""
        conversation = self._conversation
        return conversation is not None and conversation.is_connected

    @property
    def underway(self) -> int:
        """Return how many messages the broker has not confirmed."""
        conversation = self._conversation
        return 0 if conversation is None else conversation.underway

    @property
    def errors(self) -> int:
        """Return how many things went wrong on our side."""
        conversation = self._conversation
        return self._errors + (conversation.errors if conversation is not None else 0)

    def health(self) -> Health:
        """Return how the connection is."""
        where = f"{self._settings.host}:{self._settings.port_used}"
        numbers = {
            "waiting": float(self.outbox.waiting),
            "dropped": float(self.outbox.dropped),
            "errors": float(self.errors),
        }
        if self.is_connected:
            return Health("mqtt", Level.OK, f"Connected to the broker at {where}.", numbers)
        return Health("mqtt", Level.ERROR, f"No broker at {where}: {self._why_not}", numbers)

    def _run(self) -> None:
        pause_s = PAUSE_MIN_S
        while not self._stop.is_set():
            began_s = time.monotonic()
            self._converse_guarded()
            if time.monotonic() - began_s > PAUSE_MAX_S:
                pause_s = PAUSE_MIN_S
            self._wait(pause_s)
            pause_s = min(PAUSE_MAX_S, pause_s * 2)

    def _converse_guarded(self) -> None:
        """Speak with the broker until it breaks off, for whatever reason."""
        try:
            self._converse()
        except (OSError, ValueError) as error:
            self._why_not = plain_error(error)
        except Exception as error:  # whatever it is: the thread goes on, and it is counted
            LOG.exception("The conversation with the broker broke off.")
            self._errors += 1
            self._why_not = f"{type(error).__name__}: {error}"
        self._hang_up()

    def _converse(self) -> None:
        conversation = Conversation(self._settings, self._login, self._listener, self.outbox)
        self._conversation = conversation
        conversation.begin()
        while not self._stop.is_set() and conversation.line is not None:
            conversation.turn(self._ear, TURN_S)
            self._be_woken()
            self._listener.tick(time.monotonic())
            conversation.send()
        self._why_not = conversation.ends_with or "it has closed the connection."

    def _hang_up(self) -> None:
        conversation, self._conversation = self._conversation, None
        if conversation is None:
            return
        self._errors += conversation.errors
        was_connected = conversation.is_connected
        conversation.end(is_farewell=self._stop.is_set())
        if was_connected:
            self._listener.lost(self._why_not)

    def _wait(self, pause_s: float) -> None:
        until_s = time.monotonic() + pause_s
        while not self._stop.is_set() and (left_s := until_s - time.monotonic()) > 0:
            select.select([self._ear], [], [], min(TURN_S, left_s))
            self._be_woken()
            self._listener.tick(time.monotonic())

    def _be_woken(self) -> None:
        try:
            self._ear.recv(4096)
        except BlockingIOError:
            return
