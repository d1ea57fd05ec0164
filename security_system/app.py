"""The whole system: the alarm on its panel, and the edges that the settings ask for.

    with SecuritySystem(load(path), folder) as system:
        system.panel.post(...)

What is missing (no camera, no Arduino, no broker) is said by `health` and lived with; a part that
cannot start never keeps the others from starting.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from makerkit.app.application import Application
from makerkit.app.edge import Health, Level
from makerkit.app.folder import make_folder
from makerkit.app.only_one import OnlyOne
from makerkit.app.watchdog import Watchdog
from makerkit.errors import MakerKitError
from security_system import config
from security_system.alarm import CodeBook
from security_system.alarm.happenings import Happening, Kind
from security_system.beginning import begin
from security_system.code_file import CodeWatch, read_codes, write_codes
from security_system.config import Settings
from security_system.first_code import teach_node
from security_system.greeting import greeting
from security_system.left_out import without_left_out
from security_system.panel import Panel, Turn
from security_system.part_names import ALL_PARTS, Part
from security_system.parts import build

LOG = logging.getLogger(__name__)
SECRETS = "secrets"
LATER = "It counts after a restart of the system."
NODE_LEARNS_WITHIN_S = 1.0


class SecuritySystem(Application):
    """The alarm with everything around it.

    Args:
        settings: what the file says.
        folder: where journal, secrets and clips lie; made if it is not there.
        parts: which parts to build; the alarm itself is always there.
        config_path: the file of the settings, for changes; by default in the folder.
        say: told what somebody at the terminal wants to read.

    Raises:
        InUseError: another system runs in the folder.

    Attributes:
        journal, evidence, node, telling, mqtt, page: None where there is none.
        eyes: by the name of their camera.
        codes: who has which code.
        left_out: the zones whose part is left out.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        *,
        parts: frozenset[Part] = ALL_PARTS,
        config_path: Path | None = None,
        say: Callable[[str], None] = LOG.info,
    ) -> None:
        super().__init__(say)
        self.settings = settings
        self._sources = _sources(settings)
        self.folder = folder
        self.parts = parts
        self.config_path = config_path or folder / config.FILE_NAME
        make_folder(folder)
        self._only_one = OnlyOne(folder, "A security system")
        self._without: list[Health] = []
        self.codes = self._read_codes()
        self._code_watch = CodeWatch(folder / SECRETS)
        self.evidence: Any = None
        self.node: Any = None
        self.telling: Any = None
        self.mqtt: Any = None
        self.page: Any = None
        self.eyes: dict[str, Any] = {}
        alarm, self.left_out = without_left_out(settings.alarm, parts)
        self._beginning = begin(folder, alarm, self.codes.judge)
        self._without += self._beginning.without
        self.journal = self._beginning.journal
        self.panel = Panel(self._beginning.alarm, self.journal)
        self.panel.listen(_log)
        self._watchdog = Watchdog(self.edges, self._tell_fault, self._beat)
        self._changing = threading.Lock()  # two pages may change the file at once

    # -- its life

    def start(self) -> None:
        """Start the alarm, then everything around it."""
        self.panel.start()
        for order in self._beginning.orders:
            self.panel.post(order)
        build(self)
        self._watchdog.start()

    def _stops(self) -> Iterable[Callable[[], None]]:
        """The alarm is the last."""
        return self._watchdog.stop, self.edges.stop_all, self.panel.stop, self._close

    def _close(self) -> None:
        if self.journal is not None:
            self.journal.close()
        self._beginning.power.end(time.time())
        self._only_one.let_go()

    def _greeting(self) -> list[str]:
        if teach_node(self.folder, self.node):  # else it would say that its keypad has no code
            self._ends.wait(NODE_LEARNS_WITHIN_S)
        return greeting(self)

    def health(self) -> list[Health]:
        """Return how everything is, the panel first."""
        journal = [] if self.journal is None else [self.journal.health()]
        return [self.panel.health(), *journal, *self._without, *self.edges.health()]

    # -- settings and codes

    def change(self, section: str, values: Mapping[str, Any]) -> str:
        """Change settings of one section in the file; return what is to be done for them to count.

        Raises:
            BadInputError: they would not be valid; nothing has changed.
        """
        with self._changing:
            self.settings = config.change(self.config_path, section, values)
            return self._applied(section)

    def remove(self, section: str) -> str:
        """Take a section out of the file; return what is to be done for that to count."""
        with self._changing:
            self.settings = config.remove(self.config_path, section)
            return self._applied(section)

    def save_codes(self) -> None:
        """Write the codes, after they were changed.

        Raises:
            MakerKitError: the disk refuses.
        """
        write_codes(self.folder / SECRETS, self.codes)
        self._code_watch.has_changed()  # that was we

    def _applied(self, section: str) -> str:
        """Let alarm, node and eyes go by new settings at once; other parts at the next start."""
        LOG.info("The settings of [%s] were changed.", section)
        self.panel.change(without_left_out(self.settings.alarm, self.parts)[0])
        if self.node is not None:
            self.node.apply(self.settings.alarm)
        kind, _, name = section.partition(".")
        name = name.partition(".")[0]
        if kind == "cameras" and name in self.eyes and name in self.settings.cameras:
            self.eyes[name].apply(self.settings.cameras[name])
            return ""
        is_alarms = kind in {"alarm", *config.IN_ALARM}
        return "" if is_alarms and _sources(self.settings) <= self._sources else LATER

    # -- how it begins

    def _read_codes(self) -> CodeBook:
        try:
            return read_codes(self.folder / SECRETS)
        except MakerKitError as error:
            LOG.error("%s", error)
            self._without.append(Health("codes", Level.ERROR, str(error)))
            return CodeBook(secrets.token_bytes(32), {})

    def _take_new_codes(self) -> None:
        """Take codes that `--set-code` has written meanwhile: it said that they are set."""
        if not self._code_watch.has_changed():
            return
        try:
            self.codes.become(read_codes(self.folder / SECRETS))
        except MakerKitError as error:
            LOG.error("%s", error)
        else:
            LOG.info("The codes were set anew, and count from now on.")

    def _beat(self) -> None:
        """Look after what is due now and then, on the watchdog's thread."""
        if not (self.panel.is_alive or self._ends.is_set()):
            LOG.error("The alarm's thread had ended. It is started again.")
            self.panel.start()
            self._tell_fault("panel", "The alarm's thread had ended. It was started again.")
        self._beginning.power.beat(time.time())
        self._take_new_codes()
        teach_node(self.folder, self.node)

    def _tell_fault(self, source: str, why: str) -> None:
        self.panel.tell(Happening(kind=Kind.FAULT, source=source, why=why))


def _sources(settings: Settings) -> set[tuple[str, str]]:
    """Return which zone is brought by what, where a part has to be started to bring it."""
    zones = settings.alarm.zones.items()
    return {(name, zone.source) for name, zone in zones if zone.source_name != "node"}


def _log(turn: Turn) -> None:
    """Write a line for whatever happened; what must stay silent here stays silent in the log."""
    for happening in turn.happenings:
        if not happening.is_silent:
            about = happening.zone or happening.source or happening.user
            LOG.info("%s %s: %s", happening.kind.value, about, happening.why)
