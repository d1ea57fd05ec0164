"""When sirens and buzzers sound: pure functions of how long they do already."""

from security_system.alarm.states import AlarmState, SirenPattern

Steps = tuple[tuple[bool, float], ...]
"""What is on or off for how many seconds, again and again."""

SIREN: dict[SirenPattern, Steps] = {
    SirenPattern.WAIL: ((True, 60.0),),  # a siren module wails by itself while it has power
    SirenPattern.TEST: ((True, 60.0),),
    SirenPattern.TEMPORAL_3: (*((True, 0.5), (False, 0.5)) * 2, (True, 0.5), (False, 1.5)),
    SirenPattern.PULSE: ((True, 0.5), (False, 0.5)),
    SirenPattern.DRIP: ((True, 0.2), (False, 1.8)),
}
"""ISO 8201 for fire; the others as `SirenPattern` says."""
STROBE: Steps = ((True, 0.1), (False, 0.4))
EXIT_BEEPS: Steps = ((True, 0.1), (False, 0.9))
HURRY_BEEPS: Steps = ((True, 0.1), (False, 0.2))
"""In the last seconds of the exit delay, and while the entry delay runs."""
HURRY_S = 10.0
CHIME: Steps = ((True, 0.15), (False, 0.1), (True, 0.15))


def is_on(steps: Steps, since_s: float) -> bool:
    """Return whether a pattern is on, so many seconds after it began."""
    return _at(steps, since_s)[0]


def next_change_s(steps: Steps, since_s: float) -> float:
    """Return in how many seconds it changes."""
    return _at(steps, since_s)[1]


def beeps(state: AlarmState, remaining_s: float | None) -> Steps | None:
    """Return how the buzzer beeps in a state with so many seconds left; None: it is silent."""
    if state is AlarmState.PENDING:
        return HURRY_BEEPS
    if state is AlarmState.ARMING:
        return HURRY_BEEPS if remaining_s is not None and remaining_s <= HURRY_S else EXIT_BEEPS
    return None


def _at(steps: Steps, since_s: float) -> tuple[bool, float]:
    rest_s = since_s % sum(length_s for _, length_s in steps)
    for level, length_s in steps:
        if rest_s < length_s:
            return level, length_s - rest_s
        rest_s -= length_s
    return steps[0]
