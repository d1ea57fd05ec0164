"""The host's side without threads: the real panel, alarm, journal and node edge, on a given clock.

The panel's queue is emptied and its turns are taken one by one, in the order in which its thread
takes them; the link is the real session, whose lines somebody carries.
"""

from dataclasses import dataclass

from makerkit.arduino.link import NODE, LinkState, Received, StateChanged, Statistics
from makerkit.arduino.link.session import Session
from makerkit.errors import MakerKitError
from makerkit.messages import Message
from security_system.alarm import Alarm
from security_system.alarm.codes import Judged
from security_system.alarm.orders import Restarted
from security_system.alarm.settings import AlarmSettings
from security_system.alarm.states import ArmMode
from security_system.journal import Journal, PowerLog
from security_system.node.edge import NodeEdge
from security_system.node.settings import NodeSettings
from security_system.order_queue import Waiting
from security_system.panel import Panel

ZONES = {
    "front_door": {"kind": "door", "source": "node:0", "name": "Front door"},
    "window": {"kind": "window", "source": "node:1"},
    "back_door": {"kind": "door", "type": "instant", "source": "node:2"},
    "bath_window": {"kind": "window", "source": "node:3"},
    "hall": {"kind": "motion", "source": "node:4"},
    "bedroom": {"kind": "motion", "source": "node:5"},
    "garden": {"kind": "window", "source": "gpio:4"},
    "smoke": {"kind": "smoke", "source": "mqtt:kitchen"},
}
CODE = "4711"
QUICK = {
    "modes": {m.value: {"exit_s": 3 * (m is not ArmMode.HOME), "entry_s": 5} for m in ArmMode},
    "siren_s": 10,
    "source_grace_s": 5,
}
"""Short delays: each simulated second of the chip costs 50 ms."""


def alarm_settings(**changes):
    return AlarmSettings.model_validate({"zones": ZONES, "source_grace_s": 30} | changes)


def judge(code):
    return Judged("Ana") if code == CODE else None


@dataclass
class Clock:
    """Both clocks; `time` of the modules under test is replaced by it."""

    now_s: float = 1000.0
    wall_offset_s: float = 1_790_000_000.0

    def monotonic(self):
        return self.now_s

    def time(self):
        return self.now_s + self.wall_offset_s

    def patch(self, monkeypatch):
        for module in ("panel", "keeping", "node.edge", "journal.power"):
            monkeypatch.setattr(f"security_system.{module}.time", self)
        return self


class SessionLink:
    """A link whose bytes are carried by hand."""

    def __init__(self, clock):
        self._clock = clock
        self.session = Session(NODE, ping_every_s=1.0)
        self.lines = []

    def start(self):
        pass

    def stop(self):
        self.lines = []

    def send(self, message):
        if self.session.state is not LinkState.READY:
            return None
        seq, line = self.session.line(message)
        self.lines.append(line)
        return seq

    def acknowledge(self, event):
        self.send(self.session.acknowledge(event, self._clock.now_s))

    def receive(self, timeout_s=None):
        raise NotImplementedError

    @property
    def reason(self):
        return "" if self.session.reason is None else str(self.session.reason.id)

    @property
    def statistics(self):
        return Statistics()

    def take_lines(self):
        own = self.session.take_outgoing()
        lines, self.lines = self.lines, []
        return [*own, *lines]


class Desk:
    """One run of the program, from its start to a cut.

    Attributes:
        turns: (monotonic time, happenings) of every turn with happenings.
    """

    def __init__(self, folder, clock, *, alarm=None, own=None, start=Restarted):
        self.clock, self.settings = clock, alarm or alarm_settings()
        self.journal = Journal(folder / "journal.db")
        self.power = PowerLog(folder / "power.json", boot_id="a boot")
        began = self.power.start(clock.time())
        kept = self.journal.load()
        if kept is None and not self.journal.has_forgotten:
            self.alarm = Alarm(self.settings, judge, clock.now_s)
        else:
            state = kept.state if kept else {}
            off_s = clock.time() - kept.wall_s if kept else None
            self.alarm = Alarm.restored(self.settings, judge, state, clock.now_s, off_s)
        self.panel = Panel(self.alarm, self.journal)
        self.turns = []
        self.panel.listen(self._heard)
        self.edge = NodeEdge(
            own or NodeSettings(),
            self.settings,
            self.panel,
            self.journal.rows,
            make_link=lambda: SessionLink(clock),
        )
        self.panel.add_siren(self.edge.siren)
        self.panel.add_output(self.edge)
        self.panel.post(start(off_s=began.off_s, cause=began.cause))
        self.edge._begin()
        self.link = self.edge._link

    def _heard(self, turn):
        if turn.happenings:
            self.turns.append((turn.t_s, turn.happenings))

    @property
    def state(self):
        return self.panel.view.state.value

    def kinds(self):
        return [h.kind.value for _, happenings in self.turns for h in happenings]

    def take_turns(self):
        """Let the panel do what waits; return whether there was anything."""
        was_busy = False
        deadline_s = self.alarm.next_deadline_s
        if deadline_s is not None and self.clock.now_s >= deadline_s:
            self.panel._turn(Waiting())
            was_busy = True
        while len(self.panel._queue):
            self.panel._turn(self.panel._queue.take(0.0))
            was_busy = True
        return was_busy

    # -- the cable

    def open_port(self):
        self._happened(self.link.session.opened("the port", self.clock.now_s))

    def lose_port(self):
        gone = Message("link.unplugged", {"port": "the port"})
        self._happened(self.link.session.closed(gone, self.clock.now_s))

    def feed(self, data):
        self._happened(self.link.session.received(data, self.clock.now_s))

    def tick(self):
        self._happened(self.link.session.tick(self.clock.now_s))
        self.edge._step(None)
        self.power.beat(self.clock.time())

    def _happened(self, happenings):
        for happening in happenings:
            assert isinstance(happening, Received | StateChanged)
            self.edge._step(happening)

    def ask(self, order):
        """Ask the panel, as the page does."""
        answers = []
        self.panel._queue.put(Waiting((order,), on_answer=answers.append))
        self.take_turns()
        return answers[0]

    def stop(self):
        """An orderly end."""
        try:
            self.edge.stop()
        except MakerKitError:
            raise AssertionError from None
        self.power.end(self.clock.time())
        self.journal.close()
