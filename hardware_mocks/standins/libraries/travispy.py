"""`travispy`: whether the last build of a project passed. A scenario sets the part "travis"."""

from dataclasses import dataclass
from typing import ClassVar

from hardware_mocks.parts.part import Control
from hardware_mocks.standins.things import Thing, on_the_bench


class BuildServer(Thing):
    """The server that builds projects.

    Attributes:
        passed: whether the last build did.
    """

    kind = "build_server"
    controls = (Control("passed", is_switch=True),)
    defaults: ClassVar = {"passed": True}
    passed: bool


@dataclass(frozen=True, slots=True)
class Repo:
    """A project as it was when the server was asked."""

    slug: str
    last_build_state: str


class TravisPy:
    """The door to the server."""

    def repo(self, slug: str) -> Repo:
        """Ask for a project by its name."""
        passed = on_the_bench(BuildServer, "travis").passed
        return Repo(slug, "passed" if passed else "failed")
