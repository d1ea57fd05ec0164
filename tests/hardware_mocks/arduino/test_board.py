"""A compiled sketch on the bench, in step with a Python program."""

import time
from pathlib import Path

import gpiozero
import pytest
import serial
import serial.tools.list_ports

from hardware_mocks.arduino.for_tests import require_toolchain
from makerkit.arduino.build import BuildError
from makerkit.errors import BadInputError, NotThereError

SKETCH = Path(__file__).parent / "sketches" / "pong.ino"
LED = {"led": ("wokwi-led", {}), "r1": ("wokwi-resistor", {"value": "220"})}
LED_WIRES = (("uno:8", "r1:1"), ("r1:2", "led:A"), ("led:C", "uno:GND.1"))


def test_opening_the_port_restarts_it_and_it_is_deaf_while_it_boots(pong, bench):
    board = pong()
    port = serial.Serial("/dev/ttyACM0", 115200, timeout=1)
    port.write(b"P1\n")
    early = port.readline()
    ready = (port.readline(), time.monotonic())
    port.write(b"P2\n")

    assert (early, ready) == (b"", (b"READY\r\n", pytest.approx(1.602, abs=0.002)))
    assert port.readline() == b"PONG 2\r\n"
    assert board.resets == [(0.0, "external")]
    lost = [(e.data["text"], "lost" in e.data) for e in bench.trace if e.kind == "serial"]
    assert lost == [("P1\n", True), ("READY\r\n", False), ("P2\n", False), ("PONG 2\r\n", False)]


def test_an_answer_takes_as_long_as_its_bytes_and_two_quanta_at_most(pong, talk):
    pong()
    line = talk()
    took_s = []
    for number in range(20):
        began_s = time.monotonic()
        assert line.ask(f"P{number}") == f"PONG {number}"
        took_s.append(time.monotonic() - began_s)

    assert min(took_s) > 0.0019
    assert max(took_s) < 0.0041


def test_bytes_have_their_exact_times_in_the_trace(pong, talk, bench):
    pong()
    line = talk()
    line.ask("P1")
    said = dict(reversed(pair) for pair in bench.trace.serial())

    assert said["READY"] == pytest.approx(1.600736, abs=1e-5)
    assert 0 < said["PONG 1"] - said["P1"] < 0.003


def test_the_pins_drive_what_hangs_on_them(pong, talk, bench):
    pong(LED, *LED_WIRES)
    line = talk()
    seen = []
    for order in ("L8", "H8", "L8"):
        line.tell(order)
        time.sleep(0.01)
        seen.append(bench.part("led").look()["brightness"])

    assert seen == [0.0, 1.0, 0.0]
    assert [level for _, level in bench.trace.edges("D8")] == [1, 0]


def test_the_boards_own_led_blinks_with_exact_times(pong, talk, bench):
    pong()
    talk()
    time.sleep(2)
    edges_s = [t_s - 1.6 for t_s, _ in bench.trace.edges("D13")]

    assert edges_s[:4] == pytest.approx([0.25, 0.5, 0.75, 1.0], abs=0.0015)


def test_pwm_is_a_duty_from_the_timers_registers(pong, talk, bench):
    pong({**LED, "led": ("wokwi-led", {"gamma": "1"})}, ("uno:5", "r1:1"), *LED_WIRES[1:])
    line = talk()
    line.tell("W5063")
    time.sleep(0.1)

    assert bench.trace.pwm("D5")[-1][1:] == (0.25, 976.5625)
    assert bench.arduino().pins_of_chip[5].net.pulse_hz == pytest.approx(976.5625)
    line.tell("W5000")
    time.sleep(0.1)
    assert bench.part("led").look()["brightness"] == 0.0
    assert bench.trace.level_at("D5", time.monotonic()) == 0


@pytest.mark.parametrize("driver", [False, True])
def test_a_reset_ends_pulses_and_the_trace_says_so(pong, talk, bench, driver):
    parts = {"driver": ("chip-l298n", {})} if driver else LED
    wires = [("uno:5", "driver:ENA")] if driver else [("uno:5", "r1:1"), *LED_WIRES[1:]]
    board = pong(parts, *wires)
    line = talk()
    line.tell("W5127")
    time.sleep(0.1)
    pulsing = bench.trace.level_at("D5", time.monotonic())
    board.press_reset()
    time.sleep(0.1)

    assert (pulsing, bench.trace.level_at("D5", time.monotonic())) == (0.5, 0)


def test_a_button_pulls_a_pin_down_against_its_pull_up(pong, talk, bench):
    pong({"b": ("wokwi-pushbutton", {"bounce": "0"})}, ("uno:2", "b:1.l"), ("b:2.l", "uno:GND.1"))
    line = talk()
    line.tell("U2")
    read = [line.ask("D2")]
    bench.hold("b")
    time.sleep(0.002)
    read.append(line.ask("D2"))
    bench.release("b")
    time.sleep(0.002)
    read.append(line.ask("D2"))

    assert read == ["1", "0", "1"]
    assert [level for _, level in bench.trace.edges("D2")] == [0, 1]


def test_a_button_held_from_the_start_is_seen_by_the_first_look(pong, talk, bench):
    pong({"b": ("wokwi-pushbutton", {"bounce": "0"})}, ("uno:2", "b:1.l"), ("b:2.l", "uno:GND.1"))
    bench.hold("b")
    line = talk()

    assert line.ask("D2") == "0"


def test_the_adc_measures_the_net(pong, talk, bench):
    pong(
        {"pot": ("wokwi-potentiometer", {})},
        *(("uno:A0", "pot:SIG"), ("pot:VCC", "uno:5V"), ("pot:GND", "uno:GND.1")),
    )
    line = talk()
    read = []
    for position in (0.0, 0.25, 0.5, 1.0):
        bench.set("pot", position=position)
        time.sleep(0.002)
        read.append(int(line.ask("A0")))

    assert read == pytest.approx([0, 256, 511, 1023], abs=1)


def test_a_sonar_answers_to_the_microsecond(pong, talk, bench):
    pong(
        {"sonar": ("wokwi-hc-sr04", {"distance": "50"})},
        *(("uno:2", "sonar:TRIG"), ("uno:3", "sonar:ECHO")),
        *(("sonar:VCC", "uno:5V"), ("sonar:GND", "uno:GND.1")),
    )
    line = talk()
    widths_us = []
    for distance_m in (0.5, 1.0):
        bench.set("sonar", distance_m=distance_m)
        time.sleep(0.002)
        line.port.write(b"S2\nN3\n")
        widths_us.append(int(line.port.readline()))

    # 2 d / 343.2 m/s; pulseIn counts 0.6 % too little
    assert widths_us == pytest.approx([2914, 5828], rel=0.01)


def test_a_wheel_encoder_is_counted_as_its_motor_turns(pong, talk, bench):
    board = pong(
        {
            "enc": ("chip-wheel-encoder", {"motor": "m"}),
            "m": ("chip-dc-motor", {"voltage": "5", "rpm": "120"}),
        },
        *(("uno:4", "enc:OUT"), ("enc:VCC", "uno:5V"), ("enc:GND", "uno:GND.1")),
        *(("m:+", "uno:5V"), ("m:-", "uno:GND.1")),
    )
    line = talk()
    time.sleep(1)
    line.tell("N4")
    half_us = int(line.port.readline())

    assert bench.part("enc").look() == {"edge_hz": pytest.approx(80.0, abs=0.1)}
    assert half_us == pytest.approx(12_500, rel=0.01)
    assert board.crashed == ""


def test_a_tone_is_heard_at_its_pitch(pong, talk, bench):
    pong({"bz": ("wokwi-buzzer", {})}, ("uno:8", "bz:2"), ("bz:1", "uno:GND.1"))
    line = talk()
    line.tell("T8")
    time.sleep(0.2)

    assert bench.part("bz").look()["tone_hz"] == pytest.approx(440, rel=0.005)


def test_a_servo_reads_pulses_that_the_sketch_makes_by_hand(pong, talk, bench):
    pong(
        {"servo": ("wokwi-servo", {})},
        *(("uno:12", "servo:PWM"), ("servo:V+", "uno:5V"), ("servo:GND", "uno:GND.1")),
    )
    line = talk()
    line.tell("V12")
    time.sleep(0.01)

    assert bench.part("servo").look()["pulse_us"] == pytest.approx(1500, abs=10)


def test_a_motor_turns_as_fast_as_the_duty_at_its_driver(pong, talk, bench):
    pong(
        {
            "driver": ("chip-l298n", {}),
            "left": ("chip-dc-motor", {"voltage": "6"}),
            "bat": ("chip-battery", {"voltage": "7.8"}),
        },
        *(("uno:5", "driver:ENA"), ("uno:7", "driver:IN1"), ("uno:8", "driver:IN2")),
        *(("bat:+", "driver:12V"), ("bat:+", "uno:VIN"), ("bat:-", "driver:GND")),
        *(("bat:-", "uno:GND.1"), ("driver:OUT1", "left:+"), ("driver:OUT2", "left:-")),
    )
    line = talk()
    speeds = []
    for orders in ("H7 L8 W5127", "L7 H8", "W5000"):
        for order in orders.split():
            line.tell(order)
        time.sleep(1.5)
        speeds.append(bench.part("left").look()["speed"])

    assert speeds == pytest.approx([0.5, -0.5, 0.0], abs=0.01)


def test_a_nano_measures_at_a6_and_a7_too(firmware, wired):
    require_toolchain()
    firmware(
        SKETCH,
        wiring=wired(
            {
                "uno": ("wokwi-arduino-nano", {}),
                "r1": ("wokwi-resistor", {"value": "10k"}),
                "r2": ("wokwi-resistor", {"value": "10k"}),
            },
            *(("uno:5V", "r1:1"), ("r1:2", "uno:A7"), ("r2:1", "uno:A7"), ("r2:2", "uno:GND.1")),
        ),
    )
    port = serial.Serial("/dev/ttyUSB0", 115200, timeout=3)
    port.readline()
    port.write(b"A7\n")

    assert int(port.readline()) == pytest.approx(512, abs=1)


def test_parts_are_found_and_named_by_the_boards_pins(pong, bench):
    pong({**LED, "b": ("wokwi-pushbutton", {})}, ("uno:2", "b:1.l"), *LED_WIRES)

    assert bench.part("D8") is bench.parts["led"]
    assert bench.labels() == {"D2": "b", "D8": "led"}
    pins = {part["name"]: part["pins"] for part in bench.snapshot()}
    assert pins == {"led": [], "b": ["D2", "D2"], "uno": []}


def test_a_pin_of_the_pi_and_one_of_the_board_are_one_net(pong, talk, bench):
    pong({}, ("uno:7", "pi:GPIO17"), ("uno:2", "pi:GPIO4"))
    heard, speaks = gpiozero.DigitalInputDevice(17), gpiozero.LED(4)
    edges = []
    heard.when_activated = lambda: edges.append("up")
    line = talk()
    line.tell("H7")
    time.sleep(0.01)
    speaks.on()
    time.sleep(0.003)

    assert (heard.value, edges, line.ask("D2")) == (1, ["up"], "1")


def test_a_key_joins_a_row_to_a_column_within_the_chip(pong, talk, bench):
    wires = [(f"uno:{2 + n}", f"pad:R{1 + n}") for n in range(4)]
    wires += [(f"uno:{6 + n}", f"pad:C{1 + n}") for n in range(4)]
    pong({"pad": ("wokwi-membrane-keypad", {})}, *wires)
    line = talk()
    line.tell("U8")
    read = []
    for key in ("", "6", ""):
        bench.part("pad").release()
        if key:
            bench.part("pad").press(key)
        time.sleep(0.005)
        line.port.write(b"L3\nD8\nU3\n")  # one row low, look, let go: within microseconds
        read.append(line.port.readline())

    assert read == [b"1\r\n", b"0\r\n", b"1\r\n"]


# -- power and the cable


def test_without_its_cable_a_board_has_no_power(pong, talk, bench):
    board = pong(LED, *LED_WIRES)
    line = talk()
    line.tell("H8")
    time.sleep(0.01)
    board.unplug()
    time.sleep(0.01)
    dark = (board.is_powered, bench.part("led").look()["brightness"])
    with pytest.raises(serial.SerialException, match="device reports readiness to read"):
        line.port.read()
    line.port.close()
    board.plug_in()
    time.sleep(0.1)
    again = talk()

    assert dark == (False, 0.0)
    assert again.ask("P5") == "PONG 5"
    assert [cause for _, cause in board.resets] == ["external", "power", "external"]


def test_with_a_battery_it_goes_on_without_the_cable(pong, talk, bench):
    board = pong(
        {**LED, "bat": ("chip-battery", {"voltage": "9"})},
        *(("bat:+", "uno:VIN"), ("bat:-", "uno:GND.2")),
        *LED_WIRES,
    )
    line = talk()
    line.tell("H8")
    time.sleep(0.01)
    bench.unplug()
    time.sleep(1)

    assert (board.is_powered, bench.part("led").look()["brightness"]) == (True, 1.0)
    assert [cause for _, cause in board.resets] == ["external"]


def test_a_part_at_its_5_volts_loses_power_with_the_board(pong, bench):
    board = pong(
        {"sonar": ("wokwi-hc-sr04", {})}, ("sonar:VCC", "uno:5V"), ("sonar:GND", "uno:GND.1")
    )
    seen = [bench.part("sonar").has_power]
    board.unplug()
    seen.append(bench.part("sonar").has_power)
    board.plug_in()
    seen.append(bench.part("sonar").has_power)

    assert seen == [True, False, True]


def test_the_cable_can_be_out_from_the_start_and_is_a_switch_on_the_bench(pong, bench):
    board = pong({"uno": ("wokwi-arduino-uno", {"usb": "0"})})
    seen = [(board.is_powered, len(serial.tools.list_ports.comports()))]
    for usb in (True, False):
        bench.set("uno", usb=usb)
        time.sleep(0.1)
        seen.append((board.is_powered, len(serial.tools.list_ports.comports())))

    assert seen == [(False, 0), (True, 1), (False, 0)]
    assert [cause for _, cause in board.resets] == ["power"]


def test_between_low_and_high_an_input_keeps_its_level(pong, talk, bench):
    """ATmega328P: up to 1.5 V is low, from 3 V on is high."""
    pong(
        {"pot": ("wokwi-potentiometer", {})},
        *(("uno:2", "pot:SIG"), ("pot:VCC", "uno:5V"), ("pot:GND", "uno:GND.1")),
    )
    line = talk()
    read = []
    for volts in (1.4, 2.9, 3.1, 1.6, 1.4):
        bench.set("pot", position=volts / 5)
        time.sleep(0.003)
        read.append(line.ask("D2"))

    assert read == ["0", "0", "1", "1", "0"]


def test_a_battery_at_the_5_volt_pin_is_power_too(pong, bench):
    board = pong(
        {"bat": ("chip-battery", {"voltage": "4.8"})},
        *(("bat:+", "uno:5V"), ("bat:-", "uno:GND.1")),
    )
    board.unplug()
    on_battery = board.is_powered
    bench.set("bat", is_on=False)
    time.sleep(0.01)

    assert on_battery
    assert not board.is_powered
    board.plug_in()
    assert board.is_powered


def test_a_battery_at_vin_that_fails_takes_the_power_with_it(pong, bench):
    board = pong(
        {"bat": ("chip-battery", {"voltage": "9"}), "sonar": ("wokwi-hc-sr04", {})},
        *(("bat:+", "uno:VIN"), ("bat:-", "uno:GND.1")),
        *(("sonar:VCC", "uno:5V"), ("sonar:GND", "uno:GND.1")),
    )
    board.unplug()
    seen = []
    for is_on in (True, False, True):
        bench.set("bat", is_on=is_on)
        time.sleep(0.01)
        seen.append((board.is_powered, bench.part("sonar").has_power))

    assert seen == [(True, True), (False, False), (True, True)]


def test_a_board_alone_needs_no_pi(pong, talk, bench):
    pong(LED, *LED_WIRES, with_pi=False)
    line = talk()
    line.tell("H8")
    time.sleep(0.01)

    assert bench.part("led").look()["brightness"] == 1.0


def test_the_eeprom_outlives_a_reset(pong, talk):
    board = pong()
    line = talk()
    line.tell("E42")
    time.sleep(0.01)
    board.press_reset()
    ready = line.port.readline()

    assert (ready, line.ask("R")) == (b"READY\r\n", "42")
    assert board.eeprom_bytes()[:2] == b"\x2a\xff"


def test_the_eeprom_is_kept_from_run_to_run_where_the_wiring_says_so(pong, talk, bench, tmp_path):
    kept = str(tmp_path / "eeprom.bin")
    board = pong({"uno": ("wokwi-arduino-uno", {"eeprom": kept})})
    talk().tell("E42")
    time.sleep(0.01)
    bench.remove_part(board)
    again = pong({"uno": ("wokwi-arduino-uno", {"eeprom": kept})})

    assert again.eeprom_bytes()[:2] == b"\x2a\xff"


@pytest.mark.parametrize("content", [b"", b"x" * 1023])
def test_a_file_that_is_no_eeprom_is_refused(pong, tmp_path, content):
    kept = tmp_path / "eeprom.bin"
    kept.write_bytes(content)
    with pytest.raises(BadInputError, match=f"has {len(content)} bytes, not 1024"):
        pong({"uno": ("wokwi-arduino-uno", {"eeprom": str(kept)})})


def test_a_folder_is_no_eeprom(pong, tmp_path):
    with pytest.raises(BadInputError, match=r"^Cannot read .*: Is a directory"):
        pong({"uno": ("wokwi-arduino-uno", {"eeprom": str(tmp_path)})})


def test_a_brown_out_is_a_reset_of_its_own(pong, talk, bench):
    board = pong()
    line = talk()
    board.brown_out()

    assert line.port.readline() == b"READY\r\n"
    assert [cause for _, cause in board.resets] == ["external", "brown-out"]


def test_the_scene_pulls_the_cable_and_presses_reset(pong, talk, bench):
    from makerkit.wiring.scenario import parse_scenario

    board = pong()
    line = talk()
    bench.play(
        parse_scenario(
            """
            [[event]]
            at_s = 3.0
            part = "uno"
            action = "press_reset"
            [[event]]
            at_s = 6.0
            part = "uno"
            action = "unplug"
            [[event]]
            at_s = 7.0
            part = "uno"
            action = "plug_in"
            [[event]]
            at_s = 8.0
            part = "uno"
            action = "damage"
            values = {share = 1.0}
            """
        )
    )
    time.sleep(8.1 - time.monotonic())

    assert [cause for _, cause in board.resets] == ["external", "external", "power"]
    assert not board.line.to_pi.is_clean
    with pytest.raises(serial.SerialException):
        line.port.read(100)


# -- the line


def test_the_wrong_speed_gives_what_the_bits_give(pong):
    from hardware_mocks.arduino.uart import garble

    board = pong()
    port = serial.Serial("/dev/ttyACM0", 9600, timeout=2.5)
    got = port.read(100)
    port.write(b"P1\n")
    time.sleep(0.2)

    assert got == garble(b"READY\r\n", sent_baud=117647, heard_baud=9600)
    assert board.line.said.lines[-1].data == b"READY\r\n"
    assert b"PONG" not in port.read(100)


def test_the_speed_can_be_put_right_while_the_port_is_open(pong):
    pong()
    port = serial.Serial("/dev/ttyACM0", 9600, timeout=2.5)
    port.read(100)
    port.baudrate = 115200
    port.write(b"P1\n")

    assert port.readline() == b"PONG 1\r\n"


def test_a_damaged_line_damages_what_the_pi_reads_and_the_log_has_both(pong, talk):
    board = pong()
    line = talk()
    board.line.damage(share=0.2, way="to_pi", seed=3)
    answers = [line.ask(f"P{number}") for number in range(20)]
    said = [text.data.decode().rstrip() for text in board.line.said.lines[1:]]

    assert said[:3] == ["PONG 0", "PONG 1", "PONG 2"]
    assert answers[:20] != said[:20]


def test_bytes_can_be_put_into_the_mouth_of_the_board(pong, talk):
    board = pong()
    line = talk()
    board.line.says(b"hello\n" * 3)

    assert [line.port.readline() for _ in range(3)] == [b"hello\n"] * 3


def test_a_line_typed_in_the_serial_monitor_reaches_a_board_whose_port_nobody_has_open(pong, bench):
    board = pong()
    time.sleep(0.1)
    board.send(b"P7\n")
    time.sleep(0.1)

    assert [text for _, text in bench.trace.serial()] == ["READY", "P7", "PONG 7"]


# -- what is wrong


def test_a_sketch_that_is_not_there(firmware):
    with pytest.raises(NotThereError, match=r"^There is no sketch 'nothing\.ino'"):
        firmware("nothing.ino")


def test_a_sketch_that_does_not_compile(firmware, tmp_path):
    (tmp_path / "bad.ino").write_text("void setup() { nonsense }\nvoid loop() {}\n")
    with pytest.raises(BuildError):
        firmware(tmp_path / "bad.ino")


def test_outputs_that_nothing_hangs_on_are_to_be_seen_at_the_board(firmware, tmp_path):
    (tmp_path / "bare.ino").write_text(
        "void setup() { for (int pin = 4; pin <= 6; pin++) pinMode(pin, OUTPUT);\n"
        "  pinMode(13, OUTPUT); digitalWrite(4, HIGH); analogWrite(6, 127); }\nvoid loop() {}\n"
    )
    board = firmware(tmp_path / "bare.ino")
    time.sleep(0.1)
    assert board.look()["pins"] == {"D4": 1.0, "D5": 0.0, "D6": 0.5}


def test_a_board_without_a_sketch_says_nothing(bench, wired):
    bench.add_wiring(wired({}))
    port = serial.Serial("/dev/ttyACM0", 115200, timeout=3)

    assert port.read() == b""
    assert bench.arduino("uno").look()["arduino"] == ""
    with pytest.raises(NotThereError) as refusal:
        bench.arduino("mega")
    assert str(refusal.value) == "There is no Arduino mega on the bench; there is: uno."


def test_faults_have_to_make_sense(pong):
    with pytest.raises(BadInputError, match="`way` must be to_arduino or to_pi"):
        pong().line.damage(share=0.1, way="up")


def test_two_boards_have_ports_and_pins_of_their_own(pong, bench, firmware, wired):
    pong({"two": ("wokwi-arduino-nano", {"sketch": str(SKETCH)})})
    ports = [port.device for port in serial.tools.list_ports.comports()]
    for name in ports:
        port = serial.Serial(name, 115200, timeout=3)
        assert port.readline() == b"READY\r\n"
    time.sleep(1)

    assert ports == ["/dev/ttyACM0", "/dev/ttyUSB0"]
    assert {"D13", "two:D13"} <= set(bench.trace.pins())
