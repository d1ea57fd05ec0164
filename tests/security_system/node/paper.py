"""A house with a node on paper: desk and peer, joined by a cable that can be cut."""

from desk import Desk
from peer import Peer

from security_system.alarm.orders import Condition, SourceSeen, ZoneSeen

BUSY_S, TICK_S, TELEMETRY_S, IDLE_S = 22.0, 0.5, 1.0, 600.0


class Paper:
    """Desk and peer.

    Attributes:
        desk: None while the Pi has no power.
    """

    def __init__(self, folder, clock, **desk):
        self.folder, self.clock, self._desk_args = folder, clock, desk
        self.peer = Peer(clock.now_s)
        self.desk = None
        self.is_plugged = True
        self._busy_until_s = self._tick_s = self._telemetry_s = clock.now_s

    # -- what people do to it

    def start(self, **desk):
        """The Pi starts, and opens the port."""
        self.desk = Desk(self.folder, self.clock, **(self._desk_args | desk))
        for source in ("gpio", "mqtt"):
            self.desk.panel.post(SourceSeen(source=source, is_there=True))
        for zone in ("garden", "smoke"):
            self.desk.panel.post(ZoneSeen(zone=zone, condition=Condition.QUIET))
        self._open()
        self.run(4)
        return self.desk

    def _open(self):
        self.touch()
        if self.is_plugged and self.peer.is_powered:
            self.peer.reset(self.clock.now_s)
            self.desk.open_port()

    def unplug(self):
        self.touch()
        self.is_plugged = False
        if self.desk:
            self.desk.lose_port()

    def plug(self):
        self.is_plugged = True
        self.peer.restore_power(self.clock.now_s) if not self.peer.is_powered else None
        if self.desk:
            self._open()

    def kill(self):
        """The Pi has no power any more; the node has its battery."""
        self.touch()
        self.desk = None

    def new_node(self):
        """Somebody plugs another node in."""
        old, self.peer = self.peer, Peer(self.clock.now_s)
        self.peer.real_loops = old.real_loops
        self.unplug()
        self.run(1)
        self.plug()

    def touch(self):
        """Something happens: look closely for a while."""
        self._busy_until_s = self.clock.now_s + BUSY_S

    def do(self, what, *args):
        """Let the peer's house do something now: loop, motion, press, lid."""
        self.touch()
        getattr(self.peer, what)(*args, self.clock.now_s)
        self.pump()

    def ask(self, order):
        self.touch()
        answer = self.desk.ask(order)
        self.pump()
        return answer

    def post(self, order):
        self.touch()
        self.desk.panel.post(order)
        self.pump()

    # -- time

    @property
    def is_linked(self):
        return self.desk is not None and self.is_plugged

    def run(self, seconds):
        end_s = self.clock.now_s + seconds
        while True:
            next_s = min(end_s, self._next_s())
            self.clock.now_s = max(self.clock.now_s, next_s)
            self._tick()
            self.pump()
            if self.clock.now_s >= end_s:
                return

    def _next_s(self):
        now_s = self.clock.now_s
        deadline_s = self.desk.alarm.next_deadline_s if self.desk else None
        is_busy = now_s < self._busy_until_s
        step_s = TICK_S if is_busy else IDLE_S
        times = [self._tick_s + step_s, self.peer.next_s(is_linked=self.is_linked)]
        if deadline_s is not None:
            times.append(deadline_s)
        return max(min(times), now_s + 0.001)

    def _tick(self):
        now_s = self.clock.now_s
        is_busy = now_s < self._busy_until_s
        if now_s < self._tick_s + (TICK_S if is_busy else IDLE_S) - 1e-9:
            return
        self._tick_s = now_s
        if not self.is_linked:
            if self.desk:
                self.desk.tick()
            return
        if now_s - self._telemetry_s >= TELEMETRY_S:
            self._telemetry_s = now_s
            if self.peer.is_greeted:
                self.peer.contact(now_s)
            self.desk.feed(b"".join(self.peer.say(now_s, telemetry=True)))
        self.desk.tick()

    def pump(self):
        """Carry lines both ways until nobody has anything to say."""
        for _ in range(200):
            self.peer.update(self.clock.now_s, is_linked=self.is_linked)
            is_moved = bool(self.desk and self.desk.take_turns())
            if is_moved or self.peer.memory.events:
                self.touch()  # pings and telemetry are nothing to look at
            if self.is_linked:
                is_moved |= self._carry()
            if not is_moved:
                return
        raise AssertionError("they talk for ever")

    def _carry(self):
        said = self.peer.say(self.clock.now_s)
        if said:
            self.desk.feed(b"".join(said))
        lines = self.desk.link.take_lines()
        for line in lines:
            self.peer.hear(line, self.clock.now_s)
        return bool(said or lines)

    # -- looking

    def node_rows(self):
        """Every event of the node that the journal has: [(id, event, detail)]."""
        rows = self.desk.journal.rows(limit=100_000)
        return [
            (row.detail["event_id"], row.detail["event"], row.detail["detail"])
            for row in rows
            if row.source == "node" and "event_id" in row.detail
        ]
