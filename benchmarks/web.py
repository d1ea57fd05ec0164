"""Measure the web kit over real sockets: `python -m benchmarks.web NAME` prints one.

The server has a process of its own, whose CPU time is counted; the pages are raw sockets that read
and throw away. Each figure stands beside the same by flask-sock or Flask alone, in the same run.
"""

import base64
import json
import os
import selectors
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WATCH_S = 3.0
SETTLE_S = 1.0
CLICKS = 200


class Server:
    """A server in a process of its own."""

    def __init__(self, kind: str) -> None:
        command = [sys.executable, "-m", "benchmarks.web_server", kind]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._process = subprocess.Popen(command, text=True, cwd=ROOT, **pipes)
        self.port = int(self._process.stdout.readline())

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def cpu_s(self) -> float:
        """Return the CPU seconds it has used."""
        self._process.stdin.write("cpu\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def busy(self) -> float:
        """Return how much of one core it uses, in percent, after it has settled."""
        time.sleep(SETTLE_S)
        before_s, begun_s = self.cpu_s(), time.perf_counter()
        time.sleep(WATCH_S)
        return (self.cpu_s() - before_s) / (time.perf_counter() - begun_s) * 100

    def websocket(self, path: str) -> socket.socket:
        """Return a WebSocket after its handshake."""
        key = base64.b64encode(os.urandom(16)).decode()
        sock = self.get(path, "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                        f"Origin: http://127.0.0.1:{self.port}\r\nSec-WebSocket-Version: 13\r\n"
                        f"Sec-WebSocket-Key: {key}\r\n")  # fmt: skip
        assert sock.recv(12) == b"HTTP/1.1 101", "the handshake was refused"
        return sock

    def get(self, path: str, more: str = "") -> socket.socket:
        """Return a socket on which something was asked for."""
        sock = socket.create_connection(("127.0.0.1", self.port), 5)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{more}\r\n".encode())
        return sock


class Readers:
    """A thread that reads many sockets and throws away what comes. Counts the bytes."""

    def __init__(self, socks: list[socket.socket]) -> None:
        self.bytes = 0
        self._socks = socks
        self._end = False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *_: object) -> None:
        self._end = True
        self._thread.join()
        for sock in self._socks:
            sock.close()

    def _read(self) -> None:
        with selectors.DefaultSelector() as selector:
            for sock in self._socks:
                selector.register(sock, selectors.EVENT_READ)
            while not self._end:
                for key, _ in selector.select(0.2):
                    self.bytes += len(key.fileobj.recv(1 << 18))


def live_cpu() -> dict[str, list[float]]:
    """Return % of a core for a state at 30 Hz to 1, 4 and 16 pages: the kit, flask-sock alone."""
    return {
        kind: [_live_busy(kind, pages) for pages in (1, 4, 16)] for kind in ("kit", "bare_sock")
    }


def viewers_cpu() -> dict[str, list[float]]:
    """Return % of a core for 640x480 at 15 frames/s to 1, 4 and 8 viewers, each way."""
    ways = {
        "kit, JPEG": ("kit", "/video/camera"),
        "kit, H.264": ("kit", "/video/camera?as=mp4"),
        "an encoder for each viewer": ("bare_pictures", "/video"),
    }
    return {
        name: [_viewers_busy(kind, path, count) for count in (1, 4, 8)]
        for name, (kind, path) in ways.items()
    }


def click() -> dict[str, list[float]]:
    """Return ms from an order to the state that it changed, median and 99th percentile.

    With nobody else, with 8 viewers and 4 more that read nothing, and a bare echo beside.
    """
    with Server("kit") as kit, Server("bare_sock") as bare:
        alone = _clicks(kit, "/live", '{"n":1,"do":"press","with":{"at":%d}}', '"pressed":%d')
        with _full_of_viewers(kit):
            full = _clicks(kit, "/live", '{"n":1,"do":"press","with":{"at":%d}}', '"pressed":%d')
        echo = _clicks(bare, "/echo", "%d", "%d")
    return {"alone": alone, "viewers full": full, "bare echo": echo}


def start_up() -> dict[str, list[float]]:
    """Return seconds of CPU to import makerkit.web and to make an app; beside flask alone."""
    programs = {
        "import makerkit.web": "import makerkit.web",
        "and make an app": "from makerkit.web import *; create_app(WebConfig(login=False))",
        "import flask": "import flask",
        "python": "pass",
    }
    return {name: [min(_cpu_s(program) for _ in range(5))] for name, program in programs.items()}


def _live_busy(kind: str, pages: int) -> float:
    with Server(kind) as server, Readers([server.websocket("/live") for _ in range(pages)]):
        return server.busy()


def _viewers_busy(kind: str, path: str, count: int) -> float:
    with Server(kind) as server:
        ask = server.websocket if kind == "kit" else server.get
        with Readers([ask(path) for _ in range(count)]) as readers:
            busy = server.busy()
            assert readers.bytes > count * 20_000, "no pictures came"
    return busy


@contextmanager
def _full_of_viewers(server: Server) -> Iterator[None]:
    with ExitStack() as stack:
        stack.enter_context(Readers([server.websocket("/video/camera") for _ in range(8)]))
        for _ in range(4):
            stack.enter_context(server.websocket("/video/camera"))
        time.sleep(SETTLE_S)
        yield


def _clicks(server: Server, path: str, order: str, answer: str) -> list[float]:
    took_ms = []
    with server.websocket(path) as sock:
        for number in range(1000, 1000 + CLICKS):
            time.sleep(0.02)
            _drain(sock)
            begun_s = time.perf_counter()
            sock.sendall(_frame((order % number).encode()))
            _read_until(sock, (answer % number).encode())
            took_ms.append((time.perf_counter() - begun_s) * 1000)
    return [statistics.median(took_ms), statistics.quantiles(took_ms, n=100)[98]]


def _drain(sock: socket.socket) -> None:
    sock.setblocking(False)
    try:
        while sock.recv(1 << 16):
            pass
    except BlockingIOError:
        pass
    finally:
        sock.settimeout(5)


def _read_until(sock: socket.socket, wanted: bytes) -> None:
    heard = b""
    while wanted not in heard:
        heard = heard[-200:] + sock.recv(1 << 16)


def _frame(text: bytes) -> bytes:
    """Return a text message as a browser sends it: masked, by zeros here."""
    assert len(text) < 126
    return bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text


def _cpu_s(program: str) -> float:
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, cwd=ROOT) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]]()))
