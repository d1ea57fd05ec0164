"""Addresses are secrets."""

import os
import stat

import pytest

from makerkit.errors import BadInputError
from security_system.telling.addresses import Addresses

SECRET = "s3cretT0ken"


@pytest.fixture
def addresses(tmp_path):
    return Addresses(tmp_path / "secrets")


def test_what_was_written_is_read_and_only_the_owner_can(addresses, tmp_path):
    assert addresses.read() == {}
    addresses.write("phone", f"ntfy://{SECRET}")
    addresses.write("mail", 'mailto://me:"quoted"@example.org')
    assert addresses.read() == {
        "phone": f"ntfy://{SECRET}",
        "mail": 'mailto://me:"quoted"@example.org',
    }
    path = tmp_path / "secrets" / "telling.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "These lines are passwords" in path.read_text()


def test_an_empty_address_removes_it(addresses):
    addresses.write("phone", "ntfy://x")
    addresses.write("phone", "")
    assert addresses.read() == {}


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
def test_what_an_editor_has_opened_to_others_is_closed_again(addresses, tmp_path):
    addresses.write("phone", "ntfy://x")
    path = tmp_path / "secrets" / "telling.toml"
    path.chmod(0o644)
    addresses.read()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content", [f'phone = "{SECRET}', f"phone = {SECRET}", f'phone = ["{SECRET}"]', f"{SECRET}"]
)
def test_a_file_with_a_mistake_is_said_without_the_secret(addresses, tmp_path, content):
    path = tmp_path / "secrets" / "telling.toml"
    path.parent.mkdir()
    path.write_text(content)
    with pytest.raises(BadInputError) as caught:
        addresses.read()
    assert SECRET not in str(caught.value)
    assert str(caught.value.__cause__) == "None"


def test_a_line_break_in_an_address_is_refused(addresses):
    with pytest.raises(BadInputError):
        addresses.write("phone", "ntfy://x\nmail = 'y'")
