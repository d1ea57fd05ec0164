"""The page that `docs/pages.md` shows works as it stands there."""

import re
from pathlib import Path

from playwright.sync_api import expect

from makerkit.web import start

DOCUMENT = Path(__file__).parents[2] / "docs" / "pages.md"


def test_the_page_in_the_document_switches_its_lamp(new_context):
    (source,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    names = {"__name__": "lamp_page"}
    exec(source, names)
    with start(names["app"]) as running:
        context = new_context()
        page = context.new_page()
        page.goto(running.url)
        lamp = page.locator("mk-lamp")
        expect(lamp).to_have_attribute("state", "off")
        page.get_by_role("switch", name="Switch").press("Space")
        expect(lamp).to_have_attribute("state", "on")
        assert names["lamp"] == {"is_on": True}
        context.close()


def test_the_document_names_every_element():
    elements = DOCUMENT.parents[1] / "makerkit" / "web" / "ts" / "elements"
    defined = {
        name
        for file in elements.glob("*.ts")
        for name in re.findall(r'^define\("(mk-\w+)"', file.read_text(encoding="utf-8"), re.M)
    }
    assert defined == set(re.findall(r"`(mk-\w+)`", DOCUMENT.read_text(encoding="utf-8"))) - {
        "mk-order",
        "mk-pick",
    }
