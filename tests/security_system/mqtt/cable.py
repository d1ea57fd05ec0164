"""A network cable for tests: carries TCP to a broker, can be pulled, held still, and put back."""

import contextlib
import selectors
import socket
import threading


class Cable:
    """Listens on a port of its own and carries both ways.

    Attributes:
        is_still: nothing passes, and nobody is told: a machine that was cut off.
    """

    def __init__(self, port):
        self._to = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self.is_still = False
        self.is_pulled = False
        self._pairs = {}
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._carry, name="test cable", daemon=True)
        self._thread.start()

    def pull(self):
        """Break what is connected, and refuse what comes."""
        self.is_pulled = True

    def put_back(self):
        self.is_pulled = self.is_still = False

    def close(self):
        self._ends.set()
        self._thread.join(5)

    def _carry(self):
        with selectors.DefaultSelector() as selector, self._server:
            selector.register(self._server, selectors.EVENT_READ)
            while not self._ends.is_set():
                if self.is_pulled:
                    self._break(selector)
                if self.is_still:
                    self._ends.wait(0.02)
                    continue
                for key, _ in selector.select(0.02):
                    with contextlib.suppress(OSError, KeyError):
                        self._pass_on(selector, key.fileobj)
            self._break(selector)

    def _pass_on(self, selector, source):
        if source is self._server:
            caller, _ = source.accept()
            if self.is_pulled:
                caller.close()
                return
            called = socket.create_connection(("127.0.0.1", self._to), 2)
            for one, other in ((caller, called), (called, caller)):
                self._pairs[one] = other
                selector.register(one, selectors.EVENT_READ)
            return
        try:
            data = source.recv(65536)
            if data:
                self._pairs[source].sendall(data)
                return
        except OSError:
            pass
        other = self._pairs[source]
        for one in (source, other):
            selector.unregister(one)
            self._pairs.pop(one, None)
            one.close()

    def _break(self, selector):
        for one in list(self._pairs):
            selector.unregister(one)
            one.close()
        self._pairs.clear()
