"""What a person does at the page, checked and passed on to the bench."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from makerkit.web import Args, LiveHub, Page, RefusedError, number_in, switch_in, text_in
from workshop.bench_page.track_orders import TrackOrders

MOST_TYPED = 2000
MOST_METRES = 1000.0
WINDOW_EVENTS = {"move": 0, "down": 1, "up": 4}
"""OpenCV's EVENT_MOUSEMOVE, EVENT_LBUTTONDOWN, EVENT_LBUTTONUP."""
FLAG_LEFT_BUTTON = 1
KINDS_OF_BODIES = ("resident", "visitor", "intruder", "cat")
WEATHER = ("clouds", "rain", "wind")
LONGEST_NAME = 30

Order = Callable[..., None]


class Orders:
    """The orders of the page.

    Args:
        order: lets a person do something at the bench, as `ProgramProcess.order`.
        type_line: gives the program a line.
        stop: ends the program.
        restart: starts it anew.
    """

    def __init__(
        self, order: Order, type_line: Callable[[str], None], stop: Order, restart: Order
    ) -> None:
        self._order = order
        self._type_line = type_line
        self._stop = stop
        self._restart = restart

    def offer(self, live: LiveHub) -> None:
        """Let pages give these orders."""
        for name in ("press", "hold", "release"):
            live.on(name, self._pressing(name))
        live.on("switch", self._switch)
        live.on("slide", self._slide)
        live.on("turn", self._turn)
        live.on("type", self._type)
        live.on("key", self._key)
        live.on("mouse", self._mouse)
        live.on("person", self._person)
        live.on("door", self._share_of("set_door"))
        live.on("lamp", self._share_of("set_lamp"))
        live.on("curtain", self._share_of("set_curtain"))
        live.on("appear", self._appear)
        live.on("leave", self._leave)
        live.on("power", self._power)
        live.on("weather", self._weather)
        TrackOrders(self._order).offer(live)
        live.on("stop", lambda _args, _page: self._stop())
        live.on("restart", lambda _args, _page: self._restart())

    def _pressing(self, do: str) -> Callable[[Args, Page], None]:
        def carry_out(args: Args, _page: Page) -> None:
            key = {"key": text_in(args, "key", 1)} if "key" in args else {}
            self._order(do=do, part=text_in(args, "part"), **key)

        return carry_out

    def _switch(self, args: Args, _page: Page) -> None:
        self._set(args, switch_in(args, "on"))

    def _slide(self, args: Args, _page: Page) -> None:
        self._set(args, number_in(args, "value", -1e12, 1e12))

    def _set(self, args: Args, value: float | bool) -> None:
        control = text_in(args, "control", 60)
        if control in ("do", "part", "self") or not control.isidentifier():
            raise RefusedError(f"There is no control {control!r}.")
        self._order(do="set", part=text_in(args, "part"), **{control: value})

    def _turn(self, args: Args, _page: Page) -> None:
        steps = int(number_in(args, "steps", -100, 100))
        self._order(do="turn", part=text_in(args, "part"), steps=steps)

    def _type(self, args: Args, _page: Page) -> None:
        line = text_in(args, "line", MOST_TYPED)
        if "\n" in line or "\r" in line:
            raise RefusedError("One line at a time.")
        self._type_line(line)

    def _key(self, args: Args, _page: Page) -> None:
        key = text_in(args, "key", 20)
        if not key:
            raise RefusedError("Which key?")
        self._order(do="key", key=key)

    def _mouse(self, args: Args, _page: Page) -> None:
        event = WINDOW_EVENTS.get(text_in(args, "event", 10))
        if event is None:
            raise RefusedError(f"event must be one of {', '.join(WINDOW_EVENTS)}.")
        x_px, y_px = (int(number_in(args, name, -1e5, 1e5)) for name in ("x", "y"))
        flags = FLAG_LEFT_BUTTON if args.get("held") else 0
        window = text_in(args, "window", 40)
        self._order(do="mouse", window=window, event=event, x_px=x_px, y_px=y_px, flags=flags)

    # -- the house

    def _person(self, args: Args, _page: Page) -> None:
        """Let somebody go to a place."""
        x_m, y_m = (number_in(args, name, -MOST_METRES, MOST_METRES) for name in ("x", "y"))
        self._house(action="move", name=text_in(args, "name"), x_m=x_m, y_m=y_m)

    def _appear(self, args: Args, _page: Page) -> None:
        """Let somebody new stand at the gate."""
        kind = text_in(args, "kind", 20)
        if kind not in KINDS_OF_BODIES:
            raise RefusedError(f"kind must be one of {', '.join(KINDS_OF_BODIES)}.")
        self._house(action="add_person", name=text_in(args, "name", LONGEST_NAME), kind=kind)

    def _leave(self, args: Args, _page: Page) -> None:
        self._house(action="remove_person", name=text_in(args, "name", LONGEST_NAME))

    def _power(self, args: Args, _page: Page) -> None:
        self._house(action="set_power", is_on=switch_in(args, "on"))

    def _weather(self, args: Args, _page: Page) -> None:
        what = text_in(args, "what", 20)
        if what not in WEATHER:
            raise RefusedError(f"what must be one of {', '.join(WEATHER)}.")
        self._house(action="set_weather", **{what: number_in(args, "value", 0, 1)})

    def _share_of(self, action: str) -> Callable[[Args, Page], None]:
        def carry_out(args: Args, _page: Page) -> None:
            share = number_in(args, "share", 0, 1) if "share" in args else float(_on(args))
            self._house(action=action, name=text_in(args, "name"), share=share)

        return carry_out

    def _house(self, **how: Any) -> None:
        self._order(do="house", **how)


def _on(args: Args) -> bool:
    return switch_in(args, "on")
