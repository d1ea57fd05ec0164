"""Each element of the kit, used as a person uses it: by keyboard alone, by mouse, by thumb."""

import pytest
from playwright.sync_api import Page, expect

LIVE = 'mk-link[state="live"]'


@pytest.fixture
def door(page: Page, demo) -> Page:
    """The demo page, live, nothing armed."""
    page.goto(demo.url)
    expect(page.locator(LIVE)).to_be_visible()
    if page.locator("#mode").get_attribute("data-mode") != "disarmed":
        disarm(page)
    return page


def disarm(page: Page) -> None:
    page.locator("mk-keypad").get_by_role("button", name="1", exact=True).focus()
    page.keyboard.type("1234")
    page.keyboard.press("Enter")
    expect(page.locator("#mode")).to_have_attribute("data-mode", "disarmed")


def orders(page: Page) -> None:
    """Let the page keep what its elements order, as [order, arguments]."""
    page.evaluate(
        "window.ordered = []; document.addEventListener('mk-order', event =>"
        " ordered.push([event.detail.order, event.detail.with]))"
    )


def test_a_switch_turns_by_the_space_bar_and_shows_what_the_server_says(door):
    switch = door.get_by_role("switch", name="Siren")
    expect(switch).not_to_be_checked()
    switch.focus()
    door.keyboard.press("Space")
    expect(switch).to_be_checked()
    door.reload()
    expect(door.get_by_role("switch", name="Siren")).to_be_checked()
    door.get_by_role("switch", name="Siren").press("Space")
    expect(door.get_by_role("switch", name="Siren")).not_to_be_checked()


def test_a_slider_moves_by_arrow_keys_and_always_sends_its_last_value(door):
    slider = door.get_by_role("slider", name="Lamp")
    slider.focus()
    door.keyboard.press("Home")
    orders(door)
    for _ in range(5):
        door.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "5 %")
    door.wait_for_function("() => ordered.at(-1)?.[1].value === 0.05")
    door.wait_for_timeout(500)  # longer than the hand counts more than the server
    assert slider.evaluate("slider => slider.valueAsNumber") == 0.05


def test_a_keypad_takes_digits_of_every_writing_and_shows_none(door):
    orders(door)
    door.locator("mk-keypad").get_by_role("button", name="5").focus()
    door.keyboard.press("1")
    door.locator("mk-keypad").evaluate(
        "pad => { for (const key of ['٢', '۳', 'x', '4']) pad.dispatchEvent("
        "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true})) }"
    )
    expect(door.locator(".pad-dots .full")).to_have_count(4)
    assert not set("1234") & set(door.locator(".pad-dots").inner_text())
    door.keyboard.press("Enter")
    assert door.evaluate("ordered") == [["disarm", {"code": "1234"}]]
    expect(door.locator(".pad-dots .full")).to_have_count(0)


def test_a_wrong_code_is_told_and_wiped(door):
    for digit in "9999":
        door.locator("mk-keypad").get_by_role("button", name=digit, exact=True).click()
    door.get_by_role("button", name="Disarm").click()
    expect(door.get_by_role("alert").get_by_text("code")).to_be_visible()
    expect(door.locator("mk-keypad.wrong")).to_be_visible()
    door.get_by_role("button", name="Dismiss").click()
    expect(door.locator(".toast")).to_have_count(0)


def test_a_joystick_obeys_arrow_keys_and_springs_back(door):
    orders(door)
    door.get_by_role("application", name="Direction").focus()
    door.keyboard.down("ArrowUp")
    door.keyboard.down("ArrowRight")
    door.wait_for_function("() => ordered.at(-1)?.[1].x === 0.707")
    door.keyboard.up("ArrowUp")
    door.keyboard.up("ArrowRight")
    assert door.evaluate("ordered.at(-1)") == ["drive", {"x": 0, "y": 0}]
    assert {order for order, _ in door.evaluate("ordered")} == {"drive"}


@pytest.mark.parametrize("goes", ["blur", "hidden", "pointer"])
def test_a_joystick_whose_hand_is_gone_stops_at_once(door, goes):
    pad = door.get_by_role("application", name="Direction")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    orders(door)
    door.mouse.move(*middle)
    door.mouse.down()
    door.mouse.move(middle[0] + box["width"], middle[1])  # far outside: as far as the rim
    door.wait_for_function("() => ordered.at(-1)?.[1].x === 1")
    door.evaluate(
        {
            "blur": "window.dispatchEvent(new Event('blur'))",
            "hidden": "document.dispatchEvent(new Event('visibilitychange'))",
            "pointer": "document.querySelector('.stick-pad').dispatchEvent("
            "new PointerEvent('pointercancel', {pointerId: 1}))",
        }[goes]
    )
    assert door.evaluate("ordered.at(-1)") == ["drive", {"x": 0, "y": 0}]
    count = door.evaluate("ordered.length")
    door.wait_for_timeout(300)
    assert door.evaluate("ordered.length") == count, "it goes on sending"
    door.mouse.up()


def test_a_joystick_that_is_held_still_keeps_saying_so(door):
    orders(door)
    arrow = door.get_by_role("button", name="Forwards")
    arrow.focus()
    door.keyboard.down("Enter")
    door.wait_for_function("() => ordered.length >= 5")
    door.keyboard.up("Enter")
    told = door.evaluate("ordered")
    assert told[0] == ["drive", {"x": 0, "y": 1}]
    assert told[-1] == ["drive", {"x": 0, "y": 0}]


def test_a_thumb_steers_and_the_page_does_not_scroll(phone, demo):
    phone.goto(demo.url)
    expect(phone.locator(LIVE)).to_be_visible()
    pad = phone.get_by_role("application", name="Direction")
    pad.scroll_into_view_if_needed()
    orders(phone)
    box = pad.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = phone.context.new_cdp_session(phone)
    before = phone.evaluate("scrollY")
    touch.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    for step in range(1, 6):
        points = [{"x": x, "y": y - 20 * step}]
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
    phone.wait_for_function("() => ordered.at(-1)?.[1].y > 0.9")
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.wait_for_function("() => ordered.at(-1)?.[1].y === 0")
    assert phone.evaluate("scrollY") == before


def test_a_button_to_hold_does_nothing_when_it_is_only_pressed(door):
    orders(door)
    panic = door.get_by_role("button", name="Help")
    panic.focus()
    door.keyboard.press("Enter", delay=100)
    door.wait_for_timeout(100)
    assert door.evaluate("ordered") == []
    door.keyboard.press("Enter", delay=1300)
    assert door.evaluate("ordered") == [["panic", {}]]
    expect(door.locator("#mode")).to_have_attribute("data-mode", "alarm")
    disarm(door)


def test_a_timeline_is_walked_through_by_keys(door):
    timeline = door.get_by_role("application", name="Pins over time")
    door.wait_for_timeout(1500)  # a few changes
    timeline.focus()
    door.keyboard.press("Shift+ArrowLeft")
    words = door.locator(".timeline-words")
    expect(words).to_contain_text("GPIO18")
    first = words.inner_text()
    door.keyboard.press("Shift+ArrowLeft")
    expect(words).not_to_have_text(first)
    follow = door.get_by_role("button", name="Follow")
    expect(follow).to_have_attribute("aria-pressed", "true")
    door.keyboard.press("+")
    door.keyboard.press("ArrowLeft")
    expect(follow).to_have_attribute("aria-pressed", "false")
    door.keyboard.press("End")
    expect(follow).to_have_attribute("aria-pressed", "true")


def test_a_recorded_trace_is_shown_whole_and_told_to_the_microsecond(door):
    words = door.locator("mk-timeline").evaluate(
        """timeline => {
            timeline.setLanes([{name: 'ECHO', edges: [[0, 0], [0.00125, 1], [0.0042, 0]]}], 0.01);
            const canvas = timeline.querySelector('canvas');
            const key = {key: 'ArrowRight', shiftKey: true, bubbles: true, cancelable: true};
            canvas.dispatchEvent(new KeyboardEvent('keydown', key));
            return timeline.querySelector('.timeline-words').textContent;
        }"""
    )
    assert words.split() == ["0.00125", "s", "ECHO", "1"]


def test_a_plot_stands_still_when_it_is_paused(door):
    door.get_by_role("img", name="Light and distance").scroll_into_view_if_needed()
    expect(door.locator(".plot-place canvas")).to_be_visible()
    door.get_by_role("button", name="Pause").press("Enter")
    value = door.locator(".plot-legend bdi").first
    before = value.inner_text()
    assert before.endswith("%")
    door.wait_for_timeout(1200)
    assert value.inner_text() == before
    door.get_by_role("button", name="Go on").press("Enter")
    expect(value).not_to_have_text(before)


def test_a_value_on_its_way_does_not_move_a_plot_that_is_paused(door):
    plot = door.locator("mk-plot").first
    expect(plot.locator(".plot-legend bdi").first).to_contain_text("%")
    before, after = plot.evaluate(
        """async plot => {
            const value = plot.querySelector('.plot-legend bdi');
            plot.show({light: 1}, {t_s: 1e6});
            plot.show({light: 2}, {t_s: 1e6 + 0.01});
            plot.querySelector('button').click();
            const before = value.textContent;
            await new Promise(over => setTimeout(over, 300));
            return [before, value.textContent];
        }"""
    )
    assert before == after


def test_a_message_of_the_server_reaches_every_page_and_counts_up(door, demo):
    other = door.context.new_page()
    other.goto(demo.url)
    expect(other.locator(LIVE)).to_be_visible()
    bell = door.get_by_role("button", name="Ring the bell")
    bell.press("Enter")
    bell.press("Enter")
    for page in (door, other):
        expect(page.get_by_role("status").get_by_text("rings")).to_be_visible()
        expect(page.locator(".toast-count")).to_contain_text("2")


def test_messages_do_not_pile_up_for_ever(door):
    door.evaluate(
        "for (let n = 0; n < 9; n += 1)"
        " document.querySelector('mk-toasts').say(`Message ${n}`, n % 2 ? 'error' : 'info')"
    )
    expect(door.locator(".toast")).to_have_count(4)
    expect(door.get_by_text("Message 8")).to_be_visible()
    expect(door.get_by_text("Message 7")).to_be_visible()


def test_menus_open_and_close_by_keys(door):
    menu = door.locator("summary", has=door.locator("use[href$='languages']"))
    menu.focus()
    door.keyboard.press("Enter")
    dark = door.get_by_role("button", name="Dark")
    expect(dark).to_be_visible()
    dark.press("Enter")
    assert door.evaluate("document.documentElement.dataset.theme") == "dark"
    expect(dark).to_have_attribute("aria-pressed", "true")
    door.keyboard.press("Escape")
    expect(dark).not_to_be_visible()
    expect(menu).to_be_focused()
    door.reload()
    assert door.evaluate("document.documentElement.dataset.theme") == "dark"


FOCUSED = """() => {
    const at = document.activeElement;
    const name = at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent;
    return [at.tagName, name.trim(), getComputedStyle(at).outlineStyle];
}"""


def test_everything_that_can_be_used_is_reached_by_the_tab_key_and_shows_it(door):
    reached = set()
    for _ in range(70):
        door.keyboard.press("Tab")
        tag, name, outline = door.evaluate(FOCUSED)
        reached.add(name)
        assert outline != "none" or tag in {"BODY", "VIDEO"}, name
    assert reached >= {
        "Skip to the content", "Look and language", "Full screen", "Save this picture", "Arm",
        "Siren", "Lamp", "Ring the bell", "Direction", "Forwards", "Pause", "Follow",
        "Pins over time",
    }  # fmt: skip


def test_a_snapshot_is_saved_as_a_picture(door, tmp_path):
    door.wait_for_function("() => document.querySelector('mk-video').painted > 2")
    with door.expect_download() as saved:
        door.get_by_role("button", name="Save this picture").press("Enter")
    assert saved.value.suggested_filename.startswith("Front door")
    saved.value.save_as(tmp_path / "picture.jpg")
    assert (tmp_path / "picture.jpg").read_bytes()[:3] == b"\xff\xd8\xff"


def test_video_fills_the_screen_and_keeps_its_shape(door):
    door.wait_for_function("() => document.querySelector('mk-video').painted > 2")
    shape = "(canvas => canvas.width / canvas.height)(document.querySelector('mk-video canvas'))"
    before = door.evaluate(shape)
    door.get_by_role("button", name="Full screen").press("Enter")
    expect(door.get_by_role("button", name="Leave full screen")).to_be_visible()
    assert door.evaluate("document.fullscreenElement.tagName") == "MK-VIDEO"
    assert door.evaluate(shape) == before
    bar = door.locator(".video-bar").bounding_box()
    assert bar["y"] + bar["height"] <= 900
    assert bar["x"] == 0
    assert door.locator("mk-video canvas").bounding_box()["height"] <= bar["y"] + 1
    door.get_by_role("button", name="Leave full screen").press("Enter")
    expect(door.get_by_role("button", name="Full screen")).to_be_visible()
