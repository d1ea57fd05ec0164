"""Profiles: names that every file system can hold, and whose work is in use."""

import getpass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makerkit.errors import BadInputError
from workshop.profiles import (
    Profile,
    choose_profile,
    known_profiles,
    maker_home,
    profile_in_use,
    safe_name,
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ali", "ali"),
        ("  Zana 2 ", "Zana_2"),
        ("نازدار", "نازدار"),
        ("ھێمن", "ھێمن"),
        ("Şêrîn", "Şêrîn"),
        ("S\u0327e\u0302ri\u0302n", "Şêrîn"),  # letters and marks typed apart, as macOS stores them
        ("گوڵ\u200cئاسا", "گوڵئاسا"),  # noqa: RUF001 (Kurdish, with a zero-width non-joiner)
        ("علي ١٧", "علي_١٧"),  # noqa: RUF001 (Arabic, with Arabic digits)
    ],
)
def test_a_name_in_any_script_becomes_a_name_of_files(typed, name):
    assert safe_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("../x", ". / cannot be in a name"),
        ("a/b", "/ cannot be in a name"),
        ("C:\\x", ": \\ cannot be in a name"),
        ("", "it has no letter"),
        ("   ", "it has no letter"),
        ("__", "it has no letter"),
        ("-rf", "it begins with -"),
        ("CON", "Windows keeps this name for itself"),
        ("a" * 41, "it is too long"),
        ("😀", "😀 cannot be in a name"),
        ("a\x00b", "\x00 cannot be in a name"),
    ],
)
def test_a_name_that_could_do_harm_is_refused_with_its_reason(typed, reason):
    with pytest.raises(BadInputError, match="cannot be the name of a profile") as raised:
        safe_name(typed)
    assert reason in str(raised.value)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_a_safe_name_stays_what_it_is_and_never_leaves_its_folder(typed):
    try:
        name = safe_name(typed)
    except BadInputError:
        return
    assert safe_name(name) == name
    assert Path(name).name == name
    assert len(f"{name}.jsonl".encode()) < 143


def test_without_a_choice_the_profile_is_named_like_the_user(tmp_path, monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "SCHOOL\\ali.hassan")
    assert profile_in_use(tmp_path) == Profile("ali_hassan", tmp_path)


def test_a_user_without_a_usable_name_is_a_student(tmp_path, monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "$$$")
    assert profile_in_use(tmp_path).name == "student"


def test_the_profile_chosen_last_is_in_use(tmp_path):
    choose_profile(tmp_path, "ali")
    choose_profile(tmp_path, "نازدار")
    assert profile_in_use(tmp_path).name == "نازدار"
    assert known_profiles(tmp_path) == ["ali", "نازدار"]


def test_a_profile_is_found_again_in_another_spelling(tmp_path):
    choose_profile(tmp_path, "Zana")
    choose_profile(tmp_path, "ali")
    assert choose_profile(tmp_path, "zana").name == "Zana"
    assert known_profiles(tmp_path) == ["Zana", "ali"]


@pytest.mark.parametrize("content", [b"", b"../../etc", b"\xff\xfe", b"\x00" * 1000])
def test_a_damaged_choice_counts_as_none(tmp_path, content):
    (tmp_path / "profile.txt").write_bytes(content)
    assert profile_in_use(tmp_path).name not in {"", "../../etc"}


def test_a_home_that_cannot_be_written_is_said_with_its_path(tmp_path):
    (tmp_path / "work").write_text("a file where a folder should be")
    with pytest.raises(BadInputError, match=str(tmp_path)):
        choose_profile(tmp_path, "ali")


def test_the_home_is_named_by_the_environment_or_stands_in_the_user_s_folder(monkeypatch):
    monkeypatch.setenv("MAKER_HOME", "/media/stick")
    assert maker_home() == Path("/media/stick")
    monkeypatch.setenv("MAKER_HOME", "")
    assert maker_home() == Path.home() / "maker"
