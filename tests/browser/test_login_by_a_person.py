"""The door, as a person goes through it: first start, log in, lock-out, account, language."""

import re
from collections.abc import Callable, Iterator

import pytest
from demo_server import DemoServer
from playwright.sync_api import BrowserContext, Page, expect

NAME, PASSWORD = "shilan", "three dull green kettles"
OTHER_PASSWORD = "seven loud paper bridges"
LIVE = 'mk-link[state="live"]'


@pytest.fixture
def new_server(tmp_path) -> Iterator[DemoServer]:
    """A demo with login that nobody has set up."""
    server = DemoServer(tmp_path / "demo")
    server.start()
    yield server
    server.stop()


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"#field-{name}").fill(value)


def set_up(page: Page, server: DemoServer) -> None:
    page.goto(f"{server.url}/setup")
    fill(page, code=server.code, name=NAME, password=PASSWORD, again=PASSWORD)
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(LIVE)).to_be_attached()


def log_in(page: Page, password: str = PASSWORD) -> None:
    fill(page, name=NAME, password=password)
    page.keyboard.press("Enter")


def test_the_first_start_asks_for_the_code_and_tells_what_is_wrong(new_server, page, complaints):
    page.goto(new_server.url)
    expect(page).to_have_url(re.compile("/setup$"))
    expect(page.locator("#field-code")).to_be_focused()
    fill(page, code="WRONG-CODE", name=NAME, password=PASSWORD, again=PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#field-code")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("This is not the code.")).to_be_visible()
    expect(page.locator("#field-password")).to_have_value("")
    fill(page, code=new_server.code, password="short", again="short")
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("#field-password")).to_have_attribute("aria-invalid", "true")
    fill(page, password=PASSWORD, again=PASSWORD + "!")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("not the same password")).to_be_visible()
    set_up(page, new_server)
    page.goto(f"{new_server.url}/setup")
    fill(page, code=new_server.code, name="thief", password=PASSWORD, again=PASSWORD)
    page.get_by_role("button", name="Begin").click()
    expect(page.locator(".note.error")).to_be_visible()
    assert {"status of 40" in said for said in complaints.take()} == {True}


def test_who_logs_out_sees_nothing_more_and_comes_back_to_where_they_were(
    page, new_server, complaints
):
    set_up(page, new_server)
    page.get_by_label(f"Account of {NAME}").click()
    page.get_by_role("button", name="Log out").click()
    expect(page).to_have_url(re.compile("/login"))
    page.goto(f"{new_server.url}/account")
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    log_in(page, "wrong")
    expect(page.locator(".note.error")).to_have_text("Name or password is wrong.")
    expect(page.locator("#field-name")).to_have_value(NAME)
    log_in(page)
    expect(page).to_have_url(re.compile("/account$"))
    assert {"status of 401" in said for said in complaints.take()} == {True}


def test_who_guesses_is_locked_out_and_a_restart_does_not_help(new_server, page, complaints):
    set_up(page, new_server)
    page.context.clear_cookies()
    page.goto(f"{new_server.url}/login")
    for _ in range(6):
        if page.get_by_text("Too many wrong attempts").count():
            break
        log_in(page, "guessed")
    expect(page.get_by_role("button", name="Log in")).to_be_disabled()
    expect(page.get_by_role("button", name="Log in")).to_contain_text(" s")
    new_server.restart()
    page.goto(f"{new_server.url}/login")
    log_in(page)
    expect(page.get_by_text("Too many wrong attempts")).to_be_visible()
    complaints.take()


def test_a_new_password_ends_the_other_devices_at_once(
    new_server: DemoServer, page: Page, new_context: Callable[..., BrowserContext], complaints
):
    set_up(page, new_server)
    phone = new_context(is_phone=True).new_page()
    phone.goto(new_server.url)
    log_in(phone)
    expect(phone.locator(LIVE)).to_be_attached()
    page.goto(f"{new_server.url}/account")
    expect(page.get_by_role("listitem")).to_have_count(2)
    expect(page.locator(".tag")).to_have_count(1)
    fill(page, current="wrong", password=OTHER_PASSWORD, again=OTHER_PASSWORD)
    page.get_by_role("button", name="Change the password").click()
    expect(page.locator("#field-current")).to_have_attribute("aria-invalid", "true")
    fill(page, current=PASSWORD, password=OTHER_PASSWORD, again=OTHER_PASSWORD)
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_text("The password is changed.")).to_be_visible()
    expect(page.get_by_role("listitem")).to_have_count(1)
    expect(phone.get_by_role("heading", name="Log in")).to_be_visible()
    log_in(phone)
    expect(phone.locator(".note.error")).to_be_visible()
    log_in(phone, OTHER_PASSWORD)
    expect(phone.locator(LIVE)).to_be_attached()
    page.reload()
    page.get_by_role("button", name="Log out there").click()
    expect(phone.get_by_role("heading", name="Log in")).to_be_visible()
    page.get_by_role("button", name="Log out everywhere").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    complaints.take()


def test_a_chosen_language_turns_the_page_round_and_stays(page, demo):
    page.goto(demo.url)
    page.get_by_label("Look and language").click()
    page.locator("button[lang=ckb]").click()
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "ckb")
    expect(html).to_have_attribute("dir", "rtl")
    page.reload()
    expect(html).to_have_attribute("dir", "rtl")
    page.locator("summary").first.click()
    page.locator("button[lang=kmr]").click()
    expect(html).to_have_attribute("lang", "kmr")
    expect(html).to_have_attribute("dir", "ltr")


def test_the_pages_at_the_door_fit_and_are_easy_to_use(
    new_server, new_context, check, look, complaints
):
    for is_phone in (False, True):
        context = new_context(is_phone=is_phone)
        language, theme = look
        context.add_cookies(
            [
                {"name": "mk_theme", "value": theme, "url": new_server.url},
                {"name": "mk_language", "value": language, "url": new_server.url},
            ]
        )
        page = context.new_page()
        name = f"{'phone' if is_phone else 'desktop'}-{language}-{theme}"
        page.goto(f"{new_server.url}/setup")
        check(page, f"setup-{name}")
        if not is_phone:
            set_up(page, new_server)
            page.locator("mk-video").wait_for()
            context.clear_cookies(name=re.compile("^mk-"))
        page.goto(f"{new_server.url}/login")
        check(page, f"login-{name}")
        log_in(page)
        page.locator("mk-video").wait_for()
        page.goto(f"{new_server.url}/account")
        check(page, f"account-{name}")
        page.goto(f"{new_server.url}/nowhere")
        check(page, f"error-{name}")
    assert {"status of 404" in said for said in complaints.take()} == {True}
