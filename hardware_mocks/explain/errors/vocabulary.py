"""Plain words for kinds of values, and words that mean the same in other libraries."""

from __future__ import annotations

_SAME_MEANING = (
    ("on()", "high turn_on turnOn start light activate switch_on open"),
    ("off()", "low turn_off turnOff switch_off deactivate stop clear reset"),
    ("blink()", "flash blinking blink_led start_blink"),
    ("toggle()", "switch flip change invert"),
    ("is_pressed", "press pushed pressed isPressed is_down down pressing is_press state value_now"),
    (
        "when_pressed",
        "clicked on_press onclick on_click when_clicked when_press on_pressed when_motion",
    ),
    ("wait_for_press", "wait wait_for_motion wait_press wait_until_pressed wait_for_button"),
    ("is_lit", "is_on lit isOn"),
    ("motion_detected", "motion is_motion detected is_pressed is_motion_detected has_motion"),
    ("when_motion", "when_pressed when_detected when_motion_detected on_motion when_moved"),
    ("wait_for_motion", "wait_for_press wait wait_for_detection"),
    ("distance", "get_distance distance_cm measure range read get value_m"),
    ("value", "state brightness duty_u16 duty read get set ChangeDutyCycle set_value level"),
    ("color", "colour rgb set_color setColor colors"),
    ("angle", "set_angle rotate turn write degrees position set_position move"),
    ("beep()", "buzz sound play_beep blink"),
    ("play()", "tone play_tone play_note sound beep on start"),
    ("stop()", "off quiet silence no_tone noTone"),
    ("amber", "yellow orange"),
    ("append()", "push add push_back insert_last"),
    ("len()", "length size count_items"),
)
"""gpiozero's or Python's word, and what other libraries, languages and beginners call it."""
_PLAIN = {
    "NoneType": "nothing (None)", "int": "a number", "float": "a decimal number", "str": "text",
    "bool": "True or False", "list": "a list", "tuple": "a tuple", "dict": "a dictionary",
    "function": "a function", "method": "a method", "builtin_function_or_method": "a function",
    "set": "a set", "range": "a range",
}  # fmt: skip


def plain_kind(kind: str) -> str:
    """Return what a beginner calls a type: "a number" for `int`."""
    article = "an" if kind[:1] in set("AEIOUaeiou") or kind.startswith(("LED", "RGB")) else "a"
    return _PLAIN.get(kind, f"{article} {kind}")


def other_words(name: str) -> tuple[str, ...]:
    """Return what gpiozero or Python calls something that others call by this name."""
    return tuple(word for word, others in _SAME_MEANING if name in others.split())
