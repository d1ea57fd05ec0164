"""What holds for every part, for every device of gpiozero, and for every type in a wiring file."""

import ast
from collections import Counter
from pathlib import Path

import gpiozero
import pytest

import hardware_mocks.parts
from hardware_mocks.parts import all_parts, part_for_device, part_for_wiring_type
from makerkit.wiring import CATALOGUE, Role

CHANNELS = {f"ch{channel}": 0.0 for channel in range(8)}
LOOKS = {
    "battery": {"voltage_v": 6.0},
    "button": {"pressed": False},
    "buzzer": {"tone_hz": None, "clicks_hz": None},
    "camera": {"model": "imx219", "connected": True},
    "capacitor": {"capacitance_f": 1e-6},
    "dc_motor": {"speed": 0.0, "rpm": 0.0},
    "digits": {"segments": [""] * 4, "text": " " * 4},
    "keypad": {"held": "", "keypad": "1 2 3 A 4 5 6 B 7 8 9 C * 0 # D"},
    "l298n": {"A": "coast", "B": "coast"},
    "lamp": {"duty": 0.0, "brightness": 0.0, "frequency_hz": None},
    "ldr": {"lux": 500.0, "resistance_ohm": 646.7},
    "led": {"brightness": 0.0, "color": "red"},
    "led_bar_graph": {"brightness": [0.0] * 10, "lit": 0},
    "light_module": {"lux": 500.0, "resistance_ohm": 3233.6},
    "light_sensor": {"light": 0.5},
    "limit_switch": {"pressed": False},
    "line_sensor": {"line": False},
    "mcp3001": {"ch0": 0.0, "ch1": 0.0},
    "mcp3002": {"ch0": 0.0, "ch1": 0.0},
    "mcp3004": dict.fromkeys(list(CHANNELS)[:4], 0.0),
    "mcp3008": CHANNELS,
    "mcp3201": {"ch0": 0.0, "ch1": 0.0},
    "mcp3202": {"ch0": 0.0, "ch1": 0.0},
    "mcp3204": dict.fromkeys(list(CHANNELS)[:4], 0.0),
    "mcp3208": CHANNELS,
    "mcp3301": {"ch0": 0.0, "ch1": 0.0},
    "mcp3302": dict.fromkeys(list(CHANNELS)[:4], 0.0),
    "mcp3304": CHANNELS,
    "motor": {"speed": 0.0, "braking": False},
    "phase_motor": {"speed": 0.0, "braking": False},
    "pir": {"motion": False, "output": False},
    "potentiometer": {"position": 0.0},
    "reed_switch": {"closed": True},
    "relay": {"on": False, "click_count": 0},
    "resistor": {"resistance_ohm": 220.0},
    "rgb_led": {"red": 0.0, "green": 0.0, "blue": 0.0},
    "rotary_encoder": {"steps": 0, "turning": False, "pressed": False},
    "servo": {
        "angle_deg": 90.0,
        "pulse_us": None,
        "jitters": False,
        "min_deg": 0.0,
        "max_deg": 180.0,
    },
    "seven_segment": {"segments": [""] * 4, "text": " " * 4},
    "siren": {"tone_hz": None},
    "sonar": {"distance_m": 0.5},
    "switch": {"on": False},
    "tb6612": {"A": "coast", "B": "coast"},
    "tonal_buzzer": {"tone_hz": None},
    "wheel_encoder": {"edge_hz": 0.0},
}
"""What each part looks like with nothing wired to it."""

kinds = pytest.mark.parametrize("part", all_parts(), ids=lambda part: part.kind)


def test_every_part_stands_in_the_list():
    assert sorted(part.kind for part in all_parts()) == sorted(LOOKS)


@kinds
def test_with_nothing_wired_to_it_a_part_is_at_rest(put, part):
    assert put(part).look() == LOOKS[part.kind]


@kinds
def test_a_part_that_is_taken_away_leaves_nothing_behind(put, loose, part):
    it = put(part, nets=dict.fromkeys(part.pins[:1], "wire"))
    loose.remove_part(it)

    left = [
        thing
        for net in loose.circuit.nets.values()
        for thing in (*net.branches, *net.sources, *net.listeners)
    ]
    assert (left, loose.parts, loose.spi_chips) == ([], {}, {})


@kinds
def test_every_control_can_be_set_to_both_ends(put, part):
    it = put(part)
    for control in part.controls:
        for value in (control.high, control.low):
            it.set(**{control.name: value})
            assert getattr(it, control.name) == value


@kinds
def test_a_part_says_what_it_is(part):
    assert part.__doc__
    assert part.pins or part.kind == "camera"  # that one has a socket of its own


def test_no_part_looks_at_another_clock_or_dice():
    banned = {"time", "threading", "datetime", "os", "secrets", "numpy"}
    imported = {
        (path.name, alias.name.partition(".")[0])
        for path in Path(hardware_mocks.parts.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in (
            [ast.alias(node.module or "")] if isinstance(node, ast.ImportFrom) else node.names
        )
    }

    assert [entry for entry in imported if entry[1] in banned] == []


# -- gpiozero

ONE_PART = [
    ("InputDevice", (5,), "switch"),
    ("DigitalInputDevice", (5,), "switch"),
    ("SmoothedInputDevice", (5,), "switch"),
    ("Button", (5,), "button"),
    ("LineSensor", (5,), "line_sensor"),
    ("MotionSensor", (5,), "pir"),
    ("LightSensor", (5,), "light_sensor"),
    ("DistanceSensor", (5, 6), "sonar"),
    ("RotaryEncoder", (5, 6), "rotary_encoder"),
    ("OutputDevice", (5,), "lamp"),
    ("DigitalOutputDevice", (5,), "lamp"),
    ("PWMOutputDevice", (5,), "lamp"),
    ("LED", (5,), "led"),
    ("PWMLED", (5,), "led"),
    ("RGBLED", (5, 6, 13), "rgb_led"),
    ("Buzzer", (5,), "buzzer"),
    ("TonalBuzzer", (5,), "tonal_buzzer"),
    ("Motor", (5, 6), "motor"),
    ("PhaseEnableMotor", (5, 6), "phase_motor"),
    ("Servo", (5,), "servo"),
    ("AngularServo", (5,), "servo"),
    ("LEDCharDisplay", (4, 5, 6, 7, 8, 9, 10), "seven_segment"),
    *((f"MCP3{number}", (), f"mcp3{number}") for number in ("001", "201", "301")),
    *((f"MCP3{number}", (0,), f"mcp3{number}") for number in ("002", "004", "008")),
    *((f"MCP3{number}", (0,), f"mcp3{number}") for number in ("202", "204", "208")),
    *((f"MCP3{number}", (0,), f"mcp3{number}") for number in ("302", "304")),
]
"""Devices, arguments to make them, and what is put under each."""
PARTS_OF_INNER_DEVICES = [
    ("LEDBoard", (5, 6), {"led": 2}),
    ("LEDBarGraph", (5, 6, 13), {"led": 3}),
    ("ButtonBoard", (5, 6), {"button": 2}),
    ("TrafficLights", (5, 6, 13), {"led": 3}),
    ("LedBorg", (), {"rgb_led": 1}),
    ("PiLiter", (), {"led": 8}),
    ("PiLiterBarGraph", (), {"led": 8}),
    ("PiTraffic", (), {"led": 3}),
    ("PiStop", ("A",), {"led": 3}),
    ("PiHutXmasTree", (), {"led": 25}),
    ("StatusZero", (), {"led": 6}),
    ("StatusBoard", (), {"led": 10, "button": 5}),
    ("SnowPi", (), {"led": 9}),
    ("PumpkinPi", (), {"led": 12}),
    ("FishDish", (), {"led": 3, "buzzer": 1, "button": 1}),
    ("TrafficHat", (), {"led": 3, "buzzer": 1, "button": 1}),
    ("TrafficpHat", (), {"led": 3}),
    ("RyanteckRobot", (), {"motor": 2}),
    ("CamJamKitRobot", (), {"motor": 2}),
    ("PololuDRV8835Robot", (), {"phase_motor": 2}),
    ("Energenie", (1,), {"lamp": 6}),
    ("JamHat", (), {"led": 6, "button": 2, "tonal_buzzer": 1}),
    ("Pibrella", (), {"led": 3, "button": 1, "tonal_buzzer": 1}),
]
"""Devices that make others themselves."""
PARTS_OF_GIVEN_DEVICES = [
    (
        "LEDMultiCharDisplay",
        lambda: (gpiozero.LEDCharDisplay(4, 5, 6, 7, 8, 9, 10), 19, 20),
        {"digits": 1},
    ),
    (
        "TrafficLightsBuzzer",
        lambda: (gpiozero.TrafficLights(5, 6, 13), gpiozero.Buzzer(19), gpiozero.Button(26)),
        {"led": 3, "buzzer": 1, "button": 1},
    ),
    ("Robot", lambda: (gpiozero.Motor(5, 6), gpiozero.Motor(13, 19)), {"motor": 2}),
]
"""Devices made of others that the program has made before."""
WITHOUT_PARTS = {
    *("Device", "GPIODevice", "CompositeDevice", "CompositeOutputDevice", "LEDCollection", "SPI"),
    *("SPIDevice", "AnalogInputDevice", "InternalDevice", "PolledInternalDevice", "PingServer"),
    *("CPUTemperature", "LoadAverage", "TimeOfDay", "DiskUsage"),
}
"""What has no pins, or is only there to be built upon."""


def kinds_on(bench):
    return Counter(part.kind for part in bench.parts.values())


def test_every_device_of_gpiozero_is_thought_of():
    devices = {
        name
        for name, value in vars(gpiozero).items()
        if isinstance(value, type) and issubclass(value, gpiozero.Device)
    }
    listed = [*ONE_PART, *PARTS_OF_INNER_DEVICES, *PARTS_OF_GIVEN_DEVICES]

    assert devices == {name for name, _, _ in listed} | WITHOUT_PARTS


@pytest.mark.parametrize(("device", "pins", "kind"), ONE_PART)
def test_a_device_has_its_part(bench, device, pins, kind):
    _made = getattr(gpiozero, device)(*pins)

    assert [part.name for part in bench.parts.values()] == [f"{kind}1"]


@pytest.mark.parametrize(("device", "pins", "kinds"), PARTS_OF_INNER_DEVICES)
def test_a_device_that_makes_others_has_their_parts(bench, device, pins, kinds):
    _made = getattr(gpiozero, device)(*pins)

    assert kinds_on(bench) == kinds


@pytest.mark.parametrize(("device", "given", "kinds"), PARTS_OF_GIVEN_DEVICES)
def test_a_device_made_of_given_ones_has_their_parts(bench, device, given, kinds):
    _made = getattr(gpiozero, device)(*given())

    assert kinds_on(bench) == kinds


def test_no_two_parts_want_the_same_device_or_type():
    devices = [device for part in all_parts() for device in part.devices]
    types = [type_ for part in all_parts() for type_ in part.wiring_types]

    assert (len(set(devices)), len(set(types))) == (len(devices), len(types))
    assert set(devices) == {name for name, _, _ in ONE_PART} | {"LEDMultiCharDisplay"}
    assert part_for_device("Nonsense") is None


# -- wiring files

NOT_YET = {"wokwi-lcd1602"}
DEVICE_TYPES = {name: type_ for name, type_ in CATALOGUE.items() if type_.role is Role.DEVICE}


def test_every_type_in_a_wiring_file_has_its_part():
    missing = {name for name in DEVICE_TYPES if part_for_wiring_type(name) is None}

    assert missing == NOT_YET


@pytest.mark.parametrize("name", sorted(DEVICE_TYPES.keys() - NOT_YET))
def test_a_part_has_the_pins_and_settings_of_its_type(name):
    type_, part = CATALOGUE[name], part_for_wiring_type(name)
    variants = type_.variants[1].values() if type_.variants else [type_.pins]

    assert {pin for pins in variants for pin in pins} == set(part.pins)
    only_looks = {
        *("label", "lightColor", "flip", "fps", "key", "xray", "horn", "hornColor", "travel_m"),
        *("mode", "volume", "digits", "colon"),
    }
    if name == "wokwi-led":
        only_looks.add("gamma")
    if name.startswith("wokwi-pushbutton"):
        only_looks.add("color")
    wanted = {attribute.bench_name for attribute in type_.attributes.values()}
    assert wanted - only_looks <= set(part.defaults)
