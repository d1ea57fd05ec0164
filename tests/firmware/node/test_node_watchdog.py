"""A task that hangs, in a build of the node made to hang 2 s after each start."""

import pytest
from house import SIREN, House

from hardware_mocks.arduino.engine import CLOCK_HZ
from hardware_mocks.arduino.events import Drive, WasReset
from makerkit.arduino.messages import link, node

HANGS = "MAKER_HANG_AT_MS=2000"


def test_a_hung_task_is_reset_within_270_ms_with_the_siren_off_and_the_alarm_comes_back(memories):
    with House(eeprom=memories["armed"], defines=(HANGS,)) as house:
        house.wait(0.3)
        house.loop(1, "open")
        house.wait(1.6)
        assert house.chip.level(SIREN) == 1
        house.wait(1.5)
        (reset,) = [event for event in house.chip.events if isinstance(event, WasReset)]
        assert reset.cause == "watchdog"
        hung_s = 0.065 + 2.0
        assert reset.cycle / CLOCK_HZ - hung_s < 0.270 + 0.010
        off, on = house.chip.edges(SIREN, since_s=hung_s)[0], house.chip.edges(SIREN)[-1]
        assert off.drive is not Drive.HIGH
        assert off.at_s - hung_s < 0.150
        assert on.drive is Drive.HIGH
        assert house.state.state is node.AlarmState.ALARM
        assert house.chip.said(link.Boot)[-1].cause is link.ResetCause.WATCHDOG
        house.greet()
        house.wait(0.4)
        assert ("RESTARTED", 3) in house.events


def test_the_build_for_old_boot_loaders_starts_anew_by_itself(memories):
    defines = (HANGS, "MAKER_WATCHDOG_RESET=0")
    with House(eeprom=memories["armed"], defines=defines) as house:
        house.wait(0.3)
        house.loop(1, "open")
        house.wait(3.0)
        assert house.reset_causes() == []
        boots = house.chip.said(link.Boot)
        assert [boot.cause for boot in boots] == [link.ResetCause.POWER, link.ResetCause.WATCHDOG]
        assert boots[-1].watchdog_resets == 0
        assert house.state.state is node.AlarmState.ALARM
        ((_, off_s), (on_s, _)) = (
            house.siren_spans()
            if len(house.siren_spans()) == 2
            else (
                (0, 0),
                (0, 0),
            )
        )
        assert on_s - off_s == pytest.approx(0, abs=1.0)
