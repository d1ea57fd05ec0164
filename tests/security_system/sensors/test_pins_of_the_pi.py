"""Contacts, motion sensors, buttons and sounders on the pins of the simulated Pi."""

import threading
import time

import gpiozero
import pytest

from security_system.alarm import (
    AlarmState,
    AlarmView,
    Arm,
    ArmMode,
    Condition,
    Happening,
    Kind,
    Panic,
    SirenPattern,
    SirenView,
    SourceSeen,
    ZoneSeen,
)
from security_system.panel import Turn
from security_system.sensors.buttons import Buttons
from security_system.sensors.pins import PinZones, ZonePin
from security_system.sensors.settings import GpioSettings
from security_system.sensors.sounders import Sounders

ZONES = {"window": ZonePin(26, "window"), "room": ZonePin(4, "motion")}
SETTINGS = GpioSettings(siren=23, strobe=27, pir_warm_up_s=0)
QUIET, OPEN, LOST = Condition.QUIET, Condition.OPEN, Condition.LOST


@pytest.fixture
def posted():
    return []


@pytest.fixture
def zones(bench, posted):
    zones = PinZones(ZONES, SETTINGS, posted.append)
    zones.start()
    time.sleep(0.1)
    yield zones
    zones.stop()


def seen(posted):
    found = [(o.zone, o.condition) for o in posted if isinstance(o, ZoneSeen)]
    posted.clear()
    return found


def test_every_zone_is_told_once_at_the_start(zones, posted):
    assert posted[0] == SourceSeen(source="gpio", is_there=True)
    assert sorted(seen(posted)) == [("room", QUIET), ("window", QUIET)]
    time.sleep(60)
    assert seen(posted) == []


def test_a_window_that_opens_and_shuts_is_told_within_100_ms(bench, zones, posted):
    seen(posted)
    bench.set("bedroom window", closed=False)
    time.sleep(0.1)
    assert seen(posted) == [("window", OPEN)]
    bench.set("bedroom window", closed=True)
    time.sleep(0.1)
    assert seen(posted) == [("window", QUIET)]


def test_a_contact_that_bounces_is_told_once(bench, zones, posted):
    seen(posted)
    for _ in range(5):
        for closed in (False, True):
            bench.set("bedroom window", closed=closed)
            time.sleep(0.004)
    bench.set("bedroom window", closed=False)
    time.sleep(0.2)
    assert seen(posted) == [("window", OPEN)]


def test_a_short_crackle_of_a_cable_is_not_told(bench, zones, posted):
    seen(posted)
    bench.set("bedroom window", closed=False)
    time.sleep(0.02)
    bench.set("bedroom window", closed=True)
    time.sleep(1.0)
    assert seen(posted) == []


def test_a_contact_that_never_comes_to_rest_is_no_quiet_one(bench, zones, posted):
    seen(posted)
    for _ in range(100):
        for closed in (False, True):
            bench.set("bedroom window", closed=closed)
            time.sleep(0.01)
    assert seen(posted) == [("window", OPEN)]
    time.sleep(0.1)
    assert seen(posted) == [("window", QUIET)]


def test_motion_is_told_and_its_end(bench, zones, posted):
    seen(posted)
    bench.set("living_room", motion=True)
    time.sleep(0.1)
    assert seen(posted) == [("room", OPEN)]
    bench.set("living_room", motion=False)
    time.sleep(5.0)
    assert seen(posted) == [("room", QUIET)]


def test_a_motion_sensor_that_warms_up_is_not_believed(bench, posted):
    bench.set("living_room", motion=True)
    settings = GpioSettings(pir_warm_up_s=60)
    began_s = time.monotonic()
    zones = PinZones(ZONES, settings, posted.append, uptime_s=lambda: time.monotonic() - began_s)
    zones.start()
    time.sleep(1.0)
    assert ("room", OPEN) not in seen(posted)
    assert zones.health().says == "Motion sensors are warming up."
    bench.set("living_room", motion=False)
    time.sleep(60.0)
    seen(posted)
    bench.set("living_room", motion=True)
    time.sleep(0.1)
    assert seen(posted) == [("room", OPEN)]
    zones.stop()


def test_a_contact_that_is_open_while_all_is_well_is_told_the_other_way_round(bench, posted):
    settings = SETTINGS.model_copy(update={"normally_open": frozenset({26})})
    zones = PinZones({"window": ZONES["window"]}, settings, posted.append)
    zones.start()
    time.sleep(0.1)
    assert seen(posted) == [("window", OPEN)]
    zones.stop()


def test_a_pin_that_is_in_use_is_said_and_the_other_zones_go_on(bench, posted):
    with gpiozero.Button(26):
        zones = PinZones(ZONES, SETTINGS, posted.append)
        zones.start()
        time.sleep(0.1)
        assert sorted(seen(posted)) == [("room", QUIET), ("window", LOST)]
        assert "the pin is in use" in zones.health().says
        zones.stop()


def test_a_machine_without_pins_is_said_and_lived_with(bench, posted, mocker):
    error = gpiozero.exc.BadPinFactory("Unable to load any default pin factory!")
    mocker.patch("gpiozero.DigitalInputDevice", side_effect=error)
    zones = PinZones(ZONES, SETTINGS, posted.append)
    zones.start()
    says = "this computer has no pins, or the pin library (lgpio) is missing"
    assert posted[-1] == SourceSeen(source="gpio", is_there=False, why=f"window, room: {says}")
    assert zones.health().level == "error"
    assert zones.is_alive
    zones.stop()


def test_it_starts_again_after_a_stop_and_leaves_no_thread(zones, posted):
    seen(posted)
    zones.stop()
    assert not any(thread.name == "gpio-zones" for thread in threading.enumerate())
    zones.start()
    time.sleep(0.1)
    assert sorted(seen(posted)) == [("room", QUIET), ("window", QUIET)]


# -- buttons


def test_the_arm_button_arms_and_the_panic_button_must_be_held(bench, posted):
    buttons = Buttons(SETTINGS, posted.append)
    buttons.start()
    bench.press("B", for_s=0.3)
    time.sleep(2.0)
    assert posted == []
    bench.press("A", for_s=0.2)
    time.sleep(1.0)
    bench.press("B", for_s=1.5)
    time.sleep(2.0)
    assert posted == [
        Arm(mode=ArmMode.AWAY, place="button", is_judged=True),
        Panic(place="button"),
    ]
    buttons.stop()


# -- what sounds


@pytest.fixture
def sounders(bench):
    sounders = Sounders(SETTINGS)
    sounders.start()
    yield sounders
    sounders.stop()


def siren(bench):
    return bench.parts["pi_siren"].sounds


def view(state=AlarmState.DISARMED, **more):
    return AlarmView(t_s=0.0, state=state, **more)


def alarm(pattern=SirenPattern.WAIL):
    return view(AlarmState.TRIGGERED, siren=SirenView(is_on=True, pattern=pattern))


def test_the_siren_sounds_at_once_without_a_pause_and_is_silent_at_once(bench, sounders):
    sounders.show(alarm())
    assert siren(bench)
    for _ in range(30):
        time.sleep(0.25)
        assert siren(bench)
    sounders.show(view())
    assert not siren(bench)


def test_smoke_sounds_three_blasts_and_a_pause(bench, sounders):
    sounders.show(alarm(SirenPattern.TEMPORAL_3))
    heard = ""
    time.sleep(0.1)
    for _ in range(16):
        heard += "#" if siren(bench) else "."
        time.sleep(0.25)
    assert heard == "##..##..##......"


def test_the_buzzer_beeps_while_a_delay_runs_and_faster_at_its_end(bench, sounders):
    def beeps(seconds):
        before = len(bench.trace.edges("GPIO18"))
        time.sleep(seconds)
        return bench.trace.pwm("GPIO18"), len(bench.trace.edges("GPIO18")) - before

    sounders.show(view(AlarmState.ARMING, remaining_s=30.0))
    _, slow = beeps(6.0)
    sounders.show(view(AlarmState.ARMING, remaining_s=9.0))
    _, fast = beeps(6.0)
    sounders.show(view(AlarmState.ARMED))
    _, none = beeps(6.0)
    assert 0 < slow < fast
    assert none <= 2


def test_a_chime_is_short_and_never_hides_the_beeps_of_a_delay(bench, sounders):
    chimed = Turn((Happening(kind=Kind.CHIMED),), view(), 0.0)
    sounders.on_turn(chimed)
    time.sleep(1.0)
    assert bench.parts["buzzer"].look()["tone_hz"] is None
    assert sounders.health().level == "ok"


def test_nothing_sounds_after_the_end(bench, sounders):
    sounders.show(alarm())
    sounders.stop()
    assert not siren(bench)
    assert not any(thread.name == "sounders" for thread in threading.enumerate())


def test_a_missing_buzzer_costs_no_siren(bench):
    with gpiozero.LED(18):
        sounders = Sounders(SETTINGS)
        sounders.start()
        sounders.show(alarm())
        assert siren(bench)
        assert "buzzer (GPIO18): the pin is in use" in sounders.health().says
        sounders.stop()
