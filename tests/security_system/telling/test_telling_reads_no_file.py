"""An address that is typed at the page must not have the server's own files sent somewhere."""

import pytest

from makerkit.errors import BadInputError
from security_system.telling.settings import TellingSettings
from security_system.telling.telling import Telling

HOOK = "workflows://example.org/WorkflowID/Signature"
KEY = "secrets/codes.json"


@pytest.fixture
def telling(tmp_path):
    return Telling(TellingSettings.model_validate({"services": {"phone": {}}}), tmp_path)


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # a messenger of Apprise's loads it
def test_apprise_would_read_the_file_and_send_it():
    """Why this is needed: the file becomes the message, on its way to whoever owns the address."""
    from apprise import Apprise

    service = Apprise.instantiate(f"{HOOK}?template={KEY}")
    assert service is not None
    assert len(service.template) == 1


@pytest.mark.parametrize(
    "address",
    [
        f"{HOOK}?template={KEY}",
        f"{HOOK}?template=%2Fetc%2Fpasswd",
        f"{HOOK}?to=me&TEMPLATE=codes.json",
        f"{HOOK}?%74emplate=/etc/passwd",
        f"{HOOK}?:template=/x&template=file:///etc/passwd",
        f"slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/?template={KEY}",
        f"fcm://project@apikey/device/?keyfile={KEY}",
        f"vapid://me@example.org/?keyfile={KEY}&subfile=x",
        f"mailto://me:word@example.org?pgp=yes&pgppub={KEY}",
    ],
)
def test_an_address_that_names_a_file_is_refused_and_its_password_is_not_said(telling, address):
    with pytest.raises(BadInputError, match=r"secrets/telling\.toml") as refused:
        telling.set_address("phone", address)
    assert "word" not in str(refused.value)
    assert not telling.has_address("phone")


@pytest.mark.parametrize(
    "address",
    [
        "ntfy://ntfy.example.org/a-topic?priority=high",
        "mailto://me:pass%3Fword@example.org?smtp=mail.example.org&format=text",
        "pushplus://abcdefabcdef/?template=markdown",
        "",
    ],
)
def test_other_addresses_are_kept(telling, address):
    telling.set_address("phone", address)
    assert telling.has_address("phone") is bool(address)
