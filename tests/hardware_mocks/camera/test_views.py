import time

import av
import cv2
import numpy as np
import pytest

from hardware_mocks.camera.views.cards import CardsView
from hardware_mocks.camera.views.picture_folder import PictureFolderView
from hardware_mocks.camera.views.source import point_cameras
from hardware_mocks.camera.views.test_card import TestCard
from hardware_mocks.camera.views.video_file import VideoFileView
from makerkit.errors import BadInputError, NotThereError
from makerkit.wiring.scenario import parse_scenario

NS = 1_000_000_000


@pytest.fixture(scope="module")
def video(tmp_path_factory):
    """Two seconds at ten pictures a second, each a grey of its own: 10, 20, 30, ..."""
    path = tmp_path_factory.mktemp("video") / "greys.mp4"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=10, options={"g": "6", "crf": "5"})
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        for number in range(20):
            picture = np.full((120, 160, 3), 10 + 10 * number, np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")):
                file.mux(packet)
        for packet in stream.encode():
            file.mux(packet)
    return path


def grey(scene):
    return float(scene.image.mean())


def test_a_video_shows_each_picture_at_its_time(video):
    view = VideoFileView(video)
    seen = [grey(view.look(round(number * NS / 10), (160, 120))) for number in range(20)]
    assert seen == pytest.approx([10 + 10 * number for number in range(20)], abs=5)


def test_a_video_begins_again_when_it_is_over(video):
    view = VideoFileView(video)
    assert view.length_ns == pytest.approx(2 * NS, rel=1e-6)
    assert grey(view.look(5 * NS + 350_000_000, (160, 120))) == pytest.approx(140, abs=3)


def test_a_video_shows_the_same_whatever_was_asked_before(video):
    in_order, jumping = VideoFileView(video), VideoFileView(video)
    times = [round(number * NS / 10) for number in range(20)]
    pictures = {t: in_order.look(t, (64, 48)).image for t in times}
    for t in [*times[::-3], *times[::7], times[19], times[0], times[11]]:
        assert np.array_equal(jumping.look(t, (64, 48)).image, pictures[t])


def test_a_wide_picture_is_seen_whole_with_bars(tmp_path):
    cv2.imwrite(str(tmp_path / "wide.png"), np.full((90, 160, 3), 200, np.uint8))
    seen = PictureFolderView(tmp_path).look(0, (320, 240)).image
    assert seen[5].mean() < 40
    assert seen[120].mean() == pytest.approx(200, abs=1)


def test_pictures_of_a_folder_follow_each_other_by_name(tmp_path):
    for name, level in (("b.png", 100), ("a.png", 50), ("c.jpg", 200)):
        cv2.imwrite(str(tmp_path / name), np.full((120, 160, 3), level, np.uint8))
    (tmp_path / "notes.txt").write_text("no picture")
    view = PictureFolderView(tmp_path)
    seen = [grey(view.look(round(t_s * NS), (160, 120))) for t_s in (0, 0.9, 1, 2.5, 3)]
    assert seen == pytest.approx([50, 50, 100, 200, 50], abs=2)


def test_a_card_is_where_it_is_held_and_gone_when_it_is_taken_away():
    cards = CardsView()
    cards.show("blue", at=(0.5, 0.5, 0.25, 0.25))
    blue, green, red = cards.look(0, (400, 300)).image[180, 240]
    assert blue > 150
    assert max(green, red) < 100
    wall = cards.look(0, (400, 300)).image[60, 60]
    assert int(wall.max()) - int(wall.min()) < 30
    cards.take_away()
    assert np.array_equal(cards.look(0, (400, 300)).image, CardsView().look(0, (400, 300)).image)


def test_a_crop_shows_the_card_larger():
    cards = CardsView()
    cards.show("red", at=(0.4, 0.4, 0.2, 0.2))

    def share(crop):
        image = cards.look(0, (400, 300), crop).image.astype(int)
        return float(((image[:, :, 2] - image[:, :, 0]) > 80).mean())

    assert share((0.0, 0.0, 1.0, 1.0)) == pytest.approx(0.04, abs=0.005)
    assert share((0.3, 0.3, 0.4, 0.4)) == pytest.approx(0.25, abs=0.02)
    assert share((0.0, 0.0, 0.3, 0.3)) == 0


def test_a_card_turned_by_45_degrees_has_its_corner_above_its_middle():
    cards = CardsView()
    cards.show("red", at=(0.4, 0.4, 0.15, 0.2), turned_deg=45)
    image = cards.look(0, (400, 300)).image
    assert image[108, 190, 2] > 150  # above where its upper edge would be
    assert image[122, 163, 2] < 150  # its corner was there


@pytest.mark.parametrize("t_ns", [0, 250_000_000, 1_234_567_890])
def test_the_test_card_moves_and_stays_the_same_at_the_same_time(t_ns):
    card = TestCard()
    first = card.look(t_ns, (320, 240)).image
    assert np.array_equal(first, TestCard().look(t_ns, (320, 240)).image)
    assert not np.array_equal(first, card.look(t_ns + 100_000_000, (320, 240)).image)


def scene(text, folder):
    return parse_scenario(text, str(folder / "scene.toml"))


def test_a_scene_points_a_camera_at_a_video(bench, video):
    bench.play(scene(f'[cameras.camera]\nlooks_at = "file:{video.name}"', video.parent))
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(picam2.create_preview_configuration({"size": (160, 120)}))
        picam2.start()
        time.sleep(0.95)  # exposure needs some frames
        early = picam2.capture_array()[:, :, :3].mean()
        time.sleep(0.7)
        assert picam2.capture_array()[:, :, :3].mean() > early + 50


def test_a_scene_chooses_the_sensor(bench, tmp_path):
    bench.play(scene('[cameras.camera]\nmodel = "imx708"', tmp_path))
    from picamera2 import Picamera2

    assert Picamera2.global_camera_info()[0]["Model"] == "imx708"


@pytest.mark.parametrize(
    ("looks_at", "error", "words"),
    [
        ("file:none.mp4", NotThereError, r"scene.toml: cameras.camera.looks_at: there is no video"),
        ("file:scene.toml", BadInputError, "holds no video that can be read"),
        ("folder:none", NotThereError, "there is no folder"),
        ("folder:.", BadInputError, "has no pictures"),
        ("webcam:0", BadInputError, "this run is in virtual time"),
        ("card:redd", BadInputError, "There is no card"),
        ("house:hall", BadInputError, "the bench stands in no house"),
        ("flie:street.mp4", BadInputError, "must be one of"),
        ("webcam:front", BadInputError, "must end with the webcam's number"),
    ],
)
def test_what_cannot_be_looked_at_is_told_with_its_place(bench, tmp_path, looks_at, error, words):
    (tmp_path / "scene.toml").write_text("nothing")
    with pytest.raises(error, match=words):
        bench.play(scene(f'[cameras.camera]\nlooks_at = "{looks_at}"', tmp_path))


def test_a_camera_that_is_not_there_is_told_with_those_that_are(bench, tmp_path):
    with pytest.raises(NotThereError, match=r"no camera 'front' on the bench. There is: camera, 0"):
        bench.play(scene('[cameras.front]\nlooks_at = "test card"', tmp_path))


def test_a_key_that_a_camera_does_not_have_is_told_with_the_one_that_was_meant():
    with pytest.raises(BadInputError, match=r"cameras.camera.look_at.*looks_at"):
        parse_scenario('[cameras.camera]\nlook_at = "test card"')


def test_every_kind_of_camera_scene_points_somewhere(bench, video, tmp_path):
    cv2.imwrite(str(video.parent / "card.png"), np.zeros((60, 80, 3), np.uint8))
    for looks_at in ("test card", "card:red", "card:card.png", f"file:{video.name}", "folder:."):
        told = scene(f'[cameras.camera]\nlooks_at = "{looks_at}"', video.parent)
        point_cameras(bench, told.cameras)
        assert bench.cameras.view_of(0).look(0, (64, 48)).image.shape == (48, 64, 3)
