"""Whether the motors may be on, and if not, why: emergency stop, link, firmware, deliberate acts.

| | Arm | armed by the board | board stops | Stop | Release | Disarm, any halt of the driver |
|---|---|---|---|---|---|---|
| OFF | ARMING | - (told to disarm) | - | OFF, estop | OFF | - |
| ARMING | ARMING | ON | OFF where the button is pressed | OFF, estop | - | OFF |
| ON | ON | - | OFF, halt of the board | OFF, estop | - | OFF, halt |

OFF always means: commands are zero, and the board is told to disarm. Nothing but Arm leads out of
it, and Arm is refused while the emergency stop holds or the board does not answer.
"""

from self_driving_car.driver import halts
from self_driving_car.driver.orders import DONE, Answer
from self_driving_car.driver.senses import BoardSeen, LinkSeen
from self_driving_car.status import Halt

SILENT_S = 0.3
"""The board speaks 50 times a second; after this silence it is not believed to listen."""
NOT_YET = LinkSeen(is_up=False, says="The Arduino has not answered yet.")


class Standing:
    """What holds the motors off.

    Attributes:
        wants_armed: whether the board shall be armed.
        is_estop: whether the emergency stop holds.
        board: what the board said last.
        link: whether it answers.
    """

    def __init__(self) -> None:
        self.wants_armed = False
        self.is_estop = False
        self.board = BoardSeen(is_armed=False)
        self.link = NOT_YET
        self._latched: Halt | None = None
        self._hurdle = ""
        self._heard_s = 0.0

    @property
    def may_move(self) -> bool:
        """Whether the wheels may be told to turn."""
        return self.wants_armed and self.board.is_armed and self.link.is_up and not self.is_estop

    # -- orders

    def arm(self) -> Answer:
        """Take the deliberate act."""
        if self.is_estop:
            return Answer(False, f"{halts.ESTOP.says} {halts.ESTOP.way_out}")
        if not self.link.is_up:
            return Answer(False, halts.of_link(self.link.says).says)
        if self.board.is_estop_open:
            return Answer(False, f"{halts.ESTOP_BUTTON.says} {halts.ESTOP_BUTTON.way_out}")
        self.wants_armed, self._latched, self._hurdle = True, None, ""
        return DONE

    def disarm(self) -> None:
        """Switch off, without a complaint."""
        self.wants_armed = False

    def stop(self) -> None:
        """The emergency stop."""
        self.is_estop, self.wants_armed = True, False

    def release(self) -> None:
        """Lift the emergency stop."""
        self.is_estop = False

    def halt_for(self, halt: Halt) -> None:
        """Switch off for a reason; the first one stays, later ones are its consequences."""
        if self.wants_armed or self._latched is None:
            self._latched = halt
        self.wants_armed = False

    # -- what the board says

    def hear_link(self, seen: LinkSeen) -> None:
        """The link came or went, or the board restarted."""
        was_lost = self._latched is not None and self._latched.reason == "no_board"
        if seen.boot and (self.wants_armed or was_lost):
            self.wants_armed, self._latched = False, halts.of_boot(seen.boot)
        elif self.wants_armed and not seen.is_up:
            self.halt_for(halts.of_link(seen.says))
        if not seen.is_up or seen.boot:
            self.board = BoardSeen(is_armed=False)
        self.link = seen

    def hear_board(self, seen: BoardSeen) -> None:
        """The board said where it stands."""
        was_armed, self.board = self.board.is_armed, seen
        if not self.wants_armed:
            return
        if seen.is_estop_open:
            self.halt_for(halts.ESTOP_BUTTON)
        elif was_armed and not seen.is_armed:
            self.halt_for(halts.of_stop(seen.stop))

    def hear_refusal(self, hurdle: str) -> None:
        """The board did not arm: it is tried again, and meanwhile this is why it stands."""
        self._hurdle = hurdle

    def heard(self, now_s: float) -> None:
        """Something came from the board."""
        self._heard_s = now_s

    def tick(self, now_s: float) -> None:
        """Judge the board's silence."""
        if self.may_move and now_s - self._heard_s > SILENT_S:
            self.halt_for(halts.of_link("Nothing was heard of the Arduino for 0.3 s."))

    @property
    def halt(self) -> Halt | None:
        """Why the motors are off; None while they are on."""
        if self.is_estop or self.board.is_estop_open:
            return halts.ESTOP if self.is_estop else halts.ESTOP_BUTTON
        if not self.link.is_up:
            return halts.of_link(self.link.says)
        if self._latched is not None or not self.wants_armed:
            return self._latched or halts.DISARMED
        if not self.board.is_armed:
            return halts.of_hurdle(self._hurdle) if self._hurdle else halts.ARMING
        return None
