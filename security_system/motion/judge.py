"""Decides which tracks are somebody, and says why the others are not."""

import math
from collections import deque

import cv2

from security_system.motion.background import Places
from security_system.motion.blobs import Blob
from security_system.motion.light import nature_of
from security_system.motion.looks import Look
from security_system.motion.regions import Regions
from security_system.motion.tracks import Track, joined

MOVED_S = 0.22
"""So long it has to move: rain and insects are not that long in one place."""
MOVED_AMONG_INSECTS_S = 0.9
MOVED_ON_THE_SPOT_S = 1.5
"""Who moves without getting anywhere (in a chair, towards the camera) needs longer."""
MIXED, ONE_SIDED, SMALL_TIMES = 0.4, 0.1, 5.0
LEAST_FRAMES = 3
JOURNEY_CELLS = 1.4
STRAIGHT = 0.55
"""Share of the path that the journey has to be: branches and curtains come back."""
COMES_IN_S, COMING_IN, MOST_COMING_IN = 0.35, 1.6, 0.2
BIG_TIMES, MOVED_BIG_S = 30.0, 0.45
MOVING_SHARE, LEAST_MOVING = 0.08, 3
QUICK_FOR_S, SHAKEN_FOR_S = 0.6, 0.4
LIGHT_S, UNBELIEVED_S, CHECK_S = 0.5, 0.45, 0.25
SURE_S = -1.0
"""Who looked like a body so often is looked at more seldom."""
SELDOM = 4.0
COMPANY_S, COMPANY_SHARE = 3.0, 0.4
BRIGHT_COMPANY_S, DARK_COMPANY_S = 4.0, 0.7
"""So long company counts: who carries a torch lights the room, and darkens it again."""
INSECTS_S, INSECTS, INSECT_TIMES = 4.0, 3, 5.0
YOUNG_S = 0.8
WALKS_CELLS = 2.5
LAMP_S = 2.0
LAMP_GROWS_S, MOVED_LIKE_A_LAMP_S = 0.5, 3.0
"""What first grew like the light of a passing car has to move longer."""
GROWING = "light that grows"
GROWS_S, BEHIND, LEFT_BEHIND = 3.0, 3, 0.25
"""Longer than three seconds no lamp grows."""
LONGEST_STEP_S = 0.25


class Judge:
    """Keeps the tracks, and what is believed of each."""

    def __init__(self, regions: Regions) -> None:
        self._regions = regions
        self.tracks: list[Track] = []
        self._insects: deque[tuple[float, int]] = deque(maxlen=64)
        self._lamps: deque[tuple[float, int]] = deque(maxlen=32)

    def forget(self) -> None:
        """The light is another: nothing that was followed counts any more."""
        self.tracks = []

    def judge(self, blobs: list[Blob], look: Look) -> list[Track]:
        """Follow the tracks; return those that are somebody who moves now."""
        t_s = look.t_s
        while self._insects and not 0.0 <= t_s - self._insects[0][0] < INSECTS_S:
            self._insects.popleft()
        pairs = joined(self.tracks, blobs, self._regions.least_cells)
        taken = {id(blob) for _, blob in pairs}
        movers = [track for track, blob in pairs if self._follow(track, blob, look)]
        self.tracks += [Track(blob, t_s) for blob in blobs if id(blob) not in taken]
        self.tracks = [track for track in self.tracks if not track.is_lost(t_s)]
        return movers

    def somebody(self, t_s: float, shaken_s: float) -> tuple[Places, Places]:
        """Return where somebody is or may be, and where somebody gets ahead or may."""
        found, walkers = [], []
        for track in self.tracks:
            is_open = track.held == GROWING or (t_s - track.since_s < YOUNG_S and not track.held)
            if is_open and t_s - shaken_s <= 1.0:
                continue
            if track.is_believed or is_open:
                found.append(_around(track.blob))
                if is_open or track.journey > WALKS_CELLS:
                    walkers.append(found[-1])
        return found, walkers

    def _follow(self, track: Track, blob: Blob, look: Look) -> bool:
        """Take one step with a track; return whether it is somebody who moves now."""
        is_quick = track.take(blob, look.t_s, look.dt_s)
        if is_quick and not track.is_believed:
            self._insects.append((look.t_s, blob.cells))
        track.is_moving = blob.moving >= max(LEAST_MOVING, MOVING_SHARE * blob.cells)
        if track.is_believed:
            self._suspect(track, look)
        else:
            track.held = self._doubt(track, look)
        if not track.is_moving or track.held or look.is_new:
            if track.held:
                track.moved_s = max(0.0, track.moved_s - look.dt_s)
            return False
        step_s = min(look.dt_s, LONGEST_STEP_S)
        track.moved_s += step_s
        if _is_mixed(track.blob, look):
            track.mixed_s += step_s
        if not track.is_believed:
            track.is_believed = self._is_enough(track)
        return track.is_believed

    def _doubt(self, track: Track, look: Look) -> str:
        """Return why a track may be nobody, or nothing."""
        if look.t_s - track.quick_s < QUICK_FOR_S:
            return "too quick"
        if look.t_s - look.shaken_s < SHAKEN_FOR_S:
            return "shake"
        if not track.is_moving or look.is_new:
            return ""
        why = self._light(track, look)
        if why == GROWING:
            track.grown_s += look.dt_s
        elif why:
            track.light_s += look.dt_s
        else:
            track.light_s = max(0.0, track.light_s - 0.5 * look.dt_s)
        return why or ("light" if track.light_s > LIGHT_S else "")

    def _light(self, track: Track, look: Look) -> str:
        """Return what kind of light a track looks like, or nothing."""
        nature = nature_of(track.blob, look.cells, look.difference, look.background, look.changed)
        track.way = nature.way
        why = "light" if nature.is_light else ""
        if not why and self._has_company(track, look):
            why = "light in several places"
        if nature.way <= 0:
            return why
        if why:
            self._lamps.append((look.t_s, track.blob.cells))
            return why
        if look.t_s - track.since_s < GROWS_S and _only_grows(track.blob, look):
            return GROWING
        cells = max((c for t, c in self._lamps if 0.0 <= look.t_s - t < LAMP_S), default=0)
        return "light a moment ago" if cells > COMPANY_SHARE * track.blob.cells else ""

    def _suspect(self, track: Track, look: Look) -> None:
        """Look now and then whether what is believed is light after all."""
        every_s = CHECK_S if track.light_s > SURE_S else SELDOM * CHECK_S
        if not track.is_moving or look.t_s - track.checked_s < every_s:
            return
        track.checked_s = look.t_s
        nature = nature_of(track.blob, look.cells, look.difference, look.background, look.changed)
        if not nature.is_light:
            track.light_s = max(SURE_S, min(track.light_s, 0.0) - CHECK_S)
            return
        track.light_s = max(track.light_s, 0.0) + CHECK_S
        if track.light_s > UNBELIEVED_S:
            track.is_believed, track.held, track.moved_s = False, "light", 0.0

    def _has_company(self, track: Track, look: Look) -> bool:
        """Return whether much else changed alike meanwhile without being somebody."""
        t_s = look.t_s
        longest_s = {1: BRIGHT_COMPANY_S, -1: DARK_COMPANY_S}.get(track.way, 0.0)
        if t_s - track.since_s >= longest_s:
            return False
        cells = look.lit(track.way) + sum(
            other.blob.cells
            for other in self.tracks
            if other is not track
            and not other.is_believed
            and other.way * track.way >= 0
            and t_s - other.since_s < COMPANY_S
            and (other.held.startswith("light") or (not other.is_moving and other.frames > 1))
        )
        return cells > COMPANY_SHARE * track.blob.cells

    def _is_enough(self, track: Track) -> bool:
        """Return whether a track has moved enough to be believed."""
        blob = track.blob
        if track.frames < LEAST_FRAMES or blob.cells < self._regions.least_at(blob.x, blob.y):
            return False
        if track.way > 0 and track.grown_s > LAMP_GROWS_S:
            return track.moved_s >= MOVED_LIKE_A_LAMP_S
        is_on_the_spot = track.mixed_s > MIXED * track.moved_s
        if is_on_the_spot and track.moved_s >= MOVED_ON_THE_SPOT_S:
            return True
        return self._comes_in(track) or self._travels(track)

    def _travels(self, track: Track) -> bool:
        """Return whether it gets somewhere, and straight."""
        journey, blob = track.journey, track.blob
        is_small = blob.cells < SMALL_TIMES * self._regions.least_cells
        if journey < JOURNEY_CELLS or (is_small and not track.mixed_s):
            return False
        if journey < STRAIGHT * track.path:
            # the middle of what is big is dragged about by the light it carries
            is_big = blob.cells > BIG_TIMES * self._regions.least_cells
            return is_big and track.moved_s >= MOVED_BIG_S
        return track.moved_s >= self._needed_s(track)

    def _comes_in(self, track: Track) -> bool:
        """Return whether it grows into the picture from its edge: nothing is uncovered yet."""
        blob, cells = track.blob, self._regions.cells
        if min(blob.left, blob.top) > 0 and blob.right < cells.across and blob.bottom < cells.down:
            return False
        most = MOST_COMING_IN * cells.across * cells.down
        is_body = 2 * self._regions.least_cells < blob.cells < most
        is_growing = track.growth > COMING_IN and 2 * blob.moving > blob.cells
        return is_body and is_growing and track.moved_s > COMES_IN_S

    def _needed_s(self, track: Track) -> float:
        """Return how long something has to move: longer where insects of its size fly."""
        if len(self._insects) < INSECTS:
            return MOVED_S
        biggest = max(cells for _, cells in self._insects)
        is_one = track.blob.cells < INSECT_TIMES * biggest
        return MOVED_AMONG_INSECTS_S if is_one else MOVED_S


def _is_mixed(blob: Blob, look: Look) -> bool:
    """Return whether in and around a blob some became brighter and some darker.

    Who moves covers on one side and uncovers on the other; a screen does one at a time.
    """
    if look.moved is None:
        return False
    place = _around(blob, BEHIND)
    moved = cv2.countNonZero(look.moved.mask[place])
    brighter = cv2.countNonZero(look.moved.brighter[place])
    return ONE_SIDED * moved < brighter < (1 - ONE_SIDED) * moved


def _only_grows(blob: Blob, look: Look) -> bool:
    """Return whether a bright blob leaves nothing behind: who walks uncovers what was behind."""
    if look.moved is None:
        return False
    place = _around(blob, BEHIND)
    changed, brighter = look.changed[place], look.moved.brighter[place]
    gained = cv2.countNonZero(brighter & changed)
    lost = cv2.countNonZero((look.moved.mask[place] ^ brighter) & ~changed)
    return lost < LEFT_BEHIND * gained or gained < LEAST_MOVING


def _around(blob: Blob, by: int = 1) -> tuple[slice, slice]:
    top, left = max(0, blob.top - by), max(0, blob.left - by)
    return slice(top, blob.bottom + by), slice(left, blob.right + by)


def sureness(track: Track, least_cells: float) -> float:
    """Return how sure it is that a track is somebody, 0 to 1; believed from 0.5 on."""
    if not track.is_believed:
        return round(min(0.45, 0.45 * track.moved_s / MOVED_ON_THE_SPOT_S), 3)
    long = min(1.0, track.moved_s / 2.0)
    big = min(1.0, math.log2(max(track.blob.cells / least_cells, 1.0)) / 5.0)
    return round(0.5 + 0.25 * long + 0.25 * big, 3)
