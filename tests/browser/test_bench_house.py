"""The house on the bench page: people are dragged about, doors and lamps switched, cameras look."""

import re

import pytest
from patience import middle, moved_to_m, until, until_painted
from playwright.sync_api import expect

WATCH = """
from signal import pause
from gpiozero import LED, MotionSensor
from picamera2 import Picamera2

hall = MotionSensor(4)
lamp = LED(17)
hall.when_motion = lamp.on
hall.when_no_motion = lamp.off
camera = Picamera2()
camera.start()
pause()
"""


@pytest.fixture
def home(run, page):
    """A program in the house, where Mina sits in the living room."""
    run(WATCH, "--scenario", "at_home")
    expect(person(page, "mina")).to_be_visible()
    return page


def person(page, name):
    return page.get_by_role("button", name=re.compile(f"^{name}, "))


def switch(page, name):
    return page.locator("#plan").get_by_role("switch", name=name, exact=True)


def lamp(page):
    part = page.locator(".part", has=page.locator(".part-name", has_text="lamp"))
    return part.locator(".part-words")


def test_who_is_dragged_into_the_hall_is_seen_by_its_sensor(home):
    expect(lamp(home)).to_have_text("off")
    home.mouse.move(*middle(person(home, "mina").locator(".person-body")))
    home.mouse.down()
    x, y = middle(switch(home, "hall lamp, lamp").locator(".plan-bulb"))
    home.mouse.move(x, y + 30, steps=10)
    expect(lamp(home)).to_have_text("on")
    home.mouse.up()
    expect(home.locator(".plan-pir.sees")).to_have_count(1)


def test_somebody_is_moved_by_the_arrow_keys(home):
    mina = person(home, "mina")
    figure = mina.locator("> g")
    before_m, _ = moved_to_m(figure)
    mina.focus()
    for _ in range(3):  # faster than she comes anywhere
        home.keyboard.press("ArrowRight")
    goal_m = float(mina.locator(".person-goal").get_attribute("cx"))
    assert goal_m == pytest.approx(before_m + 0.75, abs=0.1)
    until(home, lambda: moved_to_m(figure)[0], lambda x_m: x_m > before_m + 0.4)


def test_lamps_and_doors_are_switched_on_the_plan_and_in_the_list(home):
    study = switch(home, "study lamp, lamp")
    expect(study).to_have_attribute("aria-checked", "false")
    study.locator(".plan-touch").click()
    expect(study).to_have_attribute("aria-checked", "true")
    study.focus()
    home.keyboard.press("Enter")
    expect(study).to_have_attribute("aria-checked", "false")

    door = switch(home, "front door, door")
    home.get_by_text("Doors, lamps and the weather as a list").click()
    listed = home.get_by_role("group", name="Doors").get_by_label("front door")
    expect(listed).not_to_be_checked()
    listed.check()
    expect(door).to_have_attribute("aria-checked", "true")


def test_somebody_comes_and_leaves_and_the_mains_are_cut(home):
    home.get_by_role("button", name="An intruder").click()
    intruder = person(home, "intruder")
    expect(intruder).to_be_visible()
    intruder.focus()
    home.keyboard.press("Delete")
    expect(intruder).to_have_count(0)
    home.get_by_text("Doors, lamps and the weather as a list").click()
    home.get_by_label("Mains power").uncheck()
    expect(home.get_by_label("Mains power")).not_to_be_checked()
    expect(switch(home, "hall lamp, lamp")).to_have_attribute("aria-checked", "false")


def test_the_camera_shows_the_room(home):
    expect(home.locator("figure")).to_contain_text("What the camera sees")
    expect(home.locator("mk-video")).to_have_attribute("state", "playing")
    until_painted(home, 4)
    brightness = home.evaluate(
        """() => {
          const canvas = document.querySelector("mk-video canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const grey = data.filter((_, index) => index % 4 === 1);
          return [Math.min(...grey.slice(0, 1e5)), Math.max(...grey.slice(0, 1e5))];
        }"""
    )
    assert brightness[1] - brightness[0] > 100  # a room, not one colour


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_house_is_for_everybody(home, new_context, look_at, direction):
    state = home.context.storage_state()
    phone = new_context(is_phone=True, storage_state=state).new_page()
    phone.goto(home.url)
    for each in (home, phone):
        expect(person(each, "mina")).to_be_visible()
        expect(each.locator("figure")).to_contain_text("What the camera sees")
        each.get_by_text("Doors, lamps and the weather as a list").click()
        each.wait_for_timeout(500)
        look_at(each, direction, f"house-{direction}-{'phone' if each is phone else 'desktop'}")
