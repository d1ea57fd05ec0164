"""What a broker that refuses means, in plain words."""

import socket
import ssl

REFUSALS = {
    "Not authorized": "it does not let {user} in. Is the password in secrets/mqtt_password right?",
    "Bad user name or password": "user {user} or the password in secrets/mqtt_password is wrong.",
    "Client identifier not valid": "it does not take our name. Does its access list forbid it?",
    "Unsupported protocol version": "it does not speak MQTT 5. Mosquitto does since version 1.6.",
    "Server unavailable": "it is not ready. It will be tried again.",
    "Server busy": "it is busy. It will be tried again.",
    "Banned": "it has banned us.",
    "Session taken over": "another program has logged in under our name. Does the same system run "
    "twice?",
    "Unspecified error": "the connection broke. If it keeps doing so: does the same system run "
    "twice? A broker throws out whoever comes first under one name.",
    "Keep alive timeout": "it has not heard from us for too long. Is this machine overloaded?",
    "Server shutting down": "it was shut down.",
    "Packet too large": "a message was too large for it. Raise its max_packet_size.",
    "Quota exceeded": "it says that we send too much.",
}

ERRORS: tuple[tuple[type[Exception], str], ...] = (  # the first that fits
    (
        ssl.SSLCertVerificationError,
        "its certificate is not to be trusted ({verify}). If you have made it yourself, name its "
        "signer with ca_file.",
    ),
    (ssl.SSLError, "it does not encrypt as we do ({reason}). Does this port speak TLS?"),
    (
        socket.gaierror,
        "nobody knows a machine of this name. Is host in section [mqtt] right?",
    ),
    (
        ConnectionRefusedError,
        "nothing listens there. Does Mosquitto run? (systemctl status mosquitto)",
    ),
    (TimeoutError, "it does not answer. Is the machine on, and does a firewall let us through?"),
    (FileNotFoundError, "the file {file} does not exist."),
)


def refusal(name: str, user: str) -> str:
    """Return a sentence for the reason that a broker gave.

    Args:
        name: the reason as MQTT 5 names it, such as "Not authorized".
        user: who we are to the broker; empty: nobody.
    """
    who = f"user {user!r}" if user else "somebody without a name (say user in section [mqtt])"
    return REFUSALS.get(name, f"it said {name!r}.").format(user=who)


def plain_error(error: Exception) -> str:
    """Return a sentence for an error of the network."""
    for kind, says in ERRORS:
        if isinstance(error, kind):
            return says.format(
                verify=getattr(error, "verify_message", ""),
                reason=getattr(error, "reason", ""),
                file=getattr(error, "filename", "") or "ca_file",
            )
    return str(error) or type(error).__name__
