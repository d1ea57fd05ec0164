"""What the tests of the electrical rules share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from makerkit.messages import Catalogue
from makerkit.wiring import Wiring
from makerkit.wiring.code_pins import devices_in_code
from makerkit.wiring.rules import Finding, check_wiring


@pytest.fixture
def findings(wired: Callable[..., Wiring]) -> Callable[..., tuple[Finding, ...]]:
    """Check a wiring given as parts and wires, with a program where there is one."""

    def check(
        parts: dict[str, Any], *wires: tuple[str, str], code: str | None = None
    ) -> tuple[Finding, ...]:
        devices = None if code is None else devices_in_code(f"from gpiozero import *\n{code}")
        found = check_wiring(wired(parts, *wires), code=devices)
        for finding in found:
            Catalogue.of_the_kit().text(finding.message)
        return found

    return check


@pytest.fixture
def rules(findings: Callable[..., tuple[Finding, ...]]) -> Callable[..., list[tuple[int, str]]]:
    """Return (number of the rule, message) of everything found in a wiring."""

    def check(
        parts: dict[str, Any], *wires: tuple[str, str], code: str | None = None
    ) -> list[tuple[int, str]]:
        found = findings(parts, *wires, code=code)
        return [(f.rule, f.message.id.removeprefix("wiring.")) for f in found]

    return check


@pytest.fixture
def titles(findings: Callable[..., tuple[Finding, ...]]) -> Callable[..., list[str]]:
    """Return the title of everything found in a wiring, as a student reads it."""

    def check(parts: dict[str, Any], *wires: tuple[str, str], code: str | None = None) -> list[str]:
        catalogue = Catalogue.of_the_kit()
        return [catalogue.text(f.message).title for f in findings(parts, *wires, code=code)]

    return check
