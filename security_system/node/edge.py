"""The node's edge: the thread `node` between the link and the panel.

What is decided stands in `mind.py`. The panel's thread comes in by `siren.show` and `show`, which
never wait; everything else goes through the thread `node`.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Protocol

from makerkit.app.edge import Health, Level
from makerkit.arduino.errors import ArduinoError
from makerkit.arduino.link import NODE, Happening, Link, Received, Statistics
from makerkit.arduino.message import Message
from makerkit.arduino.messages import node
from makerkit.errors import BadInputError, MakerKitError
from security_system.alarm.happenings import Happening as Told
from security_system.alarm.orders import Order
from security_system.alarm.settings import AlarmSettings
from security_system.alarm.view import AlarmView
from security_system.node.deeds import Acknowledge, Deed, Post, Send, Tell
from security_system.node.event_words import OF_NODE
from security_system.node.events import JournalRow, last_stored
from security_system.node.mind import Mind
from security_system.node.settings import NodeSettings
from security_system.node.status import health_of
from security_system.order_queue import BusyError, Noted

LOG = logging.getLogger(__name__)
TICK_S = 0.1
STOP_WITHIN_S = 4.0
CODE_DIGITS = range(4, 9)


class PanelLike(Protocol):
    """The panel, as far as the node is concerned."""

    @property
    def view(self) -> AlarmView: ...  # noqa: D102
    def post(self, order: Order | Noted, on_stored: Callable[[], None] | None = None) -> None: ...  # noqa: D102
    def tell(self, *happenings: Told) -> None: ...  # noqa: D102


class LinkLike(Protocol):
    """A link to the node: `makerkit.arduino.link.Link`."""

    def start(self) -> None: ...  # noqa: D102
    def stop(self) -> None: ...  # noqa: D102
    def send(self, message: Message) -> int | None: ...  # noqa: D102
    def acknowledge(self, event: Message) -> None: ...  # noqa: D102
    def receive(self, timeout_s: float | None = None) -> Happening | None: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def statistics(self) -> Statistics: ...  # noqa: D102


class _SirenOutput:
    """The node's siren as an output of the panel: shown before the journal is written."""

    def __init__(self, show: Callable[[AlarmView], None]) -> None:
        self.show = show


class NodeEdge:
    """The security node at its cable.

    Args:
        own: the section [node].
        alarm: the panel's settings.
        panel: takes orders.
        rows: reads the journal's newest rows of some kinds: `Journal.rows`.
        make_link: makes the link; it looks for the board by itself.

    Attributes:
        siren: for `Panel.add_siren`; the edge itself is for `Panel.add_output`.
    """

    name = "node"

    def __init__(
        self,
        own: NodeSettings,
        alarm: AlarmSettings,
        panel: PanelLike,
        rows: Callable[..., Iterable[JournalRow]],
        make_link: Callable[[], LinkLike] | None = None,
    ) -> None:
        self._own, self._alarm, self._panel, self._rows = own, alarm, panel, rows
        self._make_link = make_link or partial(Link, NODE, own.port_name)
        self._lock = threading.RLock()
        self._mind: Mind | None = None
        self._link: LinkLike | None = None
        self._late: deque[Post] = deque()
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None
        self.siren = _SirenOutput(self._sound)

    # --- its life

    def start(self) -> None:
        """Begin to look for the node, and return at once."""
        if not self._own.is_wanted:
            return
        self._ends.clear()
        self._begin()
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    def _begin(self) -> None:
        last = last_stored(self._rows(limit=20, kinds=OF_NODE))
        with self._lock:
            view = self._panel.view
            self._mind = Mind(self._alarm, self._own, view, last=last, now_s=time.monotonic())
            self._link = self._make_link()

    def stop(self) -> None:
        """End, and close the port.

        Raises:
            MakerKitError: a thread did not end.
        """
        self._ends.set()
        with self._lock:
            link, self._link = self._link, None
            self._mind = None
        if link is not None:
            link.stop()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_S)
            if self._thread.is_alive():
                raise MakerKitError(f"The node's thread did not end within {STOP_WITHIN_S:g} s.")
            self._thread = None

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs, if it needs one."""
        return self._thread is None or self._thread.is_alive()

    def health(self) -> Health:
        """Return how the node is, and its link."""
        with self._lock:
            if not self._own.is_wanted:
                return Health(self.name, Level.ABSENT, "No node is wanted ([node] port is none).")
            if self._mind is None or self._link is None or not self.is_alive:
                return Health(self.name, Level.ERROR, "The node's edge does not run.")
            return health_of(self._mind, self._link.reason, self._link.statistics)

    def apply(self, alarm: AlarmSettings) -> None:
        """Go by other settings of the alarm from now on, armed or not; any thread may say so."""
        with self._lock:
            self._alarm = alarm
            if self._mind is not None:
                self._do(self._mind.apply(alarm, time.monotonic()))

    def set_code(self, code: str, *, is_duress: bool = False) -> None:
        """Give the keypad another code; only the node keeps it, salted and hashed.

        Args:
            code: 4 to 8 digits; "" for none.
            is_duress: it disarms, and help is called silently.

        Raises:
            BadInputError: it is no such code, or the node is not there to be told.
        """
        if code and not (code.isascii() and code.isdigit() and len(code) in CODE_DIGITS):
            raise BadInputError(
                f"A code of the keypad has 4 to 8 digits (this one has {len(code)})."
            )
        which = node.WhichCode.DURESS if is_duress else node.WhichCode.MAIN
        salt = secrets.randbits(31)
        message = node.Code(which=which, digits=len(code), number=int(code or 0), salt=salt)
        with self._lock:
            if self._mind is None or not self._mind.contact.is_ready:
                raise BadInputError("The keypad's code was not changed: the node does not answer.")
            self._mind.steering.new_code(message)
            self._do(self._mind.tick(time.monotonic()))

    # --- on the panel's thread

    def show(self, view: AlarmView) -> None:
        """Take another view of the alarm, when it is stored."""
        with self._lock:
            if self._mind is not None:
                self._do(self._mind.viewed(view, time.monotonic()))

    def _sound(self, view: AlarmView) -> None:
        with self._lock:
            if self._mind is not None:
                self._do(self._mind.sounded(view, time.monotonic()))

    def _stored(self, event: node.Event) -> None:
        with self._lock:
            if self._mind is not None:
                self._do(self._mind.stored(event, time.monotonic()))

    # --- on its own thread

    def _run(self) -> None:
        link = self._link
        if link is None:
            return
        link.start()
        while not self._ends.is_set():
            try:
                happening = link.receive(TICK_S)
            except ArduinoError as error:  # it was stopped meanwhile
                if not self._ends.is_set():
                    LOG.error("The link to the node has ended: %s", error)
                return
            self._step(happening)

    def _step(self, happening: Happening | None) -> None:
        """Do what follows from what the link says, or from the time."""
        with self._lock:
            if self._mind is None or self._link is None:
                return
            late, self._late = list(self._late), deque()
            self._do(late)
            now_s = time.monotonic()
            if isinstance(happening, Received):
                self._do(self._mind.heard(happening.message, now_s, time.time()))
            elif happening is not None:
                self._do(self._mind.link_changed(happening.state, self._link.reason, now_s))
            self._do(self._mind.tick(now_s))

    # --- deeds, under the lock

    def _do(self, deeds: Iterable[Deed]) -> None:
        for deed in deeds:
            match deed:
                case Send(message=message):
                    self._send(message)
                case Acknowledge(event=event):
                    if self._link is not None:
                        self._link.acknowledge(event)
                case Post():
                    self._post(deed)
                case Tell(happening=happening):
                    with suppress(BusyError):  # a storm: health says the same
                        self._panel.tell(happening)

    def _send(self, message: Message) -> None:
        if self._link is None or self._mind is None:
            return
        seq = self._link.send(message)
        if not isinstance(message, node.Sound):
            self._mind.steering.sent(message, seq, time.monotonic())

    def _post(self, post: Post) -> None:
        event = post.event
        try:
            on_stored = None if event is None else partial(self._stored, event)
            self._panel.post(post.what, on_stored)
        except BusyError:
            self._late.append(post)  # the node keeps it too, until it is acknowledged
