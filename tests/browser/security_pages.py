"""The security system's pages as a person opens them: a process of its own, a pretend house."""

from pathlib import Path
from typing import Any

from served_pages import ServedPages

PASSWORD = "three blue doors"
CODE = "7391"


class SecurityPages(ServedPages):
    """`python -m tests.security_system.dashboard.pretend_server` in a folder of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        super().__init__("tests.security_system.dashboard.pretend_server", folder, *options)


def log_in(page: Any, url: str, name: str = "mina") -> Any:
    """Log somebody in, and return the page, which shows the alarm then."""
    page.goto(f"{url}/login")
    page.locator("#field-name").fill(name)
    page.locator("#field-password").fill(PASSWORD)
    page.locator("form.card button").click()
    page.locator('mk-link[state="live"]').wait_for(state="attached")
    return page


def type_code(page: Any, code: str = CODE) -> None:
    """Type a code at the keypad, by touch or by mouse."""
    press = "tap" if page.evaluate("matchMedia('(pointer: coarse)').matches") else "click"
    keypad = page.locator("#keypad-card mk-keypad")
    for digit in code:
        getattr(keypad.get_by_role("button", name=digit, exact=True), press)()
    getattr(keypad.locator(".pad-enter"), press)()
