"""Users whom somebody else looks after: passwords given and logins taken away."""

import pytest

from makerkit.web import parts_of
from makerkit.web.gate import Visitor
from makerkit.web.users import PasswordError
from tests.makerkit.web.door_browser import PASSWORD

OTHER = "six green hats"
HERE = Visitor("192.168.1.20")


@pytest.fixture
def gate(app):
    return parts_of(app).gate


@pytest.fixture
def owner(gate, browser):
    browser.log_in()
    return gate.logins.of("mina")[0]


def test_who_is_given_a_password_comes_in_with_it_and_is_out_everywhere_else(
    gate, owner, open_browser
):
    gate.give_password(owner, "Tom", PASSWORD, HERE)
    tom = open_browser()
    assert tom.log_in("tom").status_code == 303
    gate.give_password(owner, "tom", OTHER, HERE)
    assert not tom.is_in()
    assert tom.log_in("tom").status_code == 401
    assert tom.log_in("tom", OTHER).status_code == 303
    with pytest.raises(PasswordError):
        gate.give_password(owner, "tom", "short", HERE)


def test_who_gives_themselves_a_password_stays_in_here(gate, owner, browser):
    gate.give_password(owner, "mina", OTHER, HERE)
    assert browser.is_in()


def test_who_is_removed_is_out_and_unknown_also_after_a_restart(
    gate, owner, open_browser, make_app
):
    gate.give_password(owner, "tom", PASSWORD, HERE)
    tom = open_browser()
    tom.log_in("tom")
    gate.remove(owner, "tom", HERE)
    gate.remove(owner, "nobody", HERE)
    assert not tom.is_in()
    assert tom.log_in("tom").status_code == 401
    assert gate.users.names == ["mina"]
    assert parts_of(make_app()).gate.users.names == ["mina"]


def test_who_is_removed_while_they_log_in_is_not_in_afterwards(gate, owner, open_browser):
    gate.give_password(owner, "tom", PASSWORD, HERE)
    check = gate.users.check

    def check_and_be_late(name, password):
        found = check(name, password)
        gate.users.check = check
        gate.remove(owner, "tom", HERE)
        return found

    gate.users.check = check_and_be_late
    tom = open_browser()
    assert tom.log_in("tom").status_code == 401
    assert not tom.is_in()


def test_who_uses_the_setup_code_is_told_to_who_asked(gate, open_browser):
    owners = []
    gate.on_set_up = owners.append
    form = {"code": gate.code.make(), "name": "Sara", "password": OTHER, "again": OTHER}
    assert open_browser().post("/setup", form, csrf_from="/setup").status_code == 303
    assert owners == ["sara"]
