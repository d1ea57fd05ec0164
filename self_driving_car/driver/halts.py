"""Every halt by name: what has happened, and the way out of it.

Held back (the car may stay armed and goes on when the cause is gone) or off (the motors are off;
the way out ends with the deliberate act, Arm). The first of this table that applies is shown:

| reason | ends by |
|---|---|
| estop | Release, then Arm |
| estop_button | the button on the car, then Arm |
| no_board, link_lost, board_reset | the cable, then Arm |
| bumper, stall, wheel, battery, ... | its cause, then Arm |
| page_lost | Arm |
| disarmed | Arm |
| line_lost, camera_lost | put it on the road, then Arm |
| manoeuvre_stuck | Arm, or a stick |
| obstacle, blind | by itself, or backwards |
| red_light, stop_sign | by itself |
"""

from self_driving_car.status import Halt

ARM = "Then arm again."

ESTOP = Halt("estop", "The emergency stop was pressed.", f"Lift the emergency stop. {ARM}")
ESTOP_BUTTON = Halt(
    "estop_button",
    "The emergency stop button on the car is pressed, or its wire is cut.",
    f"Release the button on the car. {ARM}",
)
DISARMED = Halt("disarmed", "The motors are off.", "Arm: the wheels turn from then on.")
ARMING = Halt("arming", "The motors are being switched on.", "Wait a second, wheels at zero.")
PAGE_LOST = Halt(
    "page_lost",
    "Nothing was heard for 0.3 s from whoever drove.",
    "See that the page or the gamepad is connected. " + ARM,
)
LINE_LOST = Halt(
    "line_lost",
    "The lane was out of sight for half a second.",
    f"Put the car on its lane, looking along it. {ARM}",
)
CAMERA_LOST = Halt(
    "camera_lost",
    "No new picture came in time.",
    f"Look after the camera: its cable, and Health on the page. {ARM}",
)
OBSTACLE = Halt(
    "obstacle",
    "Something stands in the way.",
    "It goes on by itself when the way is free; backwards is free.",
)
BLIND = Halt(
    "blind",
    "The sonar does not answer, so forwards is blocked.",
    "See to its four wires; or set sonar = false in [car] where there is none. Backwards is free.",
)
BUMPER_HELD = Halt(
    "bumper_held", "The bumper is pressed, so forwards is blocked.", "Drive backwards."
)
RED_LIGHT = Halt(
    "red_light", "The light is red.", "It goes on by itself when it sees green; Arm ends the wait."
)
STOP_SIGN = Halt("stop_sign", "It stands at a stop sign.", "It goes on by itself.")
NO_NET = Halt(
    "no_net",
    "No trained net answers.",
    "Choose one under Models, or another mode.",
)
STUCK = Halt(
    "manoeuvre_stuck",
    "The manoeuvre could not be driven to its end.",
    f"Make room, or steer by hand. {ARM}",
)

_STOPS = {
    "ORDER": DISARMED,
    "BOOT": DISARMED,
    "NEW_HOST": Halt("new_host", "The link to the car began anew while it drove.", "Arm again."),
    "LINK_LOST": Halt(
        "link_lost",
        "The car heard no drive command for 0.3 s and stopped itself.",
        "See to the USB cable and the load of this computer. " + ARM,
    ),
    "ESTOP": ESTOP_BUTTON,
    "BUMPER": Halt("bumper", "The bumper touched something.", f"Free the car. {ARM}"),
    "STALL": Halt(
        "stall",
        "The motors are driven and no wheel turns.",
        f"See whether it is held, and that the motors have their supply. {ARM}",
    ),
    "SAG": Halt(
        "battery_sag",
        "The battery broke down under the motors' load.",
        f"Charge it; cells that are old cannot give this current. {ARM}",
    ),
    "EMPTY": Halt("battery_empty", "The battery is empty.", f"Charge it. {ARM}"),
    "MISSING": Halt(
        "battery_missing",
        "There is no battery, or its switch is off.",
        f"Switch it on; or set battery = false in [car] without the divider. {ARM}",
    ),
}

_HURDLES = {
    "NO_HELLO": "The link is only just beginning.",
    "NO_COMMANDS": "Drive commands do not come without gaps.",
    "NOT_ZERO": "A stick is not in its middle.",
    "ESTOP": "The emergency stop button on the car is pressed.",
    "BATTERY": "The battery is empty, missing, or not judged yet.",
    "EVENTS": "The last stops are not told yet.",
}


def of_stop(word: str) -> Halt:
    """Return the halt for the reason that the firmware gives; an unknown one is a halt too."""
    if word in _STOPS:
        return _STOPS[word]
    side, _, what = word.partition("_")
    if what in {"SILENT", "NOISY"}:
        says = {
            "SILENT": "is driven and its encoder says nothing",
            "NOISY": "counts what its motor does not do",
        }[what]
        return Halt(
            f"wheel_{what.lower()}",
            f"The {side.lower()} wheel {says}.",
            f"See whether the wheel is blocked, and to the encoder's wires. {ARM}",
        )
    return Halt("board", f"The car stopped itself: {word}.", "Arm again.")


def of_link(says: str) -> Halt:
    """Return the halt for a board that does not answer."""
    why = says.partition("\n")[0] or "The Arduino does not answer."
    return Halt(
        "no_board", why, "See to the USB cable and its sketch; it is found by itself. " + ARM
    )


def of_boot(cause: str) -> Halt:
    """Return the halt for a board that restarted; `cause` in words."""
    return Halt("board_reset", f"The Arduino restarted: {cause}.", "Arm again.")


def of_hurdle(word: str) -> Halt:
    """Return the halt while the firmware refuses to arm."""
    return Halt(
        "arming", f"It cannot be armed yet. {_HURDLES.get(word, word)}", "It is tried again."
    )


def of_camera(says: str) -> Halt:
    """Return the halt for a camera that gives no pictures."""
    if not says:
        return CAMERA_LOST
    return Halt("camera_lost", says.partition("\n")[0], CAMERA_LOST.way_out)
