"""One simulated week with ten power cuts, and no lost event.

Engine, journal, panel and node's edge are the real ones; the node is the peer on paper. People come
and go, doors and windows open, burglars come, the cable comes out. Ten times the power goes, at a
random statement of a random transaction: what the card has at that moment is what the next start
finds. In the end every event that the node has ever made is in the journal, once, in order, or is
counted by an EVENTS_LOST.
"""

import random
from collections import Counter

from desk import CODE, Clock
from paper import Paper
from power_cuts import Card, PowerCut

from security_system.alarm.orders import Arm, ArmMode, Condition, Disarm, ZoneSeen

DAY_S, CUTS = 86_400.0, 10
MODES = [ArmMode.AWAY, ArmMode.AWAY, ArmMode.HOME, ArmMode.NIGHT]


class Week:
    """A family, its house, and bad luck."""

    def __init__(self, folder, monkeypatch, seed):
        self.clock = Clock().patch(monkeypatch)
        self.chance = random.Random(f"week {seed}")
        self.card = Card(folder, monkeypatch, seed)
        self.paper = Paper(self.card.path, self.clock)
        self.cuts, self.checked = [], []

    def live(self, days):
        paper, end_s = self.paper, self.clock.now_s + days * DAY_S
        self.guarded(self.start)
        cut_times = sorted(self.chance.uniform(0.02, 0.98) for _ in range(CUTS))
        due = [end_s - days * DAY_S * (1 - share) for share in cut_times]
        while self.clock.now_s < end_s:
            self.guarded(paper.run, self.chance.expovariate(1 / 1800))
            if due and self.clock.now_s >= due[0] and not self.card.is_armed:
                due.pop(0)
                self.card.arm(self.chance.randrange(25))
            self.guarded(self.something)
        while self.card.is_armed:
            self.guarded(self.something)
            self.guarded(paper.run, 30)
        if not paper.is_plugged:
            paper.plug()
        paper.run(120)

    def start(self):
        self.paper.folder = self.card.path
        self.paper.start()
        if "MAIN" not in self.paper.peer.memory.codes:
            self.paper.desk.edge.set_code(CODE)
            self.paper.run(2)

    def guarded(self, what, *args):
        """Do something; if the power goes meanwhile, start again after a while."""
        try:
            what(*args)
        except PowerCut as cut:
            self.cuts.append(str(cut))
            self.power_is_out()

    def power_is_out(self):
        paper = self.paper
        paper.desk = None
        if self.chance.random() < 0.3:  # its battery was empty
            paper.peer.cut_power(self.clock.now_s)
            self.clock.now_s += self.chance.uniform(1, 4000)
            paper.peer.restore_power(self.clock.now_s)
        for _ in range(self.chance.randrange(4)):  # the node alone
            paper.run(self.chance.uniform(1, 900))
            self.in_the_house()
        self.start()
        self.never_silently_disarmed()

    def never_silently_disarmed(self):
        decisions = {"disarmed", "armed", "exit started"}
        rows = self.paper.desk.journal.rows(kinds=decisions, limit=1)
        if rows and self.paper.desk.state == "disarmed":
            assert rows[-1].kind == "disarmed", "somebody with a code did it, and it is written"
        self.checked.append(self.paper.desk.state)

    # -- what happens

    def something(self):
        what = self.chance.choices(
            [self.in_the_house, self.people, self.panel, self.cable], [10, 4, 4, 0.3]
        )[0]
        what()

    def in_the_house(self):
        paper, chance = self.paper, self.chance
        if chance.random() < 0.5:
            paper.do("motion", sensor := chance.choice([4, 5]), True)
            paper.run(chance.uniform(1, 8))
            paper.do("motion", sensor, False)
            return
        zone = chance.randrange(4)
        paper.do("loop", zone, chance.choice(["OPEN"] * 12 + ["CUT", "SHORTED"]))
        paper.run(chance.choice([0.2, 2, 30, 200]))
        paper.do("loop", zone, "CLOSED")

    def people(self):
        key = self.chance.choice(["A", "B", "C", f"{CODE}#", f"{CODE}#", f"{CODE}#", "9999#"])
        self.paper.do("press", key)

    def panel(self):
        paper, chance = self.paper, self.chance
        if paper.desk is None:
            return
        if paper.desk.state == "disarmed":
            mode = chance.choice(MODES)
            paper.ask(Arm(mode=mode, place="page", is_judged=True, forced=True))
            return
        if chance.random() < 0.2:
            paper.post(ZoneSeen(zone="garden", condition=Condition.OPEN))
            paper.post(ZoneSeen(zone="garden", condition=Condition.QUIET))
            paper.run(20)
        paper.ask(Disarm(place="page", code=CODE))

    def cable(self):
        self.paper.unplug()
        self.paper.run(self.chance.choice([2, 40, 2000]))
        for _ in range(self.chance.randrange(3)):
            self.in_the_house()
        self.paper.plug()


def test_a_week_with_ten_power_cuts_loses_no_event(card_in_memory, monkeypatch):
    week = Week(card_in_memory, monkeypatch, seed=1)
    week.live(7)
    paper = week.paper
    rows = paper.desk.journal.rows(limit=100_000)
    assert len(week.cuts) == CUTS, week.cuts
    assert rows[0].id == 1, "nothing was trimmed in this week"
    assert [r.id for r in rows] == list(range(1, len(rows) + 1))
    made = [(i, kind.value, detail) for i, kind, detail in paper.peer.made]
    assert paper.node_rows() == made, "every event, once, in the order in which it happened"
    lost = sum(detail for _, kind, detail in made if kind == "EVENTS_LOST")
    assert lost == paper.peer.lost
    assert paper.desk.journal.verify().is_whole
    kinds = Counter(row.kind for row in rows)
    assert kinds["restarted"] == CUTS + 1, "every cut is in the power-fail log"
    assert len(made) > 700, "it was a busy week"
    assert len(set(week.checked)) > 1, "it was cut off armed as well as disarmed"
    paper.desk.stop()
