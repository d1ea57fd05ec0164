"""What people order at the pages, over the live link: each order checked, then given to the driver.

Whoever steers is heard of 20 times a second. The driver judges the silence; here is judged whether
what comes is of now (`freshness`), and who it comes from (`holders`).
"""

import math
import time
from collections.abc import Callable

from makerkit.errors import MakerKitError
from makerkit.web import Args, LiveHub, Page, RefusedError, number_in, switch_in, text_in
from self_driving_car.dashboard.freshness import WAKES_WITHIN_S
from self_driving_car.dashboard.holders import Holders
from self_driving_car.dashboard.needs import Car, Recorder
from self_driving_car.driver.orders import (
    Arm,
    Disarm,
    Gone,
    Manoeuvre,
    ManoeuvreKind,
    Order,
    Present,
    Release,
    SetCap,
    SetMode,
    Steer,
    Stop,
    Take,
)
from self_driving_car.status import Mode

FASTEST_M_S = 1.5
LONGEST_CLOCK_S = 1e9
MOST = 2.0**53
"""Up to here whole numbers are exact on a page."""
TOO_LATE = (
    "What this page says comes {late:.1f} s late, so it does not steer. "
    "Go nearer to the access point, or load the page again."
)
PRESSED_LATE = "This came {late:.1f} s late, so it was not obeyed: press again."
TOO_FAR = (
    "This page and the car are more than {most:.0f} s apart, so it does not steer. "
    "Go nearer to the access point."
)
NO_RECORDER = "Nothing can be recorded: the recorder is switched off in the settings."


class Orders:
    """The orders of the pages.

    Args:
        on_done: called after each, to show what came of it at once.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        car: Car,
        holders: Holders,
        on_done: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._car = car
        self._holders = holders
        self._on_done = on_done
        self._clock = clock

    def offer(self, live: LiveHub) -> None:
        """Let pages give them."""
        live.on("here", self._here)
        live.on("awake", self._awake)
        live.on("steer", self._steer)
        live.on("present", self._present)
        live.on("let_go", self._let_go)
        live.on("stop", self._stop)
        live.on("record", self._record)
        live.on("erase", self._erase)
        for name, make in (
            ("take", lambda _args, by: Take(by)),
            ("mode", self._mode),
            ("arm", lambda _args, by: Arm(by)),
            ("release", lambda _args, by: Release(by)),
            ("manoeuvre", self._manoeuvre),
        ):
            live.on(name, self._in_time(self._asking(make)))
        live.on("disarm", self._asking(lambda _args, by: Disarm(by)))  # safe, however late
        live.on("cap", self._asking(_cap))
        live.on_gone(self._gone)

    # -- What waits for no answer: it comes 20 times a second, or must not wait ------------------

    def _here(self, args: Args, page: Page) -> None:
        """A page says what it is, when its link has come up and when it is looked at again."""
        self._holders.introduce(page, text_in(args, "device", 20), text_in(args, "key", 40))
        freshness, now_s = self._holders.of(page).freshness, self._clock()
        if "t" in args:  # how the clocks stand, before anything is pressed
            freshness.is_of_now(_sent_s(args), now_s)
        if "ask" in args:
            freshness.ask(number_in(args, "ask", 0.0, MOST), now_s)

    def _awake(self, args: Args, page: Page) -> None:
        """A page has the answer to what it said with `here`: its clock is taken as it is now."""
        question, sent_s = number_in(args, "ask", 0.0, MOST), _sent_s(args)
        if not self._holders.of(page).freshness.wake(question, sent_s, self._clock()):
            raise RefusedError(TOO_FAR.format(most=WAKES_WITHIN_S))

    def _steer(self, args: Args, page: Page) -> None:
        holder = self._holders.of(page)
        sent_s = _sent_s(args)
        angle, throttle = number_in(args, "x", -1.0, 1.0), number_in(args, "y", -1.0, 1.0)
        number = number_in(args, "n", 0.0, MOST)
        is_still = math.isclose(angle, 0.0) and math.isclose(throttle, 0.0)
        if holder.freshness.is_fresh(number, sent_s, self._clock()) or is_still:  # late, but safe
            self._car.post(Steer(holder.name, angle, throttle, sent_s))
        else:
            raise RefusedError(TOO_LATE.format(late=holder.freshness.age_s))

    def _present(self, args: Args, page: Page) -> None:
        holder = self._holders.of(page)
        sent_s, number = _sent_s(args), number_in(args, "n", 0, MOST)
        if holder.freshness.is_fresh(number, sent_s, self._clock()):
            self._car.post(Present(holder.name))

    def _let_go(self, _args: Args, page: Page) -> None:
        self._car.post(Gone(self._holders.of(page).name))

    def _gone(self, page: Page) -> None:
        self._car.post(Gone(self._holders.forget(page).name))

    def _stop(self, _args: Args, page: Page) -> None:
        self._car.post(Stop(self._holders.of(page).name))
        self._on_done()

    # -- What is answered --------------------------------------------------------------------------

    def _in_time(self, act: Callable[[Args, Page], None]) -> Callable[[Args, Page], None]:
        """Pass over what was stuck on its way: nobody wants any more what he pressed then."""

        def act_in_time(args: Args, page: Page) -> None:
            sent_s = _sent_s(args)
            freshness = self._holders.of(page).freshness
            if not freshness.is_of_now(sent_s, self._clock()):
                raise RefusedError(PRESSED_LATE.format(late=freshness.age_s))
            act(args, page)

        return act_in_time

    def _asking(self, make: Callable[[Args, str], Order]) -> Callable[[Args, Page], None]:
        def carry_out(args: Args, page: Page) -> None:
            self._ask(make(args, self._holders.of(page).name))

        return carry_out

    def _ask(self, order: Order) -> None:
        try:
            answer = self._car.ask(order)
        except MakerKitError as error:
            raise RefusedError(str(error)) from error
        self._on_done()
        if not answer.is_done:
            raise RefusedError(answer.says or "The car refuses.")

    def _mode(self, args: Args, _by: str) -> Order:
        return SetMode(Mode(_one_of(text_in(args, "mode", 20), [one.value for one in Mode])))

    def _manoeuvre(self, args: Args, _by: str) -> Order:
        names = [one.value for one in ManoeuvreKind]
        return Manoeuvre(ManoeuvreKind(_one_of(text_in(args, "name", 20), names)))

    def _record(self, args: Args, _page: Page) -> None:
        is_on = switch_in(args, "on")
        recorder = self._recorder()
        self._recorded(recorder.start_recording if is_on else recorder.stop_recording)

    def _erase(self, _args: Args, _page: Page) -> None:
        """Take back the last seconds: what led off the road shall teach nobody."""
        self._recorded(self._recorder().erase_last)

    def _recorder(self) -> Recorder:
        if self._car.recorder is None:
            raise RefusedError(NO_RECORDER)
        return self._car.recorder

    def _recorded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except MakerKitError as error:
            raise RefusedError(str(error)) from error
        self._on_done()


def _sent_s(args: Args) -> float:
    """Return the time on the page's clock, seconds."""
    return number_in(args, "t", 0.0, LONGEST_CLOCK_S)


def _cap(args: Args, _by: str) -> Order:
    return SetCap(number_in(args, "value", 0.0, FASTEST_M_S))


def _one_of(given: str, known: list[str]) -> str:
    if given not in known:
        raise RefusedError(f"There is {', '.join(known)} (got {ascii(given)[:30]}).")
    return given
