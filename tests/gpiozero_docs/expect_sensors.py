"""Sensors and knobs: motion, light, distance, the analogue converter, the Pi itself (recipes)."""

from .vocabulary import At, Example, cycle, each, knob, lit, moves, put

SOUND_M_PER_S = 343.2
"""At 20 degrees; gpiozero reckons with 343.26."""
PIR_HOLD_S = 2.5
"""How long the output of a HC-SR501 stays high after the last motion, at its shortest."""


def distance_reading_s(metres: float) -> float:
    """Return how long one reading takes: pause, trigger, burst and the way there and back."""
    return 0.06 + 10e-6 + 460e-6 + 2 * metres / SOUND_M_PER_S


NINE_READINGS_S = 9 * distance_reading_s(0.5)
"""DistanceSensor has a value when its queue of nine readings is full."""

EXAMPLES = [
    Example(
        "motion_lights_led",
        page="Recipes: Motion sensor",
        says="The lamp is lit while there is motion.",
        world=moves(4, 2.05, 3),
        levels={16: lit((2.1, 5.1 + PIR_HOLD_S))},
    ),
    Example(
        "light_or_dark",
        page="Recipes: Light sensor",
        says="It says when it gets light and when it gets dark.",
        world=[put(18, 0, light=0.0), put(18, 2, light=0.9), put(18, 5, light=0.0)],
        prints=[At(2.3, "day", 0.15), At(5.3, "night", 0.15)],
        run_s=8,
    ),
    Example(
        "dark_lights_led",
        page="Recipes: Light sensor",
        says="The lamp is lit when it gets dark, and goes out when it gets light.",
        world=[put(18, 0, light=0.9), put(18, 2, light=0.0), put(18, 5, light=0.9)],
        levels={16: [At(2.3, 1, 0.15), At(5.3, 0, 0.15)]},
        run_s=8,
    ),
    Example(
        "light_feeds_led",
        page="Recipes: Light sensor",
        says="The lamp is as bright as the room.",
        world=[put(18, 0, light=0.8), put(18, 2, light=0.3)],
        duties={16: [At(0, 0), At(0.52, 0.8, 0.1), At(2.3, 0.3, 0.15)]},
        run_s=4,
        races=True,  # it times a charge of milliseconds: on a real clock every value is another
    ),
    Example(
        "distance_printed",
        page="Recipes: Distance sensor",
        says="The distance to the nearest thing, once a second.",
        busy={24: [(0, 5)]},  # the trigger
        world=[put(23, 0, distance_m=0.5), put(23, 3, distance_m=0.25)],
        prints=each(1, *["50 cm"] * 3, *["25 cm"] * 2, from_s=NINE_READINGS_S),
        run_s=5,
        within_s=0.0001,
    ),
    Example(
        "distance_lights_led",
        page="Recipes: Distance sensor",
        says="The lamp is lit while something is nearer than 20 cm (median of nine readings).",
        busy={24: [(0, 6)]},  # the trigger
        world=[put(23, 0, distance_m=0.8), put(23, 2, distance_m=0.1), put(23, 4, distance_m=0.5)],
        levels={16: [At(2.3, 1, 0.05), At(4.3, 0, 0.05)]},
        run_s=6,
    ),
    Example(
        "pot_printed",
        page="Recipes: Potentiometer",
        says="The value of the knob, over and over.",
        world=[knob(0, 0, 0.25), knob(0, 1, 0.75)],
        prints=[(0, "0.25"), (1, "0.75")],
        repeats_prints=True,
        run_s=2,
        within_s=0.002,
    ),
    Example(
        "pot_feeds_bargraph",
        page="Recipes: Potentiometer",
        says="The bar shows the knob; the last lamp glows for what does not fill one.",
        world=[knob(0, 0, 0.5), knob(0, 1.004, 0.9)],
        duties={
            5: [(0, 1)],
            6: [(0, 1)],
            13: [(0, 0.5), (1.01, 1)],
            19: [(0, 0), (1.01, 1)],
            26: [(0, 0), (1.01, 0.5)],
        },
        run_s=2,
    ),
    Example(
        "thermometer",
        page="Recipes: Measure temperature with an ADC",
        says="(volts - 0.5) * 100 is the temperature: 0.75 V is 25 degrees, 0.9 V is 40.",
        world=[knob(0, 0, 0.75 / 3.3), knob(0, 2.5, 0.9 / 3.3)],
        prints=each(1, *["25 degrees"] * 3, *["40 degrees"] * 2),
        run_s=4.5,
    ),
    Example(
        "rgb_three_pots_loop",
        page="Recipes: Full color LED controlled by 3 potentiometers",
        says="Each knob is one of the three colours.",
        world=[knob(0, 0, 1), knob(1, 0, 0.5), knob(2, 0, 0), knob(0, 1, 0.25)],
        duties={2: [(0, 1), (1, 0.25)], 3: [(0, 0.5)], 4: [(0, 0)]},
        run_s=2,
        within_s=0.002,
    ),
    Example(
        "rgb_three_pots_source",
        page="Recipes: Full color LED controlled by 3 potentiometers",
        says="The same by a source.",
        world=[knob(0, 0, 1), knob(1, 0, 0.5), knob(2, 0, 0), knob(0, 1.004, 0.25)],
        duties={2: [(0, 1), (1.01, 0.25)], 3: [(0, 0.5)], 4: [(0, 0)]},
        run_s=2,
    ),
    Example(
        "heat_lamp",
        page="Recipes: Timed heat lamp",
        says="Between 8 and 20 o'clock the socket is on; asked once a minute.",
        start="2026-11-22T00:00:00",
        run_s=21 * 3600,
        # Every message to the socket takes 0.35 s, so a turn of the source takes 60.35 s.
        levels={
            **dict.fromkeys((17, 22, 23), lit((0,))),
            27: lit((0.35 + 478 * 60.35, 0.35 + 1194 * 60.35)),
            25: [
                *lit((0.1, 0.35)),
                *cycle((0.25, 1), (60.1, 0), until_s=21 * 3600, from_s=0.45),
            ],
        },
    ),
    Example(
        "internet_status",
        page="Recipes: Internet connection status indicator",
        says="Green while the internet answers, red while it does not; asked once a minute.",
        run_s=300,
        world=[put("google.com", 90, on=False), put("google.com", 200, on=True)],
        levels={17: lit((0, 120), (240,)), 18: lit((120, 240))},
        stand_in="commands",
    ),
    Example(
        "cpu_temperature_bar",
        page="Recipes: CPU Temperature Bar Graph",
        says="The bar shows the temperature between 50 and 90 degrees.",
        world=[put("cpu", 0, temperature_c=60.0), put("cpu", 1.004, temperature_c=80.0)],
        duties={
            2: [(0, 1)],
            3: [(0, 0.75), (1.01, 1)],
            **dict.fromkeys((4, 5, 6), ((0, 0), (1.01, 1))),
            7: [(0, 0), (1.01, 0.25)],
            8: [(0, 0)],
        },
        run_s=2,
        stand_in="system_files",
    ),
    Example(
        "disk_usage_bar",
        page="API: DiskUsage",
        says="The bar shows how full the disk is: 40 % are two of seven lamps.",
        world=[put("disk", 0, usage_percent=40.0)],
        levels={2: lit((0,)), 3: lit((0,))},
        run_s=1,
        stand_in="system_files",
    ),
    Example(
        "garden_light",
        page="Advanced recipes: garden light",
        says="The lamp is lit when something moves, but only in the dark.",
        world=[
            put(5, 0, light=0.9),
            put(5, 4, light=0.02),
            *moves(4, 1.05, 0.2),
            *moves(4, 6.05, 1),
        ],
        levels={2: [At(6.1, 1, 0.01), At(7.1 + PIR_HOLD_S, 0, 0.01)]},
    ),
]
