"""Sending by Apprise to real servers on this machine, and what is said when it fails."""

import logging
import socket

import pytest

from security_system.telling.sender import AppriseSender
from security_system.telling.words import Text
from tests.security_system.telling.messenger_servers import Mailbox, WebMessenger, silent_server

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # Apprise's own

SECRET = "s3cretT0ken"
TEXT = Text("Alarm: Hall", "Hall gave alarm at 03:12:05.")


@pytest.fixture
def messenger():
    started = WebMessenger()
    yield started
    started.close()


@pytest.fixture
def log():
    """What reaches the log of the program (`caplog` hears more than that)."""
    lines = []

    class Kept(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    kept, root = Kept(), logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(kept)
    yield lines
    root.removeHandler(kept)
    root.setLevel(level)


@pytest.fixture
def send():
    return AppriseSender(timeout_s=1.0)


def test_a_message_arrives_with_its_picture(send, messenger, tmp_path):
    picture = tmp_path / "hall.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0 a picture \xff\xd9")
    outcome = send(f"json://127.0.0.1:{messenger.port}/", TEXT, picture)
    assert outcome.is_done
    (message,) = messenger.messages
    assert message["title"] == "Alarm: Hall"
    assert message["message"] == TEXT.body
    assert [each["filename"] for each in message["attachments"]] == ["hall.jpg"]


def test_ntfy_gets_it_too(send, messenger):
    assert send(f"ntfy://127.0.0.1:{messenger.port}/topic", TEXT, None).is_done
    assert b"Hall gave alarm" in messenger.got[0]


def test_mail_arrives(send):
    mailbox = Mailbox()
    try:
        address = f"mailto://127.0.0.1:{mailbox.port}?from=a@example.org&to=b@example.org"
        assert send(address, TEXT, None).is_done
        assert b"Hall gave alarm" in mailbox.got[0]
    finally:
        mailbox.close()


def test_a_mail_server_that_refuses_the_password_is_said(send):
    mailbox = Mailbox(lets_in=False)
    try:
        address = (
            f"mailto://me:{SECRET}@127.0.0.1:{mailbox.port}?from=a@example.org&to=b@example.org"
        )
        outcome = send(address, TEXT, None)
    finally:
        mailbox.close()
    assert not outcome.is_done
    assert "password" in outcome.says


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (500, "has trouble (500)"),
        (503, "has trouble (503)"),
        (401, "does not let us in"),
        (404, "no such address"),
        (413, "too large"),
        (429, "too much"),
    ],
)
def test_what_a_server_answers_is_said_in_plain_words(send, messenger, status, says):
    messenger.status = status
    outcome = send(f"json://127.0.0.1:{messenger.port}/{SECRET}", TEXT, None)
    assert not outcome.is_done
    assert says in outcome.says
    assert not outcome.is_hopeless


def test_a_server_that_is_not_there_or_hangs_is_said(send):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        gone = send(f"json://127.0.0.1:{free.getsockname()[1]}/", TEXT, None)
    with silent_server() as silent:
        hangs = send(f"json://127.0.0.1:{silent.getsockname()[1]}/", TEXT, None)
    assert "cannot be reached" in gone.says
    assert "cannot be reached" in hangs.says


def test_a_picture_that_is_refused_goes_without(send, messenger, tmp_path):
    picture = tmp_path / "hall.jpg"
    picture.write_bytes(b"x" * 100)
    messenger.status = lambda body: 413 if b"hall.jpg" in body else 200
    assert send(f"json://127.0.0.1:{messenger.port}/", TEXT, picture).is_done
    assert "picture was refused" in messenger.messages[0]["message"]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "no address yet"),
        (SECRET, "must begin like"),
        (f"{SECRET}://x", "must begin like"),
        (f"nosuch://{SECRET}@host", "begins with nosuch://"),
        ("tgram://", "nothing stands behind"),
        (f"tgram://{SECRET}", "begins with tgram://"),
        (f"mailto://me:{SECRET}@", "begins with mailto://"),
    ],
)
def test_a_wrong_address_gets_a_sentence_without_the_secret_in_it(send, address, says, log):
    outcome = send(address, TEXT, None)
    assert outcome.is_hopeless
    assert says in outcome.says
    assert SECRET not in outcome.says
    assert SECRET not in "".join(log)


def test_no_secret_reaches_the_log(send, messenger, log, capfd):
    for status in (200, 500, 401):
        messenger.status = status
        send(f"json://me:{SECRET}@127.0.0.1:{messenger.port}/{SECRET}?x={SECRET}", TEXT, None)
    send(f"json://me:{SECRET}@127.0.0.1:1/{SECRET}", TEXT, None)
    assert SECRET not in "".join(log)
    assert SECRET not in "".join(capfd.readouterr())
