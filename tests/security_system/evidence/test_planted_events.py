"""Files that somebody puts beside the clips, or a card that lies, take no more than themselves."""

import json

import pytest

from makerkit.errors import NotThereError
from security_system.evidence.archive import Archive
from security_system.evidence.event import Event, EventKind, event_id, from_json, to_json
from security_system.evidence.healing import heal
from security_system.evidence.settings import RecordingSettings
from security_system.evidence.shelf import Shelf

BEGAN_S = 1_795_000_000.0
ID = event_id(7, BEGAN_S, "hall")


def told(**planted):
    """Return what an event's file says, some of it planted."""
    event = Event(
        id=ID,
        number=7,
        camera="hall",
        kind=EventKind.MOTION,
        start_s=BEGAN_S,
        cause_s=BEGAN_S,
        end_s=BEGAN_S + 2,
    )
    return to_json(event) | planted


def test_what_is_as_it_was_written_is_read():
    assert from_json(json.loads(json.dumps(told()))).id == ID


@pytest.mark.parametrize(
    "planted",
    [
        {"number": 10**12},  # the next event would have a name that nobody knows again
        {"number": 8},
        {"cause_s": 1e300},  # no calendar has it: every page with this event would fail
        {"cause_s": float("nan")},
        {"start_s": float("-inf")},
        {"end_s": -1.0},
        {"score": float("nan")},
        {"boxes": [[float("nan"), 0, 1, 1]]},
        {"reach": [0, 0, float("inf"), 1]},
        {"why": {"a": 1}},
        {"camera": ["hall"]},
        {"zone": 5},
        {"problem": None},
        {"objects": "person"},
        {"is_protected": "no"},
    ],
)
def test_what_no_event_can_be_is_refused(planted):
    with pytest.raises((ValueError, TypeError)):
        from_json(json.loads(json.dumps(told(**planted))))


def test_a_planted_file_names_no_file_of_another_folder(tmp_path):
    """What it calls its picture would be sent, and deleted when its time comes."""
    folder, secret = tmp_path / "clips", tmp_path / "secret"
    folder.mkdir()
    secret.write_text("secret")
    (folder / f"{ID}.jpg").write_bytes(b"jpeg")
    planted = told(clip="../secret", snapshot="../secret", thumbnail="../secret")
    (folder / f"{ID}.json").write_text(json.dumps(planted))
    shelf = Shelf(folder)
    heal(shelf)
    (event,) = shelf.all()
    assert (event.clip, event.snapshot, event.thumbnail) == ("", f"{ID}.jpg", "")
    shelf.remove(event.id)
    assert secret.exists()


def test_a_link_out_of_the_folder_is_no_file_of_an_event(tmp_path):
    """Who may write there (a share of the network) may not read everything else by it."""
    folder, secret = tmp_path / "clips", tmp_path / "secret"
    folder.mkdir()
    secret.write_text("secret")
    (folder / f"{ID}.jpg").symlink_to(secret)
    shelf = Shelf(folder)
    heal(shelf)
    assert shelf.all() == []
    assert secret.exists()


def test_a_number_that_leaves_no_room_for_more_is_left_alone(tmp_path):
    """After 999999999999 a new event would have a name that is not known after a restart."""
    huge = event_id(10**12 - 1, BEGAN_S, "hall")
    (tmp_path / f"{huge}.jpg").write_bytes(b"jpeg")
    shelf = Shelf(tmp_path)
    heal(shelf)
    assert shelf.all() == []


def test_a_file_that_became_a_link_is_not_given_out(tmp_path):
    folder, secret = tmp_path / "clips", tmp_path / "secret"
    folder.mkdir()
    secret.write_text("secret")
    picture = folder / f"{ID}.jpg"
    picture.write_bytes(b"jpeg")
    archive = Archive(folder, RecordingSettings())
    heal(archive.shelf)
    assert archive.path(ID, "snapshot") == picture
    picture.unlink()
    picture.symlink_to(secret)
    with pytest.raises(NotThereError):
        archive.path(ID, "snapshot")
