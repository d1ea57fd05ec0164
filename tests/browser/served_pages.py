"""Pages in a process of their own, as a person starts them, for a browser to look at."""

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from patience import PATIENCE_S

ROOT = Path(__file__).parents[2]
START_S, END_S = 60.0, 10.0


class ServedPages:
    """`python -m MODULE --port PORT --folder FOLDER`, which says READY and its address.

    What it says is printed when it ends, so that a test that fails shows it.

    Attributes:
        url: where it is, without a slash at the end; the port stays the same over a restart.
        ready: what it said when it was ready, after its address.
    """

    def __init__(self, module: str, folder: Path, *options: str) -> None:
        self.url = ""
        self.ready = ""
        self._module = module
        self._options = ("--folder", str(folder), *options)
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._lines: queue.Queue[str] = queue.Queue()
        self._asking = threading.Lock()

    def start(self) -> None:
        """Start it and wait until it is ready; the first time, on a port that nobody has."""
        port = urlsplit(self.url).port or 0
        self._lines = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-m", self._module, "--port", str(port), *self._options],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read, args=(self._process, self._lines))
        self._reader.start()
        try:
            address, _, self.ready = self._said("READY", START_S).partition(" ")
            assert urlsplit(address).port, "It says that it is ready, but serves nothing."
        except BaseException:
            self.stop()
            raise
        self.url = address.rstrip("/")

    def tell(self, **order: Any) -> str:
        """Let something happen there, and return its answer."""
        with self._asking:
            assert self._process is not None
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            return self._said("OK", PATIENCE_S)

    def stop(self) -> None:
        """End it; by force if it does not listen."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert self._reader is not None
        assert process.stdin is not None
        self._reader.join()
        process.stdin.close()
        while line := self._lines.get():
            self._show(line)

    def restart(self) -> None:
        """End it and start it again in the same place."""
        self.stop()
        self.start()

    def _read(self, process: "subprocess.Popen[str]", lines: "queue.Queue[str]") -> None:
        assert process.stdout is not None
        with process.stdout as said:
            for line in said:
                lines.put(line)
        lines.put("")  # it has ended

    def _said(self, word: str, within_s: float) -> str:
        """Wait for a line that begins with a word, and return the rest of it."""
        try:
            while line := self._lines.get(timeout=within_s):
                if line.startswith(word):
                    return line.removeprefix(word).strip()
                self._show(line)
        except queue.Empty:
            raise RuntimeError(f"{self._module} has not said {word} in {within_s} s.") from None
        self._lines.put("")
        raise RuntimeError(f"{self._module} has ended; what it said stands above.")

    def _show(self, line: str) -> None:
        print(f"{self._module}: {line}", end="")
