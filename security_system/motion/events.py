"""Joins the motion of frames to events, as a person would count them."""

from dataclasses import replace

from security_system.motion.sight import MotionEvent, Sight


class MotionEvents:
    """Joins sights to events.

    Args:
        gap_s: motion that begins again within this time belongs to the same event.
        longest_s: an event that lasts longer is cut in two; None never cuts.
    """

    def __init__(self, gap_s: float = 3.0, longest_s: float | None = None) -> None:
        self.gap_s = gap_s
        self.longest_s = longest_s
        self.running: MotionEvent | None = None

    def take(self, sight: Sight) -> MotionEvent | None:
        """Add a frame's sight; return the event that ended by it, if any."""
        running = self.running
        ended = None
        if running is not None and self._is_over(running, sight):
            ended, self.running, running = running, None, None
        if sight.is_motion:
            self.running = _begun(sight) if running is None else _longer(running, sight)
        return ended

    def finish(self) -> MotionEvent | None:
        """Return the event that still ran at the end."""
        ended, self.running = self.running, None
        return ended

    def _is_over(self, running: MotionEvent, sight: Sight) -> bool:
        if sight.t_s - running.end_s > self.gap_s:
            return True
        return self.longest_s is not None and sight.t_s - running.start_s > self.longest_s


def _begun(sight: Sight) -> MotionEvent:
    return MotionEvent(
        start_s=sight.t_s,
        end_s=sight.t_s,
        best_s=sight.t_s,
        boxes=sight.boxes,
        score=sight.score,
        why=sight.why,
        areas=sight.areas,
    )


def _longer(event: MotionEvent, sight: Sight) -> MotionEvent:
    """Return the event with one more frame; its picture is that of the strongest."""
    areas = event.areas
    if not set(sight.areas) <= set(areas):
        areas = tuple(dict.fromkeys((*areas, *sight.areas)))
    if sight.score <= event.score:
        return replace(event, end_s=sight.t_s, areas=areas)
    return replace(_begun(sight), start_s=event.start_s, areas=areas)
