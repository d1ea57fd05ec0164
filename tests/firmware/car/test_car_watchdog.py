"""A task that hangs: outputs safe at once, a reset, and a car that comes back disarmed."""

from car_bench import MOTOR_PINS, SPARE, Car

from hardware_mocks.arduino.engine import CLOCK_HZ
from hardware_mocks.arduino.events import Drive, DutyChanged, PinChanged, WasReset
from makerkit.arduino.messages import car, link

HANG = "MAKER_TEST_HANG"
INTERRUPT_MS = 128  # 0.125 s nominally; the simulated watchdog runs at 128 kHz


def hung_car(**options):
    bench = Car(**options)
    bench.hello()
    bench.drive_off()
    bench.drive(SPARE, 0)
    return bench


def motor_changes(bench, since_s):
    changes = [one for one in bench.events if isinstance(one, (PinChanged, DutyChanged))]
    return [one for one in changes if one.pin in MOTOR_PINS and one.cycle >= since_s * CLOCK_HZ]


def is_on(change):
    if isinstance(change, DutyChanged):
        return bool(change.duty)
    return change.drive in {Drive.HIGH, Drive.PULL_UP}


def test_a_hung_task_resets_within_270_ms_with_the_outputs_safe_from_the_interrupt_on():
    with hung_car(defines=(HANG,)) as bench:
        hung_s = bench.now_s
        for _ in range(10):  # the host goes on as if nothing were
            bench.command(300, 300)
            bench.wait(0.02)
        assert bench.is_safe
        assert bench.stopped_at_s(hung_s) - hung_s <= (INTERRUPT_MS + 20) / 1000
        bench.drive(SPARE, 1)
        for _ in range(50):
            bench.command(300, 300)
            bench.wait(0.02)
        resets = [event for event in bench.events if isinstance(event, WasReset)]
        assert [event.cause for event in resets] == ["watchdog"]
        assert resets[0].cycle / CLOCK_HZ - hung_s <= 0.270
        safe_s = bench.stopped_at_s(hung_s)
        assert [change for change in motor_changes(bench, safe_s) if is_on(change)] == []


def test_after_the_reset_it_is_disarmed_and_tells_the_cause_and_the_task():
    with hung_car(defines=(HANG,)) as bench:
        bench.wait(0.2)
        bench.drive(SPARE, 1)
        boot = bench.wait_for(link.Boot, within_s=0.2)
        assert boot.cause is link.ResetCause.WATCHDOG
        bench.send(b"?\n")
        bench.keep_commanding(300, 300, 0.6)
        assert not bench.drives
        assert (bench.state.mode, bench.state.stop) == (car.Mode.DISARMED, car.Stop.BOOT)
        assert "# task that hung (255: none) 4" in [line.text for line in bench.lines]
        bench.hello()
        bench.drive_off()


def test_the_next_start_no_longer_tells_it():
    with hung_car(defines=(HANG,)) as bench:
        bench.wait(0.2)
        bench.drive(SPARE, 1)
        bench.wait_for(link.Boot, within_s=0.2)
        bench.open_port()
        assert bench.wait_for(link.Boot, within_s=0.1).cause is link.ResetCause.EXTERNAL


def test_a_build_for_the_old_boot_loader_starts_anew_without_a_reset():
    with hung_car(defines=(HANG, "MAKER_WATCHDOG_RESET=0")) as bench:
        hung_s = bench.now_s
        bench.wait(0.15)
        bench.drive(SPARE, 1)
        bench.wait(0.15)
        boot = bench.said(link.Boot, since_s=hung_s)[0]
        assert (boot.cause, boot.watchdog_resets) == (link.ResetCause.WATCHDOG, 0)
        assert bench.resets() == []
        assert bench.stopped_at_s(hung_s) - hung_s <= (INTERRUPT_MS + 20) / 1000
        bench.keep_commanding(300, 300, 0.6)
        assert bench.is_safe
        bench.hello()
        bench.drive_off()


def test_a_task_that_is_only_slow_does_not_get_its_outputs_back():
    with hung_car(defines=(HANG,)) as bench:
        bench.drive(SPARE, 1, at_s=bench.now_s + 0.2)  # after the interrupt, before the reset
        bench.wait(0.19)
        assert bench.is_safe
        for _ in range(20):
            bench.command(300, 300)
            bench.wait(0.02)
            assert bench.is_safe
        assert bench.resets() == ["watchdog"]


def test_a_dip_of_the_supply_comes_back_disarmed_and_says_so():
    with Car() as bench:
        bench.hello()
        bench.drive_off()
        bench.engine.brown_out()
        boot = bench.wait_for(link.Boot, within_s=0.3)
        assert boot.cause is link.ResetCause.BROWN_OUT
        bench.keep_commanding(300, 300, 0.6)
        assert bench.is_safe


def test_after_a_power_cut_it_is_disarmed():
    with Car() as bench:
        bench.hello()
        bench.drive_off()
        bench.cut_power()
        bench.wait(0.5)
        bench.restore_power()
        assert bench.wait_for(link.Boot, within_s=0.3).cause is link.ResetCause.POWER
        bench.keep_commanding(300, 300, 0.6)
        assert bench.is_safe
        assert bench.state.stop is car.Stop.BOOT


def test_from_power_on_to_the_first_arming_no_motor_pin_is_ever_driven_high():
    with Car() as bench:
        bench.hello()
        bench.keep_commanding(300, 300, 0.5)
        assert [change for change in motor_changes(bench, 0) if is_on(change)] == []


def test_behind_the_unos_boot_loader_which_clears_the_flags_each_cause_is_still_told():
    with Car(defines=(HANG,), boot_loader="optiboot") as bench:
        first = bench.wait_for(link.Boot, within_s=3.0)
        bench.open_port()
        opened = bench.wait_for(link.Boot, within_s=0.2)
        bench.drive(SPARE, 0)
        bench.wait(0.2)
        bench.drive(SPARE, 1)
        hung = bench.wait_for(link.Boot, within_s=3.0)
        assert [boot.cause for boot in (first, opened, hung)] == [
            link.ResetCause.POWER,
            link.ResetCause.EXTERNAL,
            link.ResetCause.WATCHDOG,
        ]


def test_behind_the_old_boot_loader_only_the_build_for_it_comes_back():
    boots = {}
    for defines in ((HANG,), (HANG, "MAKER_WATCHDOG_RESET=0")):
        with Car(defines=defines, boot_loader="old") as bench:
            bench.wait_for(link.Boot, within_s=3.0)
            hung_s = bench.now_s
            bench.drive(SPARE, 0)
            bench.wait(0.2)
            bench.drive(SPARE, 1)
            bench.wait(3.0)
            boots[defines] = [boot.cause for boot in bench.said(link.Boot, since_s=hung_s)]
            assert bench.is_safe
    assert list(boots.values()) == [[], [link.ResetCause.WATCHDOG]]
