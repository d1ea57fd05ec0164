"""What gpiozero's real pin factories stand on, small enough to see through.

Each fake has the functions that gpiozero calls, keeps the levels in `levels`, and lets a test
change an input with `drive(number, level, ...)`, which reports as the real library does.
"""

from collections import defaultdict
from types import ModuleType, SimpleNamespace

INPUT, OUTPUT = 0, 1


class FakeLgpio(ModuleType):
    """The module `lgpio`: callbacks get (chip, gpio, level, ticks in ns)."""

    SET_PULL_NONE, SET_PULL_UP, SET_PULL_DOWN = 128, 32, 64
    RISING_EDGE, FALLING_EDGE, BOTH_EDGES = 1, 2, 3

    class error(Exception):  # noqa: N801, N818 (its own name)
        pass

    def __init__(self):
        super().__init__("lgpio")
        self.levels = defaultdict(int)
        self.modes = defaultdict(int)
        self.listeners = {}
        self.pulses = []

    def gpiochip_open(self, chip):
        return 7

    def gpiochip_close(self, handle):
        pass

    def gpio_claim_input(self, handle, gpio, flags=0):
        self.modes[gpio] = flags
        if flags:
            self.levels[gpio] = int(flags == self.SET_PULL_UP)

    def gpio_claim_output(self, handle, gpio, level=0, flags=0):
        self.modes[gpio], self.levels[gpio] = 2, level

    def gpio_claim_alert(self, handle, gpio, edges, flags=0):
        self.modes[gpio] = flags

    def gpio_free(self, handle, gpio):
        self.modes.pop(gpio, None)

    def gpio_get_mode(self, handle, gpio):
        return self.modes[gpio]

    def gpio_read(self, handle, gpio):
        return self.levels[gpio]

    def gpio_write(self, handle, gpio, level):
        self.levels[gpio] = int(level)

    def gpio_set_debounce_micros(self, handle, gpio, micros):
        pass

    def tx_pwm(self, handle, gpio, frequency, duty):
        if duty > 100:
            raise self.error("bad PWM duty cycle")
        self.pulses.append((gpio, frequency, duty))

    def callback(self, handle, gpio, edges, function):
        self.listeners[gpio] = function
        return SimpleNamespace(cancel=lambda: self.listeners.pop(gpio, None))

    def drive(self, gpio, level, ticks_ns=None):
        self.levels[gpio] = level
        if gpio in self.listeners and ticks_ns is not None:
            self.listeners[gpio](0, gpio, level, ticks_ns)


class FakeRpiGpio(ModuleType):
    """The module `RPi.GPIO`: callbacks get the channel alone."""

    BCM, IN, OUT, I2C, SPI, HARD_PWM, SERIAL, UNKNOWN = range(10, 18)
    PUD_OFF, PUD_DOWN, PUD_UP = 20, 21, 22
    RISING, FALLING, BOTH = 31, 32, 33

    def __init__(self):
        super().__init__("RPi.GPIO")
        self.levels = defaultdict(int)
        self.modes = defaultdict(lambda: self.IN)
        self.listeners = {}

    def setmode(self, mode):
        pass

    def setwarnings(self, wanted):
        pass

    def cleanup(self, channel=None):
        pass

    def setup(self, channel, mode, pull_up_down=PUD_OFF, initial=None):
        self.modes[channel] = mode
        if initial is not None:
            self.levels[channel] = int(initial)
        elif mode == self.IN and pull_up_down != self.PUD_OFF:
            self.levels[channel] = int(pull_up_down == self.PUD_UP)

    def gpio_function(self, channel):
        return self.modes[channel]

    def input(self, channel):
        return self.levels[channel]

    def output(self, channel, level):
        if self.modes[channel] != self.OUT:
            raise RuntimeError("The GPIO channel has not been set up as an OUTPUT")
        self.levels[channel] = int(level)

    def PWM(self, channel, frequency):  # noqa: N802 (its own name)
        nothing = lambda *_: None  # noqa: E731
        return SimpleNamespace(
            start=nothing, stop=nothing, ChangeDutyCycle=nothing, ChangeFrequency=nothing
        )

    def add_event_detect(self, channel, edges, callback, bouncetime):
        self.listeners[channel] = callback

    def remove_event_detect(self, channel):
        self.listeners.pop(channel, None)

    def drive(self, channel, level, *_):
        self.levels[channel] = level
        if channel in self.listeners:
            self.listeners[channel](channel)


class FakePigpio(ModuleType):
    """The module `pigpio`: callbacks get (gpio, level, ticks in us), which wrap at 32 bits."""

    INPUT, OUTPUT, ALT0, ALT1, ALT2, ALT3, ALT4, ALT5 = range(8)
    PUD_OFF, PUD_DOWN, PUD_UP = 0, 1, 2
    RISING_EDGE, FALLING_EDGE, EITHER_EDGE = 0, 1, 2

    class error(Exception):  # noqa: N801, N818 (its own name)
        pass

    def __init__(self, ticks_us):
        super().__init__("pigpio")
        self.levels = defaultdict(int)
        self.modes = defaultdict(int)
        self.duties = defaultdict(int)
        self.listeners = {}
        self.sl = SimpleNamespace(s=object())
        self.get_current_tick = ticks_us

    def pi(self, host, port):
        return self

    def stop(self):
        self.sl.s = None

    def get_hardware_revision(self):
        return 0xC03114

    def set_mode(self, gpio, mode):
        self.modes[gpio] = mode

    def get_mode(self, gpio):
        return self.modes[gpio]

    def set_pull_up_down(self, gpio, pull):
        if pull != self.PUD_OFF:
            self.levels[gpio] = int(pull == self.PUD_UP)

    def set_glitch_filter(self, gpio, micros):
        pass

    def read(self, gpio):
        return self.levels[gpio]

    def write(self, gpio, level):
        self.levels[gpio] = int(level)

    def set_PWM_frequency(self, gpio, frequency):  # noqa: N802
        steps = [10, 20, 40, 50, 80, 100, 160, 200, 250, 320, 400, 500, 800, 1000]
        self.frequency = min(steps, key=lambda step: abs(step - frequency))

    def get_PWM_frequency(self, gpio):  # noqa: N802
        return self.frequency

    def set_PWM_range(self, gpio, size):  # noqa: N802
        pass

    def get_PWM_range(self, gpio):  # noqa: N802
        return 10_000

    def set_PWM_dutycycle(self, gpio, duty):  # noqa: N802
        self.duties[gpio] = duty

    def get_PWM_dutycycle(self, gpio):  # noqa: N802
        return self.duties[gpio]

    def callback(self, gpio, edges, function):
        self.listeners[gpio] = function
        return SimpleNamespace(cancel=lambda: self.listeners.pop(gpio, None))

    def drive(self, gpio, level, ticks_us):
        self.levels[gpio] = level
        if gpio in self.listeners:
            self.listeners[gpio](gpio, level, ticks_us)
