"""Every page, on desktop and phone, in both directions and themes: it fits, it is easy to use."""

import pytest
from playwright.sync_api import expect


def wear(context, url, look):
    """Choose a language and a theme, as their menus do."""
    language, theme = look
    context.add_cookies(
        [
            {"name": "mk_theme", "value": theme, "url": url},
            {"name": "mk_language", "value": language, "url": url},
        ]
    )


@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_the_demo_fits_and_is_easy_to_use(new_context, demo, check, look, device):
    context = new_context(is_phone=device == "phone")
    wear(context, demo.url, look)
    page = context.new_page()
    page.goto(demo.url)
    expect(page.locator('mk-link[state="live"]')).to_be_attached()
    page.wait_for_function("() => document.querySelector('mk-video').painted > 0")
    page.locator("mk-plot").scroll_into_view_if_needed()
    page.locator(".plot-place canvas").wait_for()
    direction = "rtl" if look[0] == "ckb" else "ltr"
    assert page.evaluate("[document.dir, document.documentElement.lang]") == [direction, look[0]]
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.timeline-place')).direction")
        == "ltr"
    )
    check(page, f"demo-{device}-{'-'.join(look)}")
