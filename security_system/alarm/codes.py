"""Whose code it is.

A code of four digits can be guessed offline whatever the hash: so a device key (a file of its own)
goes under the hash, and the lock-out is the real defence. All codes share one salt, so that one try
costs one argon2id, however many users there are: 2 rounds, 19 MiB, 1 lane (OWASP's second choice;
45 ms on a laptop). A code is neither kept nor told nor shown.
"""

import base64
import hmac
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from makerkit.errors import BadInputError
from security_system.alarm.guesses import is_easy
from security_system.alarm.happenings import JSON
from security_system.alarm.states import Right

ROUNDS, MEMORY_KIB, LANES, HASH_BYTES = 2, 19 * 1024, 1, 32
KEY_BYTES_LEAST = 16
DIGITS_LEAST, DIGITS_MOST = 4, 12
USERS_MOST = 50
NAME = re.compile(r"[^\W_](?:[\w .'-]{0,38}\w)?")
"""A name in any script; no control characters, nothing that could forge a line of the log."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Whose code it was, and what they may do.

    Attributes:
        is_duress: it is the code for when somebody is forced to type one.
    """

    user: str
    rights: frozenset[Right] = frozenset(Right)
    is_duress: bool = False


Judge: TypeAlias = Callable[[str], Judged | None]


class CodeError(BadInputError):
    """A name or a code cannot be taken; the message never has the code in it."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may use the alarm."""

    name: str
    rights: frozenset[Right]
    has_code: bool = False
    has_duress: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class _Entry:
    rights: frozenset[Right] = frozenset(Right)
    code: bytes = b""
    duress: bytes = b""


class CodeBook:
    """Users, their rights, and the hashes of their codes.

    Changes replace what is there as a whole: one thread changes, any other may judge meanwhile.

    Args:
        key: the device's key, at least 16 bytes, kept in a file of its own.
        kept: what `kept` returned; empty for a new book.

    Raises:
        CodeError: the key is too short, or what was kept cannot be read.
    """

    def __init__(self, key: bytes, kept: Mapping[str, Any] | None = None) -> None:
        if len(key) < KEY_BYTES_LEAST:
            msg = f"The device key has {len(key)} bytes; it needs at least {KEY_BYTES_LEAST}."
            raise CodeError(msg)
        self._key = key
        self._salt = hmac.digest(key, b"makerkit codes: salt", "sha256")[:16]
        self._entries = _read(kept or {})

    def judge(self, code: str) -> Judged | None:
        """Return whose code it is; None if nobody's. Costs the same either way."""
        digest = self._digest(code)
        found = None
        for name, entry in self._entries.items():
            if hmac.compare_digest(entry.code, digest):
                found = Judged(name, entry.rights)
            if hmac.compare_digest(entry.duress, digest):
                found = Judged(name, entry.rights, is_duress=True)
        return found

    @property
    def has_codes(self) -> bool:
        """Whether anybody can disarm at all."""
        return any(entry.code for entry in self._entries.values())

    def people(self) -> tuple[User, ...]:
        """Return all users, by name."""
        return tuple(
            User(name, entry.rights, bool(entry.code), bool(entry.duress))
            for name, entry in sorted(self._entries.items())
        )

    def set_code(self, name: str, code: str, *, is_duress: bool = False) -> None:
        """Give a user, old or new, a code.

        Raises:
            CodeError: the name or the code cannot be taken.
        """
        check_code(code)
        entry = self._entries.get(name, _Entry())
        if is_duress and not entry.code:
            msg = f"Give {name} a code first, then the one for duress."
            raise CodeError(msg)
        digest = self._digest(code)
        if digest in self._others(name, is_duress=is_duress):
            raise CodeError("This code cannot be taken: choose another one.")
        new = replace(entry, duress=digest) if is_duress else replace(entry, code=digest)
        self._put(name, new)

    def drop_duress(self, name: str) -> None:
        """Let a user have no code for duress any more."""
        if name in self._entries:
            self._put(name, replace(self._entries[name], duress=b""))

    def set_rights(self, name: str, rights: Iterable[Right]) -> None:
        """Say what a user, old or new, may do.

        Raises:
            CodeError: the name cannot be taken.
        """
        entry = self._entries.get(name, _Entry())
        self._put(name, replace(entry, rights=frozenset(Right(each) for each in rights)))

    def forget(self, name: str) -> None:
        """Forget a user."""
        self._entries = {each: e for each, e in self._entries.items() if each != name}

    def become(self, other: "CodeBook") -> None:
        """Be what another book is, key and all: somebody has written the file anew."""
        self._key, self._salt, self._entries = other._key, other._salt, other._entries

    def kept(self) -> dict[str, JSON]:
        """Return it for JSON: names, rights and hashes."""
        users: dict[str, JSON] = {name: _kept(e) for name, e in self._entries.items()}
        return {"version": 1, "users": users}

    def __repr__(self) -> str:
        return f"<CodeBook with {len(self._entries)} users>"

    def _put(self, name: str, entry: _Entry) -> None:
        check_name(name)
        if name not in self._entries and len(self._entries) >= USERS_MOST:
            msg = f"There are {USERS_MOST} users already: forget one first."
            raise CodeError(msg)
        self._entries = {**self._entries, name: entry}

    def _others(self, name: str, *, is_duress: bool) -> set[bytes]:
        """Return the hashes that a new code of this user must not have."""
        taken = set()
        for each, entry in self._entries.items():
            if each != name or is_duress:
                taken.add(entry.code)
            if each != name or not is_duress:
                taken.add(entry.duress)
        return taken - {b""}

    def _digest(self, code: str) -> bytes:
        from argon2.low_level import Type, hash_secret_raw

        secret = hmac.digest(self._key, code.encode(errors="replace"), "sha256")
        return hash_secret_raw(secret, self._salt, ROUNDS, MEMORY_KIB, LANES, HASH_BYTES, Type.ID)


def check_code(code: str) -> None:
    """Refuse a code that cannot be typed, or that a thief tries first.

    Raises:
        CodeError: and why, without the code.
    """
    if not (code.isascii() and code.isdigit() and DIGITS_LEAST <= len(code) <= DIGITS_MOST):
        msg = f"A code has {DIGITS_LEAST} to {DIGITS_MOST} digits (this one does not)."
        raise CodeError(msg)
    if is_easy(code):
        raise CodeError("A thief tries this code among the first: choose one without a pattern.")


def check_name(name: str) -> None:
    """Refuse a name that cannot be shown.

    Raises:
        CodeError: and why.
    """
    if not NAME.fullmatch(name):
        msg = f"{name[:60]!r} is no name: 1 to 40 letters, digits, spaces, dots and hyphens."
        raise CodeError(msg)


def _kept(entry: _Entry) -> dict[str, JSON]:
    return {
        "rights": [right.value for right in sorted(entry.rights)],
        "code": base64.b64encode(entry.code).decode(),
        "duress": base64.b64encode(entry.duress).decode(),
    }


def _read(kept: Mapping[str, Any]) -> dict[str, _Entry]:
    try:
        return {str(name): _entry(user) for name, user in dict(kept.get("users", {})).items()}
    except (TypeError, ValueError, KeyError, AttributeError) as e:
        msg = f"The users and their codes cannot be read ({type(e).__name__}): set them anew."
        raise CodeError(msg) from e


def _entry(user: Mapping[str, Any]) -> _Entry:
    rights = frozenset(Right(each) for each in user["rights"])
    code, duress = (base64.b64decode(user[which], validate=True) for which in ("code", "duress"))
    return _Entry(rights, code, duress)
