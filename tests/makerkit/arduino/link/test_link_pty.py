"""The link on a real pseudo-terminal, with pyserial's own class and real threads."""

import os
import select
import threading
import time
import tty

import pytest

from makerkit.arduino.codec import Decoded, LineReader, encode
from makerkit.arduino.link import Link
from makerkit.arduino.link.application import CAR
from makerkit.arduino.link.events import LinkState, StateChanged
from makerkit.arduino.link.thread import THREAD
from makerkit.arduino.messages import car
from makerkit.arduino.messages.link import Boot, Hello, ResetCause, Sketch
from makerkit.arduino.ports.errors import BusyError

PATIENCE_S = 10.0
BOOT = Boot(Sketch.CAR, CAR.protocol, CAR.schema, ResetCause.POWER, 1, 5)


class PtyBoard:
    """Starts when it hears that somebody has opened it, and notes what it hears."""

    def __init__(self):
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.port = os.ttyname(self._slave)
        self.heard = []
        self._changed = threading.Condition()
        self._stop_r, self._stop_w = os.pipe()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self):
        os.write(self._stop_w, b"x")
        self._thread.join()
        for descriptor in (self._master, self._slave, self._stop_r, self._stop_w):
            if descriptor is not None:
                os.close(descriptor)

    def pull_out(self):
        os.write(self._stop_w, b"x")
        self._thread.join()
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = None

    def wait_for(self, message):
        with self._changed:
            assert self._changed.wait_for(lambda: message in self.heard, PATIENCE_S)

    def _serve(self):
        reader, seq = LineReader(CAR.from_host), 0
        while True:
            ready, _, _ = select.select([self._master, self._stop_r], [], [], 0.02)
            if self._stop_r in ready:
                return
            if not ready:
                if not self.heard:
                    os.write(self._master, encode(BOOT, 0))
                continue
            for line in reader.feed(os.read(self._master, 4096)):
                assert isinstance(line, Decoded)
                with self._changed:
                    self.heard.append(line.message)
                    self._changed.notify_all()
                if isinstance(line.message, Hello):
                    seq += 1
                    os.write(self._master, encode(BOOT, seq))


@pytest.fixture
def board():
    board = PtyBoard()
    yield board
    board.close()


def test_a_pty_is_opened_greeted_and_left_without_a_thread(board):
    with Link(CAR, board.port) as link:
        assert link.state is LinkState.READY
    names = [thread.name for thread in threading.enumerate()]

    assert THREAD not in names
    assert board.heard[0] == Hello(CAR.protocol, CAR.schema)


def test_a_message_leaves_at_once_though_the_thread_waits_in_a_read(board, monkeypatch):
    monkeypatch.setattr("makerkit.arduino.link.cable.READ_S", 60.0)
    with Link(CAR, board.port, ping_every_s=None) as link:
        for speed in range(20):
            link.send(car.Drv(speed, 0))
            board.wait_for(car.Drv(speed, 0))  # or it would take a minute
        started_s = time.monotonic()
    stopped_s = time.monotonic() - started_s

    assert stopped_s < 2.0


def test_a_terminal_that_goes_away_is_an_unplugged_board(board):
    with Link(CAR, board.port) as link:
        board.pull_out()
        seen = []
        while not seen or seen[-1].state is not LinkState.SEARCHING:
            happening = link.receive(timeout_s=PATIENCE_S)
            assert happening is not None
            seen += [happening] if isinstance(happening, StateChanged) else []

    assert seen[-1].reason.id == "link.unplugged"


def test_a_port_that_another_link_has_is_busy(board):
    with Link(CAR, board.port), pytest.raises(BusyError), Link(CAR, board.port):
        pass
