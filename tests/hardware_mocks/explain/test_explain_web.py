"""Flask programs that are wrong, visited in virtual time: each gets its own sentence."""

from pathlib import Path

import pytest
from wrong_programs import ids, wrong_programs

from hardware_mocks.checks.fixtures import CheckSession
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.task import TaskFailed
from makerkit.messages import Catalogue

HEAD = """from flask import Flask, Response, render_template, request, url_for
app = Flask(__name__)
"""
HEAD_LINES = HEAD.count("\n")
PROGRAMS = wrong_programs("web.txt")


@pytest.mark.parametrize(("program", "message_id", "line"), PROGRAMS, ids=ids(PROGRAMS))
def test_an_error_about_a_page_gets_its_own_sentence(program, message_id, line, tmp_path):
    path = tmp_path / "main.py"
    path.write_text(HEAD + program, encoding="utf-8")
    session = CheckSession(CheckJob(Path("check.py"), path))
    with pytest.raises(TaskFailed) as failed, session.task():
        session.bench.web.get("/")
    found = failed.value.diagnosis
    assert (found.message.id, found.line) == (message_id, line + HEAD_LINES)
    assert "{" not in str(Catalogue.of_the_kit().text(found.message)).replace("{{", "")
