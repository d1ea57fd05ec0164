"""What all applications do: start, greet once the slow parts are there, run, stop everything."""

import contextlib
import signal
import threading
import time

import pytest

from makerkit.app.application import GREET_WITHIN_S, Application, run_to_its_end
from makerkit.app.edge import Health, Level
from makerkit.errors import MakerKitError


class Bell(Application):
    """Rings; its clapper may come late."""

    def __init__(self, clapper_s=0.0):
        self.did = []
        super().__init__(say=self.did.append)
        self._there_s = clapper_s

    def start(self):
        self._there_s += time.monotonic()
        self.did.append("starts")

    def health(self):
        is_there = time.monotonic() >= self._there_s
        return [Health("clapper", Level.OK if is_there else Level.ERROR, "")]

    def _stops(self):
        return self._let_go, self._hang_up

    def _greeting(self):
        return [f"greets, clapper {self.health()[0].level.value}"]

    def _let_go(self):
        raise MakerKitError("the rope is stuck")

    def _hang_up(self):
        self.did.append("is hung up")


def run_for(bell, seconds):
    """Let an application run in a thread; return how long it took to greet."""
    began_s, greeted_s = time.monotonic(), []
    say = bell.say
    bell.say = lambda line: (greeted_s.append(time.monotonic() - began_s), say(line))
    thread = threading.Thread(target=bell.run)
    thread.start()
    time.sleep(seconds)
    bell.end()
    thread.join()
    return greeted_s


def test_it_starts_greets_runs_and_stops_all_though_one_part_does_not_want_to(virtual_time, caplog):
    bell = Bell()
    assert run_for(bell, 60.0) == [0.0]
    assert bell.did == ["starts", "greets, clapper ok", "is hung up"]
    assert "the rope is stuck" in caplog.text


def test_it_greets_once_the_slow_part_is_there(virtual_time):
    bell = Bell(clapper_s=2.1)
    assert run_for(bell, 60.0) == pytest.approx([2.25])
    assert "greets, clapper ok" in bell.did


def test_it_does_not_wait_for_ever_for_a_part_that_is_broken(virtual_time):
    bell = Bell(clapper_s=1e9)
    assert run_for(bell, 60.0) == pytest.approx([GREET_WITHIN_S])
    assert "greets, clapper error" in bell.did


def test_whoever_ends_it_while_it_waits_hears_no_greeting(virtual_time):
    bell = Bell(clapper_s=1e9)
    assert run_for(bell, 1.0) == []
    assert bell.did == ["starts", "is hung up"]


def test_what_breaks_while_it_starts_is_raised_and_everything_stopped(mocker):
    bell = Bell()
    mocker.patch.object(bell, "start", side_effect=OSError("no room"))
    with pytest.raises(OSError, match="no room"):
        bell.run()
    assert bell.did == ["is hung up"]


@pytest.mark.parametrize(("number", "says"), [(signal.SIGINT, True), (signal.SIGTERM, False)])
def test_a_signal_ends_it_in_order(number, says, caplog):
    bell = Bell()
    greets = bell._greeting

    def greeted():
        signal.raise_signal(number)
        return greets()

    bell._greeting = greeted
    with caplog.at_level("INFO"):
        run_to_its_end(lambda: bell)
    assert bell.did == ["starts", "greets, clapper ok", "is hung up"]
    assert ("Ended by Ctrl-C." in caplog.text) == says


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_it_is_made_ends_it_before_it_starts(number):
    made = []

    def make():
        signal.raise_signal(number)
        made.append(Bell())
        return made[0]

    run_to_its_end(make)
    assert made[0].did == ["is hung up"]


def test_a_signal_is_not_lost_where_an_exception_would_be():
    class Swallows(Bell):
        def start(self):
            with contextlib.suppress(BaseException):
                signal.raise_signal(signal.SIGINT)
            super().start()

    bell = Swallows()
    run_to_its_end(lambda: bell)
    assert bell.did[-1] == "is hung up"


def test_a_second_ctrl_c_breaks_off_what_hangs():
    class Hangs(Bell):
        def start(self):
            signal.raise_signal(signal.SIGINT)
            self.did.append("hangs")
            signal.raise_signal(signal.SIGINT)

    bell = Hangs()
    with pytest.raises(KeyboardInterrupt):
        run_to_its_end(lambda: bell)
    assert bell.did == ["hangs", "is hung up"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
