"""The board's edge: the thread `car-board` between the link and the driver.

What comes in is turned into senses and posted; what the driver decides is sent by `obey`, which is
called on the driver's thread and never waits.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Protocol

from makerkit.app.edge import Health, Level
from makerkit.arduino.errors import ArduinoError
from makerkit.arduino.link import CAR, Happening, Link, LinkState, Received, Statistics, is_event
from makerkit.arduino.message import Message
from makerkit.arduino.messages import car, link
from makerkit.errors import MakerKitError
from self_driving_car.board.commands import Commands
from self_driving_car.board.settings import BoardSettings
from self_driving_car.board.teaching import Teaching
from self_driving_car.board.words import CAUSES, Hearing
from self_driving_car.driver.driver import Decision
from self_driving_car.driver.senses import LinkSeen, Sense
from self_driving_car.driver.settings import CarSettings

LOG = logging.getLogger(__name__)
TICK_S = 0.1
STOP_WITHIN_S = 4.0
PING_EVERY_S = 0.5


class LinkLike(Protocol):
    """A link to the board: `makerkit.arduino.link.Link`."""

    def start(self) -> None: ...  # noqa: D102
    def stop(self) -> None: ...  # noqa: D102
    def send(self, message: Message) -> int | None: ...  # noqa: D102
    def acknowledge(self, event: Message) -> None: ...  # noqa: D102
    def receive(self, timeout_s: float | None = None) -> Happening | None: ...  # noqa: D102
    @property
    def state(self) -> LinkState: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def statistics(self) -> Statistics: ...  # noqa: D102


class BoardEdge:
    """The car controller at its cable.

    Args:
        settings: the section [board].
        chassis: the section [car].
        post: takes what is sensed; never waits.
        make_link: makes the link; it looks for the board by itself.
    """

    name = "board"

    def __init__(
        self,
        settings: BoardSettings,
        chassis: CarSettings,
        post: Callable[[Sense], None],
        make_link: Callable[[], LinkLike] | None = None,
    ) -> None:
        self._settings, self._chassis, self._post = settings, chassis, post
        self._make_link = make_link or partial(
            Link, CAR, settings.port_name, ping_every_s=PING_EVERY_S
        )
        self._link: LinkLike | None = None
        self._commands = Commands()
        self._hearing = Hearing(chassis.edges_per_m if chassis.encoders else None)
        self._teaching = Teaching(chassis)
        self._state: car.State | None = None
        self._boots: int | None = None  # how often it had started when it was heard of last
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None

    # -- its life

    def start(self) -> None:
        """Begin to look for the board, and return at once."""
        self._ends.clear()
        self._link = self._make_link()
        self._thread = threading.Thread(target=self._run, name="car-board", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, and close the port; the motors stop first.

        Raises:
            MakerKitError: a thread did not end.
        """
        self._ends.set()
        board, self._link = self._link, None
        if board is not None:
            _stop_motors(board)
            board.stop()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_S)
            if self._thread.is_alive():
                raise MakerKitError(f"car-board did not end within {STOP_WITHIN_S:g} s.")
            self._thread = None

    @property
    def is_alive(self) -> bool:
        """Whether its thread runs, if it was started."""
        return self._thread is None or self._thread.is_alive()

    def health(self) -> Health:
        """Return how the board is, and its link."""
        board = self._link
        if board is None or not self.is_alive:
            return Health(self.name, Level.ERROR, "The board's edge does not run.")
        counted = board.statistics
        numbers = {"lost_lines": float(counted.lost), "restarts": float(counted.boots)}
        if counted.round_trip_s is not None:
            numbers["round_trip_ms"] = 1000.0 * counted.round_trip_s
        if board.state is not LinkState.READY:
            return Health(
                self.name, Level.ERROR, board.reason or "It does not answer yet.", numbers
            )
        if self._teaching.complaint:
            return Health(self.name, Level.WARNING, self._teaching.complaint, numbers)
        return Health(self.name, Level.OK, "", numbers)

    def apply(self, chassis: CarSettings) -> None:
        """Go by another chassis from now on; the board is told as soon as it is disarmed."""
        if chassis == self._chassis:
            return
        self._chassis = chassis
        self._hearing = Hearing(chassis.edges_per_m if chassis.encoders else None)
        self._teaching = Teaching(chassis)

    # -- on the driver's thread

    def obey(self, decision: Decision, now_s: float) -> None:
        """Send what the driver has decided."""
        board = self._link
        if board is None or board.state is not LinkState.READY:
            return
        may_arm = self._teaching.is_done or not self._settings.teaches
        for message in self._commands.for_decision(decision, self._state, now_s, may_arm=may_arm):
            board.send(message)

    # -- on its own thread

    def _run(self) -> None:
        board = self._link
        if board is None:
            return
        board.start()
        while not self._ends.is_set():
            try:
                happening = board.receive(TICK_S)
            except ArduinoError as error:  # it was stopped meanwhile
                if not self._ends.is_set():
                    LOG.error("The link to the board has ended: %s", error)
                    self._post(LinkSeen(is_up=False, says=str(error)))
                return
            self._step(board, happening, time.monotonic())

    def _step(self, board: LinkLike, happening: Happening | None, now_s: float) -> None:
        if isinstance(happening, Received):
            self._heard(board, happening.message)
        elif happening is not None:
            self._link_changed(board, happening.state)
        is_armed = self._state is not None and self._state.mode is car.Mode.ARMED
        if board.state is LinkState.READY and self._settings.teaches:
            lesson = self._teaching.next(now_s, is_armed=is_armed)
            if lesson is not None:
                board.send(lesson)

    def _link_changed(self, board: LinkLike, state: LinkState) -> None:
        self._state = None
        self._hearing.forget()
        if state is LinkState.READY:
            self._teaching = Teaching(self._chassis)
            self._post(LinkSeen(is_up=True))
        elif state is not LinkState.STOPPED:
            self._boots = None if state is LinkState.SEARCHING else self._boots
            self._post(LinkSeen(is_up=False, says=board.reason or "The Arduino begins."))

    def _heard(self, board: LinkLike, message: Message) -> None:
        if isinstance(message, link.Boot):
            self._booted(board, message)
        if isinstance(message, car.State):
            self._state = message
        if isinstance(message, car.Value):
            self._teaching.heard(message)
        if is_event(message):
            board.acknowledge(message)
            if isinstance(message, car.Event):
                LOG.info("The board says: %s %s", message.kind.value, message.stop.value)
        sense = self._hearing.sense_of(message)
        if sense is not None:
            self._post(sense)

    def _booted(self, board: LinkLike, boot: link.Boot) -> None:
        """A BOOT may be an answer to HELLO, and a first start is none; a later one stops all."""
        before, self._boots = self._boots, board.statistics.boots
        if before is not None and self._boots > before:
            self._state = None
            self._hearing.forget()
            self._post(LinkSeen(is_up=False, says="The Arduino restarts.", boot=CAUSES[boot.cause]))


def _stop_motors(board: LinkLike) -> None:
    """Say it once more before the port closes; the board stops by itself in any case."""
    if board.state is LinkState.READY:
        board.send(car.Drv(left_mm_s=0, right_mm_s=0))
        board.send(car.Disarm())
        time.sleep(0.03)
