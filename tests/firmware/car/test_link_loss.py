"""Silence stops the car, and only a deliberate act lets it drive again."""

import pytest
from car_bench import ESTOP, HELLO, Car

from makerkit.arduino.codec import encode
from makerkit.arduino.messages import car, link

PHASES = [k * 0.00171 for k in range(12)]  # over more than one control step of 20 ms


def test_the_duty_is_zero_300_ms_after_the_last_good_command_whatever_the_phase():
    with Car() as bench:
        bench.hello()
        stopped_after_ms = []
        for phase_s in PHASES:
            bench.drive_off()
            at_s = bench.now_s + phase_s
            last = encode(car.Drv(left_mm_s=300, right_mm_s=300), 0)
            bench.send(last, at_s=at_s)
            bench.wait(0.7)
            came_s = at_s + len(last) * 10 / 115200
            stopped_after_ms.append((bench.stopped_at_s(came_s) - came_s) * 1000)
            bench.acknowledge()
            bench.turn_wheels(0, 0)
            bench.wait(0.4)
        assert all(280 <= after <= 320 for after in stopped_after_ms), stopped_after_ms
        assert [stop for kind, stop in bench.events_since(0) if kind is car.EventKind.STOPPED] == [
            car.Stop.LINK_LOST
        ] * len(PHASES)


def test_damaged_commands_do_not_count():
    with Car() as bench:
        bench.hello()
        bench.drive_off()
        since_s = bench.now_s
        for k in range(50):
            line = bytearray(encode(car.Drv(left_mm_s=300, right_mm_s=300), k))
            line[6] ^= 0x01
            bench.send(bytes(line))
            bench.wait(0.02)
        assert bench.stopped_at_s(since_s) - since_s <= 0.32
        assert bench.state.stop is car.Stop.LINK_LOST


def test_commands_that_come_back_do_not_drive():
    with Car() as bench:
        bench.hello()
        bench.drive_off()
        bench.wait(0.5)
        bench.keep_commanding(300, 300, 3.0)
        assert not bench.drives
        assert bench.state.mode is car.Mode.DISARMED
        assert bench.state.stop is car.Stop.LINK_LOST


def hurdles(bench):
    return [answer.hurdle for answer in bench.ask(car.Arm()) if isinstance(answer, car.Hurdle)]


def test_arming_too_early_or_wrongly_is_refused_with_its_reason():
    with Car() as bench:
        bench.wait(1.2)
        bench.keep_commanding(0, 0, 0.6)
        assert hurdles(bench) == [car.ArmHurdle.NO_HELLO]
        bench.send(link.Hello(protocol=car.PROTOCOL_VERSION, schema=car.SCHEMA_HASH ^ 1))
        bench.keep_commanding(0, 0, 0.6)
        assert hurdles(bench) == [car.ArmHurdle.NO_HELLO]
        bench.send(HELLO)
        bench.keep_commanding(0, 0, 0.6)
        bench.drive(ESTOP, None)
        bench.keep_commanding(0, 0, 0.1)
        assert hurdles(bench) == [car.ArmHurdle.ESTOP]
        bench.drive(ESTOP, 0)
        bench.wait(0.2)
        assert hurdles(bench) == [car.ArmHurdle.NO_COMMANDS]
        bench.keep_commanding(0, 0, 0.4)
        assert hurdles(bench) == [car.ArmHurdle.NO_COMMANDS]
        bench.keep_commanding(0, 0, 0.6)
        bench.command(1, 0)
        assert hurdles(bench) == [car.ArmHurdle.NOT_ZERO]
        bench.keep_commanding(300, 300, 0.6)
        assert hurdles(bench) == [car.ArmHurdle.NOT_ZERO]
        assert not bench.drives
        bench.arm()


def test_the_battery_must_have_been_judged_before_arming():
    with Car() as bench:
        bench.wait(0.05)
        bench.send(HELLO)
        bench.keep_commanding(0, 0, 0.6)
        assert hurdles(bench) == [car.ArmHurdle.BATTERY]


@pytest.mark.parametrize(("gap_s", "mode"), [(0.095, car.Mode.READY), (0.115, car.Mode.DISARMED)])
def test_a_gap_of_more_than_100_ms_begins_the_500_ms_anew(gap_s, mode):
    with Car() as bench:
        bench.hello()
        bench.keep_commanding(0, 0, 0.6)
        bench.wait(gap_s - 0.02)
        bench.keep_commanding(0, 0, 0.3)
        assert bench.state.mode is mode


def test_a_refused_arm_is_forgotten():
    with Car() as bench:
        bench.hello()
        bench.keep_commanding(0, 0, 0.2)
        assert hurdles(bench) == [car.ArmHurdle.NO_COMMANDS]
        bench.keep_commanding(0, 0, 2.0)
        assert bench.state.mode is car.Mode.READY


def test_events_that_nobody_acknowledges_keep_the_car_from_arming_again():
    with Car() as bench:
        bench.hello()
        while bench.state.mode is not car.Mode.ARMED:  # until it is refused
            for _ in range(30):
                bench.command(0, 0)
                bench.wait(0.02)
            answers = bench.ask(car.Arm())
            if answers[0] == car.Hurdle(
                order_seq=answers[0].order_seq, hurdle=car.ArmHurdle.EVENTS
            ):
                break
            bench.ask(car.Disarm())
        seen = {event.event_id for event in bench.said(car.Event)}
        assert seen == set(range(len(seen)))
        bench.acknowledge()
        bench.arm()


def test_a_host_that_says_hello_in_mid_drive_stops_the_car():
    with Car() as bench:
        bench.hello()
        bench.drive_off()
        bench.send(HELLO)
        bench.keep_commanding(300, 300, 0.3)
        assert not bench.drives
        assert bench.state.stop is car.Stop.NEW_HOST


def test_a_host_that_starts_anew_finds_the_car_reset_and_disarmed():
    with Car() as bench:
        bench.hello()
        bench.drive_off()
        bench.open_port()
        boot = bench.wait_for(link.Boot, within_s=0.1)
        assert (boot.cause, boot.watchdog_resets) == (link.ResetCause.EXTERNAL, 1)
        bench.keep_commanding(300, 300, 1.0)
        assert not bench.drives
        assert bench.state.mode is car.Mode.DISARMED
        assert bench.state.stop is car.Stop.BOOT


def test_what_is_typed_without_a_checksum_never_arms_or_drives():
    typed = [
        b"ARM\n",
        b"$ARM,1\n",
        b"$ARM,1*0000\n",
        b"$DRV,300,300,1\n",
        b"DRV,300,300\n",
        b"arm\n",
    ]
    with Car() as bench:
        bench.hello()
        bench.keep_commanding(0, 0, 0.6)
        for line in typed:
            bench.send(line)
            bench.keep_commanding(0, 0, 0.1)
        assert bench.state.mode is car.Mode.READY
        bench.send(b"?\n")
        bench.wait(0.2)
        texts = [line.text for line in bench.lines if line.text.startswith("#")]
        assert texts[0] == "# car_controller: ? shows this, stop stops the motors"
        assert len(texts) == 8
        assert all(len(text) < 63 for text in texts)


def test_typing_stop_stops():
    with Car() as bench:
        bench.hello()
        bench.drive_off()
        bench.send(b"stop\r\n")
        bench.keep_commanding(300, 300, 0.1)
        assert not bench.drives
        assert bench.state.stop is car.Stop.ORDER


def test_somebody_who_asks_for_help_holds_up_neither_the_dead_man_nor_a_stop():
    with Car() as bench:
        bench.hello()
        bench.drive_off()
        last = b"?\n" + encode(car.Drv(left_mm_s=300, right_mm_s=300), 0)
        came_s = bench.now_s + len(last) * 10 / 115200
        bench.send(last)
        bench.wait(0.7)
        assert (bench.stopped_at_s(came_s) - came_s) * 1000 <= 310
        bench.acknowledge()
        bench.turn_wheels(0, 0)
        bench.wait(0.4)
        bench.drive_off()
        asked_s = bench.now_s
        bench.send(b"?\nstop\n")
        bench.wait(0.2)
        assert (bench.stopped_at_s(asked_s) - asked_s) * 1000 <= 6
        assert "# task that hung (255: none) 255" in [line.text for line in bench.lines]
