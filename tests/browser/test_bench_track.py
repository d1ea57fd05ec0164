"""The track on the bench page: the car and things are dragged about, lights switched."""

import math
import re

import pytest
from patience import drag, middle, moved_to_m, until
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


def comes_to(figure, x, y):
    """Wait until what was dragged has come to where the hand let go."""
    until(figure.page, lambda: middle(figure), lambda at: math.dist(at, (x, y)) < 3)


def says(page):
    return page.locator("#track-says")


def test_the_car_is_dragged_off_its_lane_and_turned(course):
    body = course.locator(".track-car-body")
    expect(says(course)).to_contain_text("0.0 cm from the middle")
    x, y = middle(body)
    drag(course, (x, y), (x, y - 110))
    comes_to(body, x, y - 110)
    expect(course.locator(".track-car.off-lane")).to_have_count(1)

    drag(course, middle(course.locator(".track-car .track-handle")), (x, y - 200))
    expect(course.locator(".track-car > g")).to_have_attribute(
        "transform", re.compile(r"rotate\(-[89]\d")
    )


def test_the_car_is_moved_and_turned_by_keys(course):
    figure = course.locator(".track-car > g")
    before_m, _ = moved_to_m(figure)
    car(course).focus()
    for _ in range(3):  # faster than the car gets there
        course.keyboard.press("Shift+ArrowRight")
    course.keyboard.press("PageUp")
    until(
        course,
        lambda: moved_to_m(figure)[0],
        lambda x_m: x_m == pytest.approx(before_m + 0.6, abs=0.02),
    )
    expect(figure).to_have_attribute("transform", re.compile(r"rotate\(-1\d"))


def test_things_are_put_on_the_lane_moved_and_taken_away(course):
    for _ in range(2):
        course.get_by_role("button", name="A box").click()
    boxes = course.locator(".track-thing.box")
    expect(boxes).to_have_count(2)
    assert abs(middle(boxes.nth(0))[0] - middle(boxes.nth(1))[0]) > 15  # beside one another
    second = boxes.nth(1).locator(".track-box")
    x, y = middle(second)
    drag(course, (x, y), (x, y - 120))
    comes_to(second, x, y - 120)
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
