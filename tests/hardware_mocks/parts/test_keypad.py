"""A membrane keypad."""

import pytest

from hardware_mocks.parts.keypad import Keypad
from makerkit.errors import BadInputError

MATRIX = ["1 2 3 A", "4 5 6 B", "7 8 9 C", "* 0 # D"]


def seen_by_a_scan(push, loose, columns=4):
    """Pull one row down after the other; return which columns follow."""
    found = set()
    for row in range(1, 5):
        for other in range(1, 5):
            push(f"it:R{other}", 0.0 if other == row else None)
        for column in range(1, columns + 1):
            push(f"it:C{column}", 5.0, ohms=35_000.0)
            if loose.net(f"it:C{column}").level == 0:
                found.add(f"R{row}C{column}")
    return found


def test_at_rest_a_scan_finds_nothing(put, push, loose):
    put(Keypad)

    assert seen_by_a_scan(push, loose) == set()


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (key, f"R{row}C{column}")
        for row, keys in enumerate(MATRIX, start=1)
        for column, key in enumerate(keys.split(), start=1)
    ],
)
def test_each_key_joins_its_row_to_its_column(put, push, loose, key, place):
    keypad = put(Keypad)
    keypad.press(key)
    held = (seen_by_a_scan(push, loose), keypad.look()["held"])
    keypad.release(key)

    assert held == ({place}, key)
    assert (seen_by_a_scan(push, loose), keypad.look()["held"]) == (set(), "")


def test_three_keys_in_a_rectangle_show_a_fourth(put, push, loose):
    keypad = put(Keypad)
    for key in "125":
        keypad.press(key)

    assert seen_by_a_scan(push, loose) == {"R1C1", "R1C2", "R2C2", "R2C1"}
    keypad.release()
    assert seen_by_a_scan(push, loose) == set()


def test_a_keypad_of_three_columns_has_no_letters(put):
    keypad = put(Keypad, columns="3")
    keypad.press("#")
    with pytest.raises(BadInputError) as refusal:
        keypad.press("A")

    assert str(refusal.value) == "it has no key 'A'. There are: 1 2 3 4 5 6 7 8 9 * 0 #."


def test_one_has_to_say_which_key(put):
    with pytest.raises(BadInputError, match=r"^it has keys: say which one\. There are: 1 2 3"):
        put(Keypad).press()


def test_the_wiring_file_names_the_keys(wire, loose):
    wire({"pad": ("wokwi-membrane-keypad", {"keys": list("abcdefghijklmnop")})})
    loose.parts["pad"].press("p")

    assert loose.parts["pad"].look() == {
        "held": "p",
        "keypad": "a b c d e f g h i j k l m n o p",
    }
