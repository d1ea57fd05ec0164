"""Sensors behind the broker as zones: pure, given messages and the time.

A zone's source is `mqtt:TOPIC`, or `mqtt:TOPIC#KEY` where the value of interest stands under a key
of a JSON message (`#state.reed` goes deeper). Without a key the kind of the zone says where it is.
What cannot be understood means that nobody knows how the zone is, never that all is well.
"""

import datetime as dt
import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from security_system.alarm.orders import BatterySeen, Condition, Order, ZoneSeen
from security_system.alarm.states import ZoneKind
from security_system.alarm.zone_settings import ZoneSettings
from security_system.mqtt.chatter import Chatter
from security_system.mqtt.conversation import Message
from security_system.mqtt.payloads import BadPayloadError, json_value, shown, text
from security_system.mqtt.sensor_words import KEYS, flag, meaning
from security_system.mqtt.settings import SensorSettings

PREFIX = "mqtt:"
BATTERY_LOW_PERCENT = 10.0
GAP_MAX_S = 60.0
"""After a longer absence of the broker, what was heard before it says nothing any more."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says of a zone; None where it says nothing.

    Attributes:
        is_there: what an availability topic says.
        age_s: how old what it says is, by the sensor's own stamp.
    """

    condition: Condition | None = None
    is_battery_low: bool | None = None
    is_there: bool | None = None
    age_s: float | None = None
    why: str = ""


class Sensor:
    """One sensor: understands its messages and remembers how its zone is."""

    def __init__(self, zone: str, settings: ZoneSettings, more: SensorSettings) -> None:
        self.zone = zone
        self.kind = settings.kind
        self.topic, _, self.key = settings.source.removeprefix(PREFIX).partition("#")
        self.chatter = Chatter(zone)
        self._more = more
        self.availability = more.availability or f"{self.topic}/availability"
        self.bridge = f"{self.topic.partition('/')[0]}/bridge/state"
        self._condition: Condition | None = None
        self._is_low: bool | None = None
        self._heard_s: float | None = None

    def topics(self) -> list[str]:
        """Return what is to be heard for it."""
        return [self.topic, self.availability, self.bridge]

    def hear(self, message: Message, now_s: float) -> list[Order]:
        """Return what follows from a message on one of its topics.

        Raises:
            BadPayloadError: it cannot be understood; the zone is lost then, by `fail`.
        """
        if message.topic == self.topic:
            reading = self.read(message.payload)
            return self._apply(reading, now_s, was_kept=message.is_retained)
        is_there = availability(message.payload)
        if is_there:
            return []  # it will say itself how it is
        what = "Its bridge" if message.topic == self.bridge else "Its availability topic"
        return self._become(Condition.LOST, f"{what} says that it is offline.")

    def fail(self, why: str) -> list[Order]:
        """Return what follows from a message that nobody understands."""
        return self._become(Condition.LOST, why)

    def tick(self, now_s: float) -> list[Order]:
        """Return what follows from the time that has passed."""
        limit_s = self._more.silent_max_s
        if not limit_s or self._heard_s is None or now_s - self._heard_s < limit_s:
            return []
        return self._become(Condition.LOST, f"Nothing was heard from it for {limit_s:g} s.")

    def again(self, gap_s: float) -> list[Order]:
        """Return how the zone is after the broker was away."""
        if self._condition is None:
            return []
        if gap_s > GAP_MAX_S:
            self._condition = Condition.LOST
        why = f"As it was before the broker was away for {gap_s:.0f} s."
        return [ZoneSeen(zone=self.zone, condition=self._condition, why=why)]

    def read(self, payload: bytes) -> Reading:
        """Return what a message of the sensor itself says.

        Raises:
            BadPayloadError: nobody knows what it means.
        """
        if not payload:
            return Reading(Condition.LOST, why="Its topic was cleared.")
        said = payload.lstrip()
        if said[:1] in {b"{", b"["} or (said[:1] == b'"' and not self.key):
            return self._read_json(json_value(payload))
        return self._understand(text(payload), "")

    def _read_json(self, found: Any) -> Reading:
        if not isinstance(found, dict):
            return self._understand(found, "")
        value, key = _find(found, (self.key,) if self.key else KEYS[self.kind])
        if _tampered(found):
            reading = Reading(Condition.TAMPERED, why="It says that it is tampered with.")
        elif key is None:
            reading = Reading()  # it speaks of its battery only
        else:
            reading = self._understand(value, key)
        return Reading(
            condition=reading.condition,
            is_battery_low=_battery_low(found),
            age_s=_age_s(found),
            why=reading.why,
        )

    def _understand(self, value: Any, key: str) -> Reading:
        more = self._more
        found = meaning(value, key, kind=self.kind, is_open=more.open, is_quiet=more.quiet)
        says = f"{key}: {shown(value)}" if key else shown(value)
        if found is None:
            raise BadPayloadError(f"Nobody knows what {says} means; say it in [mqtt.sensors].")
        return Reading(found, why=f"It said {says}.")

    def _apply(self, reading: Reading, now_s: float, *, was_kept: bool) -> list[Order]:
        self._heard_s = now_s
        orders: list[Order] = []
        if reading.is_battery_low is not None and reading.is_battery_low is not self._is_low:
            self._is_low = reading.is_battery_low
            orders.append(BatterySeen(source=self.zone, is_low=self._is_low))
        limit_s = self._more.silent_max_s
        is_trouble = reading.condition not in {None, Condition.QUIET}  # however old it seems
        age_s = reading.age_s if was_kept and not is_trouble else None
        if limit_s and age_s is not None and age_s > limit_s:
            why = f"What it last said is {age_s:.0f} s old."
            return orders + self._become(Condition.LOST, why)
        if reading.condition is not None:
            orders += self._become(reading.condition, reading.why)
        if self.kind is ZoneKind.PANIC and reading.condition is Condition.OPEN:
            orders += self._become(Condition.QUIET, "A button is pressed for a moment.")
        return orders

    def _become(self, condition: Condition, why: str) -> list[Order]:
        if condition is self._condition:
            return []
        self._condition = condition
        return [ZoneSeen(zone=self.zone, condition=condition, why=why)]


class Sensors:
    """All sensors behind the broker.

    Attributes:
        refused: how many messages nobody understood.
    """

    def __init__(
        self, zones: Mapping[str, ZoneSettings], more: Mapping[str, SensorSettings]
    ) -> None:
        self._by_topic: dict[str, list[Sensor]] = {}
        self._all: list[Sensor] = []
        self.refused = 0
        for zone, settings in zones.items():
            if settings.source.startswith(PREFIX):
                topic = settings.source.removeprefix(PREFIX).partition("#")[0]
                self._add(Sensor(zone, settings, more.get(topic, SensorSettings())))

    def subscriptions(self) -> list[str]:
        """Return what is to be heard."""
        return list(self._by_topic)

    def hear(self, message: Message, now_s: float) -> list[Order]:
        """Return what follows from a message; nothing if it is nobody's here."""
        orders: list[Order] = []
        for sensor in self._by_topic.get(message.topic, ()):
            try:
                said = sensor.hear(message, now_s)
            except BadPayloadError as error:
                self.refused += 1
                said = sensor.fail(str(error))
            orders += sensor.chatter.passed(said, now_s)
        return orders

    def tick(self, now_s: float) -> list[Order]:
        """Return what follows from the time that has passed."""
        orders: list[Order] = []
        for sensor in self._all:
            orders += sensor.chatter.passed(sensor.tick(now_s), now_s)
            orders += sensor.chatter.tick(now_s)
        return orders

    def again(self, gap_s: float) -> list[Order]:
        """Return how all zones are after the broker was away."""
        return [order for sensor in self._all for order in sensor.again(gap_s)]

    def _add(self, sensor: Sensor) -> None:
        self._all.append(sensor)
        for topic in sensor.topics():
            self._by_topic.setdefault(topic, []).append(sensor)


def availability(payload: bytes) -> bool:
    """Return whether a message on an availability topic means that somebody is there.

    Raises:
        BadPayloadError: it is neither `online` nor `{"state": "online"}`.
    """
    found: Any = text(payload)
    if found.startswith("{"):
        found = json_value(payload)
        found = found.get("state") if isinstance(found, dict) else None
    word = str(found).lower()
    if word in {"online", "true", "on", "1", "connected", "ready"}:
        return True
    if word in {"offline", "false", "off", "0", "disconnected", "lost", ""}:
        return False
    raise BadPayloadError(f"{shown(found)} is neither online nor offline.")


def _find(found: Mapping[str, Any], keys: Iterable[str]) -> tuple[Any, str | None]:
    """Return the first value that is there, with its key; a dot goes one level deeper."""
    for key in keys:
        value: Any = found
        for part in key.split(".") if key not in found else [key]:
            value = value.get(part, _find) if isinstance(value, dict) else _find
        if value is not _find:
            return value, key
    return None, None


def _tampered(found: Mapping[str, Any]) -> bool:
    return any(flag(found[key]) is True for key in ("tamper", "tampered") if key in found)


def _battery_low(found: Mapping[str, Any]) -> bool | None:
    if "battery_low" in found:
        return flag(found["battery_low"])
    if "battery_ok" in found:
        is_ok = flag(found["battery_ok"])
        return None if is_ok is None else not is_ok
    percent = found.get("battery")
    if isinstance(percent, int | float) and not isinstance(percent, bool):
        return percent <= BATTERY_LOW_PERCENT if math.isfinite(percent) else None
    return None


def _age_s(found: Mapping[str, Any]) -> float | None:
    """Return how old a message is by its `last_seen`: milliseconds since 1970, or ISO 8601."""
    stamp = found.get("last_seen")
    if isinstance(stamp, bool) or not isinstance(stamp, str | int | float):
        return None
    try:
        if isinstance(stamp, str):
            at_s = dt.datetime.fromisoformat(stamp).timestamp()
        else:
            at_s = stamp / 1000.0
    except (ValueError, OverflowError, OSError):
        return None
    age_s = time.time() - at_s
    return age_s if age_s >= 0 else 0.0
