"""A security node on paper: what the firmware does, as a host sees it, without a chip.

Everything it says and hears goes through the protocol table as lines. It keeps what the EEPROM
keeps, so its power may be cut; what it tells is only what `firmware/PROTOCOL.md` promises.
"""

from dataclasses import dataclass, field, fields

from makerkit.arduino.codec import Decoded, decode, encode
from makerkit.arduino.link import NODE
from makerkit.arduino.messages import link, node

E = node.EventKind
LINK_LOSS_S, REPEAT_S, STORE_S = 5.0, 0.5, 0.1
DELAY_COST_S, SIREN_COST_S = 4.0, 1.0
MOTION_QUIET_S, MOTION_QUIET_ARMED_S = 300.0, 10.0
TIMED = {"EXIT_DELAY", "ENTRY_DELAY", "ALARM"}
NEVER_S = float("inf")
PLACES = 64
LOOP_EVENTS = {
    "CLOSED": E.ZONE_CLOSED,
    "OPEN": E.ZONE_OPENED,
    "SHORTED": E.ZONE_SHORTED,
    "CUT": E.ZONE_CUT,
    "WRONG": E.ZONE_WRONG,
}
FIRST = node.Set(
    exit_s=45,
    entry_s=30,
    siren_s=180,
    retriggers=3,
    entry_route=0b0010001,
    left_out_at_home=0b0110000,
    battery_low_mv=4400,
    tamper_sounds=0,
)


@dataclass
class Noted:
    """An event in the EEPROM."""

    id: int
    kind: E
    detail: int
    at_s: float | None


@dataclass
class Eeprom:
    """What a power cut leaves."""

    state: str = "DISARMED"
    mode: str = "OFF"
    bypass: int = 0
    left_open: int = 0
    remaining_s: float = 0.0
    cause: int = 7
    has_alarmed: int = 0
    settings: node.Set = FIRST
    codes: dict = field(default_factory=dict)
    events: list = field(default_factory=list)
    next_id: int = 1
    loops: list = field(default_factory=lambda: ["CLOSED"] * 4)
    is_lid_open: bool = False
    lost: int = 0


class Peer:
    """The node.

    Attributes:
        made: every event it has ever made, as (id, kind, detail), in order.
        is_powered: whether it lives.
        lost: how many events have found no place.
        siren_edges: when the siren began and ended: [(s, is_on)].
    """

    def __init__(self, now_s=0.0):
        self.memory = Eeprom()
        self.made, self.siren_edges = [], []
        self.real_loops, self.motions, self.real_lid = ["CLOSED"] * 4, [False, False], False
        self.battery_mv, self.lost = 5200, 0
        self.is_powered = True
        self._start(now_s, cause=0)

    # -- its life

    def _start(self, now_s, cause):
        is_new = self.memory.next_id == 1
        self.started_s, self._seq = now_s, 0
        self.is_greeted, self._heard_s, self._is_link_up = False, now_s, False
        self._sent, self._sent_s, self._dirty = None, 0.0, {"STATE", "SENSE"}
        self._motion_s = [-1e9, -1e9]
        self._sound_ends_s = -1.0
        self._out = [self._boot(cause, 0)]
        if is_new:
            self.note(E.FIRST_START, 0, now_s)
        self.note(E.RESTARTED, cause, now_s)
        cost_s = SIREN_COST_S if self.memory.state == "ALARM" else DELAY_COST_S
        self._ends_s = now_s + max(0.0, self.memory.remaining_s - cost_s)
        self._look(now_s)
        self._siren(now_s)

    @staticmethod
    def _boot(cause, uptime_ms):
        return link.Boot(
            sketch=link.Sketch.NODE,
            protocol=node.PROTOCOL_VERSION,
            schema=node.SCHEMA_HASH,
            cause=list(link.ResetCause)[cause],
            watchdog_resets=1,
            uptime_ms=uptime_ms,
        )

    def reset(self, now_s):
        """The port was opened: the clock goes on."""
        if self.is_powered:
            self._checkpoint(now_s)
            self._start(now_s, cause=1)

    def cut_power(self, now_s):
        self._checkpoint(now_s)
        self.is_powered, self._out = False, []
        for event in self.memory.events:
            event.at_s = None
        self._siren(now_s)

    def restore_power(self, now_s):
        self.is_powered = True
        self._start(now_s, cause=0)

    def _checkpoint(self, now_s):
        is_timed = self.memory.state in TIMED
        self.memory.remaining_s = max(0.0, self._ends_s - now_s) if is_timed else 0.0

    def note(self, kind, detail, now_s):
        m = self.memory
        if len(m.events) >= PLACES:
            m.lost += 1
            self.lost += 1
            return
        m.events.append(Noted(m.next_id, kind, detail, now_s))
        self.made.append((m.next_id, kind, detail))
        m.next_id = (m.next_id + 1) % 65_536
        self._dirty.add("STATE")

    # -- the house

    def loop(self, zone, word, now_s):
        self.real_loops[zone] = word
        self._look(now_s)

    def motion(self, sensor, sees, now_s):
        self.motions[sensor - 4] = sees
        self._dirty.add("SENSE")
        if not self.is_powered or not sees or now_s - self.started_s < 60:
            return
        quiet_s = MOTION_QUIET_S if self.memory.state == "DISARMED" else MOTION_QUIET_ARMED_S
        if now_s - self._motion_s[sensor - 4] >= quiet_s:
            self._motion_s[sensor - 4] = now_s
            self.note(E.MOTION, sensor, now_s)
        self._trip(sensor, now_s)

    def lid(self, is_open, now_s):
        self.real_lid = is_open
        self._look(now_s)

    def _look(self, now_s):
        if not self.is_powered:
            return
        for zone, word in enumerate(self.real_loops):
            if word != self.memory.loops[zone]:
                self.memory.loops[zone] = word
                self._dirty.add("SENSE")
                self.note(LOOP_EVENTS[word], zone, now_s)
                self._follow(zone, word, now_s)
        if self.real_lid is not self.memory.is_lid_open:
            self.memory.is_lid_open = self.real_lid
            self._dirty.add("SENSE")
            self.note(E.LID_OPENED if self.real_lid else E.LID_CLOSED, 6, now_s)
            if self.real_lid:
                self._tamper(6, now_s)

    def _follow(self, zone, word, now_s):
        if word == "CLOSED":
            self.memory.left_open &= ~(1 << zone)
        elif word == "OPEN":
            self._trip(zone, now_s)
        else:
            self._tamper(zone, now_s)

    def press(self, key, now_s):
        """A, B, C, D, or a code with #."""
        m = self.memory
        if not self.is_powered:
            return
        if key in {"A", "B"} and m.mode == "OFF":
            self._arm("AWAY" if key == "A" else "HOME", 0, 2, now_s)
        elif key in {"C", "D"}:
            self.note(E.KEY_C if key == "C" else E.KEY_D, 0, now_s)
        elif key.endswith("#"):
            self._code(key[:-1], now_s)

    def _code(self, digits, now_s):
        m = self.memory
        which = next((w for w, code in m.codes.items() if code == digits), None)
        if which is None:
            self.note(E.CODE_WRONG, 1, now_s)
            return
        self._sound_ends_s = -1.0
        was_on = m.state != "DISARMED"
        if was_on:
            self._disarm(2 if which == "MAIN" else 3, now_s)
        if which == "DURESS":
            self.note(E.DURESS, 0, now_s)
        elif not was_on:
            self.note(E.CODE_RIGHT, 0, now_s)
        self._siren(now_s)

    # -- its alarm

    def _left_out(self):
        m = self.memory
        at_home = m.settings.left_out_at_home if m.mode == "HOME" else 0
        return m.bypass | m.left_open | at_home

    def _enter(self, state, kind, detail, for_s, now_s):
        self.memory.state = state
        self._ends_s = now_s + for_s
        self._checkpoint(now_s)
        self.note(kind, detail, now_s)
        self._siren(now_s)

    def _arm(self, mode, bypass, by, now_s):
        m = self.memory
        m.mode, m.bypass, m.left_open, m.cause, m.has_alarmed = mode, bypass, 0, 7, 0
        self._enter("EXIT_DELAY", E.EXIT_STARTED, by, m.settings.exit_s, now_s)
        if bypass:
            self.note(E.BYPASSED, bypass, now_s)
        if not m.settings.exit_s:
            self._end_exit(now_s)

    def _end_exit(self, now_s):
        m = self.memory
        is_open = sum(1 << z for z in range(4) if m.loops[z] != "CLOSED") & ~self._left_out()
        m.left_open = is_open
        self._enter("ARMED", E.ARMED, ["OFF", "AWAY", "HOME"].index(m.mode), 0, now_s)
        for zone in range(4):
            if is_open >> zone & 1:
                self.note(E.LEFT_OPEN, zone, now_s)

    def _disarm(self, by, now_s):
        m = self.memory
        m.mode, m.bypass, m.left_open = "OFF", 0, 0
        self._enter("DISARMED", E.DISARMED, by, 0, now_s)

    def _trip(self, sensor, now_s):
        m = self.memory
        if self._left_out() >> sensor & 1:
            return
        is_entry = m.settings.entry_route >> sensor & 1
        if m.state == "ARMED" and is_entry and m.settings.entry_s:
            m.cause = sensor
            self._enter("ENTRY_DELAY", E.ENTRY_STARTED, sensor, m.settings.entry_s, now_s)
        elif m.state == "ARMED" or (m.state == "ENTRY_DELAY" and not is_entry):
            self._alarm(sensor, now_s)

    def _tamper(self, sensor, now_s):
        m = self.memory
        if m.state == "ALARM" or (m.bypass | m.left_open) >> sensor & 1:
            return
        if m.state != "DISARMED" or m.settings.tamper_sounds:
            self._alarm(sensor, now_s)

    def _alarm(self, sensor, now_s):
        self.memory.cause, self.memory.has_alarmed = sensor, 1
        self._enter("ALARM", E.ALARM, sensor, self.memory.settings.siren_s, now_s)

    def next_s(self, *, is_linked):
        """When something happens by itself; is_linked: a host listens, and pings."""
        if not self.is_powered:
            return NEVER_S
        times = [self._ends_s] if self.memory.state in TIMED else []
        if self._sound_ends_s > 0:
            times.append(self._sound_ends_s)
        if self._is_link_up and not is_linked:
            times.append(self._heard_s + LINK_LOSS_S)
        if is_linked and self.is_greeted and self.memory.events:
            is_said = self._sent == self.memory.events[0].id
            times.append(self._sent_s + REPEAT_S if is_said else self._due_s())
        return min(times, default=NEVER_S)

    def _due_s(self):
        at_s = self.memory.events[0].at_s
        return -1.0 if at_s is None else at_s + STORE_S

    def update(self, now_s, *, is_linked):
        if not self.is_powered:
            return
        m = self.memory
        if self._sound_ends_s > 0 and now_s >= self._sound_ends_s:
            self._sound_ends_s = -1.0
            self._dirty.add("STATE")
            self._siren(now_s)
        if self._is_link_up and not is_linked and now_s >= self._heard_s + LINK_LOSS_S:
            self._is_link_up = False
            self.note(E.LINK_LOST, 0, now_s)
        if m.state in TIMED and now_s >= self._ends_s:
            self._time_is_up(now_s)

    def _time_is_up(self, now_s):
        m = self.memory
        if m.state == "EXIT_DELAY":
            self._end_exit(now_s)
        elif m.state == "ENTRY_DELAY":
            self._alarm(m.cause, now_s)
        else:
            state = "DISARMED" if m.mode == "OFF" else "ARMED"
            self._enter(state, E.SIREN_CUT_OFF, m.cause, 0, now_s)

    def siren_is_on(self, now_s):
        if not self.is_powered:
            return False
        return self.memory.state == "ALARM" or now_s < self._sound_ends_s

    def _siren(self, now_s):
        is_on = self.siren_is_on(now_s)
        if is_on is not bool(self.siren_edges and self.siren_edges[-1][1]):
            self.siren_edges.append((now_s, is_on))

    # -- the cable

    def hear(self, line, now_s):
        """Take one line of the host."""
        if not self.is_powered:
            return
        got = decode(line.rstrip(b"\n"), NODE.from_host)
        assert isinstance(got, Decoded), got
        if isinstance(got.message, link.Hello):
            assert got.message.schema == node.SCHEMA_HASH
            self.is_greeted, self._sent = True, None
            self._out.append(self._boot(1, round((now_s - self.started_s) * 1000)))
            self._dirty |= {"STATE", "SENSE"}
        if self.is_greeted:
            self.contact(now_s)
            self._take(got.message, got.seq, now_s)

    def contact(self, now_s):
        """The host is heard; pings are not simulated one by one."""
        self._heard_s = now_s
        if not self._is_link_up and self.is_greeted:
            self._is_link_up = True
            self.note(E.LINK_BACK, 0, now_s)

    def _take(self, message, seq, now_s):
        m = self.memory
        if isinstance(message, link.Ack):
            if m.events and m.events[0].id == message.event_id:
                m.events.pop(0)
                if m.lost:
                    lost, m.lost = m.lost, 0
                    self.note(E.EVENTS_LOST, min(255, lost), now_s)
                self._sent = None
                self._dirty.add("STATE")
        elif isinstance(message, link.Ping):
            uptime_ms = round((now_s - self.started_s) * 1000)
            self._out.append(link.Pong(token=message.token, uptime_ms=uptime_ms % 2**31))
        elif isinstance(message, node.Sound):
            self._sound_ends_s = now_s + message.sound_s if message.sound_s else -1.0
            self._dirty.add("STATE")
            self._siren(now_s)
        elif isinstance(message, node.Get):
            self._out.append(self._config())
        elif isinstance(message, node.Arm | node.Disarm | node.Set | node.Code):
            is_done = self._order(message, now_s)
            refused = link.Nak(order_seq=seq, refusal=link.Refusal.NOT_NOW)
            self._out.append(link.Done(order_seq=seq) if is_done else refused)

    def _order(self, message, now_s):
        m = self.memory
        if isinstance(message, node.Arm):
            if m.state != "DISARMED":
                return False
            self._arm(message.mode.value, message.bypass, 1, now_s)
        elif isinstance(message, node.Disarm):
            self._sound_ends_s = -1.0
            if m.state != "DISARMED":
                self._disarm(1, now_s)
            self._siren(now_s)
        elif isinstance(message, node.Set):
            m.settings = message
            self.note(E.SETTINGS_CHANGED, 0, now_s)
        else:
            digits = str(message.number).zfill(message.digits) if message.digits else None
            m.codes = {**m.codes, message.which.value: digits}
            self.note(E.CODE_CHANGED, int(message.which is node.WhichCode.DURESS), now_s)
        return True

    def say(self, now_s, *, telemetry=False):
        """Return the lines that it says now."""
        if not self.is_powered:
            return []
        said, self._out = self._out, []
        said += self._event(now_s)
        if telemetry:
            self._dirty |= {"STATE", "SENSE"}
        if "STATE" in self._dirty:
            said.append(self._state(now_s))
        if "SENSE" in self._dirty:
            said.append(self._sense())
        self._dirty.clear()
        lines = []
        for message in said:
            lines.append(encode(message, self._seq))
            self._seq = (self._seq + 1) % 256
        return lines

    def _event(self, now_s):
        m = self.memory
        if not (self.is_greeted and m.events and now_s >= self._due_s()):
            return []
        event = m.events[0]
        if self._sent == event.id and now_s < self._sent_s + REPEAT_S:
            return []
        self._sent, self._sent_s = event.id, now_s
        age_s = -1 if event.at_s is None else int(now_s - event.at_s)
        return [node.Event(event_id=event.id, kind=event.kind, detail=event.detail, age_s=age_s)]

    def _config(self):
        m = self.memory
        return node.Config(
            **{f.name: getattr(m.settings, f.name) for f in fields(FIRST)},
            has_code=int(m.codes.get("MAIN") is not None),
            has_duress=int(m.codes.get("DURESS") is not None),
        )

    def _state(self, now_s):
        m = self.memory
        return node.State(
            state=node.AlarmState(m.state),
            mode=node.ArmMode(m.mode),
            remaining_s=max(0, round(self._ends_s - now_s)) if m.state in TIMED else 0,
            cause=m.cause,
            has_alarmed=m.has_alarmed,
            left_out=self._left_out(),
            locked_s=0,
            typed=0,
            unacknowledged=min(76, len(m.events)),
            sound_s=max(0, round(self._sound_ends_s - now_s)),
        )

    def _sense(self):
        loops = [node.Zone(word) for word in self.memory.loops]
        return node.Sense(
            zone_0=loops[0],
            zone_1=loops[1],
            zone_2=loops[2],
            zone_3=loops[3],
            motions=self.motions[0] + 2 * self.motions[1],
            warm=1,
            lid_open=int(self.memory.is_lid_open),
            battery_mv=self.battery_mv,
        )
