"""What a lesson asks of buzzers, servos and sensors, and of the program itself."""

import pytest

TUNE = """
beeper = TonalBuzzer(18)
for note in {notes}:
    beeper.play(note)
    sleep({length})
    beeper.stop()
    sleep(0.05)
pause()
"""


def tune(*notes, length=0.3):
    return TUNE.format(notes=notes, length=length)


def plays(*notes, **how):
    return lambda bench, *_: bench.buzzer("beeper").plays(notes, **how)


def test_the_right_notes_pass_with_their_lengths(judge):
    assert judge(tune("A4", "A4", "C5"), plays("A4", "A4", "C5")) is None
    assert judge(tune(440.0, 523.25), plays("A4", "C5", lasts=["0.3 s"] * 2)) is None


@pytest.mark.parametrize(
    ("program", "message", "numbers"),
    [
        (tune("A4", "B4"), "buzzer.wrong_note", {"number": 2, "seen": "B4", "expected": "C5"}),
        (tune("C5", "A4"), "buzzer.wrong_note", {"number": 1, "seen": "C5"}),
        (tune(466.16), "buzzer.wrong_note", {"seen": "A#4", "expected_hz": 440.0}),
        (tune("A4"), "buzzer.too_few_notes", {"number": 1, "next": "C5", "seen": "A4"}),
        ("beeper = TonalBuzzer(18)\npause()", "buzzer.no_tone", {"notes": "A4, C5"}),
        ("beeper = Buzzer(18)\nbeeper.on()\npause()", "buzzer.no_tone", {"pin": "GPIO18"}),
        ("pause()", "pin.none_used", {"pin": "GPIO18"}),
    ],
)
def test_other_notes_fail_with_those_that_were_heard(judge, program, message, numbers):
    found, params = judge(program, plays("A4", "C5"))

    assert (found, {name: params[name] for name in numbers}) == (message, numbers)


def test_a_note_of_another_length_is_told(judge):
    asks = plays("A4", "C5", lasts=["0.5 s", "0.5 s"])

    message, params = judge(tune("A4", "C5"), asks)
    assert (message, params["number"], round(params["length_s"], 6)) == (
        "buzzer.wrong_length",
        1,
        0.3,
    )
    endless = "beeper = TonalBuzzer(18)\nbeeper.play('A4')\npause()"
    assert judge(endless, plays("A4", lasts=["0.5 s"], limit="3 s"))[0] == "buzzer.never_ends"


BEEPS = """
beeper = TonalBuzzer(18)
while True:
    beeper.play("A4"); sleep({on}); beeper.stop(); sleep({off})
"""


def test_beeps_are_a_rhythm_of_sound(judge):
    asks = lambda bench, *_: bench.buzzer("beeper").beeps(period="0.5 s")  # noqa: E731

    assert judge(BEEPS.format(on=0.1, off=0.4), asks) is None
    assert judge(BEEPS.format(on=0.1, off=0.3), asks)[0] == "buzzer.wrong_period"
    assert judge("b = TonalBuzzer(18)\nb.play('A4')\npause()", asks)[0] == "buzzer.stayed_on"
    assert judge("b = Buzzer(18)\nb.blink(0.1, 0.4)\npause()", asks) is not None


def test_sound_and_silence_are_states(judge):
    def check(bench, *_):
        beeper = bench.buzzer("beeper")
        beeper.is_silent()
        bench.button("A").hold()
        beeper.sounds(within="100 ms")
        bench.wait("200 ms")
        bench.button("A").release()
        beeper.falls_silent(within="100 ms")
        beeper.stays_silent(for_="1 s")

    program = """
    beeper, button = TonalBuzzer(18), Button(5)
    button.when_pressed = lambda: beeper.play("A4")
    button.when_released = {end}
    pause()
    """
    assert judge(program.format(end="beeper.stop"), check) is None
    assert judge(program.format(end="None"), check)[0] == "buzzer.did_not_turn_off"
    assert judge("beeper = TonalBuzzer(18)\npause()", check)[0] == "buzzer.did_not_turn_on"


# -- servo

GATE = (
    "AngularServo(12, min_angle=0, max_angle=180, min_pulse_width=0.0005, max_pulse_width=0.0024)"
)


def points_to(angle, **how):
    return lambda bench, *_: bench.servo("gate").points_to(angle, **how)


@pytest.mark.parametrize("angle", [0, 45, 90, 180])
def test_a_servo_points_to_the_angle_of_its_pulses(judge, angle):
    program = f"gate = {GATE}\ngate.angle = {angle}\npause()"

    assert judge(program, points_to(f"{angle} deg")) is None
    message, params = judge(program, points_to(f"{(angle + 60) % 180} deg"))
    assert (message, params["angle_deg"]) == ("servo.wrong_angle", pytest.approx(angle))


def test_a_servo_without_pulses_or_with_bad_ones_is_told(judge):
    asks = points_to("90 deg")

    assert judge(f"gate = {GATE.replace(')', ', initial_angle=None)')}\npause()", asks)[0] == (
        "servo.no_pulses"
    )
    fast = GATE.replace(")", ", frame_width=0.005)")
    assert judge(f"gate = {fast}\ngate.angle = 90\npause()", asks)[0] == "servo.bad_pulses"
    assert judge("pause()", asks)[0] == "pin.none_used"


def test_the_width_of_pulses_may_be_asked_for(judge):
    asks = lambda bench, *_: bench.servo("gate").pulse_is("1.5 ms")  # noqa: E731

    assert judge("gate = Servo(12)\ngate.mid()\npause()", asks) is None
    message, params = judge("gate = Servo(12)\ngate.max()\npause()", asks)
    assert (message, round(params["pulse_ms"], 6)) == ("servo.wrong_pulse", 2.0)


def test_a_servo_relaxes_when_its_pulses_stop(judge):
    asks = lambda bench, *_: bench.servo("gate").relaxes(within="2 s")  # noqa: E731

    assert judge("gate = Servo(12)\nsleep(1)\ngate.detach()\npause()", asks) is None
    assert judge("gate = Servo(12)\npause()", asks)[0] == "servo.still_pulses"


# -- sensors


def test_motion_reaches_the_program_and_ends(judge):
    program = """
    lamp, sensor = LED(27), MotionSensor(4)
    sensor.when_motion, sensor.when_no_motion = lamp.on, {end}
    pause()
    """

    def check(bench, *_):
        bench.wait("1 s")
        bench.motion_sensor("hall").sees_motion(for_="1 s")
        bench.led("amber").turns_on(within="200 ms")
        bench.motion_sensor("hall").is_calm()
        bench.led("amber").turns_off(within="200 ms")

    assert judge(program.format(end="lamp.off"), check) is None
    assert judge(program.format(end="None"), check)[0] == "led.did_not_turn_off"
    assert judge("lamp = LED(27)\npause()", check)[0] == "led.did_not_turn_on"


def test_distances_reach_the_program(judge):
    program = """
    lamp, sensor = LED(17), DistanceSensor(echo=24, trigger=23, max_distance=2)
    while True:
        lamp.value = sensor.distance < {limit}
        sleep(0.05)
    """
    measured = []

    def check(bench, program, say):
        front, lamp = bench.distance_sensor("front"), bench.led("red")
        front.sees("80 cm")
        bench.wait("2 s")
        lamp.is_off()
        front.moves_to("20 cm", over="1 s")
        bench.wait("1 s")
        lamp.is_on()
        measured.append(front.measured_m)
        say.unless(front.pings > 10, "far.no_pings")
        front.sees_nothing()
        lamp.turns_off(within="2 s")

    assert judge(program.format(limit=0.3), check) is None
    assert measured == [pytest.approx(0.2, abs=0.005)]
    assert judge(program.format(limit=0.9), check)[0] == "led.is_on"


def test_ten_presses_are_ten_presses(judge):
    program = """
    red, button = LED(17), Button(5, bounce_time={bounce})
    button.when_pressed = red.toggle
    pause()
    """

    def check(bench, program, say):
        bench.wait("1 s")
        before = bench.led("red").changes_so_far
        bench.button("A").presses(10, every="300 ms", bounce="8 ms")
        times = bench.led("red").changes_so_far - before
        say.unless(times == 10, "events.other_count", times=times)

    assert judge(program.format(bounce=0.05), check) is None
    message, params = judge(program.format(bounce=None), check)
    assert message == "events.other_count"
    assert params["times"] > 10


# -- the program


def prints(text, **how):
    return lambda bench, program, say: program.prints(text, **how)


def test_a_line_is_found_by_its_text_or_by_a_pattern(judge):
    program = "print('Distance: 20 cm')\npause()"

    for text in ("Distance", "20 cm", r"Distance: \d+ cm", "cm"):
        assert judge(program, prints(text)) is None
    assert judge(program, prints("distance")) == (
        "program.printed_other",
        {"text": "distance", "last": "Distance: 20 cm", "lines": 1, "within_s": 1.0},
    )
    assert judge("x = LED(17)\npause()", prints("hi"))[0] == "program.printed_nothing"


def test_a_line_counts_only_after_what_the_check_did(judge):
    def check(bench, program, say):
        program.prints("pressed")
        bench.wait("100 ms")
        bench.button("A").hold()
        program.prints("pressed")

    early = "print('pressed')\nprint('pressed')\nbutton = Button(5)\npause()"
    right = early.replace("pause()", "button.when_pressed = lambda: print('pressed')\npause()")

    assert judge(early, check)[0] == "program.printed_other"
    assert judge(right, check) is None


def test_text_is_typed_when_the_program_asks(judge):
    program = (
        "name = input('Name? ')\nprint('Hello', name)\nage = input()\nprint(age, 'years')\npause()"
    )

    def check(bench, program, say):
        program.prints("Hello Ali")
        program.types("17")
        program.prints("17 years")

    assert judge(program, check, types=("Ali",)) is None
    assert judge(program, check, types=("Sara",))[0] == "program.waits_for_input"


def test_running_on_and_ending_are_asked_for(judge):
    goes_on = lambda bench, program, say: program.keeps_running(for_="5 s")  # noqa: E731
    ends = lambda bench, program, say: program.ends(within="5 s")  # noqa: E731

    assert judge("LED(17)\npause()", goes_on) is None
    assert judge("sleep(4)", goes_on) == ("program.ended_early", {"t_s": 4.0})
    assert judge("sleep(4)", ends) is None
    assert judge("LED(17)\nsleep(6)", ends) == ("program.did_not_end", {"within_s": 5.0})


def test_a_thread_of_the_program_keeps_it_running(judge):
    program = """
    from threading import Thread
    def work():
        red = LED(17)
        while True:
            red.toggle()
            sleep(0.5)
    Thread(target=work).start()
    """

    def check(bench, program, say):
        program.keeps_running(for_="5 s")
        bench.led("red").blinks(period="1 s")

    assert judge(program, check) is None


def test_the_end_of_a_program_switches_its_lamp_off_as_on_a_pi(judge):
    def check(bench, program, say):
        bench.led("red").turns_on()
        program.ends(within="2 s")
        bench.led("red").turns_off()

    assert judge("red = LED(17)\nred.on()\nsleep(1)", check) is None
