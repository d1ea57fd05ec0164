"""Commands from the broker: pure, from a message to an order, or to why it is none."""

from dataclasses import dataclass

from security_system.alarm.orders import Arm, ArmMode, Bypass, Disarm, Order, Panic, TypeCode
from security_system.alarm.states import AlarmState, Right
from security_system.alarm.view import AlarmView
from security_system.mqtt.conversation import Message
from security_system.mqtt.payloads import BadPayloadError, json_object, shown, text, word
from security_system.mqtt.settings import MqttSettings
from security_system.mqtt.topics import Topics

PLACE = "mqtt"
CODE_MAX = 32
ARM_ACTIONS = {
    "ARM_AWAY": ArmMode.AWAY,
    "ARM_HOME": ArmMode.HOME,
    "ARM_NIGHT": ArmMode.NIGHT,
    "ARM_VACATION": ArmMode.VACATION,
    "ARM_CUSTOM_BYPASS": ArmMode.CUSTOM,
}


@dataclass(frozen=True, slots=True)
class Command:
    """A command that may be given to the panel.

    Attributes:
        name: what it is, for the answer: "DISARM".
        first: is asked before, and must be done: whose code it is.
    """

    name: str
    order: Order
    first: Order | None = None


def subscriptions(topics: Topics) -> list[str]:
    """Return where commands come."""
    return [topics.command("alarm"), topics.command("siren"), topics.bypass("+")]


def read(message: Message, view: AlarmView, settings: MqttSettings, topics: Topics) -> Command:
    """Return what a message orders.

    Raises:
        BadPayloadError: it orders nothing that is taken; the text says why.
    """
    if message.is_retained:
        raise BadPayloadError(
            "A command that the broker keeps would be carried out again at every start: "
            "publish it without retain."
        )
    if not settings.commands:
        raise BadPayloadError("Commands from the broker are switched off (commands in [mqtt]).")
    if message.topic == topics.command("alarm"):
        return _alarm(message.payload)
    if message.topic == topics.command("siren"):
        return _siren(message.payload)
    return _bypass(message, view, settings, topics)


def _alarm(payload: bytes) -> Command:
    """Read `{"action": "DISARM", "code": "1234"}`, or the bare word of an arming."""
    if payload.lstrip().startswith(b"{"):
        found = json_object(payload, max_bytes=1024)
        action, code = word(found, "action"), _code(word(found, "code", max_length=CODE_MAX))
        is_forced = found.get("force") is True
    else:
        action, code, is_forced = text(payload), "", False
    if action in ARM_ACTIONS:
        order = Arm(mode=ARM_ACTIONS[action], place=PLACE, code=code, forced=is_forced)
        return Command(action, order)
    if action == "DISARM":
        return Command(action, Disarm(place=PLACE, code=code))
    if action == "TRIGGER":
        return Command(action, Panic(place=PLACE))
    raise BadPayloadError(f"{shown(action)} is no action: ARM_AWAY, ARM_HOME, …, DISARM, TRIGGER.")


def _siren(payload: bytes) -> Command:
    said = text(payload)
    if said.startswith("{"):  # Home Assistant adds a tone or a duration if it believes in them
        said = word(json_object(payload, max_bytes=1024), "state")
    if said == "ON":
        return Command("SIREN ON", Panic(place=PLACE))
    if said == "OFF":
        raise BadPayloadError("The siren is silenced by disarming, with a code.")
    raise BadPayloadError(f"{shown(said)} is neither ON nor OFF.")


def _bypass(message: Message, view: AlarmView, settings: MqttSettings, topics: Topics) -> Command:
    """Read ON or OFF, or `{"state": "ON", "code": "1234"}`."""
    zone = message.topic.removeprefix(f"{topics.base}/zone/").removesuffix("/bypass/set")
    if zone not in view.zones:
        raise BadPayloadError(f"There is no zone {shown(zone)}.")
    said, code = text(message.payload), ""
    if said.startswith("{"):
        found = json_object(message.payload, max_bytes=1024)
        said, code = word(found, "state"), _code(word(found, "code", max_length=CODE_MAX))
    if said not in {"ON", "OFF"}:
        raise BadPayloadError(f"{shown(said)} is neither ON nor OFF.")
    order = Bypass(zone=zone, is_bypassed=said == "ON", place=PLACE)
    if code:
        judged = TypeCode(place=PLACE, code=code, right=Right.BYPASS)
        return Command(f"BYPASS {said}", order, first=judged)
    if settings.bypass and view.state is AlarmState.DISARMED:
        return Command(f"BYPASS {said}", order)
    raise BadPayloadError(
        "Leaving a zone out needs a code, or bypass = true in [mqtt] and a disarmed alarm."
    )


def _code(said: str) -> str:
    """Return a code; Home Assistant writes None when nothing was typed."""
    return "" if said == "None" else said
