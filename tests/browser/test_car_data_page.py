"""The data page on a tub of 20,000 records: quick, by touch, in both directions."""

import io
import re
import zipfile

import pytest
from big_tub import make_big_tub
from car_pages import CarPages, log_in
from playwright.sync_api import expect
from test_pages_look import wear

from makerkit.tub import Tub

COUNT = 20_000
NAME = "2026-11-27"
STANDING = "5000 \N{EN DASH} 5099"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("car")
    with pytest.MonkeyPatch.context() as patch:
        make_big_tub(folder / "tubs" / NAME, COUNT, patch)
    return folder


@pytest.fixture(scope="module")
def car(folder):
    pages = CarPages(folder)
    pages.start()
    yield pages
    pages.stop()


@pytest.fixture
def tub(folder):
    tub = Tub(folder / "tubs" / NAME)
    yield tub
    tub.refresh()
    tub.restore(range(COUNT))


@pytest.fixture
def marked(car, tub):
    """The car, with two stretches of its tub marked as bad."""
    tub.delete([*range(300, 900), *range(12_000, 12_500)])
    return car


def open_tub(page, car):
    log_in(page, car.url)
    page.goto(f"{car.url}/data/{NAME}")
    page.locator("#data[data-ready]").wait_for(state="attached")
    return page


def slide(page, index):
    page.locator("[data-part=slider]").evaluate(
        "(slider, index) => { slider.value = index; slider.dispatchEvent(new Event('input')) }",
        index,
    )


def hold(page, *addresses):
    """Keep answers back; return the list of the routes that wait."""
    held = []

    def keep(route):
        held.append(route)

    for address in addresses:
        page.route(address, keep)
    return held


def value(page, words):
    return page.locator(f".data-values div:has(dt:text-is('{words}')) dd")


def test_a_tub_of_20_000_records_is_there_at_once_and_follows_the_hand(page, car, tub):
    log_in(page, car.url)
    page.goto(f"{car.url}/data")
    expect(page.locator(".tub")).to_contain_text("20000 records")
    page.locator(".tub").click()
    page.locator(".data-plot canvas").wait_for()
    page.wait_for_function(
        "() => document.querySelector('[data-part=picture]').naturalWidth === 160"
    )
    held = hold(page, "**/picture/*.jpg?*")  # a Pi that has much to do
    for index in range(100, COUNT, 100):  # a hand that runs over all of it
        slide(page, index)
    slide(page, 12_346)
    assert len(held) == 1, "pictures were asked for before the one before had come"
    held[0].continue_()
    page.unroute_all()
    expect(value(page, "Record")).to_have_text("12346")
    expect(page.locator("[data-part=picture]")).to_have_attribute("src", address_of(12_346))
    record = tub.record(12_346)
    expect(value(page, "Steering")).to_have_text(f"{record['user/angle']:.2f}")
    expect(value(page, "Time")).to_have_text("284.0 s")  # since its drive began


def address_of(index):
    return f"/data/{NAME}/picture/{index}.jpg?width=480"


def test_stretches_are_marked_bad_by_touch_and_taken_back(phone, car, tub):
    """donkey PR 12: "deleted data I wanted later"."""
    page = open_tub(phone, car)
    slide(page, 100)
    page.get_by_role("button", name="From here").tap()
    slide(page, 199)
    page.get_by_role("button", name="To here").tap()
    expect(page.locator("[data-part=chosen]")).to_have_text("100 to 199: 100 records")
    page.get_by_role("button", name="Mark bad", exact=True).tap()
    expect(page.locator("[data-part=bad]")).to_have_text("100")
    expect(page.locator("[data-part=live]")).to_have_text("19900")
    expect(page.locator("[data-part=is-bad]")).to_be_visible()
    tub.refresh()
    assert tub.deleted == frozenset(range(100, 200))
    assert tub.jpeg(150) is not None

    page.get_by_role("button", name="Take back the last step").tap()
    expect(page.locator("[data-part=bad-tag]")).to_be_hidden()
    tub.refresh()
    assert tub.deleted == frozenset()


def test_nothing_moves_under_a_finger_when_late_answers_come(phone, car):
    """A page that grows while it is used puts another button under the finger."""
    held = hold(phone, "**/rows.json*", "**/plot.json*", "**/picture/*", "**/strip.jpg*")
    page = open_tub(phone, car)
    button = page.get_by_role("button", name="From here")
    before = button.evaluate("(button) => button.getBoundingClientRect().top + scrollY")
    page.wait_for_function("() => document.querySelector('[data-part=strip]').src")
    for one in held:
        one.continue_()
    phone.unroute_all()
    expect(value(page, "Time")).to_have_text("0.0 s")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.data-player img')].every((one) => one.naturalWidth)"
    )
    page.locator(".data-plot canvas").wait_for()
    assert button.evaluate("(button) => button.getBoundingClientRect().top + scrollY") == before


def test_undo_takes_back_only_what_the_step_has_done(page, car, tub):
    tub.delete(range(100, 150))
    open_tub(page, car)
    for index, name in ((120, "From here"), (179, "To here")):
        slide(page, index)
        page.get_by_role("button", name=name).click()
    page.get_by_role("button", name="Mark bad", exact=True).click()
    expect(page.locator("[data-part=bad]")).to_have_text("80")
    page.get_by_role("button", name="Take back the last step").click()
    expect(page.locator("[data-part=bad]")).to_have_text("50")
    tub.refresh()
    assert tub.deleted == frozenset(range(100, 150))


def test_what_may_be_bad_is_proposed_and_marked_with_one_press(page, car, tub):
    open_tub(page, car)
    line = page.locator("[data-part=doubts] li", has_text="It stands")
    expect(line).to_contain_text(STANDING)
    line.get_by_role("button", name="Mark bad").click()
    expect(page.locator("[data-part=bad]")).to_have_text("100")
    expect(page.locator("[data-part=marks] li")).to_contain_text(STANDING)
    page.locator("[data-part=marks]").get_by_role("button", name="Good after all").click()
    expect(page.locator("[data-part=bad-tag]")).to_be_hidden()


def test_balance_split_and_views_show_what_a_training_would_do(page, car, tub):
    open_tub(page, car)
    expect(page.locator(".data-bin")).to_have_count(15)
    heights = page.locator(".data-bin").evaluate_all(
        "bins => bins.map(bin => [...bin.children].map(bar => parseFloat(bar.style.height)))"
    )
    before, after = zip(*heights, strict=True)
    assert max(before) / min(before) > max(after) / min(after) > 1
    expect(page.locator("[data-part=exam-count]")).not_to_be_empty()
    learn = int(page.locator("[data-part=learn-count]").inner_text())
    exam = int(page.locator("[data-part=exam-count]").inner_text())
    assert 0.17 * COUNT < exam < 0.23 * COUNT
    assert learn + exam < COUNT
    slide(page, 95)
    angle = tub.record(95)["user/angle"]
    page.get_by_role("button", name="Others").click()
    mirror = page.locator("[data-part=views] li", has_text="mirrored")
    expect(mirror).to_contain_text(f"{-angle:.2f}")
    expect(page.locator("[data-part=views] li")).to_have_count(6)


def test_zoom_play_and_the_plot_lead_to_a_record(page, car, tub):
    open_tub(page, car)
    page.locator("[data-part=plot][data-drawn]").wait_for()
    box = page.locator(".u-over").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 40)
    middle = re.compile(r"^(99[4-9]\d|100[0-5]\d)$")  # as near as a pixel is
    expect(value(page, "Record")).to_have_text(middle, timeout=15_000)
    with page.expect_response(lambda answer: "plot.json" in answer.url) as heard:
        page.get_by_role("button", name="Zoom in").click()
    told = heard.value.json()
    assert told["first"] < 10_000 < told["last"]
    assert 7000 < told["last"] - told["first"] < 9000
    assert all(len(places) < 2500 for places, _ in told["lines"].values())
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(
        "() => document.querySelector('[data-part=slider]').valueAsNumber > 10060"
    )
    page.get_by_role("button", name="Play").click()


def test_a_drive_is_downloaded_as_zip(page, car, folder):
    open_tub(page, car)
    with page.expect_download() as started:
        page.get_by_role("link", name="Download as zip").click()
    assert started.value.suggested_filename == f"{NAME}.zip"
    packed = zipfile.ZipFile(io.BytesIO(started.value.path().read_bytes()))
    assert packed.testzip() is None
    assert len(packed.namelist()) == COUNT + 20 * 2 + 1
    manifest = (folder / "tubs" / NAME / "manifest.json").read_bytes()
    assert packed.read(f"{NAME}/manifest.json") == manifest


@pytest.mark.parametrize("device", ["desktop", "phone", "small"])
def test_the_data_page_fits_and_is_easy_to_use(new_context, marked, check, look, device):
    car = marked
    size = {"viewport": {"width": 360, "height": 740}} if device == "small" else {}
    context = new_context(is_phone=device != "desktop", **size)
    wear(context, car.url, look)
    page = open_tub(context.new_page(), car)
    slide(page, 14_000)
    page.locator(".data-plot canvas").wait_for()
    page.wait_for_load_state("networkidle")
    check(page, f"car-data-tub-{device}-{'-'.join(look)}")
    page.goto(f"{car.url}/data")
    page.locator('mk-link[state="live"]').wait_for(state="attached")
    check(page, f"car-data-{device}-{'-'.join(look)}")
