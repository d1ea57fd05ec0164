"""The pages of a pretend car, and people who open them."""

import pytest

from makerkit.web import parts_of
from self_driving_car.dashboard.page import make_page
from tests.makerkit.web.door_browser import PASSWORD, Browser
from tests.self_driving_car.dashboard.pretend_car import PretendCar


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Hash in a moment."""
    monkeypatch.setattr("makerkit.web.users.MEMORY_KIB", 64)
    monkeypatch.setattr("makerkit.web.users.ROUNDS", 1)


@pytest.fixture
def car(tmp_path):
    return PretendCar(tmp_path)


@pytest.fixture
def app(car):
    made = make_page(car, car.settings.web)
    for name in ("mina", "tom"):
        parts_of(made).gate.users.set_password(name, PASSWORD)
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
