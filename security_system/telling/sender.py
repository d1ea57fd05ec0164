"""Sending by Apprise, and what became of it in words that hold no secret.

Apprise writes addresses with their passwords into its log, so its log goes nowhere but here, and
of it only what is known to be harmless is used: a number of the server's answer.
"""

import logging
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from security_system.telling.words import Text

STATUS = re.compile(r"\berror=(\d{3})\b|\b(\d{3}) \(|\b([45]\d\d)\b")
SAID_MAX = 50
NETWORK_HINTS = ("onnection error", "ocket", "timed out")
SMTP_HINTS = ("SMTPAuthenticationError", "(535, ", "(534, ")
_LOCKED = "Its server does not let us in: is the password or the token right?"
STATUSES = {
    401: _LOCKED,
    403: _LOCKED,
    404: "Its server knows no such address (404).",
    413: "The message was too large for its server (413).",
    429: "Its server says that we send too much (429).",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message.

    Attributes:
        says: a sentence for a person.
        is_hopeless: trying again as it is will not help: the address is wrong.
    """

    is_done: bool
    says: str
    is_hopeless: bool = False


class Sender(Protocol):
    """What can send; called on a thread of its own, may take long."""

    def __call__(self, address: str, text: Text, picture: Path | None) -> Outcome:
        """Send it."""


class AppriseSender:
    """Sends by whatever messenger an address names.

    Args:
        timeout_s: how long a server may take for each step.
    """

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s

    def __call__(self, address: str, text: Text, picture: Path | None) -> Outcome:
        """Send it, and say what became of it."""
        with _Overheard() as overheard:
            return self._send(address, text, picture, overheard)

    def _send(
        self, address: str, text: Text, picture: Path | None, overheard: "_Overheard"
    ) -> Outcome:
        from apprise import Apprise, AppriseAttachment, NotifyType

        if not address:
            says = "It has no address yet: give it one in secrets/telling.toml or on the page."
            return Outcome(is_done=False, says=says, is_hopeless=True)
        service = Apprise.instantiate(address, suppress_exceptions=True)
        if service is None:
            return Outcome(is_done=False, says=_wrong(address), is_hopeless=True)
        service.socket_connect_timeout = service.socket_read_timeout = self._timeout_s
        attach = AppriseAttachment(str(picture)) if picture is not None else None
        is_done = bool(
            service.notify(
                body=text.body, title=text.title, notify_type=NotifyType.WARNING, attach=attach
            )
        )
        if not is_done and attach is not None and overheard.status in {400, 413, 415}:
            without = Text(text.title, f"{text.body}\n(The picture was refused.)")
            return self._send(address, without, None, overheard)
        return Outcome(is_done, "It was sent." if is_done else _reason(overheard))


class _Overheard(logging.Handler):
    """What Apprise says on this thread, kept from everybody else."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._thread = threading.get_ident()
        self.said: list[str] = []
        self.details: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what concerns this thread."""
        kept = self.said if record.levelno >= logging.WARNING else self.details
        if record.thread == self._thread and len(kept) < SAID_MAX:
            kept.append(record.getMessage())

    def __enter__(self) -> "_Overheard":
        _hush()
        logging.getLogger("apprise").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("apprise").removeHandler(self)

    @property
    def status(self) -> int:
        """Return the status of HTTP that the newest answer had; 0 without one."""
        for line in reversed(self.said):
            found = STATUS.search(line)
            if found:
                return int(next(filter(None, found.groups())))
        return 0


def _hush() -> None:
    """Keep what these libraries log to themselves: urllib3 names paths, which hold tokens."""
    for name in ("apprise", "urllib3"):
        logger = logging.getLogger(name)
        if logger.propagate:
            logger.propagate = False
            logger.addHandler(logging.NullHandler())
    logging.getLogger("apprise").setLevel(logging.DEBUG)  # why a mail was refused is said there


def _wrong(address: str) -> str:
    scheme, colon, rest = address.partition("://")
    if not colon or not re.fullmatch(r"[a-z][a-z0-9+]{1,20}", scheme):
        return "Its address is wrong: it must begin like ntfy://, mailto:// or tgram://."
    if not rest:
        return f"Its address is wrong: nothing stands behind {scheme}://."
    return (
        f"Its address is wrong: Apprise can make nothing of what begins with {scheme}://. "
        "Its web page says how the address of each messenger is written."
    )


def _reason(overheard: _Overheard) -> str:
    status = overheard.status
    said = " ".join(overheard.said)
    if any(hint in " ".join(overheard.details) for hint in SMTP_HINTS):
        return STATUSES[401]
    if any(hint in said for hint in NETWORK_HINTS):
        return "Its server cannot be reached, or does not answer."
    if status >= 500:
        return f"Its server has trouble ({status})."
    refused = f"Its server refused the message ({status})." if status else "It was not sent."
    return STATUSES.get(status, refused)
