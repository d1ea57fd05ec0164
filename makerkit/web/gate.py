"""Who gets in: passwords, setup codes, locks and logins, joined. It knows no Flask."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from makerkit.web.audit import Audit
from makerkit.web.lockout import Lockout, network_of
from makerkit.web.logins import Login, Logins, key_of
from makerkit.web.secret_folder import SecretFolder
from makerkit.web.setup_code import SetupCode
from makerkit.web.users import KEY_FILE, Users, check_name, check_password, usual_name


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks.

    Attributes:
        address: where from; of the connection itself, never from a header.
        agent: what the browser calls itself.
        device: names this browser, if it has logged in as `device_user` before; "" if not.
    """

    address: str
    agent: str = ""
    device: str = ""
    device_user: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes of a try.

    Attributes:
        token: the new login's; "" if there is none.
        user: whose.
        wait_s: how long nothing will be judged; 0.0 if it was simply wrong.
    """

    token: str = ""
    user: str = ""
    wait_s: float = 0.0


class Gate:
    """Lets people in, and out again.

    Attributes:
        users, logins, lockout, code, audit: what it is made of.
        clock: seconds since 1970, even.
        on_set_up: told who has used a setup code: they own the machine.
    """

    def __init__(
        self,
        folder: SecretFolder,
        clock: Callable[[], float],
        *,
        idle_s: float,
        absolute_s: float,
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.users = Users(folder)
        self.logins = Logins(folder, clock, idle_s=idle_s, absolute_s=absolute_s)
        self.lockout = Lockout(folder, clock)
        self.code = SetupCode(folder, folder.key(KEY_FILE), clock)
        self.audit = Audit(folder)
        self.on_set_up: Callable[[str], None] = lambda _user: None
        self._changing = threading.Lock()

    def log_in(self, name: str, password: str, visitor: Visitor) -> Answer:
        """Judge a name and a password."""
        known = usual_name(name)
        keys = self._keys(known, visitor)
        wait_s = self.lockout.begin(keys)
        if wait_s > 0:
            return Answer(wait_s=wait_s)  # not noted: who is locked out must not fill the log
        changes = self.users.changes(known)
        user = self.users.check(name, password)
        if user is None:
            return self._refused("login", known, keys, visitor)
        self.lockout.succeeded(keys)
        token = self.logins.begin(user, visitor.address, visitor.agent)
        if self.users.changes(known) != changes:  # and who has changed it has logged everybody out
            self.logins.end(lambda login: login.key == key_of(token))
            return self._refused("login", known, keys, visitor)
        self._note("login", user, visitor)
        return Answer(token, user)

    def set_up(self, code: str, name: str, password: str, visitor: Visitor) -> Answer:
        """Make a user, or give one a new password, by a setup code; everybody is logged out.

        Raises:
            PasswordError: the name or the password cannot be taken; the code is still good.
        """
        keys = [f"setup {network_of(visitor.address)}"]
        wait_s = self.lockout.begin(keys)
        if wait_s > 0:
            return Answer(wait_s=wait_s)
        if not self.code.fits(code):
            return self._refused("setup", "", keys, visitor)
        self.lockout.succeeded(keys)
        check_name(usual_name(name))
        check_password(password, usual_name(name))
        with self._changing:
            if not self.code.use(code):
                return Answer()
            user = self.users.set_password(name, password)
            self.logins.end(lambda _: True)
        self.on_set_up(user)
        self.lockout.clear()
        self._note("setup", user, visitor)
        return Answer(self.logins.begin(user, visitor.address, visitor.agent), user)

    def change_password(self, login: Login, current: str, new: str, visitor: Visitor) -> Answer:
        """Give a user who knows the password another one; every other browser is logged out.

        Raises:
            PasswordError: the new password cannot be taken.
        """
        keys = self._keys(login.user, visitor)
        wait_s = self.lockout.begin(keys)
        if wait_s > 0:
            return Answer(wait_s=wait_s)
        with self._changing:  # of two at once, the second does not know the password any more
            if self.users.check(login.user, current) is None:
                return self._refused("password", login.user, keys, visitor)
            self.lockout.succeeded(keys)
            self.users.set_password(login.user, new)
            self.logins.end(lambda other: other.user == login.user)
        self._note("password changed", login.user, visitor)
        return Answer(self.logins.begin(login.user, visitor.address, visitor.agent), login.user)

    def give_password(self, by: Login, name: str, password: str, visitor: Visitor) -> str:
        """Let somebody who manages users give one a password; return the name as it is kept.

        Raises:
            PasswordError: the name or the password cannot be taken.
        """
        with self._changing:
            user = self.users.set_password(name, password)
            self.logins.end(lambda login: login.user == user and login.key != by.key)
        self._note(f"password given by {by.user}", user, visitor)
        return user

    def remove(self, by: Login, name: str, visitor: Visitor) -> None:
        """Let somebody who manages users take a login away, wherever it is open."""
        with self._changing:
            self._note(f"login removed by {by.user}", name, visitor)
            self.users.remove(name)
            self.logins.end(lambda login: login.user == name)

    def log_out(self, visitor: Visitor, wanted: Callable[[Login], bool]) -> list[Login]:
        """End logins, and return them."""
        ended = self.logins.end(wanted)
        for login in ended:
            self._note("logout", login.user, visitor)
        return ended

    def _keys(self, name: str, visitor: Visitor) -> list[str]:
        """Return by what a try counts: by the browser alone, if it has been let in as this user."""
        if visitor.device and visitor.device_user == name:
            return [f"device {visitor.device}"]
        return [f"address {network_of(visitor.address)}", f"account {self.users.digest(name)}"]

    def _refused(self, what: str, name: str, keys: list[str], visitor: Visitor) -> Answer:
        wait_s = self.lockout.wait_s(keys)
        self._note(
            f"{what} refused" + (f", locked for {wait_s:.0f} s" if wait_s else ""), name, visitor
        )
        return Answer(wait_s=wait_s)

    def _note(self, what: str, name: str, visitor: Visitor) -> None:
        """Note who it was: a name only if it is one, since people type passwords in its place."""
        shown = name if name in self.users.names else None
        self.audit.note(what, user=shown, address=visitor.address, agent=visitor.agent or None)
