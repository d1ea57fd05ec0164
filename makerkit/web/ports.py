"""A port to listen on, or plain words about why there is none."""

import errno
import socket

from makerkit.errors import BadInputError, MakerKitError


class PortBusyError(MakerKitError, OSError):
    """Another program has the port."""

    def __str__(self) -> str:
        return str(self.args[0])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises:
        PortBusyError: another program has the port.
        BadInputError: it cannot be had for another reason.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise _explained(error, host, port) from error
    return listener


def _explained(error: OSError, host: str, port: int) -> MakerKitError:
    if error.errno == errno.EADDRINUSE:
        return PortBusyError(
            f"Port {port} is taken: another program serves there, perhaps this one, started twice. "
            f"Stop that one, or take another port, such as {port + 1 if port < 65535 else 8000}."
        )
    if error.errno == errno.EACCES:
        return BadInputError(
            f"Port {port} is only for the system's own services. Take one above 1023, such as 8000."
        )
    return BadInputError(
        f"Cannot listen on {host}, port {port}: {error.strerror or error}. "
        "Is that an address of this machine? 127.0.0.1 always is, 0.0.0.0 means all of them."
    )
