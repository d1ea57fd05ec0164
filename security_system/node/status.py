"""How the node is, in a sentence and in numbers, for the page of health."""

from __future__ import annotations

from makerkit.app.edge import Health, Level
from makerkit.arduino.link import Statistics
from security_system.node.mind import Mind
from security_system.node.telling import NODE

BAD_SHARE_MOST = 0.01
"""More damaged lines than this are a bad cable, or a motor beside it."""


def health_of(mind: Mind, reason: str, statistics: Statistics) -> Health:
    """Return how the node is.

    Args:
        mind: what is known of it.
        reason: why the link is not ready; "" when it is.
        statistics: of the link.
    """
    numbers = _numbers(mind, statistics)
    if not mind.contact.is_ready:
        return Health(NODE, Level.ERROR, reason or mind.contact.why, numbers)
    worry = _worry(mind, statistics)
    if worry:
        return Health(NODE, Level.WARNING, worry, numbers)
    return Health(NODE, Level.OK, "The node answers.", numbers)


def _worry(mind: Mind, statistics: Statistics) -> str:
    config, sense = mind.steering.config, mind.sense
    if sense is not None and sense.lid_open:
        return "The node's lid is open, or its battery is gone."
    if sense is not None and config is not None and sense.battery_mv < config.battery_low_mv:
        return f"The node's battery is low: {sense.battery_mv / 1000:.1f} V."
    if config is not None and not config.has_code:
        return "The node's keypad has no code: it can arm, and not disarm. Set one on the page."
    bad = sum(statistics.bad.values())
    if bad > BAD_SHARE_MOST * max(statistics.good, 1000):
        return f"{bad} lines from the node came in damaged. Is its cable long, or beside a motor?"
    return ""


def _numbers(mind: Mind, statistics: Statistics) -> dict[str, float]:
    state, sense = mind.steering.state, mind.sense
    numbers = {
        "good_lines": float(statistics.good),
        "bad_lines": float(sum(statistics.bad.values())),
        "lost_lines": float(statistics.lost),
        "restarts": float(max(0, mind.contact.restarts - 1)),
    }
    if statistics.round_trip_s is not None:
        numbers["round_trip_ms"] = round(statistics.round_trip_s * 1000, 1)
    if sense is not None:
        numbers["battery_v"] = sense.battery_mv / 1000
    if state is not None:
        numbers["unacknowledged"] = float(state.unacknowledged)
        numbers["keypad_locked_s"] = float(state.locked_s)
    return numbers
