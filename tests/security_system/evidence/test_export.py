"""An event as a zip: everything in it, sums that fit, people blurred where it is wanted."""

import hashlib
import json
import zipfile

import av
import numpy as np
import pytest
from small_films import FPS, NS, film

from makerkit.camera.clips import ClipWriter
from makerkit.camera.frame import Frame
from makerkit.camera.h264 import H264Encoder
from makerkit.camera.packets import Packet
from makerkit.errors import BadInputError, NotThereError
from security_system.evidence.blur import blur_clip
from security_system.evidence.event import Event, EventKind, Region, event_id, to_json
from security_system.evidence.evidence import Evidence
from security_system.evidence.settings import RecordingSettings
from security_system.motion.settings import AreaSettings, MotionSettings

BEGAN_S = 1_795_000_000.0


def write_clip(path, packets):
    with ClipWriter(path, created_s=BEGAN_S) as writer:
        for number, packet in enumerate(packets):
            writer.write(Packet(packet.data, round(number * NS / FPS), 0, packet.is_key))


@pytest.fixture
def evidence(tmp_path):
    """An evidence whose folder holds one event, healed."""
    id_ = event_id(1, BEGAN_S, "hall")
    made = Event(
        id=id_,
        number=1,
        camera="hall",
        kind=EventKind.ALARM,
        start_s=BEGAN_S,
        cause_s=BEGAN_S + 1,
        end_s=BEGAN_S + 3,
        why="the door was opened",
        boxes=(Region(0.4, 0.4, 0.05, 0.06),),
    )
    folder = tmp_path / "clips"
    folder.mkdir()
    write_clip(folder / made.clip_name, film(30))
    (folder / f"{id_}.jpg").write_bytes(b"\xff\xd8 a picture")
    (folder / f"{id_}.json").write_text(json.dumps(to_json(made)))
    evidence = Evidence(folder, RecordingSettings(least_free_gb=0))
    evidence.start()
    evidence.wait_until_healed()
    yield evidence
    evidence.stop()


def journal(from_s, to_s):
    assert from_s < BEGAN_S < to_s
    yield {"id": 1, "kind": "alarm", "why": "the door was opened"}
    yield {"id": 2, "kind": "siren started", "why": "ئاگاداری"}


def test_the_zip_has_clip_picture_event_journal_sums_and_words(evidence, tmp_path):
    (event,) = evidence.events()
    shares = []
    zipped = evidence.export(event.id, journal=journal, on_progress=shares.append)
    with zipfile.ZipFile(zipped) as archive:
        names = set(archive.namelist())
        rows = [json.loads(line) for line in archive.read("journal.jsonl").splitlines()]
        sums = dict(
            reversed(line.split())
            for line in archive.read("SHA256SUMS").decode().split("\n")
            if line
        )
        assert all(hashlib.sha256(archive.read(name)).hexdigest() == sums[name] for name in sums)
        text = archive.read("README.txt").decode()
        archive.extract("clip.mp4", tmp_path)
    parts = {"clip.mp4", "snapshot.jpg", "event.json", "journal.jsonl", "README.txt"}
    assert names == parts | {"SHA256SUMS"}
    assert set(sums) == parts
    assert [row["id"] for row in rows] == [1, 2]
    assert "the door was opened" in text
    assert "2026-11-18 11:06:40" in text
    data = (tmp_path / "clip.mp4").read_bytes()
    assert data.find(b"moov") < data.find(b"mdat")
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    evidence.export_done(zipped)
    assert list(evidence.exports.iterdir()) == []


def test_one_export_at_a_time_for_the_eyes_need_the_processor_as_well(evidence):
    """Whoever may see clips could otherwise have ten of them blurred at once, and walk in."""
    (event,) = evidence.events()
    refused = []

    def another(_from_s, _to_s):
        with pytest.raises(BadInputError, match="Another export") as error:
            evidence.export(event.id)
        refused.append(error)
        return ()

    evidence.export(event.id, journal=another)
    assert refused
    assert evidence.export(event.id).is_file()


def test_what_is_not_there_is_not_exported(evidence):
    with pytest.raises(NotThereError):
        evidence.export("000009-20260101T000000Z-hall")


def test_zips_that_nobody_fetched_are_gone_after_a_restart(evidence):
    (event,) = evidence.events()
    evidence.export(event.id)
    evidence.stop()
    again = Evidence(evidence.folder, evidence.settings)
    again.start()
    again.wait_until_healed()
    again.stop()
    assert list(again.exports.iterdir()) == []


def test_a_full_disk_leaves_no_half_zip(evidence, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    (event,) = evidence.events()
    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(BadInputError, match="No space left"):
        evidence.export(event.id)
    assert list(evidence.exports.iterdir()) == []


def test_a_thumbnail_is_made_of_the_clip_when_nothing_else_is_left(evidence):
    (event,) = evidence.events()
    assert evidence.path(event.id, "thumbnail").read_bytes()[:2] == b"\xff\xd8"


# -- blurring


def stripes_that_walk(number, size=(320, 240)):
    """A still chess board, and a block of fine stripes that walks over it."""
    width, height = size
    rows, columns = np.indices((height, width))
    luma = np.where((rows // 20 + columns // 20) % 2, 90, 110).astype(np.uint8)
    left = 20 + number * 4
    luma[80:160, left : left + 48] = np.where(columns[80:160, :48] // 4 % 2, 20, 235)
    planes = np.full((height * 3 // 2, width), 128, np.uint8)
    planes[:height] = luma
    return Frame.from_yuv(number, round(number * NS / FPS), planes), left


def test_what_moves_is_blurred_and_what_is_still_is_not(tmp_path):
    encoder = H264Encoder(320, 240, fps=FPS, bitrate=4_000_000)
    with ClipWriter(tmp_path / "a.mp4") as writer:
        for number in range(40):
            writer.write_all(encoder.encode(stripes_that_walk(number)[0]))
    shares = []
    blurred = blur_clip(tmp_path / "a.mp4", tmp_path / "b.mp4", on_progress=shares.append)
    with av.open(str(blurred)) as opened:
        pictures = [p.to_ndarray(format="gray") for p in opened.decode(video=0)]
    assert len(pictures) == 40
    for number in (0, 10, 25, 39):
        left = stripes_that_walk(number)[1]
        stripes = pictures[number][90:150, left + 4 : left + 44].astype(float)
        assert np.abs(np.diff(stripes, axis=1)).mean() < 10  # 54 where it is sharp
        still = pictures[number][180:, :].astype(float)
        assert still.std() > 7
    assert shares[-1] > 0.9


class OneFace:
    def find(self, image):
        return [(140, 100, 40, 40)]


def test_a_face_that_keeps_still_is_blurred_by_a_detector(tmp_path):
    frame = stripes_that_walk(30)[0]
    encoder = H264Encoder(320, 240, fps=FPS, bitrate=4_000_000)
    with ClipWriter(tmp_path / "a.mp4") as writer:
        for number in range(15):
            still = Frame.from_yuv(number, round(number * NS / FPS), frame.image)
            writer.write_all(encoder.encode(still))
    blurred = blur_clip(tmp_path / "a.mp4", tmp_path / "b.mp4", faces=OneFace())
    with av.open(str(blurred)) as opened:
        picture = [p.to_ndarray(format="gray") for p in opened.decode(video=0)][7]
    assert np.abs(np.diff(picture[105:135, 144:176].astype(float), axis=1)).mean() < 10


def test_the_blurred_zip_says_what_it_is_worth_and_has_no_still_picture(evidence):
    (event,) = evidence.events()
    zipped = evidence.export(event.id, blur=True)
    with zipfile.ZipFile(zipped) as archive:
        assert "snapshot.jpg" not in archive.namelist()
        assert "no promise" in archive.read("README.txt").decode()


def test_a_face_model_that_is_not_there_is_told(tmp_path, evidence):
    evidence.settings = RecordingSettings(face_model=str(tmp_path / "none.onnx"))
    with pytest.raises(NotThereError, match="no face model"):
        evidence.export(evidence.events()[0].id, blur=True)


# -- remedies


def test_a_false_alarm_becomes_a_change_of_settings(evidence):
    motion = MotionSettings()
    evidence.track("hall", motion=lambda: motion)
    (event,) = evidence.events()
    found = {remedy.id: remedy for remedy in evidence.remedies(event.id)}
    assert list(found) == ["size", "mask", "sensitivity"]
    remedy = evidence.mark_false(event.id, "mask")
    assert remedy == found["mask"]
    assert remedy.section == "cameras.hall.motion"
    (corners,) = remedy.values["masks"]
    assert corners == [[0.38, 0.38], [0.47, 0.38], [0.47, 0.48], [0.38, 0.48]]
    assert evidence.event(event.id).feedback == "false"
    for remedy in found.values():
        MotionSettings(**remedy.values)


def test_a_remedy_keeps_the_masks_that_are_there(evidence):
    motion = MotionSettings(masks=[[[0, 0], [1, 0], [0, 1]]], sensitivity=10)
    evidence.track("hall", motion=lambda: motion)
    found = {r.id: r.values for r in evidence.remedies(evidence.events()[0].id)}
    assert len(found["mask"]["masks"]) == 2
    assert found["sensitivity"] == {"sensitivity": 1}


def test_a_mask_over_a_third_of_the_picture_is_not_proposed(evidence):
    evidence.track("hall", motion=MotionSettings)
    id_ = evidence.events()[0].id
    evidence.shelf.change(id_, boxes=(Region(0.1, 0.1, 0.7, 0.8),))
    assert [remedy.id for remedy in evidence.remedies(id_)] == ["sensitivity"]


def test_an_area_can_be_made_calmer_alone():
    from security_system.evidence.remedies import remedies

    corners = [[0, 0], [1, 0], [0, 1]]
    motion = MotionSettings(areas={"tree": AreaSettings(polygon=corners, sensitivity=40)})
    id_ = event_id(1, BEGAN_S, "yard")
    event = Event(
        id=id_, number=1, camera="yard", kind=EventKind.MOTION, start_s=0, cause_s=0, end_s=0
    )
    found = remedies(event, motion, areas=("tree", "gone"))
    assert found[0].section == "cameras.yard.motion.areas.tree"
    assert found[0].values == {"sensitivity": 25}


def test_feedback_survives_a_restart(evidence):
    (event,) = evidence.events()
    evidence.mark_true(event.id)
    evidence.stop()
    again = Evidence(evidence.folder, evidence.settings)
    again.start()
    again.wait_until_healed()
    again.stop()
    assert again.event(event.id).feedback == "true"


def test_the_notice_lies_beside_the_clips_and_says_what_the_settings_say(evidence):
    text = (evidence.folder / "NOTICE.txt").read_text()
    assert text.strip() == evidence.notice()
    assert "after at most 30 days" in text
    assert "nothing is recorded but an alarm" in text
    assert "{" not in text
