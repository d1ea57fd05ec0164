"""The security system's pages as a person opens them: a process of its own, a pretend house."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from demo_server import free_port

ROOT = Path(__file__).parents[2]
START_S, END_S = 60.0, 10.0
PASSWORD = "three blue doors"
CODE = "7391"


class SecurityPages:
    """`python -m tests.security_system.dashboard.pretend_server` in a folder of its own.

    Attributes:
        url: where it is, without a slash at the end; the port stays the same over a restart.
    """

    def __init__(self, folder: Path, *options: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.said: list[str] = []
        self._folder = folder
        self._options = options
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it and wait until it is ready."""
        module = "tests.security_system.dashboard.pretend_server"
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, "--port", str(self.port), "--folder", str(self._folder),
             *self._options],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        timer = threading.Timer(START_S, self._process.kill)
        timer.start()
        try:
            self._read_until("READY")
        finally:
            timer.cancel()

    def tell(self, **order: Any) -> None:
        """Let something happen in the house."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        self._read_until("OK")

    def stop(self) -> None:
        """End it."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()

    def restart(self) -> None:
        """End it and start it again in the same place."""
        self.stop()
        self.start()

    def _read_until(self, word: str) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said.append(line)
            if line.startswith(word):
                return
        raise RuntimeError("The pages ended:\n" + "".join(self.said[-30:]))


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
