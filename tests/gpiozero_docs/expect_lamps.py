"""Lamps of all kinds: LED, boards of them, bars, traffic lights, digits (recipes)."""

from .vocabulary import (
    ENDED,
    FAILED,
    At,
    Example,
    cycle,
    each,
    lit,
    press,
    pulse,
    put,
    square,
)

ROW = (5, 6, 13, 19, 26)
JUNCTION = {2: lit((11, 22)), 3: lit((10, 11), (21, 22)), 4: lit((0, 10), (22,))}

SEGMENTS = "abcdefg"
SHAPES = {"1": "bc", "2": "abdeg", "3": "abcdg", "G": "acdef", "O": "cdeg", " ": ""}
"""Which segments gpiozero lights for which sign (its fonts/7seg.txt)."""


def signs(pins: tuple[int, ...], text: str, *, every_s: float) -> dict[int, list[At]]:
    """Return the changes of each segment's pin while `text` is shown, one sign after the other."""
    return {
        pin: each(every_s, *(int(segment in SHAPES[sign]) for sign in text))
        for pin, segment in zip(pins, SEGMENTS, strict=True)
    }


EXAMPLES = [
    Example(
        "led_on_off",
        page="Recipes: LED",
        says="The lamp is lit for a second, dark for a second, for ever.",
        run_s=4.5,
        levels={17: square(1, 1, until_s=4.5)},
    ),
    Example(
        "led_blink",
        page="Recipes: LED",
        says="`blink` does the same in the background: a second each.",
        run_s=4.5,
        levels={17: square(1, 1, until_s=4.5)},
    ),
    Example(
        "led_three_brightnesses",
        page="Recipes: LED with variable brightness",
        says="Off, half brightness, full brightness, a second each.",
        run_s=7.5,
        duties={17: cycle((1, 0), (1, 0.5), (1, 1), until_s=7.5)},
    ),
    Example(
        "led_pulse",
        page="Recipes: LED with variable brightness",
        says="`pulse` fades in for a second and out for a second, over and over.",
        run_s=4.5,
        duties={17: pulse(until_s=4.5)},
    ),
    Example(
        "ledboard_together",
        page="Recipes: LEDBoard",
        says="All on, all off, every second one, then all blink.",
        run_s=6.5,
        levels={
            **dict.fromkeys((5, 13, 26), lit((0, 1), (2, 4), (5, 6))),
            **dict.fromkeys((6, 19), lit((0, 1), (3, 4), (5, 6))),
        },
    ),
    Example(
        "ledboard_brightness_stairs",
        page="Recipes: LEDBoard",
        says="With pwm=True each lamp has a brightness of its own.",
        run_s=1,
        duties={pin: [(0, (step + 1) / 5)] for step, pin in enumerate(ROW)},
    ),
    Example(
        "ledboard_walk",
        page="Recipes: LEDBoard",
        says="Looping over a board: each lamp is lit for a second, one after the other.",
        levels={pin: lit((step, step + 1)) for step, pin in enumerate(ROW)},
        ends=ENDED,
        ends_at_s=5,
    ),
    Example(
        "ledboard_index",
        page="Recipes: LEDBoard",
        says="The first lamp on, the last one on, the last one off again.",
        levels={2: lit((0,)), 9: lit((1, 2))},
        ends=ENDED,
        ends_at_s=3,
    ),
    Example(
        "ledboard_slices",
        page="Recipes: LEDBoard",
        says="From the fourth on; the first two; the even ones; the odd ones: a second each.",
        levels={
            2: lit((1, 2), (2, 3)),
            3: lit((1, 2), (3, 4)),
            4: lit((2, 3)),
            5: lit((0, 1), (3, 4)),
            6: lit((0, 1), (2, 3)),
            7: lit((0, 1), (3, 4)),
            8: lit((0, 1), (2, 3)),
            9: lit((0, 1), (3, 4)),
        },
        ends=ENDED,
        ends_at_s=4,
    ),
    Example(
        "ledboard_names",
        page="Recipes: LEDBoard",
        says="Red, then green, then blue come on, and stay.",
        levels={2: lit((0,)), 3: lit((1,)), 4: lit((2,))},
        ends=ENDED,
        ends_at_s=3,
    ),
    Example(
        "ledboard_nested",
        page="Recipes: LEDBoard",
        says="Both reds; both greens too; all off; the upper red; the lower green too.",
        levels={
            2: lit((0, 2), (3,)),
            3: lit((0, 2)),
            4: lit((1, 2)),
            5: lit((1, 2), (4,)),
        },
        ends=ENDED,
        ends_at_s=5,
    ),
    Example(
        "bargraph_on_off",
        page="Recipes: LEDBarGraph",
        says="1: all six. 1/2: the first three. -1/2: the last three. 1/4: the first. -1: all.",
        levels={
            5: lit((0, 2), (3,)),
            **dict.fromkeys((6, 13), lit((0, 2), (4,))),
            **dict.fromkeys((19, 26, 20), lit((0, 1), (2, 3), (4,))),
        },
        ends=ENDED,
        ends_at_s=5,
    ),
    Example(
        "bargraph_brightness",
        page="Recipes: LEDBarGraph",
        says="(.5 0 0 0 0), (1 .5 0 0 0), (0 0 0 .5 1), (1 1 1 1 .5), (1 1 1 1 .75).",
        duties={
            5: each(1, 0.5, 1, 0, 1, 1),
            6: each(1, 0, 0.5, 0, 1, 1),
            13: each(1, 0, 0, 0, 1, 1),
            19: each(1, 0, 0, 0.5, 1, 1),
            26: each(1, 0, 0, 1, 0.5, 0.75),
        },
        ends=ENDED,
        ends_at_s=5,
    ),
    Example(
        "traffic_lights_steps",
        page="Recipes: Traffic Lights",
        says="Green 10 s, amber 1 s, red 10 s, red with amber 1 s, green.",
        run_s=25,
        levels=JUNCTION,
    ),
    Example(
        "traffic_lights_generator",
        page="Recipes: Traffic Lights",
        says="The same; each step also takes the 0.01 s of source_delay.",
        run_s=25,
        levels={
            2: lit((11.02, 22.04)),
            3: lit((10.01, 11.02), (21.03, 22.04)),
            4: lit((0, 10.01), (22.04,)),
        },
    ),
    Example(
        "traffic_lights_three_leds",
        page="Recipes: Traffic Lights",
        says="The same with three single lamps.",
        run_s=25,
        levels=JUNCTION,
    ),
    Example(
        "build_status",
        page="Recipes: Travis build LED indicator",
        says="Green while the build passes, red while it fails; asked once an hour.",
        run_s=10_000,
        world=[put("travis", 5000, passed=False)],
        levels={16: lit((0, 7200.02)), 12: lit((0, 0.01), (7200.02,))},
        stand_in="travispy",
    ),
    Example(
        "rgb_colours",
        page="Recipes: Full color LED",
        says="Red, half red, green, magenta, yellow, cyan, white, off, then blue rises slowly.",
        run_s=30,
        duties={
            9: each(1, 1, 0.5, 0, 1, 1, 0, 1, 0),
            10: each(1, 0, 0, 1, 0, 1, 1, 1, 0),
            11: [
                *each(1, 0, 0, 0, 1, 0, 1, 1, 0),
                *each(0.1, *(step / 100 for step in range(100)), from_s=8),
            ],
        },
        ends=ENDED,
        ends_at_s=18,
    ),
    Example(
        "pi_own_lamps",
        page="Recipes: Controlling the Pi's own LEDs",
        says="They were pins 35 and 47 once; gpiozero 2 knows only the pins of the header.",
        errors=["PinInvalidPin: 35 is not a valid pin name"],
        ends=FAILED,
        ends_at_s=0,
    ),
    Example(
        "digit_countdown",
        page="Advanced recipes: LEDCharDisplay",
        says="3, 2, 1, G, O, a second each, then nothing.",
        duties=signs((21, 20, 16, 22, 23, 24, 12), "321GO ", every_s=1),
        ends=ENDED,
        ends_at_s=5,
    ),
    Example(
        "digit_countdown_source",
        page="Advanced recipes: LEDCharDisplay",
        says="The same by a source; the blank at the end stays.",
        run_s=8,
        duties=signs((21, 20, 16, 22, 23, 24, 12), "321GO ", every_s=1),
    ),
    Example(
        "reaction_game",
        page="Recipes: Reaction Game",
        says="After 5 to 10 seconds the lamp is lit; the first to press wins; the lamp goes out.",
        run_s=20,
        world=[press(3, 12, 0.3), press(2, 12.1, 0.3)],
        levels={17: [At(7.5, 1, 2.5), At(12, 0, 0.002)]},
        prints=[(12, "Bob was faster.")],
        ends=ENDED,
        ends_at_s=12,
        within_s=0.002,
    ),
]
