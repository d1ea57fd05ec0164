"""What is sent to the board for a decision, and what its messages mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makerkit.arduino.codec import encode
from makerkit.arduino.messages import car
from self_driving_car.board.commands import Commands
from self_driving_car.board.teaching import TRIES, Teaching, wanted_of
from self_driving_car.board.words import Hearing, Ticks, drive_of
from self_driving_car.control.motion import WHEELS_STILL, WheelSpeeds
from self_driving_car.driver.driver import Decision
from self_driving_car.driver.senses import ArmRefused, BatterySeen, BoardSeen, RangeSeen
from self_driving_car.driver.settings import CarSettings

OFF = Decision(WHEELS_STILL, wants_armed=False)
ON = Decision(WheelSpeeds(0.2, 0.3), wants_armed=True)


def state(mode, **more):
    told = {"stop": car.Stop.BOOT, "block": car.Block.CLEAR, "estop_open": 0, "bumper": 0}
    return car.State(mode=car.Mode(mode), **{**told, **more})


def names(messages):
    return [message.NAME for message in messages]


def test_a_drive_command_is_sent_whatever_is_decided():
    commands = Commands()
    assert commands.for_decision(OFF, state("DISARMED"), 1.0) == [
        car.Drv(left_mm_s=0, right_mm_s=0)
    ]
    assert commands.for_decision(ON, state("ARMED"), 2.0) == [
        car.Drv(left_mm_s=200, right_mm_s=300)
    ]


def test_arm_is_sent_to_a_board_that_is_ready_and_not_too_often():
    commands = Commands()
    sent = [names(commands.for_decision(ON, state("READY"), 0.02 * i)) for i in range(21)]
    assert sum("ARM" in one for one in sent) == 3
    assert names(commands.for_decision(ON, state("DISARMED"), 9.0)) == ["DRV"]
    assert names(commands.for_decision(ON, None, 9.5)) == ["DRV"]
    assert names(commands.for_decision(ON, state("READY"), 10.0, may_arm=False)) == ["DRV"]


def test_disarm_goes_first_and_until_the_board_says_so():
    commands = Commands()
    sent = [names(commands.for_decision(OFF, state("ARMED"), 0.02 * i)) for i in range(11)]
    assert sent[0] == ["DISARM", "DRV"]
    assert sum("DISARM" in one for one in sent) == 3
    assert names(commands.for_decision(OFF, state("DISARMED"), 1.0)) == ["DRV"]


def test_an_arm_that_may_still_be_under_way_is_taken_back():
    commands = Commands()
    assert "ARM" in names(commands.for_decision(ON, state("READY"), 1.0))
    assert "DISARM" in names(commands.for_decision(OFF, state("READY"), 1.02))


def test_the_servo_is_told_when_it_turns_and_now_and_then():
    commands = Commands()
    turned = Decision(WHEELS_STILL, wants_armed=True, servo_us=1600)
    sent = [names(commands.for_decision(turned, state("ARMED"), 0.02 * i)) for i in range(51)]
    assert sum("PAN" in one for one in sent) == 3
    assert sent[0] == ["DRV", "PAN"]


@given(st.floats(-9, 9), st.floats(-9, 9))
def test_every_command_is_one_that_the_board_takes(left, right):
    line = encode(drive_of(WheelSpeeds(left, right)), 7)
    assert line.startswith(b"$DRV,")
    assert len(line) <= 26


@given(st.lists(st.integers(-3000, 3000), min_size=1, max_size=40))
def test_counts_that_wrap_around_are_the_way_all_the_same(steps):
    ticks, count, told = Ticks(196), 32000, []
    ticks.metres(count)
    for step in steps:
        count = (count + step + 0x8000) % 0x10000 - 0x8000
        told.append(ticks.metres(count))
    assert told[-1] == pytest.approx(sum(steps) / 196)


def test_messages_become_senses_in_metres_and_volts():
    hearing = Hearing(196)
    assert hearing.sense_of(state("ARMED", estop_open=1, stop=car.Stop.SAG)) == BoardSeen(
        is_armed=True, stop="SAG", is_estop_open=True
    )
    ranged = car.Range(echo=car.Echo.ECHO, echo_mm=810, ahead_mm=800, stop_mm=300)
    assert hearing.sense_of(ranged) == RangeSeen(0.8, 0.3)
    nothing = car.Range(echo=car.Echo.SILENT, echo_mm=0, ahead_mm=9999, stop_mm=300)
    assert hearing.sense_of(nothing) == RangeSeen(None, 0.3, is_silent=True)
    battery = car.Batt(battery_mv=7400, charge=car.Charge.GOOD)
    assert hearing.sense_of(battery) == BatterySeen(7.4, "GOOD")
    hurdle = car.Hurdle(order_seq=1, hurdle=car.ArmHurdle.NOT_ZERO)
    assert hearing.sense_of(hurdle) == ArmRefused("NOT_ZERO")


def test_without_encoders_no_way_is_counted():
    wheel = car.Wheel(left_mm_s=500, right_mm_s=480, left_ticks=9, right_ticks=9,
                      left_duty=100, right_duty=0, drv_seq=3)  # fmt: skip
    seen = Hearing(None).sense_of(wheel)
    assert (seen.left_m_s, seen.left_m, seen.is_driven) == (0.5, None, True)


# -- teaching


class Learner:
    """A board with settings of its own."""

    def __init__(self, **known):
        self.known = dict.fromkeys(car.Setting, 0) | known
        self.sets = []

    def answer(self, message):
        if isinstance(message, car.Set):
            self.sets.append(message.setting)
            self.known[message.setting] = message.number
        return car.Value(setting=message.setting, number=self.known[message.setting])


def teach(teaching, board, for_s=10.0, loses=()):
    for tick in range(round(for_s / 0.1)):
        message = teaching.next(0.1 * tick, is_armed=False)
        if message is not None and tick not in loses:
            teaching.heard(board.answer(message))


def test_a_board_that_knows_everything_is_told_nothing():
    settings = CarSettings()
    board = Learner()
    board.known |= wanted_of(settings)
    teaching = Teaching(settings)
    teach(teaching, board)
    assert (teaching.is_done, board.sets, teaching.complaint) == (True, [], "")


def test_what_differs_is_set_and_only_that():
    settings = CarSettings(encoders=False)
    board = Learner()
    board.known |= wanted_of(CarSettings())
    teaching = Teaching(settings)
    teach(teaching, board, loses=(0, 1, 2, 3))
    assert (teaching.is_done, board.sets) == (True, [car.Setting.ENCODERS])
    assert board.known[car.Setting.ENCODERS] == 0


def test_a_board_that_refuses_is_complained_of_and_the_rest_is_still_told():
    class Stubborn(Learner):
        def answer(self, message):
            if message.setting is car.Setting.EDGES:
                return car.Value(setting=message.setting, number=100)
            return super().answer(message)

    board, teaching = Stubborn(), Teaching(CarSettings())
    teach(teaching, board)
    assert teaching.is_done
    assert "EDGES = 196" in teaching.complaint
    assert board.known[car.Setting.FULL_SPEED] == 1100


def test_a_board_that_never_answers_is_given_up():
    teaching = Teaching(CarSettings())
    asked = [teaching.next(0.5 * tick, is_armed=False) for tick in range(60)]
    assert teaching.is_done
    assert sum(message is not None for message in asked) == len(wanted_of(CarSettings())) * TRIES


def test_nothing_is_taught_while_it_drives():
    assert Teaching(CarSettings()).next(1.0, is_armed=True) is None
