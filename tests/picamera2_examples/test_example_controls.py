"""Controls: what is set is what the picture and the metadata show, some frames later."""

import time

import numpy as np
import pytest

SMALL = {"format": "RGB888", "size": (320, 240)}


@pytest.fixture
def camera(bench):
    """A camera that runs, its automatics settled."""
    from picamera2 import Picamera2

    picam2 = Picamera2()
    picam2.configure(picam2.create_preview_configuration(SMALL))
    picam2.start()
    time.sleep(1.5)
    yield picam2
    picam2.close()


def after(picam2, **controls):
    """Set controls, wait until they are in force, and return picture and metadata."""
    picam2.set_controls(controls)
    time.sleep(0.5)
    (picture,), told = picam2.capture_arrays(["main"])
    return picture.astype(int), told


def test_a_longer_exposure_makes_a_brighter_picture(room, camera):
    dark, told = after(camera, ExposureTime=4000, AnalogueGain=1.0)
    assert (told["ExposureTime"], told["AnalogueGain"]) == (4000, 1.0)
    bright, told = after(camera, ExposureTime=16000, AnalogueGain=1.0)
    assert told["ExposureTime"] == 16000
    assert bright.mean() / dark.mean() == pytest.approx(4 ** (1 / 2.2), rel=0.1)


def test_gain_makes_a_picture_brighter_and_noisier(room, camera):
    quiet, _ = after(camera, ExposureTime=16000, AnalogueGain=1.0)
    noisy, told = after(camera, ExposureTime=2000, AnalogueGain=8.0)
    assert told["AnalogueGain"] == 8.0
    assert noisy.mean() == pytest.approx(quiet.mean(), rel=0.05)

    def roughness(picture):
        return np.abs(np.diff(picture[:100, :, 1], axis=1)).mean()

    assert roughness(noisy) > 1.8 * roughness(quiet)


def test_exposure_fixed_from_the_first_frame_by_the_configuration(room):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        wanted = {"ExposureTime": 8000, "AnalogueGain": 2.0}
        picam2.configure(picam2.create_preview_configuration(SMALL, controls=wanted))
        picam2.start()
        told = picam2.capture_metadata()
        assert (told["ExposureTime"], told["AnalogueGain"]) == (8000, 2.0)


def test_a_control_is_in_force_some_frames_after_it_is_set(room, camera):
    camera.set_controls({"ExposureTime": 5000, "AnalogueGain": 1.0})
    seen = [camera.capture_metadata()["ExposureTime"] for _ in range(8)]
    assert seen[0] != 5000
    assert seen[-1] == 5000


def test_exposure_follows_the_light_by_itself(room, camera):
    before, told = after(camera)
    room.lux = 3000.0
    time.sleep(2)
    settled, later = after(camera)
    assert later["Lux"] == pytest.approx(3000, rel=0.05)
    exposures = [t["ExposureTime"] * t["AnalogueGain"] for t in (told, later)]
    assert exposures[0] / exposures[1] == pytest.approx(10, rel=0.1)
    assert settled.mean() == pytest.approx(before.mean(), rel=0.05)


def test_a_lamp_switched_on_burns_the_picture_for_some_frames(room, camera):
    room.lux = 6000.0
    levels = [camera.capture_array().mean() for _ in range(30)]
    assert max(levels) > 1.3 * levels[-1]
    assert levels[-1] == pytest.approx(levels[-5], rel=0.02)


def test_with_the_automatic_locked_a_brighter_room_stays_burnt(room, camera):
    before, _ = after(camera, AeEnable=False)
    room.lux = 1200.0
    bright, _ = after(camera)
    time.sleep(2)
    later, _ = after(camera)
    assert bright.mean() > 1.4 * before.mean()
    assert later.mean() == pytest.approx(bright.mean(), rel=0.02)
    again, _ = after(camera, AeEnable=True)
    time.sleep(1)
    again, _ = after(camera)
    assert again.mean() == pytest.approx(before.mean(), rel=0.05)


def test_exposure_value_asks_for_a_brighter_picture(room, camera):
    normal, _ = after(camera)
    bright, _ = after(camera, ExposureValue=1.0)
    time.sleep(1)
    bright, _ = after(camera)
    assert bright.mean() / normal.mean() == pytest.approx(2 ** (1 / 2.2), rel=0.08)


def test_exposure_mode_short_takes_more_gain_and_less_time(room, camera):
    room.lux = 60.0
    time.sleep(1.5)
    _, normal = after(camera)
    _, short = after(camera, AeExposureMode=1)
    assert short["ExposureTime"] < normal["ExposureTime"]
    assert short["AnalogueGain"] > normal["AnalogueGain"]


def test_brightness_contrast_and_saturation_act_on_the_picture(cards, camera):
    plain, _ = after(camera)
    brighter, _ = after(camera, Brightness=0.2)
    assert brighter.mean() > plain.mean() + 35
    harder, _ = after(camera, Brightness=0.0, Contrast=1.6)
    assert harder.std() > 1.3 * plain.std()
    grey, _ = after(camera, Contrast=1.0, Saturation=0.0)
    card = grey[100:140, 140:180]
    assert np.abs(card[:, :, 2] - card[:, :, 0]).mean() < 6
    assert (plain[100:140, 140:180, 2] - plain[100:140, 140:180, 0]).mean() > 100


def test_sharpness_makes_edges_stronger(bench, camera, sharpness):
    soft, _ = after(camera, Sharpness=0.0)
    sharp, _ = after(camera, Sharpness=4.0)
    assert sharpness(sharp.astype(np.uint8)) > 2 * sharpness(soft.astype(np.uint8))


def test_noise_reduction_switched_off_leaves_more_noise(room, camera):
    from libcamera import controls

    off = int(controls.draft.NoiseReductionModeEnum.Off)
    best = int(controls.draft.NoiseReductionModeEnum.HighQuality)

    def noise(mode):
        camera.set_controls({"NoiseReductionMode": mode, "ExposureTime": 2000, "AnalogueGain": 8.0})
        time.sleep(0.5)
        first, second = (camera.capture_array().astype(int) for _ in range(2))
        return (first - second).std()

    assert noise(off) > 1.8 * noise(best)


def test_a_crop_of_the_middle_zooms(cards, camera):
    def share():
        picture = camera.capture_array().astype(int)
        return ((picture[:, :, 2] - picture[:, :, 0]) > 80).mean()

    assert share() == pytest.approx(0.16, abs=0.02)
    x, y, width, height = camera.camera_controls["ScalerCrop"][1]
    half = (x + width // 4, y + height // 4, width // 2, height // 2)
    camera.set_controls({"ScalerCrop": half})
    time.sleep(0.5)
    assert share() == pytest.approx(0.64, abs=0.04)
    assert camera.capture_metadata()["ScalerCrop"] == half


def test_zooming_in_steps_ends_at_the_crop_that_was_asked_for(cards, camera):
    size = camera.capture_metadata()["ScalerCrop"][2:]
    full = camera.camera_controls["ScalerCrop"][1]
    for _ in range(20):
        camera.capture_metadata()  # waits for a frame
        size = [int(side * 0.95) for side in size]
        offset = [full[i] + (full[i + 2] - size[i]) // 2 for i in range(2)]
        camera.set_controls({"ScalerCrop": (*offset, *size)})
    time.sleep(0.3)
    assert camera.capture_metadata()["ScalerCrop"] == (*offset, *size)
    assert camera.capture_array()[120, 160, 2] > 140


def test_a_crop_outside_of_the_sensor_is_moved_inside(bench, camera):
    camera.set_controls({"ScalerCrop": (0, 0, 100_000, 100_000)})
    time.sleep(0.5)
    assert camera.capture_metadata()["ScalerCrop"] == camera.camera_controls["ScalerCrop"][1]


def test_frames_come_as_fast_as_the_frame_rate_says(room):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        config = picam2.create_video_configuration(SMALL, controls={"FrameRate": 25})
        picam2.configure(config)
        picam2.start()
        stamps = [picam2.capture_metadata()["SensorTimestamp"] for _ in range(10)]
    assert set(np.diff(stamps)) == {40_000_000}


def test_a_long_exposure_makes_frames_slower(room):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(picam2.create_still_configuration(SMALL))
        picam2.set_controls({"ExposureTime": 1_000_000, "AnalogueGain": 1.0})
        picam2.start()
        told = picam2.capture_metadata()
    assert told["ExposureTime"] == 1_000_000
    assert told["FrameDuration"] >= 1_000_000
    assert time.monotonic() >= 1


def test_the_frame_rate_limits_the_exposure(room):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(picam2.create_video_configuration(SMALL))
        picam2.set_controls({"ExposureTime": 100_000})
        picam2.start()
        assert picam2.capture_metadata()["ExposureTime"] == 33_333


def test_in_the_dark_frames_become_slower_where_they_may(room, camera):
    room.lux = 2.0
    time.sleep(3)
    told = camera.capture_metadata()
    assert 60_000 < told["FrameDuration"] <= 83_333
    assert told["AnalogueGain"] > 8


def test_white_balance_finds_a_lamps_colour(room, camera):
    grey, _ = after(camera)
    room.kelvin = 2700.0
    warm = camera.capture_array().astype(int)
    time.sleep(0.2)
    warm = camera.capture_array().astype(int)
    time.sleep(3)
    balanced, told = after(camera)

    def cast(picture):
        return float((picture[:100, :, 2] - picture[:100, :, 0]).mean())

    assert cast(warm) > cast(grey) + 10
    assert cast(balanced) == pytest.approx(cast(grey), abs=4)
    assert told["ColourTemperature"] == pytest.approx(2700, abs=60)


def test_colour_gains_of_ones_own_colour_the_picture(room, camera):
    neutral, told = after(camera)
    red, blue = told["ColourGains"]
    tinted, told = after(camera, AwbEnable=False, ColourGains=(red * 2, blue))
    assert told["ColourGains"][0] == pytest.approx(red * 2, rel=0.01)
    assert (tinted[:, :, 2] - neutral[:, :, 2]).mean() > 30
    assert abs((tinted[:, :, 0] - neutral[:, :, 0]).mean()) < 3


def test_a_fixed_white_balance_mode_is_wrong_in_another_light(room, camera):
    from libcamera import controls

    _, told = after(camera, AwbMode=controls.AwbModeEnum.Tungsten)
    time.sleep(1.5)
    blue, told = after(camera)
    assert told["ColourTemperature"] == pytest.approx(2600, abs=80)
    assert (blue[:100, :, 0] - blue[:100, :, 2]).mean() > 40


def test_controls_by_attribute_and_together_in_a_with_block(room, camera):
    camera.controls.ExposureTime = 7000
    camera.controls.AnalogueGain = 1.5
    time.sleep(0.5)
    told = camera.capture_metadata()
    assert (told["ExposureTime"], told["AnalogueGain"]) == (7000, 1.5)
    with camera.controls as controls:
        controls.ExposureTime = 3000
        controls.AnalogueGain = 4.0
    time.sleep(0.5)
    told = camera.capture_metadata()
    assert (told["ExposureTime"], told["AnalogueGain"]) == (3000, 4.0)


def test_frame_rate_is_a_control_with_two_faces(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure("video")
        picam2.controls.FrameRate = 20
        assert picam2.controls.FrameDurationLimits == (50_000, 50_000)
        assert picam2.controls.FrameRate == 20
        picam2.controls.FrameDurationLimits = (20_000, 50_000)
        assert picam2.controls.FrameRate == (20.0, 50.0)


def test_an_unknown_control_is_refused_in_the_real_words(bench, camera):
    with pytest.raises(RuntimeError, match="Control Exposure is not advertised by libcamera"):
        camera.set_controls({"Exposure": 1})
    with pytest.raises(RuntimeError, match="Control AfMode is not advertised by libcamera"):
        camera.controls.AfMode = 1


def test_every_control_tells_least_most_and_default(bench, camera):
    for name, (least, most, default) in camera.camera_controls.items():
        assert name
        if not isinstance(least, tuple):
            assert least <= most
            assert default is None or least <= default <= most, name
    assert camera.camera_controls["AnalogueGain"][1] == pytest.approx(10.67, abs=0.01)


def test_an_automatic_never_exposes_for_seconds_however_dark_it_is(room):
    from picamera2 import Picamera2

    room.lux = 0.01
    with Picamera2() as picam2:
        picam2.configure(picam2.create_still_configuration(SMALL))
        picam2.start()
        time.sleep(3)
        assert picam2.capture_metadata()["ExposureTime"] <= 66_666


def test_the_wall_clock_is_in_the_metadata(camera):
    told = camera.capture_metadata()
    age_ns = time.time_ns() - told["FrameWallClock"]
    assert age_ns == time.monotonic_ns() - told["SensorTimestamp"]


def test_metadata_with_attributes(room, camera):
    from picamera2 import Metadata

    told = Metadata(camera.capture_metadata())
    assert told.Lux == pytest.approx(300, rel=0.05)
    assert told.make_dict()["FrameDuration"] == 33_333


def test_focus_moved_by_hand_blurs_what_is_elsewhere(autofocus, bench, sharpness):
    from libcamera import controls
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(picam2.create_preview_configuration({"format": "RGB888"}))
        picam2.start()
        found = {}
        for dioptres in (0.5, 3.0, 10.0):
            wanted = {"AfMode": controls.AfModeEnum.Manual, "LensPosition": dioptres}
            picam2.set_controls(wanted)
            time.sleep(0.5)
            (picture,), told = picam2.capture_arrays(["main"])
            assert told["LensPosition"] == dioptres
            found[dioptres] = (sharpness(picture), told["FocusFoM"])
    assert found[0.5] > found[3.0] > found[10.0]
    assert found[0.5][0] > 3 * found[10.0][0]


def test_an_autofocus_cycle_finds_the_distance(autofocus, room):
    from picamera2 import Picamera2

    room.metres = 0.25
    with Picamera2() as picam2:
        picam2.start("preview")
        assert picam2.autofocus_cycle() is True
        assert picam2.capture_metadata()["LensPosition"] == pytest.approx(4.0, abs=0.01)
        assert 0.3 < time.monotonic() < 1.5


def test_an_autofocus_cycle_fails_on_what_is_too_near(autofocus, room):
    from picamera2 import Picamera2

    room.metres = 0.03
    with Picamera2() as picam2:
        picam2.start("preview")
        job = picam2.autofocus_cycle(wait=False)
        assert picam2.wait(job) is False


def test_continuous_focus_follows_what_comes_nearer(autofocus, room):
    from libcamera import controls
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.start("preview")
        picam2.set_controls({"AfMode": controls.AfModeEnum.Continuous})
        time.sleep(1)
        assert picam2.capture_metadata()["LensPosition"] == pytest.approx(0.5, abs=0.02)
        room.metres = 0.2
        states = [picam2.capture_metadata()["AfState"] for _ in range(20)]
        assert controls.AfStateEnum.Scanning in states
        assert states[-1] == controls.AfStateEnum.Focused
        assert picam2.capture_metadata()["LensPosition"] == pytest.approx(5.0, abs=0.02)


def test_a_tuning_file_can_be_read_changed_and_given(bench):
    from picamera2 import Picamera2

    tuning = Picamera2.load_tuning_file("imx219.json")
    algorithm = Picamera2.find_tuning_algo(tuning, "rpi.agc")
    modes = algorithm["channels"][0]["exposure_modes"]
    modes["normal"] = {"shutter": [100, 66666], "gain": [1.0, 8.0]}
    with Picamera2(tuning=tuning) as picam2:
        picam2.start()
        assert picam2.capture_metadata()["ExposureTime"] > 0
    with pytest.raises(RuntimeError, match="Tuning file not found"):
        Picamera2.load_tuning_file("imx999.json")


def test_the_tuning_of_a_sensor_that_is_not_on_the_bench_can_be_read(bench):
    from picamera2 import Picamera2

    tuning = Picamera2.load_tuning_file("imx477.json")
    modes = Picamera2.find_tuning_algo(tuning, "rpi.agc")["channels"][0]["exposure_modes"]
    assert {"normal", "short", "long"} <= set(modes)
