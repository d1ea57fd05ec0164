"""What the sketch tells and keeps: telemetry rates, settings, the clock's wrap-around, its size."""

from pathlib import Path

import pytest
from car_bench import COMMAND_EVERY_S, HELLO, LEFT_PWM, Car

from makerkit.arduino.build import FIRMWARE, build
from makerkit.arduino.messages import car, link

SKETCH = FIRMWARE / "car_controller"
MOST_FLASH = 24_192  # three quarters of what an Uno has
MOST_RAM = 1_536
WRAP_MS = 2**32


def test_it_builds_without_warnings_of_its_own_and_within_three_quarters_of_the_board():
    built = build(Path(SKETCH))
    assert built.flash_bytes <= MOST_FLASH
    assert built.ram_bytes <= MOST_RAM
    assert [one for one in built.warnings if "car_controller" in str(one.file)] == []


@pytest.mark.parametrize("board", ["uno", "nano"])
def test_it_builds_for_both_boards_and_both_boot_loaders(board):
    for defines in ((), ("MAKER_WATCHDOG_RESET=0",)):
        assert build(Path(SKETCH), board=board, defines=defines).flash_bytes <= MOST_FLASH


def test_the_first_line_says_who_it_is():
    with Car() as bench:
        boot = bench.wait_for(link.Boot, within_s=0.1)
        assert boot.sketch is link.Sketch.CAR
        assert (boot.protocol, boot.schema) == (car.PROTOCOL_VERSION, car.SCHEMA_HASH)
        assert boot.cause is link.ResetCause.POWER


def test_telemetry_comes_at_its_rates_and_no_line_is_lost():
    with Car() as bench:
        bench.hello()
        bench.drive_off()
        since_s = bench.now_s
        bench.keep_commanding(300, 300, 4.0)
        counts = {
            kind: len(bench.said(kind, since_s=since_s))
            for kind in (car.Wheel, car.Range, car.State, car.Batt, link.Count)
        }
        assert counts == {
            car.Wheel: pytest.approx(200, abs=2),
            car.Range: pytest.approx(66, abs=2),
            car.State: pytest.approx(20, abs=2),
            car.Batt: pytest.approx(8, abs=1),
            link.Count: pytest.approx(4, abs=1),
        }
        assert bench.said(link.Count)[-1].unsent_lines == 0
        seqs = [heard.seq for heard in bench.heard]
        assert seqs == [k % 256 for k in range(len(seqs))]
        assert bench.bad == []


def test_wheel_telemetry_says_which_command_it_knew():
    with Car() as bench:
        bench.hello()
        bench.keep_commanding(0, 0, 0.5)
        known = [
            heard.message.drv_seq for heard in bench.heard if isinstance(heard.message, car.Wheel)
        ]
        assert known[-1] - known[-10] == pytest.approx(9, abs=1)


def test_a_ping_is_answered_with_its_token():
    with Car() as bench:
        bench.hello()
        bench.send(link.Ping(token=4711))
        bench.wait(0.02)
        (pong,) = bench.said(link.Pong)
        assert pong.token == 4711
        assert pong.uptime_ms == pytest.approx((bench.now_s - 0.01) * 1000, abs=15)


def test_a_setting_is_read_back_and_survives_a_power_cut():
    edges = car.Set(setting=car.Setting.EDGES, number=400)
    with Car() as bench:
        bench.hello()
        assert bench.ask(edges, within_s=0.3) == [car.Value(setting=car.Setting.EDGES, number=400)]
        bench.cut_power()
        bench.restore_power()
        bench.wait(0.1)
        bench.hello()
        value = bench.ask(car.Get(setting=car.Setting.EDGES))
        assert value == [car.Value(setting=car.Setting.EDGES, number=400)]


def test_a_setting_that_cannot_be_keeps_its_old_value():
    with Car() as bench:
        bench.hello()
        assert bench.ask(car.Set(setting=car.Setting.EDGES, number=49)) == [
            car.Value(setting=car.Setting.EDGES, number=196)
        ]


def test_settings_before_hello_while_armed_and_while_the_last_is_being_written_are_refused():
    change = car.Set(setting=car.Setting.SONAR, number=0)

    def refusals(bench):
        return [answer.refusal for answer in bench.ask(change, within_s=0.02)]

    with Car() as bench:
        bench.wait(0.1)
        assert refusals(bench) == [link.Refusal.NO_HELLO]
        bench.hello()
        bench.arm()
        assert refusals(bench) == [link.Refusal.NOT_NOW]
        bench.ask(car.Disarm())
        bench.ask(car.Set(setting=car.Setting.EDGES, number=400), within_s=0.01)
        assert refusals(bench) == [link.Refusal.BUSY]
        bench.wait(0.3)
        assert bench.ask(change) == [car.Value(setting=car.Setting.SONAR, number=0)]


def test_the_servo_does_not_move_for_a_host_that_does_not_fit():
    with Car() as bench:
        bench.wait(0.1)
        answers = bench.ask(car.Pan(pulse_us=900))
        assert [answer.refusal for answer in answers] == [link.Refusal.NO_HELLO]
        assert bench.servo_us(12) == pytest.approx(1500, abs=8)


def test_without_encoders_it_drives_open_loop():
    with Car() as bench:
        bench.hello()
        bench.ask(car.Set(setting=car.Setting.ENCODERS, number=0))
        bench.arm()
        bench.keep_commanding(325, 325, 2.0)
        assert bench.state.mode is car.Mode.ARMED  # no ticks, and no stall
        wheel = bench.said(car.Wheel)[-1]
        assert (wheel.left_mm_s, wheel.left_duty, wheel.left_ticks) == (325, 147, 0)
        assert bench.duty(LEFT_PWM) == pytest.approx(148 / 256)


def test_without_a_battery_divider_the_battery_is_no_hurdle():
    with Car() as bench:
        bench.battery(0)
        bench.hello()
        bench.keep_commanding(0, 0, 0.6)
        assert bench.ask(car.Arm())[0].hurdle is car.ArmHurdle.BATTERY
        bench.ask(car.Set(setting=car.Setting.BATTERY, number=0))
        bench.arm()


@pytest.mark.parametrize("wraps_after_s", [0.4, 1.5, 2.6, 3.4])
def test_the_wrap_around_of_millis_after_49_days_is_not_noticed(wraps_after_s):
    """It falls before HELLO's second of rest, into the 500 ms at zero, and into the drive."""
    start = f"MAKER_TEST_START_MS={WRAP_MS - round(wraps_after_s * 1000)}UL"
    with Car(defines=(start,)) as bench:
        bench.hello()
        bench.drive_off()
        bench.keep_commanding(300, 300, 2.0)
        assert bench.drives
        since_s = bench.now_s
        bench.wait(1.0)
        assert 0.28 <= bench.stopped_at_s(since_s) - since_s + COMMAND_EVERY_S <= 0.34
        assert bench.state.stop is car.Stop.LINK_LOST
        stops = [stop for kind, stop in bench.events_since(0) if kind is car.EventKind.STOPPED]
        assert stops == [car.Stop.LINK_LOST]
        seqs = [heard.seq for heard in bench.heard]
        assert seqs == [k % 256 for k in range(len(seqs))]
        assert len(bench.said(car.Wheel)) == pytest.approx(bench.now_s * 50, abs=4)


def test_a_host_of_another_version_moves_nothing():
    with Car() as bench:
        bench.wait(0.1)
        bench.send(link.Hello(protocol=HELLO.protocol + 1, schema=HELLO.schema))
        bench.wait(1.2)
        bench.keep_commanding(0, 0, 0.6)
        assert bench.ask(car.Arm())[0].hurdle is car.ArmHurdle.NO_HELLO
        assert bench.ask(car.Pan(pulse_us=900))[0].refusal is link.Refusal.WRONG_SCHEMA
