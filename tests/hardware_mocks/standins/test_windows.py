"""OpenCV's windows on a bench without a screen, seen from a program of its own process."""

import json
import subprocess
import sys

PROGRAM = """
import time
import cv2
import numpy as np

picture = np.zeros((20, 30, 3), np.uint8)
shown = 0
while True:
    cv2.imshow("camera", picture)
    shown += 1
    if cv2.waitKey(100) & 0xFF == ord("q"):
        break
print(shown, time.monotonic())
cv2.destroyAllWindows()
"""


def run(folder, program, *options):
    """Run a program virtually and return (exit code, result, stderr)."""
    (folder / "main.py").write_text(program)
    done = subprocess.run(
        [sys.executable, "-c", "from workshop.cli import main; main()", "run", "--virtual",
         "--json", *options, "main.py"],
        cwd=folder, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout), done.stderr


def test_wait_key_waits_in_virtual_time_and_returns_a_key_of_the_bench(tmp_path):
    code, result, _ = run(tmp_path, PROGRAM, "--press", "key q@1.05s", "--trace", "t.jsonl")
    events = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text().splitlines()]
    frames = [(e["t_s"], e["window"], e["shape"]) for e in events if e["kind"] == "frame"]

    assert (code, result["prints"]) == (0, ["11 1.05"])
    assert frames[:2] == [(0, "camera", [20, 30, 3]), (0.1, "camera", [20, 30, 3])]
    assert len(frames) == 11


def test_without_a_key_it_goes_on_until_the_time_is_up(tmp_path):
    code, result, _ = run(tmp_path, PROGRAM, "--for", "3")

    assert (code, result["reason"], result["t_s"]) == (0, "time limit", 3.0)


def test_an_arrow_key_has_opencvs_code(tmp_path):
    code, result, _ = run(
        tmp_path, "import cv2\nprint(cv2.waitKey(0), cv2.waitKeyEx(0))\n",
        "--press", "up@1s", "--press", "left@2s",
    )  # fmt: skip

    assert (code, result["prints"]) == (0, ["82 65361"])


def test_a_trackbar_is_moved_by_the_scenario_and_calls_the_program_while_it_waits(tmp_path):
    (tmp_path / "scene.toml").write_text("""
[[event]]
at_s = 1
part = "threshold"
action = "set"
values = { position = 80 }
""")
    program = """
import time, cv2
cv2.namedWindow("tune")
def moved(value):
    print("moved", value, time.monotonic())
cv2.createTrackbar("threshold", "tune", 20, 255, moved)
print(cv2.getTrackbarPos("threshold", "tune"))
print(cv2.waitKey(3000), time.monotonic())
print(cv2.getTrackbarPos("threshold", "tune"))
"""
    code, result, _ = run(tmp_path, program)

    assert (code, result["prints"]) == (0, ["20", "moved 80 1.0", "-1 3.0", "80"])


def test_a_picture_that_is_none_is_told_as_such(tmp_path):
    code, result, _ = run(tmp_path, "import cv2\ncv2.imshow('door', None)\n")

    assert code == 1
    assert "it is None: no picture came" in result["message"]


def test_a_window_is_visible_until_it_is_destroyed(tmp_path):
    program = """
import cv2, numpy as np
cv2.imshow("a", np.zeros((2, 2), np.uint8))
print(cv2.getWindowProperty("a", cv2.WND_PROP_VISIBLE))
cv2.destroyWindow("a")
print(cv2.getWindowProperty("a", cv2.WND_PROP_VISIBLE))
"""
    code, result, _ = run(tmp_path, program)

    assert (code, result["prints"]) == (0, ["1.0", "0.0"])


def test_a_camera_that_is_not_there_is_not_opened(tmp_path):
    program = "import cv2\ncamera = cv2.VideoCapture(7)\nprint(camera.isOpened(), camera.read())\n"
    code, result, _ = run(tmp_path, program, "--trace", "t.jsonl")

    assert (code, result["prints"]) == (0, ["False (False, None)"])
    assert "camera 7 was not opened: there is no such camera" in (tmp_path / "t.jsonl").read_text()
