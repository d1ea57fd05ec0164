"""A board of Python at a simulated port: boots, says HELLO's answer, tells and repeats as a sketch.

The real sketches stand behind the same port in `tests/firmware/`; this one also does what they
never do.
"""

from hardware_mocks.arduino.faults import Faults
from hardware_mocks.arduino.uart import Timed, garble
from makerkit.arduino.codec import Decoded, LineReader, encode
from makerkit.arduino.link.application import CAR
from makerkit.arduino.messages import car
from makerkit.arduino.messages.link import Ack, Boot, Done, Hello, Ping, Pong, ResetCause, Sketch

MS = 1_000_000
BOOT_MS = 1_600
BAUD = 115_200


class TalkingBoard:
    """What hangs at the other end of a port.

    Args:
        port: of the bench.
        every_ms: of telemetry; 0 for none.
        text: says this, every 100 ms, in place of the protocol.
        baud: its own speed.
        events: these are repeated every 200 ms until acknowledged.
    """

    def __init__(self, port, *, every_ms=20, text=None, baud=BAUD, events=(), **boot):
        self.port = port
        self.faults = Faults(1)
        self.heard = []
        self.bad = 0
        self.sent = 0
        self.events = list(events)
        self.is_mute = False
        self._every_ms, self._text, self._baud = every_ms, text, baud
        self._boot = {"sketch": Sketch.CAR, "protocol": CAR.protocol, "schema": CAR.schema, **boot}
        self._life = 0
        port.far_end = self

    # --- what the port calls

    def dtr_changed(self, level):
        if level:
            self.restart(after_ms=BOOT_MS)

    def written(self, port):
        self.port.clock.at(port.drained_ns, self._take)

    # --- what a test does to it

    def restart(self, *, after_ms=0):
        self._life += 1
        self._is_awake = False
        self._after(after_ms, self._start, self._life)

    def hang(self):
        self._life += 1
        self._is_awake = False

    def say(self, *messages):
        for message in messages:
            self._send(encode(message, self._seq))
            self._seq = (self._seq + 1) % 256
            self.sent += 1

    # --- inside

    def _after(self, ms, what, *values):
        self.port.clock.after(round(ms * MS), what, *values)

    @property
    def _uptime_ms(self):
        return (self.port.clock.now_ns - self._started_ns) // MS

    def _start(self, life):
        if life != self._life:
            return
        self._started_ns, self._seq, self._is_awake = self.port.clock.now_ns, 0, True
        self._reader = LineReader(CAR.from_host)
        if self._text is not None:
            self._after(100, self._say_text, life)
            return
        self._say_boot()
        if self._every_ms:
            self._after(self._every_ms, self._tell, life)
        self._after(200, self._repeat, life)

    def _say_boot(self):
        self.say(
            Boot(
                cause=ResetCause.EXTERNAL,
                watchdog_resets=1,
                uptime_ms=self._uptime_ms,
                **self._boot,
            )
        )

    def _say_text(self, life):
        if life == self._life:
            self._send(self._text)
            self._after(100, self._say_text, life)

    def _tell(self, life):
        if life == self._life:
            if not self.is_mute:
                self.say(car.Wheel(0, 0, 0, 0, 0, 0, 0))
            self._after(self._every_ms, self._tell, life)

    def _repeat(self, life):
        if life == self._life:
            self.say(*self.events)
            self._after(200, self._repeat, life)

    def _send(self, data):
        if self.port.baud != self._baud:
            data = garble(data, sent_baud=self._baud, heard_baud=self.port.baud)
        now_ns = self.port.clock.now_ns
        out = self.faults.through([Timed(now_ns, byte) for byte in data], now_ns)
        self.port.deliver(bytes(byte for _, byte in out))

    def _take(self):
        taken = self.port.take_outgoing(self.port.clock.now_ns)
        if not self._is_awake or self._text is not None:
            return
        for line in self._reader.feed(bytes(byte for _, byte in taken)):
            if isinstance(line, Decoded):
                self.heard.append(line.message)
                self._answer(line)
            else:
                self.bad += 1

    def _answer(self, line):
        message = line.message
        if isinstance(message, Hello):
            self._say_boot()
        elif isinstance(message, Ping):
            self._after(3, self.say, Pong(message.token, self._uptime_ms))
        elif isinstance(message, Ack):
            self.events = [event for event in self.events if event.event_id != message.event_id]
        elif isinstance(message, car.Disarm):
            self.say(Done(line.seq))
