"""The first code: kept as a hash, told to the node's keypad once, and then forgotten."""

import os
import stat

import pytest

from makerkit.errors import BadInputError, MakerKitError
from security_system.code_file import read_codes, write_codes
from security_system.first_code import FOR_NODE, FORGOTTEN_AFTER_S, has_codes, set_code, teach_node


class FakeKeypad:
    def __init__(self, *, is_there=True):
        self.is_there, self.learned = is_there, []

    def set_code(self, code, *, is_duress=False):
        if not self.is_there:
            raise MakerKitError("The node does not answer.")
        self.learned.append(code)


@pytest.fixture
def folder(tmp_path):
    set_code(tmp_path, "mina", "4716")
    return tmp_path


def waiting(folder):
    return (folder / "secrets" / FOR_NODE).exists()


def test_somebody_new_may_do_everything_and_the_code_is_known(folder):
    book = read_codes(folder / "secrets")
    (mina,) = book.people()
    assert (mina.name, mina.has_code) == ("mina", True)
    assert book.judge("4716").user == "mina"
    assert book.judge("9351") is None
    assert has_codes(folder)


def test_the_keypad_learns_it_once_and_the_file_is_gone(folder):
    keypad = FakeKeypad()
    assert waiting(folder)
    assert teach_node(folder, keypad)
    assert not teach_node(folder, keypad)
    assert keypad.learned == ["4716"]
    assert not waiting(folder)


def test_a_node_that_is_not_there_learns_it_later(folder):
    assert not teach_node(folder, None)
    assert not teach_node(folder, FakeKeypad(is_there=False))
    assert waiting(folder)


@pytest.mark.parametrize("keypad", [None, FakeKeypad()])
def test_a_code_that_no_node_came_for_is_forgotten_after_a_day(folder, keypad):
    file = folder / "secrets" / FOR_NODE
    old_s = file.stat().st_mtime - FORGOTTEN_AFTER_S - 1
    os.utime(file, (old_s, old_s))
    teach_node(folder, keypad)
    assert not waiting(folder)
    assert keypad is None or keypad.learned == []


def test_only_the_owner_may_read_the_secrets(folder):
    secrets = folder / "secrets"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
    (secrets / "codes.json").chmod(0o644)  # a careless copy
    read_codes(secrets)
    assert {stat.S_IMODE(file.stat().st_mode) for file in secrets.iterdir()} == {0o600}


def test_without_the_key_of_the_device_the_file_of_the_codes_is_worth_nothing(folder):
    (folder / "secrets" / "code_key").unlink()
    assert read_codes(folder / "secrets").judge("4716") is None


def test_a_damaged_file_is_told_and_what_to_do(folder):
    (folder / "secrets" / "codes.json").write_text("{")
    with pytest.raises(BadInputError, match="--set-code NAME"):
        read_codes(folder / "secrets")


@pytest.mark.parametrize("change", ["forgotten", "changed", "another user"])
def test_a_keypad_that_comes_late_learns_no_code_that_is_nobodys_any_more(folder, change):
    """Whoever is removed meanwhile would open the door at the keypad, and nowhere else."""
    keypad = FakeKeypad()
    book = read_codes(folder / "secrets")
    if change == "forgotten":
        book.forget("mina")
    elif change == "changed":
        book.set_code("mina", "820593")
    else:
        book.set_code("tom", "820593")
    write_codes(folder / "secrets", book)
    file = folder / "secrets" / "codes.json"
    newer_s = file.stat().st_mtime + 1
    os.utime(file, (newer_s, newer_s))
    teach_node(folder, keypad)
    assert not waiting(folder)
    assert keypad.learned == (["4716"] if change == "another user" else [])


def test_no_keypad_learns_a_code_when_the_codes_were_moved_away(folder):
    """A damaged file of codes is told with "move it away"; the start after that must not fail."""
    (folder / "secrets" / "codes.json").unlink()
    keypad = FakeKeypad()
    assert not teach_node(folder, keypad)
    assert keypad.learned == []
