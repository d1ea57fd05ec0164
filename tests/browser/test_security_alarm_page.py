"""The first page of the alarm, by hand: arming, the keypad, an alarm, a link that is lost."""

import re

import pytest
from playwright.sync_api import expect
from security_pages import CODE, SecurityPages, log_in, type_code

DISARM = """code => new Promise(resolve => {
    const hero = document.querySelector("#hero"), begun = performance.now();
    new MutationObserver(() => {
        if (hero.dataset.state === "disarmed") resolve(performance.now() - begun);
    }).observe(hero, { attributes: true });
    const keypad = document.querySelector("#keypad-card mk-keypad");
    const keys = [...keypad.querySelectorAll(".pad-key")];
    for (const digit of code) keys.find(key => key.textContent === digit).click();
    keypad.querySelector(".pad-enter").click();
})"""
"""From the first key to the word on the page."""


@pytest.fixture
def house(tmp_path):
    """A server of its own, because what happens in it stays."""
    pages = SecurityPages(tmp_path / "house")
    pages.start()
    yield pages
    pages.stop()


@pytest.fixture
def hero(phone, house):
    return log_in(phone, house.url).locator("#hero")


def state_is(page, state):
    expect(page.locator("#hero")).to_have_attribute("data-state", state)


def test_arming_counts_down_and_the_keypad_disarms_by_touch(house, phone, hero):
    state_is(phone, "disarmed")
    expect(phone.locator("#keypad-card")).to_be_hidden()
    phone.locator('[data-mode="away"]').tap()
    state_is(phone, "arming")
    seconds = phone.locator('[data-part="seconds"]')
    expect(seconds).to_have_text(re.compile(r"^4[0-5]$"))
    expect(seconds).to_have_text(re.compile(r"^4[0-3]$"))  # it goes on by itself
    expect(hero).to_contain_text("Leave now")
    expect(phone.locator("#arm-card")).to_be_hidden()
    type_code(phone, "1111")
    expect(phone.locator(".toast.error")).to_contain_text("That is not a code.")
    state_is(phone, "arming")
    type_code(phone)
    state_is(phone, "disarmed")
    expect(phone.locator("#keypad-card")).to_be_hidden()


def test_on_a_phone_errors_do_not_pile_up_over_the_keypad(phone, hero):
    """Three wrong codes covered its lower half while the siren sounded."""
    phone.evaluate(
        "for (let n = 1; n < 4; n += 1)"
        " document.querySelector('mk-toasts').say(`Wrong code ${n}.`, 'error')"
    )
    expect(phone.get_by_text("Wrong code 3.")).to_be_visible()
    expect(phone.get_by_text("Wrong code 2.")).to_be_hidden()
    phone.get_by_role("button", name="Dismiss").tap()
    expect(phone.get_by_text("Wrong code 2.")).to_be_visible()


def test_what_stands_open_is_said_before_arming_and_left_out_only_when_asked(house, phone, hero):
    """alarmo #1222: it fails to arm after you left, without telling you."""
    house.tell(do="zone", zone="kitchen_window", condition="open")
    button = phone.locator('[data-mode="away"]')
    expect(button).to_contain_text("Kitchen window is open.")
    button.tap()
    question = phone.locator("#hurdles")
    expect(question).to_contain_text("Kitchen window is open.")
    phone.get_by_role("button", name="Not now").tap()
    state_is(phone, "disarmed")
    button.tap()
    house.tell(do="zone", zone="kitchen_window", condition="quiet")
    expect(question).to_contain_text("Everything is ready")
    house.tell(do="zone", zone="front_door", condition="open")
    expect(question).to_contain_text("Front door is open.")
    phone.get_by_role("button", name="Arm anyway").tap()
    state_is(phone, "arming")


def test_an_alarm_is_seen_heard_and_felt_and_ends_with_the_code(house, new_context):
    context = new_context(is_phone=True)
    context.add_init_script(
        "window.shaken = []; navigator.vibrate = pattern => { window.shaken.push(pattern); }"
    )
    page = log_in(context.new_page(), house.url)
    expect(page.locator("#sound")).to_contain_text("Tap to let this page sound")
    page.locator("#sound").tap()
    expect(page.locator("#sound")).to_contain_text("This page sounds on an alarm")
    house.tell(do="trigger")
    hero = page.locator("#hero")
    expect(hero).to_contain_text("Alarm!")
    expect(hero).to_contain_text("The front door was opened while the alarm was armed.")
    expect(hero).to_contain_text("The siren sounds")
    page.wait_for_function("() => window.shaken.length > 0 && Array.isArray(window.shaken[0])")
    expect(hero).to_have_css("background-color", "rgb(179, 32, 44)")  # once it has faded in
    expect(page.locator('[data-zone="front_door"]')).to_contain_text("has alarmed")
    type_code(page)
    state_is(page, "disarmed")
    page.wait_for_function("() => window.shaken.at(-1) === 0")
    expect(page.locator("#memory")).to_contain_text("The front door was opened")
    page.get_by_role("button", name="Looked after").tap()
    expect(page.locator("#memory")).to_be_hidden()


def test_a_lost_link_strikes_the_state_out_and_a_restart_brings_it_back(
    house, phone, hero, complaints
):
    state_is(phone, "disarmed")
    house.stop()
    expect(hero).to_have_class(re.compile("stale"))
    expect(hero.locator('[data-part="stale"]')).to_contain_text("This was the state at")
    assert "line-through" in hero.locator(".hero-words").evaluate(
        "words => getComputedStyle(words).textDecorationLine"
    )
    house.start()
    expect(hero).not_to_have_class(re.compile("stale"))
    phone.locator('[data-mode="night"]').tap()
    state_is(phone, "arming")
    complaints.take()  # the browser says that it could not connect


def test_a_zone_is_left_out_and_counted_again(house, phone, hero):
    row = phone.locator('[data-zone="hall"]')
    row.get_by_role("button", name="Leave out").tap()
    expect(row).to_contain_text("left out")
    row.get_by_role("button", name="Count again").tap()
    expect(row).not_to_contain_text("left out")
    expect(phone.locator('[data-zone="smoke"] button')).to_have_count(0)


def test_a_script_that_comes_after_the_first_state_shows_it_too(house, phone, hero):
    """On a busy machine the page stayed empty: the state came before the script that shows it."""
    late = []
    phone.route("**/security.js*", lambda route: late.append(route))  # noqa: PLW0108  # no builtin
    phone.reload(wait_until="commit")
    phone.locator('mk-link[state="live"]').wait_for(state="attached")
    phone.evaluate("new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 100)))")
    assert late, "the script was not held back"
    for route in late:
        route.continue_()
    expect(phone.locator('[data-zone="hall"]')).to_be_visible()
    state_is(phone, "disarmed")


def test_a_guest_sees_the_alarm_and_finds_nothing_to_press(house, page):
    log_in(page, house.url, "guest")
    house.tell(do="trigger")
    expect(page.locator("#hero")).to_contain_text("Alarm!")
    expect(page.locator("#keypad-card")).to_contain_text("You may look at the alarm")
    for gone in ("mk-keypad", "#arm-card", ".zone-bypass", "mk-video", "#zones ~ mk-switch"):
        expect(page.locator(f"main {gone}")).to_have_count(0)


def test_help_is_called_by_holding_and_not_by_a_touch(house, page):
    log_in(page, house.url)
    help_button = page.get_by_role("button", name="Help! Hold for a second")
    help_button.click()
    state_is(page, "disarmed")
    box = help_button.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.wait_for_timeout(1300)
    page.mouse.up()
    state_is(page, "triggered")


def test_eight_pages_see_the_same_and_one_disarm_reaches_all(house, new_context):
    context = new_context()
    pages = [log_in(context.new_page(), house.url)]
    for _ in range(7):
        pages.append(context.new_page())
        pages[-1].goto(f"{house.url}/health")
    house.tell(do="trigger")
    for page in pages[1:]:
        expect(page.locator("#alarm-lamp")).to_contain_text("Alarm!")
    type_code(pages[0])
    for page in pages[1:]:
        expect(page.locator("#alarm-lamp")).to_contain_text("Disarmed")


def test_four_viewers_take_every_place_and_the_disarm_is_quick_all_the_same(house, new_context):
    """A disarm is answered in less than 500 ms, with the code's 45 ms of argon2id in it."""
    context = new_context()
    viewers = [log_in(context.new_page(), house.url)]
    viewers += [context.new_page() for _ in range(3)]
    for viewer in viewers[1:]:
        viewer.goto(house.url)
    for viewer in viewers:
        viewer.wait_for_function("() => document.querySelector('mk-video').painted > 0")
    fifth = context.new_page()
    fifth.goto(house.url)
    expect(fifth.locator(".video-message")).to_contain_text("All 4 places are taken")
    took_ms = []
    for _ in range(3):  # a machine that does much else is slow now and then
        house.tell(do="trigger")
        expect(fifth.locator("#hero")).to_contain_text("Alarm!")
        took_ms.append(fifth.evaluate(DISARM, CODE))
    assert min(took_ms) < 500, took_ms
