"""The car's pages as a person opens them: a process of its own, a car on the simulated track."""

import json
from pathlib import Path
from typing import Any

from served_pages import ServedPages

PASSWORD = "three blue doors"


class CarPages(ServedPages):
    """`python -m tests.self_driving_car.dashboard.pretend_pages` in a folder of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        super().__init__("tests.self_driving_car.dashboard.pretend_pages", folder, *options)

    def look(self) -> dict[str, Any]:
        """Return how the car is."""
        how: dict[str, Any] = json.loads(self.tell(do="look"))
        return how


def log_in(page: Any, url: str, name: str = "mina") -> Any:
    """Log somebody in, and return the page, which shows the car then."""
    page.goto(f"{url}/login")
    page.locator("#field-name").fill(name)
    page.locator("#field-password").fill(PASSWORD)
    page.locator("form.card button").click()
    page.locator('mk-link[state="live"]').wait_for(state="attached")
    return page


def ask(page: Any, button: Any, comes: str) -> None:
    """Press a button until what it asks for has come.

    An order that was stuck on a busy machine is refused; a person presses once more then.
    """
    done, refused = page.locator(comes), page.locator(".toast.error")
    for _ in range(5):
        button.click()
        done.or_(refused).first.wait_for()
        if done.count():
            return
        print("Refused:", refused.first.inner_text())
        page.get_by_role("button", name="Dismiss").first.click()
    raise AssertionError("It is refused again and again.")


def arm(page: Any) -> None:
    """Arm the car's motors."""
    ask(page, page.get_by_role("button", name="Arm", exact=True), '#halt[data-phase="ready"]')
