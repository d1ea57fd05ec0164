"""The code with which the first user, or one who forgot the password, sets a new one.

It is printed on the console of the machine, once, and only its digest is kept: who can read the
console owns the machine.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable

from makerkit.web.secret_folder import SecretFolder

FILE = "setup.json"
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that looks like another
LENGTH = 12  # 59 bits
VALID_S = 3600.0


class SetupCode:
    """One code at a time: it ends when it is used, and by itself after an hour."""

    def __init__(self, folder: SecretFolder, pepper: bytes, clock: Callable[[], float]) -> None:
        self._folder = folder
        self._pepper = pepper
        self._clock = clock

    def make(self) -> str:
        """Return a new code, as ABCD-EFGH-JKMN; the one before is worth nothing from now on."""
        code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
        now_s = self._clock()
        kept = {"version": 1, "digest": self._digest(code), "until_s": now_s + VALID_S}
        self._folder.write(FILE, kept)
        return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))

    @property
    def is_waiting(self) -> bool:
        """Whether a code has been made that is still good."""
        return bool(self._kept())

    def fits(self, typed: str) -> bool:
        """Return whether a code is the one, without using it up."""
        kept = self._kept()
        return hmac.compare_digest(self._digest(typed), kept) if kept else False

    def use(self, typed: str) -> bool:
        """Use a code up; of two that try it at the same moment, one gets True."""
        return self.fits(typed) and self._folder.remove(FILE)

    def _kept(self) -> str:
        kept = self._folder.read(FILE)
        left_s = float(kept.get("until_s", 0.0)) - self._clock()
        return str(kept.get("digest", "")) if 0 < left_s <= VALID_S else ""

    def _digest(self, typed: str) -> str:
        plain = "".join(sign for sign in typed[:100].upper() if sign.isalnum())
        return hmac.new(self._pepper, plain.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
