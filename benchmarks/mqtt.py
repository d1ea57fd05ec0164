"""Measure what the broker costs: `python -m benchmarks.mqtt` prints a table.

All messages go to a real Mosquitto on this machine, with QoS 1, each acknowledged. Costs are CPU of
this process per message, so that another busy program changes little. paho's own loop with 20
messages under way is the floor: our connection adds its outbox, its bounds and its one `select`.
"""

import tempfile
import threading
import time
from pathlib import Path

from paho.mqtt.client import Client, MQTTv5
from paho.mqtt.enums import CallbackAPIVersion

from security_system.alarm import Alarm
from security_system.alarm.settings import AlarmSettings
from security_system.mqtt.connection import Connection
from security_system.mqtt.conversation import UNDERWAY_MAX, Login, Message, Will
from security_system.mqtt.sensors import Sensors
from security_system.mqtt.settings import MqttSettings
from security_system.mqtt.states import states
from security_system.mqtt.topics import Topics
from tests.security_system.mqtt.mosquitto_bench import Mosquitto

MESSAGES = 4_000
PAYLOAD = b'{"state":"ON","condition":"open","bypassed":"OFF"}'
TURNS = 2_000


class Quiet:
    """A listener that only notes that it is connected."""

    def __init__(self) -> None:
        self.is_connected = threading.Event()

    def connected(self) -> None:
        """Note that the broker is there."""
        self.is_connected.set()

    def heard(self, message: Message) -> None:
        """Nothing is done with it."""

    def lost(self, why: str) -> None:
        """Nothing is done about it."""

    def tick(self, now_s: float) -> None:
        """Nothing is to be done."""


def paho_us(port: int) -> float:
    """Return what a message costs with paho's own thread."""
    client = Client(CallbackAPIVersion.VERSION2, "bench-paho", protocol=MQTTv5)
    client.max_inflight_messages_set(UNDERWAY_MAX)
    client.connect("127.0.0.1", port)
    client.loop_start()
    while not client.is_connected():
        time.sleep(0.01)
    began_s = time.process_time()
    said = [client.publish(f"bench/{n % 20}", PAYLOAD, qos=1) for n in range(MESSAGES)]
    for each in said:
        each.wait_for_publish()
    cost_us = (time.process_time() - began_s) / MESSAGES * 1e6
    client.disconnect()
    client.loop_stop()
    return cost_us


def ours_us(port: int) -> float:
    """Return what a message costs with our connection."""
    listener = Quiet()
    will = Will("bench/status", b"offline", b"online")
    settings = MqttSettings(host="127.0.0.1", port=port, waiting_max=10_000)
    login = Login(client_id="bench-ours", password="", will=will, subscriptions=["bench/set"])
    connection = Connection(settings, login, listener)
    connection.start()
    listener.is_connected.wait(10)
    began_s = time.process_time()
    for n in range(MESSAGES):
        connection.outbox.event(f"bench/{n % 20}", PAYLOAD)
    while connection.outbox.waiting or connection.underway:
        time.sleep(0.001)
    cost_us = (time.process_time() - began_s) / MESSAGES * 1e6
    connection.stop()
    return cost_us


def house() -> AlarmSettings:
    """Return twenty zones, half of them behind the broker."""
    zones = {
        f"door{n}": {"kind": "door", "source": f"gpio:{n}" if n < 10 else f"mqtt:z/door{n}"}
        for n in range(20)
    }
    return AlarmSettings.model_validate({"zones": zones})


def states_us() -> float:
    """Return what it costs to say how an alarm with twenty zones is, where nothing has changed."""
    view = Alarm(house(), lambda _code: None, 0.0).view(0.0)
    topics = Topics("bench")
    began_s = time.process_time()
    for _ in range(TURNS):
        states(view, topics)
    return (time.process_time() - began_s) / TURNS * 1e6


def sensor_us() -> float:
    """Return what a message of a sensor costs."""
    sensors = Sensors(house().zones, {})
    payload = b'{"battery":97,"contact":true,"device_temperature":22,"linkquality":135}'
    message = Message("z/door12", payload, is_retained=False)
    began_s = time.process_time()
    for _ in range(TURNS):
        sensors.hear(message, 0.0)
    return (time.process_time() - began_s) / TURNS * 1e6


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        broker = Mosquitto(Path(folder))
        try:
            floor_us, cost_us = paho_us(broker.port), ours_us(broker.port)
        finally:
            broker.kill()
    print(f"publish, paho alone          {floor_us:7.0f} us a message")
    print(f"publish, our connection      {cost_us:7.0f} us a message ({cost_us / floor_us:.2f} x)")
    print(f"states of 20 zones           {states_us():7.0f} us a turn")
    print(f"a message of a sensor        {sensor_us():7.0f} us")


if __name__ == "__main__":
    main()
