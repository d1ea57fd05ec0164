"""The motion detector: looks at the luma of every frame and says whether somebody moves.

    detector = MotionDetector(MotionSettings(), (320, 240))
    sight = detector.look(frame.luma, frame.t_ns / 1e9)

How it decides, in the order of its files: `cells` (means of 4 x 4 pixels), `background` (mean
and variance of each cell; what the whole picture became brighter by is taken out), `change` (cells
that differ by more than their noise, and in structure, not in brightness alone), `shake` (a shift
of the whole picture is taken out), `moments` (what moves is not what it was a moment ago), `blobs`,
`tracks` and `judge` (somebody stays together, does not jump, gets somewhere or goes on moving, and
does not look like light on what is behind).

A frame costs some hundred calls of numpy and OpenCV, each a microsecond or two however few the
cells: what makes it quicker is fewer calls, arrays that are made once, and parts of them.
"""

import math

import cv2
import numpy as np

from security_system.motion.background import Background, Mood
from security_system.motion.blobs import Blob, blobs_of
from security_system.motion.cells import Cells, Luma, Mask, Values, window_around
from security_system.motion.change import (
    MARGIN,
    NOISE,
    changed_cells,
    without_soft_light,
)
from security_system.motion.judge import Judge, sureness
from security_system.motion.light import Steps
from security_system.motion.looks import Look
from security_system.motion.moments import Moments, Moved
from security_system.motion.regions import Regions
from security_system.motion.settings import MotionSettings
from security_system.motion.shake import Shake
from security_system.motion.sight import Box, Sight
from security_system.motion.tracks import Track

LEARNS_S = 0.5
"""Nothing is said in the first moments."""
SHORTEST_STEP_S = 0.055
"""Fifteen looks a second are enough; frames in between repeat what was said."""
STEP_IN_MOTION_S = 0.15
"""Who is found already is followed with fewer."""
LONGEST_STEP_S = 1.0
SHAKE_SHARE = 0.03
"""A shake changes more of the picture than this."""


class MotionDetector:
    """Finds people who move; light, weather and a shaken camera leave it calm.

    It knows no clock: the same frames with the same times give the same sights.

    Args:
        settings: of this camera.
        size: width and height of the luma in pixels; frames of another size begin anew.
    """

    def __init__(self, settings: MotionSettings, size: tuple[int, int]) -> None:
        self.settings = settings
        self._t_s = self._motion_s = -math.inf
        self._begin(size)

    def look(self, luma: Luma, t_s: float) -> Sight:
        """Look at a frame.

        Args:
            luma: brightness, shape (h, w), uint8; about 320 pixels wide is enough.
            t_s: when it was taken; any clock that does not jump.
        """
        size = (luma.shape[1], luma.shape[0])
        if size != self._cells.size:
            self._begin(size)
        if self._cells.is_too_small:
            return Sight(t_s=t_s, held="picture too small")
        since_s = t_s - self._t_s
        if 0.0 <= since_s < (STEP_IN_MOTION_S if self._movers else SHORTEST_STEP_S):
            return self._again(t_s)
        cells = self._cells.of(luma)
        if self._background is None:
            self._first(cells, t_s)
            self._sight = Sight(t_s=t_s, held="learning")
        else:
            self._sight = self._next(self._background, cells, t_s, since_s)
        self._t_s = t_s
        return self._sight

    def _begin(self, size: tuple[int, int]) -> None:
        self._cells = Cells(size)
        self._background: Background | None = None
        self._t_s = self._motion_s = -math.inf
        self._movers: list[Track] = []
        self._sight = Sight(t_s=0.0)
        if not self._cells.is_too_small:
            self._regions = Regions(self.settings, self._cells)
            self._judge = Judge(self._regions)

    def _first(self, cells: Values, t_s: float) -> None:
        self._background = Background(cells, self._regions.samples)
        self._shake, self._steps = Shake(), Steps()
        self._moments = Moments(cells, self._background.seen, t_s)
        self._began_s = t_s

    def _again(self, t_s: float) -> Sight:
        last = self._sight
        return Sight(
            t_s=t_s, is_motion=last.is_motion, boxes=last.boxes, score=last.score, why=last.why,
            held=last.held, areas=last.areas,
        )  # fmt: skip

    def _next(self, background: Background, cells: Values, t_s: float, since_s: float) -> Sight:
        dt_s = min(max(since_s, 1e-3), LONGEST_STEP_S)
        difference = background.light_up(cells)
        changed = changed_cells(difference, background.variance, self._regions)
        count = cv2.countNonZero(changed)
        if self._steps.is_step(count / changed.size, background.gain, t_s, dt_s):
            return self._step(background, cells, t_s)
        left, changed, count = self._without_shake(background, difference, changed, count, t_s)
        blobs, moved, soft = self._blobs(
            background, cells, left, changed,
            count=count, t_s=t_s, is_shifted=left is not difference,
        )  # fmt: skip
        is_new = t_s - self._began_s < LEARNS_S
        movers: list[Track] = []
        if blobs or self._judge.tracks:
            look = Look(
                t_s=t_s, dt_s=dt_s, cells=cells, difference=left, changed=changed,
                background=background, shaken_s=self._shake.last_s, moved=moved,
                soft=soft, is_new=is_new,
            )  # fmt: skip
            movers = self._judge.judge(blobs, look)
        shaken_s = self._shake.last_s
        somebody, walkers = self._judge.somebody(t_s, shaken_s)
        mood = Mood(
            is_new=is_new, is_shaken=t_s - shaken_s < 1.0, somebody=somebody, walkers=walkers
        )
        background.learn(difference, changed if count else None, dt_s, mood)
        self._moments.remember(cells, background.seen, t_s)
        return self._told(movers, changed, t_s, is_new=is_new)

    def _blobs(
        self,
        background: Background,
        cells: Values,
        left: Values,
        changed: Mask,
        *,
        count: int,
        t_s: float,
        is_shifted: bool,
    ) -> tuple[list[Blob], Moved | None, tuple[Values, Mask] | None]:
        """Return what hangs together, what of it moves, and what only became lighter or darker.

        Cells of soft light are taken out of `changed`.
        """
        is_enough = count >= self._regions.least_cells
        window = window_around(changed, MARGIN, grid=2) if is_enough else None
        if window is None:
            return [], None, None
        expected = cells - left if is_shifted else background.expected
        before, here = changed[window].copy(), cells[window].copy()
        noise = np.sqrt(background.variance[window])
        noise *= NOISE
        after = without_soft_light(before, here, expected[window].copy(), noise)
        soft = left[window], before - after
        changed[window] = after
        if not cv2.countNonZero(after):
            return [], None, soft
        moved = self._moments.moving(here, background.seen, noise, window, t_s)
        least = self._regions.least_cells
        return blobs_of(changed, moved.mask & changed, least, window), moved, soft

    def _without_shake(
        self, background: Background, difference: Values, changed: Mask, count: int, t_s: float
    ) -> tuple[Values, Mask, int]:
        """Return what is left when a shift of the whole picture is taken out, if there was one."""
        if count > SHAKE_SHARE * changed.size:
            explained = self._shake.explain(difference, background.mean, t_s)
            if explained is not None:
                left, slack = explained
                changed = changed_cells(left, background.variance, self._regions, slack)
                return left, changed, cv2.countNonZero(changed)
        return difference, changed, count

    def _step(self, background: Background, cells: Values, t_s: float) -> Sight:
        """The light of the whole jumped: take the background anew and look on at once."""
        background.forget(cells)
        self._judge.forget()
        self._shake.forget()
        self._moments = Moments(cells, background.seen, t_s)
        return self._told([], None, t_s, held="light step")

    # -- what is said

    def _told(
        self,
        movers: list[Track],
        changed: Mask | None,
        t_s: float,
        *,
        held: str = "",
        is_new: bool = False,
    ) -> Sight:
        self._movers = movers
        if movers:
            self._motion_s = t_s
            return self._seen(movers, changed, t_s)
        if 0.0 <= t_s - self._motion_s <= self.settings.hold_s:
            last = self._sight
            why = f"still there {t_s - self._motion_s:.1f} s after it moved"
            return Sight(
                t_s=t_s, is_motion=True, boxes=last.boxes, score=0.5, why=why, areas=last.areas
            )
        return self._held(t_s, held or ("learning" if is_new else ""))

    def _seen(self, movers: list[Track], changed: Mask | None, t_s: float) -> Sight:
        least = self._regions.least_cells
        scores = [sureness(track, least) for track in movers]
        score = max(scores)
        areas: dict[str, None] = {}
        if changed is not None:
            for track in movers:
                areas.update(dict.fromkeys(self._regions.names(changed, track.blob.place)))
        return Sight(
            t_s=t_s,
            is_motion=True,
            boxes=tuple(self._box(track.blob) for track in movers),
            score=score,
            why=self._why(movers[scores.index(score)]),
            areas=tuple(areas),
        )

    def _held(self, t_s: float, held: str) -> Sight:
        tracks = [track for track in self._judge.tracks if track.held or track.is_moving]
        if held or not tracks:
            return Sight(t_s=t_s, held=held)
        best = max(tracks, key=lambda track: track.blob.cells)
        return Sight(
            t_s=t_s,
            boxes=(self._box(best.blob),),
            score=sureness(best, self._regions.least_cells),
            held=best.held or self._missing(best),
        )

    def _missing(self, track: Track) -> str:
        blob = track.blob
        if blob.cells < self._regions.least_at(blob.x, blob.y):
            return "too small"
        return "does not travel" if track.moved_s > 0.5 else "not long enough yet"

    def _why(self, track: Track) -> str:
        share = 100 * track.blob.cells / (self._cells.across * self._cells.down)
        cell_px = self._cells.cell_px
        return (
            f"{share:.1f} % of the picture changed and moved for {track.moved_s:.1f} s, "
            f"{track.journey * cell_px:.0f} pixels in the last second"
        )

    def _box(self, blob: Blob) -> Box:
        px = self._cells.cell_px
        width, height = blob.right - blob.left, blob.bottom - blob.top
        return Box(blob.left * px, blob.top * px, width * px, height * px)
