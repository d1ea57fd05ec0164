"""What Home Assistant is told of us, held to the keys that its own schemas have kept."""

import json
from dataclasses import replace

import pytest
from jinja2 import Environment

from makerkit.app.edge import Health, Level
from security_system.alarm.happenings import Happening, Kind
from security_system.alarm.settings import AlarmSettings
from security_system.alarm.states import AlarmState, ArmMode, Condition, ZoneKind, ZoneType
from security_system.alarm.view import AlarmView, Fault, SirenView, ZoneView
from security_system.mqtt.commands import read
from security_system.mqtt.conversation import Message
from security_system.mqtt.home_assistant import device, removed
from security_system.mqtt.payloads import BadPayloadError
from security_system.mqtt.settings import MqttSettings
from security_system.mqtt.states import alarm_state, events, health_state, states
from security_system.mqtt.topics import Topics
from tests.home_assistant.check_schemas import RECORD
from tests.home_assistant.judge_in_home_assistant import keys
from tests.home_assistant.payloads_for_home_assistant import full_house

TOPICS = Topics("security_system")
STATES = {
    "disarmed", "armed_home", "armed_away", "armed_night", "armed_vacation",
    "armed_custom_bypass", "pending", "arming", "triggered",
}  # fmt: skip  # those that Home Assistant's alarm_control_panel.mqtt takes
KEPT = json.loads(RECORD.read_text("utf-8"))


@pytest.mark.parametrize("name", full_house()["components"])
def test_every_key_is_one_that_the_real_schema_has_kept(name):
    component = full_house()["components"][name]
    sent = set(keys({key: value for key, value in component.items() if key != "platform"}))
    assert sent <= set(KEPT[component["platform"]])


def test_every_part_has_a_name_of_its_own_and_a_state_that_somebody_publishes():
    house = full_house()
    ids = [part["unique_id"] for part in house["components"].values()]
    assert len(set(ids)) == len(ids)
    assert house["origin"]["name"]
    assert len(json.dumps(house)) < 64 * 1024


def test_no_two_systems_at_one_broker_are_taken_for_one_another():
    alarm = AlarmSettings()
    ids = [
        device(MqttSettings(base=base), alarm)["components"]["alarm"]["unique_id"]
        for base in ("security_system", "house/alarm")
    ]
    assert ids == ["security_system_alarm", "house_alarm_alarm"]


def test_the_panel_shows_a_keypad_and_leaves_the_code_to_us():
    alarm = full_house()["components"]["alarm"]
    assert alarm["code"] == "REMOTE_CODE"
    assert alarm["code_disarm_required"] is True
    assert alarm["retain"] is False
    typed = (
        alarm["command_template"].replace("{{ action }}", "DISARM").replace("{{ code }}", "1234")
    )
    assert json.loads(typed) == {"action": "DISARM", "code": "1234"}


def test_every_state_of_the_alarm_is_one_that_home_assistant_knows():
    said = {
        alarm_state(AlarmView(t_s=0.0, state=state, mode=mode))
        for state in AlarmState
        for mode in ArmMode
    }
    assert said == STATES


def zone(condition, **more):
    return ZoneView(
        id="door",
        name="Front door",
        kind=ZoneKind.DOOR,
        type=ZoneType.DELAYED,
        source="gpio:26",
        condition=condition,
        **more,
    )


@pytest.mark.parametrize(
    ("condition", "state"),
    [
        (Condition.QUIET, "OFF"),
        (Condition.OPEN, "ON"),
        (Condition.TAMPERED, "ON"),
        (Condition.LOST, "OFF"),
    ],
)
def test_a_zone_says_how_it_is_and_whether_it_is_left_out(condition, state):
    view = AlarmView(t_s=0.0, zones={"door": zone(condition, is_bypassed=True)})
    said = json.loads(states(view, TOPICS)["security_system/zone/door"])
    assert (said["state"], said["condition"], said["bypassed"]) == (state, condition, "ON")


def rendered(template, payload):
    """Return what Home Assistant makes of a payload, which it gives to Jinja as JSON."""
    return (
        Environment(autoescape=False).from_string(template).render(value_json=json.loads(payload))
    )


@pytest.mark.parametrize(
    ("condition", "availability"), [(Condition.LOST, "offline"), (Condition.OPEN, "online")]
)
def test_the_templates_find_what_we_publish(condition, availability):
    parts = full_house()["components"]
    view = AlarmView(t_s=0.0, zones={"door": zone(condition, is_bypassed=True)})
    said = states(view, TOPICS)
    door, bypass = parts["zone_door"], parts["bypass_door"]
    assert rendered(door["value_template"], said[door["state_topic"]]) in {"ON", "OFF"}
    assert rendered(bypass["value_template"], said[bypass["state_topic"]]) == "ON"
    of_the_zone = door["availability"][1]
    assert rendered(of_the_zone["value_template"], said[of_the_zone["topic"]]) == availability


def test_every_number_is_found_by_its_template():
    parts = full_house()["components"]
    numbers = {
        part["value_template"]
        for part in parts.values()
        if part["platform"] == "sensor" and "numbers" in part["value_template"]
    }
    health = [
        Health(name, Level.OK, "It's fine.", dict.fromkeys(["link", "cpu_percent"], 1.0))
        for name in ("node", "camera hall")
    ]
    said = health_state(health)
    found = [rendered(template, said) for template in sorted(numbers) if "rate" not in template]
    assert found == ["1.0"] * 4
    attributes = rendered(parts["health"]["json_attributes_template"], said)
    assert json.loads(attributes)["node"]["says"] == "It's fine."


def test_every_topic_that_is_read_is_one_that_we_publish():
    parts = full_house()["components"].values()
    topics = {part["state_topic"] for part in parts if "state_topic" in part}
    zones = {name: zone(Condition.QUIET) for name in [*ZoneKind, "named"]}
    said = {
        topic
        for name, each in zones.items()
        for topic in states(AlarmView(t_s=0.0, zones={name: replace(each, id=name)}), TOPICS)
    }
    assert topics <= said | {TOPICS.event, TOPICS.health}


def test_faults_power_batteries_and_tampers_are_said():
    view = AlarmView(
        t_s=0.0,
        zones={"door": zone(Condition.TAMPERED)},
        siren=SirenView(is_on=True),
        faults=(Fault("power", "The mains are lost."), Fault("door", "Its battery is low: …")),
    )
    said = states(view, TOPICS)
    things = ("siren", "problem", "tamper", "battery", "power")
    assert [said[TOPICS.state(thing)] for thing in things] == [b"ON", b"ON", b"ON", b"ON", b"OFF"]
    calm = states(AlarmView(t_s=0.0), TOPICS)
    assert [calm[TOPICS.state(thing)] for thing in things] == [
        b"OFF", b"OFF", b"OFF", b"OFF", b"ON",
    ]  # fmt: skip


def test_nothing_of_duress_or_a_silent_call_is_published():
    told = events(
        [
            Happening(Kind.DURESS, user="Sam"),
            Happening(Kind.PANIC, detail={"is_silent": True}),
            Happening(Kind.DISARMED, user="Sam"),
        ]
    )
    assert [json.loads(payload)["event_type"] for payload in told] == ["disarmed"]


def test_the_health_has_the_level_of_the_worst():
    health = [
        Health("node", Level.OK, numbers={"battery_v": 4.5678}),
        Health("page", Level.ABSENT),
        Health("disk", Level.WARNING, "Nearly full."),
    ]
    said = json.loads(health_state(health))
    assert said["state"] == "warning"
    assert said["parts"]["node"]["numbers"] == {"battery_v": 4.6}
    assert json.loads(health_state([]))["state"] == "ok"


def test_what_is_no_more_is_taken_away_and_what_is_rubbish_is_not_believed():
    now = full_house()
    before = {"components": {**now["components"], "old": {"platform": "switch", "name": "x"}}}
    assert removed(before, now)["components"]["old"] == {"platform": "switch"}
    assert removed(now, now) is None
    for rubbish in ({}, {"components": 3}, {"components": {"x": 1, "y": {"platform": []}}}):
        assert removed(rubbish, now) is None


def test_commands_can_be_switched_off():
    message = Message("security_system/alarm/set", b"ARM_AWAY", is_retained=False)
    with pytest.raises(BadPayloadError, match="switched off"):
        read(message, AlarmView(t_s=0.0), MqttSettings(commands=False), TOPICS)


@pytest.mark.parametrize("is_allowed", [True, False])
def test_leaving_a_zone_out_needs_a_code_or_a_setting_and_a_disarmed_alarm(is_allowed):
    settings = MqttSettings(bypass=is_allowed)
    bare = Message("security_system/zone/door/bypass/set", b"ON", is_retained=False)
    coded = Message(bare.topic, b'{"state":"ON","code":"2580"}', is_retained=False)
    armed = AlarmView(t_s=0.0, state=AlarmState.ARMED, zones={"door": zone(Condition.QUIET)})
    calm = AlarmView(t_s=0.0, zones=armed.zones)
    assert read(coded, armed, settings, TOPICS).first is not None
    if is_allowed:
        assert read(bare, calm, settings, TOPICS).first is None
    else:
        with pytest.raises(BadPayloadError, match="needs a code"):
            read(bare, calm, settings, TOPICS)
    with pytest.raises(BadPayloadError, match="needs a code"):
        read(bare, armed, settings, TOPICS)


def test_the_siren_is_not_silenced_from_there_without_a_code():
    message = Message("security_system/siren/set", b"OFF", is_retained=False)
    with pytest.raises(BadPayloadError, match="disarming, with a code"):
        read(message, AlarmView(t_s=0.0), MqttSettings(), TOPICS)
