"""The other pages of the alarm, by hand: masks by finger, mouse and keyboard, a day to scrub."""

import itertools
import json
import re

import pytest
from playwright.sync_api import expect
from security_pages import SecurityPages, log_in


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    pages = SecurityPages(tmp_path_factory.mktemp("house") / "house")
    pages.start()
    yield pages
    pages.stop()


def areas_of(page):
    return json.loads(page.locator('mk-areas input[type="hidden"]').input_value())


def drawn_round(stage):
    """Return points round the middle of a picture, in pixels of the window."""
    box = stage.bounding_box()
    shares = [(0.3, 0.3), (0.5, 0.28), (0.7, 0.3), (0.71, 0.5), (0.7, 0.7), (0.5, 0.72),
              (0.3, 0.7), (0.29, 0.5), (0.3, 0.32)]  # fmt: skip
    return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in shares]


def keep_and_look(page):
    page.get_by_role("button", name="Keep these areas").click()
    expect(page.locator(".note.ok")).to_contain_text("Kept")
    return areas_of(page)


def test_a_mask_drawn_by_mouse_is_kept(house, page):
    log_in(page, house.url).goto(f"{house.url}/cameras/hall")
    page.get_by_role("button", name="Ignore", exact=True).click()
    stage = page.locator(".areas-stage")
    stage.scroll_into_view_if_needed()
    points = drawn_round(stage)
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point, steps=4)
    page.mouse.up()
    before = len(areas_of(page))
    assert before >= 1
    kept = keep_and_look(page)
    assert [area["kind"] for area in kept].count("mask") >= 1
    assert all(0.2 < x < 0.8 and 0.2 < y < 0.8 for x, y in kept[0]["points"])


def test_an_area_drawn_by_finger_is_kept_with_its_sensitivity(house, phone):
    log_in(phone, house.url).goto(f"{house.url}/cameras/garden")
    phone.get_by_role("button", name="Watch", exact=True).tap()
    stage = phone.locator(".areas-stage")
    stage.scroll_into_view_if_needed()
    finger = phone.context.new_cdp_session(phone)
    points = drawn_round(stage)

    def touch(kind, at=None):
        places = [{"x": at[0], "y": at[1]}] if at else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    touch("touchStart", points[0])
    for begin, end in itertools.pairwise(points):
        for step in range(1, 6):
            touch("touchMove", [a + (b - a) * step / 5 for a, b in zip(begin, end, strict=True)])
    touch("touchEnd")
    phone.locator('.areas-sensitivity input[type="range"]').fill("0.8")
    kept = [area for area in keep_and_look(phone) if area["kind"] == "area"]
    assert [area["sensitivity"] for area in kept] == [0.8]
    assert 4 <= len(kept[0]["points"]) <= 24


def test_an_area_is_made_moved_and_taken_back_by_keyboard_alone(house, page):
    log_in(page, house.url).goto(f"{house.url}/cameras/hall")
    before = areas_of(page)
    page.get_by_role("button", name="Private", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".area-corner").first).to_be_focused()
    x, y = areas_of(page)[-1]["points"][0]
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    assert areas_of(page)[-1]["points"][0] == pytest.approx([x + 0.02, y + 0.01])
    page.keyboard.press("Delete")
    assert len(areas_of(page)[-1]["points"]) == 3
    undo = page.get_by_role("button", name="Undo")
    while undo.is_enabled():
        undo.click()
    assert areas_of(page) == before


def test_the_detector_s_boxes_stand_over_the_live_picture(house, page):
    log_in(page, house.url).goto(f"{house.url}/cameras/hall")
    expect(page.locator("#sight-now")).to_contain_text("9 cells moved")
    expect(page.locator(".sight-boxes rect.seen")).to_have_count(1)


def test_a_day_is_scrubbed_by_hand_and_the_clip_follows(house, page):
    log_in(page, house.url).goto(f"{house.url}/events")
    strip = page.locator(".day-strip")
    box = strip.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 6.2 / 24, box["y"] + 20)
    page.mouse.down()
    expect(page.locator(".day-title")).to_contain_text(re.compile("06:1.*Motion"))
    page.mouse.move(box["x"] + box["width"] * 18.05 / 24, box["y"] + 20, steps=12)
    expect(page.locator(".day-title")).to_contain_text("Alarm, hall")
    page.mouse.up()
    video = page.locator(".day-player video")
    page.wait_for_function("() => document.querySelector('.day-player video').readyState >= 2")
    assert re.search(r"/events/000007-.*/clip$", video.evaluate("video => video.currentSrc"))
    strip.focus()
    page.keyboard.press("PageUp")
    expect(page.locator(".day-title")).to_contain_text("Motion")
    page.keyboard.press("Home")
    expect(page.locator(".day-nothing")).to_be_visible()


def test_scrubbing_within_an_event_winds_its_clip(house, phone):
    log_in(phone, house.url).goto(f"{house.url}/events?show=alarm")
    for _ in range(9):
        phone.get_by_role("button", name="Zoom in").tap()
    phone.wait_for_function("() => document.querySelector('.day-player video').readyState >= 1")
    block = phone.locator(".day-block.kind-alarm").bounding_box()
    phone.touchscreen.tap(block["x"] + block["width"] * 0.25, block["y"] + 10)
    phone.wait_for_function("() => document.querySelector('.day-player video').currentTime > 1")


def test_an_event_says_why_and_a_false_one_becomes_a_setting_by_one_click(house, page):
    log_in(page, house.url).goto(f"{house.url}/events")
    page.locator(".event-card").last.click()
    expect(page.locator("figcaption")).to_contain_text("Something as large as 4 %")
    expect(page.locator(".boxed-stage rect")).to_have_count(1)
    page.get_by_role("button", name="Make the camera less sensitive").click()
    expect(page.locator(".note.ok")).to_contain_text("The remedy counts")
    page.goto(f"{house.url}/cameras/hall")
    expect(page.locator('[name="motion.sensitivity"]')).to_have_value("40")


def test_somebody_is_added_gets_a_code_and_goes_and_the_last_manager_stays(house, page, complaints):
    log_in(page, house.url).goto(f"{house.url}/users")
    page.get_by_label("Name").fill("Sara")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("h1")).to_have_text("sara")
    page.locator("#code").fill("12")
    page.locator("#code-again").fill("12")
    page.get_by_role("button", name="Set the code").click()
    expect(page.locator(".note.error")).to_contain_text("A code has 4 to 12 digits")
    page.locator("#code").fill("940582")
    page.locator("#code-again").fill("940582")
    page.get_by_role("button", name="Set the code").click()
    expect(page.locator(".note.ok")).to_be_visible()
    page.get_by_text("Remove", exact=True).click()
    page.get_by_role("button", name="Remove sara").click()
    expect(page.locator(".people")).not_to_contain_text("sara")
    page.goto(f"{house.url}/users/mina")
    page.get_by_text("Remove", exact=True).click()
    page.get_by_role("button", name="Remove mina").click()
    expect(page.locator(".note.error")).to_contain_text("Somebody must be able to manage")
    assert len(complaints.take()) == 2  # of the two forms that were refused


def test_a_setting_out_of_bounds_is_said_at_its_field(house, phone, complaints):
    log_in(phone, house.url).goto(f"{house.url}/settings")
    phone.get_by_text("Delays: away").tap()
    field = phone.locator("#modes-away-entry_s")
    field.fill("300")
    field.press("Enter")
    expect(phone.locator("#wrong-modes-away-entry_s")).to_contain_text("from 0 to 45")
    phone.locator("#modes-away-entry_s").fill("20")
    phone.locator("#modes-away-entry_s").press("Enter")
    expect(phone.locator(".note.ok")).to_be_visible()
    expect(phone.locator("#modes-away-entry_s")).to_have_value("20")
    assert len(complaints.take()) == 1  # of the form that was refused
