"""The pages of a pretend house, and people who open them."""

import pytest

from makerkit.web import parts_of
from security_system.alarm.states import Right
from security_system.dashboard.page import make_page
from tests.makerkit.web.door_browser import PASSWORD, Browser
from tests.security_system.dashboard.pretend_house import CODE, PretendHouse

RIGHTS = {
    "mina": frozenset(Right),
    "tom": frozenset({Right.ARM, Right.DISARM, Right.CLIPS}),
    "guest": frozenset(),
}


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Hash in a moment."""
    monkeypatch.setattr("makerkit.web.users.MEMORY_KIB", 64)
    monkeypatch.setattr("makerkit.web.users.ROUNDS", 1)
    monkeypatch.setattr("security_system.alarm.codes.MEMORY_KIB", 64)


@pytest.fixture
def house(tmp_path):
    return PretendHouse(tmp_path)


@pytest.fixture
def app(house):
    """The app; mina may everything, tom some things, guest nothing but look."""
    made = make_page(house, house.settings.web)
    for name, rights in RIGHTS.items():
        parts_of(made).gate.users.set_password(name, PASSWORD)
        house.codes.set_rights(name, rights)
    house.codes.set_code("mina", CODE)
    return made


@pytest.fixture
def log_in(app):
    """Open a browser in which somebody is logged in."""

    def open_browser(name="mina"):
        browser = Browser(app, "127.0.0.1")
        assert browser.log_in(name).status_code == 303
        return browser

    return open_browser


@pytest.fixture
def mina(log_in):
    return log_in()


@pytest.fixture
def event(house):
    """One event with all its files."""
    for name in ("a.mp4", "a.jpg", "a.small.jpg"):
        (house.evidence.folder / name).write_bytes(bytes(range(256)) * 8)
    return house.evidence.add(
        1_790_000_000.0, clip="a.mp4", snapshot="a.jpg", thumbnail="a.small.jpg"
    )
