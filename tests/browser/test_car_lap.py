"""A lap by touch, one by keys: a person's finger, the page, the driver, the simulated track.

The hands see what the page is told of the lane, ten times a second at best, as a person does.
"""

import time

import pytest
from car_pages import CarPages, arm, log_in
from patience import middle

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
    arm(page)


def wheel(page):
    """Return where the stick belongs: towards the middle of the lane, a little ahead."""
    told = page.evaluate("window.told")
    if told["offset_cm"] is None:
        return None
    heading = told["heading_deg"] / 57.3
    aside_m = -told["offset_cm"] / 100 + heading * AIM_M + told["bend_per_m"] * AIM_M**2 / 2
    return max(-1.0, min(1.0, 2 * aside_m / AIM_M**2 / FULL_PER_M))


class Finger:
    """On the stick of a phone."""

    def __init__(self, page):
        pad = page.locator("#stick .stick-pad")
        pad.scroll_into_view_if_needed()
        self._middle = middle(pad)
        self._radius = pad.bounding_box()["width"] / 2 * 100 / 110
        self._finger = page.context.new_cdp_session(page)

    def set_off(self):
        self._touch("touchStart", [self._middle])

    def turn(self, share):
        x, y = self._middle
        self._touch("touchMove", [(x + share * self._radius, y - 0.7 * self._radius)])

    def let_go(self):
        self._touch("touchEnd", [])

    def _touch(self, kind, places):
        points = [{"x": x, "y": y} for x, y in places]
        self._finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


class Keys:
    """All or nothing: they are tapped towards where the wheel belongs, as people do."""

    def __init__(self, page):
        self._keyboard = page.keyboard
        self._held = ""

    def set_off(self):
        self._keyboard.down("w")

    def turn(self, share):
        wanted = "d" if share > KEYS_DEAD else "a" if share < -KEYS_DEAD else ""
        if wanted == self._held:
            return
        if self._held:
            self._keyboard.up(self._held)
        if wanted:
            self._keyboard.down(wanted)
        self._held = wanted

    def let_go(self):
        self.turn(0.0)
        self._keyboard.up("w")


def drive_a_lap(page, car, hands):
    """Steer until a lap is driven, never out of the lane.

    A page that a busy machine holds up for too long has lost the car: then it is armed once more.
    """
    end_s = time.monotonic() + WITHIN_S
    hands.set_off()
    while (told := car.look())["laps"] < 1.0:
        assert time.monotonic() < end_s, told
        assert abs(told["offset_m"]) < HALF_LANE_M, f"It left its way: {told}"
        if told["phase"] == "page_lost":
            hands.let_go()
            arm(page)
            hands.set_off()
        wanted = wheel(page)
        hands.turn(0.0 if wanted is None else wanted)
    hands.let_go()
    page.locator('#halt[data-phase="ready"]').wait_for()


def test_a_lap_is_driven_by_touch(new_context, car):
    page = new_context(is_phone=True).new_page()
    begin(page, car)
    drive_a_lap(page, car, Finger(page))


def test_a_lap_is_driven_by_keys(page, car):
    begin(page, car, KEYS_CAP_M_S)
    drive_a_lap(page, car, Keys(page))
