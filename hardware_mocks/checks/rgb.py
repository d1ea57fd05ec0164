"""An RGB LED: the colour it shows, and the colours it goes through."""

from collections.abc import Sequence
from typing import TypeAlias

from hardware_mocks.checks.failure import BrokenCheckError, CheckFailure
from hardware_mocks.checks.log import Step
from hardware_mocks.checks.quantities import Quantity, seconds
from hardware_mocks.checks.signal_view import VISIBLE_S, inverted
from hardware_mocks.checks.states import State, Values, states_of
from hardware_mocks.checks.switch import QUICK
from hardware_mocks.checks.thing import Thing, ThingView

Colour: TypeAlias = str | tuple[float, float, float]

COLOURS: dict[str, Values] = {
    "off": (0, 0, 0),
    "red": (1, 0, 0),
    "green": (0, 1, 0),
    "blue": (0, 0, 1),
    "yellow": (1, 1, 0),
    "cyan": (0, 1, 1),
    "magenta": (1, 0, 1),
    "white": (1, 1, 1),
}
"""A name means the mixture; how bright it is does not matter."""
SAME_MIXTURE = 0.2
SAME_VALUE = 0.05


def same_colour(seen: Values, expected: Colour) -> bool:
    """Whether a mixture of red, green and blue is that colour.

    Raises:
        BrokenCheckError: no colour has that name.
    """
    if not isinstance(expected, str):
        return all(abs(a - b) <= SAME_VALUE for a, b in zip(seen, expected, strict=True))
    if expected not in COLOURS:
        raise BrokenCheckError(f"{expected!r} is none of the colours {', '.join(COLOURS)}.")
    brightest = max(seen)
    if expected == "off" or brightest <= SAME_VALUE:
        return expected == "off" and brightest <= SAME_VALUE
    mixture = (value / brightest for value in seen)
    return all(abs(a - b) <= SAME_MIXTURE for a, b in zip(mixture, COLOURS[expected], strict=True))


def name_of(colour: Colour) -> str:
    """Return a colour in words: "red", or its three numbers."""
    if isinstance(colour, str):
        return colour
    named = next((name for name in COLOURS if same_colour(colour, name)), None)
    return named or numbers_of(colour)


def numbers_of(colour: Sequence[float]) -> str:
    """Return a colour as its three numbers."""
    return f"({', '.join(f'{value:.2g}' for value in colour)})"


class RgbView(ThingView):
    """What can be seen of an RGB LED in the trace."""

    @property
    def colour(self) -> Values:
        """What it shows now, as (red, green, blue), each 0.0 to 1.0."""
        found = [steps[-1].value if steps else 0.0 for steps in self._channels.values()]
        return tuple(found)

    @property
    def colour_name(self) -> str:
        """What it shows now, in words."""
        return _name(self.colour)

    @property
    def colours(self) -> list[str]:
        """Each colour it has shown, in words, in order."""
        return [_name(state.look) for state in self._states]

    @property
    def states(self) -> list[tuple[str, float | None]]:
        """Each colour it has shown, in words, and for how long (None: it lasts still)."""
        return [(_name(state.look), state.length_s) for state in self._states]

    @property
    def _channels(self) -> dict[str, list[Step]]:
        """The steps of red, green and blue, 1 is bright."""
        found = {}
        for leg in "RGB":
            pin = self._wired.pins.get(leg, "")
            steps = self._log.pin(pin).steps
            found[leg] = inverted(steps) if self._wired.is_active_low else steps
        return found

    @property
    def _states(self) -> list[State[Values]]:
        channels = self._channels
        last_s = max((steps[-1].t_s for steps in channels.values() if steps), default=0.0)
        return states_of(channels, last_s + VISIBLE_S)


def _name(values: Values) -> str:
    red, green, blue = values
    return name_of((red, green, blue))


class Rgb(Thing, RgbView):
    """What a lesson asks of an RGB LED."""

    def shows(self, colour: Colour, within: Quantity = QUICK) -> None:
        """It has that colour, at the latest after that time."""
        self._look()
        self._run.settle()
        limit_s = self._run.limit_s(within)
        is_so = self._wait_until(lambda: same_colour(self.colour, colour), limit_s)
        self.require_use()
        if not is_so:
            seen = self.colour_name if isinstance(colour, str) else numbers_of(self.colour)
            expected = colour if isinstance(colour, str) else numbers_of(colour)
            raise CheckFailure("rgb.wrong_colour", thing=self.name, seen=seen, expected=expected)

    def goes_through(
        self, colours: Sequence[Colour], within: Quantity = "20 s", *, exact: bool = True
    ) -> None:
        """It shows these colours in this order.

        Args:
            within: the longest that the whole may take.
            exact: whether no other colour may come between; "off" between them never matters
                unless it is asked for.
        """
        self._look()
        wanted = list(colours)

        def is_enough() -> bool:
            return len(_matched(self._shown(wanted), wanted, exact=exact)) >= len(wanted)

        found = self._wait_until(is_enough, self._run.limit_s(within))
        self._run.wait(VISIBLE_S)
        self.require_use()
        shown = self._shown(wanted)
        matched = _matched(shown, wanted, exact=exact)
        if found and len(matched) >= len(wanted):
            self._cursor_s = matched[-1].start_s
            return
        raise CheckFailure(
            "rgb.wrong_order" if exact and len(shown) > len(matched) else "rgb.too_few_colours",
            is_missing=len(shown) <= len(matched),
            thing=self.name,
            seen=", ".join(_name(state.look) for state in shown[: len(wanted)]) or "no colour",
            expected=", ".join(map(name_of, wanted)),
            within_s=seconds(within),
        )

    def _shown(self, wanted: list[Colour]) -> list[State[Values]]:
        """Return what it has shown since the check did something."""
        start_s = max(self._run.moment_s, self._cursor_s)
        states = [s for s in self._states if s.end_s is None or s.end_s > start_s]
        if "off" not in wanted:
            states = [state for state in states if not same_colour(state.look, "off")]
        return states


def _matched(
    shown: list[State[Values]], wanted: list[Colour], *, exact: bool
) -> list[State[Values]]:
    """Return the states that are the wanted colours, as far as they are in order."""
    found: list[State[Values]] = []
    for state in shown:
        if len(found) < len(wanted) and same_colour(state.look, wanted[len(found)]):
            found.append(state)
        elif exact:
            break
    return found
