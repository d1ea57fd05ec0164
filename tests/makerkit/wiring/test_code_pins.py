"""The devices of a program, read from its text."""

import inspect

import gpiozero
import pytest
from hypothesis import given
from hypothesis import strategies as st

from makerkit.wiring.code_pins import MOST_DEVICES, CodeDevice, devices_in_code
from makerkit.wiring.gpiozero_pins import (
    ANY_NUMBER,
    NAMED_PINS,
    PIN_ARGUMENTS,
    SPI_PINS,
    gpio_called,
)


def pins(source):
    """Return (kind, name, pins) of every device of a program that has all it needs imported."""
    found = devices_in_code(f"from gpiozero import *\n{source}")
    return [(device.kind, device.name, dict(device.pins)) for device in found]


@pytest.mark.parametrize(
    ("written", "pin"),
    [
        (17, "GPIO17"),
        ("17", "GPIO17"),
        ("GPIO17", "GPIO17"),
        ("BCM17", "GPIO17"),
        ("BOARD11", "GPIO17"),
        ("J8:11", "GPIO17"),
        ("BOARD2", None),
        ("gpio17", None),
        (99, None),
        (-1, None),
        (True, None),
        (None, None),
        (10**20, None),
    ],
)
def test_a_pin_has_the_names_that_gpiozero_knows(written, pin):
    assert gpio_called(written) == pin


def test_a_device_has_its_kind_its_name_its_pin_and_its_line():
    assert devices_in_code("from gpiozero import LED\n\nred = LED(17)\n") == (
        CodeDevice("LED", "red", {"pin": "GPIO17"}, 3),
    )


@pytest.mark.parametrize(
    "imports",
    [
        "from gpiozero import LED as Lamp",
        "from gpiozero import LED\nclass Lamp(LED):\n    pass",
        "import gpiozero\nclass Lamp(gpiozero.LED):\n    def flash(self):\n        self.toggle()",
    ],
)
def test_a_class_may_have_another_name(imports):
    found = devices_in_code(f"{imports}\nred = Lamp(17)")
    assert [device.kind for device in found] == ["LED"]


@pytest.mark.parametrize(
    "source", ["import gpiozero\ngpiozero.LED(4)", "import gpiozero as gz\ngz.LED(4)"]
)
def test_a_class_may_be_reached_through_its_module(source):
    assert [dict(device.pins) for device in devices_in_code(source)] == [{"pin": "GPIO4"}]


def test_what_only_has_the_name_of_a_device_is_none():
    assert devices_in_code("def LED(pin):\n    pass\nLED(17)") == ()
    assert devices_in_code("from gpiozero import LED\ndef LED(pin):\n    pass\nLED(17)") == ()


ROBOT = {"left.0": "GPIO4", "left.1": "GPIO14", "right.0": "GPIO17"}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("RGBLED(16, 20, blue=21)", {"red": "GPIO16", "green": "GPIO20", "blue": "GPIO21"}),
        ("TrafficLights(17, 27, 22)", {"red": "GPIO17", "amber": "GPIO27", "green": "GPIO22"}),
        ("DistanceSensor(24, 23)", {"echo": "GPIO24", "trigger": "GPIO23"}),
        ("DistanceSensor(trigger=23, echo=24)", {"echo": "GPIO24", "trigger": "GPIO23"}),
        ("LEDBoard(17, (27, 22))", {"0": "GPIO17", "1.0": "GPIO27", "1.1": "GPIO22"}),
        ("LEDBoard(red=17, pwm=True)", {"red": "GPIO17"}),
        ("ButtonBoard(a=5, b=6, hold_time=2)", {"a": "GPIO5", "b": "GPIO6"}),
        ("LEDBarGraph(*(5, 6), pwm=True)", {"0": "GPIO5", "1": "GPIO6"}),
        ("Motor(4, 14, enable=15)", {"forward": "GPIO4", "backward": "GPIO14", "enable": "GPIO15"}),
        ("Motor(4, 14)", {"forward": "GPIO4", "backward": "GPIO14"}),
        ("Robot(left=(4, 14), right=[17])", ROBOT),
        ("MCP3008(0)", SPI_PINS),
        ("MCP3008(channel=0, device=1)", {**SPI_PINS, "select_pin": "GPIO7"}),
    ],
)
def test_pins_have_the_names_of_the_arguments(source, found):
    assert [device[2] for device in pins(source)] == [found]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("red, green = LED(17), LED(22)", ["red", "green"]),
        ("leds = [LED(17), LED(22)]", ["leds[0]", "leds[1]"]),
        ("leds = [LED(n) for n in (17, 22)]", ["leds[0]", "leds[1]"]),
        ("leds = {'red': LED(17), 'green': LED(22)}", ["leds['red']", "leds['green']"]),
        ("leds = []\nfor n in (17, 22):\n    leds.append(LED(n))", ["leds", "leds"]),
        ("with LED(17) as red, LED(22) as green:\n    pass", ["red", "green"]),
        ("red: LED = LED(17)\nLED(22)", ["red", ""]),
        ("if (red := LED(17)):\n    pass\ng = LED(pin=22)", ["red", "g"]),
        ("try:\n    a = LED(17)\nfinally:\n    b = LED(22)", ["a", "b"]),
        ("class A:\n    def b(self):\n        self.a = LED(17)\nb = LED(22)", ["self.a", "b"]),
        ("def start():\n    red = LED(17)\ngreen = LED(22)", ["red", "green"]),
    ],
)
def test_a_device_has_the_name_that_the_program_gives_it(source, names):
    found = pins(source)
    assert [name for _, name, _ in found] == names
    assert [device[2] for device in found] == [{"pin": "GPIO17"}, {"pin": "GPIO22"}]


@pytest.mark.parametrize(
    "source",
    [
        "RED = 17\nLED(RED)",
        "PINS = {'red': 17}\nLED(PINS['red'])",
        "PINS = [4, 17]\nLED(PINS[1])",
        "class Pins:\n    RED = 17\nLED(Pins.RED)",
        "first, RED = 4, 17\nLED(RED)",
        "n = 16\nLED(n + 1)",
        "n = 17\nLED(f'GPIO{n}')",
        "def make(pin=17):\n    return LED(pin)",
        "class Car:\n    pin = 17\n    def start(self):\n        LED(self.pin)",
        "PINS = {'red': 17}\nfor name, pin in PINS.items():\n    LED(pin)",
        "for n in range(17, 18):\n    LED(n)",
        "for group in [(17,)]:\n    LED(*group)",
    ],
)
def test_a_pin_may_be_a_constant(source):
    assert [device[2] for device in pins(source)] == [{"pin": "GPIO17"}]


@pytest.mark.parametrize(
    "source",
    [
        "LED(int(input()))",
        "n = 17\nn += 1\nLED(n)",
        "def make(pin):\n    return LED(pin)",
        "LED(99)",
        "LED('D17')",
    ],
)
def test_a_pin_that_does_not_show_is_unknown(source):
    found = devices_in_code(f"from gpiozero import LED\n{source}")
    assert [(dict(device.pins), device.unknown) for device in found] == [({}, ("pin",))]


@pytest.mark.parametrize(
    ("source", "is_pwm"),
    [
        ("LED(17)", False),
        ("PWMLED(17)", True),
        ("Servo(17)", True),
        ("RGBLED(16, 20, 21)", True),
        ("RGBLED(16, 20, 21, pwm=False)", False),
        ("LEDBoard(17, pwm=True)", True),
    ],
)
def test_devices_that_switch_fast_are_known(source, is_pwm):
    found = devices_in_code(f"from gpiozero import *\n{source}")
    assert [device.is_pwm for device in found] == [is_pwm]


def test_a_device_on_another_pi_is_left_out():
    assert pins("LED(17, pin_factory=remote)\nLED(22, pin_factory=None)") == [
        ("LED", "", {"pin": "GPIO22"})
    ]


@pytest.mark.parametrize("source", ["led = LED(17", "\0", "LED(\u0661\u0667)", "(" * 5000])
def test_a_program_that_cannot_be_read_has_no_devices(source):
    assert devices_in_code(f"from gpiozero import LED\nLED(17)\n{source}") == ()


def test_a_doubtful_backslash_is_no_obstacle():
    assert pins("text = 'C:\\data'\nLED(17)") == [("LED", "", {"pin": "GPIO17"})]


def test_many_devices_end_somewhere():
    loops = "".join(f"{' ' * n}for x{n} in range(99):\n" for n in range(8))
    assert len(pins(f"{loops}{' ' * 8}LED(17)")) <= MOST_DEVICES + 1


def test_the_table_of_pins_is_that_of_gpiozero():
    for kind, names in PIN_ARGUMENTS.items():
        parameters = inspect.signature(getattr(gpiozero, kind).__init__).parameters
        if names == tuple(SPI_PINS):
            assert "spi_args" in parameters
        elif ANY_NUMBER in names:
            assert parameters["pins"].kind is inspect.Parameter.VAR_POSITIONAL
        else:
            assert set(names) <= set(parameters)
            in_order = [n for n in list(parameters)[1:] if parameters[n].kind.name[:3] == "POS"]
            assert list(names[: len(in_order)]) == in_order
    for kind, options in NAMED_PINS.items():
        parameters = inspect.signature(getattr(gpiozero, kind).__init__).parameters
        assert options == set(parameters) - {"self", "pins", "named_pins"}


@given(st.text(alphabet="ELDl=()[],:17 \n\t\"'*.@x+-{}", max_size=60))
def test_no_text_breaks_the_reading(source):
    assert isinstance(devices_in_code(f"from gpiozero import *\n{source}"), tuple)
