"""Catalogues of messages: words from TOML, translations from gettext, numbers from the code."""

from pathlib import Path

import pytest

from makerkit.errors import BadInputError, NotThereError
from makerkit.messages import Catalogue, Message, Text

WORDS = """
[blink.needs_second_sleep]
title = "On for {on_s:.2f} s, off for {off_s:.2f} s."
why = "The loop begins again at once."
steps = ["Add `sleep(0.5)`.", "Run it again."]

[plain]
title = "Braces: {{}}"
"""
NEEDS_SLEEP = Message("blink.needs_second_sleep", {"on_s": 0.5, "off_s": 0})
KURMANJI = """
msgctxt "blink.needs_second_sleep title"
msgid "x"
msgstr "{on_s:.1f} s vêdikeve."

#, fuzzy
msgctxt "blink.needs_second_sleep why"
msgid "x"
msgstr "not sure"

msgctxt "blink.needs_second_sleep step 2"
msgid "x"
msgstr "Dîsa bixebitîne."
"""


@pytest.fixture
def words(tmp_path):
    def write(text, name="words.toml"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_words_are_filled_with_the_numbers(words):
    assert Catalogue(words(WORDS)).text(NEEDS_SLEEP) == Text(
        "On for 0.50 s, off for 0.00 s.",
        "The loop begins again at once.",
        ("Add `sleep(0.5)`.", "Run it again."),
    )


def test_a_text_prints_as_what_was_seen_why_and_what_to_try(words):
    assert str(Catalogue(words(WORDS)).text(NEEDS_SLEEP)).splitlines()[2:] == [
        "- Add `sleep(0.5)`.",
        "- Run it again.",
    ]


def test_a_doubled_brace_is_a_brace(words):
    assert Catalogue(words(WORDS)).text(Message("plain")).title == "Braces: {}"


def test_what_is_not_translated_or_not_certain_is_said_in_english(words, tmp_path):
    (tmp_path / "i18n").mkdir()
    (tmp_path / "i18n/kmr.po").write_text(KURMANJI, encoding="utf-8")
    catalogue = Catalogue(words(WORDS), language="kmr")
    assert catalogue.text(NEEDS_SLEEP) == Text(
        "0.5 s vêdikeve.",
        "The loop begins again at once.",
        ("Add `sleep(0.5)`.", "Dîsa bixebitîne."),
    )


def test_a_language_without_a_file_is_english(words):
    assert Catalogue(words(WORDS), language="ar").text(Message("plain")).title == "Braces: {}"


def test_ids_can_be_listed_and_looked_for(words):
    catalogue = Catalogue(words(WORDS))
    assert list(catalogue) == ["blink.needs_second_sleep", "plain"]
    assert "plain" in catalogue
    assert "other" not in catalogue


def test_an_unknown_id_is_said(words):
    with pytest.raises(NotThereError, match="no message 'other'"):
        Catalogue(words(WORDS)).text(Message("other"))


def test_a_missing_number_is_said(words):
    with pytest.raises(BadInputError, match=r"blink.needs_second_sleep.*off_s"):
        Catalogue(words(WORDS)).text(Message("blink.needs_second_sleep", {"on_s": 1.0}))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[a]\nwhy = 'x'", "needs a title"),
        ("[a]\ntitle = 'x'\nhow = 'y'", "has 'how'"),
        ("[a]\ntitle = 'x'\nwhy = 3", "why must be a text"),
        ("[a]\ntitle = 'x'\nsteps = 'y'", "steps must be a list"),
        ("[a]\ntitle = '{x'", "wrong brace"),
        ("title = 'x'", "outside of any message"),
        ("[a", "no catalogue of messages"),
    ],
)
def test_a_faulty_catalogue_says_where_and_why(words, text, fault):
    with pytest.raises(BadInputError, match=fault):
        Catalogue(words(text))


def test_the_same_id_in_two_files_is_refused(words):
    with pytest.raises(BadInputError, match="plain is there already"):
        Catalogue(words(WORDS), words("[plain]\ntitle = 'x'", "more.toml"))


def test_a_catalogue_that_is_not_there_is_said():
    with pytest.raises(NotThereError, match=r"no catalogue nowhere\.toml"):
        Catalogue(Path("nowhere.toml"))


def test_the_kits_own_catalogue_can_be_read():
    catalogue = Catalogue.of_the_kit()
    assert catalogue.text(Message("program.ended_early", {"t_s": 0.02})).title == (
        "Your program ended after 0.02 s."
    )
