"""What the alarm decides: pure, given the time and what has happened."""

from security_system.alarm.answer import Answer, Hurdle
from security_system.alarm.codes import CodeBook, CodeError, Judge, Judged, User
from security_system.alarm.engine import Alarm
from security_system.alarm.happenings import JSON, Happening, Kind
from security_system.alarm.orders import (
    AlarmSeen,
    Arm,
    BatterySeen,
    Bypass,
    ClearMemory,
    Disarm,
    Order,
    Panic,
    PowerSeen,
    Restarted,
    SetChime,
    SourceSeen,
    TestSiren,
    TypeCode,
    WalkTest,
    ZoneSeen,
)
from security_system.alarm.schedule import ScheduleEntry
from security_system.alarm.settings import AlarmSettings, ModeSettings
from security_system.alarm.states import (
    AlarmState,
    ArmMode,
    Cause,
    Condition,
    Right,
    SirenPattern,
    ZoneKind,
    ZoneType,
)
from security_system.alarm.view import AlarmView, Fault, Remembered, SirenView, ZoneView
from security_system.alarm.zone_settings import ZoneSettings

__all__ = [
    "JSON",
    "Alarm",
    "AlarmSeen",
    "AlarmSettings",
    "AlarmState",
    "AlarmView",
    "Answer",
    "Arm",
    "ArmMode",
    "BatterySeen",
    "Bypass",
    "Cause",
    "ClearMemory",
    "CodeBook",
    "CodeError",
    "Condition",
    "Disarm",
    "Fault",
    "Happening",
    "Hurdle",
    "Judge",
    "Judged",
    "Kind",
    "ModeSettings",
    "Order",
    "Panic",
    "PowerSeen",
    "Remembered",
    "Restarted",
    "Right",
    "ScheduleEntry",
    "SetChime",
    "SirenPattern",
    "SirenView",
    "SourceSeen",
    "TestSiren",
    "TypeCode",
    "User",
    "WalkTest",
    "ZoneKind",
    "ZoneSeen",
    "ZoneSettings",
    "ZoneType",
    "ZoneView",
]
