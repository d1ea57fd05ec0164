"""What somebody without login tried against a running page, and what must come of it."""

import os
import socket
import stat
import threading
import time
from contextlib import suppress

import pytest

from makerkit.errors import BadInputError
from makerkit.web import RefusedError, WebConfig, create_app, number_in, parts_of, start
from makerkit.web.connections import Connection, Connections
from makerkit.web.intake import HEAD_MAX_BYTES, Intake
from makerkit.web.secret_folder import SecretFolder
from tests.makerkit.web.door_browser import PASSWORD

ACCENTS = "a" + "\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT BELOW}" * 15_000
ASKED = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


@pytest.fixture
def served():
    """Serve a page without login."""
    app = create_app(WebConfig(login=False, port=0))
    app.add_url_rule("/", "front", lambda: "the front")
    with start(app) as running:
        yield running


def connect(running, source="127.0.0.1"):
    return socket.create_connection(("127.0.0.1", running.port), 5, (source, 0))


def read_on(intake, theirs, step):
    """Send and read; return how much was read."""
    read = 0
    while read < 10 * HEAD_MAX_BYTES:
        theirs.sendall(b"a" * step)
        read += len(intake.read(step))
    return read


def taken_of(sock, count):
    """Return how many bytes somebody takes before they hang up."""
    sent = 0
    with suppress(OSError):
        while sent < count:
            sent += sock.send(b"x" * 100_000)
    return sent


def status(sock):
    return sock.makefile("rb").readline().split()[1:2]


@pytest.mark.parametrize("field", ["name", "password"])
def test_a_name_of_many_accents_does_not_keep_the_machine_busy(open_browser, field):
    begun_s = time.process_time()
    form = {"name": "mina", "password": PASSWORD, field: ACCENTS}
    assert open_browser().log_in(**form).status_code == 401
    assert time.process_time() - begun_s < 1.0


@pytest.mark.parametrize("path", ["/login", "/setup"])
def test_to_ask_for_the_head_of_a_form_is_no_try(open_browser, path):
    browser = open_browser()
    for _ in range(5):
        assert browser.client.head(path).status_code == 200
    assert browser.log_in().status_code == 303


def test_others_at_the_same_address_use_up_nothing_of_who_is_known(open_browser):
    owner, other = open_browser(), open_browser()
    assert owner.log_in().status_code == 303
    answers = {other.log_in("nobody").status_code for _ in range(25)}
    assert answers == {401, 429}
    assert owner.post("/logout", csrf_from="/account").status_code == 303
    assert owner.log_in().status_code == 303


def test_without_login_nobody_uses_up_what_the_owner_may_ask(monkeypatch):
    monkeypatch.setattr("makerkit.web.limits.LOOKING", "3 per minute")
    client = create_app(WebConfig(login=False)).test_client()
    assert {client.get("/session").status_code for _ in range(5)} == {200}


def test_a_path_writes_no_line_of_its_own_into_the_log(app, browser, caplog):
    app.add_url_rule("/broken/<more>", "broken", lambda more: 1 // 0)
    browser.log_in()
    assert browser.get("/broken/x%0aAll%20is%20well").status_code == 500
    assert r"/broken/x\nAll is well" in caplog.text


def test_a_boundary_without_end_costs_nothing(browser):
    begun_s = time.process_time()
    kind = "multipart/form-data; boundary=" + "a" * 50_000
    assert browser.client.post("/login", content_type=kind).status_code == 400
    assert time.process_time() - begun_s < 0.5


def test_a_number_of_a_thousand_digits_is_refused_with_a_sentence():
    with pytest.raises(RefusedError, match="far more"):
        number_in({"x": 10**1000}, "x", -1, 1)
    with pytest.raises(RefusedError, match=r"got 2"):
        number_in({"x": 2}, "x", -1, 1)


# passwords that change at the same moment


def test_who_logs_in_while_the_password_changes_is_not_in_afterwards(app, open_browser):
    gate = parts_of(app).gate
    known = open_browser()
    known.log_in()
    check = gate.users.check

    def check_and_be_late(name, password):
        found = check(name, password)
        gate.users.check = check
        form = {"current": PASSWORD, "password": "six green hats", "again": "six green hats"}
        assert known.post("/account/password", form, csrf_from="/account").status_code == 303
        return found

    gate.users.check = check_and_be_late
    late = open_browser("192.168.1.30")
    assert late.log_in().status_code == 401
    assert not late.is_in()
    assert known.is_in()


def test_a_hash_is_not_renewed_over_a_password_that_was_set_meanwhile(app):
    users = parts_of(app).gate.users
    old = users._users["mina"]["hash"]
    users.set_password("mina", "six green hats")
    users._keep("mina", PASSWORD, instead_of=old)
    assert users.check("mina", "six green hats") == "mina"


def test_of_two_who_change_a_password_at_once_the_second_does_not_know_it(app, open_browser):
    browsers = [open_browser(), open_browser()]
    for browser in browsers:
        browser.log_in()
    tokens = [browser.csrf("/account") for browser in browsers]
    answers = []

    def change(browser, token, new):
        form = {"csrf_token": token, "current": PASSWORD, "password": new, "again": new}
        answers.append(browser.client.post("/account/password", data=form).status_code)

    threads = [
        threading.Thread(target=change, args=(browser, token, f"six green hats {number}"))
        for number, (browser, token) in enumerate(zip(browsers, tokens, strict=True))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert answers.count(303) == 1


# connections


def test_who_sends_a_letter_at_a_time_makes_room_for_others():
    connections = Connections(most=4, most_each=2)
    socks = [socket.socket() for _ in range(5)]
    addresses = [("192.168.1.5", 1), ("192.168.1.5", 2), ("10.0.0.1", 3), ("10.0.0.1", 4)]
    for sock, address in zip(socks, addresses, strict=False):
        assert connections.enter(sock, address)
    connections.of(addresses[0]).is_awaited = False  # a page that is open
    assert connections.enter(socks[4], ("192.168.1.9", 5))
    assert [connections.of(address) is not None for address in addresses] == [
        True,
        False,
        True,
        True,
    ]
    for sock in socks:
        sock.close()


def test_open_pages_make_no_room():
    connections = Connections(most=1)
    with socket.socket() as one, socket.socket() as other:
        assert connections.enter(one, ("10.0.0.1", 1))
        connections.of(("10.0.0.1", 1)).is_awaited = False
        assert not connections.enter(other, ("10.0.0.1", 2))
        connections.leave(("10.0.0.1", 1))
        assert connections.enter(other, ("10.0.0.1", 2))


@pytest.mark.parametrize("source", ["127.0.0.1", "127.0.0.9"])
def test_slow_requests_from_one_machine_keep_nobody_out(served, source):
    slow = [connect(served, source) for _ in range(100)]
    for sock in slow:
        sock.sendall(ASKED)
    with connect(served) as sock:
        sock.sendall(ASKED + b"\r\n")
        assert status(sock) == [b"200"]
    for sock in slow:
        sock.close()


def test_a_head_must_come_in_time_however_steadily_it_comes(monkeypatch):
    monkeypatch.setattr("makerkit.web.intake.HEAD_S", 0.2)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        intake = Intake(ours, Connection(ours, ""), 1000)
        with pytest.raises(TimeoutError):
            read_on(intake, theirs, 1)


def test_a_head_without_end_is_read_no_further():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        intake = Intake(ours, Connection(ours, ""), 1000)
        with pytest.raises(TimeoutError):
            read_on(intake, theirs, 5000)


def test_what_nobody_wants_is_not_read_without_end(served):
    with connect(served) as sock:
        sock.sendall(ASKED + b"Content-Length: 9000000000\r\n\r\n")
        assert taken_of(sock, 500_000_000) < 50_000_000


def test_a_body_that_is_a_little_too_large_is_still_answered(served):
    with connect(served) as sock:
        sock.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1500000\r\n\r\n")
        sock.sendall(b"x" * 1_500_000)
        assert status(sock)[0].startswith(b"4")


# the folder


@pytest.mark.skipif(os.name != "posix", reason="modes of files are Unix's")
def test_others_put_nothing_into_the_folder(tmp_path):
    tmp_path.chmod(0o777)
    SecretFolder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


@pytest.mark.skipif(os.name != "posix", reason="modes of files are Unix's")
@pytest.mark.parametrize("mode", [0o1777, 0o1755])
def test_a_folder_for_everybody_is_refused_and_left_as_it_is(tmp_path, mode):
    tmp_path.chmod(mode)
    with pytest.raises(BadInputError, match="not yours alone"):
        SecretFolder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == mode
    tmp_path.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="owners of files are Unix's")
def test_what_belongs_to_somebody_else_is_not_believed(tmp_path, monkeypatch):
    folder = SecretFolder(tmp_path)
    folder.write("users.json", {"users": {}})
    me = tmp_path.stat().st_uid
    monkeypatch.setattr("makerkit.web.secret_folder.os.geteuid", lambda: me + 4321)
    monkeypatch.setattr("makerkit.web.secret_folder._is_trusted", lambda owner: owner == me + 4321)
    with pytest.raises(BadInputError, match="belongs to somebody else"):
        folder.read("users.json")
    with pytest.raises(BadInputError, match="not yours alone"):
        SecretFolder(tmp_path)
