"""Other Pis on the network, reached through pigpio, and what else a telephone or a HAT brings."""

from .expect_motors import FOUR_MOVES, FOUR_PRESSES, wheels
from .expect_sensors import PIR_HOLD_S
from .vocabulary import Example, lit, moves, press, put, square


def far(host: int | str, pin: int) -> str:
    """Return how the bench calls a pin of another Pi."""
    name = f"192.168.1.{host}" if isinstance(host, int) else host
    return f"{name}/GPIO{pin}"


TRAFFIC_HAT = (24, 23, 22, 5)
IN_TURN, OUT_OF_TURN = square(1, 1, until_s=4.5), square(1, 1, from_s=1, until_s=4.5)

EXAMPLES = [
    Example(
        "remote_led",
        page="Remote GPIO: Pin factories",
        says="The lamp on the other Pi blinks, a second each.",
        run_s=4.5,
        levels={far(3, 17): IN_TURN},
        stand_in="pigpio",
    ),
    Example(
        "remote_two_leds",
        page="Remote GPIO: Pin factories",
        says="Two other Pis take turns.",
        run_s=4.5,
        levels={far(3, 17): IN_TURN, far(4, 17): OUT_OF_TURN},
        stand_in="pigpio",
    ),
    Example(
        "remote_led_and_own",
        page="Remote GPIO: Pin factories",
        says="This Pi and another one take turns.",
        run_s=4.5,
        levels={17: IN_TURN, far(3, 17): OUT_OF_TURN},
        stand_in="pigpio",
    ),
    Example(
        "remote_led_by_environment",
        page="Remote GPIO: Pin factories",
        says="The same when the environment makes the other Pi the default.",
        run_s=4.5,
        environment={"GPIOZERO_PIN_FACTORY": "pigpio", "PIGPIO_ADDR": "192.168.1.3"},
        levels={17: IN_TURN, far(3, 17): OUT_OF_TURN},
        stand_in="pigpio",
    ),
    Example(
        "remote_three_leds",
        page="Remote GPIO: Pin factories",
        says="This Pi and the second other one against the first other one.",
        run_s=4.5,
        levels={17: IN_TURN, far(3, 17): OUT_OF_TURN, far(4, 17): IN_TURN},
        stand_in="pigpio",
    ),
    Example(
        "remote_pi_zero",
        page="Remote GPIO: Pi Zero USB OTG",
        says="A lamp on the Pi Zero blinks.",
        run_s=4.5,
        levels={far("raspberrypi.local", 17): IN_TURN},
        stand_in="pigpio",
    ),
    Example(
        "remote_led_own_button",
        page="Remote GPIO recipes: LED + Button",
        says="A button here controls a lamp on another Pi.",
        world=[press(2, 1.004, 1)],
        levels={far(3, 17): lit((1.01, 2.01))},
        stand_in="pigpio",
    ),
    Example(
        "remote_two_buttons",
        page="Remote GPIO recipes: LED + 2 Buttons",
        says="The lamp is lit while both far buttons are pressed.",
        world=[press(far(3, 17), 1.004, 2), press(far(4, 17), 2.004, 2)],
        levels={17: lit((2.01, 3.01))},
        stand_in="pigpio",
    ),
    Example(
        "remote_motion_alert",
        page="Remote GPIO recipes: Multi-room motion alert",
        says="A lamp for each room is lit while there is motion in it.",
        world=[*moves(far(3, 17), 2.05, 3), *moves(far(5, 17), 3.05, 1)],
        levels={2: lit((2.1, 5.1 + PIR_HOLD_S)), 4: lit((3.1, 4.1 + PIR_HOLD_S))},
        stand_in="pigpio",
    ),
    Example(
        "remote_doorbell",
        page="Remote GPIO recipes: Multi-room doorbell",
        says="The push rings all bells.",
        world=[press(17, 1.004, 1)],
        levels={far(room, 17): lit((1.01, 2.01)) for room in (3, 4, 5, 6)},
        stand_in="pigpio",
    ),
    Example(
        "remote_button_robot",
        page="Remote GPIO recipes: Remote button robot",
        says="Each button here is a direction there; letting go stops.",
        world=FOUR_PRESSES,
        duties=wheels(
            *FOUR_MOVES,
            left=(far(17, 4), far(17, 14)),
            right=(far(17, 17), far(17, 18)),
        ),
        stand_in="pigpio",
    ),
    Example(
        "remote_motion_sense_hat",
        page="Remote GPIO: Sense HAT",
        says="Motion there shows the temperature here.",
        run_s=2,
        world=[put("sense_hat", 0, temperature_c=21.5), *moves(far(4, 4), 1.05, 0.2)],
        notes=[(1.1, "sense_hat", "21.5")],
        stand_in="pigpio, sense_hat",
    ),
    Example(
        "remote_light_sense_hat",
        page="Remote GPIO recipes: Light sensor + Sense HAT",
        says="Yellow in the light, blue in the dark.",
        run_s=4,
        world=[put(far(4, 4), 0, light=0.9), put(far(4, 4), 2, light=0.1)],
        notes=[
            (0.51, "sense_hat", "all (255, 255, 0)"),
            (2.3, "sense_hat", "all (0, 0, 255)"),
        ],
        within_s=0.15,
        stand_in="pigpio, sense_hat",
        races=True,  # it times a charge of milliseconds
    ),
    Example(
        "remote_traffic_hat",
        page="Remote GPIO: HATs",
        says="All of a HAT on another Pi goes on and off.",
        levels={far(3, pin): square(1, 1, until_s=6) for pin in TRAFFIC_HAT},
        ends="ended",
        ends_at_s=6,
        stand_in="pigpio",
    ),
    Example(
        "remote_two_traffic_hats",
        page="Remote GPIO: HATs",
        says="The lamps of one HAT and the buzzer of the other.",
        levels={
            **{far(3, pin): lit((0, 1)) for pin in TRAFFIC_HAT[:3]},
            far(4, TRAFFIC_HAT[3]): lit((0, 1)),
        },
        ends="ended",
        ends_at_s=1,
        stand_in="pigpio",
    ),
    Example(
        "bluedot_led",
        page="Advanced recipes: BlueDot LED",
        says="The lamp is lit while the dot is pressed.",
        world=[press("bluedot", 1, 1), press("bluedot", 4, 0.5)],
        levels={17: lit((1, 2), (4, 4.5))},
        stand_in="bluedot",
    ),
    Example(
        "whos_home_leds",
        page="Advanced recipes: Who's home indicator",
        says="Green for who answers, red for who does not; asked once a minute.",
        run_s=200,
        world=[
            put("192.168.1.5", 0, on=True),
            put("192.168.1.6", 0, on=True),
            put("192.168.1.7", 0, on=False),
            put("192.168.1.6", 90, on=False),
            put("192.168.1.7", 150, on=True),
        ],
        levels={
            15: lit((0,)),
            18: lit((0, 120)),
            17: lit((120,)),
            21: lit((0, 180)),
            22: lit((180,)),
        },
        stand_in="commands",
    ),
    Example(
        "whos_home_status_zero",
        page="Advanced recipes: Who's home indicator",
        says="The same on the lamps of a STATUS Zero.",
        run_s=200,
        world=[
            put("192.168.1.5", 0, on=True),
            put("192.168.1.6", 0, on=True),
            put("192.168.1.7", 0, on=False),
            put("192.168.1.6", 90, on=False),
            put("192.168.1.7", 150, on=True),
        ],
        levels={
            17: lit((0,)),
            22: lit((0, 120)),
            27: lit((120,)),
            10: lit((0, 180)),
            9: lit((180,)),
        },
        stand_in="commands",
    ),
]
