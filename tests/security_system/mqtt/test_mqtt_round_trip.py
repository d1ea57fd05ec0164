"""The panel at a real Mosquitto, as Home Assistant would use it."""

import json
import threading

from makerkit.app.edge import Level
from security_system.alarm.orders import Condition, Disarm, ZoneSeen
from security_system.alarm.states import AlarmState
from tests.security_system.mqtt.alarmed_house import CODE
from tests.security_system.mqtt.mosquitto_bench import Ear, wait_until

ALARM, SET = "security_system/alarm/state", "security_system/alarm/set"
ANSWER, STATUS = "security_system/answer", "security_system/status"
DISCOVERY = "homeassistant/device/security_system/config"


def answers(ear):
    return [json.loads(payload) for payload in ear.payloads(ANSWER)]


def arm(ear, house):
    ear.say(SET, {"action": "ARM_AWAY", "code": "None", "force": True})
    ear.wait_for(ALARM, "armed_away")


def test_arming_and_disarming_with_a_code(open_house, ear):
    house = open_house()
    ear.wait_for(ALARM, "disarmed")
    arm(ear, house)
    ear.say(SET, {"action": "DISARM", "code": CODE})
    ear.wait_for(ALARM, "disarmed")
    assert [(a["command"], a["is_done"]) for a in answers(ear)] == [
        ("ARM_AWAY", True),
        ("DISARM", True),
    ]
    assert [h.user for h in house.told if h.kind == "disarmed"] == ["Sam"]


def test_an_open_zone_refuses_arming_and_says_which(open_house, ear):
    house = open_house()
    ear.wait_for(ALARM, "disarmed")
    house.panel.post(ZoneSeen(zone="door", condition=Condition.TAMPERED))
    ear.say(SET, "ARM_AWAY")
    ear.wait_for(ANSWER)
    assert not answers(ear)[0]["is_done"]
    assert house.panel.view.state is AlarmState.DISARMED


def test_wrong_codes_change_nothing_and_count_for_the_lock(open_house, ear):
    house = open_house()
    ear.wait_for(ALARM, "disarmed")
    arm(ear, house)
    for n in range(3):
        ear.say(SET, {"action": "DISARM", "code": f"000{n}"})
    ear.say(SET, {"action": "DISARM", "code": CODE})
    wait_until(lambda: len(answers(ear)) == 5)
    assert [a["is_done"] for a in answers(ear)] == [True, False, False, False, False]
    assert ear.newest(ALARM) == b"armed_away"
    assert house.panel.view.locked_s["mqtt"] > 60
    assert "code locked" in house.kinds()
    assert "disarmed" not in house.kinds()


def test_a_retained_command_is_refused_told_and_cleared(open_house, broker, ear):
    house = open_house()
    ear.wait_for(ALARM, "disarmed")
    arm(ear, house)
    ear.say(SET, {"action": "DISARM", "code": CODE}, retain=True)
    ear.wait_for(SET, b"")
    assert house.panel.view.state is AlarmState.ARMED
    assert "without retain" in answers(ear)[-1]["says"]
    assert [h.place for h in house.told if h.kind == "refused"] == ["mqtt"]
    late = Ear(broker.port, topics=(SET, STATUS))
    late.wait_for(STATUS)
    assert late.payloads(SET) == []
    late.close()


def test_a_command_that_was_retained_before_the_start_is_refused(open_house, broker, ear):
    ear.say(SET, "ARM_AWAY", retain=True)
    house = open_house()
    wait_until(lambda: "refused" in house.kinds())
    assert house.panel.view.state is AlarmState.DISARMED


def test_birth_will_and_farewell(open_house, ear, cable):
    house = open_house(port=cable.port)
    ear.wait_for(STATUS, "online")
    cable.pull()
    ear.wait_for(STATUS, "offline")
    cable.put_back()
    ear.wait_for(STATUS, "online")
    house.mqtt.stop()
    ear.wait_for(STATUS, "offline")


def test_when_home_assistant_starts_everything_is_said_again(open_house, ear):
    open_house()
    ear.wait_for(ALARM, "disarmed")
    before = len(ear.payloads(DISCOVERY)), len(ear.payloads(ALARM))
    ear.say("homeassistant/status", "online")
    wait_until(lambda: len(ear.payloads(DISCOVERY)) > before[0])
    wait_until(lambda: len(ear.payloads(ALARM)) > before[1])


def test_what_an_earlier_run_announced_and_is_gone_is_taken_away(open_house, ear):
    first = open_house()
    ear.wait_for(DISCOVERY)
    first.stop()
    ear.wait_for(STATUS, "offline")
    open_house(zones={"door": {"kind": "door", "source": "gpio:26"}})

    def farewells():
        sent = [json.loads(payload)["components"] for payload in ear.payloads(DISCOVERY)]
        return [parts for parts in sent if parts.get("zone_hall") == {"platform": "binary_sensor"}]

    wait_until(farewells)
    wait_until(lambda: "zone_hall" not in json.loads(ear.newest(DISCOVERY))["components"])


def test_zones_and_their_left_out_are_shown(open_house, ear):
    house = open_house(bypass=True)
    ear.wait_for("security_system/zone/door")
    house.panel.post(ZoneSeen(zone="door", condition=Condition.OPEN))
    wait_until(lambda: json.loads(ear.newest("security_system/zone/door"))["state"] == "ON")
    ear.say("security_system/zone/door/bypass/set", "ON")
    wait_until(lambda: json.loads(ear.newest("security_system/zone/door"))["bypassed"] == "ON")


def test_a_sensor_behind_the_broker_is_a_zone(open_house, ear):
    house = open_house()
    assert house.condition("back") is Condition.LOST
    ear.say("zigbee2mqtt/back door", '{"contact":true,"battery":100}', retain=True)
    wait_until(lambda: house.condition("back") is Condition.QUIET)
    arm(ear, house)
    ear.say("zigbee2mqtt/back door", '{"contact":false}')
    ear.wait_for(ALARM, "pending")
    ear.say("zigbee2mqtt/kitchen", '{"smoke":true}')
    ear.wait_for(ALARM, "triggered")
    ear.wait_for("security_system/siren/state", "ON")


def test_events_are_told_and_silent_ones_are_not(open_house, ear):
    house = open_house()
    ear.wait_for(ALARM, "disarmed")
    arm(ear, house)
    wait_until(lambda: b"armed" in b"".join(ear.payloads("security_system/event")))
    told = [json.loads(payload)["event_type"] for payload in ear.payloads("security_system/event")]
    assert "armed" in told


HOSTILE = [
    b"",
    b"\x00\xff\xfe",
    b"{" * 1000,
    b'{"action":' * 200,
    b'{"action":"DISARM","code":"' + b"9" * 5000 + b'"}',
    b'{"action":"DISARM","code":2580}',
    b'{"action":["DISARM"],"code":"2580"}',
    b'{"action":"disarm","code":"2580"}',
    '{"action":"DISARM\u202e","code":"2580"}'.encode(),
    b"DISARM",
    b"x" * 200_000,
    b"x" * 1_000_000,
    b"NaN",
    b"null",
]


def test_hostile_payloads_are_refused_and_counted_and_the_thread_lives(open_house, ear):
    house = open_house()
    ear.wait_for(ALARM, "disarmed")
    arm(ear, house)
    for payload in HOSTILE:
        for topic in (
            SET,
            "security_system/siren/set",
            "security_system/zone/door/bypass/set",
            "security_system/zone/../bypass/set",
            "homeassistant/status",
            DISCOVERY,
            "zigbee2mqtt/kitchen",
            "zigbee2mqtt/bridge/state",
        ):
            ear.say(topic, payload)
    wait_until(lambda: house.mqtt.health().numbers["refused"] > 20)
    ear.say("homeassistant/status", "online")
    # the smoke detector that sent rubbish is lost, which may alarm by now; nothing disarms
    assert house.panel.view.state is not AlarmState.DISARMED
    wait_until(lambda: house.mqtt.health().level is Level.OK)
    assert house.mqtt.health().numbers["errors"] == 0.0
    assert house.mqtt.is_alive
    refused = [h for h in house.told if h.kind == "refused"]
    assert len(refused) <= 2  # the journal is not flooded
    assert "disarmed" not in house.kinds()


def test_the_end_of_the_broker_is_a_fault_and_its_return_ends_it(
    open_house, ear, cable, monkeypatch
):
    monkeypatch.setattr("security_system.mqtt.mqtt.LOST_AFTER_S", 0.5)
    house = open_house(port=cable.port)
    ear.wait_for(STATUS, "online")
    ear.say("zigbee2mqtt/back door", '{"contact":true}')
    wait_until(lambda: house.condition("back") is Condition.QUIET)
    cable.pull()
    wait_until(lambda: "source lost" in house.kinds())
    assert house.condition("back") is Condition.LOST
    cable.put_back()
    wait_until(lambda: "source back" in house.kinds())
    wait_until(lambda: house.condition("back") is Condition.QUIET)


def test_without_a_broker_in_the_settings_nothing_runs_and_the_zones_that_need_one_are_named(
    open_house,
):
    house = open_house(host="")
    health = house.mqtt.health()
    assert health.level is Level.ERROR
    assert health.says.startswith("kitchen, back: by a broker, and the settings name none")
    assert "mqtt" not in [thread.name for thread in threading.enumerate()]
    house.panel.ask(Disarm(place="page", code=CODE))


def test_it_can_be_stopped_and_started_again(open_house, ear):
    house = open_house()
    ear.wait_for(STATUS, "online")
    house.mqtt.stop()
    house.mqtt.stop()
    ear.wait_for(STATUS, "offline")
    house.mqtt.start()
    ear.wait_for(STATUS, "online")
    assert house.mqtt.is_alive
