"""The host sounds the compiled node's siren for what the node does not know of itself."""

import pytest
from house import AWAY, settings

from makerkit.arduino.messages import node

STEADY, PULSING = node.SirenSound.STEADY, node.SirenSound.PULSING


def sound(house, seconds, how=STEADY):
    house.chip.send(node.Sound(sound_s=seconds, sound=how))


def test_it_sounds_within_a_tenth_of_a_second_and_ends_by_itself(house):
    sent_s = house.chip.now_s
    sound(house, 5)
    house.wait(7)
    ((on_s, off_s),) = house.siren_spans()
    assert on_s - sent_s < 0.1
    assert off_s - on_s == pytest.approx(5, abs=0.05)
    assert house.state.state is node.AlarmState.DISARMED
    assert house.state.sound_s == 0


def test_the_state_says_for_how_long_and_zero_silences_it(house):
    sound(house, 900)
    house.wait(1)
    assert house.state.sound_s in {899, 900}
    sound(house, 0)
    house.wait(0.2)
    ((on_s, off_s),) = house.siren_spans()
    assert off_s - on_s < 1.1
    assert house.state.sound_s == 0


def test_disarm_silences_it_while_the_node_is_disarmed_already(house):
    sound(house, 60)
    house.wait(0.5)
    house.order(node.Disarm())
    house.wait(2)
    ((on_s, off_s),) = house.siren_spans()
    assert off_s - on_s < 0.8


def test_it_does_not_wait_for_an_order_that_is_being_stored_nor_take_its_answer(house):
    house.order(settings(exit_s=30))
    seen = len(house.chip.heard)
    arm_seq = house.chip.send(AWAY)
    sent_s = house.chip.now_s
    sound(house, 3)
    house.wait(4)
    ((on_s, _),) = house.siren_spans()
    assert on_s - sent_s < 0.1
    answers = [h.message for h in house.chip.heard[seen:] if hasattr(h.message, "order_seq")]
    assert [(type(a).NAME) for a in answers] == ["DONE"]
    assert arm_seq is None or answers[0].order_seq == arm_seq


def test_when_the_cable_is_cut_it_goes_on_until_its_time_is_up(house):
    sound(house, 20)
    house.wait(1)
    house.unplug()
    house.wait(25)
    ((on_s, off_s),) = house.siren_spans()
    assert off_s - on_s == pytest.approx(20, abs=0.1)


def test_after_a_reset_it_is_silent_until_the_host_says_it_again(house):
    sound(house, 300)
    house.wait(1)
    house.chip.press_reset()
    house.wait(5)
    assert house.siren_spans()[-1][1] < house.chip.now_s - 4
    house.greet()
    house.wait(0.5)
    sound(house, 10)
    house.wait(0.5)
    assert house.siren_spans()[-1][1] == house.chip.now_s


def test_an_alarm_of_the_nodes_own_sounds_on_after_a_reset_and_when_the_host_says_silent(armed):
    armed.loop(1, "open")
    armed.wait(2)
    armed.chip.press_reset()
    armed.wait(3)
    armed.greet()
    armed.wait(0.5)
    sound(armed, 0)
    armed.wait(5)
    assert armed.siren_spans()[-1][1] == armed.chip.now_s


def test_a_host_that_has_not_said_hello_sounds_nothing(armed):
    sound(armed, 5)
    armed.wait(2)
    assert armed.siren_spans() == []
