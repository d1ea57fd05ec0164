"""Programs that use cv2 and numpy wrongly: each gets its own sentence."""

import pytest
from wrong_programs import ids, wrong_programs

from hardware_mocks.explain import explain_error
from makerkit.messages import Catalogue

HEAD = """import cv2
import numpy
picture = numpy.zeros((100, 200, 3), numpy.uint8)
grey = numpy.zeros((100, 200), numpy.uint8)
"""
HEAD_LINES = HEAD.count("\n")
PROGRAMS = wrong_programs("pictures.txt")


@pytest.mark.parametrize(("program", "message_id", "line"), PROGRAMS, ids=ids(PROGRAMS))
def test_an_error_about_a_picture_gets_its_own_sentence(
    program, message_id, line, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "main.py"
    path.write_text(HEAD + program, encoding="utf-8")
    with pytest.raises(Exception) as raised:  # noqa: PT011 (which one is what the sentence is about)
        exec(compile(HEAD + program, str(path), "exec"), {"__name__": "__main__"})
    found = explain_error(raised.value, path)
    assert (found.message.id, found.line) == (message_id, line + HEAD_LINES)
    assert "{" not in str(Catalogue.of_the_kit().text(found.message))
