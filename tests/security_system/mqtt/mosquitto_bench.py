"""A real Mosquitto for tests: a port of its own, everything in a folder of its own."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import threading
import time

from paho.mqtt.client import Client, MQTTv5
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.subscribeoptions import SubscribeOptions

MOSQUITTO = shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PATIENCE_S = 15.0


def wait_until(is_so, *, timeout_s=PATIENCE_S, what="it"):
    """Wait for something that another thread or process does."""
    until_s = time.monotonic() + timeout_s
    while not (found := is_so()):
        assert time.monotonic() < until_s, f"{what} has not come in {timeout_s} s"
        time.sleep(0.01)
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Mosquitto:
    """A broker on a free port of this machine."""

    def __init__(self, folder, *, lines=()):
        self.folder = folder
        self.port = free_port()
        self._lines = lines
        self._process = None
        self.start()

    def start(self):
        """Start it, on the same port as before; its retained messages are as they were."""
        config = self.folder / "mosquitto.conf"
        user = "root" if os.geteuid() == 0 else "nobody"
        own = self._lines or ("allow_anonymous true",)
        config.write_text(
            "\n".join(
                [
                    f"listener {self.port} 127.0.0.1",
                    "persistence true",
                    f"persistence_location {self.folder}/",
                    f"user {user}",
                    *own,
                ]
            )
            + "\n"
        )
        log = (self.folder / "mosquitto.log").open("ab")
        self._process = subprocess.Popen(
            [MOSQUITTO, "-c", str(config)], stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
        log.close()
        wait_until(self._answers, what="Mosquitto")

    def stop(self):
        self._end(signal.SIGTERM)

    def kill(self):
        self._end(signal.SIGKILL)

    def freeze(self):
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self._process.send_signal(signal.SIGCONT)

    def _end(self, how):
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)
            self._process.send_signal(how)
            self._process.wait(10)
            self._process = None

    def _answers(self):
        assert self._process.poll() is None, (self.folder / "mosquitto.log").read_text()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 0.2):
            return True
        return False


class Ear:
    """Somebody else at the broker: hears all, says what the test wants."""

    def __init__(self, port, *, topics=("#",), client_id=""):
        self.heard = []
        self._subscribed = threading.Event()
        self.client = Client(CallbackAPIVersion.VERSION2, client_id, protocol=MQTTv5)
        self.client.on_message = lambda _c, _d, message: self.heard.append(message)
        self.client.on_subscribe = lambda *_: self._subscribed.set()
        self.client.on_connect = lambda *_: self.client.subscribe(
            [(topic, SubscribeOptions(qos=1, retainAsPublished=True)) for topic in topics]
        )
        self.client.reconnect_delay_set(1, 1)
        self.client.connect("127.0.0.1", port)
        self.client.loop_start()
        assert self._subscribed.wait(PATIENCE_S)

    def say(self, topic, payload, *, retain=False, qos=1):
        if isinstance(payload, dict):
            payload = json.dumps(payload)
        self.client.publish(topic, payload, qos=qos, retain=retain).wait_for_publish(PATIENCE_S)

    def payloads(self, topic):
        return [message.payload for message in list(self.heard) if message.topic == topic]

    def newest(self, topic):
        found = self.payloads(topic)
        return found[-1] if found else None

    def wait_for(self, topic, payload=None):
        """Wait until a payload (or any) is the newest of a topic."""
        wanted = payload.encode() if isinstance(payload, str) else payload

        def is_so():
            newest = self.newest(topic)
            return newest is not None and wanted in (None, newest)

        wait_until(is_so, what=f"{payload!r} on {topic} (newest: {self.newest(topic)!r})")
        return self.newest(topic)

    def close(self):
        self.client.disconnect()
        self.client.loop_stop()
