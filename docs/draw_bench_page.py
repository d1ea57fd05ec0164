"""Draw docs/bench_page.png, the picture in the README: `.venv/bin/python docs/draw_bench_page.py`.

A real program runs on the bench in the house, somebody is dragged through the room on the page, and
Chromium keeps what it shows then.
"""

import io
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

PROGRAM = """
import cv2
from gpiozero import LED, MotionSensor
from picamera2 import Picamera2

hall = MotionSensor(4)
living_room = MotionSensor(27)
lamp = LED(17)
camera = Picamera2()
camera.configure(camera.create_video_configuration(main={"size": (320, 240), "format": "RGB888"}))
camera.start()
before = None
while True:
    lamp.value = living_room.value
    picture = camera.capture_array()
    grey = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), (9, 9), 0)
    before = grey if before is None else before
    moved = cv2.threshold(cv2.absdiff(grey, before), 18, 255, cv2.THRESH_BINARY)[1]
    for outline in cv2.findContours(moved, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
        if cv2.contourArea(outline) > 150:
            x, y, width, height = cv2.boundingRect(outline)
            cv2.rectangle(picture, (x, y), (x + width, y + height), (60, 220, 80), 2)
            print(f"something moves at {x}, {y}")
    before = grey
    cv2.imshow("what moves", picture)
    cv2.waitKey(60)
"""
SIZE: ViewportSize = {"width": 1360, "height": 940}
COLOURS = 256
CHROMIUM = os.environ.get("MAKER_CHROMIUM", "/usr/bin/chromium")


def main() -> None:
    """Run the program, look at its page, and keep a picture of it."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "watch_the_room.py"
        program.write_text(PROGRAM, encoding="utf-8")
        run = subprocess.Popen(
            [sys.executable, "-m", "workshop", "run", "--page", "--scenario", "at_home", program],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        try:
            picture = _look_at(_address(run))
        finally:
            os.killpg(run.pid, signal.SIGINT)
            run.communicate(timeout=20)
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    palette = whole.quantize(COLOURS, kmeans=4)
    small = whole.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)
    target = Path(__file__).with_name("bench_page.png")
    small.save(target, optimize=True)
    sys.stdout.write(f"{target}: {target.stat().st_size // 1000} kB\n")


def _address(run: "subprocess.Popen[str]") -> str:
    assert run.stdout is not None
    for line in run.stdout:
        found = re.search(r"http://\S+", line)
        if found:
            return found[0]
    raise SystemExit("The program ended before its page was there.")


def _look_at(address: str) -> bytes:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto(address)
        expect(page.locator("figure")).to_have_count(2, timeout=30_000)
        page.wait_for_timeout(3000)
        _drag_somebody_through_the_room(page)
        picture = page.screenshot()
        browser.close()
    return picture


def _drag_somebody_through_the_room(page: Page) -> None:
    mina = page.get_by_role("button", name=re.compile("^mina, ")).locator(".person-body")
    lamp = page.get_by_role("switch", name="living lamp, lamp").locator(".plan-bulb")
    start, goal = mina.bounding_box(), lamp.bounding_box()
    assert start is not None
    assert goal is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    lit = page.locator(".part[data-lit=true]")
    for turn in range(20):  # to and fro until the sensor has noticed
        page.mouse.move(goal["x"] + 60, goal["y"] + (60 if turn % 2 == 0 else -40), steps=6)
        page.wait_for_timeout(1000)
        if lit.count():
            return


if __name__ == "__main__":
    main()
