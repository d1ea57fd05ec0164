"""Follows blobs from frame to frame."""

import math
from collections import deque

from security_system.motion.blobs import Blob

JOURNEY_S = 1.0
"""So far back is looked to tell a journey from swaying."""
QUICK_SIDES_S = 5.0
"""Own sizes a second: a runner makes three, an insect before the lens ten and more."""
QUICK_CELLS = 3.0
MOST_INSECT_CELLS = 400
"""The middle of what is bigger jumps when light is cut off from it or joined to it."""
PER_DOUBLING = 3.0
"""Cells of distance that a blob twice as big counts."""
INSECT_CELLS = 25.0
"""So far from frame to frame an insect is followed."""
LOST_S, LOST_BELIEVED_S = 0.25, 1.0


class Track:
    """A blob through time.

    Attributes:
        blob: as it was last.
        since_s, seen_s: when it was first and last there.
        frames: in how many it was.
        moved_s: how long it has moved in a way that may be somebody's.
        mixed_s: how long of that some of it became brighter and some darker.
        is_believed: it is somebody.
        is_moving: it moves now.
        held: why it is not believed.
        light_s, grown_s: how long it looked like light, and like light that grows.
        way: brighter (1), darker (-1) or mixed (0) than the background.
        quick_s: when it last was too quick for a body.
        checked_s: when a believed one was last suspected of being light.
    """

    __slots__ = (
        "blob", "checked_s", "frames",
        "grown_s", "held", "is_believed", "is_moving", "light_s",
        "mixed_s", "moved_s",
        "path", "points", "quick_s", "seen_s", "since_s", "way",
    )  # fmt: skip

    def __init__(self, blob: Blob, t_s: float) -> None:
        self.blob = blob
        self.since_s = self.seen_s = t_s
        self.frames = 1
        self.moved_s = self.light_s = self.grown_s = self.mixed_s = 0.0
        self.is_believed = self.is_moving = False
        self.held = ""
        self.way = 0
        self.quick_s = self.checked_s = -math.inf
        self._start(t_s)

    def _start(self, t_s: float) -> None:
        self.points = deque([(t_s, self.blob.x, self.blob.y, self.blob.cells)])
        self.path = 0.0

    @property
    def journey(self) -> float:
        """How far it is from where it was a second ago, in cells."""
        _, x, y, _ = self.points[0]
        return math.hypot(self.blob.x - x, self.blob.y - y)

    @property
    def growth(self) -> float:
        """How many times as big it is as a second ago."""
        return self.blob.cells / max(self.points[0][3], 1)

    def take(self, blob: Blob, t_s: float, dt_s: float) -> bool:
        """Go on to a blob; return whether that was too quick for a body."""
        step = math.hypot(blob.x - self.blob.x, blob.y - self.blob.y)
        side = max(blob.side, self.blob.side)
        is_quick = gap(self.blob, blob) > 2 or (
            blob.cells < MOST_INSECT_CELLS
            and step > QUICK_CELLS
            and step > QUICK_SIDES_S * side * dt_s
        )
        self.blob, self.seen_s = blob, t_s
        self.frames += 1
        self._go_on(step, t_s)
        if is_quick and not self.is_believed:
            self.quick_s, self.moved_s = t_s, 0.0
            self._start(t_s)
        return is_quick

    def _go_on(self, step: float, t_s: float) -> None:
        self.points.append((t_s, self.blob.x, self.blob.y, self.blob.cells))
        self.path += step
        while self.points[0][0] < t_s - JOURNEY_S:
            _, x, y, _ = self.points.popleft()
            _, next_x, next_y, _ = self.points[0]
            self.path -= math.hypot(next_x - x, next_y - y)

    def is_lost(self, t_s: float) -> bool:
        """Whether it was not seen for so long that it is given up."""
        return t_s - self.seen_s >= (LOST_BELIEVED_S if self.is_believed else LOST_S)


def gap(one: Blob, other: Blob) -> int:
    """Return how many cells lie between two rectangles."""
    across = max(one.left - other.right, other.left - one.right, 0)
    down = max(one.top - other.bottom, other.top - one.bottom, 0)
    between: int = max(across, down)
    return between


def joined(tracks: list[Track], blobs: list[Blob], least: float) -> list[tuple[Track, Blob]]:
    """Return which track goes on as which blob, the best pairs first; each has one at most."""
    costs = [
        (cost, t, b)
        for t, track in enumerate(tracks)
        for b, blob in enumerate(blobs)
        if (cost := _cost(track, blob, least)) < math.inf
    ]
    costs.sort()
    free_tracks, free_blobs = set(range(len(tracks))), set(range(len(blobs)))
    pairs = []
    for _, t, b in costs:
        if t in free_tracks and b in free_blobs:
            free_tracks.remove(t)
            free_blobs.remove(b)
            pairs.append((tracks[t], blobs[b]))
    return pairs


def _cost(track: Track, blob: Blob, least: float) -> float:
    """Return how far a blob is from a track, infinite when it cannot be the same."""
    before = track.blob
    between = gap(before, blob)
    is_near = between <= 2 + 0.4 * blob.side
    is_insect_like = blob.cells < 6 * least and 0.3 < blob.cells / max(before.cells, 1) < 3
    if not is_near and (track.is_believed or not is_insect_like):
        return math.inf
    far = math.hypot(blob.x - before.x, blob.y - before.y)
    far += PER_DOUBLING * abs(math.log2((blob.cells + 1) / (before.cells + 1)))
    return far + 3 * between if is_near or far < INSECT_CELLS else math.inf
