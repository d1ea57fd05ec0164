"""An app with login, and one that has been set up."""

import datetime

import pytest

from makerkit.web import WebConfig, create_app, parts_of
from tests.makerkit.web.door_browser import PASSWORD, Browser, Clock


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Hash in a moment; `real_hashes` undoes it."""
    monkeypatch.setattr("makerkit.web.users.MEMORY_KIB", 64)
    monkeypatch.setattr("makerkit.web.users.ROUNDS", 1)


@pytest.fixture(autouse=True)
def real_datetime(monkeypatch):
    """Undo what virtual time has left in this process: cryptography takes only the real type."""
    here = datetime.datetime
    monkeypatch.setattr(datetime, "datetime", getattr(here, "_stands_for", here))


@pytest.fixture
def real_hashes(monkeypatch, quick_hashes):
    """Hash as outside of tests."""
    monkeypatch.setattr("makerkit.web.users.MEMORY_KIB", 19 * 1024)
    monkeypatch.setattr("makerkit.web.users.ROUNDS", 2)


@pytest.fixture
def clock(monkeypatch):
    moved = Clock()
    monkeypatch.setattr("makerkit.web.app.SteadyClock", lambda _folder: moved)
    monkeypatch.setattr("makerkit.web.__main__.SteadyClock", lambda _folder: moved)
    return moved


@pytest.fixture
def make_app(tmp_path, clock):
    """Make an app; twice is a restart."""

    def make(**more):
        app = create_app(WebConfig(name="Door", folder=tmp_path / "secret", **more))

        @app.get("/")
        def front():
            return "the house"

        return app

    return make


@pytest.fixture
def app(make_app):
    """An app where mina has a password."""
    made = make_app(host="0.0.0.0")
    parts_of(made).gate.users.set_password("mina", PASSWORD)
    return made


@pytest.fixture
def browser(app):
    return Browser(app)


@pytest.fixture
def open_browser(app):
    """Open one more browser, at an address."""
    return lambda address="192.168.1.20": Browser(app, address)
