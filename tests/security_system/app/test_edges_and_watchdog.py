"""Parts that fail, die or hang never keep the rest from working."""

import threading
import time

import pytest

from makerkit.app.edge import Health, Level
from makerkit.app.edges import Edges
from makerkit.app.watchdog import FIRST_PAUSE_S, Watchdog
from makerkit.errors import MakerKitError


class FakeEdge:
    """An edge that can be told to fail."""

    def __init__(self, name, *, fails=(), did=None):
        self.name, self.fails, self.is_alive = name, set(fails), False
        self.did = [] if did is None else did

    def start(self):
        self.did.append(f"start {self.name}")
        if "start" in self.fails:
            raise MakerKitError(f"{self.name} is not plugged in")
        self.is_alive = True

    def stop(self):
        self.did.append(f"stop {self.name}")
        if "stop" in self.fails:
            raise RuntimeError("it hangs")
        self.is_alive = False

    def health(self):
        if "health" in self.fails:
            raise KeyError("volts")
        return Health(self.name, Level.OK)


def made(edge):
    return lambda: edge


def test_one_that_cannot_be_made_or_started_is_said_and_the_others_start():
    edges = Edges()

    def broken():
        raise ImportError("No module named 'picamera2'")

    assert edges.add("camera", broken) is None
    edges.add("node", made(FakeEdge("node", fails={"start"})))
    edges.add("gpio", made(FakeEdge("gpio")))
    found = [(health.name, health.level, health.says) for health in edges.health()]
    assert found == [
        ("camera", Level.ERROR, "No module named 'picamera2'"),
        ("node", Level.ERROR, "node is not plugged in"),
        ("gpio", Level.OK, ""),
    ]


def test_they_are_stopped_in_reverse_and_one_that_hangs_costs_no_other():
    did = []
    edges = Edges()
    for name, fails in (("a", ()), ("b", {"stop"}), ("c", ())):
        edges.add(name, made(FakeEdge(name, fails=fails, did=did)))
    edges.stop_all()
    assert did[3:] == ["stop c", "stop b", "stop a"]
    assert list(edges) == []


def test_one_that_cannot_say_how_it_is_counts_as_broken():
    edges = Edges()
    edges.add("node", made(FakeEdge("node", fails={"health"})))
    assert [health.level for health in edges.health()] == [Level.ERROR]


@pytest.fixture
def watched():
    edges, told = Edges(), []
    edge = FakeEdge("node")
    edges.add("node", made(edge))
    watchdog = Watchdog(edges, lambda source, why: told.append((source, why)))
    return edge, watchdog, told


def test_one_whose_thread_has_died_is_told_and_started_again(watched):
    edge, watchdog, told = watched
    watchdog.look(0.0)
    assert told == []
    edge.is_alive = False
    watchdog.look(5.0)
    assert edge.is_alive
    assert edge.did == ["start node", "stop node", "start node"]
    assert told == [("node", "node: its thread had died. It was started again.")]


def test_one_that_dies_again_and_again_is_started_ever_more_rarely(watched):
    edge, watchdog, told = watched
    for second in range(600):
        edge.is_alive = False
        watchdog.look(float(second))
    starts = edge.did.count("start node") - 1
    assert starts == len(told) == 6  # at 0, 10, 30, 70, 150 and 310 s
    assert FIRST_PAUSE_S == 10.0


def test_one_that_cannot_be_started_again_is_told_too(watched):
    edge, watchdog, told = watched
    edge.is_alive, edge.fails = False, {"start"}
    for second in range(100):
        watchdog.look(float(second))
    assert edge.did.count("start node") - 1 == 4
    assert told == [("node", "node does not run, and cannot be started.")]
    edge.fails = set()
    watchdog.look(500.0)
    assert told[1:] == [("node", "node: its thread had died. It was started again.")]


def test_one_that_returns_from_its_start_without_running_was_not_started(watched):
    """A page whose port is taken: the journal said that it was started again."""
    edge, watchdog, told = watched
    edge.is_alive, edge.start = False, lambda: None
    watchdog.look(0.0)
    assert told == [("node", "node does not run, and cannot be started.")]


def test_one_that_cannot_say_whether_it_lives_costs_no_other(watched):
    class Puzzled(FakeEdge):
        @property
        def is_alive(self):
            raise RuntimeError("what is life?")

        @is_alive.setter
        def is_alive(self, value):
            pass

    edge, watchdog, told = watched
    watchdog._edges = edges = Edges()
    edges.add("puzzled", made(Puzzled("puzzled")))
    edges.add("node", made(edge))
    edge.is_alive = False
    watchdog.look(0.0)
    assert [name for name, _ in told] == ["puzzled", "node"]
    assert edge.is_alive


@pytest.mark.usefixtures("virtual_time")
def test_the_watchdog_looks_by_itself_beats_and_ends():
    edges, beats = Edges(), []
    edge = FakeEdge("node")
    edges.add("node", made(edge))
    watchdog = Watchdog(edges, lambda _source, _why: None, lambda: beats.append(1))
    watchdog.start()
    edge.is_alive = False
    time.sleep(6.0)
    assert edge.is_alive
    watchdog.stop()
    assert beats == [1]
    assert not any(thread.name == "watchdog" for thread in threading.enumerate())
