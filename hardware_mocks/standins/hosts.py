"""Computers that a program pings: each is a thing on the bench that can be switched off.

In a scenario: `part = "google.com"`, `action = "set"`, `values = {on = false}`.
"""

from typing import ClassVar

from hardware_mocks.bench import Bench
from hardware_mocks.parts.part import Control
from hardware_mocks.standins.things import Thing, on_the_bench


class Host(Thing):
    """A computer on the network.

    Attributes:
        on: whether it answers.
    """

    kind = "host"
    controls = (Control("on", is_switch=True),)
    defaults: ClassVar = {"on": True}
    on: bool


def answers(bench: Bench, name: str) -> bool:
    """Return whether the computer of that name or address answers a ping now."""
    return on_the_bench(Host, name, bench).on
