"""A lap by touch, one by keys: a person's finger, the page, the driver, the simulated track.

The hands see what the page is told of the lane, ten times a second at best, as a person does.
"""

import time

import pytest
from car_pages import CarPages, log_in

LISTEN = """() => new Promise((resolve) => {
    const socket = new WebSocket(location.origin.replace("http", "ws") + "/live");
    socket.onmessage = (event) => {
        const said = JSON.parse(event.data);
        if (said.state) { window.told = said.state.plots; resolve(); }
    };
})"""
CAP_M_S, KEYS_CAP_M_S = 0.35, 0.2
KEYS_DEAD = 0.2
"""So little of the wheel is not worth a key."""
HALF_LANE_M = 0.175
AIM_M = 0.45
FULL_PER_M = 2.5
"""What a stick at its end asks for."""
WITHIN_S = 240.0
PATIENCE_S = "2"


@pytest.fixture(scope="module")
def car(tmp_path_factory):
    pages = CarPages(tmp_path_factory.mktemp("lap") / "car", "--patience", PATIENCE_S)
    pages.start()
    yield pages
    pages.stop()


def begin(page, car, cap_m_s=CAP_M_S):
    """Log in, slow down, arm; from then on `told` is what the page is told."""
    car.tell(do="calm")
    log_in(page, car.url)
    page.get_by_role("slider", name="Not faster than").fill(str(cap_m_s))
    page.evaluate(LISTEN)
    page.get_by_role("button", name="Arm", exact=True).click()
    page.locator('#halt[data-phase="ready"]').wait_for()


def wheel(page):
    """Return where the stick belongs: towards the middle of the lane, a little ahead."""
    told = page.evaluate("window.told")
    if told["offset_cm"] is None:
        return None
    heading = told["heading_deg"] / 57.3
    aside_m = -told["offset_cm"] / 100 + heading * AIM_M + told["bend_per_m"] * AIM_M**2 / 2
    return max(-1.0, min(1.0, 2 * aside_m / AIM_M**2 / FULL_PER_M))


def drive_a_lap(page, car, turn, within_m):
    """Turn the wheel until a lap is driven, never farther than that from the lane's middle."""
    end_s = time.monotonic() + WITHIN_S
    told = car.look()
    while told["laps"] < 1.0:
        assert time.monotonic() < end_s, told
        assert abs(told["offset_m"]) < within_m, f"It left its way: {told}"
        wanted = wheel(page)
        turn(0.0 if wanted is None else wanted)
        told = car.look()


def test_a_lap_is_driven_by_touch(new_context, car):
    context = new_context(is_phone=True)
    page = context.new_page()
    begin(page, car)
    pad = page.locator("#stick .stick-pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    radius = box["width"] / 2 * 100 / 110
    finger = context.new_cdp_session(page)

    def touch(kind, x=0.0, y=0.0):
        at = {"x": box["x"] + box["width"] / 2 + x * radius,
              "y": box["y"] + box["height"] / 2 - y * radius}  # fmt: skip
        points = [] if kind == "touchEnd" else [at]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart")
    drive_a_lap(page, car, lambda x: touch("touchMove", x, 0.7), HALF_LANE_M)
    touch("touchEnd")
    page.locator('#halt[data-phase="ready"]').wait_for()


def test_a_lap_is_driven_by_keys(page, car):
    """Keys are all or nothing: they are tapped towards where the wheel belongs, as people do."""
    begin(page, car, KEYS_CAP_M_S)
    page.keyboard.down("w")
    held = ""

    def press(x):
        nonlocal held
        wanted = "d" if x > KEYS_DEAD else "a" if x < -KEYS_DEAD else ""
        if wanted == held:
            return
        if held:
            page.keyboard.up(held)
        if wanted:
            page.keyboard.down(wanted)
        held = wanted

    drive_a_lap(page, car, press, HALF_LANE_M)
    press(0.0)
    page.keyboard.up("w")
    page.locator('#halt[data-phase="ready"]').wait_for()
