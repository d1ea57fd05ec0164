"""Every cause stops the car by its own name, at once, and forwards is blocked where it must be."""

import pytest
from car_bench import (
    BUMPER,
    ECHO,
    ESTOP,
    LED,
    LEFT_IN1,
    LEFT_IN2,
    LEFT_PWM,
    RIGHT_IN1,
    RIGHT_IN2,
    RIGHT_PWM,
    SERVO,
    TRIGGER,
    WHEEL_EDGES_PER_S,
    Car,
)

from makerkit.arduino.messages import car, link


@pytest.fixture
def bench():
    with Car() as bench:
        bench.hello()
        bench.drive_off()
        yield bench


def stops(bench, cause, within_s, *, for_s=1.0, speed=300):
    """Let a cause act while the host goes on; return why the car stopped, if it was in time."""
    since_s = bench.now_s
    cause()
    bench.keep_commanding(speed, speed, for_s)
    assert not bench.drives
    assert bench.stopped_at_s(since_s) - since_s <= within_s
    events = bench.events_since(since_s)
    assert (car.EventKind.STOPPED, bench.state.stop) in events
    assert bench.state.mode is car.Mode.DISARMED
    return bench.state.stop


def test_a_cut_emergency_stop_wire_stops(bench):
    assert stops(bench, lambda: bench.drive(ESTOP, None), 0.02) is car.Stop.ESTOP
    assert bench.state.estop_open == 1


def test_an_emergency_stop_that_closes_again_does_not_drive(bench):
    stops(bench, lambda: bench.drive(ESTOP, None), 0.02)
    bench.drive(ESTOP, 0)
    bench.keep_commanding(300, 300, 2.0)
    assert not bench.drives
    assert bench.state.estop_open == 0


def test_a_spark_of_2_ms_on_the_emergency_stop_wire_does_not_stop(bench):
    now_s = bench.now_s
    bench.drive(ESTOP, 1, at_s=now_s + 0.01)
    bench.drive(ESTOP, 0, at_s=now_s + 0.012)
    bench.keep_commanding(300, 300, 0.3)
    assert bench.drives


def test_the_bumper_stops_and_lets_the_car_back_away(bench):
    assert stops(bench, lambda: bench.drive(BUMPER, 0), 0.02) is car.Stop.BUMPER
    bench.arm()
    assert bench.state.block is car.Block.BUMPER
    bench.keep_commanding(200, 200, 0.3)
    assert not bench.drives
    bench.keep_commanding(-200, -200, 0.8)
    assert bench.drives
    assert (bench.level(LEFT_IN1), bench.level(LEFT_IN2)) == (0, 1)
    assert (bench.level(RIGHT_IN1), bench.level(RIGHT_IN2)) == (0, 1)


def test_both_wheels_held_is_a_stall(bench):
    assert stops(bench, lambda: bench.turn_wheels(0, 0), 0.6) is car.Stop.STALL


def test_an_unplugged_left_encoder_is_named(bench):
    assert stops(bench, lambda: bench.turn_wheels(left=0), 0.6) is car.Stop.LEFT_SILENT


def test_an_unplugged_right_encoder_is_named(bench):
    assert stops(bench, lambda: bench.turn_wheels(right=0), 0.6) is car.Stop.RIGHT_SILENT


def test_noise_on_one_encoder_stops_the_car_instead_of_turning_it_in_circles(bench):
    assert stops(bench, lambda: bench.turn_wheels(left=10_000), 0.4) is car.Stop.LEFT_NOISY


def test_a_hum_that_could_be_a_wheel_is_found_because_its_motor_is_off(bench):
    hum = 2.5 * WHEEL_EDGES_PER_S
    stop = stops(bench, lambda: bench.turn_wheels(right=hum), 2.5, for_s=3.0)
    assert stop is car.Stop.RIGHT_NOISY


def test_encoders_that_were_never_there_stop_the_first_drive():
    with Car() as bench:
        bench.hello()
        bench.arm()
        bench.keep_commanding(300, 300, 0.7)
        assert not bench.drives
        assert bench.state.stop is car.Stop.STALL


def test_a_battery_that_breaks_down_under_load_stops_within_100_ms(bench):
    assert stops(bench, lambda: bench.battery(5.4), 0.1) is car.Stop.SAG
    bench.battery(7.6)
    bench.wait(1.5)
    assert bench.said(car.Batt)[-1].charge is car.Charge.GOOD
    bench.drive_off()


def test_an_empty_battery_stops_and_keeps_it_from_arming(bench):
    assert stops(bench, lambda: bench.battery(6.1), 6.0, for_s=6.5) is car.Stop.EMPTY
    bench.battery(6.9)  # it recovers at rest
    bench.keep_commanding(0, 0, 3.0)
    assert bench.ask(car.Arm())[0].hurdle is car.ArmHurdle.BATTERY


def test_a_low_battery_is_told_and_drives_on(bench):
    since_s = bench.now_s
    bench.battery(6.8)
    bench.keep_commanding(300, 300, 6.5)
    assert bench.drives
    assert bench.events_since(since_s) == [(car.EventKind.CHARGE, car.Stop.BOOT)]
    assert bench.said(car.Batt)[-1].charge is car.Charge.WEAK


def test_a_battery_that_falls_out_stops(bench):
    assert stops(bench, lambda: bench.battery(0.2), 0.3) is car.Stop.MISSING


def test_an_unplugged_sonar_blocks_forwards_within_half_a_second_and_leaves_backwards_free(bench):
    since_s = bench.now_s
    bench.engine.sonar(TRIGGER, ECHO, echo_us=0)
    bench.turn_wheels(0, 0)
    bench.keep_commanding(300, 300, 0.45)
    assert not bench.drives
    assert (bench.state.mode, bench.state.block) == (car.Mode.ARMED, car.Block.BLIND)
    assert bench.said(car.Range)[-1].echo is car.Echo.SILENT
    assert (car.EventKind.BLOCKED, car.Stop.BOOT) in bench.events_since(since_s)
    bench.turn_wheels()
    bench.keep_commanding(-200, -200, 0.8)
    assert bench.drives


def test_an_echo_line_that_hangs_high_blocks_forwards(bench):
    bench.engine.sonar(TRIGGER, ECHO, echo_us=20_000_000)
    bench.turn_wheels(0, 0)
    bench.keep_commanding(300, 300, 1.0)
    assert not bench.drives
    assert bench.state.block is car.Block.BLIND


def test_nothing_in_sight_limits_the_speed():
    with Car(healthy=False) as bench:
        bench.sonar(TRIGGER, ECHO, distance_m=None)
        bench.hello()
        for setting, number in ((car.Setting.ENCODERS, 0), (car.Setting.OPEN_SPEED, 200)):
            assert bench.ask(car.Set(setting=setting, number=number)) == [
                car.Value(setting=setting, number=number)
            ]
        bench.arm()
        bench.keep_commanding(600, 600, 1.0)
        assert bench.said(car.Wheel)[-1].left_mm_s == 200
        bench.keep_commanding(-600, -600, 1.0)
        assert bench.said(car.Wheel)[-1].left_mm_s == -600


def test_an_obstacle_blocks_forwards_until_it_is_gone(bench):
    since_s = bench.now_s
    bench.sonar(TRIGGER, ECHO, distance_m=0.15)
    bench.turn_wheels(0, 0)
    bench.keep_commanding(300, 300, 0.5)
    assert not bench.drives
    bench.sonar(TRIGGER, ECHO, distance_m=1.5)
    bench.keep_commanding(300, 300, 0.2)
    assert bench.drives
    assert bench.events_since(since_s) == [
        (car.EventKind.BLOCKED, car.Stop.BOOT),
        (car.EventKind.FREED, car.Stop.BOOT),
    ]


def test_disarm_stops_and_is_answered(bench):
    answers = bench.ask(car.Disarm(), within_s=0.02)
    assert [type(answer) for answer in answers] == [link.Done]
    assert not bench.drives
    assert bench.state.stop is car.Stop.ORDER


def test_stopped_motors_brake_for_a_second_and_then_let_go(bench):
    bench.ask(car.Disarm())
    levels = [bench.level(pin) for pin in (LEFT_IN1, LEFT_IN2, RIGHT_IN1, RIGHT_IN2)]
    assert levels == [1, 1, 1, 1]
    bench.wait(1.2)
    levels = [bench.level(pin) for pin in (LEFT_IN1, LEFT_IN2, RIGHT_IN1, RIGHT_IN2)]
    assert levels == [0, 0, 0, 0]
    assert bench.is_safe


def test_the_servo_turns_to_half_a_microsecond(bench):
    for pulse_us in (1000, 1501, 2000):
        bench.send(car.Pan(pulse_us=pulse_us))
        bench.keep_commanding(0, 0, 0.1)
        assert bench.servo_us(SERVO) == pytest.approx(pulse_us, abs=8)


def test_the_status_led_shows_the_state():
    def shares(bench, seconds=2.0, speed=None):
        """How often it went on, and for which part of the time it was on, in two seconds."""
        since_s = bench.now_s
        for _ in range(round(seconds / 0.02)):
            if speed is not None:
                bench.command(speed, speed)
            bench.wait(0.02)
        return len([edge for edge in bench.edges(LED, since_s=since_s) if edge.drive == 1])

    with Car() as bench:
        bench.wait(1.0)
        assert shares(bench) == 1
        bench.hello()
        assert shares(bench) == 2
        bench.drive(ESTOP, None)
        bench.wait(0.1)
        assert shares(bench) == 3
        bench.drive(ESTOP, 0)
        bench.keep_commanding(0, 0, 0.6)
        assert shares(bench, speed=0) == 4
        bench.drive_off()
        bench.keep_commanding(300, 300, 0.2)
        assert shares(bench, speed=300) == 0
        assert bench.level(LED) == 1
        bench.sonar(TRIGGER, ECHO, distance_m=0.1)
        bench.turn_wheels(0, 0)
        bench.keep_commanding(300, 300, 0.3)
        assert shares(bench, speed=300) == 8


def test_wheels_follow_their_speed_and_turn_the_right_way(bench):
    bench.turn_wheels(98, 49)  # 0.5 and 0.25 m/s
    bench.keep_commanding(300, 300, 0.5)
    wheel = bench.said(car.Wheel)[-1]
    assert wheel.left_mm_s == pytest.approx(500, abs=5)
    assert wheel.right_mm_s == pytest.approx(250, abs=3)
    assert bench.duty(LEFT_PWM) < bench.duty(RIGHT_PWM)
    assert (bench.level(LEFT_IN1), bench.level(LEFT_IN2)) == (1, 0)
    assert (bench.level(RIGHT_IN1), bench.level(RIGHT_IN2)) == (1, 0)
