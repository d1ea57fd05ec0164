"""One event: what is known of it, and how its files are called.

The names of its files tell what must never be lost: number, time, camera, kind, and whether it is
protected. So the index can be made again from the clips alone.

| file                    | holds                                                |
|-------------------------|------------------------------------------------------|
| ID.motion.mp4           | the clip; "alarm" or "manual" instead of "motion"     |
| ID.alarm.kept.mp4       | the clip of a protected event                        |
| ID.jpg, ID.small.jpg    | its best picture, and that for a list                |
| ID.json                 | the rest: why, boxes, score, what people said of it   |

with ID such as `000042-20261127T183210Z-hall`. The time is UTC. The number grows with each event,
whatever the clock does.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

NAME = re.compile(
    r"(?P<id>(?P<number>\d{6,12})-(?P<stamp>\d{8}T\d{6}Z)-(?P<camera>[\w-]{1,40}))"
    r"(?:\.(?P<kind>motion|alarm|manual))?(?P<kept>\.kept)?"
    r"(?P<suffix>\.mp4|\.mp4\.part|\.json|\.small\.jpg|\.jpg)"
)
MOST_BOXES = 16
NUMBER_MOST = 10**9
"""What has a greater number is none of ours: after 999999999999 no name is left for a new event."""
YEAR_2100_S = 4_102_444_800
_STAMP = "%Y%m%dT%H%M%SZ"


class EventKind(StrEnum):
    """Why a clip was begun; the later in this list, the longer it is kept."""

    MOTION = "motion"
    MANUAL = "manual"
    ALARM = "alarm"

    @property
    def weight(self) -> int:
        """How much it weighs: an alarm the most."""
        return list(EventKind).index(self)


class Feedback(StrEnum):
    """What people said about an event."""

    NONE = ""
    FALSE = "false"
    TRUE = "true"


class Region(NamedTuple):
    """A rectangle as shares of the picture: 0 to 1 from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event: a clip, its best picture, and why it is there.

    Attributes:
        id: the name that its files begin with.
        number: grows with each event, whatever the clock does: this is their order.
        start_s: Unix time of the clip's first picture, the seconds before the cause included.
        cause_s: Unix time of what began it.
        end_s: Unix time of its end; that of the newest picture while it is running.
        clip, snapshot, thumbnail: names of files in the folder; "" where there is none.
        boxes: where something moved in the snapshot.
        reach: what holds every box of the event, from its first picture to its last.
        objects: what it was, by the user's own model: "person", "dog"; usually empty.
        score: of the snapshot's motion, 0 to 1.
        why: what began it, in words.
        zone: the zone that caused it; "" for none.
        follows: id of the event whose clip became too long, and goes on here.
        is_running: whether it is still being recorded.
        size_bytes: of its clip and its pictures.
        problem: why something of it is missing, in words; "" usually.
    """

    id: str
    number: int
    camera: str
    kind: EventKind
    start_s: float
    cause_s: float
    end_s: float
    clip: str = ""
    snapshot: str = ""
    thumbnail: str = ""
    boxes: tuple[Region, ...] = ()
    reach: Region | None = None
    objects: tuple[str, ...] = ()
    score: float = 0.0
    why: str = ""
    zone: str = ""
    follows: str = ""
    is_protected: bool = False
    feedback: Feedback = Feedback.NONE
    is_running: bool = False
    size_bytes: int = 0
    problem: str = ""

    @property
    def clip_name(self) -> str:
        """How its clip is called, once it has one."""
        return f"{self.id}.{self.kind}{'.kept' if self.is_protected else ''}.mp4"


def event_id(number: int, wall_s: float, camera: str) -> str:
    """Return the id of a new event."""
    stamp = datetime.fromtimestamp(max(wall_s, 0.0), UTC).strftime(_STAMP)
    return f"{number:06d}-{stamp}-{slug(camera)}"


def slug(camera: str) -> str:
    """Return a camera's name as a file may have it; letters of any script stay."""
    return re.sub(r"[^\w-]", "_", camera)[:40] or "camera"


def stamp_s(stamp: str) -> float:
    """Return the Unix time of the stamp in an id; 0.0 where it is none."""
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0


def to_json(event: Event) -> dict[str, Any]:
    """Return what goes into the event's file."""
    found = {name: getattr(event, name) for name in Event.__slots__ if name != "is_running"}
    reach = None if event.reach is None else _rounded(event.reach)
    return found | {"boxes": [_rounded(box) for box in event.boxes], "reach": reach}


def _rounded(box: Region) -> list[float]:
    return [round(side, 4) for side in box]


def from_json(data: Mapping[str, Any]) -> Event:
    """Return the event of its file.

    Raises:
        ValueError, TypeError, KeyError: the file is damaged.
    """
    boxes = tuple(_region(box) for box in data["boxes"][:MOST_BOXES])
    reach = data.get("reach")
    plain = {name: data[name] for name in Event.__slots__ if name in data}
    event = Event(
        **plain
        | {
            "boxes": boxes,
            "reach": None if reach is None else _region(reach),
            "objects": tuple(str(name) for name in _list(data.get("objects", []))),
            "kind": EventKind(data["kind"]),
            "feedback": Feedback(data.get("feedback", "")),
            "number": int(data["number"]),
        }
    )
    if not (_has_sane_times(event) and _has_sane_words(event) and _is_named_so(event)):
        raise ValueError(f"no event: {event.id!r}")
    return event


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"no list: {value!r:.60}")
    return value


def _has_sane_times(event: Event) -> bool:
    """Whether calendars have its times; NaN is between no bounds."""
    times = (event.start_s, event.cause_s, event.end_s)
    numbers = (*times, event.score)
    is_plain = all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
    return is_plain and all(0 <= t < YEAR_2100_S for t in times) and math.isfinite(event.score)


def _has_sane_words(event: Event) -> bool:
    words = (event.camera, event.why, event.zone, event.follows, event.problem)
    return all(isinstance(word, str) for word in words) and isinstance(event.is_protected, bool)


def _is_named_so(event: Event) -> bool:
    name = NAME.fullmatch(f"{event.id}.json")
    return name is not None and int(name["number"]) == event.number


def _region(sides: Sequence[Any]) -> Region:
    region = Region(*(float(side) for side in sides))
    if not all(math.isfinite(side) for side in region):
        raise ValueError(f"no part of a picture: {region}")
    return region


def around(boxes: Sequence[Region]) -> Region:
    """Return the smallest rectangle that holds all boxes."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.width for box in boxes)
    bottom = max(box.y + box.height for box in boxes)
    return Region(left, top, right - left, bottom - top)


def regions(
    boxes: tuple[tuple[int, int, int, int], ...], size: tuple[int, int]
) -> tuple[Region, ...]:
    """Return boxes in pixels of a picture of `size` as shares of it."""
    width, height = size
    return tuple(
        Region(x / width, y / height, w / width, h / height) for x, y, w, h in boxes[:MOST_BOXES]
    )
