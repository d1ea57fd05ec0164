"""Every page of the alarm, on desktop and phone, in both directions and themes."""

import pytest
from playwright.sync_api import expect
from security_pages import SecurityPages, log_in
from test_pages_look import wear

PLACES = {
    "alarm": "/", "events": "/events", "cameras": "/cameras", "camera": "/cameras/hall",
    "users": "/users", "user": "/users/mina", "settings": "/settings", "health": "/health",
    "log": "/log", "more": "/more", "notice": "/notice", "chain": "/log/chain",
}  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    pages = SecurityPages(tmp_path_factory.mktemp("house") / "house")
    pages.start()
    yield pages
    pages.stop()


@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_every_page_of_the_alarm_fits_and_is_easy_to_use(new_context, house, check, look, device):
    context = new_context(is_phone=device == "phone")
    wear(context, house.url, look)
    page = log_in(context.new_page(), house.url)
    name = f"{device}-{'-'.join(look)}"
    for title, place in PLACES.items():
        page.goto(f"{house.url}{place}")
        page.locator('mk-link[state="live"]').wait_for(state="attached")
        page.wait_for_load_state("networkidle") if title == "users" else None
        check(page, f"security-{title}-{name}")
    page.goto(f"{house.url}/events")
    page.locator(".event-card.kind-alarm").click()
    check(page, f"security-event-{name}")
    page.goto(house.url)
    house.tell(do="trigger")
    expect(page.locator("#hero")).to_have_attribute("data-state", "triggered")
    page.wait_for_timeout(300)  # the colours have changed over
    check(page, f"security-triggered-{name}")
    house.tell(do="calm")
    expect(page.locator("#hero")).to_have_attribute("data-state", "disarmed")
