"""What `perceive` makes of files of all kinds: pictures, Tubs, videos, and what is none of them."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest
from click.testing import CliRunner, Result

from hardware_mocks.worlds.track.picture import CarView
from hardware_mocks.worlds.track.picture.look import Look
from hardware_mocks.worlds.track.track import Track
from makerkit.errors import NotThereError
from makerkit.tub import Tub, TubWriter
from self_driving_car.perceive import main
from self_driving_car.perception.calibration import Calibration
from self_driving_car.pictures_in import shots


@pytest.fixture(scope="module")
def road() -> Any:
    track = Track("lane_3", seed=3)
    return CarView(track, seed=3, looks=Look()).frame(track.state())


@pytest.fixture
def camera(tmp_path: Path) -> str:
    kept = tmp_path / "calibration.json"
    kept.write_text(json.dumps(Calibration.nominal().to_dict()), encoding="utf-8")
    return str(kept)


def jpeg(picture: Any) -> bytes:
    return bytes(cv2.imencode(".jpg", picture)[1])


def told(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_empty_and_cut_pictures_of_nested_folders_are_named_once_and_left_out(
    tmp_path: Path, road: Any
) -> None:
    """donkeycar #761, #815, #1187: one bad file breaks it all."""
    inner = tmp_path / "drives" / "one"
    inner.mkdir(parents=True)
    (inner / "10.jpg").write_bytes(jpeg(road))
    (inner / "2.jpg").write_bytes(jpeg(road))
    (inner / "3.jpg").write_bytes(b"")
    (inner / "4.jpg").write_bytes(jpeg(road)[:2000])
    (inner / "notes.txt").write_text("no picture")

    result = CliRunner().invoke(main, [str(tmp_path), "--json"])

    assert [Path(one["picture"]).name for one in told(result)] == ["2.jpg", "10.jpg"]
    left_out = [line for line in result.stderr.splitlines() if line.endswith("it is left out.")]
    assert len(left_out) == 2
    assert "3.jpg is no picture" in left_out[0]
    assert "4.jpg is no picture that can be read: its end is missing" in left_out[1]


def test_grey_pictures_pictures_with_alpha_and_wide_ones_are_read_as_colour(
    tmp_path: Path, road: Any
) -> None:
    wide = np.zeros((720, 1280, 3), np.uint8)
    cv2.imwrite(str(tmp_path / "1.png"), cv2.cvtColor(road, cv2.COLOR_BGR2GRAY))
    cv2.imwrite(str(tmp_path / "2.png"), cv2.cvtColor(road, cv2.COLOR_BGR2BGRA))
    cv2.imwrite(str(tmp_path / "3.jpg"), wide)

    shapes = [shot.picture.shape for shot in shots((str(tmp_path),))]

    assert shapes == [(240, 320, 3), (240, 320, 3), (720, 1280, 3)]


def test_lengths_are_told_in_metres_with_a_calibration(
    tmp_path: Path, road: Any, camera: str
) -> None:
    (tmp_path / "1.jpg").write_bytes(jpeg(road))

    (one,) = told(
        CliRunner().invoke(main, [str(tmp_path / "1.jpg"), "--json", "--calibration", camera])
    )

    assert set(one) == {"picture", "lane", "signs", "lights"}
    assert set(one["lane"]) == {
        "offset_share", "steering_deg", "confidence", "is_line",
        "offset_m", "heading_rad", "curvature_per_m",
    }  # fmt: skip
    assert abs(one["lane"]["offset_m"]) < 0.03
    assert one["lane"]["offset_share"] == pytest.approx(one["lane"]["offset_m"] / 0.35, abs=1e-3)


def test_a_tub_is_a_folder_of_pictures(tmp_path: Path, road: Any, camera: str) -> None:
    with TubWriter(tmp_path / "tub") as tub:
        for _ in range(2):
            tub.write({"cam/image_array": jpeg(road), "user/angle": 0.0, "user/throttle": 0.2})

    seen = told(
        CliRunner().invoke(main, [str(tmp_path / "tub"), "--json", "--calibration", camera])
    )

    assert [one["lane"] is not None for one in seen] == [True, True]


def test_deleted_records_of_a_tub_are_left_out_and_lost_pictures_named(
    tmp_path: Path, road: Any, camera: str
) -> None:
    with TubWriter(tmp_path / "data" / "tub") as tub:
        for _ in range(5):
            tub.write({"cam/image_array": jpeg(road), "user/angle": 0.0, "user/throttle": 0.2})
    Tub(tmp_path / "data" / "tub").delete([1, 3])
    (tmp_path / "data" / "tub" / "images" / "2_cam_image_array_.jpg").unlink()

    result = CliRunner().invoke(main, [str(tmp_path / "data"), "--json", "--calibration", camera])

    assert [Path(one["picture"]).name[0] for one in told(result)] == ["0", "4"]
    assert "tub has 2 deleted records; they are left out." in result.stderr
    assert "2_cam_image_array_.jpg is missing: its Tub has a record of it" in result.stderr


def test_a_broken_manifest_does_not_hide_the_pictures(tmp_path: Path, road: Any) -> None:
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    (tmp_path / "1.jpg").write_bytes(jpeg(road))
    (tmp_path / "._1.jpg").write_bytes(b"what macOS puts beside it")

    assert [Path(shot.name).name for shot in shots((str(tmp_path),))] == ["1.jpg"]


def test_pictures_and_videos_of_seldom_kinds_are_found_in_a_folder(
    tmp_path: Path, road: Any
) -> None:
    cv2.imwrite(str(tmp_path / "1.tiff"), road)
    (tmp_path / "2.jfif").write_bytes(jpeg(road))
    film(tmp_path / "3.mjpeg", road, codec="mjpeg", pix_fmt="yuvj420p")
    film(tmp_path / "4.gif", road, codec="gif", pix_fmt="rgb8")

    seen = [(Path(shot.name).name, shot.picture.shape) for shot in shots((str(tmp_path),))]

    names = ["1.tiff", "2.jfif", *(f"3.mjpeg#{n}" for n in range(3)), "4.gif#0"]
    assert [name for name, _ in seen][: len(names)] == names
    assert {shape for _, shape in seen} == {road.shape}


def test_a_video_that_breaks_off_is_looked_at_as_far_as_it_goes(
    tmp_path: Path, road: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def decode(self, **_: int) -> Iterator[av.VideoFrame]:
            yield av.VideoFrame.from_ndarray(road, format="bgr24")
            raise av.InvalidDataError(0, "Invalid data")

    (tmp_path / "1.avi").write_bytes(b"RIFF")
    monkeypatch.setattr(av, "open", lambda _: nullcontext(Broken()))

    seen = [Path(shot.name).name for shot in shots((str(tmp_path),))]

    assert seen == ["1.avi#0"]
    assert "1.avi breaks off after picture 0: what follows cannot" in capsys.readouterr().err


def test_a_video_that_was_never_finished_is_named(
    tmp_path: Path, road: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    film(tmp_path / "1.mkv", road, codec="mpeg4", pix_fmt="yuv420p")
    whole = (tmp_path / "1.mkv").read_bytes()
    (tmp_path / "1.mkv").write_bytes(whole[: len(whole) // 4])

    with pytest.raises(NotThereError):
        list(shots((str(tmp_path),)))

    assert "1.mkv" in capsys.readouterr().err


def film(path: Path, picture: Any, *, codec: str, pix_fmt: str) -> None:
    """Write three times the same picture as a video."""
    with av.open(str(path), "w") as out:
        stream: Any = out.add_stream(codec, rate=20)
        stream.height, stream.width = picture.shape[:2]
        stream.pix_fmt = pix_fmt
        for _ in range(3):
            out.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        out.mux(stream.encode())


def test_every_picture_of_a_video_is_told_by_its_number(
    tmp_path: Path, road: Any, camera: str
) -> None:
    drive = tmp_path / "drive.mp4"
    film(drive, road, codec="mpeg4", pix_fmt="yuv420p")

    seen = told(CliRunner().invoke(main, [str(drive), "--json", "--calibration", camera]))

    assert [one["picture"] for one in seen] == [f"{drive}#{number}" for number in range(3)]
    assert all(one["lane"] is not None for one in seen)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("words.txt", "There is no picture that can be read in"),
        ("words.mp4", "cannot be read as a video"),
        ("gone.jpg", "There is no "),
    ],
)
def test_what_is_no_picture_is_said_in_plain_words(tmp_path: Path, name: str, words: str) -> None:
    if name != "gone.jpg":
        (tmp_path / name).write_text("These are words.", encoding="utf-8")

    result = CliRunner().invoke(main, [str(tmp_path / name)])

    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.output


def test_pictures_of_any_size_and_kind_are_looked_at_without_a_calibration(
    tmp_path: Path, road: Any
) -> None:
    """Recordings of several cars in one folder: each size is guessed a camera of its own."""
    kinds = {
        "1.png": cv2.resize(road, (160, 120)),
        "2.png": cv2.cvtColor(road, cv2.COLOR_BGR2GRAY),
        "3.png": cv2.cvtColor(road, cv2.COLOR_BGR2BGRA),
        "4.png": cv2.resize(road, (32, 24)),
        "5.png": cv2.resize(road, (120, 320)),
        "6.png": np.zeros((240, 320, 3), np.uint8),
    }
    for name, picture in kinds.items():
        cv2.imwrite(str(tmp_path / name), picture)
    cv2.imwrite(str(tmp_path / "8.png"), np.zeros((3, 400), np.uint8))
    (tmp_path / "9.png").write_bytes(b"no picture")

    result = CliRunner().invoke(main, [str(tmp_path), "--json", "--show", str(tmp_path / "out")])

    seen = told(result)
    assert [Path(one["picture"]).name for one in seen] == list(kinds)
    has_lane = {Path(one["picture"]).name for one in seen if one["lane"] is not None}
    assert {"1.png", "3.png"} <= has_lane
    assert "6.png" not in has_lane
    assert "8.png is too small a picture to show a road: 400 x 3 pixels" in result.stderr
    assert "9.png is no picture that can be read; it is left out." in result.stderr


def test_help_tells_the_keys_and_their_signs() -> None:
    help_text = CliRunner().invoke(main, ["--help"]).output

    assert "positive is to the left" in help_text
    assert all(key in help_text for key in ("offset_share", "steering_deg", "distance_m"))
