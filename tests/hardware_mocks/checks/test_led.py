"""What a lesson asks of an LED: each sentence with programs that fulfil it and that do not."""

import pytest

from hardware_mocks.checks.failure import BrokenCheckError

BLINK = """
red = LED(17)
while True:
    red.on()
    sleep({on})
    red.off()
    sleep({off})
"""


def blink(on, off):
    return BLINK.format(on=on, off=off)


def red(verb, *args, **how):
    """Return a check of one sentence about the red LED."""
    return lambda bench, *_: getattr(bench.led("red"), verb)(*args, **how)


BLINKS = red("blinks", period="1 s", within="1 %", times=5)


# -- blinks


@pytest.mark.parametrize(
    "program",
    [
        blink(0.5, 0.5),
        blink(0.1, 0.9),
        blink(0.504, 0.504),
        "red = LED(17)\nred.blink(0.5, 0.5)\npause()",
        "sleep(0.7)\nred = PWMLED(17)\nred.blink(0.5, 0.5, background=False)",
        "red = LED(17)\nsleep(1)\nfor _ in range(12):\n    red.toggle()\n    sleep(0.5)",
    ],
)
def test_an_even_rhythm_passes_however_it_is_made(judge, program):
    assert judge(program, BLINKS) is None


@pytest.mark.parametrize(
    ("program", "message", "numbers"),
    [
        (blink(1.5, 0.2), "led.wrong_period", {"period_s": 1.7, "expected_s": 1.0}),
        (blink(0.506, 0.506), "led.wrong_period", {"period_s": 1.012}),
        (blink(5, 4), "led.wrong_period", {"period_s": 9.0}),
        (blink(1, 0), "led.dark_too_short", {"length_s": 0.0}),
        (blink(0, 1), "led.flashes_too_short", {"length_s": 0.0}),
        ("red = LED(17)\nred.on()\npause()", "led.stayed_on", {"at_s": 0.0}),
        ("red = LED(17)\nred.on(); sleep(1); red.off(); pause()", "led.stayed_on", None),
        ("red = LED(17)\npause()", "pin.still", {"pin": "GPIO17", "waited_s": 7.5}),
        ("red = LED(27)\nred.blink()\npause()", "wiring.code_uses_other_pin", {}),
        ("other, red = LED(27), LED(17)\nother.blink()\npause()", "pin.still_but_other",
         {"other": "GPIO27", "changes": 8}),
        ("pause()", "pin.none_used", {"pin": "GPIO17"}),
    ],
)  # fmt: skip
def test_any_other_rhythm_fails_with_the_numbers_that_were_seen(judge, program, message, numbers):
    found, params = judge(program, BLINKS)
    if numbers is None:
        assert found in {"led.stayed_on", "led.blinked_once", "led.stayed_off"}
        return

    assert found == message
    assert {name: params[name] for name in numbers} == pytest.approx(numbers)


def test_a_limping_rhythm_of_the_right_mean_is_uneven(judge):
    program = """
    red = LED(17)
    while True:
        for length in (0.4, 0.6):
            red.on(); sleep(length); red.off(); sleep(length)
    """
    message, params = judge(program, red("blinks", period="1 s", within="1 %", times=4))

    assert message == "led.uneven"
    assert (params["shortest_s"], params["longest_s"]) == pytest.approx((0.8, 1.2))


def test_a_rhythm_that_stops_is_too_short(judge):
    program = "red = LED(17)\nfor _ in range(6):\n    red.toggle()\n    sleep(0.5)\npause()"

    assert judge(program, BLINKS) == (
        "led.blinked_too_few", {"thing": "red LED", "seen": 2, "times": 5}
    )  # fmt: skip


# -- has_duty


@pytest.mark.parametrize(
    "program", [blink(0.5, 0.5), "led = PWMLED(17)\nled.value = 0.5\npause()", blink(0.508, 0.5)]
)
def test_half_of_the_time_is_a_duty_of_one_half(judge, program):
    def check(bench, *_):
        bench.wait("3 s")
        bench.led("red").has_duty("50 %", within="1 %")

    assert judge(program, check) is None


@pytest.mark.parametrize(("program", "percent"), [(blink(0.8, 0.2), 80), (blink(0.52, 0.48), 52)])
def test_another_duty_fails_with_its_percentage(judge, program, percent):
    def check(bench, *_):
        bench.wait("3 s")
        bench.led("red").has_duty(0.5, within="1 %")

    message, params = judge(program, check)
    assert message == "led.wrong_duty"
    assert (params["duty_percent"], params["expected_percent"]) == pytest.approx((percent, 50))


# -- states and answers

FOLLOWS = """
red, button = LED(17), Button(5)
button.when_pressed = {pressed}
button.when_released = {released}
pause()
"""


def follows(pressed="red.on", released="red.off"):
    return FOLLOWS.format(pressed=pressed, released=released)


def hold_and_release(bench, *_):
    lamp, button = bench.led("red"), bench.button("A")
    bench.wait("100 ms")
    button.hold(bounce="4 ms")
    lamp.turns_on(within="100 ms")
    lamp.stays_on(for_="1 s")
    button.release(bounce="4 ms")
    lamp.turns_off(within="100 ms")
    lamp.stays_off(for_="1 s")


def test_a_lamp_that_follows_the_button_passes(judge):
    assert judge(follows(), hold_and_release) is None


@pytest.mark.parametrize(
    ("program", "message"),
    [
        (follows(pressed="red.off"), "led.did_not_turn_on"),
        (follows(released="None"), "led.did_not_turn_off"),
        (follows(pressed="lambda: (sleep(0.2), red.on())"), "led.did_not_turn_on"),
        (
            follows(pressed="lambda: red.on() or sleep(0.5) or red.off()").replace(
                "Button(5)", "Button(5, bounce_time=0.02)"
            ),
            "led.went_off_early",
        ),
        ("red, button = LED(17), Button(5)\nred.on()\npause()", "led.was_on_already"),
    ],
)
def test_a_lamp_that_does_not_follow_is_told_where_it_differs(judge, program, message):
    assert judge(program, hold_and_release)[0] == message


def test_what_went_off_early_is_told_when(judge):
    program = "red = LED(17)\nred.on(); sleep(0.4); red.off(); pause()"

    assert judge(program, red("stays_on", for_="1 s")) == (
        "led.went_off_early", {"thing": "red LED", "after_s": pytest.approx(0.399), "for_s": 1.0}
    )  # fmt: skip


def test_a_lamp_that_is_dark_for_many_moments_too_short_to_be_seen_does_not_stay_on(judge):
    program = (
        "red = LED(17)\nwhile True:\n    red.on(); sleep(0.005)\n    red.off(); sleep(0.005)\n"
    )

    assert judge(program, red("stays_on", for_="1 s"))[0] == "led.went_off_early"


def test_what_went_on_early_is_told_when(judge):
    program = "red = LED(17)\nsleep(0.4); red.on(); pause()"

    assert judge(program, red("stays_off", for_="1 s"))[0] == "led.went_on_early"


@pytest.mark.parametrize(
    ("program", "verb", "message"),
    [
        ("red = LED(17)\nred.on()\npause()", "is_on", None),
        ("LED(17)\npause()", "is_off", None),
        ("red = LED(17)\nred.on()\npause()", "is_off", "led.is_on"),
        ("red = LED(17)\npause()", "is_on", "led.is_off"),
        ("pause()", "is_off", "pin.none_used"),
        ("LED(22)\npause()", "is_off", "pin.other_used"),
    ],
)
def test_on_and_off_are_states_of_a_pin_that_was_used(judge, program, verb, message):
    found = judge(program, red(verb))

    assert (found and found[0]) == message


def test_each_change_is_used_once(judge):
    twice = "red = LED(17)\nred.on(); sleep(0.02); red.off(); sleep(0.02); red.on(); pause()"
    once = "red = LED(17)\nred.on(); sleep(0.02); red.off(); pause()"

    def check(bench, *_):
        for verb in ("turns_on", "turns_off", "turns_on"):
            getattr(bench.led("red"), verb)()

    assert judge(twice, check) is None
    assert judge(once, check)[0] == "led.did_not_turn_on"


# -- changes


@pytest.mark.parametrize(
    ("times", "message"), [(4, None), (3, "led.wrong_count"), (5, "led.wrong_count"), (None, None)]
)
def test_changes_are_counted_exactly(judge, times, message):
    program = "red = LED(17)\nfor _ in range(4):\n    red.toggle(); sleep(0.1)\npause()"
    found = judge(program, red("changes", times=times, within="1 s"))

    assert (found and found[0]) == message
    if message:
        assert (found[1]["seen"], found[1]["times"]) == (4, times)


def test_no_change_at_all_is_told_of_the_pin(judge):
    told = {"pin": "GPIO17", "where": "GPIO17 (red LED)", "thing": "red LED", "waited_s": 2.0}
    assert judge("red = LED(17)\npause()", red("changes", within="2 s")) == ("pin.still", told)


def test_no_change_may_be_what_is_asked_for(judge):
    assert judge("red = LED(17)\npause()", red("changes", times=0, within="2 s")) is None
    assert judge(blink(0.5, 0.5), red("changes", times=0, within="2 s"))[0] == "led.wrong_count"


# -- brightness

RAMP = """
red = PWMLED(17)
red.value = {start}
for step in range({steps} + 1):
    red.value = abs({start} - step / {steps} * {height})
    sleep({wait})
{then}
pause()
"""


def ramp(steps=100, wait=0.02, height=1, start=0, then=""):
    return RAMP.format(steps=steps, wait=wait, height=height, start=start, then=then)


@pytest.mark.parametrize(
    "program", [ramp(), ramp(steps=20, wait=0.1), "red = PWMLED(17)\nred.pulse(2, 2)\npause()"]
)
def test_a_smooth_way_up_passes(judge, program):
    assert judge(program, red("brightens", over="2 s", within="5 %")) is None


@pytest.mark.parametrize(
    ("program", "message"),
    [
        (ramp(wait=0.01), "led.brightens_wrong_time"),
        (ramp(height=0.7), "led.never_bright"),
        (ramp(steps=4, wait=0.5), "led.does_not_fade"),
        ("red = LED(17)\nsleep(2)\nred.on()\npause()", "led.does_not_fade"),
        ("red = PWMLED(17)\npause()", "pin.still"),
        ("lamp = PWMLED(27)\nlamp.pulse()\npause()", "pin.other_used"),
        (ramp().replace("sleep(0.02)", "sleep(0.02)\n    if step == 50: red.value = 0.1"),
         "led.fades_back"),
    ],
)  # fmt: skip
def test_any_other_way_up_fails(judge, program, message):
    assert judge(program, red("brightens", over="2 s", within="5 %"))[0] == message


def test_a_way_down_passes_and_one_of_another_length_fails(judge):
    assert judge(ramp(start=1), red("dims", over="2 s")) is None
    assert judge(ramp(start=1, wait=0.04), red("dims", over="2 s"))[0] == "led.dims_wrong_time"
    assert judge(ramp(start=1, height=0.5), red("dims", over="2 s"))[0] == "led.never_dark"


def test_a_pulse_passes_and_another_length_fails_with_its_numbers(judge):
    program = "red = PWMLED(17)\nred.pulse({0}, {0})\npause()"
    asks = red("pulses", period="2 s", within="5 %")

    assert judge(program.format(1), asks) is None
    message, params = judge(program.format(1.4), asks)
    assert (message, params["period_s"]) == ("led.wrong_pulse", pytest.approx(2.8, abs=0.05))
    assert judge(blink(1, 1), asks)[0] == "led.does_not_fade"
    assert judge(ramp(), asks)[0] == "led.pulsed_once"


# -- names


def test_a_pin_has_the_same_verbs_as_an_led(judge):
    check = lambda bench, *_: bench.pin("GPIO17").blinks(period="1 s")  # noqa: E731

    assert judge(blink(0.5, 0.5), check) is None
    assert judge(blink(0.6, 0.6), check)[1]["thing"] == "GPIO17"


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (lambda bench, *_: bench.led("blue").is_on(), "blue"),
        (lambda bench, *_: bench.led("A").is_on(), "not a LED"),
        (lambda bench, *_: bench.pin("17").is_on(), "GPIO17"),
        (lambda bench, *_: bench.led("red").blinks(period="often"), "often"),
        (lambda bench, *_: bench.wait("1 s"), "looks at nothing"),
        (lambda bench, *_: bench.button("A").press(), "looks at nothing"),
    ],
)
def test_a_check_that_is_wrong_itself_says_so_to_its_author(judge, check, words):
    with pytest.raises(ValueError, match=words) as caught:
        judge(blink(0.5, 0.5), check)

    assert isinstance(caught.value, BrokenCheckError) or words == "often"
