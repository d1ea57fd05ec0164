"""Flask programs in virtual time: pages, streams, several visitors, and what goes wrong."""

from pathlib import Path
from textwrap import dedent

import pytest

from hardware_mocks.checks.fixtures import CheckSession
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.task import TaskFailed
from hardware_mocks.job import Job
from workshop.runner import run

HEAD = """
from time import sleep
from flask import Flask, Response
app = Flask(__name__)
"""
JPEG = """
import cv2, numpy
picture = numpy.zeros((48, 64, 3), numpy.uint8)
picture[:] = (0, 0, 200)
jpeg = cv2.imencode(".jpg", picture)[1].tobytes()
def frames():
    while True:
        yield b"--frame\\r\\nContent-Type: image/jpeg\\r\\n\\r\\n" + jpeg + b"\\r\\n"
        sleep(0.1)
@app.route("/stream")
def stream():
    return Response(frames(), mimetype="multipart/x-mixed-replace; boundary=frame")
@app.route("/")
def page():
    return "<h1>Hello &amp; welcome</h1><img src='/stream'>"
"""


@pytest.fixture
def judge(tmp_path):
    """Return a function that runs a program under some sentences; it returns (id, line)."""

    def run(program, sentences):
        path = tmp_path / "main.py"
        path.write_text(HEAD + dedent(program), encoding="utf-8")
        session = CheckSession(CheckJob(Path("check.py"), path))
        try:
            with session.task() as running:
                sentences(session.bench, running)
        except TaskFailed as error:
            found = error.diagnosis
            return found.message.id, found.line
        return None

    return run


def test_a_page_is_visited_and_its_words_and_pictures_are_found(judge):
    seen = {}

    def look(bench, _program):
        page = bench.web.get("/").is_there()
        seen.update(words=page.words, images=page.images, type=page.type)
        seen["routes"] = bench.web.routes
        seen["requests"] = [(r.path, r.status) for r in bench.web.requests]

    assert judge(JPEG + "app.run()", look) is None
    assert seen == {
        "words": "Hello & welcome",
        "images": ["/stream"],
        "type": "text/html",
        "routes": ["/", "/stream"],
        "requests": [("/", 200)],
    }


def test_two_visitors_watch_one_stream_and_each_gets_its_pictures(judge):
    seen = []

    def look(bench, _program):
        for stream in bench.web.streams(visitors=2, for_="1 s"):
            seen.append((stream.status, stream.jpegs, stream.boundary, stream.type))
            assert stream.pictures[0].shape == (48, 64, 3)

    assert judge(JPEG + "app.run()", look) is None
    assert seen == [(200, 10, "frame", "multipart/x-mixed-replace")] * 2


def test_without_threads_the_second_visitor_waits(judge):
    seen = []

    def look(bench, _program):
        seen.extend(stream.jpegs for stream in bench.web.streams(visitors=2, for_="1 s"))

    assert judge(JPEG + "app.run(threaded=False)", look) is None
    assert seen == [10, 0]


def test_a_generator_is_ended_when_the_visitor_has_left(judge):
    program = """
    def numbers():
        try:
            while True:
                yield b"1"
                sleep(0.1)
        finally:
            print("nobody watches")
    @app.route("/stream")
    def stream():
        return Response(numbers())
    app.run()
    """

    def look(bench, running):
        bench.web.stream(for_="1 s")
        running.prints("nobody watches")

    assert judge(program, look) is None


def test_an_error_in_the_function_of_a_page_is_the_programs_with_its_line(judge):
    program = """
    @app.route("/")
    def page():
        return str(1 / 0)
    app.run()
    """
    found = judge(program, lambda bench, _program: bench.web.get("/"))
    assert found == ("value.zero_division_plain", 8)


def test_ctrl_c_ends_the_serving_and_the_program_goes_on(judge):
    def look(bench, running):
        bench.web.press_ctrl_c()
        running.prints("good night")
        running.ends(within="1 s")

    assert judge(JPEG + "app.run()\nprint('good night')", look) is None


def test_a_program_that_never_serves_is_told_so(judge):
    found = judge(JPEG + "sleep(60)", lambda bench, _program: bench.web.get("/"))
    assert found == ("page.not_serving", None)


def test_a_page_that_never_ends_is_told_so(judge):
    program = """
    @app.route("/")
    def page():
        sleep(100)
        return "late"
    app.run()
    """
    found = judge(program, lambda bench, _program: bench.web.get("/"))
    assert found == ("page.no_answer", None)


@pytest.mark.parametrize(
    ("last", "message_id"),
    [
        ("app.run(debug=True)", "flask.reloader"),
        (
            "import threading\nthreading.Thread(target=app.run).start()\nsleep(1)\napp.run()",
            "flask.port_in_use",
        ),
    ],
)
def test_a_server_that_cannot_start_says_why(judge, last, message_id):
    def look(bench, _program):
        bench.wait("2 s")

    found = judge(JPEG + last, look)
    assert found is not None
    assert found[0] == message_id


def test_cookies_are_kept_by_a_visitor(judge):
    program = """
    from flask import request, make_response
    @app.route("/")
    def page():
        answer = make_response(request.cookies.get("name", "nobody"))
        answer.set_cookie("name", "Ali")
        return answer
    app.run()
    """
    seen = []

    def look(bench, _program):
        seen.extend(bench.web.get("/").text for _ in range(2))

    assert judge(program, look) is None
    assert seen == ["nobody", "Ali"]


def test_each_visitor_has_a_browser_with_cookies_of_its_own(judge):
    program = """
    from flask import request, session
    app.secret_key = b"only for this test"
    @app.route("/", methods=["GET", "POST"])
    def page():
        if request.method == "POST":
            session["name"] = request.form["name"]
        return session.get("name", "nobody")
    app.run()
    """
    seen = []

    def look(bench, _program):
        bench.web.post("/", name="Rojin")
        bench.web.post("/", name="Ali", visitor=2)
        seen.extend(bench.web.get("/", visitor=visitor).text for visitor in (1, 2, 3))

    assert judge(program, look) is None
    assert seen == ["Rojin", "Ali", "nobody"]


def test_a_program_that_only_serves_waits_to_the_end_as_one_that_pauses(tmp_path):
    path = tmp_path / "main.py"
    path.write_text(HEAD + "app.run()", encoding="utf-8")
    outcome = run(Job(str(path), for_s=3600), on_output=lambda _text, _stream: None)
    assert (outcome.reason, outcome.t_s) == ("time limit", 3600)
