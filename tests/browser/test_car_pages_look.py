"""Every page of the car, on desktop and phone, upright and sideways, in both directions."""

import pytest
from car_pages import CarPages, log_in
from test_pages_look import wear

PLACES = {
    "drive": "/", "calibration": "/calibration", "corners": "/calibration/corners",
    "models": "/models", "health": "/health", "settings": "/settings", "more": "/more",
}  # fmt: skip
DEVICES = {
    "desktop": {},
    "phone": {"is_phone": True},
    "small": {"is_phone": True, "viewport": {"width": 360, "height": 740}},
    "sideways": {"is_phone": True, "viewport": {"width": 844, "height": 390}},
}


@pytest.fixture(scope="module")
def car(tmp_path_factory):
    pages = CarPages(tmp_path_factory.mktemp("look") / "car")
    pages.start()
    yield pages
    pages.stop()


LOOKS = [
    ("desktop", "en", "light"), ("desktop", "ckb", "dark"), ("phone", "en", "dark"),
    ("phone", "ckb", "light"), ("small", "ckb", "light"), ("sideways", "en", "dark"),
]  # fmt: skip


@pytest.mark.parametrize("worn", LOOKS, ids=["-".join(worn) for worn in LOOKS])
def test_every_page_of_the_car_fits_and_is_easy_to_use(new_context, car, check, worn):
    device, *look = worn
    context = new_context(**DEVICES[device])
    wear(context, car.url, look)
    page = log_in(context.new_page(), car.url)
    for title, place in PLACES.items():
        if device in {"small", "sideways"} and title not in {"drive", "calibration"}:
            continue
        page.goto(f"{car.url}{place}")
        page.locator('mk-link[state="live"]').wait_for(state="attached")
        check(page, f"car-{title}-{'-'.join(worn)}")
