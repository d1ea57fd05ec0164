"""The running camera without a program: its times, its automatics, what stops it."""

import cv2  # noqa: F401 (before any clock is taken over)
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.camera.engine import DELAY_FRAMES, Engine
from hardware_mocks.camera.focus import blur_px, focus_fom
from hardware_mocks.camera.light import (
    MOST_DIGITAL_GAIN,
    divided,
    gains_for,
    good_exposure_us,
)
from hardware_mocks.camera.models import IMX708, MODELS
from hardware_mocks.camera.picture import square_pixels, widest
from hardware_mocks.camera.views.wall import Wall


@pytest.fixture
def run(bench, virtual_time):
    """Run the engine for some seconds and return the frames that came, each with its time."""
    shots = []
    device = bench.cameras.numbered(0)
    engine = Engine(device, lambda shot: shots.append((bench.clock.now_ns, shot)))
    engine.mode = device.model.modes[0]

    def for_s(seconds, **controls):
        import time

        del shots[:]
        engine.start(controls)
        time.sleep(seconds)
        engine.stop()
        return list(shots)

    for_s.engine = engine
    return for_s


def test_frame_n_is_handed_over_n_frame_durations_after_the_start(run):
    shots = run(1.001, FrameDurationLimits=(40_000, 40_000))
    assert [t_ns for t_ns, _ in shots] == [40_000_000 * n for n in range(1, 26)]
    assert [shot.t_ns for _, shot in shots] == [40_000_000 * n for n in range(25)]
    assert [shot.number for _, shot in shots] == list(range(1, 26))


def test_a_stopped_camera_gives_no_more_frames(run, bench):
    import time

    run(0.5)
    before = list(bench.trace)
    time.sleep(2)
    assert list(bench.trace) == before


def test_a_second_run_begins_with_frame_one_and_keeps_the_exposure(run):
    settled = run(2.0)[-1][1]
    again = run(0.2)[0][1]
    assert again.number == 1
    assert again.exposure.total == pytest.approx(settled.exposure.total, rel=0.01)


def test_a_queued_control_is_in_force_three_frames_later(run, bench):
    import time

    engine = run.engine
    engine.start({"ExposureTime": 9000, "FrameDurationLimits": (100_000, 100_000)})
    seen = []
    engine._on_frame = lambda shot: seen.append((shot.number, round(shot.exposure.time_us)))
    time.sleep(0.55)  # the fifth frame has come
    engine.queue({"ExposureTime": 4000})
    time.sleep(1)
    engine.stop()
    assert next(number for number, us in seen if us == 4000) == 5 + DELAY_FRAMES


def test_a_cable_that_is_pulled_gives_no_frames_until_it_is_back(run, bench):
    import time

    class Cut(Wall):
        def is_on(self, t_ns):
            return not 1_000_000_000 <= t_ns < 2_000_000_000

    bench.views["0"] = Cut()
    times = [shot.t_ns / 1e9 for _, shot in run(3.0)]
    assert not [t for t in times if 1 <= t < 2]
    assert len(times) == pytest.approx(60, abs=2)
    events = [event for event in bench.trace if event.kind == "camera"]
    assert [event.data["what"] for event in events] == ["silent", "back"]
    assert [event.t_s for event in events] == pytest.approx([1.0, 2.0], abs=0.07)
    assert time.monotonic() == 3.0


def test_frames_come_late_or_never_and_none_overtakes_another(run, bench):
    class LongWay(Wall):
        def late_ns(self, number, duration_ns):
            return None if number % 4 == 0 else 90_000_000 if number % 4 == 1 else 10_000_000

    bench.views["0"] = LongWay()
    shots = run(1.0, FrameDurationLimits=(40_000, 40_000))
    assert [shot.number for _, shot in shots][:6] == [1, 2, 3, 5, 6, 7]
    arrived_ms = [t_ns // 1_000_000 for t_ns, _ in shots]
    assert arrived_ms[:3] == [130, 130, 130]
    assert arrived_ms == sorted(arrived_ms)


def test_a_value_outside_of_the_limits_is_brought_inside_and_remarked(run, bench):
    shots = run(0.2, Brightness=5.0, AnalogueGain=99.0)
    assert shots[0][1].settings["Brightness"] == 1.0
    assert shots[0][1].exposure.analogue_gain == pytest.approx(10.67, abs=0.01)
    remarks = [event.data["text"] for event in bench.trace.notes("camera_control")]
    assert remarks[0] == "Brightness was set to 5.0: the camera takes -1.0 to 1.0, so it is 1.0."


@given(
    wanted=st.floats(1, 1e8), mode=st.sampled_from(["normal", "short", "long"]),
    longest=st.floats(100, 1e6), gain=st.floats(1, 64),
)  # fmt: skip
def test_an_exposure_is_within_its_limits_and_what_was_wanted_where_it_can_be(
    wanted, mode, longest, gain
):
    found = divided(wanted, mode, longest_us=longest, shortest_us=75, most_gain=gain)
    assert found.time_us <= max(longest, 75)
    assert 1 <= found.analogue_gain <= gain
    assert 1 <= found.digital_gain <= MOST_DIGITAL_GAIN
    if 75 <= wanted <= min(longest, 60_000) * gain:
        assert found.total == pytest.approx(wanted, rel=1e-6)


@given(first=st.floats(1500, 12000), second=st.floats(1500, 12000))
def test_warmer_light_needs_less_red_and_more_blue(first, second):
    warm, cold = sorted((first, second))
    assert gains_for(warm)[0] <= gains_for(cold)[0]
    assert gains_for(warm)[1] >= gains_for(cold)[1]


def test_ten_times_the_light_needs_a_tenth_of_the_exposure():
    assert good_exposure_us(2.0, 100) == pytest.approx(10 * good_exposure_us(2.0, 1000))


@given(lens=st.floats(0, 15), metres=st.floats(0.05, 20))
def test_nothing_is_sharper_than_where_the_lens_is_focused(lens, metres):
    assert blur_px(IMX708, lens, metres, 640) >= blur_px(IMX708, 1 / metres, metres, 640)
    assert focus_fom(IMX708, lens, metres) <= focus_fom(IMX708, 1 / metres, metres)


@given(
    size=st.tuples(st.integers(32, 2000), st.integers(32, 2000)),
    model=st.sampled_from(sorted(MODELS)),
)
def test_the_widest_crop_lies_inside_and_has_square_pixels(size, model):
    field = MODELS[model].resolution
    x, y, wide, tall = box = widest(size, field)
    assert 0 <= x <= x + wide <= 1.000001
    assert 0 <= y <= y + tall <= 1.000001
    assert wide == pytest.approx(1) or tall == pytest.approx(1)
    width, height = square_pixels(size, box, field)
    assert abs(width / height / (size[0] / size[1]) - 1) < 0.05
