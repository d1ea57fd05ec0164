"""Several LEDs together: traffic lights, and whatever must never be on at once."""

from collections.abc import Iterable, Mapping, Sequence

from hardware_mocks.checks.failure import BrokenCheckError, CheckFailure
from hardware_mocks.checks.led import Led, LedView
from hardware_mocks.checks.quantities import Quantity, seconds
from hardware_mocks.checks.run import Run
from hardware_mocks.checks.signal_view import VISIBLE_S
from hardware_mocks.checks.states import State, states_of

Lit = frozenset[str]


class LedsView:
    """What can be seen of some LEDs together."""

    def __init__(self, views: Mapping[str, LedView]) -> None:
        self._views = views

    @property
    def lit(self) -> set[str]:
        """The names of those that are on now."""
        return {name for name, view in self._views.items() if view.lit}

    @property
    def states(self) -> list[tuple[set[str], float | None]]:
        """Which were on together, and for how long each time (None: it lasts still)."""
        now_s = self._last_s + VISIBLE_S
        return [(set(state.look), state.length_s) for state in self._states(now_s)]

    @property
    def _last_s(self) -> float:
        edges = (view.edges[-1][0] for view in self._views.values() if view.edges)
        return max(edges, default=0.0)

    def _states(self, now_s: float) -> list[State[Lit]]:
        names = list(self._views)
        found = states_of({name: self._views[name]._steps for name in names}, now_s)
        looks = [
            State(
                frozenset(name for name, value in zip(names, state.look, strict=True) if value > 0),
                state.start_s,
                state.end_s,
            )
            for state in found
        ]
        return _merged(looks)


class Leds(LedsView):
    """What a lesson asks of several LEDs together."""

    def __init__(self, leds: Mapping[str, Led], run: Run) -> None:
        super().__init__(leds)
        self._leds = leds
        self._run = run

    def follow(
        self,
        sequence: Sequence[Iterable[str]],
        times: Sequence[Quantity] | None = None,
        within: Quantity = "2 %",
        limit: Quantity = "60 s",
    ) -> None:
        """They light in this order, and each state lasts as long as `times` says.

        What is on when the check begins to look may come before the first state.

        Args:
            times: how long each state lasts; there may be fewer than states.
            limit: the longest that the whole is waited for.
        """
        self._run.looks += 1
        wanted = [frozenset([lit] if isinstance(lit, str) else lit) for lit in sequence]
        self._require_known(wanted)
        lasts_s = [seconds(time) for time in times or ()]
        limit_s = max(sum(lasts_s) * 2 + 1, 0.0) if lasts_s else seconds(limit)
        start_s = self._run.moment_s

        def is_enough() -> bool:
            seen = self._from(start_s, wanted[0])
            enough = seen[: len(wanted)]
            return len(enough) == len(wanted) and all(
                state.end_s is not None for state in enough[: len(lasts_s)]
            )

        pins = [led.pin for led in self._leds.values()]
        until_s = self._run.now_s + limit_s
        while not is_enough() and self._run.now_s < until_s:
            self._run.wait_until(is_enough, until_s - self._run.now_s, pins)
            self._run.wait(VISIBLE_S)  # until the newest state can be seen
        for led in self._leds.values():
            led.require_use()
        seen = self._from(start_s, wanted[0])
        self._compare_order(seen, wanted)
        self._compare_times(seen, wanted, lasts_s, within)

    def never_together(self, *names: str) -> None:
        """These were never on at the same time, from the start of the program until now."""
        self._run.looks += 1
        self._run.settle()
        together = frozenset(names or self._leds)
        self._require_known([together])
        for name in sorted(together):
            self._leds[name].require_use()
        for state in self._states(self._run.now_s):
            both = sorted(together & state.look)
            if len(both) > 1:
                raise CheckFailure("leds.together", names=" and ".join(both), t_s=state.start_s)

    def show(self, *names: str, within: Quantity = "100 ms") -> None:
        """Exactly these are on, at the latest after that time; without names all are off."""
        self._run.looks += 1
        self._require_known([frozenset(names)])
        pins = [led.pin for led in self._leds.values()]
        self._run.settle()
        is_so = self._run.wait_until(
            lambda: self.lit == set(names), self._run.limit_s(within), pins
        )
        for led in self._leds.values():
            led.require_use()
        if not is_so:
            raise CheckFailure(
                "leds.wrong_lights",
                seen=in_words(self.lit),
                expected=in_words(names),
                t_s=self._run.now_s,
            )

    # -- inside

    def _require_known(self, sets: Iterable[Lit]) -> None:
        unknown = sorted(set().union(*sets) - set(self._leds))
        if unknown:
            raise BrokenCheckError(f"bench.leds(...) does not name {unknown[0]!r}.")

    def _from(self, start_s: float, first: Lit) -> list[State[Lit]]:
        """Return the states since `start_s`; the one before the first wanted is left out."""
        states = self._states(self._run.now_s)
        states = [s for s in states if s.end_s is None or s.end_s > start_s]
        if states and states[0].look != first:
            is_early = states[0].start_s < start_s or (start_s == 0 and not states[0].look)
            return states[1:] if is_early else states
        return states

    def _compare_order(self, seen: list[State[Lit]], wanted: list[Lit]) -> None:
        for step, (state, lit) in enumerate(zip(seen, wanted, strict=False), 1):
            if state.look != lit:
                raise CheckFailure(
                    "leds.wrong_order",
                    step=step,
                    seen=in_words(state.look),
                    expected=in_words(lit),
                    before=in_words(wanted[step - 2]) if step > 1 else "the start",
                    t_s=state.start_s,
                )
        if len(seen) < len(wanted):
            raise CheckFailure(
                "leds.stopped",
                is_missing=True,
                seen=len(seen),
                last=in_words(seen[-1].look if seen else ()),
                expected=in_words(wanted[len(seen)]),
                t_s=self._run.now_s,
            )

    def _compare_times(
        self,
        seen: list[State[Lit]],
        wanted: list[Lit],
        lasts_s: list[float],
        within: Quantity,
    ) -> None:
        tolerance = self._run.time_tolerance(within)
        for step, expected_s in enumerate(lasts_s[: len(wanted)], 1):
            state = seen[step - 1]
            length_s = state.length_s
            has_ended = length_s is not None
            lasted_s = length_s if length_s is not None else self._run.now_s - state.start_s
            if not has_ended or not tolerance.allows(lasted_s, expected_s):
                raise CheckFailure(
                    "leds.wrong_time" if has_ended else "leds.too_long",
                    is_missing=not has_ended,
                    step=step,
                    lights=in_words(state.look),
                    length_s=lasted_s,
                    expected_s=expected_s,
                )


def in_words(lit: Iterable[str]) -> str:
    """Return which lights are on, in words."""
    return " and ".join(sorted(lit)) or "none"


def _merged(states: list[State[Lit]]) -> list[State[Lit]]:
    """Join neighbours that look alike."""
    found: list[State[Lit]] = []
    for state in states:
        if found and found[-1].look == state.look:
            found[-1] = found[-1]._replace(end_s=state.end_s)
        else:
            found.append(state)
    return found
