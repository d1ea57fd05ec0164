"""The node's edge with its thread: it starts, ends, starts again, and lives without a node."""

import queue
import threading

import pytest
from desk import ZONES, alarm_settings

from makerkit.app.edge import Level
from makerkit.arduino.link import LinkState, Received, StateChanged, Statistics
from makerkit.arduino.messages import node
from makerkit.messages import Message
from security_system.alarm.orders import SourceSeen
from security_system.alarm.view import AlarmView
from security_system.node.edge import NodeEdge
from security_system.node.settings import NodeSettings
from security_system.order_queue import BusyError, Noted

STATE = node.State(
    state=node.AlarmState.DISARMED, mode=node.ArmMode.OFF, remaining_s=0, cause=7, has_alarmed=0,
    left_out=0, locked_s=0, typed=0, unacknowledged=1, sound_s=0,
)  # fmt: skip
SENSE = node.Sense(
    zone_0=node.Zone.CLOSED, zone_1=node.Zone.CLOSED, zone_2=node.Zone.CLOSED,
    zone_3=node.Zone.CLOSED, motions=0, warm=1, lid_open=0, battery_mv=5200,
)  # fmt: skip
OPENED = node.Event(event_id=9, kind=node.EventKind.ZONE_OPENED, detail=1, age_s=0)


class FakeLink:
    """A link whose other end the test holds."""

    def __init__(self):
        self.inbox, self.sent, self.acknowledged = queue.Queue(), [], []
        self.reason, self.statistics = "", Statistics()
        self.is_stopped = False

    def start(self):
        pass

    def stop(self):
        self.is_stopped = True
        self.inbox.put(None)

    def send(self, message):
        self.sent.append(message)
        return len(self.sent)

    def acknowledge(self, event):
        self.acknowledged.append(event.event_id)

    def receive(self, timeout_s=None):
        try:
            return self.inbox.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def say(self, *messages):
        for message in messages:
            self.inbox.put(Received(message, 0, 0.0))


class FakePanel:
    """Takes orders, and stores them when it is told to."""

    def __init__(self):
        self.view = AlarmView(t_s=0.0)
        self.posted = queue.Queue()
        self.refusals = 0

    def post(self, order, on_stored=None):
        if isinstance(order, Noted) and self.refusals:
            self.refusals -= 1
            raise BusyError("1000 orders wait.")
        self.posted.put((order, on_stored))

    def tell(self, *happenings):
        pass

    def next(self, kind):
        while True:
            order, on_stored = self.posted.get(timeout=10)
            if isinstance(order, kind):
                return order, on_stored


@pytest.fixture
def made():
    links, panel = [], FakePanel()

    def make_link():
        links.append(FakeLink())
        return links[-1]

    edge = NodeEdge(NodeSettings(), alarm_settings(), panel, lambda **_: (), make_link)
    yield edge, panel, links
    edge.stop()


def greet(link):
    link.inbox.put(StateChanged(LinkState.READY, None, 0.0))
    link.say(STATE, SENSE)


def test_an_event_is_posted_and_acknowledged_when_it_is_stored(made):
    edge, panel, links = made
    edge.start()
    greet(links[0])
    assert panel.next(SourceSeen)[0].is_there
    links[0].say(OPENED)
    noted, on_stored = panel.next(Noted)
    assert (noted.happening.zone, noted.happening.detail["event_id"]) == ("window", 9)
    assert links[0].acknowledged == []
    on_stored()
    assert links[0].acknowledged == [9]


def test_an_event_for_which_the_panel_has_no_place_is_posted_again(made):
    edge, panel, links = made
    panel.refusals = 3
    edge.start()
    greet(links[0])
    links[0].say(OPENED)
    noted, _ = panel.next(Noted)
    assert noted.happening.detail["event_id"] == 9
    assert panel.refusals == 0


def test_it_ends_starts_again_and_ends_twice(made):
    edge, panel, links = made
    edge.start()
    assert edge.is_alive
    assert "node" in [thread.name for thread in threading.enumerate()]
    edge.stop()
    edge.stop()
    assert links[0].is_stopped
    assert "node" not in [thread.name for thread in threading.enumerate()]
    edge.start()
    greet(links[1])
    assert panel.next(SourceSeen)[0].is_there
    assert edge.health().numbers["battery_v"] == 5.2


def test_a_board_with_the_wrong_sketch_is_said_with_the_reason(made):
    edge, panel, links = made
    edge.start()
    links[0].reason = "The board runs the car's sketch."
    links[0].inbox.put(StateChanged(LinkState.REFUSED, Message("link.wrong_sketch", {}), 0.0))
    order, _ = panel.next(SourceSeen)
    assert (order.source, order.is_there) == ("node", False)
    assert "car's sketch" in order.why
    assert edge.health().level is Level.ERROR


def test_without_a_wish_for_a_node_there_is_no_thread_and_no_fault():
    edge = NodeEdge(NodeSettings(port="none"), alarm_settings(), FakePanel(), lambda **_: ())
    edge.start()
    edge.show(AlarmView(t_s=0.0))
    edge.siren.show(AlarmView(t_s=0.0))
    assert edge.health().level is Level.ABSENT
    assert edge.is_alive
    edge.stop()


def test_the_zones_of_these_tests_are_those_of_the_node():
    assert sum(zone["source"].startswith("node:") for zone in ZONES.values()) == 6
