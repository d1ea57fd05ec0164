"""The link's state machine: given bytes and the time, it says what happened and what is to be sent.

    SEARCHING --opened--> WAITING --BOOT fits, and answers HELLO--> READY
        ^                   |  ^                                     |
        |                   |  +---- silence, restart, NO_HELLO -----+
        +------closed-------+----BOOT does not fit--> REFUSED

| event | SEARCHING | WAITING | READY | REFUSED |
|---|---|---|---|---|
| opened | WAITING | - | - | - |
| BOOT of a start, fits | - | HELLO at once | WAITING, HELLO at once | WAITING, HELLO at once |
| BOOT in answer, fits | - | READY | - | READY |
| BOOT that does not fit | - | REFUSED | REFUSED | - |
| NO_HELLO, uptime runs back | - | - | WAITING, HELLO at once | - |
| nothing heard for 1 s | - | - | PING | - |
| nothing heard for 3 s | - | - | WAITING, with a reason | - |
| no BOOT in time | - | stays, with a reason | - | - |
| closed | - | SEARCHING | SEARCHING | SEARCHING |

A HELLO disarms a car that drives. So none is said while a link is READY, except to a board that has
restarted. None is said into a boot-loader either: it would take it for a command.

No thread, no port and no clock is here; `link.py` has these.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from makerkit.arduino import message as table
from makerkit.arduino.codec import Decoded, LineReader, encode
from makerkit.arduino.link import reasons
from makerkit.arduino.link.application import Application
from makerkit.arduino.link.errors import GarbageError
from makerkit.arduino.link.events import (
    Happening,
    LinkState,
    Received,
    StateChanged,
    is_event,
)
from makerkit.arduino.link.gaps import Gaps, is_start
from makerkit.arduino.link.handed_on import Event, HandedOn
from makerkit.arduino.link.heard import Heard
from makerkit.arduino.link.pulse import Pulse
from makerkit.arduino.messages.link import Ack, Boot, Hello, Nak, Pong, Refusal
from makerkit.messages import Message

DEAF_S = 2.0
"""An Uno's boot-loader holds the sketch back for 1.6 s after the port was opened."""
HELLO_EVERY_S = 0.5
SILENCE_S = 3.0


@dataclass(slots=True)
class Counters:
    """What a session counts, beside what the reader does."""

    repeated: int = 0
    boots: int = 0


@dataclass(slots=True)
class _Opening:
    """What is known since the port was opened."""

    port: str
    at_s: float
    heard: Heard = field(default_factory=Heard)
    heard_at_s: float = 0.0
    hello_at_s: float | None = None
    is_explained: bool = False


class Session:
    """A conversation with one board over all its reconnections.

    Args:
        application: whom it expects.
        boot_timeout_s: after which time without a BOOT a reason is given.
        ping_every_s: how often the way is measured, None for never.

    Attributes:
        boot: what the board has said about itself, None before.
        counters: what happened so far.
        gaps: counts the lines that were lost.
        pulse: measures the way.
        reader: finds the lines.
        garbage: set when only garbage came in; `explained` takes what was found out about it.
    """

    def __init__(
        self,
        application: Application,
        *,
        boot_timeout_s: float = 5.0,
        ping_every_s: float | None = 1.0,
    ) -> None:
        self.boot: Boot | None = None
        self.counters = Counters()
        self.gaps = Gaps()
        self.pulse = Pulse(ping_every_s)
        self.reader = LineReader(application.from_board)
        self.garbage: Message | None = None
        self._application = application
        self._boot_timeout_s = boot_timeout_s
        self._state = LinkState.SEARCHING
        self._reason: Message | None = None
        self._opening: _Opening | None = None
        self._seq = 0
        self._events = HandedOn()
        self._outgoing: list[bytes] = []
        self._happenings: list[Happening] = []

    @property
    def state(self) -> LinkState:
        """Where the link stands."""
        return self._state

    @property
    def reason(self) -> Message | None:
        """Why it stands there, None where all is well."""
        return self._reason

    @property
    def heard(self) -> Heard:
        """What came in since the port was opened."""
        return self._opening.heard if self._opening else Heard()

    @property
    def _port(self) -> str:
        return self._opening.port if self._opening else "the port"

    @property
    def is_in_mid_line(self) -> bool:
        """Whether the last byte that came was not the end of a line."""
        return bool(self.heard.last) and not self.heard.last.endswith(b"\n")

    # --- what happens to it

    def opened(self, port: str, now_s: float) -> list[Happening]:
        """The port was opened: the board probably restarts."""
        self._opening = _Opening(port, now_s, heard_at_s=now_s)
        self.boot = None
        self.reader.restart()
        self.gaps.restart()
        self._forget()
        self._enter(LinkState.WAITING, None, now_s)
        return self._told()

    def closed(self, reason: Message, now_s: float) -> list[Happening]:
        """The port was lost, or cannot be opened."""
        self._opening = None
        self._forget()
        self._enter(LinkState.SEARCHING, reason, now_s)
        return self._told()

    def received(self, data: bytes, now_s: float) -> list[Happening]:
        """Bytes came in."""
        if self._opening is None:
            return []
        self._opening.heard.add(data)
        self._opening.heard_at_s = now_s
        lines = self.reader.feed(data)
        self._opening.heard.add_lines(lines)
        for line in lines:
            if isinstance(line, Decoded):
                self._understood(line, now_s)
        return self._told()

    def tick(self, now_s: float) -> list[Happening]:
        """Time went on: say HELLO or PING where it is due, and notice silence."""
        if self._opening is not None and self._state is LinkState.WAITING:
            self._say_hello_when_due(self._opening, now_s)
            if now_s - self._opening.at_s >= self._boot_timeout_s:
                self._explain_silence(self._opening, now_s)
        elif self._opening is not None and self._state is LinkState.READY:
            self._notice_silence(self._opening, now_s)
        return self._told()

    def explained(self, reason: Message, now_s: float) -> list[Happening]:
        """Other speeds were tried: this is why nothing can be read."""
        self.garbage = None
        if self._state is LinkState.WAITING:
            self._enter(LinkState.WAITING, reason, now_s)
        return self._told()

    # --- what is sent

    def line(self, message: table.Message) -> tuple[int, bytes]:
        """Return the sequence number and the line for a message that will be sent."""
        seq = self._seq
        self._seq = (seq + 1) % 256
        return seq, encode(message, seq)

    def acknowledge(self, event: table.Message, now_s: float) -> Ack:
        """Note that an event is stored, and return what tells the board so."""
        self._events.acknowledge(event, now_s)
        return Ack(event.event_id)  # type: ignore[attr-defined]  # every event has one

    def take_outgoing(self) -> list[bytes]:
        """Return the lines that the session itself wants to be sent, and forget them."""
        lines, self._outgoing = self._outgoing, []
        return lines

    def forget(self, event: table.Message) -> None:
        """Take an event for one that was never handed on: there was no room for it."""
        self._events.forget(event)

    # --- lines

    def _understood(self, line: Decoded, now_s: float) -> None:
        message = line.message
        self.gaps.take(line)
        if isinstance(message, Boot):
            self._booted(message, is_start=is_start(line), now_s=now_s)
        elif isinstance(message, Pong):
            has_restarted = self.pulse.answered(message, now_s)
            if has_restarted and self._state is LinkState.READY:
                self._begin_again(now_s)  # its BOOT was damaged on the way
        elif _misses_hello(message):
            self._begin_again(now_s)
        if self._is_news(message, now_s):
            self._happenings.append(Received(message, line.seq, now_s))

    def _booted(self, boot: Boot, *, is_start: bool, now_s: float) -> None:
        self.boot = boot
        if is_start:
            self.counters.boots += 1
            self._events.clear()
        self.pulse.restart(boot.uptime_ms, now_s)
        if not self._application.fits(boot):
            reason = reasons.misfit(boot, self._application, port=self._port)
            self._enter(LinkState.REFUSED, reason, now_s)
        elif is_start or (self._opening and self._opening.hello_at_s is None):
            self._begin_again(now_s)
        else:
            self._enter(LinkState.READY, None, now_s)

    def _is_news(self, message: table.Message, now_s: float) -> bool:
        """Tell whether a message is to be handed on: an event is only once, until acknowledged."""
        if not is_event(message):
            return True
        event = self._events.take(message, now_s)
        self.counters.repeated += event is not Event.NEW
        if event is Event.ACKNOWLEDGED:
            self._say(self.acknowledge(message, now_s))
        return event is Event.NEW

    # --- time

    def _say_hello_when_due(self, opening: _Opening, now_s: float) -> None:
        is_awake = opening.heard.good_lines > 0 or now_s - opening.at_s >= DEAF_S
        last_s = opening.hello_at_s
        if is_awake and (last_s is None or now_s - last_s >= HELLO_EVERY_S):
            opening.hello_at_s = now_s
            self._say(Hello(self._application.protocol, self._application.schema))

    def _explain_silence(self, opening: _Opening, now_s: float) -> None:
        if not opening.is_explained:
            opening.is_explained = True
            reason = reasons.no_boot(
                opening.heard,
                self._application,
                port=opening.port,
                after_s=now_s - opening.at_s,
            )
            if reason.id == GarbageError.id:
                self.garbage = reason  # whoever owns the port tries other speeds first
            else:
                self._enter(LinkState.WAITING, reason, now_s)

    def _notice_silence(self, opening: _Opening, now_s: float) -> None:
        silent_s = now_s - opening.heard_at_s
        if silent_s >= SILENCE_S:
            reason = reasons.fell_silent(port=opening.port, after_s=silent_s)
            opening.heard = Heard()
            opening.hello_at_s, opening.at_s, opening.is_explained = now_s, now_s, True
            self._enter(LinkState.WAITING, reason, now_s)
            return
        ping = self.pulse.ping_when_due(now_s, silent_s=silent_s)
        if ping is not None:
            self._say(ping)

    # --- states

    def _begin_again(self, now_s: float) -> None:
        """The board has started and knows nothing of this host: say HELLO."""
        if self._opening is None:
            return
        self._outgoing.clear()
        self._opening.at_s, self._opening.hello_at_s = now_s, now_s
        self._opening.is_explained = False
        self._enter(LinkState.WAITING, None, now_s)
        self._say(Hello(self._application.protocol, self._application.schema))

    def _enter(self, state: LinkState, reason: Message | None, now_s: float) -> None:
        if (state, reason) != (self._state, self._reason):
            self._state, self._reason = state, reason
            self._happenings.append(StateChanged(state, reason, now_s))

    def _say(self, message: table.Message) -> None:
        self._outgoing.append(self.line(message)[1])

    def _forget(self) -> None:
        self.garbage = None
        self._outgoing.clear()

    def _told(self) -> list[Happening]:
        happenings, self._happenings = self._happenings, []
        return happenings


def _misses_hello(message: table.Message) -> bool:
    """Tell whether a board says that it knows of no host; the car says it in a HURDLE."""
    if isinstance(message, Nak):
        return message.refusal is Refusal.NO_HELLO
    return getattr(message, "hurdle", None) == Refusal.NO_HELLO.value
