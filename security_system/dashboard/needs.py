"""What the pages need of the system: small protocols, so that tests give them less than a house."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from makerkit.app.edge import Health
from security_system.alarm.answer import Answer
from security_system.alarm.happenings import Happening
from security_system.alarm.orders import Order
from security_system.alarm.states import Right
from security_system.alarm.view import AlarmView


class Turn(Protocol):
    """What a turn of the panel brought."""

    @property
    def happenings(self) -> Sequence[Happening]:
        """In order; often none."""

    @property
    def view(self) -> AlarmView:
        """The alarm as it stands after them."""


class Panel(Protocol):
    """Who owns the alarm."""

    @property
    def view(self) -> AlarmView:
        """The alarm as it stood after the last turn."""

    def ask(self, order: Order, timeout_s: float = 5.0) -> Answer:
        """Give an order and wait for what comes of it."""

    def tell(self, *happenings: Happening) -> None:
        """Have something kept that is no matter of the alarm."""

    def listen(self, listener: Callable[[Any], None]) -> None:
        """Have a function called after each turn: it must not wait."""


class Row(Protocol):
    """One row of the journal."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def wall_s(self) -> float:
        """When, in seconds since 1970."""

    @property
    def kind(self) -> str:
        """What kind of happening, as in `Kind`."""

    @property
    def zone(self) -> str:
        """Which zone; "" for none."""

    @property
    def source(self) -> str:
        """What it came from."""

    @property
    def user(self) -> str:
        """Who."""

    @property
    def place(self) -> str:
        """Where somebody stood."""

    @property
    def why(self) -> str:
        """The sentence."""

    @property
    def detail(self) -> Mapping[str, Any]:
        """What a program wants to know."""

    @property
    def evidence(self) -> str:
        """The id of an event."""

    @property
    def hash(self) -> str:
        """What chains it to the row before."""


class Journal(Protocol):
    """Who keeps what has happened; read from any thread."""

    def rows(
        self,
        since_id: int = 0,
        limit: int = 100,
        kinds: Collection[str] | None = None,
        before_id: int | None = None,
    ) -> Sequence[Row]:
        """Return rows in the order of their ids; without `since_id`, the newest."""

    def verify(self) -> Any:
        """Say whether the chain is whole: `is_whole`, `says`."""


class Person(Protocol):
    """Somebody who has a code, or rights at the page."""

    @property
    def name(self) -> str:
        """What they are called."""

    @property
    def rights(self) -> frozenset[Right]:
        """What they may do."""

    @property
    def has_code(self) -> bool:
        """Whether they can disarm."""

    @property
    def has_duress(self) -> bool:
        """Whether they have a code for when they are forced."""


class Codes(Protocol):
    """Who has which code and which rights."""

    def people(self) -> tuple[Person, ...]:
        """Everybody."""

    def set_code(self, name: str, code: str, *, is_duress: bool = False) -> None:
        """Give somebody a code; raises MakerKitError with a sentence if it cannot be taken."""

    def set_rights(self, name: str, rights: Iterable[Right]) -> None:
        """Say what somebody may do."""

    def forget(self, name: str) -> None:
        """Forget somebody with their codes."""


class Eye(Protocol):
    """A camera that watches; further things, such as what it sees, are asked for by `getattr`."""

    @property
    def fan_out(self) -> Any:
        """What the live view comes from."""

    def latest_jpeg(self) -> bytes | None:
        """The newest picture."""

    def sights(self, count: int) -> Sequence[Any]:
        """What the detector saw last, the newest first."""


class Evidence(Protocol):
    """Who keeps clips and pictures."""

    def events(
        self,
        *,
        before: int | None = None,
        limit: int = 50,
        camera: str | None = None,
        only: Any = None,
    ) -> Sequence[Any]:
        """Return events, the newest first."""

    def event(self, key: str, /) -> Any:
        """Return one event, or raise NotThereError."""

    def path(self, key: str, part: Any, /) -> Path:
        """Return where its clip, snapshot or thumbnail lies, or raise NotThereError."""

    def protect(self, key: str, /, *, is_protected: bool = True) -> Any:
        """Keep an event for ever, or no longer."""

    def delete(self, key: str, /) -> None:
        """Delete an event with its files."""


class Telling(Protocol):
    """Who sends messages."""

    def test(self) -> Any:
        """Send one to everybody, and say what came of it."""


class System(Protocol):
    """The whole system, as the pages see it; what is not there is None or empty."""

    @property
    def panel(self) -> Panel:
        """Who owns the alarm."""

    @property
    def journal(self) -> Journal | None:
        """What has happened; None where nothing is kept."""

    @property
    def evidence(self) -> Any:
        """Clips and pictures, or None."""

    @property
    def eyes(self) -> Mapping[str, Any]:
        """The cameras, by name."""

    @property
    def node(self) -> Any:
        """The Arduino with keypad and siren, or None."""

    @property
    def mqtt(self) -> Any:
        """The broker, with the pictures of other Pis, or None."""

    @property
    def telling(self) -> Any:
        """Who sends messages, or None."""

    @property
    def codes(self) -> Codes:
        """Who has which code."""

    @property
    def settings(self) -> Any:
        """What the settings file says now."""

    @property
    def folder(self) -> Path:
        """Where everything lies."""

    @property
    def config_path(self) -> Path:
        """The settings file."""

    def save_codes(self) -> None:
        """Write down who has which code."""

    def change(self, section: str, values: Mapping[str, Any]) -> Any:
        """Change settings; raises BadInputError with a sentence."""

    def health(self) -> Sequence[Health]:
        """Return how every part is."""
