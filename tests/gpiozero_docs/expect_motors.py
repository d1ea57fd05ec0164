"""What turns: servos, motors, robots and what steers them (recipes)."""

from math import pi, sin

from .expect_sensors import PIR_HOLD_S
from .vocabulary import ENDED, At, Example, cycle, each, knob, moves, press, put, turn

LEFT, RIGHT = (4, 14), (17, 18)
"""Forward and backward pin of the robot's wheels in nearly all recipes."""


def wheels(
    *moments: tuple[float, float, float],
    left: tuple[int | str, int | str] = LEFT,
    right: tuple[int | str, int | str] = RIGHT,
) -> dict[int | str, list[At]]:
    """Return the duties of a robot's four pins, given (seconds, left speed, right speed)."""
    duties: dict[int | str, list[At]] = {pin: [At(0, 0)] for pin in (*left, *right)}
    for moment_s, left_speed, right_speed in sorted(moments):
        for (forward, backward), speed in ((left, left_speed), (right, right_speed)):
            duties[forward].append(At(moment_s, max(0, speed)))
            duties[backward].append(At(moment_s, max(0, -speed)))
    return duties


PIR_FALLS_S = 5.1 + PIR_HOLD_S
FOUR_PRESSES = [press(21, 1, 1), press(26, 3, 1), press(16, 5, 1), press(20, 7, 1)]
FOUR_MOVES = (
    (1, 1, 1),
    (2, 0, 0),
    (3, -1, 1),
    (4, 0, 0),
    (5, 1, -1),
    (6, 0, 0),
    (7, -1, -1),
    (8, 0, 0),
)

EXAMPLES = [
    Example(
        "servo_three_positions",
        page="Recipes: Servo",
        says="One end, the middle, the other end: pulses of 1, 1.5 and 2 ms, two seconds each.",
        pulses_ms={17: cycle((2, 1.0), (2, 1.5), (2, 2.0), until_s=13)},
        run_s=13,
    ),
    Example(
        "servo_angles",
        page="Recipes: Servo",
        says="-90, -45, 0, 45, 90 degrees, two seconds each.",
        pulses_ms={17: cycle(*((2, 1 + step / 4) for step in range(5)), until_s=13)},
        run_s=13,
    ),
    Example(
        "servo_sweep",
        page="API: Servo, Source/Values",
        says="The arm follows a sine wave, a degree every tenth of a second.",
        pulses_ms={17: each(0.1, *(1.5 + 0.5 * sin(pi * step / 180) for step in range(401)))},
        run_s=40.05,
    ),
    Example(
        "motor_there_and_back",
        page="Recipes: Motors",
        says="Forwards for five seconds, backwards for five seconds.",
        duties={
            4: cycle((5, 1), (5, 0), until_s=17),
            14: cycle((5, 0), (5, 1), until_s=17),
        },
        run_s=17,
    ),
    Example(
        "robot_square",
        page="Recipes: Robot",
        says="Ten seconds straight, one second turning right, four times.",
        run_s=60,
        duties=wheels(
            *((side * 11, 1, 1) for side in range(4)),
            *((side * 11 + 10, 1, -1) for side in range(4)),
        ),
        ends=ENDED,
        ends_at_s=44,
    ),
    Example(
        "robot_keeps_distance",
        page="Recipes: Robot",
        says="Backwards while something is nearer than 20 cm, else it stands.",
        busy={24: [(0, 6)]},  # the trigger
        world=[put(23, 0, distance_m=0.8), put(23, 2, distance_m=0.1), put(23, 4, distance_m=0.5)],
        duties={
            4: [(0, 0)],
            17: [(0, 0)],
            14: [At(0, 0), At(2.3, 1, 0.05), At(4.3, 0, 0.05)],
            18: [At(0, 0), At(2.3, 1, 0.05), At(4.3, 0, 0.05)],
        },
        run_s=6,
    ),
    Example(
        "robot_four_buttons",
        page="Recipes: Button controlled robot",
        says="Each button is a direction; letting go stops.",
        world=FOUR_PRESSES,
        duties=wheels(*FOUR_MOVES),
    ),
    Example(
        "robot_four_buttons_motors",
        page="Recipes: Button controlled robot",
        says="Each button is a direction; letting go stops.",
        world=FOUR_PRESSES,
        duties=wheels(*FOUR_MOVES),
    ),
    Example(
        "robot_arrow_keys",
        page="Recipes: Keyboard controlled robot",
        says="An arrow key drives while it is down; it stops 0.3 s after the last repetition.",
        world=[press("up", 1, 1), press("left", 4, 0.1)],
        # The console repeats a key after 0.25 s, ten times a second: last at 1.95 s.
        duties=wheels((1, 1, 1), (2.25, 0, 0), (4, -1, 1), (4.3, 0, 0)),
        stand_in="curses",
    ),
    Example(
        "robot_evdev_keys",
        page="Recipes: Keyboard controlled robot",
        says="An arrow key drives while it is down.",
        world=[press("up", 1, 1), press("left", 4, 0.1)],
        duties=wheels((1, 1, 1), (2, 0, 0), (4, -1, 1), (4.1, 0, 0)),
        stand_in="evdev",
    ),
    Example(
        "robot_motion_events",
        page="Recipes: Motion sensor robot",
        says="Forwards while there is motion.",
        world=moves(5, 2.05, 3),
        duties=wheels((2.1, 1, 1), (PIR_FALLS_S, 0, 0)),
    ),
    Example(
        "robot_motion_source",
        page="Recipes: Motion sensor robot",
        says="The same by a source.",
        world=moves(5, 2.05, 3),
        duties=wheels((2.1, 1, 1), (PIR_FALLS_S, 0, 0)),
    ),
    Example(
        "robot_programmed",
        page="Advanced recipes: Button controlled robot",
        says="The buttons write steps; the fifth one drives them, half a second each.",
        world=[
            press(4, 1, 0.1),
            press(2, 2, 0.1),
            press(5, 3, 0.1),
            press(6, 5, 0.1),
            press(3, 8, 0.1),
            press(6, 9, 0.1),
        ],
        duties=wheels(
            (5, 1, 1),
            (5.5, -1, 1),
            (6, -1, -1),
            (6.5, 0, 0),
            (9, 1, -1),
            (9.5, 0, 0),
            left=(17, 18),
            right=(22, 23),
        ),
        run_s=11,
    ),
    Example(
        "robot_two_pots",
        page="Advanced recipes: Robot controlled by 2 potentiometers",
        says="Each knob is the speed of its wheel.",
        world=[knob(0, 0, 0.5), knob(1, 0, 1), knob(0, 2.004, 0.25)],
        duties=wheels((0, 0.5, 1), (2.01, 0.25, 1)),
        run_s=3,
    ),
    Example(
        "robot_two_pots_reverse",
        page="Advanced recipes: Robot controlled by 2 potentiometers",
        says="0 to 1 become -1 to 1: below the middle is reverse.",
        world=[knob(0, 0, 0.75), knob(1, 0, 0), knob(0, 2.004, 0.25)],
        duties=wheels((0, 0.5, -1), (2.01, -0.5, -1)),
        run_s=3,
    ),
    Example(
        "bluedot_robot",
        page="Advanced recipes: BlueDot robot",
        says="Forwards while the dot is pressed.",
        world=[press("bluedot", 1, 1)],
        duties=wheels((1, 1, 1), (2, 0, 0)),
        stand_in="bluedot",
    ),
    Example(
        "bluedot_robot_steering",
        page="Advanced recipes: BlueDot robot",
        says="The place of the finger is speed and direction: right of the middle turns right.",
        world=[
            put("bluedot", 0, x=0.25, y=1.0),
            press("bluedot", 1.004, 1),
            put("bluedot", 3, x=-0.5, y=-0.25),
            press("bluedot", 3.004, 1),
        ],
        duties=wheels((1.01, 1, 0.75), (2.01, 0, 0), (3.01, -0.75, -0.25), (4.01, 0, 0)),
        stand_in="bluedot",
    ),
    Example(
        "colour_knob",
        page="Advanced recipes: colour picker",
        says="Turning changes the hue, a press names the colour, holding for a second ends.",
        world=[turn(16, 1, 60), press(21, 5, 0.2), press(21, 7, 3)],
        finally_={22: 0, 23: 0, 24: 1},
        prints=[(0, "Turn, press or hold."), (5.2, "#ffff00"), (8, "Done.")],
        ends=ENDED,
        ends_at_s=8,
    ),
]
