"""The demo page as a person starts it: a process of its own, which ends and starts again."""

import os
import re
import socket
import subprocess
import sys
import threading
from pathlib import Path

READY = re.compile(r"^READY (?P<url>\S+)(?: setup=(?P<code>\S*))?")
START_S = 30.0
END_S = 10.0


class DemoServer:
    """`python -m makerkit.web.demo` in a folder of its own.

    Attributes:
        url: where it is, without a slash at the end; the port stays the same over a restart.
        code: the code of the first start that it printed, or "".
    """

    def __init__(self, folder: Path, *options: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.code = ""
        self._folder = folder
        self._options = options
        self._process: subprocess.Popen[str] | None = None
        self._said: list[str] = []

    def start(self) -> None:
        """Start it and wait until it is ready."""
        command = [sys.executable, "-m", "makerkit.web.demo", "--port", str(self.port)]
        self._process = subprocess.Popen(
            [*command, "--folder", str(self._folder), *self._options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        ready = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(self._process, ready))
        self._reader.start()
        if not ready.wait(START_S) or self._process.poll() is not None:
            self.stop()
            raise RuntimeError("The demo did not become ready:\n" + "".join(self._said))

    def _read(self, process: "subprocess.Popen[str]", ready: threading.Event) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self._said.append(line)
                if found := READY.match(line):
                    self.code = found["code"] or self.code
                    ready.set()
        ready.set()

    def stop(self) -> None:
        """End it; by force if it does not listen."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        self._process = None

    def restart(self) -> None:
        """End it and start it again in the same place."""
        self.stop()
        self.start()


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
