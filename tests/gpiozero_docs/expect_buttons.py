"""Buttons, and what they switch: lamps, buzzers, cameras, sounds, the Pi itself (recipes)."""

from .vocabulary import ENDED, POWERED_OFF, At, Example, lit, press

HELD_AND_TAPPED = [press(2, 1, 2), press(2, 4, 0.5)]
FISH_DISH = (9, 22, 4, 8)
TRAFFIC_HAT = (24, 23, 22, 5)

EXAMPLES = [
    Example(
        "button_is_pressed",
        page="Recipes: Button",
        says="It prints what the button is doing all the time.",
        run_s=3,
        world=[press(2, 1, 1)],
        prints=[(0, "up"), (1, "down"), (2, "up")],
        repeats_prints=True,
        within_s=0.002,
    ),
    Example(
        "button_wait_for_press",
        page="Recipes: Button",
        says="It goes on when the button is pressed.",
        world=[press(2, 1.5, 0.2)],
        prints=[(1.5, "Somebody pressed it.")],
        ends=ENDED,
        ends_at_s=1.5,
    ),
    Example(
        "button_when_pressed",
        page="Recipes: Button",
        says="The function runs at every press.",
        world=[press(2, 1, 0.2), press(2, 2, 0.2), press(2, 3.5, 2)],
        prints=[(1, "Good morning!"), (2, "Good morning!"), (3.5, "Good morning!")],
    ),
    Example(
        "button_when_released",
        page="Recipes: Button",
        says="One function runs at every press, another at every release.",
        world=HELD_AND_TAPPED,
        prints=[
            (1, "Good morning!"),
            (3, "Farewell!"),
            (4, "Good morning!"),
            (4.5, "Farewell!"),
        ],
    ),
    Example(
        "button_switches_led",
        page="Recipes: Button controlled LED",
        says="The lamp is lit as long as the button is down.",
        world=HELD_AND_TAPPED,
        levels={17: lit((1, 3), (4, 4.5))},
    ),
    Example(
        "button_feeds_led",
        page="Recipes: Button controlled LED",
        says="The same; the lamp looks at the button every 0.01 s (source_delay).",
        world=[press(2, 1.004, 1)],
        levels={17: lit((1.01, 2.01))},
    ),
    Example(
        "camera_on_press",
        page="Recipes: Button controlled camera",
        says="Each press takes a picture named after the moment.",
        start="2026-11-22T08:00:00",
        world=[press(2, 1, 0.2), press(2, 2.5, 0.2)],
        notes=[
            (1, "picture", "/home/pi/2026-11-22T08:00:01.jpg"),
            (2.5, "picture", "/home/pi/2026-11-22T08:00:02.500000.jpg"),
        ],
        stand_in="picamera",
    ),
    Example(
        "camera_preview_and_shutter",
        page="Recipes: Button controlled camera",
        says="One button shows the preview while it is down, the other takes a picture.",
        start="2026-11-22T08:00:00",
        world=[press(2, 1, 2), press(3, 2, 0.2)],
        notes=[
            (1, "preview", "on"),
            (2, "picture", "/home/pi/2026-11-22-08-00-02.jpg"),
            (3, "preview", "off"),
        ],
        stand_in="picamera",
    ),
    Example(
        "stop_motion",
        page="Recipes: Push button stop motion",
        says="Pictures are taken one after the other while the button is down.",
        world=[press(2, 1, 0.2), press(2, 3, 0.7)],
        notes=[
            (0, "preview", "on"),
            (1, "picture", "/home/pi/frame001.jpg"),
            (3, "picture", "/home/pi/frame002.jpg"),
            (3.5, "picture", "/home/pi/frame003.jpg"),
        ],
        stand_in="picamera",
    ),
    Example(
        "shutdown_button",
        page="Recipes: Shutdown button",
        says="Held for two seconds the button switches the Pi off.",
        world=[press(17, 1, 1), press(17, 3, 5)],
        ends=POWERED_OFF,
        ends_at_s=5,
    ),
    Example(
        "music_box",
        page="Recipes: GPIO Music Box",
        says="Each button plays its sound.",
        world=[press(2, 1, 0.2), press(3, 2, 0.2), press(2, 3, 0.2)],
        notes=[
            (1, "sound", "samples/drum_tom_mid_hard.wav"),
            (2, "sound", "samples/drum_cymbal_open.wav"),
            (3, "sound", "samples/drum_tom_mid_hard.wav"),
        ],
        stand_in="pygame",
    ),
    Example(
        "all_on_fish_dish",
        page="Recipes: All on when pressed",
        says="Lamps and buzzer are on while the button is down.",
        world=[press(7, 1, 2)],
        levels=dict.fromkeys(FISH_DISH, lit((1, 3))),
    ),
    Example(
        "all_on_traffic_hat",
        page="Recipes: All on when pressed",
        says="Lamps and buzzer are on while the button is down.",
        world=[press(25, 1, 2)],
        levels=dict.fromkeys(TRAFFIC_HAT, lit((1, 3))),
    ),
    Example(
        "all_on_loose_parts",
        page="Recipes: All on when pressed",
        says="Lamps and buzzer are on while the button is down.",
        world=HELD_AND_TAPPED,
        levels=dict.fromkeys((3, 4, 5, 6), lit((1, 3), (4, 4.5))),
    ),
    Example(
        "servo_button",
        page="Recipes: Servo",
        says="A press sends the arm to the other end; held, it goes back and forth.",
        world=[press(14, 1, 0.5)],
        busy={17: [(0, 0), (1, 1.502)]},
    ),
    Example(
        "servo_button_patient",
        page="Recipes: Servo",
        says="Waiting for the release too, each press is one move.",
        races=True,  # the arm stands in its middle as long as it takes to make a Button
        world=[press(14, 1, 0.5), press(14, 3, 0.2)],
        pulses_ms={17: [(0, 1.0), (1.5, 2.0), At(3.2, 1.0)]},
    ),
]
