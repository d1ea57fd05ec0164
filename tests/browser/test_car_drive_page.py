"""The drive page by a person: stick, keys, gamepad, stop; two browsers; a page that dies."""

import os
import re
import signal
import time

import pytest
from car_pages import CarPages, arm, ask, log_in
from debian_chromium import CHROMIUM, FLAGS
from patience import until_painted
from playwright.sync_api import expect

PAGES = ("/", "/more", "/calibration", "/models", "/health", "/settings", "/account", "/nowhere")
GAMEPAD = """() => {
    const pad = {
        index: 0, id: "pad", mapping: "standard", connected: true, timestamp: 0,
        axes: [0, 0, 0, 0],
        buttons: Array.from({ length: 17 }, () => ({ pressed: false, touched: false, value: 0 })),
    };
    window.pad = pad;
    navigator.getGamepads = () => [pad];
}"""
ON_TOP = """() => {
    const box = document.querySelector(".estop-button").getBoundingClientRect();
    const at = (x, y) => document.elementFromPoint(x, y)?.closest("#estop") !== null;
    return box.height >= 56 && box.width >= 150 && box.top >= 0 && box.bottom <= innerHeight
        && box.left >= 0 && box.right <= innerWidth
        && at(box.x + box.width / 2, box.y + box.height / 2)
        && at(box.x + 12, box.y + 12) && at(box.right - 12, box.bottom - 12);
}"""
KILLED_S = 0.40
"""From the last message that was heard to the wheels' command being zero."""


PATIENCE_S = "2"
"""A busy machine holds its breath for longer than 0.3 s; `quick` tries how soon it stops."""


@pytest.fixture(scope="module")
def car(tmp_path_factory):
    pages = CarPages(tmp_path_factory.mktemp("car") / "car", "--patience", PATIENCE_S)
    pages.start()
    yield pages
    pages.stop()


@pytest.fixture(scope="module")
def quick(tmp_path_factory):
    """A car that stops after 0.3 s of silence, as a real one does."""
    pages = CarPages(tmp_path_factory.mktemp("quick") / "car")
    pages.start()
    yield pages
    pages.stop()


@pytest.fixture(autouse=True)
def at_rest(request):
    """Each test begins with motors off, by hand, without an emergency stop."""
    for name in {"car", "quick"} & set(request.fixturenames):
        request.getfixturevalue(name).tell(do="calm")


@pytest.fixture
def drive(car, page):
    return log_in(page, car.url)


def wait_for(car, is_so, within_s=10.0):
    end_s = time.monotonic() + within_s
    while time.monotonic() < end_s:
        told = car.look()
        if is_so(told):
            return told
        time.sleep(0.05)
    raise AssertionError(f"It did not come to be: {told}")


def drive_fast(page, car):
    """Arm and drive until it is fast; by a page that was held up for too long, once more."""
    for _ in range(10):
        arm(page)
        page.keyboard.down("w")
        told = wait_for(car, lambda told: is_fast(told) or told["phase"] == "page_lost")
        if is_fast(told):
            return
        page.keyboard.up("w")
    raise AssertionError(f"It is lost again and again: {told}")


def is_fast(told):
    return told["speed_m_s"] > 0.15


def stands(told):
    return abs(told["speed_m_s"]) < 0.02


def stick_at(page, x, y):
    box = page.locator("#stick .stick-pad").bounding_box()
    radius = box["width"] / 2 * 100 / 110
    return box["x"] + box["width"] / 2 + x * radius, box["y"] + box["height"] / 2 - y * radius


def test_the_page_says_why_it_stands_and_leads_out_of_it(drive, car):
    halt = drive.locator("#halt")
    expect(halt.locator(".halt-words")).to_have_text("Motors off")
    expect(halt.locator(".halt-way")).to_contain_text("Arm")
    arm(drive)
    expect(halt.locator(".halt-words")).to_have_text("Ready to drive")
    drive.get_by_role("button", name="Motors off").click()
    expect(halt).to_have_attribute("data-phase", "off")


def test_the_stick_drives_and_letting_go_stops(drive, car):
    arm(drive)
    drive.mouse.move(*stick_at(drive, 0, 0))
    drive.mouse.down()
    drive.mouse.move(*stick_at(drive, 0.2, 0.9))
    wait_for(car, is_fast)
    expect(drive.locator("#wheel")).to_have_attribute("data-whose", "mine")
    drive.mouse.up()
    wait_for(car, stands)
    wait_for(car, lambda told: told["holder"] == "")
    assert car.look()["phase"] == ""  # let go is not lost


@pytest.mark.parametrize("key", ["w", "ArrowUp"])
def test_keys_drive_and_letting_go_stops(drive, car, key):
    arm(drive)
    drive.keyboard.down(key)
    wait_for(car, is_fast)
    drive.keyboard.up(key)
    wait_for(car, stands)


def test_an_arrow_button_drives_while_it_is_held(drive, car):
    arm(drive)
    button = drive.locator("#stick").get_by_role("button", name="Forwards")
    box = button.bounding_box()
    drive.mouse.move(box["x"] + 10, box["y"] + 10)
    drive.mouse.down()
    wait_for(car, is_fast)
    drive.mouse.up()
    wait_for(car, stands)


def test_a_gamepad_drives_and_its_b_button_stops(new_context, car):
    context = new_context()
    context.add_init_script(f"({GAMEPAD})()")
    drive = log_in(context.new_page(), car.url)
    arm(drive)
    drive.evaluate("pad.axes[1] = -0.9")
    wait_for(car, is_fast)
    drive.evaluate("pad.axes[1] = 0")
    wait_for(car, stands)
    drive.evaluate("pad.buttons[7] = { pressed: true, touched: true, value: 0.8 }")
    wait_for(car, is_fast)
    drive.evaluate("pad.buttons[1] = { pressed: true, touched: true, value: 1 }")
    wait_for(car, lambda told: told["phase"] == "estop")
    wait_for(car, stands)


def test_the_space_bar_stops_at_speed_and_the_stop_is_lifted_by_a_second_act(drive, car):
    arm(drive)
    drive.keyboard.down("w")
    wait_for(car, is_fast)
    drive.keyboard.press("Space")
    wait_for(car, lambda told: told["phase"] == "estop")
    wait_for(car, stands)
    drive.keyboard.up("w")
    expect(drive.locator(".halt-words")).to_have_text("Emergency stop")
    expect(drive.locator(".estop-word")).to_have_text("STOPPED")
    release = drive.get_by_role("button", name="Hold to lift the stop")
    box = release.bounding_box()
    drive.mouse.move(box["x"] + 20, box["y"] + 20)
    drive.mouse.down()
    drive.wait_for_timeout(300)  # a tap does not lift it
    drive.mouse.up()
    assert car.look()["phase"] == "estop"
    drive.mouse.down()
    expect(drive.locator("#halt")).to_have_attribute("data-phase", "off")
    drive.mouse.up()
    assert car.look()["phase"] == "disarmed"  # and the motors stay off until somebody arms


def test_the_space_bar_stops_also_with_the_focus_on_a_button(drive, car):
    arm(drive)
    drive.get_by_role("button", name="Lane", exact=True).last.focus()
    drive.keyboard.press("Space")
    wait_for(car, lambda told: told["phase"] == "estop")
    assert car.look()["mode"] == "manual"


@pytest.mark.parametrize("size", ["upright", "small", "sideways", "desk"])
def test_the_emergency_stop_is_in_reach_on_every_page_and_nothing_covers_it(
    new_context, car, complaints, size
):
    """donkeycar #974: emergency stop unusable on a phone."""
    sizes = {
        "upright": {"is_phone": True},
        "small": {"is_phone": True, "viewport": {"width": 360, "height": 640}},
        "sideways": {"is_phone": True, "viewport": {"width": 844, "height": 390}},
        "desk": {},
    }
    page = log_in(new_context(**sizes[size]).new_page(), car.url)
    for place in PAGES:
        page.goto(f"{car.url}{place}")
        for scroll in ("scrollTo(0, 0)", "scrollTo(0, 300)", "scrollTo(0, 1e6)"):
            page.evaluate(scroll)
            assert page.evaluate(ON_TOP), (place, scroll)
        page.locator("details.menu summary").first.click()  # also with a menu open
        assert page.evaluate(ON_TOP), place
    complaints.take()  # one of the pages is none, which the console says too


@pytest.mark.parametrize("place", PAGES)
def test_one_tap_stops_from_every_page(new_context, car, complaints, place):
    """donkeycar #974."""
    phone = log_in(new_context(is_phone=True).new_page(), car.url)
    phone.goto(f"{car.url}{place}")
    phone.locator('mk-link[state="live"]').wait_for(state="attached")
    phone.locator(".estop-button").tap()
    wait_for(car, lambda told: told["phase"] == "estop")
    expect(phone.locator(".estop-word")).to_have_text("STOPPED")
    if place == "/nowhere":
        complaints.take()  # the page is none, which the console says too


def test_the_emergency_stop_goes_another_way_when_the_live_link_is_gone(new_context, car):
    context = new_context()
    page = context.new_page()
    page.add_init_script("""
        const Real = WebSocket;
        window.WebSocket = class extends Real {
            send(data) { if (!window.isCut) super.send(data); }
        };
    """)
    log_in(page, car.url)
    page.evaluate("window.isCut = true")
    page.locator(".estop-button").click()
    wait_for(car, lambda told: told["phase"] == "estop")


def test_without_any_way_to_the_car_the_button_says_so(new_context, car, complaints):
    context = new_context()
    page = log_in(context.new_page(), car.url)
    context.set_offline(True)
    page.evaluate("""() => {
        for (const name of ["send"]) WebSocket.prototype[name] = () => {};
    }""")
    page.locator(".estop-button").click()
    expect(page.locator(".estop-failed")).to_be_visible()
    page.close()  # else it goes on trying to connect
    complaints.take()


def test_a_page_that_is_killed_at_speed_stops_the_car_by_the_servers_own_clock(browser, quick):
    """donkeycar #102, derplearning #2: it drove on when the browser was gone."""
    killed = browser.browser_type.launch(executable_path=str(CHROMIUM), args=FLAGS)
    drive = log_in(killed.new_page(), quick.url)
    drive_fast(drive, quick)
    processes = killed.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    for process in processes:  # it is not asked, and says nothing
        os.kill(process["id"], signal.SIGKILL)
    wait_for(quick, stands)
    told = quick.look()
    assert told["phase"] == "page_lost"
    assert told["silence_s"] <= KILLED_S + told["late_s"]
    killed.close()


def test_a_page_that_hangs_at_speed_stops_the_car_by_the_servers_own_clock(new_context, quick):
    """A phone that is locked, Wi-Fi that is gone: the socket stays open and says nothing."""
    drive = log_in(new_context().new_page(), quick.url)
    drive_fast(drive, quick)
    drive.evaluate("""() => { WebSocket.prototype.send = () => {}; }""")
    wait_for(quick, stands)
    told = quick.look()
    assert 0.25 <= told["silence_s"] <= KILLED_S + told["late_s"]
    assert told["phase"] == "page_lost"
    drive.reload()
    expect(drive.locator(".halt-way")).to_contain_text("arm again")


def test_a_tab_that_is_hidden_lets_go_at_once(drive, car):
    arm(drive)
    drive.keyboard.down("w")
    wait_for(car, is_fast)
    drive.evaluate("""() => {
        Object.defineProperty(document, "hidden", { value: true, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    wait_for(car, stands)
    assert car.look()["phase"] == ""  # it let go in good order
    assert any("Gone" in order for order in car.look()["newest"])


def test_two_browsers_one_drives_and_the_other_sees_who_and_takes_over(new_context, car):
    """donkeycar #834: web and joystick at once."""
    first = log_in(new_context().new_page(), car.url)
    second = log_in(new_context(is_phone=True).new_page(), car.url, "tom")
    arm(first)
    first.keyboard.down("w")
    wait_for(car, is_fast)
    wheel = second.locator("#wheel")
    expect(wheel).to_have_attribute("data-whose", "other")
    expect(wheel).to_contain_text(re.compile(r"mina, computer \d+ steers"))
    second.locator("#stick .stick-pad").tap()  # a plain touch takes nothing
    told = car.look()
    assert told["holder"].startswith("mina"), told
    second.get_by_role("button", name="Take over").tap()
    wait_for(car, lambda told: told["holder"].startswith("tom"))
    wait_for(car, stands)
    expect(first.locator("#wheel")).to_have_attribute("data-whose", "other")
    expect(first.locator("#wheel")).to_contain_text(re.compile(r"tom, phone \d+ steers"))
    first.wait_for_timeout(500)  # the key is held still, and counts no more
    assert "mina" not in car.look()["holder"]
    first.keyboard.up("w")


def test_the_second_browser_stops_what_the_first_drives(new_context, car):
    first = log_in(new_context().new_page(), car.url)
    second = log_in(new_context(is_phone=True).new_page(), car.url, "tom")
    arm(first)
    first.keyboard.down("w")
    wait_for(car, is_fast)
    second.locator(".estop-button").tap()
    wait_for(car, lambda told: told["phase"] == "estop")
    expect(first.locator(".halt-words")).to_have_text("Emergency stop")
    first.keyboard.up("w")


def test_by_itself_the_car_drives_only_while_somebody_watches(new_context, quick):
    """AutoRCCar #195, donkeycar #102."""
    context = new_context()
    drive = log_in(context.new_page(), quick.url)
    lane = drive.locator("button[data-mode=lane]")
    ask(drive, lane, "button[data-mode=lane][aria-pressed=true]")
    button = drive.get_by_role("button", name="Arm", exact=True)
    for _ in range(10):  # a page that was held up for too long is lost already
        button.click()
        told = wait_for(quick, lambda told: is_fast(told) or told["phase"] == "page_lost")
        if is_fast(told):
            break
    expect(drive.locator(".halt-words")).to_have_text("It drives")
    drive.wait_for_timeout(700)
    assert is_fast(quick.look())
    context.close()
    wait_for(quick, stands)
    assert quick.look()["phase"] == "page_lost"


def test_an_old_picture_is_marked_with_its_age(drive, car):
    """AutoRCCar #189, jetbot #207: the picture came 3 s late, and nobody saw it."""
    see = drive.locator("#see")
    expect(see).not_to_have_class(re.compile("is-old"))
    until_painted(drive, 2, "#see mk-video")
    car.tell(do="camera", on=False)
    try:
        expect(see).to_have_class(re.compile("is-old"))
        expect(drive.locator(".see-old")).to_contain_text(re.compile(r"Old picture: [1-9]\.\d s"))
    finally:
        car.tell(do="camera", on=True)
    expect(see).not_to_have_class(re.compile("is-old"))


def test_the_view_can_be_turned_to_the_camera_and_from_above(drive, car):
    for name, title in (("raw", "Camera"), ("above", "From above"), ("lane", "Lane")):
        drive.locator(f"button[data-view={name}]").click()
        video = drive.locator(f'#see mk-video[src="/video/{name}"]')
        expect(video).to_have_attribute("label", title)
        until_painted(drive, 2, "#see mk-video")


def test_a_recording_is_begun_and_ended(drive, car):
    record = drive.locator("#record")
    record.click()
    expect(record).to_have_attribute("aria-pressed", "true")
    record.click()
    expect(record).to_have_attribute("aria-pressed", "false")


def test_the_speed_cap_is_set_by_the_slider(drive, car):
    drive.get_by_role("slider", name="Not faster than").fill("0.3")
    wait_for(car, lambda told: told["cap_m_s"] == pytest.approx(0.3))
