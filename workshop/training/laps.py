"""Records laps on many roads, each in a room of its own: what a net learns to drive from.

Roads and rooms have the seeds 100 to 899; 900 to 999 are for judging nets while one works on them,
and those from 1000 on belong to the proof: nobody trains on them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hardware_mocks.worlds.track.light_loop import Run, drive
from hardware_mocks.worlds.track.picture import CarView, Look
from hardware_mocks.worlds.track.scenario_names import scenario_named
from hardware_mocks.worlds.track.track import Track
from makerkit.errors import BadInputError
from makerkit.tub import TubWriter
from workshop.training.disturbance import Disturbance
from workshop.training.expert import Advice, Expert

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TRAIN_SEEDS = range(100, 900)
JUDGE_SEEDS = range(900, 1000)
KINDS = {"lane": 0.7, "two_lanes": 0.2, "line": 0.1}
"""Kinds of roads, and how many of each: two marks left and right are the kit's usual ones."""
DAY_MS = 1_700_000_000_000
SYNC_EVERY_S = 60.0
"""Laps can be driven again, so nothing is brought to the disk each second as on a real drive."""

Net = Callable[["NDArray[np.uint8]"], tuple[float, float]]
"""A picture in, angle and throttle out."""


@dataclass(frozen=True, slots=True)
class Recording:
    """How laps are recorded.

    Attributes:
        for_s: how long on each road.
        fps: pictures a second; at 10 they are 5 cm apart, and two in a row differ.
        slowest_m_s, fastest_m_s: each road is driven with a speed cap between these.
        strongest_push: of the disturbance, as steering -1..1.
        by_net: share of the time that the net drives, where there is one.
    """

    for_s: float = 16.0
    fps: float = 10.0
    slowest_m_s: float = 0.4
    fastest_m_s: float = 0.6
    strongest_push: float = 0.8
    by_net: float = 0.8


def record_laps(
    folder: Path, seeds: Iterable[int], how: Recording | None = None, *, net: Net | None = None
) -> int:
    """Record one drive on each of some roads into a tub, and return how many records it got.

    Args:
        seeds: of roads and rooms, from `TRAIN_SEEDS`.
        net: also drives, and is shown what the expert would have done (DAgger, Ross et al.,
            arXiv 1011.0686); None: the expert drives, and is pushed about.

    Raises:
        BadInputError: a seed is not for training.
    """
    how = how or Recording()
    records = 0
    for seed in seeds:
        if seed not in TRAIN_SEEDS:
            raise BadInputError(
                f"Road {seed} is not for training: those from {TRAIN_SEEDS.start} to "
                f"{TRAIN_SEEDS.stop - 1} are, others judge what was trained."
            )
        with TubWriter(folder, sync_every_s=SYNC_EVERY_S) as tub:
            _Lesson(seed, how, net, tub).drive()
            records += tub.written
    return records


class _Lesson:
    """One drive on one road."""

    def __init__(self, seed: int, how: Recording, net: Net | None, tub: TubWriter) -> None:
        self._chance = random.Random(f"laps {seed} {'net' if net else 'expert'}")
        self._how, self._net, self._tub, self._seed = how, net, tub, seed
        self._cap_m_s = self._chance.uniform(how.slowest_m_s, how.fastest_m_s)
        self._track = Track(_scenario(seed, self._chance), seed=seed)
        self._expert = Expert(self._track, cap_m_s=self._cap_m_s)
        self._pushes = Disturbance(self._chance, strongest=how.strongest_push)
        self._net_until_s = self._expert_until_s = 0.0

    def drive(self) -> Run:
        return drive(
            self._track,
            self._pilot,
            for_s=self._how.for_s,
            fps=self._how.fps,
            latency_s=self._chance.uniform(0.06, 0.14),
            view=CarView(self._track, seed=self._seed, looks=Look.from_seed(self._seed)),
        )

    def _pilot(
        self, picture: NDArray[np.uint8], now_s: float, wheels: tuple[float, float]
    ) -> tuple[float, float]:
        del wheels
        advice = self._expert.advise()
        self._write(picture, advice, now_s)
        offset_m = self._track.place.offset_m
        if self._net is None:
            done = self._pushes.disturbed(advice, offset_m, now_s)
        else:
            done = self._by_turns(self._net, picture, advice, now_s)
        return done.wheels(self._cap_m_s)

    def _by_turns(
        self, net: Net, picture: NDArray[np.uint8], advice: Advice, now_s: float
    ) -> Advice:
        """Let the net drive for a while, and the expert in between and before it gets lost."""
        if now_s >= self._net_until_s:
            self._expert_until_s = now_s + self._chance.uniform(0.0, 2 * (1 - self._how.by_net))
            self._net_until_s = self._expert_until_s + self._chance.uniform(0.5, 4.0)
        if abs(self._track.place.offset_m) > 0.13:
            self._expert_until_s = now_s + 0.6
        if now_s < self._expert_until_s:
            return advice
        return Advice(*net(picture))

    def _write(self, picture: NDArray[np.uint8], advice: Advice, now_s: float) -> None:
        values: dict[str, Any] = {
            "cam/image_array": picture,
            "user/angle": round(advice.angle, 4),
            "user/throttle": round(advice.throttle, 4),
            "user/mode": "user",
            "car/lane_offset": round(self._track.place.offset_m, 4),
            "sim/road": self._track.scenario.name,
        }
        self._tub.write(values, t_ms=DAY_MS + self._seed * 1_000_000 + round(now_s * 1000))


def _scenario(seed: int, chance: random.Random) -> Any:
    """Return a road of some kind, with the car anywhere on it and not quite in its lane."""
    kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
    return replace(
        scenario_named(f"{kind}_{seed}"),
        start_s_m=chance.uniform(0.0, 8.0),
        start_side_m=chance.uniform(-0.09, 0.09),
        start_turn_rad=chance.uniform(-0.3, 0.3),
    )
