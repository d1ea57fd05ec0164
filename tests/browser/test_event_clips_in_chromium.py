"""Clips of events play and seek in Chromium: a hundred that were cut off, wherever it was."""

import random

import pytest

from makerkit.camera.mp4.scan import scan_bytes
from makerkit.camera.packets import Packet
from makerkit.web import WebConfig, create_app, parts_of, start
from security_system.evidence.cause import Cause
from security_system.evidence.event import EventKind, event_id
from security_system.evidence.evidence import Evidence
from security_system.evidence.healing import heal
from security_system.evidence.settings import RecordingSettings
from security_system.evidence.shelf import Shelf
from tests.makerkit.camera.moving_pictures import packets

FPS = 10
CUTS = 100
PICTURES = 80
SEEK_IN_EACH = """async ([urls, places]) => {
    const seen = [];
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", {willReadFrequently: true});
    const whereTheBallIs = video => {
        [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
        context.drawImage(video, 0, 0);
        const row = context.getImageData(0, canvas.height / 2, canvas.width, 1).data;
        const red = [...Array(canvas.width).keys()].filter(
            x => row[4 * x] > 170 && row[4 * x + 1] < 90);
        return red.reduce((sum, x) => sum + x, 0) / red.length;
    };
    const told = (video, name) => new Promise((resolve, reject) => {
        video.addEventListener(name, resolve, {once: true});
        video.onerror = () => reject(new Error(`${video.src}: ${video.error.message}`));
    });
    for (const url of urls) {
        const video = document.createElement("video");
        video.muted = true;
        video.preload = "auto";
        video.src = url;
        await told(video, "loadeddata");
        const found = {length_s: video.duration, balls: []};
        for (const share of places) {
            const sought = told(video, "seeked");
            const picture = Math.min(Math.floor(video.duration * share * 10), 1e9);
            video.currentTime = (picture + 0.5) / 10;
            await sought;
            let ball = NaN;
            for (let tries = 0; tries < 40; tries += 1) {
                ball = whereTheBallIs(video);
                if (Math.abs(ball - (10 + 2 * picture)) < 3) break;
                await new Promise(done => setTimeout(done, 25)); // Chromium paints a little later
            }
            found.balls.push([picture, ball]);
        }
        video.removeAttribute("src");
        video.load();
        seen.push(found);
    }
    return seen;
}"""


@pytest.fixture(scope="module")
def film():
    return list(packets(PICTURES, fps=FPS, size=(320, 240)))


@pytest.fixture(scope="module")
def recorded(film, tmp_path_factory):
    """A folder with one whole event, and a hundred that were cut off and healed."""
    folder = tmp_path_factory.mktemp("events")
    evidence = Evidence(folder, RecordingSettings(least_free_gb=0, longest_s=3600))
    track = evidence.track("hall")
    evidence.set_home(is_home=False)
    evidence.start()
    track.begin(Cause(EventKind.MANUAL, "a test"), film[0].t_ns / 1e9)
    for packet in film:
        track.add(Packet(packet.data, packet.t_ns, packet.pts_us, packet.is_key))
    track.end()
    evidence.stop()
    whole = evidence.path(evidence.events()[0].id, "clip").read_bytes()
    scanned = scan_bytes(whole)
    chance = random.Random("chromium")
    for number in range(2, CUTS + 2):
        cut = chance.randint(scanned.fragments[0].end, scanned.good_bytes)
        name = f"{event_id(number, 1.8e9, 'hall')}.alarm.mp4.part"
        (folder / name).write_bytes(whole[:cut])
    shelf = Shelf(folder)
    heal(shelf)
    return shelf


def test_a_hundred_clips_that_were_cut_off_play_and_seek_to_the_right_picture(
    page, recorded, tmp_path
):
    app = create_app(WebConfig(name="Clips", folder=tmp_path, port=0, login=False))
    files = parts_of(app).files
    events = recorded.all()
    assert len(events) == CUTS + 1
    with start(app) as running:
        base = running.url.rstrip("/")
        urls = [f"{base}/files/{files.offer(recorded.folder / e.clip)}" for e in events]
        page.goto(urls[0])
        page.set_default_timeout(120_000)
        seen = page.evaluate(SEEK_IN_EACH, [urls, [0.9, 0.2, 0.6]])
    for event, found in zip(events, seen, strict=True):
        assert found["length_s"] == pytest.approx(event.end_s - event.start_s, abs=0.11)
        for picture, ball_px in found["balls"]:
            assert ball_px == pytest.approx(10 + 2 * picture, abs=3)
