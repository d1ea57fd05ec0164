"""Signs and lights: whether the car stood where it had to."""

from __future__ import annotations

from hardware_mocks.worlds.track.along import Ruler
from hardware_mocks.worlds.track.cast import Cast, Player
from hardware_mocks.worlds.track.referee import NS_PER_S, STANDS_M_S, Referee
from hardware_mocks.worlds.track.state import ThingKind

NEAR_M = 0.8
"""Who stands as near before a sign stands for it."""
_PASSED_M = 0.3


class Judge:
    """Watches one car pass signs and lights; notes it with the referee."""

    def __init__(self, ruler: Ruler, referee: Referee) -> None:
        self._ruler, self._referee = ruler, referee
        self._ways_m: dict[str, float] = {}
        self._stood_ns: dict[str, int] = {}
        self._nearest_m: dict[str, float] = {}
        self._seen_ns = 0

    def watch(self, now_ns: int, cast: Cast, front_s_m: float, speed_m_s: float) -> None:
        """Look at the car; `front_s_m` is where its front is along the road."""
        gone_ns, self._seen_ns = now_ns - self._seen_ns, now_ns
        for name, player in cast.players.items():
            stop_m = player.actor.stop_s_m
            if stop_m is None:
                continue
            way_m = self._ruler.way_m(front_s_m, stop_m)
            before_m = self._ways_m.get(name, way_m)
            self._ways_m[name] = way_m
            if abs(speed_m_s) < STANDS_M_S and 0 < way_m < NEAR_M:
                self._stood_ns[name] = self._stood_ns.get(name, 0) + gone_ns
                self._nearest_m[name] = way_m
            if 0 < before_m < _PASSED_M and way_m <= 0:
                self._passed(now_ns, name, player)

    def _passed(self, now_ns: int, name: str, player: Player) -> None:
        stood_s = round(self._stood_ns.pop(name, 0) / NS_PER_S, 3)
        stood_at_m = self._nearest_m.pop(name, None)
        more = {} if stood_at_m is None else {"stood_before_m": round(stood_at_m, 3)}
        if player.thing.kind == ThingKind.TRAFFIC_LIGHT:
            is_red = player.colour == "red"
            what = "red_light_run" if is_red else "passed_light"
            self._referee.note(
                now_ns, what, name=name, colour=player.colour, stood_s=stood_s, **more
            )
        else:
            self._referee.note(now_ns, "passed_sign", name=name, stood_s=stood_s, **more)
