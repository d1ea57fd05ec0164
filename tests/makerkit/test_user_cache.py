import os

import pytest

from makerkit import user_cache
from makerkit.user_cache import cached_folder, content_key


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("MAKER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def write(text):
    return lambda folder: (folder / "content").write_text(text)


def test_a_content_is_made_once(cache):
    for text in ("first", "second"):
        folder = cached_folder("kind", "key", write(text))
    assert folder == cache / "kind/key"
    assert (folder / "content").read_text() == "first"


def test_what_could_not_be_made_is_not_there(cache):
    def fail(folder):
        (folder / "half").touch()
        raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        cached_folder("kind", "key", fail)
    assert list((cache / "kind").iterdir()) == []


def test_who_comes_second_takes_what_another_program_has_made_meanwhile():
    def make(folder):
        cached_folder("kind", "key", write("of the other"))
        (folder / "content").write_text("own")

    assert (cached_folder("kind", "key", make) / "content").read_text() == "of the other"


def test_other_pieces_have_another_key_also_where_they_are_cut_elsewhere():
    keys = {content_key(pieces) for pieces in (["ab", "c"], ["a", "bc"], ["abc"], [b"ab", "c"])}
    assert len(keys) == 3


def test_when_there_is_too_much_what_was_not_used_for_longest_goes(cache, monkeypatch):
    monkeypatch.setattr(user_cache, "MOST", 4)
    for number in range(4):
        folder = cached_folder("kind", f"key{number}", write("x"))
        os.utime(folder, (number, number))
    cached_folder("kind", "key0", write("x"))
    cached_folder("kind", "key4", write("x"))
    left = {folder.name for folder in (cache / "kind").iterdir()}
    assert left == {"key0", "key3", "key4"}


def test_a_cache_that_cannot_be_written_is_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("MAKER_CACHE", str(tmp_path / "file"))
    with pytest.raises(ValueError, match=r"Cannot write to .*file/kind: Not a directory"):
        cached_folder("kind", "key", write("x"))


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("linux", ".cache/maker"),
        ("darwin", "Library/Caches/maker"),
        ("win32", "AppData/Local/maker/cache"),
    ],
)
def test_each_system_has_its_own_place(tmp_path, monkeypatch, platform, place):
    for name in ("MAKER_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(user_cache.sys, "platform", platform)
    assert user_cache.user_cache() == tmp_path / place
