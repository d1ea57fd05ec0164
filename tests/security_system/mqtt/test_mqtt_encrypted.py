"""The broker behind TLS, with a certificate that somebody made himself."""

import datetime as dt
import ipaddress

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from security_system.mqtt.connection import Connection
from security_system.mqtt.conversation import Login, Will
from security_system.mqtt.secret import read_password, write_password
from security_system.mqtt.settings import MqttSettings
from tests.security_system.mqtt.mosquitto_bench import Mosquitto, wait_until
from tests.security_system.mqtt.test_mqtt_connection import Heard

pytestmark = pytest.mark.filterwarnings(  # paho leaves a socket to the garbage collector
    "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(autouse=True)
def real_datetime(monkeypatch):
    """Undo what virtual time has left in this process: cryptography takes only the real type."""
    here = dt.datetime
    monkeypatch.setattr(dt, "datetime", getattr(here, "_stands_for", here))


@pytest.fixture
def certificate(tmp_path):
    """Make a key and a certificate for this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "broker")])
    begin = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + dt.timedelta(days=36500))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (tmp_path / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (tmp_path / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return tmp_path


@pytest.fixture
def broker(certificate):
    folder = certificate / "tls"
    folder.mkdir()
    files = f"certfile {certificate}/cert.pem", f"keyfile {certificate}/key.pem"
    started = Mosquitto(folder, lines=("allow_anonymous true", *files))
    yield started
    started.kill()


@pytest.fixture
def connect(broker):
    made = []

    def start(**more):
        listener = Heard()
        settings = MqttSettings(host="127.0.0.1", port=broker.port, **more)
        will = Will("home/status", b"offline", b"online")
        login = Login("panel", "", will, ["home/status"])
        made.append(Connection(settings, login, listener))
        made[-1].start()
        return made[-1], listener

    yield start
    for connection in made:
        connection.stop()


def test_with_the_signers_certificate_it_connects(connect, certificate):
    connection, listener = connect(tls=True, ca_file=str(certificate / "cert.pem"))
    wait_until(lambda: listener.connections)
    connection.outbox.state("home/state", b"x" * 100_000)
    wait_until(lambda: not connection.outbox.waiting and not connection.underway)


def test_a_certificate_that_nobody_knows_is_refused_and_the_way_out_is_said(connect):
    connection, _ = connect(tls=True)
    wait_until(lambda: "name its signer with ca_file" in connection.health().says)


def test_a_signer_file_that_is_not_there_is_said(connect):
    connection, _ = connect(tls=True, ca_file="/not/there.pem")
    wait_until(lambda: "does not exist" in connection.health().says)


def test_without_tls_an_encrypted_broker_is_no_broker_and_nothing_breaks(connect):
    connection, listener = connect()
    wait_until(lambda: "not been tried" not in connection.health().says)
    assert not listener.connections


def test_the_password_stands_in_a_file_of_its_own(tmp_path):
    assert read_password(tmp_path / "secrets") == ""
    write_password(tmp_path / "secrets", "pass word")
    assert read_password(tmp_path / "secrets") == "pass word"
    path = tmp_path / "secrets" / "mqtt_password"
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    read_password(tmp_path / "secrets")
    assert path.stat().st_mode & 0o777 == 0o600
