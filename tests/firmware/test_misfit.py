"""Host and board from different tables: each says so in one sentence, and nothing moves."""

import dataclasses

import pytest

from hardware_mocks.arduino.chip import Chip
from hardware_mocks.arduino.engine import CLOCK_HZ
from hardware_mocks.arduino.events import ByteSent, Drive, DutyChanged, PinChanged
from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.arduino.errors import text_of
from makerkit.arduino.link.application import CAR, NODE
from makerkit.arduino.link.events import LinkState, StateChanged
from makerkit.arduino.link.session import Session
from makerkit.arduino.messages import car, link, node

APPLICATIONS = [CAR, NODE]
MOTOR_PINS = (5, 6, 7, 8, 9, 10)
SIREN, STROBE = 18, 12


@pytest.fixture
def board():
    """Return a function that starts an application's board."""
    require_toolchain()
    chips = []

    def start(application):
        chips.append(Chip(f"firmware/{application.flash_name}", known=application.from_board))
        chips[-1].wait_for(link.Boot, within_s=3.0)
        return chips[-1]

    yield start
    for chip in chips:
        chip.close()


def other_table(application):
    return dataclasses.replace(application, schema=application.schema ^ 1)


def other_version(application, by):
    return dataclasses.replace(application, protocol=application.protocol + by)


def converse(chip, session, seconds):
    """Let host and board speak, and return what became of the link, as (state, sentence)."""
    seen, states = 0, []
    end_s = chip.now_s + seconds
    session.opened("/dev/ttyACM0", chip.now_s)
    while chip.now_s < end_s:
        chip.send(b"".join(session.take_outgoing()))
        chip.wait(0.005)
        data = bytes(event.byte for event in chip.events[seen:] if isinstance(event, ByteSent))
        seen = len(chip.events)
        happened = session.received(data, chip.now_s) + session.tick(chip.now_s)
        changes = [one for one in happened if isinstance(one, StateChanged)]
        states += [(change.state, change.reason) for change in changes]
    return [(state, reason and text_of(reason).title) for state, reason in states]


@pytest.mark.parametrize("application", APPLICATIONS, ids=lambda one: one.flash_name)
def test_a_board_of_the_same_table_is_ready(board, application):
    assert converse(board(application), Session(application), 0.5)[-1] == (LinkState.READY, None)


@pytest.mark.parametrize("application", APPLICATIONS, ids=lambda one: one.flash_name)
def test_a_host_from_another_table_says_so_in_one_sentence_and_sends_nothing(board, application):
    chip = board(application)
    session = Session(other_table(application))
    state, sentence = converse(chip, session, 1.0)[-1]
    assert state is LinkState.REFUSED
    assert sentence == (
        "The sketch on the board at /dev/ttyACM0 was made from another table of messages than this "
        f"program: upload the one that fits with `./maker flash {application.flash_name}`."
    )
    assert session.take_outgoing() == []


@pytest.mark.parametrize(("by", "word"), [(1, "older"), (-1, "newer")])
@pytest.mark.parametrize("application", APPLICATIONS, ids=lambda one: one.flash_name)
def test_an_older_and_a_newer_board_are_told_apart(board, application, by, word):
    state, sentence = converse(board(application), Session(other_version(application, by)), 1.0)[-1]
    assert state is LinkState.REFUSED
    assert sentence.startswith(
        f"The sketch on the board at /dev/ttyACM0 is {word} than this program: "
    )


def test_a_car_says_it_to_the_program_of_a_node(board):
    _, sentence = converse(board(CAR), Session(NODE), 1.0)[-1]
    assert sentence == (
        "The board on /dev/ttyACM0 runs the sketch CAR, and this program needs NODE: upload it "
        "with `./maker flash security_node`."
    )


HELLOS = [
    (None, link.Refusal.NO_HELLO),
    (lambda one: link.Hello(one.protocol, one.schema ^ 1), link.Refusal.WRONG_SCHEMA),
    (lambda one: link.Hello(one.protocol + 1, one.schema), link.Refusal.WRONG_SCHEMA),
]


@pytest.mark.parametrize(("hello", "refusal"), HELLOS)
def test_a_car_does_not_move_for_a_host_that_does_not_fit(board, hello, refusal):
    chip = board(CAR)
    chip.drive(19, 0)  # the emergency stop is closed
    chip.adc_volts(2, 4.0)  # a full battery
    chip.wait(1.5)
    before = chip.servo_us(12)
    if hello:
        chip.send(hello(CAR))
    for _ in range(40):
        chip.send(car.Drv(left_mm_s=0, right_mm_s=0))
        chip.wait(0.02)
    chip.send(car.Arm())
    chip.send(car.Pan(pulse_us=2000))
    for _ in range(10):
        chip.send(car.Drv(left_mm_s=500, right_mm_s=500))
        chip.wait(0.02)
    assert [hurdle.hurdle for hurdle in chip.said(car.Hurdle)] == [car.ArmHurdle.NO_HELLO]
    assert [nak.refusal for nak in chip.said(link.Nak)] == [refusal]
    assert moved(chip, MOTOR_PINS) == []
    assert chip.servo_us(12) == pytest.approx(before, abs=2)


@pytest.mark.parametrize(("hello", "refusal"), HELLOS)
def test_a_node_obeys_no_host_that_does_not_fit(board, hello, refusal):
    chip = board(NODE)
    if hello:
        chip.send(hello(NODE))
    for order in (node.Arm(mode=node.ArmMode.AWAY, bypass=0), node.Disarm(), node.Get()):
        chip.send(order)
        chip.wait(0.5)
    assert {nak.refusal for nak in chip.said(link.Nak)} == {refusal}
    assert len(chip.said(link.Nak)) == 3
    assert chip.said(link.Done) == []
    assert chip.said(node.Config) == []
    assert {state.state for state in chip.said(node.State)} == {node.AlarmState.DISARMED}
    assert moved(chip, (SIREN, STROBE)) == []


def moved(chip, pins):
    """Return each time that one of these outputs was on."""
    return [
        (event.pin, event.cycle / CLOCK_HZ)
        for event in chip.events
        if isinstance(event, (PinChanged, DutyChanged))
        and event.pin in pins
        and (getattr(event, "duty", None) or getattr(event, "drive", None) is Drive.HIGH)
    ]
