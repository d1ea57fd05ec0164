"""Photographs: files, buffers, arrays, images, and switching modes for them."""

import io
import struct
import time

import cv2
import numpy as np
import pytest
from PIL import Image


def test_a_jpeg_of_all_pixels_is_written_while_a_preview_runs(cards, own_folder, red):
    from picamera2 import Picamera2, Preview

    picam2 = Picamera2()
    picam2.start_preview(Preview.QTGL)
    preview = picam2.create_preview_configuration(main={"size": (800, 600)})
    picam2.configure(preview)
    picam2.start()
    time.sleep(2)
    told = picam2.capture_file("test.jpg")
    assert told["ExposureTime"] > 0
    picam2.close()
    picture = cv2.imread("test.jpg")
    assert picture.shape == (600, 800, 3)
    assert red(picture[300, 400])


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("photo", ValueError, "unknown file extension: $"),
        ("photo.jpq", ValueError, r"unknown file extension: \.jpq$"),
        (io.BytesIO(), RuntimeError, "Cannot determine format to save"),
        ("none/photo.jpg", FileNotFoundError, "none/photo.jpg"),
    ],
)
def test_a_file_that_cannot_be_written_is_refused_in_the_real_words(bench, name, error, words):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.start()
        with pytest.raises(error, match=words):
            picam2.capture_file(name)
        assert picam2.capture_array().shape == (480, 640, 4)  # the camera goes on


def test_a_photograph_in_full_resolution_and_back_to_the_preview(cards, own_folder):
    from picamera2 import Picamera2

    picam2 = Picamera2()
    preview = picam2.create_preview_configuration()
    still = picam2.create_still_configuration()
    picam2.configure(preview)
    picam2.start()
    time.sleep(1)
    picam2.switch_mode_and_capture_file(still, "full.jpg")
    assert picam2.camera_configuration()["main"]["size"] == (640, 480)
    assert picam2.capture_array().shape == (480, 640, 4)
    picam2.close()
    assert cv2.imread("full.jpg").shape == (2464, 3280, 3)


def test_a_png_has_every_pixel_as_the_array_has_it(cards, own_folder):
    from picamera2 import Picamera2

    picam2 = Picamera2()
    picam2.configure(picam2.create_preview_configuration({"format": "RGB888", "size": (320, 240)}))
    picam2.start()
    with picam2.captured_request() as request:
        array = request.make_array("main")
        request.save("main", "same.png")
    picam2.close()
    assert np.array_equal(cv2.imread("same.png"), array)


def test_an_image_for_pil_shows_red_as_red(cards):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.start()
        time.sleep(1)
        image = picam2.capture_image("main")
    assert isinstance(image, Image.Image)
    assert image.size == (640, 480)
    red, green, blue = image.getpixel((320, 240))[:3]
    assert red > 140
    assert max(green, blue) < 100


def test_a_jpeg_in_memory_can_be_opened(cards):
    from picamera2 import Picamera2

    data = io.BytesIO()
    with Picamera2() as picam2:
        picam2.configure(picam2.create_still_configuration({"size": (1024, 768)}))
        picam2.start()
        time.sleep(1)
        picam2.capture_file(data, format="jpeg")
    data.seek(0)
    with Image.open(data) as image:
        assert image.size == (1024, 768)


def test_the_easiest_photograph(cards, own_folder):
    from picamera2 import Picamera2

    picam2 = Picamera2()
    picam2.start_and_capture_file("easy.jpg")
    picam2.close()
    assert cv2.imread("easy.jpg").shape == (2464, 3280, 3)
    assert time.monotonic() == pytest.approx(1.1, abs=0.2)


def test_several_photographs_by_themselves(cards, own_folder):
    from picamera2 import Picamera2

    picam2 = Picamera2()
    picam2.still_configuration.size = (640, 480)
    picam2.start_and_capture_files("test{:d}.jpg", num_files=3, delay=0.5, initial_delay=1)
    picam2.close()
    assert sorted(path.name for path in own_folder.iterdir()) == [f"test{n}.jpg" for n in range(3)]
    assert time.monotonic() == pytest.approx(2.2, abs=0.3)


def test_photographs_without_waiting_between_them(cards, own_folder):
    from picamera2 import Picamera2

    picam2 = Picamera2()
    picam2.still_configuration.size = (320, 240)
    picam2.start_and_capture_files("burst{:d}.jpg", num_files=4, delay=0, initial_delay=0)
    picam2.close()
    assert len(list(own_folder.iterdir())) == 4


def test_a_time_lapse_of_five_pictures_a_second_apart(bench, own_folder):
    from picamera2 import Picamera2

    picam2 = Picamera2()
    picam2.configure(picam2.create_still_configuration({"size": (640, 480)}))
    picam2.start()
    time.sleep(1)
    picam2.set_controls({"AeEnable": False, "AwbEnable": False})
    began = time.monotonic()
    for number in range(1, 6):
        with picam2.captured_request() as request:
            request.save("main", f"lapse{number}.jpg")
        time.sleep(1)
    assert time.monotonic() - began == pytest.approx(5.2, abs=0.3)
    picam2.close()
    first, last = (cv2.imread(f"lapse{n}.jpg").astype(int) for n in (1, 5))
    assert np.abs(first - last).max() > 100  # the clock's hand has moved


def test_exif_data_tells_exposure_and_what_the_program_adds(cards, own_folder):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(picam2.create_still_configuration({"size": (640, 480)}))
        picam2.start()
        time.sleep(1)
        told = picam2.capture_file("plain.jpg")
        picam2.capture_file("mine.jpg", exif_data={"0th": {0x013B: "A. Student", 0x010F: "Kit"}})
    with Image.open("plain.jpg") as plain, Image.open("mine.jpg") as mine:
        tags, added = plain.getexif(), mine.getexif()
    assert tags[0x010F] == "Raspberry Pi"
    exposed_s = float(tags.get_ifd(0x8769)[0x829A])
    assert exposed_s == pytest.approx(told["ExposureTime"] / 1e6, rel=1e-3)
    assert (added[0x013B], added[0x010F]) == ("A. Student", "Kit")


def test_quality_of_jpegs_decides_their_size(bench, own_folder):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(picam2.create_still_configuration({"size": (640, 480)}))
        picam2.start()
        picam2.options["quality"] = 95
        picam2.capture_file("good.jpg")
        picam2.options["quality"] = 20
        picam2.capture_file("small.jpg")
    sizes = {path.stem: path.stat().st_size for path in own_folder.iterdir()}
    assert sizes["good"] > 3 * sizes["small"]


def test_a_picture_in_another_size_from_the_same_frame(cards):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.start()
        with picam2.captured_request() as request:
            assert request.make_image("main", width=160, height=120).size == (160, 120)


def test_a_buffer_becomes_an_array_and_an_image_later(cards, red):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        config = picam2.create_preview_configuration({"format": "RGB888", "size": (322, 240)})
        picam2.configure(config)
        picam2.start()
        time.sleep(1)
        (buffer,), told = picam2.capture_buffers(["main"])
        stream = picam2.stream_configuration("main")
        assert buffer.shape == (stream["framesize"],)
        assert stream["stride"] == 992  # 966 bytes, and padding up to a multiple of 32
        array = picam2.helpers.make_array(buffer, stream)
        image = picam2.helpers.make_image(buffer, stream)
        picam2.helpers.save(image, told, "later.jpg")
    assert array.shape == (240, 322, 3)
    assert red(array[120, 161])
    assert cv2.imread("later.jpg").shape == (240, 322, 3)


def test_a_photograph_in_another_mode_as_array_arrays_image_buffer_and_request(cards):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        still = picam2.create_still_configuration({"size": (1024, 768)})
        picam2.start("preview")
        assert picam2.switch_mode_and_capture_array(still).shape == (768, 1024, 3)
        arrays, told = picam2.switch_mode_and_capture_arrays(still, ["main"])
        assert arrays[0].shape == (768, 1024, 3)
        assert "SensorTimestamp" in told
        assert picam2.switch_mode_and_capture_image(still).size == (1024, 768)
        assert picam2.switch_mode_and_capture_buffer(still).size == 768 * 1024 * 3
        buffers, _ = picam2.switch_mode_and_capture_buffers(still, ["main"])
        assert len(buffers) == 1
        request = picam2.switch_mode_and_capture_request(still)
        assert request.make_array("main").shape == (768, 1024, 3)
        request.release()
        request = picam2.switch_mode_capture_request_and_stop(still)
        assert request.make_array("main").shape == (768, 1024, 3)
        request.release()
        assert not picam2.started


def test_a_raw_photograph_is_a_dng_that_says_what_it_is(cards, own_folder):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(picam2.create_still_configuration({"size": (640, 480)}, raw={}))
        picam2.start()
        time.sleep(1)
        picam2.capture_file("photo.dng", name="raw")
        with picam2.captured_request() as request:
            request.save_dng("both.dng")
            request.save("main", "both.jpg")
    tags = tags_of((own_folder / "photo.dng").read_bytes())
    assert (tags[256], tags[257]) == (640, 480)
    assert tags[50708] == b"imx219"
    assert tags[262] == 32803  # a colour filter array
    assert tags[279] == 640 * 480 * 2
    pixels = np.fromfile("photo.dng", np.uint16, offset=tags[273])
    assert (pixels.size, int(pixels.max()) < 1024) == (640 * 480, True)
    assert cv2.imread("both.jpg").shape == (480, 640, 3)


def tags_of(data):
    """Return the tags of a little-endian TIFF file that are one number or text."""
    magic, at = struct.unpack_from("<4sI", data)
    assert magic == b"II*\0"
    (count,) = struct.unpack_from("<H", data, at)
    found = {}
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        tag, kind, length, value = struct.unpack_from("<HHII", data, entry)
        if kind == 2:
            found[tag] = data[value : value + length].rstrip(b"\0")
        elif length == 1:
            found[tag] = value & 0xFFFF if kind == 3 else value
    return found


def test_raw_pixels_of_a_red_card_are_strong_where_the_filter_is_red(cards):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(picam2.create_preview_configuration(raw={"format": "SRGGB10"}))
        assert picam2.camera_configuration()["raw"]["format"] == "SRGGB10"
        picam2.start()
        time.sleep(1)
        rows = picam2.capture_array("raw")
    pixels = rows.view(np.uint16)
    middle = pixels[200:280, 280:360].astype(float)
    red, green, blue = middle[0::2, 0::2], middle[0::2, 1::2], middle[1::2, 1::2]
    assert red.mean() > 2.5 * green.mean() > 2.5 * 50
    assert blue.mean() < green.mean() * 1.3
    assert pixels.max() < 1024


def test_packed_raw_pixels_hold_the_same_numbers(cards):
    from picamera2 import Picamera2

    from hardware_mocks.camera.dng import unpacked

    def shot(fmt):
        with Picamera2() as picam2:
            picam2.configure(picam2.create_video_configuration(raw={"format": fmt}))
            picam2.start()
            rows = picam2.capture_array("raw")
            stream = picam2.camera_configuration()["raw"]
            return unpacked(rows, stream["format"], stream["size"][0])

    packed = shot("SRGGB10_CSI2P")
    assert packed.shape == (1080, 1920)
    assert 60 < packed.min() < packed.max() < 1024


def test_frames_averaged_have_less_noise(room):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        main = {"format": "RGB888", "size": (320, 240)}
        picam2.configure(picam2.create_preview_configuration(main))
        picam2.start()
        time.sleep(1)
        frames = [picam2.capture_array().astype(float) for _ in range(16)]
    one, many = frames[0] - np.mean(frames, axis=0), np.mean(frames[:8], axis=0)
    rest = many - np.mean(frames[8:], axis=0)
    assert rest.std() < one.std() * 0.7


def test_the_picture_can_be_turned(bench):
    from libcamera import Transform
    from picamera2 import Picamera2

    def shot(**how):
        with Picamera2() as picam2:
            config = picam2.create_preview_configuration(
                {"format": "RGB888", "size": (320, 240)}, transform=Transform(**how)
            )
            picam2.configure(config)
            picam2.start()
            return picam2.capture_array().astype(int)

    plain = shot()
    assert np.abs(shot(hflip=1)[:, ::-1] - plain).mean() < 6
    assert np.abs(shot(vflip=1)[::-1] - plain).mean() < 6
    assert np.abs(shot(hflip=1, vflip=1)[::-1, ::-1] - plain).mean() < 6
    assert np.abs(shot(hflip=1) - plain).mean() > 15


def test_a_configuration_that_was_given_tells_afterwards_what_a_buffer_looks_like(cards, red):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        still = picam2.create_still_configuration({"size": (640, 480)}, raw={})
        assert "stride" not in still["main"]
        picam2.start(picam2.create_preview_configuration())
        time.sleep(0.5)
        (main, raw), metadata = picam2.switch_mode_and_capture_buffers(still, ["main", "raw"])

        picture = picam2.helpers.make_array(main, still["main"])
        assert picture.shape == (480, 640, 3)
        assert red(picture[240, 320], blue_first=False)
        dng = io.BytesIO()
        picam2.helpers.save_dng(raw, metadata, still["raw"], dng)
        assert dng.getbuffer().nbytes > raw.nbytes // 2
