"""Files that are no programs: one clear message, whatever lies there."""

import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hardware_mocks.explain import explain_file
from makerkit.messages import Catalogue

NO_PROGRAMS = {
    "empty": (b"", "file.empty"),
    "blank": (b" \n\t\n", "file.empty"),
    "only comments": (b"# hello\n# world\n", "file.only_comments"),
    "only a description": (b'"""Lesson 01."""\n', "file.only_comments"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", "file.picture"),
    "binary": (b"abc\0def" * 3, "file.binary"),
    "pdf": (b"%PDF-1.4\n", "file.pdf"),
    "rich text": (b"{\\rtf1\\ansi from gpiozero}", "file.rtf"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.word_document"),
    "utf-16": ("led.on()\n".encode("utf-16"), "file.utf16"),
    "utf-16 without a mark": ("led.on()\n".encode("utf-16-le"), "file.utf16"),
    "latin-1": ("x = 1\n# für\n".encode("latin-1"), "file.not_utf8"),
    "arabic windows": ('print("مرحبا")\n'.encode("cp1256"), "file.not_utf8"),
    "web page": (b"<!DOCTYPE html>\n<html><body>", "file.web_page"),
    "notebook": (json.dumps({"cells": []}).encode(), "file.notebook"),
    "arduino": (b"void setup() {\n}\nvoid loop() {\n}\n", "file.arduino"),
    "too large": (b"#" * 1_000_001, "file.too_large"),
}


NO_SKETCHES = {
    "empty": (b" \n", "sketch.empty"),
    "python": (b"from gpiozero import LED\nred = LED(17)\n", "sketch.is_python"),
    "python function": (b"def blink():\n    pass\nwhile True:\n    blink()\n", "sketch.is_python"),
    "web page": (b"<!DOCTYPE html>\n<html><body>", "file.web_page"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", "file.picture"),
    "utf-16": ("void setup() {}\n".encode("utf-16"), "file.utf16"),
}


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.of_the_kit()


@pytest.mark.parametrize("name", NO_PROGRAMS)
def test_what_is_no_program_is_named(name, tmp_path, catalogue):
    content, message_id = NO_PROGRAMS[name]
    file = tmp_path / "main.py"
    file.write_bytes(content)
    found = explain_file(file)

    assert found.message.id == message_id
    assert "main.py" in str(catalogue.text(found.message))


@pytest.mark.parametrize("name", NO_SKETCHES)
def test_what_is_no_sketch_is_named(name, tmp_path, catalogue):
    content, message_id = NO_SKETCHES[name]
    file = tmp_path / "blink.ino"
    file.write_bytes(content)
    found = explain_file(file)

    assert found.message.id == message_id
    assert "blink.ino" in str(catalogue.text(found.message))


def test_a_sketch_with_a_mistake_is_left_to_the_compiler(tmp_path):
    file = tmp_path / "blink.ino"
    file.write_text("void setup() {\n  pinmode(13, OUTPUT)\n}\n")
    assert explain_file(file) is None


def test_a_word_document_is_named(tmp_path):
    file = tmp_path / "main.py"
    with zipfile.ZipFile(file, "w") as document:
        document.writestr("word/document.xml", "from gpiozero import LED")

    assert explain_file(file).message.id == "file.word_document"


def test_a_folder_and_a_missing_file_are_told(tmp_path, catalogue):
    found = [explain_file(tmp_path), explain_file(tmp_path / "gone.py")]

    assert [explained.message.id for explained in found] == ["file.is_folder", "file.gone"]
    assert all(catalogue.text(explained.message).title for explained in found)


def test_a_file_that_cannot_be_read_says_why(tmp_path, mocker, catalogue):
    file = tmp_path / "main.py"
    file.write_text("x = 1")
    mocker.patch("pathlib.Path.read_bytes", side_effect=PermissionError(13, "Permission denied"))

    assert "Permission denied" in catalogue.text(explain_file(file).message).title


def test_a_line_in_an_old_encoding_is_named(tmp_path):
    file = tmp_path / "main.py"
    file.write_bytes("x = 1\n# für\n".encode("latin-1"))

    assert explain_file(file).line == 2


def test_a_good_program_has_nothing_to_explain(tmp_path):
    file = tmp_path / "main.py"
    for content in (b"\xef\xbb\xbfx = 1\n", b"x = 1\r\nif x:\r\n    pass\r\n", b"x = 1"):
        file.write_bytes(content)
        assert explain_file(file) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_are_explained_without_a_crash(tmp_path, catalogue, content):
    file = tmp_path / "main.py"
    file.write_bytes(content)
    found = explain_file(file)

    assert found is None or catalogue.text(found.message).title
