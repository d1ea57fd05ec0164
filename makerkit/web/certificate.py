"""A certificate made on this machine: it encrypts, and its fingerprint shows who answers.

No authority knows it, so a browser warns once. Who compares the fingerprint with the one on the
console is safe.
"""

import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from makerkit.atomic_file import OWNER_ONLY, write_atomically
from makerkit.web.config import WebConfig, is_loopback
from makerkit.web.hosts import own_names

if TYPE_CHECKING:
    from cryptography import x509

FILE = "certificate.pem"
VALID_DAYS = 397  # browsers take none that is good for longer
RENEW_DAYS = 30


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate in its file.

    Attributes:
        path: the certificate and its key, PEM.
        fingerprint: SHA-256, as browsers show it.
        names: for which names and addresses it is good.
    """

    path: Path
    fingerprint: str
    names: tuple[str, ...]

    def context(self) -> ssl.SSLContext:
        """Return what a server encrypts with."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.path)
        return context

    def public_part(self) -> bytes:
        """Return the certificate without its key, for those who want to trust it."""
        text = self.path.read_bytes()
        return text[text.index(b"-----BEGIN CERTIFICATE-----") :]


def certificate_for(config: WebConfig, folder: Path, now: datetime | None = None) -> Certificate:
    """Return the certificate in a folder, made anew when it ends soon or the machine has new names.

    Args:
        now: the time, for tests.
    """
    now = now or datetime.now(UTC)
    wanted = machine_names(config)
    kept = _read(folder / FILE)
    if kept is None or not _is_good(kept, wanted, now):
        write_atomically(folder / FILE, _make(wanted, now), mode=OWNER_ONLY)
        kept = _read(folder / FILE)
        assert kept is not None, "what was just written can be read"
    return Certificate(folder / FILE, _fingerprint(kept), tuple(sorted(_names_in(kept))))


def machine_names(config: WebConfig) -> set[str]:
    """Return the names and addresses under which browsers may find this machine."""
    names = {"localhost", "127.0.0.1", "::1", *config.hosts}
    if not is_loopback(config.host):
        names |= own_names() | own_addresses()
    return {name for name in names if name.isascii()}


def own_addresses() -> set[str]:
    """Return the addresses of this machine in its networks."""
    found = set()
    with suppress(OSError):
        found |= {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None)}
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))  # sends nothing: it only chooses the address to send from
            found.add(str(probe.getsockname()[0]))
    return {address.split("%")[0] for address in found}


def _read(path: Path) -> "x509.Certificate | None":
    from cryptography import x509

    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError):
        return None


def _is_good(kept: "x509.Certificate", wanted: set[str], now: datetime) -> bool:
    lasts = kept.not_valid_after_utc - now > timedelta(days=RENEW_DAYS)
    return lasts and kept.not_valid_before_utc <= now and wanted <= _names_in(kept)


def _names_in(kept: "x509.Certificate") -> set[str]:
    from cryptography import x509

    names = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = names.get_values_for_type(x509.IPAddress)
    return {*names.get_values_for_type(x509.DNSName), *map(str, addresses)}


def _fingerprint(kept: "x509.Certificate") -> str:
    from cryptography.hazmat.primitives import hashes

    return kept.fingerprint(hashes.SHA256()).hex(":").upper()


def _make(names: set[str], now: datetime) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "makerkit on this machine")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=VALID_DAYS - 1))
        .add_extension(x509.SubjectAlternativeName(map(_general, sorted(names))), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ) + certificate.public_bytes(serialization.Encoding.PEM)


def _general(name: str) -> "x509.GeneralName":
    from cryptography import x509

    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
