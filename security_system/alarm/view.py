"""What can be seen of the alarm: one frozen picture, to hand to any thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from security_system.alarm.answer import Hurdle
from security_system.alarm.states import (
    AlarmState,
    ArmMode,
    Cause,
    Condition,
    SirenPattern,
    ZoneKind,
    ZoneType,
)


@dataclass(frozen=True, slots=True)
class ZoneView:
    """How one zone is.

    Attributes:
        is_bypassed: left out, by hand or by itself; `left_out_why` says why.
        counts_now: whether it would alarm (or start the entry delay) if it tripped now.
        is_in_memory: whether it has alarmed since the memory was cleared.
        is_tested: whether the walk test has seen it.
    """

    id: str
    name: str
    kind: ZoneKind
    type: ZoneType
    source: str
    condition: Condition
    is_bypassed: bool = False
    left_out_why: str = ""
    is_shut_down: bool = False
    counts_now: bool = False
    is_in_memory: bool = False
    is_tested: bool = False
    can_bypass: bool = True
    modes: tuple[ArmMode, ...] = ()


@dataclass(frozen=True, slots=True)
class SirenView:
    """What the siren should do now.

    Attributes:
        since_s: monotonic time since when it sounds; None while it is silent.
        remaining_s: until it is cut off.
    """

    is_on: bool = False
    pattern: SirenPattern = SirenPattern.NONE
    since_s: float | None = None
    remaining_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Remembered:
    """One line of the alarm memory.

    Attributes:
        name: the zone, or the source ("node"), or the place of a call for help.
        t_s: monotonic time of the newest alarm.
        times: how often.
    """

    name: str
    cause: Cause
    why: str
    t_s: float
    times: int = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not as it should be, alarm or not."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class AlarmView:
    """Everything that can be seen of the alarm at one moment.

    Attributes:
        mode: how it is armed (or arming, or was when it triggered); None while disarmed.
        remaining_s: of the exit or entry delay, or of the siren; None where no time runs.
        delay_s: how long that time was in all.
        cause: what the alarm is about; None without one.
        hurdles: by mode, what stands in the way of arming.
        locked_s: by place, for how long no code is taken there.
    """

    t_s: float
    state: AlarmState = AlarmState.DISARMED
    mode: ArmMode | None = None
    remaining_s: float | None = None
    delay_s: float | None = None
    cause: Cause | None = None
    zones: Mapping[str, ZoneView] = field(default_factory=dict)
    siren: SirenView = SirenView()
    memory: tuple[Remembered, ...] = ()
    hurdles: Mapping[ArmMode, tuple[Hurdle, ...]] = field(default_factory=dict)
    locked_s: Mapping[str, float] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    is_walk_test: bool = False
    is_chime_on: bool = True

    @property
    def is_armed(self) -> bool:
        """Whether somebody who breaks in is met: armed, in an entry delay, or in an alarm."""
        return self.mode is not None and self.state is not AlarmState.ARMING

    def is_ready_for(self, mode: ArmMode) -> tuple[Hurdle, ...]:
        """Return what stands in the way of arming so; nothing if it is ready."""
        return self.hurdles.get(mode, ())
