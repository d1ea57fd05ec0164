"""Settings that change while the node runs: panel and node never disagree on a delay or a zone."""

import pytest
from desk import ZONES, alarm_settings

from security_system.alarm.orders import Arm, ArmMode

AWAY = Arm(mode=ArmMode.AWAY, place="page", user="Ana", is_judged=True)


def change(paper, **changes):
    settings = alarm_settings(**changes)
    paper.desk.panel.change(settings)
    paper.desk.edge.apply(settings)
    paper.run(2)


@pytest.mark.parametrize("is_armed", [False, True])
def test_a_longer_entry_delay_is_the_nodes_too_and_it_does_not_sound_too_early(paper, is_armed):
    if is_armed:
        paper.ask(AWAY)
        paper.run(50)
    change(paper, modes={"away": {"exit_s": 45, "entry_s": 44}})
    assert paper.peer.memory.settings.entry_s == 45
    if not is_armed:
        paper.ask(AWAY)
        paper.run(50)
    paper.do("loop", 0, "OPEN")
    paper.run(40)
    assert paper.desk.state == "pending"
    assert paper.peer.siren_edges == []


def test_a_zone_that_gets_another_loop_is_seen_there_at_once(paper):
    zones = {name: zone for name, zone in ZONES.items() if name != "bath_window"}
    change(paper, zones=zones | {"window": {"kind": "window", "source": "node:3"}})
    paper.ask(AWAY)
    paper.run(50)
    assert paper.desk.state == "armed"
    paper.do("loop", 3, "OPEN")
    paper.run(1)
    assert paper.desk.state == "triggered"
    assert [line.name for line in paper.desk.panel.view.memory] == ["window"]


def test_a_zone_that_counts_at_home_from_now_on_counts_there_too(paper):
    paper.ask(Arm(mode=ArmMode.HOME, place="page", is_judged=True))
    paper.run(3)
    assert paper.peer.memory.bypass == 0b0110000
    change(paper, zones=ZONES | {"hall": {**ZONES["hall"], "modes": ["away", "home"]}})
    paper.run(5)
    assert paper.peer.memory.bypass == 0b0100000
