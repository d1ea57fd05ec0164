"""The link and the kit's real sketches, compiled, in the simulator, in virtual time."""

import json
import time

import pytest

from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.arduino.link import Link
from makerkit.arduino.link.application import CAR, NODE
from makerkit.arduino.link.errors import WrongSketchError
from makerkit.arduino.link.events import LinkState, Received, StateChanged
from makerkit.arduino.messages import car, node
from makerkit.arduino.messages.link import Done, ResetCause


@pytest.fixture
def security_node(firmware):
    require_toolchain()
    return firmware("security_node", quantum_ms=5)


ESTOP_CLOSED = {
    "version": 1,
    "author": "kit",
    "editor": "wokwi",
    "parts": [{"type": "wokwi-arduino-uno", "id": "uno", "attrs": {"sketch": "car_controller"}}],
    "connections": [["uno:A5", "uno:GND.1", "black", []]],
}
"""The emergency stop is a contact to ground that is closed while nobody presses it."""


def take_all(link):
    found = []
    while (happening := link.receive(timeout_s=0.0)) is not None:
        found.append(happening)
    return found


def messages(happenings, kind):
    return [h.message for h in happenings if isinstance(h, Received) and type(h.message) is kind]


def test_the_real_sketch_boots_answers_and_obeys(security_node):
    with Link(NODE) as link:
        boot = link.boot
        link.send(node.Get())
        number = link.send(node.Arm(node.ArmMode.AWAY, 0))
        time.sleep(1.0)
        came = take_all(link)
        statistics = link.statistics

    assert (boot.cause, boot.watchdog_resets) == (ResetCause.EXTERNAL, 1)
    assert len(messages(came, node.Config)) == 1
    assert messages(came, Done) == [Done(number)]
    assert messages(came, node.State)[-1].state is not node.AlarmState.DISARMED
    assert (sum(statistics.bad.values()), statistics.lost) == (0, 0)


def test_each_event_of_the_real_sketch_comes_once_and_the_next_after_its_ack(security_node):
    events = []
    with Link(NODE) as link:
        ends_s = time.monotonic() + 5.0
        while time.monotonic() < ends_s:
            happening = link.receive(timeout_s=0.1)
            if isinstance(happening, Received) and isinstance(happening.message, node.Event):
                events.append(happening.message)
                link.acknowledge(happening.message)

    ids = [event.event_id for event in events]
    assert ids == list(range(ids[0], ids[0] + len(ids)))
    assert node.EventKind.FIRST_START in [event.kind for event in events]


def test_the_sketch_of_the_other_machine_is_refused(security_node):
    with pytest.raises(WrongSketchError, match="and this program needs CAR"), Link(CAR):
        pass


@pytest.mark.bench(seed=3)
def test_with_one_percent_of_bytes_damaged_no_event_is_lost_and_every_line_is_counted(
    security_node,
):
    link = Link(NODE, ping_every_s=None)
    link.start()
    link.wait_until_ready()
    security_node.line.damage(share=0.01, seed=5)
    kinds = []
    ends_s = time.monotonic() + 60.0
    while time.monotonic() < ends_s:
        happening = link.receive(timeout_s=0.1)
        if isinstance(happening, StateChanged):
            assert happening.state is not LinkState.SEARCHING
        elif isinstance(happening, Received) and isinstance(happening.message, node.Event):
            kinds.append(happening.message.event_id)
            link.acknowledge(happening.message)
    security_node.line.mend()
    time.sleep(1.5)
    statistics = link.statistics
    link.stop()

    assert kinds == list(range(kinds[0], kinds[0] + len(kinds)))
    assert statistics.lost > 30
    assert statistics.boots == 1


def test_the_cable_comes_out_and_back_and_the_link_goes_on(security_node):
    with Link(NODE) as link:
        take_all(link)
        security_node.unplug()
        time.sleep(2.0)
        out = link.state
        security_node.plug_in()
        time.sleep(4.0)
        seen = [h.state for h in take_all(link) if isinstance(h, StateChanged)]

    assert out is LinkState.SEARCHING
    assert seen[-2:] == [LinkState.WAITING, LinkState.READY]


def test_a_car_is_armed_over_the_link_and_disarms_when_the_cable_comes_out(firmware, tmp_path):
    require_toolchain()
    wiring = tmp_path / "wiring.json"
    wiring.write_text(json.dumps(ESTOP_CLOSED))
    board = firmware("car_controller", wiring=wiring, quantum_ms=5)
    seen = []

    def drive(link, for_s, left_mm_s=0):
        ends_s = time.monotonic() + for_s
        while time.monotonic() < ends_s:
            link.send(car.Drv(left_mm_s, left_mm_s))
            for happening in take_all(link):
                if isinstance(happening, Received):
                    seen.append(happening.message)
                    if isinstance(happening.message, car.Event):
                        link.acknowledge(happening.message)
            time.sleep(0.02)

    with Link(CAR) as link:
        for setting in (car.Setting.SONAR, car.Setting.BATTERY, car.Setting.ENCODERS):
            link.send(car.Set(setting, 0))
            drive(link, 0.2)  # while it stores one, it refuses the next
        drive(link, 2.0)
        link.send(car.Arm())
        drive(link, 0.5)
        board.unplug()
        time.sleep(1.0)
        board.plug_in()
        time.sleep(3.0)
        drive(link, 0.5)
        state = link.state

    modes = [m.mode for m in seen if isinstance(m, car.State)]
    hurdles = [m.hurdle for m in seen if isinstance(m, car.Hurdle)]
    assert (car.Mode.ARMED in modes, hurdles) == (True, [])
    assert modes[-1] is not car.Mode.ARMED
    assert state is LinkState.READY
