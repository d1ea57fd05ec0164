"""What the sensors of real houses say, and what zones become of it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from security_system.alarm.orders import BatterySeen, Condition, ZoneSeen
from security_system.alarm.zone_settings import ZoneSettings
from security_system.mqtt.conversation import Message
from security_system.mqtt.sensors import Sensors
from security_system.mqtt.settings import SensorSettings

# Payloads as these devices publish them by zigbee2mqtt, Home Assistant, Tasmota, Shelly, ESPHome,
# Z-Wave JS and rtl_433, shapes as their documentation shows them.
AQARA_DOOR = '{"battery":97,"contact":%s,"device_temperature":22,"linkquality":135,"voltage":3005}'
SONOFF_DOOR = '{"battery":100,"battery_low":false,"contact":%s,"linkquality":105,"tamper":false}'
HUE_MOTION = (
    '{"battery":100,"illuminance":12,"occupancy":%s,"temperature":21.3,"update":{"state":"idle"}}'
)
TUYA_PRESENCE = '{"illuminance":7,"linkquality":200,"presence":%s,"target_distance":1.5}'
AQARA_LEAK = '{"battery":100,"battery_low":false,"linkquality":76,"voltage":3025,"water_leak":%s}'
HEIMAN_SMOKE = '{"battery":100,"battery_low":false,"linkquality":134,"smoke":%s,"tamper":false}'
AQARA_VIBRATION = '{"action":"vibration","angle":3,"battery":95,"linkquality":90,"vibration":%s}'
ZWAVE = '{"time":1732700000000,"value":%s}'
RTL_433 = '{"time":"2026-11-27 03:12:05","model":"Generic","id":1234,"battery_ok":1,"reed_open":%s}'
SHELLY_PLUS = '{"id":0,"state":%s}'

SHAPES = [
    ("door", AQARA_DOOR, "false", "true"),
    ("window", SONOFF_DOOR, "false", "true"),
    ("motion", HUE_MOTION, "true", "false"),
    ("motion", TUYA_PRESENCE, "true", "false"),
    ("water", AQARA_LEAK, "true", "false"),
    ("smoke", HEIMAN_SMOKE, "true", "false"),
    ("glass", AQARA_VIBRATION, "true", "false"),
    ("door", ZWAVE, "true", "false"),
    ("door", RTL_433, "1", "0"),
    ("window", SHELLY_PLUS, "true", "false"),
    ("door", "%s", "ON", "OFF"),  # ESPHome, Tasmota, Home Assistant's statestream
    ("door", "%s", "open", "close"),  # Shelly of the first generation
    ("door", "%s", "Open", "Closed"),
    ("motion", "%s", "motion", "no_motion"),
    ("water", "%s", "wet", "dry"),
    ("door", "%s", "1", "0"),
    ("door", "%s", "true", "false"),
    ("door", '"%s"', "on", "off"),
]


def sensors_of(kind="door", source="mqtt:z/door", **more):
    zone = ZoneSettings(kind=kind, source=source)
    return Sensors({"zone": zone}, {"z/door": SensorSettings(**more)} if more else {})


def heard(sensors, payload, *, topic="z/door", now_s=0.0, retained=False):
    payload = payload.encode() if isinstance(payload, str) else payload
    return sensors.hear(Message(topic, payload, retained), now_s)


def conditions(orders):
    return [order.condition for order in orders if isinstance(order, ZoneSeen)]


@pytest.mark.parametrize(("kind", "shape", "opened", "closed"), SHAPES)
def test_what_real_devices_publish_is_understood(kind, shape, opened, closed):
    sensors = sensors_of(kind)
    seen = [conditions(heard(sensors, shape % value)) for value in (closed, opened, closed)]
    assert seen == [[Condition.QUIET], [Condition.OPEN], [Condition.QUIET]]


def test_a_key_is_found_where_the_settings_say():
    sensors = sensors_of(source="mqtt:z/door#ZbReceived.0x1A2B.Contact")
    payload = '{"ZbReceived":{"0x1A2B":{"Contact":1,"Endpoint":1}}}'
    assert conditions(heard(sensors, payload)) == [Condition.OPEN]


def test_unusual_words_can_be_said_in_the_settings():
    sensors = sensors_of(open=("auf",), quiet=("zu",))
    assert conditions(heard(sensors, "zu") + heard(sensors, "auf")) == [
        Condition.QUIET,
        Condition.OPEN,
    ]


def test_a_tamper_goes_before_everything():
    payload = '{"contact":true,"tamper":true}'
    assert conditions(heard(sensors_of(), payload)) == [Condition.TAMPERED]


@pytest.mark.parametrize(
    ("battery", "is_low"),
    [
        ('"battery":9', True),
        ('"battery":60', False),
        ('"battery_low":true', True),
        ('"battery_ok":0', True),
    ],
)
def test_a_low_battery_is_seen(battery, is_low):
    assert BatterySeen(source="zone", is_low=is_low) in heard(
        sensors_of(), f'{{"contact":true,{battery}}}'
    )


def test_a_message_without_the_state_changes_nothing_and_is_a_sign_of_life():
    sensors = sensors_of(silent_max_s=100.0)
    heard(sensors, '{"contact":true}')
    assert heard(sensors, '{"linkquality":90}', now_s=99.0) == []
    assert sensors.tick(198.0) == []
    assert conditions(sensors.tick(199.0)) == [Condition.LOST]
    assert sensors.tick(500.0) == []


def test_what_nobody_understands_makes_the_zone_lost_and_is_counted():
    sensors = sensors_of()
    (order,) = heard(sensors, "half open, kind of")
    assert order.condition is Condition.LOST
    assert "half open" in order.why
    assert sensors.refused == 1


@pytest.mark.parametrize("payload", ["unavailable", "unknown", "", "null"])
def test_a_device_that_home_assistant_has_lost_is_lost(payload):
    assert conditions(heard(sensors_of(), payload)) == [Condition.LOST]


@pytest.mark.parametrize("payload", ["offline", '{"state":"offline"}'])
@pytest.mark.parametrize("topic", ["z/door/availability", "z/bridge/state"])
def test_a_device_or_its_bridge_that_is_offline_is_lost(topic, payload):
    sensors = sensors_of()
    heard(sensors, '{"contact":true}')
    assert conditions(heard(sensors, payload, topic=topic)) == [Condition.LOST]
    assert heard(sensors, payload.replace("offline", "online"), topic=topic) == []
    assert conditions(heard(sensors, '{"contact":true}')) == [Condition.QUIET]


def test_what_the_broker_kept_counts_unless_its_own_stamp_is_too_old():
    sensors = sensors_of(silent_max_s=7200.0)
    old = '{"contact":true,"last_seen":"2020-01-01T00:00:00+00:00"}'
    assert conditions(heard(sensors, old, retained=True)) == [Condition.LOST]
    assert conditions(heard(sensors, '{"contact":true}', retained=True)) == [Condition.QUIET]


@pytest.mark.parametrize("retained", [False, True])
def test_smoke_is_smoke_whatever_the_clocks_say(retained):
    """A Pi without a battery clock may be years ahead of its sensors, or behind them."""
    sensors = sensors_of("smoke", silent_max_s=7200.0)
    smoke = '{"smoke":%s,"last_seen":"2020-01-01T00:00:00+00:00"}'
    assert conditions(heard(sensors, smoke % "true", retained=retained)) == [Condition.OPEN]
    assert conditions(heard(sensors, smoke % "false")) == [Condition.QUIET]


def test_a_button_is_pressed_for_a_moment():
    sensors = sensors_of("panic")
    assert conditions(heard(sensors, '{"action":"emergency","battery":100}')) == [
        Condition.OPEN,
        Condition.QUIET,
    ]
    assert conditions(heard(sensors, '{"action":"","battery":100}')) == []


def test_after_a_short_absence_of_the_broker_zones_are_as_they_were_and_after_a_long_one_lost():
    sensors = sensors_of()
    heard(sensors, '{"contact":true}')
    assert conditions(sensors.again(10.0)) == [Condition.QUIET]
    assert conditions(sensors.again(600.0)) == [Condition.LOST]


def test_one_device_can_bring_two_zones():
    zones = {
        "smoke": ZoneSettings(kind="smoke", source="mqtt:z/hall#smoke"),
        "co": ZoneSettings(kind="smoke", source="mqtt:z/hall#carbon_monoxide"),
    }
    sensors = Sensors(zones, {})
    orders = heard(sensors, '{"smoke":false,"carbon_monoxide":true}', topic="z/hall")
    assert [(order.zone, order.condition) for order in orders] == [
        ("smoke", Condition.QUIET),
        ("co", Condition.OPEN),
    ]


HOSTILE = [
    b"\xff\xfe\x00",
    b"{" * 10_000,
    b'{"contact":' * 500 + b"1" + b"}" * 500,
    b'{"contact":{"contact":true}}',
    b'{"contact":[]}',
    b'{"contact":NaN}',
    b'{"contact":1e999}',
    b"9" * 5000,
    b'{"contact":' + b"9" * 5000 + b"}",
    '{"contact":"\u202e\U0001f4a9"}'.encode(),
    b"x" * 100_000,
    b'{"contact":true,"last_seen":"yesterday","battery":"full","tamper":[1]}',
    b'{"contact":true,"last_seen":1e300,"battery":NaN}',
]


@pytest.mark.parametrize("payload", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_payloads_never_say_that_all_is_well(payload):
    sensors = sensors_of()
    heard(sensors, '{"contact":false}')
    found = conditions(heard(sensors, payload))
    assert found in ([Condition.LOST], [], [Condition.QUIET])
    assert found != [Condition.QUIET] or b'"contact":true' in payload


@given(payload=st.binary(max_size=300), kind=st.sampled_from(["door", "motion", "panic"]))
def test_no_bytes_break_it(payload, kind):
    heard(sensors_of(kind), payload)


@given(
    payload=st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=9) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["contact", "state", "tamper", "battery", "last_seen", "battery_low"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=10,
    )
)
def test_no_json_breaks_it(payload):
    heard(sensors_of(), json.dumps(payload))
