"""The connection to a real broker: what is said, what is refused, and what outlives its absence."""

import socket
import subprocess
import threading

import pytest

from makerkit.app.edge import Level
from security_system.mqtt.connection import Connection
from security_system.mqtt.conversation import RECEIVE_MAX_BYTES, Login, Will
from security_system.mqtt.settings import MqttSettings
from tests.security_system.mqtt.mosquitto_bench import (
    Ear,
    Mosquitto,
    free_port,
    wait_until,
)


class Heard:
    """Keeps what the connection tells."""

    def __init__(self):
        self.messages, self.losses, self.connections = [], [], 0
        self.fails = False

    def connected(self):
        self.connections += 1

    def heard(self, message):
        if self.fails:
            raise RuntimeError("our own mistake")
        self.messages.append(message)

    def lost(self, why):
        self.losses.append(why)

    def tick(self, now_s):
        pass


@pytest.fixture
def connect(broker):
    made = []

    def make(*, port=None, password="", settings=None):
        listener = Heard()
        connection = Connection(
            settings or MqttSettings(host="127.0.0.1", port=port or broker.port, keepalive_s=5),
            Login(
                client_id=f"panel-{len(made)}",
                password=password,
                will=Will("home/status", b"offline", b"online"),
                subscriptions=["home/set/#"],
            ),
            listener,
        )
        made.append(connection)
        connection.start()
        return connection, listener

    yield make
    for connection in made:
        connection.stop()


def test_birth_state_and_farewell_are_retained(connect, ear, broker):
    connection, _ = connect()
    connection.outbox.state("home/state", b"armed")
    ear.wait_for("home/status", "online")
    ear.wait_for("home/state", "armed")
    late = Ear(broker.port)
    late.wait_for("home/state", "armed")
    late.close()
    connection.stop()
    ear.wait_for("home/status", "offline")


def test_whoever_connects_hears_and_a_retained_message_is_known_as_such_at_once(connect, ear):
    _, listener = connect()
    wait_until(lambda: listener.connections)
    ear.say("home/set/a", "now")
    ear.say("home/set/a", "kept", retain=True)
    wait_until(lambda: len(listener.messages) == 2)
    assert [(m.topic, m.payload, m.is_retained) for m in listener.messages] == [
        ("home/set/a", b"now", False),
        ("home/set/a", b"kept", True),
    ]


def test_a_megabyte_never_reaches_us_and_the_next_message_does(connect, ear):
    connection, listener = connect()
    wait_until(lambda: listener.connections)
    ear.say("home/set/a", b"x" * (RECEIVE_MAX_BYTES + 1))
    ear.say("home/set/a", bytes(range(256)))
    wait_until(lambda: listener.messages)
    assert [m.payload for m in listener.messages] == [bytes(range(256))]
    assert connection.health().level is Level.OK


def test_a_mistake_of_our_own_is_counted_and_the_thread_goes_on(connect, ear):
    connection, listener = connect()
    wait_until(lambda: listener.connections)
    listener.fails = True
    ear.say("home/set/a", "1")
    wait_until(lambda: connection.errors == 1)
    listener.fails = False
    ear.say("home/set/a", "2")
    wait_until(lambda: [m.payload for m in listener.messages] == [b"2"])


def test_while_the_broker_is_away_the_newest_state_and_the_newest_events_wait(connect, ear, cable):
    connection, listener = connect(port=cable.port)
    ear.wait_for("home/status", "online")
    cable.pull()
    wait_until(lambda: listener.losses)
    assert connection.health().level is Level.ERROR
    for n in range(2000):
        connection.outbox.state("home/state", b"%d" % n)
        connection.outbox.event("home/event", b"%d" % n)
    assert connection.outbox.waiting == 501
    cable.put_back()
    ear.wait_for("home/state", "1999")
    assert ear.payloads("home/state") == [b"1999"]
    assert ear.payloads("home/event") == [b"%d" % n for n in range(1500, 2000)]
    assert connection.outbox.dropped == 1500


def test_a_frozen_broker_is_noticed_and_nothing_grows(connect, ear, broker):
    connection, listener = connect()
    ear.wait_for("home/status", "online")
    broker.freeze()
    for _ in range(3000):
        connection.outbox.event("home/event", b"x" * 1000)
    wait_until(lambda: listener.losses, timeout_s=25)
    assert connection.outbox.waiting <= 501
    broker.thaw()
    wait_until(lambda: listener.connections == 2)


def test_a_broker_that_is_not_there_is_said_and_stopping_is_quick(connect):
    connection, _ = connect(port=free_port())
    wait_until(lambda: "nothing listens there" in connection.health().says)
    connection.stop()
    connection.stop()
    assert "mqtt" not in [thread.name for thread in threading.enumerate()]


def test_a_server_that_is_no_broker_breaks_nothing(connect):
    with socket.create_server(("127.0.0.1", 0)) as server:
        connection, _ = connect(port=server.getsockname()[1])
        for _ in range(2):
            caller, _ = server.accept()
            caller.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" + bytes(range(256)))
            caller.close()
        assert connection.health().level is Level.ERROR
        connection.stop()


def test_a_broker_that_wants_a_password_says_why_it_refuses(connect, tmp_path):
    folder = tmp_path / "strict"
    folder.mkdir()
    passwords = folder / "passwords"
    passwords.touch(mode=0o600)
    subprocess.run(
        ["mosquitto_passwd", "-b", passwords, "panel", "right"], check=True, capture_output=True
    )
    strict = Mosquitto(folder, lines=("allow_anonymous false", f"password_file {passwords}"))
    settings = MqttSettings(host="127.0.0.1", port=strict.port, user="panel")
    try:
        wrong, _ = connect(settings=settings, password="wrong")
        wait_until(lambda: "secrets/mqtt_password" in wrong.health().says)
        assert "wrong" not in wrong.health().says.replace("is wrong", "")
        right, listener = connect(settings=settings, password="right")
        wait_until(lambda: listener.connections)
        assert right.health().level is Level.OK
    finally:
        strict.kill()


def test_two_programs_under_one_name_are_said(connect, broker):
    _, listener = connect()
    wait_until(lambda: listener.connections)
    other = Ear(broker.port, client_id="panel-0")
    other.close()
    wait_until(lambda: listener.losses)
    assert "does the same system run twice" in listener.losses[0]
