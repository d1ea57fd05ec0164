"""Waiting for what a page does in its own time, and acting by hand."""

import re

PATIENCE_S = 30
"""A busy machine is slow; what is fast enough is measured, not waited for."""
EVERY_MS = 50


def until(page, look, is_so):
    """Look again and again until it is so, while the page goes on; return what was seen.

    Raises:
        AssertionError: it did not come to be; with what was seen last.
    """
    for _ in range(PATIENCE_S * 1000 // EVERY_MS):
        seen = look()
        if is_so(seen):
            return seen
        page.wait_for_timeout(EVERY_MS)
    raise AssertionError(f"It did not come to be in {PATIENCE_S} s; seen last: {seen}")


def until_painted(page, pictures, video="mk-video"):
    """Wait until a page has painted so many pictures."""
    until(page, lambda: page.evaluate(f"document.querySelector('{video}').painted"),
          lambda painted: painted >= pictures)  # fmt: skip


def middle(locator):
    """Return the middle of what a locator finds, in pixels of the window."""
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def moved_to_m(figure):
    """Return where a figure of a plan stands: x and y of its transform, in metres of the plan."""
    x, y = re.match(r"translate\((\S+) (\S+)\)", figure.get_attribute("transform")).groups()
    return float(x), float(y)


def drag(page, begin, end, steps=6):
    """Drag with the mouse from one place to another, in pixels of the window."""
    page.mouse.move(*begin)
    page.mouse.down()
    page.mouse.move(*end, steps=steps)
    page.mouse.up()
