"""The bench page beside real programs: touch a part, see it; crash, read why; start again."""

import os
import re
import signal
import subprocess

import pytest
from patience import until_painted
from playwright.sync_api import expect

LAMP = """
from signal import pause
from gpiozero import LED, Button, DistanceSensor

lamp = LED(17)
button = Button(2)
distance = DistanceSensor(echo=24, trigger=23)
button.when_pressed = lamp.on
button.when_released = lamp.off
print("ready")
pause()
"""
WINDOW = """
import cv2
import numpy as np

picture = np.zeros((120, 160, 3), np.uint8)
picture[:, :80] = (0, 0, 255)
cv2.imshow("red half", picture)
clicks = []
cv2.setMouseCallback("red half", lambda event, x, y, flags, _: clicks.append((event, x // 80)))
while True:
    key = cv2.waitKey(50)
    if key == ord("q"):
        print("clicks", clicks)
        1 / 0
"""
TALK = """
name = input("Who is there? ")
print(f"Good day, {name}.")
"""


def part(page, name):
    return page.locator(".part", has=page.locator(".part-name", has_text=re.compile(f"^{name}$")))


def test_a_button_that_is_held_lights_the_lamp_until_it_is_let_go(run, page):
    run(LAMP)
    lamp = part(page, "lamp").locator(".part-words")
    button = page.get_by_role("button", name="Press button")
    expect(lamp).to_have_text("off")
    button.hover()
    page.mouse.down()
    expect(lamp).to_have_text("on")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.mouse.up()
    expect(lamp).to_have_text("off")


def test_the_same_by_keyboard(run, page):
    run(LAMP)
    lamp = part(page, "lamp").locator(".part-words")
    page.get_by_role("button", name="Press button").focus()
    page.keyboard.down(" ")
    expect(lamp).to_have_text("on")
    page.keyboard.up(" ")
    expect(lamp).to_have_text("off")


def test_a_slider_moves_what_a_sensor_measures(run, page):
    run(LAMP)
    slider = page.get_by_role("slider", name="distance: distance")
    slider.focus()
    page.keyboard.press("End")
    expect(part(page, "distance").locator(".part-words")).to_have_text(
        re.compile(r"^distance 10 m")
    )


def test_prints_and_pins_are_shown(run, page):
    run(LAMP)
    expect(page.get_by_role("log")).to_contain_text("ready")
    page.get_by_role("button", name="Press button").focus()
    page.keyboard.down(" ")
    expect(part(page, "lamp").locator(".part-words")).to_have_text("on")
    page.keyboard.up(" ")
    words = page.locator("mk-timeline output")
    page.locator("mk-timeline canvas").focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(words).to_contain_text("lamp")


def test_a_line_that_is_typed_reaches_the_program(run, page):
    run(TALK)
    line = page.get_by_role("textbox", name="A line for the program")
    expect(page.locator("#type")).to_have_class(re.compile("wanted"))
    line.fill("Rojîn")
    line.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Good day, Rojîn.")
    expect(page.locator("#phase")).to_have_text("has ended")


def pixels(page, *places):
    """Return the colours at some places of a row of the first picture."""
    row = page.evaluate(
        """() => {
          const canvas = document.querySelector("mk-video canvas");
          return [...canvas.getContext("2d").getImageData(0, 60, canvas.width, 1).data];
        }"""
    )
    return [row[4 * x : 4 * x + 3] for x in places]


def test_a_window_of_opencv_appears_hears_keys_and_its_end_is_explained(run, page):
    run(WINDOW)
    expect(page.locator("figure")).to_contain_text("red half")
    expect(page.locator("mk-video")).to_have_attribute("state", "playing")
    until_painted(page, 1)
    red, black = pixels(page, 20, 140)
    assert red[0] > 200
    assert max(red[1:]) < 60
    assert max(black) < 40

    box = page.locator("mk-video canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    page.get_by_label("Keys for the window red half").press_sequentially("q")
    expect(page.locator("#phase")).to_have_text("has failed")
    expect(page.locator("#trouble")).to_contain_text("ZeroDivisionError")
    expect(page.locator("#trouble")).to_contain_text("This line divides by 0.")
    expect(page.get_by_role("log")).to_contain_text("clicks [(1, 1), (4, 1)]")


def test_a_program_that_has_ended_can_be_started_again_from_the_page(run, page):
    bench = run("import os\nprint('hello', os.getpid())\n")
    expect(page.locator("#phase")).to_have_text("has ended")
    first = page.locator(".print").inner_text()
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".print")).not_to_have_text(first)
    expect(page.locator("#phase")).to_have_text("has ended")
    expect(page.locator(".print")).to_have_count(1)
    code, said = bench.end()

    assert said.count("hello") == 2
    assert code == 0
    assert "Ctrl-C" in said


def test_stop_ends_the_program_and_keeps_the_page(run, page):
    run(LAMP)
    expect(part(page, "lamp")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#phase")).to_have_text("was stopped")
    page.get_by_role("button", name="Press button").focus()
    page.keyboard.press(" ")
    expect(page.locator("mk-toasts")).to_contain_text("The program has ended")


def test_killing_the_program_never_kills_the_page(run, page):
    bench = run(LAMP)
    expect(part(page, "lamp")).to_be_visible()
    children = subprocess.run(
        ["ps", "--ppid", str(bench.process.pid), "-o", "pid="],
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    expect(page.locator("#phase")).to_have_text("has failed")
    expect(page.locator("#trouble")).to_contain_text("Python itself broke off")
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("#phase")).to_have_text("runs")


def test_ctrl_c_in_the_terminal_ends_everything(run, page, complaints):
    bench = run(LAMP)
    expect(part(page, "lamp")).to_be_visible()
    code, said = bench.end(look_away=False)
    expect(page.locator("mk-link")).to_have_attribute("state", "lost")
    page.goto("about:blank")  # it tries again and again, and complains each time
    complaints.take()

    assert code == 0, said


def test_when_the_last_page_is_closed_maker_run_ends_too(run, page):
    bench = run("print('hello')\n")
    expect(page.locator("#phase")).to_have_text("has ended")
    page.close()

    assert bench.process.wait(timeout=60) == 0


def test_the_address_opens_the_bench_once(run, page, new_context, complaints):
    bench = run(LAMP)
    expect(part(page, "lamp")).to_be_visible()
    page.goto(bench.address)  # again, in the same browser: it is known there
    expect(part(page, "lamp")).to_be_visible()
    other = new_context().new_page()
    other.goto(bench.address)
    expect(other.get_by_role("heading")).to_have_text("This address has been used")
    other.goto(bench.address.partition("?")[0])
    expect(other.get_by_role("heading")).to_have_text("The key is missing")
    complaints.take()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_it_is_usable_by_everybody(run, page, new_context, look_at, direction):
    run(WINDOW)
    expect(page.locator("figure")).to_contain_text("red half")
    phone = new_context(is_phone=True, storage_state=page.context.storage_state()).new_page()
    phone.goto(page.url)
    for each in (page, phone):
        expect(each.locator("figure")).to_contain_text("red half")
        until_painted(each, 1)
        look_at(each, direction, f"bench-{direction}-{'phone' if each is phone else 'desktop'}")
