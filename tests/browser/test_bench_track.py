"""The track on the bench page: the car and things are dragged about, lights switched."""

import re

import pytest
from playwright.sync_api import expect

DRIVE = """
from gpiozero import Motor
from picamera2 import Picamera2
from time import sleep

camera = Picamera2()
camera.start()
left = Motor(17, 27)
right = Motor(22, 23)
while True:
    sleep(0.1)
"""
SCENE = """
[world]
kind = "track"
scenario = "oval"
"""


@pytest.fixture
def course(run, page, tmp_path):
    """A program whose car stands on the oval."""
    (tmp_path / "scene.toml").write_text(SCENE)
    run(DRIVE, "--scenario", "scene.toml")
    expect(car(page)).to_be_visible()
    return page


def car(page):
    return page.get_by_role("button", name=re.compile("^The car, "))


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def says(page):
    return page.locator("#track-says")


def test_the_car_is_dragged_off_its_lane_and_turned(course):
    body = course.locator(".track-car-body")
    expect(says(course)).to_contain_text("0.0 cm from the middle")
    x, y = middle(body)
    course.mouse.move(x, y)
    course.mouse.down()
    course.mouse.move(x, y - 110, steps=6)
    course.mouse.up()
    expect(course.locator(".track-car.off-lane")).to_have_count(1)
    assert middle(body)[1] < y - 80

    handle = course.locator(".track-car .track-handle")
    x, y = middle(body)
    course.mouse.move(*middle(handle))
    course.mouse.down()
    course.mouse.move(x, y - 90, steps=6)
    course.mouse.up()
    expect(course.locator(".track-car > g")).to_have_attribute(
        "transform", re.compile(r"rotate\(-[89]\d")
    )


def test_the_car_is_moved_and_turned_by_keys(course):
    before_px = middle(course.locator(".track-car-body"))[0]
    car(course).focus()
    for _ in range(3):
        course.keyboard.press("Shift+ArrowRight")
        course.wait_for_timeout(300)
    course.keyboard.press("PageUp")
    expect(course.locator(".track-car > g")).to_have_attribute(
        "transform", re.compile(r"rotate\(-1\d")
    )
    assert middle(course.locator(".track-car-body"))[0] > before_px + 30


def test_things_are_put_on_the_lane_moved_and_taken_away(course):
    for _ in range(2):
        course.get_by_role("button", name="A box").click()
    boxes = course.locator(".track-thing.box")
    expect(boxes).to_have_count(2)
    assert abs(middle(boxes.nth(0))[0] - middle(boxes.nth(1))[0]) > 15  # beside one another
    x, y = middle(boxes.nth(1).locator(".track-box"))
    course.mouse.move(x, y)
    course.mouse.down()
    course.mouse.move(x, y - 120, steps=6)
    course.mouse.up()
    course.wait_for_timeout(500)
    assert middle(boxes.nth(1).locator(".track-box"))[1] < y - 90
    boxes.nth(1).focus()
    course.keyboard.press("Delete")
    expect(boxes).to_have_count(1)


def test_a_traffic_light_changes_when_it_is_clicked_and_at_a_key(course):
    course.get_by_role("button", name="A traffic light").click()
    light = course.get_by_role("button", name=re.compile("^traffic light"))
    expect(light).to_have_attribute("aria-label", re.compile("red$"))
    x, y = middle(light.locator(".track-housing"))
    course.mouse.click(x, y)
    expect(light).to_have_attribute("aria-label", re.compile("green$"))
    light.focus()
    course.keyboard.press("Enter")
    expect(light).to_have_attribute("aria-label", re.compile("amber$"))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_track_is_usable_by_everybody(course, new_context, look_at, direction):
    state = course.context.storage_state()
    phone = new_context(is_phone=True, storage_state=state).new_page()
    phone.goto(course.url)
    course.get_by_role("button", name="A stop sign").click()
    for each in (course, phone):
        expect(each.locator(".track-thing.stop_sign")).to_be_visible()
        look_at(each, direction, f"track-{direction}-{'phone' if each is phone else 'desktop'}")
