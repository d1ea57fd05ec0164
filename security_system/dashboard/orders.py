"""What people order at the page, over the live link: each order checked, with its right."""

from collections.abc import Callable

from makerkit.errors import MakerKitError
from makerkit.web import Args, LiveHub, Page, RefusedError, switch_in, text_in
from security_system.alarm.answer import Answer
from security_system.alarm.orders import (
    Arm,
    Bypass,
    ClearMemory,
    Disarm,
    Order,
    Panic,
    SetChime,
    TestSiren,
    WalkTest,
)
from security_system.alarm.states import ArmMode, Right
from security_system.dashboard.live_state import PLACE
from security_system.dashboard.needs import Panel
from security_system.dashboard.rights import LOOK, Rights

CODE_LONGEST = 12
MODES = {mode.value: mode for mode in ArmMode}


class Orders:
    """The orders of the page.

    Args:
        panel: who carries them out.
        rights: who may give which.
        on_done: called after each, to show what came of it at once.
        arm_needs_code: whether arming asks for one; else the login is enough.
    """

    def __init__(
        self,
        panel: Panel,
        rights: Rights,
        on_done: Callable[[], None],
        arm_needs_code: Callable[[], bool],
    ) -> None:
        self._panel = panel
        self._rights = rights
        self._on_done = on_done
        self._arm_needs_code = arm_needs_code

    def offer(self, live: LiveHub) -> None:
        """Let pages give them."""
        for name, right, make in (
            ("arm", Right.ARM, self._arm),
            ("disarm", Right.DISARM, self._disarm),
            ("bypass", Right.BYPASS, self._bypass),
            ("panic", LOOK, self._panic),
            ("chime", Right.TEST, self._chime),
            ("walk_test", Right.TEST, self._walk_test),
            ("test_siren", Right.TEST, self._test_siren),
            ("clear_memory", Right.CLEAR, self._clear_memory),
        ):
            live.on(name, self._carrying_out(right, make))

    def _carrying_out(
        self, right: Right | str, make: Callable[[Args, str], Order]
    ) -> Callable[[Args, Page], None]:
        def carry_out(args: Args, page: Page) -> None:
            self._rights.check(page, right)
            order = make(args, page.user or "")
            if isinstance(order, Arm) and order.forced:  # it leaves out what is open
                self._rights.check(page, Right.BYPASS)
            answer = self._asked(order)
            self._on_done()
            if not answer.is_done:
                raise RefusedError(answer.says or "The alarm refuses.")
            if answer.says:
                page.say(answer.says)

        return carry_out

    def _asked(self, order: Order) -> Answer:
        try:
            return self._panel.ask(order).shown()
        except MakerKitError as error:
            raise RefusedError(str(error)) from error

    def _arm(self, args: Args, user: str) -> Order:
        mode = MODES.get(text_in(args, "mode", 20))
        if mode is None:
            raise RefusedError(f"mode must be one of {', '.join(MODES)}.")
        forced = switch_in(args, "forced") if "forced" in args else False
        code = text_in(args, "code", CODE_LONGEST) if "code" in args else ""
        is_judged = not code and not self._arm_needs_code()
        return Arm(mode=mode, place=PLACE, user=user, code=code, forced=forced, is_judged=is_judged)

    def _disarm(self, args: Args, user: str) -> Order:
        return Disarm(place=PLACE, user=user, code=text_in(args, "code", CODE_LONGEST))

    def _bypass(self, args: Args, user: str) -> Order:
        zone, is_bypassed = text_in(args, "zone", 60), switch_in(args, "on")
        return Bypass(zone=zone, is_bypassed=is_bypassed, place=PLACE, user=user)

    def _panic(self, args: Args, user: str) -> Order:
        is_silent = switch_in(args, "silent") if "silent" in args else False
        return Panic(place=PLACE, user=user, is_silent=is_silent)

    def _chime(self, args: Args, user: str) -> Order:
        return SetChime(is_on=switch_in(args, "on"), place=PLACE, user=user)

    def _walk_test(self, args: Args, user: str) -> Order:
        return WalkTest(is_on=switch_in(args, "on"), place=PLACE, user=user)

    def _test_siren(self, _args: Args, user: str) -> Order:
        return TestSiren(place=PLACE, user=user)

    def _clear_memory(self, _args: Args, user: str) -> Order:
        return ClearMemory(place=PLACE, user=user)
