"""A house with the real, compiled node: desk and simulated chip in lockstep."""

import importlib.util
from pathlib import Path

from desk import Desk

from security_system.alarm.orders import Condition, SourceSeen, ZoneSeen

HOUSE = Path(__file__).parents[2] / "firmware" / "node" / "house.py"
_spec = importlib.util.spec_from_file_location("house_around_the_node", HOUSE)
house_around = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(house_around)

TICK_S = 0.05


class OnChip(house_around.House):
    """The house of the firmware's own tests, with the real panel as its host.

    Attributes:
        desk: None while the Pi has no power.
        is_joined: whether the cable is in.
    """

    def __init__(self, folder, clock, *, quantum_s=0.02, eeprom=None, **desk):
        self.folder, self.clock, self.desk = folder, clock, None
        self._desk_args, self._base_s = desk, clock.now_s
        self._lines, self._tick_s, self.is_joined = 0, 0.0, True
        super().__init__(quantum_s=quantum_s, eeprom=eeprom)

    def wait(self, seconds):
        self.chip.wait(seconds, each=self.host_turn)

    def host_turn(self):
        self.clock.now_s = self._base_s + self.chip.now_s
        if self.desk is None:
            return
        said = self.chip.lines[self._lines :]
        self._lines = len(self.chip.lines)
        if self.is_joined and said:
            self.desk.feed(b"".join(line.text.encode("latin-1") + b"\n" for line in said))
        if self.clock.now_s - self._tick_s >= TICK_S:
            self._tick_s = self.clock.now_s
            self.desk.tick()
        self.desk.take_turns()
        lines = self.desk.link.take_lines()
        if self.is_joined and lines:
            self.chip.send(b"".join(lines))

    def start(self):
        """The Pi starts, and opens the port."""
        self.desk = Desk(self.folder, self.clock, **self._desk_args)
        for source in ("gpio", "mqtt"):
            self.desk.panel.post(SourceSeen(source=source, is_there=True))
        for zone in ("garden", "smoke"):
            self.desk.panel.post(ZoneSeen(zone=zone, condition=Condition.QUIET))
        self.desk.take_turns()
        if self.is_joined:
            self._open()
        return self.desk

    def _open(self):
        self._lines = len(self.chip.lines)
        self.desk.open_port()
        self.chip.open_port()
        self.wait(2.5)

    def pull(self):
        """Somebody cuts the cable."""
        self.is_joined = False
        self.desk.lose_port()

    def join(self):
        """Somebody mends it."""
        self.is_joined = True
        self._open()

    def ask(self, order):
        answer = self.desk.ask(order)
        self.host_turn()
        return answer

    def post(self, order):
        self.desk.panel.post(order)
        self.host_turn()

    def close(self):
        super().close()
        if self.desk:
            self.desk.stop()
            self.desk = None
