"""A false alarm is understood, and one click keeps it from coming again: without a restart."""

import time

import numpy as np
import pytest
from drawn_camera import DrawnCamera

from security_system import config
from security_system.evidence.evidence import Evidence
from security_system.evidence.settings import RecordingSettings
from security_system.eyes.eye import Eye

SIZE = (320, 240)


class Curtain(DrawnCamera):
    """A room in which a curtain at the window sways for ever."""

    def __init__(self):
        super().__init__(size=SIZE)
        self.is_swaying = False

    def _draw(self, number):
        planes = super()._draw(number)
        if self.is_swaying:
            left = 200 + round(24 * np.sin(number / 2))
            planes[40:120, left : left + 36] = 215
        return planes


@pytest.fixture
def guarded(virtual_time, tmp_path):
    path = tmp_path / "config.toml"
    config.create(path)
    for values in ({"size": list(SIZE), "lores_size": list(SIZE)}, {"frozen_s": 0}):
        config.change(path, "cameras.hall", values)
    settings = config.load(path)
    evidence = Evidence(tmp_path / "clips", RecordingSettings(least_free_gb=0, post_roll_s=2))
    evidence.set_home(is_home=False)
    camera = Curtain()
    eye = Eye("hall", settings.cameras["hall"], lambda _: None, evidence=evidence, source=camera)
    evidence.start()
    eye.start()
    time.sleep(8)
    yield path, evidence, camera, eye
    eye.stop()
    evidence.stop()


def sway(camera, seconds):
    camera.is_swaying = True
    time.sleep(seconds)
    camera.is_swaying = False
    time.sleep(12)


def test_a_curtain_is_masked_by_one_click_and_never_seen_again(guarded):
    path, evidence, camera, eye = guarded
    sway(camera, 8)
    (event,) = evidence.events()
    assert event.boxes
    assert "of the picture" in event.why or event.why
    assert eye.sights()[0].boxes
    remedy = evidence.mark_false(event.id, "mask")
    before = path.read_text()
    settings = config.change(path, remedy.section, remedy.values)
    eye.apply(settings.cameras["hall"])
    assert "# what sees" in path.read_text() or before.count("#") == path.read_text().count("#")
    time.sleep(8)
    sway(camera, 20)
    assert [e.id for e in evidence.events()] == [event.id]
    assert evidence.event(event.id).feedback == "false"


@pytest.mark.parametrize("number", range(4))
def test_every_remedy_that_is_proposed_is_one_that_the_settings_take(guarded, number):
    path, evidence, camera, _ = guarded
    sway(camera, 6)
    event = evidence.events()[0]
    found = evidence.remedies(event.id)
    assert found
    if number < len(found):
        remedy = found[number]
        settings = config.change(path, remedy.section, remedy.values)
        motion = settings.cameras["hall"].motion.model_dump(mode="json")
        assert remedy.values.items() <= motion.items()
