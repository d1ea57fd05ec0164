"""What is not delivered outlives a power cut; what is damaged costs no message after it."""

import shutil
import sqlite3

import pytest

from security_system.telling.plan import Draft
from security_system.telling.settings import Topic
from security_system.telling.store import WAITING_MAX, Store
from security_system.telling.words import Text


def draft(title="Alarm", *, service="phone", topic=Topic.ALARM, hold_s=0.0):
    return Draft(service, topic, Text(title, f"{title}."), hold_s=hold_s)


def titles(store, service="phone"):
    return [message.text.title for message in store.waiting(service)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "telling.db"


@pytest.fixture
def store(path):
    opened = Store(path)
    yield opened
    opened.close()


def after_a_power_cut(path, tmp_path):
    """Return the store that the next start finds: the files as they are on the card now."""
    folder = tmp_path / "next"
    folder.mkdir()
    for file in path.parent.glob("telling.db*"):
        shutil.copy(file, folder)
    return Store(folder / "telling.db")


def test_a_message_outlives_a_power_cut_with_what_was_kept_beside_it(store, path, tmp_path):
    store.add([draft()], 1000.0, {"row": 7}, drop_held=False)
    found = after_a_power_cut(path, tmp_path)
    assert titles(found) == ["Alarm"]
    assert found.meta("row") == 7
    assert found.meta("nothing") is None
    found.close()


def test_what_is_cut_in_a_transaction_was_never_there(store, path, tmp_path):
    with store.together():
        store.add([draft()], 1000.0, {"row": 7}, drop_held=False)
        found = after_a_power_cut(path, tmp_path)
    assert titles(found) == []
    assert found.meta("row") is None
    found.close()


def test_urgent_ones_go_first_and_the_others_in_order(store):
    drafts = [
        draft("a", topic=Topic.FAULTS),
        draft("b", topic=Topic.FAULTS),
        draft("c"),
        draft("d"),
    ]
    store.add(drafts, 1000.0, {}, drop_held=False)
    assert titles(store) == ["c", "d", "a", "b"]


def test_what_is_held_waits_its_time_and_can_be_dropped(store):
    store.add([draft(hold_s=30.0)], 1000.0, {}, drop_held=False)
    assert store.release(1029.9) == 0
    assert titles(store) == []
    assert store.release(1030.0) == 1
    assert titles(store) == ["Alarm"]
    store.add([draft("late", hold_s=30.0)], 1031.0, {}, drop_held=False)
    store.add([], 1032.0, {}, drop_held=True)
    assert store.release(2000.0) == 0
    assert titles(store) == ["Alarm"]


def test_a_clock_that_was_set_back_holds_nothing_for_years(store):
    store.add([draft(hold_s=30.0)], 1_700_000_000.0, {}, drop_held=False)
    assert store.release(100.0) == 1


def test_no_more_than_so_many_wait_and_alarms_are_not_what_is_dropped(store):
    store.add([draft("alarm")], 1.0, {}, drop_held=False)
    for n in range(WAITING_MAX + 50):
        store.add([draft(str(n), topic=Topic.FAULTS)], 2.0, {}, drop_held=False)
    assert store.count() == WAITING_MAX
    assert titles(store)[0] == "alarm"
    assert titles(store)[-1] == str(WAITING_MAX + 49)


def test_a_damaged_file_is_set_aside_and_said(path):
    path.write_bytes(b"this is no database" * 1000)
    store = Store(path)
    assert "damaged" in store.trouble
    store.add([draft()], 1.0, {}, drop_held=False)
    assert titles(store) == ["Alarm"]
    assert path.with_suffix(".damaged").exists()
    store.close()


def test_without_a_folder_to_write_in_messages_live_in_memory(tmp_path):
    store = Store(tmp_path / "not" / "there" / "telling.db")
    assert "cannot be written" in store.trouble
    store.add([draft()], 1.0, {}, drop_held=False)
    assert titles(store) == ["Alarm"]
    store.close()


def test_moving_to_memory_takes_along_what_waits(store):
    store.add([draft()], 1.0, {"row": 3}, drop_held=False)
    store.move_to_memory()
    assert titles(store) == ["Alarm"]
    assert store.meta("row") == 3


def test_messages_of_a_service_that_is_gone_are_forgotten(store):
    store.add([draft(), draft(service="gone")], 1.0, {}, drop_held=False)
    store.forget_others(["phone"])
    assert store.count() == 1


def test_a_file_of_a_later_version_is_not_lost_without_a_word(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE messages (id INTEGER)")
    other.close()
    store = Store(path)
    with pytest.raises(sqlite3.Error):
        store.waiting("phone")
    store.move_to_memory()
    store.close()
