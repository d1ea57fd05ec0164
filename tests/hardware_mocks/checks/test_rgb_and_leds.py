"""Colours, and lights that belong together."""

import pytest

RAINBOW = """
lamp = RGBLED(16, 20, 21)
while True:
    for colour in {colours}:
        lamp.color = colour
        sleep(1)
"""
RED, GREEN, BLUE = (1, 0, 0), (0, 1, 0), (0, 0, 1)


def rainbow(*colours):
    return RAINBOW.format(colours=colours)


def test_a_lamp_that_shows_the_colour_passes(judge):
    assert judge(rainbow((1, 1, 0)), lambda bench, *_: bench.rgb("lamp").shows("yellow")) is None


def test_how_bright_a_named_colour_is_does_not_matter(judge):
    dim = rainbow((0.4, 0.4, 0))

    assert judge(dim, lambda bench, *_: bench.rgb("lamp").shows("yellow")) is None
    assert judge(dim, lambda bench, *_: bench.rgb("lamp").shows((0.4, 0.4, 0))) is None


@pytest.mark.parametrize(
    ("colour", "seen"),
    [(RED, "red"), ((0, 0, 0), "off"), ((0.2, 0.5, 1), "(0.2, 0.5, 1)"), ((1, 0, 1), "magenta")],
)
def test_another_colour_fails_with_the_one_seen(judge, colour, seen):
    found = judge(rainbow(colour), lambda bench, *_: bench.rgb("lamp").shows("yellow"))

    assert found == ("rgb.wrong_colour", {"thing": "lamp", "seen": seen, "expected": "yellow"})


def test_three_numbers_mean_exactly_these(judge):
    found = judge(rainbow((0.4, 0, 0)), lambda bench, *_: bench.rgb("lamp").shows((1, 0, 0)))

    assert found == (
        "rgb.wrong_colour", {"thing": "lamp", "seen": "(0.4, 0, 0)", "expected": "(1, 0, 0)"}
    )  # fmt: skip


def test_colours_in_order_pass_round_after_round(judge):
    asked = ["red", "green", "blue", "red"]
    program = rainbow(RED, GREEN, BLUE)

    assert judge(program, lambda bench, *_: bench.rgb("lamp").goes_through(asked)) is None


@pytest.mark.parametrize(
    ("colours", "seen"),
    [
        ((RED, BLUE, GREEN), "red, blue, green"),
        ((GREEN, BLUE, RED), "green, blue, red"),
        ((RED, (1, 1, 0), GREEN, BLUE), "red, yellow, green"),
    ],
)
def test_colours_in_another_order_fail_with_those_seen(judge, colours, seen):
    asked = ["red", "green", "blue"]
    found = judge(rainbow(*colours), lambda bench, *_: bench.rgb("lamp").goes_through(asked))

    assert found == (
        "rgb.wrong_order",
        {"thing": "lamp", "seen": seen, "expected": "red, green, blue", "within_s": 20},
    )


def test_other_colours_may_come_between_if_the_lesson_says_so(judge):
    def passes(bench, *_):
        bench.rgb("lamp").goes_through(["red", "green", "blue"], exact=False)

    assert judge(rainbow(RED, (1, 1, 0), GREEN, BLUE), passes) is None


def test_too_few_colours_fail_after_the_time(judge):
    def asks(bench, *_):
        bench.rgb("lamp").goes_through(["red", "green"], within="5 s")

    assert judge(rainbow(RED), asks) == (
        "rgb.too_few_colours",
        {"thing": "lamp", "seen": "red", "expected": "red, green", "within_s": 5},
    )


# -- traffic lights

ORDER = [{"red"}, {"red", "amber"}, {"green"}, {"amber"}]
LIGHTS = """
red, amber, green = LED(17), LED(27), LED(22)
while True:
    for lit, time in {states}:
        red.value, amber.value, green.value = lit
        sleep(time)
"""
GOOD = [((1, 0, 0), 3), ((1, 1, 0), 1), ((0, 0, 1), 3), ((0, 1, 0), 1)]


def lights(*states):
    return LIGHTS.format(states=states)


def follow(bench, *_):
    leds = bench.leds("red", "amber", "green")
    leds.follow(ORDER, times=["3 s", "1 s", "3 s", "1 s"])


def test_the_right_order_passes_twice_over(judge):
    def twice(bench, *_):
        follow(bench)
        bench.leds("red", "amber", "green").never_together("red", "green")

    assert judge(lights(*GOOD), twice) is None


def test_a_wrong_state_is_named_with_the_one_before(judge):
    states = [GOOD[0], GOOD[2], GOOD[3]]

    assert judge(lights(*states), follow) == (
        "leds.wrong_order",
        {"step": 2, "seen": "green", "expected": "amber and red", "before": "red", "t_s": 3.0},
    )


def test_the_wrong_lights_at_the_start_are_the_first_step(judge):
    assert judge(lights(*GOOD[2:], *GOOD[:2]), follow) == (
        "leds.wrong_order",
        {"step": 1, "seen": "green", "expected": "red", "before": "the start", "t_s": 0.0},
    )


def test_a_wrong_time_is_named_with_its_step(judge):
    states = [GOOD[0], ((1, 1, 0), 2), *GOOD[2:]]

    assert judge(lights(*states), follow) == (
        "leds.wrong_time",
        {"step": 2, "lights": "amber and red", "length_s": 2.0, "expected_s": 1.0},
    )


def test_lights_that_stop_are_told_where(judge):
    program = (
        "red, amber, green = LED(17), LED(27), LED(22)\nred.on()\nsleep(3)\namber.on()\npause()"
    )
    message, params = judge(program, follow)

    assert (message, params["seen"], params["last"], params["expected"]) == (
        "leds.stopped", 2, "amber and red", "green"
    )  # fmt: skip


def test_two_lights_together_are_told_when(judge):
    program = lights(GOOD[0], ((1, 0, 1), 1))

    def asks(bench, *_):
        bench.wait("10 s")
        bench.leds("red", "green").never_together("red", "green")

    assert judge(program, asks) == (
        "leds.together", {"names": "green and red", "t_s": 3.0}
    )  # fmt: skip


def test_lights_that_change_one_after_the_other_are_not_together(judge):
    program = """
    red, green = LED(17), LED(22)
    while True:
        red.on(); sleep(1); green.on(); red.off(); sleep(1); red.on(); green.off()
    """

    def asks(bench, *_):
        bench.wait("10 s")
        bench.leds("red", "green").never_together()

    assert judge(program, asks) is None


def test_lights_that_the_program_never_took_are_not_apart(judge):
    def asks(bench, *_):
        bench.leds("red", "green").never_together()

    assert judge("red = LED(17)\npause()", asks) == (
        "pin.other_used",
        {
            "pin": "GPIO22",
            "where": "GPIO22 (green LED)",
            "thing": "green LED",
            "used": "GPIO17",
            "t_s": 0.001,
        },
    )


def test_exactly_these_lights_are_asked_for(judge):
    asks = {
        names: judge(lights(((1, 0, 1), 5)), lambda b, *_, n=names: b.leds("red", "green").show(*n))
        for names in [("red", "green"), ("red",), ()]
    }

    assert asks[("red", "green")] is None
    assert asks[("red",)][1]["seen"] == "green and red"
    assert asks[()][1]["expected"] == "none"


def test_each_colour_is_remembered_with_how_long_it_lasted(judge):
    states = []

    def look(bench, *_):
        bench.rgb("lamp").shows("red")
        bench.wait("2.5 s")
        states.extend(bench.rgb("lamp").states)

    assert judge(rainbow(RED, GREEN, BLUE), look) is None
    assert states == [("red", 1.0), ("green", 1.0), ("blue", None)]
