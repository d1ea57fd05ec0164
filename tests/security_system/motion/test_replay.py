import json
import subprocess
import sys

import cv2
import numpy as np
import pytest
from click.testing import CliRunner

from security_system.replay import main
from tests.security_system.motion.films import write_film
from tests.security_system.motion.rooms import noisy, quiet, room, walk, with_person


def replayed(*arguments, code=0):
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.stderr


def answer_of(*arguments):
    return json.loads(replayed(*arguments, "--json"))


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    return write_film(tmp_path_factory.mktemp("film") / "walk.mp4", walk(4))


def test_somebody_who_walks_through_a_film_is_one_event(walked):
    answer = answer_of(walked)
    (event,) = answer["events"]
    assert 2.0 <= event["start_s"] <= 2.6
    assert 5.5 <= event["end_s"] <= 6.0
    assert (answer["width"], answer["height"], answer["luma_width"]) == (320, 240, 320)
    assert answer["problem"] == ""


def test_each_picture_has_its_time_and_its_trigger_flag(walked):
    frames = answer_of(walked)["frames"]
    assert [frame["t_s"] for frame in frames] == pytest.approx([n / 10 for n in range(60)])
    assert not any(frame["motion"] for frame in frames if frame["t_s"] < 2.0)
    assert all(frame["motion"] for frame in frames if frame["t_s"] > 2.7)


def test_the_keys_of_the_answer_stay_as_they_are(walked):
    answer = answer_of(walked)
    assert list(answer) == [
        "video", "width", "height", "fps", "duration_s", "luma_width", "luma_height", "frames",
        "events", "cpu_ms_per_frame", "decode_cpu_ms_per_frame", "problem",
    ]  # fmt: skip
    assert list(answer["events"][0]) == [
        "start_s", "end_s", "best_s", "boxes", "score", "why", "areas",
    ]  # fmt: skip


def test_boxes_are_in_pixels_of_the_video(tmp_path):
    big = [cv2.resize(picture, (1280, 960)) for picture in walk(2)]
    answer = answer_of(write_film(tmp_path / "big.mp4", big))
    assert (answer["luma_width"], answer["luma_height"]) == (320, 240)
    _, y, _, height = answer["events"][0]["boxes"][0]
    assert abs(y + height / 2 - 640) < 60
    assert 250 < height < 400


def test_uneven_times_are_kept(tmp_path):
    pictures = quiet(2)
    times_s = [0.1 * n if n < 10 else 0.1 * n + 5 for n in range(20)]
    frames = answer_of(write_film(tmp_path / "gap.mkv", pictures, times_s=times_s))["frames"]
    assert [f["t_s"] for f in frames] == pytest.approx(times_s, abs=0.01)


@pytest.mark.parametrize(
    ("name", "codec", "pix_fmt", "size"),
    [
        ("odd.avi", "ffv1", "gray", (321, 239)),
        ("colour.mkv", "ffv1", "bgr0", (320, 240)),
        ("jpeg.avi", "mjpeg", "yuvj420p", (640, 362)),
        ("fine.mkv", "ffv1", "yuv422p10le", (320, 240)),
    ],
)
def test_films_of_any_kind_are_read(tmp_path, name, codec, pix_fmt, size):
    film = write_film(tmp_path / name, quiet(2, size), codec=codec, pix_fmt=pix_fmt)
    answer = answer_of(film)
    assert (answer["width"], answer["height"]) == size
    assert len(answer["frames"]) == 20
    assert answer["events"] == []


def test_show_makes_a_picture_of_each_event(walked, tmp_path):
    replayed(walked, "--show", tmp_path / "shots")
    (file,) = (tmp_path / "shots").iterdir()
    image = cv2.imread(str(file))
    assert image.shape == (240, 320, 3)
    green = (image[:, :, 1].astype(int) - image[:, :, 0] > 60).sum()
    assert green > 100


def test_without_json_people_read_it(walked):
    text = replayed(walked)
    assert "with motion, 1 event\n" in text
    assert "ms of CPU a picture" in text


def test_a_truncated_film_says_so_and_gives_what_was_readable(tmp_path, walked):
    film = write_film(tmp_path / "long.mkv", walk(6))
    whole = film.read_bytes()
    film.write_bytes(whole[: len(whole) // 2])
    answer = answer_of(film)
    assert 10 < len(answer["frames"]) < 80
    assert answer["problem"]


def test_damaged_bytes_in_the_middle_do_not_end_it(tmp_path):
    film = write_film(tmp_path / "bad.mkv", walk(4))
    data = bytearray(film.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = np.random.default_rng(1).bytes(3000)
    film.write_bytes(bytes(data))
    assert len(answer_of(film)["frames"]) > 20


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "There is no file"), (b"", "no video that can be read"), (b"hello\n" * 99, "video")],
)
def test_what_is_no_film_is_refused_in_one_sentence(tmp_path, content, says):
    file = tmp_path / "film.mp4"
    if content is not None:
        file.write_bytes(content)
    assert says in replayed(file, "--json", code=1)


def test_a_film_without_its_index_says_what_to_think(tmp_path, walked):
    file = tmp_path / "cut.mp4"
    file.write_bytes(walked.read_bytes()[:4000])
    assert "Was its recording cut off?" in replayed(file, code=1)


def test_a_camera_without_settings_is_not_passed_over_in_silence(walked):
    assert "say that as well" in replayed(walked, "--camera", "hall", code=2)


def test_a_folder_is_told_from_a_file_that_is_not_there(tmp_path):
    assert "It is a folder" in replayed(tmp_path, code=1)
    assert "Is its name right?" in replayed(tmp_path / "none.mp4", code=1)


def test_the_settings_of_a_camera_are_used(tmp_path, walked):
    config = tmp_path / "config.toml"
    config.write_text(
        "[cameras.hall.motion]\nmasks = [[[0, 0], [1, 0], [1, 1], [0, 1]]]\n[cameras.yard]\n"
    )
    assert answer_of(walked, "--config", config, "--camera", "hall")["events"] == []
    assert len(answer_of(walked, "--config", config, "--camera", "yard")["events"]) == 1
    assert "it has: hall, yard" in replayed(walked, "--config", config, "--camera", "x", code=1)


def test_looking_at_every_other_picture_finds_the_same(walked):
    answer = answer_of(walked, "--every", 2)
    assert len(answer["frames"]) == 60
    assert len(answer["events"]) == 1


def test_a_film_turned_by_a_telephone_is_looked_at_upright(tmp_path, monkeypatch):
    from security_system.replaying import film

    class Turned:
        """A picture whose file says that it stands on its side."""

        rotation = 90

        def __init__(self, picture):
            self._picture = picture

        def __getattr__(self, name):
            return getattr(self._picture, name)

    lying = write_film(tmp_path / "lying.mp4", [np.rot90(p, -1) for p in walk(2)])
    decoded = film.Film._decoded
    monkeypatch.setattr(film.Film, "_decoded", lambda *a: map(Turned, decoded(*a)))
    answer = answer_of(lying)
    assert (answer["width"], answer["height"]) == (320, 240)
    assert len(answer["events"]) == 1


def test_it_starts_without_any_other_part_of_the_application():
    others = ["alarm", "panel", "app", "journal", "node", "eyes", "evidence", "dashboard", "mqtt"]
    code = (
        "import sys, security_system.replay, security_system.replaying.run;"
        f"print([m for m in {others} if f'security_system.{{m}}' in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_a_single_picture_is_a_film_without_events(tmp_path):
    file = tmp_path / "still.png"
    cv2.imwrite(str(file), noisy(with_person(room(), 100, 200), 1))
    answer = answer_of(file)
    assert (len(answer["frames"]), answer["events"]) == (1, [])
