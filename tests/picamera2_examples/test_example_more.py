"""More of what the manual teaches: several things together, as programs do in the end."""

import time
from threading import Condition, Thread

import av
import cv2
import numpy as np
import pytest

from hardware_mocks.camera.views.cards import CardsView


def decoded(file):
    with av.open(str(file)) as video:
        return [frame.to_ndarray(format="bgr24") for frame in video.decode(video=0)]


def test_cameras_on_a_multiplexer_take_turns(bench, own_folder):
    import picamera2

    for number, colour in enumerate(("red", "green", "blue", "yellow")):
        bench.views[str(number)] = view = CardsView()
        view.show(colour, at=(0.2, 0.2, 0.6, 0.6))
    for number in range(4):
        picam2 = picamera2.Picamera2(camera_num=number)
        config = picam2.create_still_configuration({"size": (640, 480)})
        picam2.start()
        picam2.switch_mode_and_capture_file(config, f"camera{number}.jpg", delay=10)
        picam2.close()
    red, green, blue, yellow = (
        cv2.imread(f"camera{number}.jpg")[240, 320].astype(int) for number in range(4)
    )
    assert red.argmax() == 2
    assert green.argmax() == 1
    assert blue.argmax() == 0
    assert yellow[0] < 100 < yellow[1:].min()


def test_an_output_attached_later_begins_with_a_key_frame(bench):
    from picamera2 import Picamera2
    from picamera2.encoders import H264Encoder
    from picamera2.outputs import FileOutput

    with Picamera2() as picam2:
        picam2.configure(picam2.create_video_configuration({"size": (320, 240)}))
        encoder = H264Encoder(repeat=True, iperiod=30)
        picam2.start_recording(encoder, None)
        time.sleep(1.5)
        output = FileOutput("late.h264")
        output.start()
        encoder.output = output
        time.sleep(2)
        picam2.stop_recording()
    assert len(decoded("late.h264")) == pytest.approx(45, abs=16)


def test_a_frame_of_another_mode_can_be_saved_after_the_preview_is_back(cards, red):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        still = picam2.create_still_configuration({"size": (1024, 768)})
        picam2.start("preview")
        time.sleep(1)
        request = picam2.switch_mode_and_capture_request(still)
        time.sleep(1)
        assert picam2.capture_array().shape == (480, 640, 4)
        request.save("main", "old.jpg")
        request.release()
    picture = cv2.imread("old.jpg")
    assert picture.shape == (768, 1024, 3)
    assert red(picture[384, 512])


def test_one_thread_serves_frames_to_two_others(bench):
    from picamera2 import Picamera2

    class FrameServer:
        def __init__(self, picam2):
            self.picam2, self.news, self.newest, self.count = picam2, Condition(), None, 0
            self.runs = True
            self.thread = Thread(target=self.serve, daemon=True)

        def serve(self):
            while self.runs:
                array = self.picam2.capture_array()
                self.count += 1
                with self.news:
                    self.newest = array
                    self.news.notify_all()

        def wait_for_another(self, before):
            with self.news:
                self.news.wait_for(lambda: self.newest is not before)
                return self.newest

    counts = [0, 0]

    def client(index):
        frame = None
        while time.monotonic() < 2:
            frame = server.wait_for_another(frame)
            counts[index] += 1

    with Picamera2() as picam2:
        picam2.configure(picam2.create_video_configuration({"size": (64, 64)}))
        server = FrameServer(picam2)
        clients = [Thread(target=client, args=(index,)) for index in range(2)]
        picam2.start()
        for thread in (server.thread, *clients):
            thread.start()
        for thread in clients:
            thread.join()
        server.runs = False
        server.thread.join()
    assert counts == pytest.approx([60, 60], abs=2)
    assert server.count == pytest.approx(61, abs=2)


def test_a_series_of_exposures_becomes_one_picture_with_everything_in_it(room):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        picam2.configure(
            picam2.create_still_configuration({"size": (320, 240), "format": "RGB888"})
        )
        picam2.start()
        time.sleep(1)
        told = picam2.capture_metadata()
        base, gain = told["ExposureTime"], told["AnalogueGain"]
        pictures = []
        for factor in (0.25, 1.0, 4.0):
            picam2.set_controls({"ExposureTime": int(base * factor), "AnalogueGain": gain})
            while abs(picam2.capture_metadata()["ExposureTime"] - base * factor) > 20:
                pass
            pictures.append(picam2.capture_array())
    means = [picture.mean() for picture in pictures]
    assert means == sorted(means)
    merged = cv2.createMergeMertens().process(pictures) * 255
    assert means[0] < merged.mean() < means[2]


def test_two_cameras_record_at_once(bench):
    from picamera2 import Picamera2
    from picamera2.encoders import H264Encoder

    bench.views["1"] = CardsView()
    cameras = [Picamera2(number) for number in range(2)]
    for number, picam2 in enumerate(cameras):
        size = (320, 240) if number else (640, 480)
        picam2.configure(picam2.create_video_configuration({"size": size}))
        picam2.start_recording(H264Encoder(), f"camera{number}.h264")
    time.sleep(1.01)
    for picam2 in cameras:
        picam2.stop_recording()
        picam2.close()
    films = [decoded(f"camera{number}.h264") for number in range(2)]
    assert [len(film) for film in films] == [30, 30]
    assert [film[0].shape for film in films] == [(480, 640, 3), (240, 320, 3)]


def test_a_zoom_while_recording_is_in_the_film(cards):
    from picamera2 import Picamera2
    from picamera2.encoders import H264Encoder

    with Picamera2() as picam2:
        picam2.configure(picam2.create_video_configuration({"size": (320, 240)}))
        picam2.start_recording(H264Encoder(), "zoom.h264")
        time.sleep(1)
        x, y, width, height = picam2.capture_metadata()["ScalerCrop"]
        half = (x + width // 4, y + height // 4, width // 2, height // 2)
        picam2.set_controls({"ScalerCrop": half})
        time.sleep(1)
        picam2.stop_recording()

    def share(picture):
        return ((picture[:, :, 2].astype(int) - picture[:, :, 0]) > 110).mean()

    film = decoded("zoom.h264")
    assert share(film[-1]) / share(film[20]) == pytest.approx(4, abs=0.5)


def test_the_time_burnt_into_a_film(bench):
    from picamera2 import MappedArray, Picamera2
    from picamera2.encoders import H264Encoder

    def stamp(request):
        with MappedArray(request, "main") as mapped:
            mapped.array[:40] = 0
            text = time.strftime("%H:%M:%S")
            font = cv2.FONT_HERSHEY_SIMPLEX
            cv2.putText(mapped.array, text, (5, 30), font, 1, (255, 255, 255, 255), 2)

    with Picamera2() as picam2:
        picam2.configure(picam2.create_video_configuration({"size": (320, 240)}))
        picam2.pre_callback = stamp
        picam2.start_recording(H264Encoder(4_000_000), "time.h264")
        time.sleep(2.5)
        picam2.stop_recording()
    strips = [cv2.cvtColor(p[:40], cv2.COLOR_BGR2GRAY).astype(int) for p in decoded("time.h264")]
    changes = [
        index for index in range(1, len(strips))
        if np.abs(strips[index] - strips[index - 1]).mean() > 3
    ]  # fmt: skip
    assert len(changes) == pytest.approx(2, abs=1)
    assert strips[0].max() > 180


def test_raw_frames_of_all_pixels_beside_a_small_preview(bench):
    from picamera2 import Picamera2

    with Picamera2() as picam2:
        config = picam2.create_preview_configuration(raw={"size": picam2.sensor_resolution})
        picam2.configure(config)
        assert picam2.stream_configuration("raw")["size"] == picam2.sensor_resolution
        assert picam2.stream_configuration("main")["size"] == (640, 480)
        picam2.start()
        stamps = [picam2.capture_metadata()["SensorTimestamp"] for _ in range(3)]
    assert set(np.diff(stamps)) == {47_193_000}  # all pixels take 1/21.19 s


def test_a_mode_kept_in_memory_by_the_persistent_allocator(bench):
    from picamera2 import Picamera2
    from picamera2.allocators import PersistentAllocator

    with Picamera2(allocator=PersistentAllocator()) as picam2:
        still = picam2.create_still_configuration({"size": (640, 480)}, use_case="still")
        picam2.start("preview")
        for _ in range(3):
            assert picam2.switch_mode_and_capture_array(still).shape == (480, 640, 3)
        picam2.allocator.deallocate("still")


def test_a_film_of_only_so_many_frames(bench):
    from picamera2 import Picamera2
    from picamera2.encoders import H264Encoder

    with Picamera2() as picam2:
        picam2.configure(picam2.create_video_configuration({"size": (320, 240)}))
        encoder = H264Encoder()
        picam2.start_recording(encoder, "hundred.h264")
        while encoder.frames_encoded < 100:
            time.sleep(0.01)
        picam2.stop_recording()
        count = encoder.frames_encoded
    assert count == pytest.approx(100, abs=1)
    assert len(decoded("hundred.h264")) == count


def test_a_camera_that_is_upside_down_is_turned_by_its_configuration(cards):
    from libcamera import Transform
    from picamera2 import Picamera2

    cards.show("red", at=(0.1, 0.1, 0.2, 0.2))
    with Picamera2() as picam2:
        config = picam2.create_preview_configuration(
            {"size": (320, 240), "format": "RGB888"}, transform=Transform(rotation=180)
        )
        picam2.configure(config)
        picam2.start()
        time.sleep(1)
        picture = picam2.capture_array().astype(int)
    rows, columns = np.where((picture[:, :, 2] - picture[:, :, 0]) > 80)
    assert (columns.mean() / 320, rows.mean() / 240) == pytest.approx((0.8, 0.8), abs=0.03)
