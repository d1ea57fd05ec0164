"""The link over a simulated port in virtual time: what a cable and a board can do to it."""

import threading
import time

import pytest
import serial

from hardware_mocks.arduino.serial_ports import NANO, UNO
from makerkit.arduino.link import Link
from makerkit.arduino.link.application import CAR
from makerkit.arduino.link.errors import (
    GarbageError,
    LinkClosedError,
    NoAnswerError,
    OtherTableError,
    WrongDeviceError,
    WrongSketchError,
    WrongSpeedError,
)
from makerkit.arduino.link.events import LinkState, Received, StateChanged
from makerkit.arduino.link.thread import THREAD
from makerkit.arduino.messages import car
from makerkit.arduino.messages.link import Ack, Boot, Done, Hello, Sketch
from makerkit.arduino.ports.errors import BusyError, NoBoardError, SeveralBoardsError
from makerkit.arduino.ports.open import open_port
from tests.makerkit.arduino.link.talking_board import TalkingBoard


@pytest.fixture
def board(bench):
    return TalkingBoard(bench.serial_ports.add(UNO))


def event(event_id):
    return car.Event(event_id, car.EventKind.STOPPED, car.Stop.ESTOP, car.Block.CLEAR, 7)


def all_that_came(link):
    found = []
    while (happening := link.receive(timeout_s=0.0)) is not None:
        found.append(happening)
    return found


def states(happenings):
    return [
        (h.state, h.reason.id if h.reason else None)
        for h in happenings
        if isinstance(h, StateChanged)
    ]


def test_entering_waits_for_the_board_to_start_and_says_who_it_is(board):
    with Link(CAR) as link:
        ready_s = time.monotonic()
        found = (link.state, link.boot.sketch, link.port.device, link.reason)

    assert found == (LinkState.READY, Sketch.CAR, "/dev/ttyACM0", "")
    assert ready_s == pytest.approx(1.6, abs=0.1)
    assert board.heard == [Hello(CAR.protocol, CAR.schema)]


def test_orders_arrive_and_their_numbers_are_those_of_the_answers(board):
    with Link(CAR) as link:
        link.send(car.Drv(left_mm_s=100, right_mm_s=-100))
        number = link.send(car.Disarm())
        time.sleep(0.1)
        answers = [h.message for h in all_that_came(link) if isinstance(h, Received)]

    assert board.heard[1:] == [car.Drv(100, -100), car.Disarm()]
    assert Done(number) in answers


def test_sending_never_waits_even_when_nothing_goes_out(board):
    with Link(CAR) as link:
        board.port.baud = 1  # a board that takes a byte in ten seconds
        before_s = time.monotonic()
        sent = [link.send(car.Drv(0, 0)) for _ in range(500)]
        took_s = time.monotonic() - before_s
        unsent = link.statistics.unsent
        board.port.baud = 115_200

    assert took_s == 0.0
    assert sent.count(None) == unsent > 400


def test_telemetry_arrives_in_order_with_its_time(board):
    with Link(CAR, ping_every_s=None) as link:
        time.sleep(1.0)
        came = [h for h in all_that_came(link) if isinstance(h, Received)]

    seqs = [h.seq for h in came]
    assert seqs == list(range(len(came)))
    assert len(came) >= 50
    assert came == sorted(came, key=lambda h: h.at_s)


def test_a_flood_drops_the_oldest_telemetry_and_no_event(bench):
    board = TalkingBoard(bench.serial_ports.add(UNO), every_ms=1)
    with Link(CAR, ping_every_s=None) as link:
        board.say(event(1))
        time.sleep(3.0)
        board.say(event(2))
        time.sleep(0.1)
        came = [h.message for h in all_that_came(link) if isinstance(h, Received)]
        statistics = link.statistics

    assert [m for m in came if isinstance(m, car.Event)] == [event(1), event(2)]
    telemetry = [m for m in came if isinstance(m, car.Wheel)]
    assert len(telemetry) == 256
    assert statistics.good == board.sent
    assert statistics.dropped == board.sent - 256 - 2 - 2  # events, and the two BOOTs


def test_an_event_is_repeated_until_it_is_acknowledged(bench):
    board = TalkingBoard(bench.serial_ports.add(UNO), every_ms=0, events=[event(1)])
    with Link(CAR, ping_every_s=None) as link:
        time.sleep(1.0)
        came = [h.message for h in all_that_came(link) if isinstance(h, Received)]
        link.acknowledge(event(1))
        time.sleep(1.0)
        statistics = link.statistics

    assert [m for m in came if isinstance(m, car.Event)] == [event(1)]
    assert board.heard[-1] == Ack(1)
    assert board.events == []
    assert statistics.repeated >= 3


def test_one_percent_of_bytes_damaged_is_counted_to_the_line(bench):
    board = TalkingBoard(bench.serial_ports.add(UNO))
    with Link(CAR, ping_every_s=None) as link:
        board.faults.damage(share=0.01, seed=4)
        before = board.sent
        time.sleep(60.0)
        board.faults.mend()
        time.sleep(1.0)
        sent, statistics = board.sent - before, link.statistics

    assert sent > 3000
    assert statistics.good + statistics.lost == board.sent
    assert 0.2 * sent < statistics.lost < 0.5 * sent  # a line has about 34 bytes
    assert sum(statistics.bad.values()) > statistics.lost / 2
    assert (statistics.boots, statistics.openings) == (1, 1)


def test_the_cable_comes_out_in_mid_line_and_the_link_comes_back_by_itself(board):
    with Link(CAR) as link:
        all_that_came(link)
        board.port.deliver(b"$WHEEL,1,2,")
        time.sleep(0.005)
        board.port.unplug()
        time.sleep(3.0)
        while_out = (link.state, link.send(car.Drv(0, 0)))
        board.port.plug_in()
        time.sleep(3.0)
        seen = states(all_that_came(link))
        sent = link.send(car.Disarm())
        time.sleep(0.1)

    assert while_out == (LinkState.SEARCHING, None)
    assert seen == [
        (LinkState.SEARCHING, "link.unplugged_in_mid_line"),
        (LinkState.SEARCHING, "port.nothing_there"),
        (LinkState.WAITING, None),
        (LinkState.READY, None),
    ]
    assert sent is not None
    assert board.heard[-1] == car.Disarm()


def test_the_board_is_found_again_under_another_name(board):
    with Link(CAR) as link, serial.Serial("/dev/ttyACM0"):  # who holds the dead port keeps its name
        board.port.unplug()
        time.sleep(1.0)
        board.port.plug_in()
        time.sleep(3.0)
        found = (link.state, link.port.device)

    assert found == (LinkState.READY, "/dev/ttyACM1")


def test_another_board_plugged_in_meanwhile_is_not_taken_for_it(bench, board):
    with Link(CAR, "/dev/ttyACM0") as link:
        board.port.unplug()
        time.sleep(1.0)
        TalkingBoard(bench.serial_ports.add(NANO))
        time.sleep(3.0)
        without = link.state
        board.port.plug_in()
        time.sleep(3.0)
        again = (link.state, link.port.device)

    assert without == LinkState.SEARCHING
    assert again == (LinkState.READY, "/dev/ttyACM0")


def test_an_order_given_before_the_cable_came_out_never_reaches_the_board_after_it(board):
    with Link(CAR) as link:
        board.port.baud = 1
        for speed in range(10):
            link.send(car.Drv(speed, speed))
        board.port.unplug()
        time.sleep(1.0)
        board.port.plug_in()
        time.sleep(4.0)
        assert link.state is LinkState.READY

    assert [m for m in board.heard if isinstance(m, car.Drv)] == []


def test_a_board_that_restarts_is_greeted_and_nothing_counts_as_lost(board):
    with Link(CAR, ping_every_s=None) as link:
        time.sleep(1.0)
        board.restart(after_ms=70)
        time.sleep(1.0)
        seen, statistics = states(all_that_came(link)), link.statistics

    assert seen[-2:] == [(LinkState.WAITING, None), (LinkState.READY, None)]
    assert (statistics.boots, statistics.lost, statistics.openings) == (2, 0, 1)
    assert [m for m in board.heard if isinstance(m, Hello)] == [Hello(CAR.protocol, CAR.schema)] * 2


def test_a_board_that_hangs_is_noticed_though_the_port_is_there(board):
    with Link(CAR) as link:
        all_that_came(link)
        board.hang()
        time.sleep(5.0)
        seen = states(all_that_came(link))

    assert seen == [(LinkState.WAITING, "link.fell_silent")]


def test_the_round_trip_is_measured(board):
    with Link(CAR) as link:
        time.sleep(5.0)
        statistics = link.statistics

    assert 0.003 <= statistics.round_trip_s <= statistics.longest_round_trip_s < 0.03


@pytest.mark.parametrize(
    ("how", "kind", "words"),
    [
        ({"sketch": Sketch.NODE}, WrongSketchError, "runs the sketch NODE"),
        ({"schema": CAR.schema ^ 1}, OtherTableError, "`./maker flash car_controller`"),
        ({"text": b"hello 12\r\n"}, WrongDeviceError, r"I hear b'hello 12\\r\\n', which is not"),
        ({"text": b"distance 123\r\n", "baud": 9600}, WrongSpeedError, "but at 9600 baud: there"),
        ({"text": b"\x80\xff\xfe\x00\x01" * 3}, GarbageError, "no text at any speed"),
        ({"text": b""}, NoAnswerError, "after 5.0 s"),
    ],
)
def test_a_board_that_cannot_be_used_is_refused_with_what_to_do(bench, how, kind, words):
    TalkingBoard(bench.serial_ports.add(UNO), **how)

    with pytest.raises(kind, match=words), Link(CAR):
        pass
    assert THREAD not in {thread.name for thread in threading.enumerate()}


def test_a_board_of_the_kit_at_another_speed_is_found_too(bench):
    TalkingBoard(bench.serial_ports.add(UNO), baud=57_600)

    with pytest.raises(WrongSpeedError, match="at 57600 baud: there I hear b'"), Link(CAR):
        pass


def test_without_a_board_it_says_so_at_once(bench):
    with pytest.raises(NoBoardError), Link(CAR):
        pass

    assert time.monotonic() < 0.1


def test_of_two_boards_it_asks_which(bench, board):
    TalkingBoard(bench.serial_ports.add(NANO))

    with pytest.raises(SeveralBoardsError), Link(CAR):
        pass


def test_a_port_that_another_program_has_is_busy(board):
    with open_port("/dev/ttyACM0"), pytest.raises(BusyError), Link(CAR):
        pass


def test_a_link_that_may_wait_takes_a_board_that_is_plugged_in_later(board):
    board.port.unplug()
    link = Link(CAR)
    link.start()
    time.sleep(10.0)
    board.port.plug_in()
    time.sleep(3.0)
    seen = states(all_that_came(link))
    link.stop()

    assert seen == [
        (LinkState.SEARCHING, "port.nothing_there"),
        (LinkState.WAITING, None),
        (LinkState.READY, None),
    ]


def test_a_stopped_link_is_at_its_end(board):
    link = Link(CAR)
    with link:
        thread = next(t for t in threading.enumerate() if t.name == THREAD)
    all_that_came(link)

    assert (link.state, thread.is_alive(), link.receive()) == (LinkState.STOPPED, False, None)
    assert board.port.openings == 0
    with pytest.raises(LinkClosedError):
        link.start()


def test_a_link_that_was_never_started_says_so(board):
    with pytest.raises(LinkClosedError):
        Link(CAR).send(car.Disarm())


def test_what_the_thread_dies_of_comes_out_at_the_caller(board, monkeypatch):
    with Link(CAR) as link:
        monkeypatch.setattr("makerkit.arduino.link.thread.read_some", lambda _: 1 / 0)
        monkeypatch.setattr(threading, "excepthook", lambda _: None)
        time.sleep(0.2)
        with pytest.raises(ZeroDivisionError):
            all_that_came(link)


def test_the_board_says_boot_only_at_its_start_and_in_answer(board):
    with Link(CAR, ping_every_s=None) as link:
        time.sleep(2.0)
        came = [h.message for h in all_that_came(link) if isinstance(h, Received)]

    assert [type(m) for m in came[:2]] == [Boot, Boot]
    assert not [m for m in came[2:] if isinstance(m, Boot)]
