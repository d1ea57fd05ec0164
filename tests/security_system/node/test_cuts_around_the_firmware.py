"""The compiled node for two minutes around each of ten power cuts: nothing it told is lost.

The Pi's power goes at a random statement of a transaction; the node's own goes too, every third
time. Doors move every few seconds. The node's loops are the truth: what the journal has of each
must be how it was opened and closed, in that order. (An armed node that starts again tells anew
of a door that stands open, as an event of its own: so it can trip. Ids tell that none came twice.)
"""

import random
from itertools import groupby

from desk import CODE, QUICK, Clock, alarm_settings
from on_chip import OnChip
from power_cuts import Card, PowerCut

from security_system.alarm.orders import Arm, ArmMode, Disarm

CUTS, BEFORE_S, AFTER_S = 10, 60.0, 60.0
WORDS = {"open": "ZONE_OPENED", "closed": "ZONE_CLOSED"}
LOOP = set(WORDS.values())
AWAY = Arm(mode=ArmMode.AWAY, place="page", is_judged=True, forced=True)


def once(events):
    """Return events without those that say the same as the one before."""
    return [event for event, _ in groupby(events)]


class Street:
    """A house whose doors move, and whose power goes."""

    def __init__(self, folder, monkeypatch):
        self.chance = random.Random("two minutes around each cut")
        self.card = Card(folder, monkeypatch, 3)
        clock = Clock().patch(monkeypatch)
        settings = alarm_settings(**QUICK)
        self.house = OnChip(self.card.path, clock, alarm=settings, quantum_s=0.05)
        self.doors = ["closed"] * 4
        self.moved = {zone: [] for zone in range(4)}
        self.cuts = []

    def around(self, number):
        """Live for a minute, lose the power, live for another."""
        self.live(BEFORE_S)
        self.card.arm(self.chance.randrange(12))
        while self.card.is_armed:
            self.live(4)
        if number % 3 == 2:
            self.house.chip.cut_power()
            self.house.chip.restore_power()
        self.house.wait(self.chance.uniform(1, 20))
        self.begin()
        self.live(AFTER_S)

    def live(self, seconds):
        end_s = self.house.chip.now_s + seconds
        while self.house.chip.now_s < end_s and self.house.desk:
            try:
                self.something()
            except PowerCut as cut:
                self.cuts.append(str(cut))
                self.house.desk = None

    def something(self):
        house, zone = self.house, self.chance.randrange(4)
        self.doors[zone] = "open" if self.doors[zone] == "closed" else "closed"
        self.moved[zone].append(WORDS[self.doors[zone]])
        house.loop(zone, self.doors[zone])
        house.wait(self.chance.uniform(0.4, 5))
        if self.chance.random() < 0.25:
            is_off = house.desk.state == "disarmed"
            house.ask(AWAY if is_off else Disarm(place="page", code=CODE))

    def begin(self):
        self.house.folder = self.card.path
        self.house.start()
        self.house.wait(2)

    def told(self):
        rows = self.house.desk.journal.rows(limit=100_000)
        told = [row.detail for row in rows if row.source == "node" and "event_id" in row.detail]
        by_zone = {
            zone: once(d["event"] for d in told if d["detail"] == zone and d["event"] in LOOP)
            for zone in range(4)
        }
        return [detail["event_id"] for detail in told], by_zone


def test_ten_cuts_around_the_compiled_node_lose_nothing_and_tell_nothing_twice(
    card_in_memory, monkeypatch, toolchain
):
    street = Street(card_in_memory, monkeypatch)
    with street.house as house:
        street.begin()
        for number in range(CUTS):
            street.around(number)
        house.wait(5)
        assert len(street.cuts) == CUTS
        ids, by_zone = street.told()
        assert by_zone == street.moved
        assert ids == list(range(1, len(ids) + 1)), "each id once, in order"
        assert house.state.unacknowledged == 0
        assert house.desk.journal.verify().is_whole
