"""What follows from a student's events: what is done, where they are, how often they failed.

Nothing here reads a file or a clock.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from workshop.course import Course, Lesson
from workshop.progress import CLOCK_MAY_LAG_S, Event

_TOUCHES = frozenset({"start", "run", "pass", "hint", "reset"})
"""Events that show where somebody is at work."""


@dataclass(frozen=True, slots=True)
class LessonState:
    """Where somebody stands with one lesson.

    Attributes:
        is_done: a check has passed, some time.
        has_failed: a check has not passed, some time: then the last hint may be shown.
        best: the best share of the points, 0.0 to 1.0.
        failing_id: the message of the last check, None if it passed or there was none.
        failures_in_row: how many checks in a row ended with that message.
        hint_level: the highest hint that was shown, 0 for none.
    """

    is_started: bool = False
    is_done: bool = False
    has_failed: bool = False
    best: float = 0.0
    failing_id: str | None = None
    failures_in_row: int = 0
    hint_level: int = 0


@dataclass(frozen=True, slots=True)
class LearningState:
    """Where somebody stands.

    Attributes:
        lessons: by name, those that were ever touched; ones that this kit does not know, too.
        last_touched: names of lessons, the latest first.
    """

    lessons: Mapping[str, LessonState] = field(default_factory=dict)
    last_touched: tuple[str, ...] = ()

    def of(self, lesson: Lesson) -> LessonState:
        """Return where somebody stands with a lesson."""
        return self.lessons.get(lesson.name, LessonState())

    def count_done(self, lessons: Iterable[Lesson]) -> int:
        """Return how many of these lessons are done."""
        return sum(self.of(lesson).is_done for lesson in lessons)

    def current(self, course: Course) -> Lesson:
        """Return the lesson to go on with.

        It is the one last worked at; if that is done, the first one behind it that is not; if all
        are done, the first project that is not, and in the end the last lesson.
        """
        everything = {lesson.name: lesson for lesson in (*course.lessons, *course.projects)}
        at = next((everything[name] for name in self.last_touched if name in everything), None)
        if at is not None and not self.of(at).is_done:
            return at
        order = course.lessons
        behind = order[order.index(at) + 1 :] if at in order else ()
        wanted = (*behind, *order, *course.projects)
        to_do = (lesson for lesson in wanted if not self.of(lesson).is_done)
        return next(to_do, order[-1])


def state_of(events: Iterable[Event], now_s: float) -> LearningState:
    """Return what follows from events, whatever their order.

    An event from the future came from a wrong clock: what was done counts, but it says nothing
    about what came last.
    """
    lessons: dict[str, LessonState] = {}
    touched: dict[str, None] = {}
    for event in sorted(events, key=lambda event: _order(event, now_s)):
        lessons[event.lesson] = _after(lessons.get(event.lesson, LessonState()), event)
        if event.kind in _TOUCHES:
            touched.pop(event.lesson, None)
            touched[event.lesson] = None
    return LearningState(lessons, tuple(reversed(touched)))


def _order(event: Event, now_s: float) -> tuple[bool, float, str]:
    return event.t <= now_s + CLOCK_MAY_LAG_S, event.t, event.id


def _after(state: LessonState, event: Event) -> LessonState:
    """Return a lesson's state after one more event; a kind that we do not know changes nothing."""
    if event.kind == "start":
        return replace(state, is_started=True)
    if event.kind == "hint":
        return replace(state, hint_level=max(state.hint_level, min(round(event.score or 1), 3)))
    if event.kind == "reset":
        return replace(state, is_started=True, failing_id=None, failures_in_row=0)
    if event.kind == "pass":
        return replace(state, is_done=True, best=1.0, failing_id=None, failures_in_row=0)
    if event.kind == "run":
        is_same = state.failures_in_row > 0 and event.msg_id == state.failing_id
        return replace(
            state,
            has_failed=True,
            best=max(state.best, min(event.score or 0.0, 1.0)),
            failing_id=event.msg_id,
            failures_in_row=state.failures_in_row + 1 if is_same else 1,
        )
    return state
