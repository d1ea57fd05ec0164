"""Serving: ports, encryption, connections without end, a clean end."""

import signal
import socket
import ssl
import stat
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from urllib.request import urlopen

import pytest
from simple_websocket import Client

from makerkit.errors import BadInputError
from makerkit.web import PortBusyError, WebConfig, create_app, parts_of, start
from makerkit.web.certificate import certificate_for, machine_names
from makerkit.web.connections import Connections


@pytest.fixture
def plain():
    """An app that needs no login and takes any port."""

    def make(**more):
        app = create_app(WebConfig(**{"login": False, "port": 0, **more}))
        app.add_url_rule("/", "front", lambda: "the front")
        return app

    return make


def read(url, **more):
    with urlopen(url, timeout=5, **more) as answer:
        return answer.read().decode()


def test_it_says_where_it_is_and_is_there(plain):
    said = []
    with start(plain(name="Door"), say=said.append) as running:
        assert said == [f"Door is at {running.url}"]
        assert read(running.url) == "the front"


def test_where_others_may_come_their_address_is_said_too(make_app, monkeypatch):
    monkeypatch.setattr("makerkit.web.app.own_addresses", lambda: {"192.168.1.5", "127.0.1.1"})
    app = make_app(host="0.0.0.0")
    parts_of(app).gate.users.set_password("mina", "three blue doors")
    assert list(parts_of(app).greeting("http://127.0.0.1:8000/")) == [
        "Door is at http://127.0.0.1:8000/",
        "Others in this network open http://192.168.1.5:8000/",
        "Passwords travel unencrypted here. Where others listen, switch https on.",
    ]


def test_a_taken_port_is_explained_and_a_free_one_found_on_request(plain):
    with start(plain()) as first:
        with pytest.raises(PortBusyError, match=f"Port {first.port} is taken"):
            start(plain(port=first.port))
        with start(plain(port=first.port), further_ports=20) as second:
            assert first.port < second.port <= first.port + 20


def test_the_same_port_is_free_again_after_the_end(plain):
    with start(plain()) as running:
        read(running.url)
    with start(plain(port=running.port)) as again:
        assert read(again.url) == "the front"


@pytest.mark.parametrize(
    ("host", "words"), [("127.0.0.1.2.3", "Cannot listen on"), ("192.0.2.77", "Cannot listen on")]
)
def test_an_address_that_is_not_ours_is_explained(plain, tmp_path, host, words):
    with pytest.raises(BadInputError, match=words):
        start(plain(host=host, login=True, folder=tmp_path))


def test_ctrl_c_ends_it_and_says_so():
    program = (
        "from makerkit.web import WebConfig, create_app, serve\n"
        "serve(create_app(WebConfig(name='Door', login=False, port=0)))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout.readline().startswith("Door is at http://127.0.0.1:")
        run.send_signal(signal.SIGINT)
        assert run.stdout.read() == "The page ends.\n"
        assert run.wait(10) == 0


def test_connections_that_say_nothing_are_bounded_and_keep_nobody_out(plain, monkeypatch):
    monkeypatch.setattr("makerkit.web.server.Connections", lambda: Connections(5, 5))
    with start(plain()) as running, ExitStack() as open_ones:
        silent = [
            open_ones.enter_context(socket.create_connection(("127.0.0.1", running.port), 5))
            for _ in range(8)
        ]
        assert silent[0].recv(1) == b""
        assert read(running.url) == "the front"


def test_rubbish_on_the_port_harms_nobody(plain):
    with start(plain()) as running:
        for rubbish in (b"\x16\x03\x01", b"GET / HTTP/9.9\r\n\r\n", b"\0" * 70000, b"GET\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", running.port)) as sock:
                sock.sendall(rubbish)
        assert read(running.url) == "the front"


@pytest.mark.parametrize(
    "head",
    [
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost",
        "GET / HTTP/1.1\r\nHost: evil.example",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example",
        "GET / HTTP/1.1",
        "GET //evil.example/ HTTP/1.1\r\nHost: evil.example",
    ],
)
def test_a_wrong_name_is_refused_however_it_is_said(plain, head):
    with start(plain()) as running:
        with socket.create_connection(("127.0.0.1", running.port), 5) as sock:
            sock.sendall(f"{head}\r\n\r\n".encode())
            answer = sock.recv(200)
        assert answer.split()[1] == b"400"


# encryption


@pytest.fixture
def trusting(tmp_path):
    """Return what trusts the certificate of an app, and nothing else."""

    def make(app):
        made = parts_of(app).certificate
        return ssl.create_default_context(cadata=made.public_part().decode())

    return make


def test_with_https_the_page_is_encrypted_by_a_certificate_of_its_own(plain, tmp_path, trusting):
    app = plain(https=True, folder=tmp_path)
    said = []
    with start(app, say=said.append) as running:
        assert running.url.startswith("https://")
        assert read(running.url, context=trusting(app)) == "the front"
    made = parts_of(app).certificate
    assert f"  {made.fingerprint}" in said
    assert len(made.fingerprint) == 95
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert b"PRIVATE" not in made.public_part()


def test_the_live_link_is_encrypted_too_and_large_states_come_whole(plain, tmp_path, trusting):
    app = plain(https=True, folder=tmp_path)
    live = parts_of(app).live
    live.on("more", lambda args, page: live.publish({"much": "x" * 300_000}))
    with start(app) as running:
        url = running.url.replace("https", "wss") + "live"
        headers = {"Origin": "https://127.0.0.1"}
        page = Client.connect(url, headers=headers, ssl_context=trusting(app))
        page.send('{"n": 1, "do": "more"}')
        lengths = []
        while not lengths or lengths[-1] < 300_000:
            text = page.receive(timeout=5)
            assert text is not None
            lengths.append(len(text))
        page.close()
        page.thread.join(5)


def test_who_greets_slowly_keeps_nobody_waiting(plain, tmp_path, trusting):
    app = plain(https=True, folder=tmp_path)
    with start(app) as running, socket.create_connection(("127.0.0.1", running.port)) as slow:
        slow.sendall(b"\x16")
        begun_s = time.monotonic()
        assert read(running.url, context=trusting(app)) == "the front"
        assert time.monotonic() - begun_s < 5.0


def test_who_forgets_the_s_of_https_is_told(plain, tmp_path):
    with start(plain(https=True, folder=tmp_path)) as running:
        with socket.create_connection(("127.0.0.1", running.port), 5) as sock:
            sock.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            answer = sock.makefile("rb").read().decode()
        assert "write https:// before its address" in answer


def test_a_certificate_is_kept_until_it_ends_soon_or_the_machine_has_another_name(tmp_path):
    now = datetime.now(UTC)
    config = WebConfig(folder=tmp_path, https=True)
    first = certificate_for(config, tmp_path, now)
    assert certificate_for(config, tmp_path, now + timedelta(days=360)) == first
    renewed = certificate_for(config, tmp_path, now + timedelta(days=370))
    assert renewed.fingerprint != first.fingerprint
    named = WebConfig(folder=tmp_path, https=True, hosts=("alarm.lan",))
    other = certificate_for(named, tmp_path, now + timedelta(days=371))
    assert {"alarm.lan", "localhost", "127.0.0.1", "::1"} <= set(other.names)


def test_a_damaged_certificate_is_made_anew(tmp_path):
    (tmp_path / "certificate.pem").write_text("-----BEGIN CERTIFICATE-----\nrubbish")
    assert certificate_for(WebConfig(folder=tmp_path, https=True), tmp_path).fingerprint


def test_where_others_may_come_the_certificate_has_the_machines_names(tmp_path, monkeypatch):
    monkeypatch.setattr("socket.gethostname", lambda: "doorpi")
    names = machine_names(WebConfig(folder=tmp_path, https=True, host="0.0.0.0"))
    assert {"doorpi", "doorpi.local", "localhost"} <= names


def test_the_page_about_the_certificate_needs_no_login(make_app):
    client = make_app(https=True).test_client()
    page = client.get("/certificate", base_url="https://localhost")
    made = parts_of(client.application).certificate
    assert made.fingerprint in page.get_data(as_text=True)
    answer = client.get("/certificate.crt", base_url="https://localhost")
    assert answer.data.startswith(b"-----BEGIN CERTIFICATE-----")
    assert b"PRIVATE" not in answer.data
