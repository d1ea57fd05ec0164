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


def test_a_camera_that_is_not_there_is_named_with_its_line(tmp_path):
    code, result, _ = run(tmp_path, "import cv2\ncamera = cv2.VideoCapture(0)\n")

    assert code == 1
    assert result["message"].startswith("main.py, line 2: The program opens camera 0")
