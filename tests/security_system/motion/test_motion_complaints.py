"""What users of other detectors complain of, each as a test. The pictures are small rooms."""

import cv2
import numpy as np
import pytest

from tests.security_system.motion.rooms import FPS, SIZE, noisy, room, watch, with_person

STILL = room()
RIGHT, DOWN = np.meshgrid(np.arange(SIZE[0]) / SIZE[0], np.arange(SIZE[1]) / SIZE[1])


def seen_at(sights):
    return [sight.t_s for sight in sights if sight.is_motion]


def film(seconds, change):
    """Return noisy pictures of what `change(picture, t_s)` makes of the still room."""
    return [
        noisy(np.clip(change(STILL.astype(np.float32), n / FPS), 0, 255).astype(np.uint8), n)
        for n in range(int(seconds * FPS))
    ]


def test_sun_and_clouds_before_a_window_send_no_mail():
    """motioneye #167: 200 mails a day from a camera that looks at a window."""

    def clouds(picture, t_s):
        edge = (t_s % 12) / 4 - 0.5
        return picture * (1 - 0.45 / (1 + np.exp((RIGHT + 0.3 * DOWN - edge) * 12)))

    assert seen_at(watch(film(60, clouds))) == []


def test_the_light_of_the_whole_room_may_jump():
    """motioneyeos #2806: the light-switch detection is useless."""

    def lamp(picture, t_s):
        return picture * (1.6 if int(t_s // 7) % 2 else 0.5)

    assert seen_at(watch(film(40, lamp))) == []


def test_a_lamp_that_lights_a_corner_is_no_motion():
    """motioneyeos #2806, the half of it that a share of changed pixels does not catch."""

    def lamp(picture, t_s):
        is_on = int(t_s // 6) % 2
        return picture * (
            1 + is_on * 0.9 * np.exp(-((RIGHT - 0.7) ** 2 + (DOWN - 0.3) ** 2) / 0.06)
        )

    assert seen_at(watch(film(40, lamp))) == []


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_who_switches_the_lamp_is_found_all_the_same(factor):
    """motion #294: the light-switch detection drops the person who turns the light on."""

    def switches(picture, t_s):
        bright = picture * factor if t_s >= 5 else picture
        if t_s < 4:
            return bright
        x = round(20 + 45 * (t_s - 4))
        return with_person(np.clip(bright, 0, 255).astype(np.uint8), x, 210, shade=15)

    seen = seen_at(watch(film(9, switches)))
    assert seen[0] <= 4.6
    assert [t_s for t_s in seen if t_s > 6]


def test_insects_at_the_infrared_lamp_are_too_quick():
    """frigate #14818: insects at night."""
    chance = np.random.default_rng(3)
    way = np.cumsum(chance.normal(0, 1, (400, 2)) * (55, 40), axis=0)

    def moth(picture, t_s):
        x, y = np.abs((way[round(t_s * FPS)] + (160, 120)) % (640, 480) - (320, 240))
        spot = np.zeros(SIZE[::-1], np.float32)
        cv2.ellipse(spot, (int(x), int(y)), (9, 5), 30, 0, 360, 130, -1)
        return picture * 0.5 + cv2.GaussianBlur(spot, (0, 0), 2)

    assert seen_at(watch(film(40, moth))) == []


def test_rain_and_snow_stay_in_no_place():
    """frigate #599: rain."""
    chance = np.random.default_rng(4)

    def rain(picture, t_s):
        streaks = np.zeros(SIZE[::-1], np.uint8)
        for x, y, long in chance.integers((0, 0, 6), (320, 240, 26), (120, 3)):
            cv2.line(streaks, (int(x), int(y)), (int(x) - 2, int(y + long)), 35, 1)
        return picture + streaks

    assert seen_at(watch(film(30, rain))) == []


def test_reflections_and_a_television_flicker_in_vain():
    """frigate #6233: reflections."""
    chance = np.random.default_rng(5)

    def screen(picture, t_s):
        seen = picture.copy()
        seen[90:130, 140:200] *= 1.0 + 0.5 * chance.uniform(-1, 1)
        return seen

    assert seen_at(watch(film(30, screen))) == []


def test_mains_flicker_is_no_motion():
    def flicker(picture, t_s):
        return picture * (1 + 0.06 * np.sin(2 * np.pi * 2.3 * t_s))

    assert seen_at(watch(film(20, flicker))) == []


@pytest.mark.parametrize("pixels", [1.0, 3.0])
def test_a_camera_that_is_knocked_is_no_motion(pixels):
    def knocked(picture, t_s):
        since_s = t_s - 5 * (t_s // 5)
        swing = pixels * np.exp(-2 * since_s) * np.sin(2 * np.pi * 4 * since_s)
        move = np.float32([[1, 0, swing], [0, 1, swing / 2]])
        return cv2.warpAffine(picture, move, SIZE, borderMode=cv2.BORDER_REFLECT)

    assert seen_at(watch(film(20, knocked))) == []


def test_the_noise_of_the_night_is_no_motion():
    dark = (room() * 0.2).astype(np.uint8)
    assert seen_at(watch([noisy(dark, n, sigma=8) for n in range(300)])) == []


def test_somebody_in_the_noise_of_the_night_is_found():
    dark = (room() * 0.4).astype(np.uint8)

    def picture(n):
        t_s = n / FPS - 3
        seen = with_person(dark, round(40 + 40 * t_s), 200, shade=4) if t_s >= 0 else dark
        return noisy(seen, n, sigma=5)

    assert 3.0 <= seen_at(watch([picture(n) for n in range(60)]))[0] <= 3.8


def test_blocks_of_a_bad_jpeg_are_no_motion():
    def jpeg(n):
        _, coded = cv2.imencode(".jpg", noisy(STILL, n, 4), [cv2.IMWRITE_JPEG_QUALITY, 15 + n % 4])
        return cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE)

    assert seen_at(watch([jpeg(n) for n in range(200)])) == []


def test_somebody_who_sits_and_stirs_is_found():
    """Slow and seated people: the weak spot of whoever only looks for what travels."""

    def sits(picture, t_s):
        seen = with_person(picture.astype(np.uint8), 160, 200)
        if t_s > 8:  # an arm that gestures
            end = (round(185 + 14 * np.sin(2.5 * t_s)), round(130 + 30 * np.sin(3.1 * t_s)))
            cv2.line(seen, (165, 150), end, 200, 9)
        return seen

    seen = seen_at(watch(film(16, sits)))
    assert seen
    assert 8.0 <= seen[0] <= 11.0


def test_a_chair_that_was_moved_is_forgotten():
    def chair(picture, t_s):
        seen = picture.copy()
        if t_s > 5:
            seen[140:200, 100:150] = 20
        return seen

    sights = watch(film(40, chair))
    assert [t_s for t_s in seen_at(sights) if t_s > 8] == []


def test_a_crowd_of_lost_frames_does_not_matter():
    detector_frames = [
        (t_s, with_person(STILL, round(40 + 40 * (t_s - 3)), 200) if t_s >= 3 else STILL)
        for t_s in np.cumsum(np.random.default_rng(2).choice([0.1, 0.1, 0.3, 0.5], 40))
    ]
    from security_system.motion.detector import MotionDetector
    from security_system.motion.settings import MotionSettings

    detector = MotionDetector(MotionSettings(), SIZE)
    seen = [
        t_s
        for n, (t_s, picture) in enumerate(detector_frames)
        if detector.look(noisy(picture, n), float(t_s)).is_motion
    ]
    assert 3.0 <= seen[0] <= 4.3
