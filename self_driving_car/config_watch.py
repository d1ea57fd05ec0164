"""Notices that somebody has edited the settings file while the car runs."""

import logging
from collections.abc import Callable
from pathlib import Path

from makerkit.errors import MakerKitError
from self_driving_car import config
from self_driving_car.config import Settings

LOG = logging.getLogger(__name__)


class ConfigWatch:
    """Looks at the file now and then; a bad one changes nothing and is said once.

    Args:
        path: of the file.
        use: told new settings that are valid.

    Attributes:
        complaint: what is wrong with the file as it stands; "" where nothing is.
    """

    def __init__(self, path: Path, use: Callable[[Settings], None]) -> None:
        self._path, self._use = path, use
        self._seen = self._stamp()
        self.complaint = ""

    def known(self) -> None:
        """That change was ours."""
        self._seen, self.complaint = self._stamp(), ""

    def look(self) -> None:
        """Take what has changed since the last look."""
        stamp = self._stamp()
        if stamp == self._seen:
            return
        self._seen = stamp
        try:
            settings = config.load(self._path)
        except MakerKitError as error:
            self.complaint = f"The settings were edited and do not count: {error}"
            LOG.error("%s", self.complaint)
            return
        self.complaint = ""
        LOG.info("The settings were edited; what can count at once does.")
        self._use(settings)

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size
