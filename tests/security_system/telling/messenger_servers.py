"""Messengers for tests: a web server and a mail server on this machine that behave, or do not."""

import json
import socket
import socketserver
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class WebMessenger:
    """Takes json:// and ntfy:// messages.

    Attributes:
        status: what it answers.
        got: the bodies that came.
        holds: whether it answers only when it is closed.
        asked: how many requests came.
    """

    def __init__(self):
        self.status, self.got, self.releases = 200, [], threading.Event()
        self.holds, self.asked = False, 0
        messenger = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                messenger.asked += 1
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if messenger.holds:
                    messenger.releases.wait(10)
                status = messenger.status
                if callable(status):
                    status = status(body)
                if status == 200:
                    messenger.got.append(body)
                self.send_response(status)
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def messages(self):
        return [json.loads(body) for body in self.got]

    def close(self):
        self.releases.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


class Mailbox:
    """Takes mail, or refuses the password."""

    def __init__(self, *, lets_in=True):
        self.got = []
        mailbox = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                self.say("220 mailbox")
                while line := self.rfile.readline().decode().strip():
                    word = line.split()[0].upper()
                    if word == "EHLO":
                        self.say("250-mailbox\r\n250 AUTH PLAIN LOGIN")
                    elif word == "AUTH":
                        self.say("235 welcome" if lets_in else "535 5.7.8 wrong password")
                    elif word == "DATA":
                        self.say("354 go on")
                        mail = b""
                        while not mail.endswith(b"\r\n.\r\n"):
                            mail += self.rfile.readline()
                        mailbox.got.append(mail)
                        self.say("250 taken")
                    elif word == "QUIT":
                        self.say("221 bye")
                        return
                    else:
                        self.say("250 fine")

            def say(self, text):
                self.wfile.write(f"{text}\r\n".encode())

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


def silent_server():
    """Return a server that accepts and never answers."""
    return socket.create_server(("127.0.0.1", 0))
