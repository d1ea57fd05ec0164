"""Clips play and seek in Chromium: finished, after a power cut, and as a copy for sharing."""

import pytest

from makerkit.camera.clips import ClipWriter
from makerkit.camera.recovery import recover
from makerkit.camera.sharing import to_faststart
from makerkit.web import WebConfig, create_app, parts_of, start
from tests.makerkit.camera.moving_pictures import packets

SIZE = (320, 240)
FPS = 15
BALL_AT = """(video) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    const context = canvas.getContext("2d");
    context.drawImage(video, 0, 0);
    const row = context.getImageData(0, canvas.height / 2, canvas.width, 1).data;
    const red = [...Array(canvas.width).keys()].filter(
        x => row[4 * x] > 170 && row[4 * x + 1] < 90);
    return red.reduce((sum, x) => sum + x, 0) / red.length;
}"""
SEEK = """(video, to_s) => new Promise((resolve, reject) => {
    video.pause();
    video.onseeked = () => resolve(video.currentTime);
    video.onerror = () => reject(new Error(video.error.message));
    video.currentTime = to_s;
})"""
PLAY = """(video) => new Promise((resolve, reject) => {
    video.onended = () => resolve(video.currentTime);
    video.onerror = () => reject(new Error(video.error.message));
    video.muted = true;
    video.playbackRate = 4;
    video.play().catch(reject);
})"""


@pytest.fixture(scope="module")
def clips(tmp_path_factory):
    """Six seconds of a ball that walks two pixels a picture, in each form."""
    folder = tmp_path_factory.mktemp("clips")
    film = list(packets(6 * FPS, size=SIZE, fps=FPS))
    with ClipWriter(folder / "finished.mp4", SIZE) as writer:
        writer.write_all(film)
    cut = ClipWriter(folder / "cut.mp4", SIZE)
    cut.write_all(film)
    cut.flush()
    unfinished = (folder / "cut.mp4.part").read_bytes()
    cut.close()
    (folder / "killed.mp4.part").write_bytes(unfinished)  # and nobody has recovered it
    (folder / "recovered.mp4.part").write_bytes(unfinished[:-150])
    killed = (folder / "killed.mp4.part").rename(folder / "killed.mp4")
    recover(folder)
    to_faststart(folder / "finished.mp4", folder / "shared.mp4")
    return {
        "finished": (folder / "finished.mp4", 6.0),
        "killed": (killed, 6.0),
        "recovered": (folder / "recovered.mp4", 5.8),
        "shared": (folder / "shared.mp4", 6.0),
    }


@pytest.fixture(scope="module")
def served(clips, tmp_path_factory):
    app = create_app(
        WebConfig(name="Clips", folder=tmp_path_factory.mktemp("web"), port=0, login=False)
    )
    files = parts_of(app).files
    with start(app) as running:
        yield {
            name: (f"{running.url.rstrip('/')}/files/{files.offer(path)}", length_s)
            for name, (path, length_s) in clips.items()
        }


@pytest.mark.parametrize("name", ["finished", "killed", "recovered", "shared"])
def test_a_clip_plays_to_its_end_and_seeks_to_the_right_picture(page, served, name):
    url, length_s = served[name]
    statuses = []
    page.on("response", lambda answer: statuses.append(answer.status))
    page.goto(url)  # Chromium's own player
    video = page.locator("video")
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")
    assert video.evaluate("video => video.duration") == pytest.approx(length_s, abs=0.07)
    for number in (75, 20, 50, 3):
        at_s = video.evaluate(SEEK, (number + 0.5) / FPS)
        assert at_s == pytest.approx((number + 0.5) / FPS, abs=0.01)
        assert video.evaluate(BALL_AT) == pytest.approx(10 + 2 * number, abs=2.5)
    video.evaluate(SEEK, 4.0)
    assert video.evaluate(PLAY) == pytest.approx(length_s, abs=0.1)
    assert 206 in statuses
