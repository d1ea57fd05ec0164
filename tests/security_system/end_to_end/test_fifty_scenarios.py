"""Fifty evenings in the house, each with its right outcome: the real program, the real firmware.

The table is `scenarios.toml`. Everything runs in virtual time; the node is its compiled firmware in
the simulator, the sensors, keypad and sirens are those of `security_system/wiring.json`.
"""

import tomllib
from pathlib import Path

import pytest
from stage import Stage

from hardware_mocks.arduino.for_tests import require_toolchain

TABLE = tomllib.loads(Path(__file__).with_name("scenarios.toml").read_text())["scenario"]


@pytest.fixture(scope="session", autouse=True)
def toolchain():
    require_toolchain()


def play(scenario, folder):
    """Run one scenario; return what came of it."""
    known = {key: scenario[key] for key in ("house", "settings", "parts") if key in scenario}
    folder.mkdir()
    with Stage(folder, **known) as stage:
        for line in scenario.get("acts", ()):
            stage.act(line)
        stage.until(scenario["for_s"])
        state = stage.system.panel.view.state.value
        outcome = {"siren": stage.has_sounded(), "state": state, "story": stage.story()}
        assert stage.system.journal.verify().is_whole
        stage.stop()
        return outcome, stage.digest()


def by_name(scenario):
    return scenario["name"].replace(" ", "_")


@pytest.mark.parametrize("scenario", TABLE, ids=by_name)
def test_each_evening_has_its_right_outcome_twice_byte_for_byte(scenario, tmp_path):
    outcome, digest = play(scenario, tmp_path / "first")
    assert outcome == {key: scenario[key] for key in ("siren", "state", "story")}
    assert play(scenario, tmp_path / "second") == (outcome, digest)


def test_there_are_at_least_fifty_and_no_two_have_one_name():
    names = [scenario["name"] for scenario in TABLE]
    assert len(set(names)) == len(names) >= 50
