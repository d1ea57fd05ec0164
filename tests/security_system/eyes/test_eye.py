"""An eye says what it sees, once; what cannot see any more says so."""

import itertools
import time

import av
import cv2
import numpy as np
import pytest
from drawn_camera import BrightThing, DrawnCamera

from makerkit.app.edge import Level
from makerkit.camera.fan_out import MP4
from security_system.alarm.orders import Condition, SourceSeen, ZoneSeen
from security_system.evidence.cause import Cause
from security_system.evidence.event import EventKind
from security_system.evidence.evidence import Evidence
from security_system.evidence.settings import RecordingSettings
from security_system.eyes.eye import Eye
from security_system.eyes.settings import CameraSettings

WHOLE = {"hall": ""}


class Bench:
    """An eye in virtual time, and what it has posted."""

    def __init__(
        self,
        folder,
        *,
        zones=WHOLE,
        is_home=False,
        recorded_at_home="alarm",
        detector=BrightThing,
        **settings,
    ):
        self.camera = DrawnCamera()
        self.orders = []
        recording = RecordingSettings(least_free_gb=0, post_roll_s=2, at_home=recorded_at_home)
        self.evidence = Evidence(folder, recording)
        self.evidence.set_home(is_home=is_home)
        self.evidence.start()
        settings = {"size": (96, 64), "lores_size": (96, 64), "hold_s": 3.0} | settings
        self.eye = Eye(
            "hall",
            CameraSettings(**settings),
            self.orders.append,
            evidence=self.evidence,
            zones=zones,
            source=self.camera,
            make_detector=detector,
        )

    def run(self, seconds):
        time.sleep(seconds)

    def told(self):
        """What was posted since it was last asked for, in short."""
        told = []
        for order in self.orders:
            if isinstance(order, ZoneSeen):
                told.append((order.zone, order.condition))
            else:
                told.append((order.source, order.is_there))
        self.orders.clear()
        return told


@pytest.fixture
def watch(virtual_time, tmp_path):
    made = []

    def begin(**how):
        made.append(bench := Bench(tmp_path / f"clips{len(made)}", **how))
        bench.eye.start()
        bench.run(3)
        return bench

    yield begin
    for bench in made:
        bench.eye.stop()
        bench.evidence.stop()


HERE, GONE = ("camera:hall", True), ("camera:hall", False)
OPEN, QUIET = ("hall", Condition.OPEN), ("hall", Condition.QUIET)
TAMPERED, LOST = ("hall", Condition.TAMPERED), ("hall", Condition.LOST)


def test_all_zones_are_told_once_at_the_start(watch):
    bench = watch(zones={"hall": "", "stairs": "left"})
    assert bench.told() == [HERE, QUIET, ("stairs", Condition.QUIET)]
    bench.run(20)
    assert bench.told() == []


def test_motion_opens_the_zone_with_its_reason_and_its_clip(watch):
    bench = watch()
    bench.told()
    bench.camera.is_walking = True
    bench.run(1)
    (order,) = bench.orders
    assert (order.zone, order.condition, order.why) == ("hall", Condition.OPEN, "it is bright")
    assert bench.evidence.event(order.evidence).is_running


def test_a_zone_is_quiet_only_after_the_hold(watch):
    bench = watch(hold_s=3.0)
    bench.camera.is_walking = True
    bench.run(5)
    bench.camera.is_walking = False
    bench.run(2.5)
    assert bench.told() == [HERE, QUIET, OPEN]
    bench.run(1)
    assert bench.told() == [QUIET]


def test_a_zone_of_an_area_opens_for_motion_there_alone(watch):
    bench = watch(zones={"door": "right", "attic": "upstairs"})
    bench.told()
    bench.camera.is_walking = True
    bench.run(6)
    assert {(order.zone, order.condition) for order in bench.orders} == {("door", Condition.OPEN)}


def test_a_camera_that_is_unplugged_is_lost_and_comes_back_by_itself(watch):
    bench = watch(lost_s=5.0)
    bench.told()
    bench.camera.is_unplugged = True
    bench.run(4)
    assert bench.told() == []
    bench.run(4)
    assert [type(order) for order in bench.orders] == [SourceSeen, ZoneSeen]
    assert "cable is out" in bench.orders[0].why
    assert bench.told() == [GONE, LOST]
    assert bench.eye.health().level is Level.ERROR
    assert bench.eye.latest_jpeg() is None
    bench.camera.is_unplugged = False
    bench.run(12)
    assert bench.told() == [HERE, QUIET]
    assert bench.eye.health().level is Level.OK


def test_a_camera_lost_and_back_in_an_alarm_goes_on_with_the_same_clip(watch):
    bench = watch()
    bench.run(4)
    bench.evidence.begin("hall", Cause(EventKind.ALARM, "the door was opened"))
    bench.run(3)
    bench.camera.is_unplugged = True
    bench.run(3)
    bench.camera.is_unplugged = False
    bench.run(6)
    bench.eye.stop()
    bench.evidence.stop()
    (event,) = bench.evidence.events()
    with av.open(str(bench.evidence.path(event.id, "clip"))) as film:
        times = [float(p.pts * p.time_base) for p in film.decode(video=0)]
    gaps = [after - before for before, after in itertools.pairwise(times)]
    assert 2.5 < max(gaps) < 7
    assert sorted(gaps)[-2] < 0.3
    assert event.end_s - event.start_s == pytest.approx(times[-1], abs=0.3)


def test_a_camera_that_was_never_there_is_said_and_lived_with(virtual_time, tmp_path):
    bench = Bench(tmp_path)
    bench.camera.is_unplugged = True
    bench.eye.start()
    bench.run(8)
    assert bench.told() == [GONE, LOST]
    bench.eye.stop()
    bench.evidence.stop()


def test_a_covered_camera_is_tampered_with(watch):
    bench = watch(covered_s=4.0)
    bench.run(10)
    bench.told()
    bench.camera.is_covered = True
    bench.run(3.5)
    assert bench.told() == []
    bench.run(2)
    assert "covered" in bench.orders[0].why
    assert bench.told() == [TAMPERED]
    assert bench.eye.health().level is Level.ERROR
    bench.camera.is_covered = False
    bench.run(3)
    assert bench.told() == [QUIET]


def test_a_camera_turned_away_is_tampered_with(watch):
    bench = watch(covered_s=4.0)
    bench.run(10)
    bench.told()
    bench.camera.is_turned = True
    bench.run(10)
    assert "turned away" in bench.orders[0].why
    assert bench.told() == [TAMPERED]


def test_somebody_who_walks_about_for_long_does_not_turn_the_camera(watch):
    bench = watch()
    bench.run(10)
    bench.camera.is_walking = True
    bench.run(60)
    assert TAMPERED not in bench.told()


def test_light_that_goes_out_is_the_night_and_no_tampering(watch):
    bench = watch()
    bench.run(10)
    bench.told()
    bench.camera.is_dark = True
    bench.run(60)
    assert bench.told() == []
    health = bench.eye.health()
    assert (health.level, "dark" in health.says) == (Level.WARNING, True)


def test_black_is_always_the_same_and_no_frozen_picture(watch):
    bench = watch(frozen_s=20.0)
    bench.told()
    bench.camera.is_dark = True
    bench.run(1)
    bench.camera.is_frozen = True
    bench.run(40)
    assert bench.told() == []


def test_for_a_camera_that_sees_in_the_dark_darkness_is_a_cover(watch):
    bench = watch(sees_in_the_dark=True)
    bench.run(10)
    bench.told()
    bench.camera.is_dark = True
    bench.run(8)
    assert bench.told() == [TAMPERED]


def test_a_picture_without_one_different_pixel_for_long_is_frozen(watch):
    bench = watch(frozen_s=20.0)
    bench.told()
    bench.camera.is_frozen = True
    bench.run(18)
    assert bench.told() == []
    bench.run(4)
    assert bench.told() == [GONE, LOST]
    bench.camera.is_frozen = False
    bench.run(3)
    assert bench.told() == [HERE, QUIET]


def test_a_computer_that_is_too_slow_looks_less_often_and_says_so(watch):
    """Frigate #3332: "Pi at 100 % CPU"."""

    class Slow(BrightThing):
        cost_s = 0.2

    bench = watch(detector=Slow)
    bench.run(30)
    health = bench.eye.health()
    assert health.level is Level.WARNING
    assert "needs 200 ms for a picture: it looks at 3.5 a second" in health.says
    assert bench.told() == [HERE, QUIET]


def test_at_home_a_camera_may_be_off_and_is_not_missed(watch):
    bench = watch(at_home="off")
    bench.told()
    bench.evidence.set_home(is_home=True)
    bench.run(3)
    assert bench.camera.closed == 1
    assert bench.eye.latest_jpeg() is None
    bench.run(60)
    assert bench.told() == []
    assert bench.eye.health().level is Level.OK
    bench.evidence.set_home(is_home=False)
    bench.run(3)
    assert bench.told() == [HERE]
    assert bench.camera.opened == 2


def test_nothing_is_encoded_while_nothing_may_be_recorded(watch):
    bench = watch(record="never")
    bench.run(10)
    assert bench.eye.fan_out.packets == 0


def test_who_comes_home_is_forgotten_by_the_ring_as_well(watch):
    bench = watch(recorded_at_home="nothing")
    bench.run(5)
    ring = bench.evidence.track("hall").ring
    assert len(ring) > 30
    bench.evidence.set_home(is_home=True)
    bench.run(1)
    assert len(ring) == 0
    assert bench.eye.fan_out.is_watched is False


def test_a_viewer_sees_h264_and_the_picture_of_now(watch):
    bench = watch()
    with bench.eye.fan_out.subscribe(MP4) as viewer:
        bench.run(1)
        assert viewer.next(0) is not None
    assert bench.eye.latest_jpeg()[:2] == b"\xff\xd8"


def test_private_regions_are_blank_in_what_is_shown_and_stored(watch):
    left_half = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))
    bench = watch(private=(left_half,))
    bench.camera.is_walking = True
    bench.run(4)
    event = bench.evidence.events()[0]
    bench.eye.stop()
    bench.evidence.stop()
    shown = bench.eye.fan_out.picture()
    for data in (shown, bench.evidence.path(event.id, "snapshot").read_bytes()):
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
        assert picture[:, :40].std() < 3
        assert picture[:, 56:].std() > 10


def test_what_each_trigger_saw_is_kept(watch):
    bench = watch()
    bench.camera.is_walking = True
    bench.run(3)
    seen = bench.eye.sights(3)
    assert len(seen) == 3
    assert seen[0].wall_s > seen[-1].wall_s
    assert (seen[0].score, seen[0].why, seen[0].held) == (0.8, "it is bright", "")
    assert all(0 <= side <= 1 for side in seen[0].boxes[0])
    assert seen[0].event == bench.evidence.events()[0].id


def test_the_event_ends_with_the_motion_and_knows_its_best_picture(watch):
    bench = watch()
    bench.camera.is_walking = True
    bench.run(4)
    bench.camera.is_walking = False
    bench.run(8)
    (event,) = bench.evidence.events()
    assert (event.is_running, event.score, event.camera) == (False, 0.8, "hall")
    assert event.boxes[0].height == pytest.approx(30 / 64, abs=0.05)
    assert event.clip
    assert event.snapshot


def test_new_settings_count_from_the_next_picture_on_without_a_new_start(watch):
    bench = watch()
    bench.camera.is_walking = True
    bench.run(2)
    everywhere = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    bench.told()
    bench.eye.apply(bench.eye.settings.model_copy(update={"private": (everywhere,)}))
    bench.run(6)
    assert bench.told() == [QUIET]
    assert bench.camera.opened == 1


def test_settings_of_the_camera_itself_open_it_anew(watch):
    bench = watch()
    bench.told()
    bench.eye.apply(bench.eye.settings.model_copy(update={"fps": 5.0}))
    bench.run(4)
    assert bench.camera.opened == 2
    assert bench.told() == []


def test_a_source_that_cannot_be_is_lost_and_said(watch):
    bench = watch()
    bench.eye.stop()
    bench.told()
    bench.eye._source = "nonsense"
    bench.eye.start()
    bench.run(8)
    assert bench.told() == [GONE, LOST]
    assert "no source of pictures" in bench.eye.health().says


def test_an_eye_that_was_stopped_starts_again(watch):
    bench = watch()
    bench.eye.stop()
    assert not bench.eye.is_alive
    bench.eye.start()
    with bench.eye.fan_out.subscribe() as viewer:
        bench.run(2)
        assert viewer.next(0) is not None
