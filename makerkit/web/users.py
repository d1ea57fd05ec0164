"""Who may log in: names and the hashes of their passwords.

argon2id with 19 MiB, two rounds, one lane (OWASP's second choice: 45 ms on a laptop), over an HMAC
with a key that stands in a file of its own: who gets hold of the users alone cannot guess.
"""

import hashlib
import hmac
import threading
import unicodedata
from collections import Counter
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from makerkit.errors import MakerKitError
from makerkit.web.secret_folder import SecretFolder

FILE = "users.json"
KEY_FILE = "device.key"
ROUNDS, MEMORY_KIB, LANES = 2, 19 * 1024, 1
HASHES_AT_ONCE = 2
"""19 MiB and a core each: a Pi has neither to give away."""
PASSWORD_SHORTEST, PASSWORD_LONGEST = 10, 200
NAME_LONGEST = 40
READ_LONGEST = 200
"""To normalize a text of a million accents takes minutes, and nothing else runs meanwhile."""
FIRST_GUESSES = frozenset(
    [
        "password12",
        "password123",
        "passw0rd123",
        "1234567890",
        "0123456789",
        "12345678910",
        "qwertyuiop",
        "qwerty1234",
        "raspberrypi",
        "raspberry1",
        "iloveyou12",
        "abcdefghij",
        "abcd123456",
        "1q2w3e4r5t",
        "admin12345",
        "letmein123",
        "sunshine123",
        "princess123",
        "football123",
        "welcome123",
        "changeme123",
        "security123",
    ]
)


class PasswordError(MakerKitError, ValueError):
    """A name or a password cannot be taken.

    Attributes:
        field: which of the two.
        text, values: why, for a translator: `text % values`.
    """

    def __init__(self, field: str, text: str, **values: int) -> None:
        super().__init__(text % values if values else text)
        self.field, self.text, self.values = field, text, values


class Users:
    """The people who may log in.

    Args:
        folder: where they are kept.
    """

    def __init__(self, folder: SecretFolder) -> None:
        self._folder = folder
        self._pepper = folder.key(KEY_FILE)
        self._hasher = PasswordHasher(ROUNDS, MEMORY_KIB, LANES)
        self._slots = threading.BoundedSemaphore(HASHES_AT_ONCE)
        self._lock = threading.Lock()
        self._changes: Counter[str] = Counter()
        self._users: dict[str, dict[str, Any]] = folder.read(FILE).get("users", {})
        self._nobody = self._hash("nobody has this password")

    @property
    def names(self) -> list[str]:
        """Everybody's name."""
        return sorted(self._users)

    def check(self, name: str, password: str) -> str | None:
        """Return the user's name if the password is theirs, else None.

        For a name that nobody has it computes as long as for one that somebody has.
        """
        known = usual_name(name)
        user = self._users.get(known)
        kept = self._nobody if user is None else str(user["hash"])
        is_right = len(password) <= PASSWORD_LONGEST and self._verify(kept, password)
        if user is None or not is_right:
            return None
        if self._hasher.check_needs_rehash(kept):
            self._keep(known, password, instead_of=kept)
        return known

    def changes(self, name: str) -> int:
        """Return how often a password has been set here: a check before may hold no longer."""
        return self._changes[usual_name(name)]

    def set_password(self, name: str, password: str) -> str:
        """Give a user, old or new, a password, and return the name as it is kept.

        Raises:
            PasswordError: one of the two cannot be taken.
        """
        known = usual_name(name)
        check_name(known)
        check_password(password, known)
        self._keep(known, password)
        return known

    def remove(self, name: str) -> None:
        """Let somebody log in no more; who is unknown is passed over."""
        with self._lock:
            users = {known: user for known, user in self._users.items() if known != name}
            self._folder.write(FILE, {"version": 1, "users": users})
            self._users = users
            self._changes[name] += 1

    def digest(self, text: str) -> str:
        """Return what stands for a text where it must not: people type passwords as names."""
        return hmac.new(self._pepper, text.encode(), hashlib.sha256).hexdigest()[:32]

    def _keep(self, name: str, password: str, *, instead_of: str = "") -> None:
        hashed = self._hash(password)
        with self._lock:
            if instead_of and self._users.get(name, {}).get("hash") != instead_of:
                return  # another password was set meanwhile, or the user is gone
            users = {**self._users, name: {"hash": hashed}}
            self._folder.write(FILE, {"version": 1, "users": users})
            self._users = users
            self._changes[name] += not instead_of

    def _hash(self, password: str) -> str:
        with self._slots:
            return self._hasher.hash(self._peppered(password))

    def _verify(self, kept: str, password: str) -> bool:
        try:
            with self._slots:
                return self._hasher.verify(kept, self._peppered(password))
        except (VerificationError, InvalidHashError):
            return False

    def _peppered(self, password: str) -> bytes:
        text = unicodedata.normalize("NFKC", password)  # one letter, whatever keyboard wrote it
        return hmac.new(self._pepper, text.encode("utf-8", "replace"), hashlib.sha256).digest()


def usual_name(name: str) -> str:
    """Return a name as it is kept: small letters, no space around it."""
    return unicodedata.normalize("NFKC", name[:READ_LONGEST]).strip().casefold()


def check_name(name: str) -> None:
    """Refuse what is no name.

    Raises:
        PasswordError: it cannot be taken.
    """
    if not name:
        raise PasswordError("name", "Choose a name.")
    if len(name) > NAME_LONGEST:
        raise PasswordError("name", "A name has at most %(most)d letters.", most=NAME_LONGEST)
    if not all(sign.isalnum() or unicodedata.combining(sign) or sign in "._-" for sign in name):
        raise PasswordError("name", "A name has letters, digits, dots, - and _, and no spaces.")


def check_password(password: str, name: str) -> None:
    """Refuse a password that somebody would try first.

    Raises:
        PasswordError: it cannot be taken.
    """
    if len(password) < PASSWORD_SHORTEST:
        raise PasswordError(
            "password",
            "A password needs %(least)d characters or more. Three words are a good one.",
            least=PASSWORD_SHORTEST,
        )
    if len(password) > PASSWORD_LONGEST:
        raise PasswordError(
            "password", "A password has at most %(most)d characters.", most=PASSWORD_LONGEST
        )
    plain = usual_name(password)
    if plain in FIRST_GUESSES or plain == name or len(set(plain)) < 3:
        raise PasswordError("password", "This password is one of the first that somebody tries.")
