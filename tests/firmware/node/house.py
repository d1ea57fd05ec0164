"""A house around the compiled node: windows, people, keys, and a host whose cable can be cut."""

from hardware_mocks.arduino.chip import Chip
from hardware_mocks.arduino.events import Drive, WasReset
from makerkit.arduino.messages import link, node

SIREN, STROBE, STATUS = 18, 12, 13
MOTION_PINS = (10, 11)
ROWS, COLUMNS = (2, 3, 4, 5), (6, 7, 8, 9)
KEYS = "123A456B789C*0#D"
SUPPLY = 5.0
# Ohms of the loop at the end of the line; the pull-up has 2 kohm.
LOOPS = {"closed": 1000.0, "open": 11000.0, "shorted": 0.0, "cut": 1e9, "wrong": 4000.0}
FULL_BATTERY_V = 5.2
PING_EVERY_S = 1.0


def settings(**changes):
    """Return the order for the settings: no exit delay, what is not named as at first."""
    usual = {"exit_s": 0, "entry_s": 30, "siren_s": 180, "retriggers": 3, "entry_route": 0b0010001}
    usual |= {"left_out_at_home": 0b0110000, "battery_low_mv": 4400, "tamper_sounds": 0}
    return node.Set(**(usual | changes))


AWAY = node.Arm(mode=node.ArmMode.AWAY, bypass=0)
CODE_4711 = node.Code(which=node.WhichCode.MAIN, digits=4, number=4711, salt=1234567)


class House:
    """A node in its house.

    Attributes:
        chip: the board.
        events: what the host has been told, each once, as (kind, detail).
        ages: for each of them, how old it was said to be.
        is_plugged: whether the host hears and speaks.
    """

    def __init__(self, *, eeprom=None, defines=(), quantum_s=0.02):
        self.chip = Chip(
            "firmware/security_node",
            known=node.FROM_BOARD,
            eeprom=eeprom,
            defines=defines,
            quantum_s=quantum_s,
        )
        self.events, self.ages, self.repeats = [], [], 0
        self.is_plugged = False
        self._last_event = None
        self._heard = 0
        self._pinged_s = 0.0
        for zone in range(4):
            self.loop(zone, "closed")
        self.battery(FULL_BATTERY_V)
        for pin in MOTION_PINS:
            self.chip.drive(pin, 0)
        self.wait(0.1)

    # -- the house ----------------------------------------------------------------------------

    def loop(self, zone, state):
        ohms = LOOPS[state]
        self.chip.adc_volts(zone, SUPPLY * ohms / (ohms + 2000))

    def battery(self, volts):
        self.chip.adc_volts(5, volts / 3)

    def motion(self, sensor, level):
        self.chip.drive(MOTION_PINS[sensor - 4], level)

    def hold(self, *keys, down=True):
        for key in keys:
            row, column = divmod(KEYS.index(key), 4)
            self.chip.engine.join(ROWS[row], COLUMNS[column], joined=down)

    def press(self, keys, *, down_s=0.1, up_s=0.1):
        for key in keys:
            self.hold(key)
            self.wait(down_s)
            self.hold(key, down=False)
            self.wait(up_s)

    # -- the host -----------------------------------------------------------------------------

    def plug(self):
        """Open the port: the board resets, then the host greets it."""
        self.chip.open_port()
        self.chip.wait_for(link.Boot, within_s=0.5)
        self.greet()

    def greet(self):
        self.is_plugged = True
        self._heard = len(self.chip.heard)
        self.chip.send(link.Hello(protocol=node.PROTOCOL_VERSION, schema=node.SCHEMA_HASH))

    def unplug(self):
        self.is_plugged = False

    def order(self, message, *, within_s=1.0):
        """Send an order and return its answer."""
        seen = len(self.chip.heard)
        self.chip.send(message)
        end = self.chip.now_s + within_s
        while self.chip.now_s < end:
            self.wait(0.02)
            for heard in self.chip.heard[seen:]:
                if isinstance(heard.message, (link.Done, link.Nak, node.Config)):
                    return heard.message
        raise AssertionError(f"no answer to {message}")

    def wait(self, seconds):
        self.chip.wait(seconds, each=self.host_turn)

    def settle(self):
        """Wait until the host has all events, and the board has stored that."""
        before = -1
        while before != len(self.events):
            before = len(self.events)
            self.wait(0.6)

    def host_turn(self):
        if not self.is_plugged:
            return
        for heard in self.chip.heard[self._heard :]:
            if isinstance(heard.message, node.Event):
                self._take(heard.message)
        self._heard = len(self.chip.heard)
        if self.chip.now_s - self._pinged_s >= PING_EVERY_S:
            self._pinged_s = self.chip.now_s
            self.chip.send(link.Ping(token=1))

    def _take(self, event):
        self.chip.send(link.Ack(event_id=event.event_id))
        what = (event.event_id, event.kind, event.detail)
        if what == self._last_event:
            self.repeats += 1
            return
        self._last_event = what
        self.events.append((event.kind.value, event.detail))
        self.ages.append(event.age_s)

    # -- looking ------------------------------------------------------------------------------

    def take_events(self):
        """Return the events since the last time."""
        taken, self.events = self.events, []
        return taken

    def kinds(self):
        return [kind for kind, _ in self.events]

    @property
    def state(self):
        """The last state that the board has said."""
        return self.chip.said(node.State)[-1]

    @property
    def sense(self):
        return self.chip.said(node.Sense)[-1]

    def reset_causes(self):
        return [event.cause for event in self.chip.events if isinstance(event, WasReset)]

    def siren_spans(self, since_s=0.0):
        """Return when the siren was on, as [(from, to)], gaps under a second joined."""
        spans = []
        on_s = None
        for edge in self.chip.edges(SIREN):
            if edge.drive is Drive.HIGH and on_s is None:
                on_s = edge.at_s
            elif edge.drive is not Drive.HIGH and on_s is not None:
                spans.append((on_s, edge.at_s))
                on_s = None
        if on_s is not None:
            spans.append((on_s, self.chip.now_s))
        joined = []
        for span in spans:
            if joined and span[0] - joined[-1][1] < 1.0:
                joined[-1] = (joined[-1][0], span[1])
            else:
                joined.append(span)
        return [span for span in joined if span[1] >= since_s]

    def close(self):
        self.chip.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
