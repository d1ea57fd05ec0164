"""Who is logged in where: tokens that browsers hold, of which only the digests are kept here."""

import hashlib
import secrets
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from makerkit.web.secret_folder import SecretFolder

FILE = "logins.json"
PER_USER_MAX = 20
SAVE_SEEN_EVERY_S = 60.0
AGENT_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Login:
    """One browser that is logged in.

    Attributes:
        key: names it, and gives nobody access.
        since_s, seen_s: when it logged in, and when it last asked for something; seconds since
        1970.
        agent: what the browser calls itself.
    """

    key: str
    user: str
    since_s: float
    seen_s: float
    address: str
    agent: str


class Logins:
    """The browsers that are logged in.

    Args:
        folder: where they are kept, so that a restart logs nobody out.
        clock: seconds since 1970.
        idle_s, absolute_s: how long one may do nothing, and how old it may become.
    """

    def __init__(
        self,
        folder: SecretFolder,
        clock: Callable[[], float],
        *,
        idle_s: float,
        absolute_s: float,
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._idle_s = idle_s
        self._absolute_s = absolute_s
        self._lock = threading.Lock()
        self._saved_s = clock()
        self._logins = _read(folder)

    def begin(self, user: str, address: str, agent: str) -> str:
        """Log a browser in, and return the token that it holds from now on."""
        token = secrets.token_urlsafe(32)
        now_s = self._clock()
        login = Login(key_of(token), user, now_s, now_s, address, agent[:AGENT_LONGEST])
        with self._lock:
            self._logins[login.key] = login
            self._drop_old(user)
            self._save()
        return token

    def find(self, token: object) -> Login | None:
        """Return the login of a token, or None when it has ended or never was one."""
        return self.by_key(key_of(token)) if isinstance(token, str) else None

    def by_key(self, key: str) -> Login | None:
        """Return a login by its key, or None when it has ended."""
        login = self._logins.get(key)
        return login if login is not None and self._is_alive(login) else None

    def seen(self, login: Login) -> None:
        """Note that the person at a browser has asked for something."""
        now_s = self._clock()
        with self._lock:
            if login.key in self._logins:
                self._logins[login.key] = replace(login, seen_s=now_s)
            if now_s - self._saved_s > SAVE_SEEN_EVERY_S:
                self._save()

    def of(self, user: str) -> list[Login]:
        """Return where a user is logged in, the newest first."""
        logins = [one for one in self._logins.copy().values() if one.user == user]
        return sorted(filter(self._is_alive, logins), key=lambda login: -login.since_s)

    def end(self, wanted: Callable[[Login], bool]) -> list[Login]:
        """Log out whom somebody picks, and return them."""
        with self._lock:
            ended = [login for login in self._logins.values() if wanted(login)]
            for login in ended:
                del self._logins[login.key]
            self._save()
            return ended

    def _is_alive(self, login: Login) -> bool:
        now_s = self._clock()
        return now_s - login.seen_s < self._idle_s and now_s - login.since_s < self._absolute_s

    def _drop_old(self, user: str) -> None:
        dead = [login for login in self._logins.values() if not self._is_alive(login)]
        mine = sorted(
            (login for login in self._logins.values() if login.user == user),
            key=lambda login: -login.seen_s,
        )
        for login in {*dead, *mine[PER_USER_MAX:]}:
            del self._logins[login.key]

    def _save(self) -> None:
        self._saved_s = self._clock()
        logins = {key: asdict(login) for key, login in self._logins.items()}
        self._folder.try_write(FILE, {"version": 1, "logins": logins})


def _read(folder: SecretFolder) -> dict[str, Login]:
    """Return who is logged in; nobody, if the file is of another version."""
    try:
        kept = folder.read(FILE).get("logins", {})
        return {key: Login(**fields) for key, fields in kept.items()}
    except (TypeError, AttributeError):
        return {}


def key_of(token: str) -> str:
    """Return by what a token is kept: it cannot be turned back."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()[:32]
