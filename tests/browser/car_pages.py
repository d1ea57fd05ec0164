"""The car's pages as a person opens them: a process of its own, a car on the simulated track."""

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
MODULE = "tests.self_driving_car.dashboard.pretend_pages"


class CarPages:
    """`python -m tests.self_driving_car.dashboard.pretend_pages` in a folder of its own.

    Attributes:
        url: where it is, without a slash at the end.
    """

    def __init__(self, folder: Path, *options: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.said: list[str] = []
        self._command = [sys.executable, "-m", MODULE, "--port", str(self.port),
                         "--folder", str(folder), *options]  # fmt: skip
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start it and wait until it is ready."""
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        timer = threading.Timer(START_S, self._process.kill)
        timer.start()
        try:
            self._read_until("READY")
        finally:
            timer.cancel()

    def tell(self, **order: Any) -> dict[str, Any]:
        """Let something happen to the car, and return how it is."""
        assert self._process is not None
        assert self._process.stdin is not None
        with self._lock:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            told: dict[str, Any] = json.loads(self._read_until("OK"))
            return told

    def look(self) -> dict[str, Any]:
        """Return how the car is."""
        return self.tell(do="look")

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

    def _read_until(self, word: str) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said.append(line)
            if line.startswith(word):
                return line.removeprefix(word).strip()
        raise RuntimeError("The pages ended:\n" + "".join(self.said[-30:]))


def log_in(page: Any, url: str, name: str = "mina") -> Any:
    """Log somebody in, and return the page, which shows the car then."""
    page.goto(f"{url}/login")
    page.locator("#field-name").fill(name)
    page.locator("#field-password").fill(PASSWORD)
    page.locator("form.card button").click()
    page.locator('mk-link[state="live"]').wait_for(state="attached")
    return page
