"""Judges a net as it must be judged: by laps, on roads and in rooms that it has never seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hardware_mocks.worlds.track.light_loop import Run, drive
from hardware_mocks.worlds.track.picture import CarView, Look
from hardware_mocks.worlds.track.track import Track
from workshop.training.expert import Advice, Expert

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workshop.training.laps import Net

LATENCY_S = 0.1
LONGEST_S = 300.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a net drove, beside the expert on the same roads.

    Attributes:
        roads: on how many.
        stayed: on how many of them it never left its lane.
        laps, expert_laps: driven in all before it left the lane.
        mean_m, p95_m: of the distance from the middle of the lane, over all roads.
        left: the roads on which it left its lane.
    """

    roads: int
    stayed: int
    laps: float
    expert_laps: float
    mean_m: float
    p95_m: float
    left: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Of the expert's laps."""
        return self.laps / self.expert_laps if self.expert_laps else 0.0

    def for_card(self) -> dict[str, Any]:
        """Return it as it stands in a model's card."""
        return {
            "roads": self.roads,
            "stayed_in_lane": self.stayed,
            "laps": round(self.laps, 2),
            "expert_laps": round(self.expert_laps, 2),
            "share_of_expert": round(self.share, 3),
            "mean_offset_cm": round(self.mean_m * 100, 2),
            "p95_offset_cm": round(self.p95_m * 100, 2),
            "left_lane_on": list(self.left),
        }

    def sentence(self) -> str:
        """Return it for people."""
        return (
            f"{self.laps:.1f} of the expert's {self.expert_laps:.1f} laps ({self.share:.0%}), "
            f"{self.stayed} of {self.roads} roads without leaving the lane, "
            f"{self.mean_m * 100:.1f} cm beside its middle (95 %: {self.p95_m * 100:.1f} cm)"
        )


def judge(
    net: Net,
    roads: Sequence[str],
    *,
    laps: float = 1.0,
    cap_m_s: float = 0.5,
    tell: Callable[[str], object] = str,
) -> Verdict:
    """Let a net and the expert drive on the same roads.

    Args:
        net: a picture in, angle and throttle out.
        roads: names of scenarios, such as "lane_900"; their number is also that of the room.
        laps: on each.
        cap_m_s: full throttle.
        tell: is told one line for each road.
    """
    net_laps = expert_laps = 0.0
    offsets: list[float] = []
    left: list[str] = []
    for road in roads:
        expert_laps += min(laps, _by_expert(road, laps, cap_m_s).laps)
        run = drive_net(net, road, laps=laps, cap_m_s=cap_m_s)
        net_laps += min(laps, run.laps)
        offsets += [abs(offset_m) for offset_m in run.offsets_m]
        if not run.stayed:
            left.append(road)
        end = "" if run.stayed else ", then it left the lane"
        tell(f"{road}: {run.laps:.2f} laps, {run.mean_m * 100:.1f} cm beside the middle{end}")
    offsets.sort()
    return Verdict(
        len(roads),
        len(roads) - len(left),
        net_laps,
        expert_laps,
        sum(offsets) / max(1, len(offsets)),
        offsets[int(0.95 * (len(offsets) - 1))] if offsets else 0.0,
        tuple(left),
    )


def drive_net(net: Net, road: str, *, laps: float, cap_m_s: float) -> Run:
    """Let a net drive on a road, in the room of the road's number."""
    seed = _number(road)
    track = Track(road, seed=seed)

    def pilot(
        picture: NDArray[np.uint8], now_s: float, wheels: tuple[float, float]
    ) -> tuple[float, float]:
        del now_s, wheels
        return Advice(*net(picture)).wheels(cap_m_s)

    view = CarView(track, seed=seed, looks=Look.from_seed(seed))
    return drive(track, pilot, for_s=LONGEST_S, laps=laps, latency_s=LATENCY_S, view=view)


def _by_expert(road: str, laps: float, cap_m_s: float) -> Run:
    track = Track(road, seed=_number(road))
    expert = Expert(track, cap_m_s=cap_m_s)

    def pilot(picture: object, now_s: float, wheels: tuple[float, float]) -> tuple[float, float]:
        del picture, now_s, wheels
        return expert.advise().wheels(cap_m_s)

    return drive(track, pilot, for_s=LONGEST_S, laps=laps, latency_s=LATENCY_S, view=_Blind())


class _Blind:
    """An eye for whoever needs none."""

    def frame(self, state: object) -> Any:
        """Return nothing."""
        del state


def _number(road: str) -> int:
    digits = road.rpartition("_")[2]
    return int(digits) if digits.isdigit() else 0
