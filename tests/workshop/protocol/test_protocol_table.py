"""The table of messages: what it refuses, and what counts for its hash."""

import pytest

from makerkit.errors import BadInputError
from workshop.protocol.reader import read_table

TABLE = """
version = 3

[link]
meaning = "What all say."

[link.enums.Cause]
POWER = "the supply came on"
BROWN_OUT = "the supply fell"

[[link.messages]]
name = "BOOT"
from = "board"
meaning = "Says why it started. Nothing more."
rate = "once"
fields = [{ name = "cause", type = "Cause", reason = "why" }]

[car]
meaning = "What the car says."

[[car.messages]]
name = "DRV"
from = "host"
meaning = "Drives."
rate = "50 a second"
fields = [
  { name = "left_mm_s", low = -1000, high = 1000, unit = "mm/s", reason = "left wheel" },
  { name = "right_mm_s", low = -1000, high = 1000, unit = "mm/s", reason = "right wheel" },
]
"""


def changed(old, new):
    assert TABLE.count(old) >= 1
    return TABLE.replace(old, new)


def hashes(text):
    table = read_table(text)
    return [table.schema_hash(section) for section in table.sections]


def test_a_table_gives_its_messages_with_their_longest_line():
    table = read_table(TABLE)
    assert table.version == 3
    assert [(m.name, m.sender, m.longest) for s in table.sections for m in s.messages] == [
        ("BOOT", "board", len("$BOOT,BROWN_OUT,255*FFFF\n")),
        ("DRV", "host", len("$DRV,-1000,-1000,255*FFFF\n")),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("version = ", "protocol.toml: Invalid"),
        ("version = 1", "the table: section [link] is missing"),
        (changed("version = 3", "version = 0"), "version must be a whole number from 1 to 255"),
        (changed("version = 3", "version = 3\nversoin = 4"), "[versoin]: is no section"),
        (changed('"BOOT"', '"Boot"'), "[link] message Boot: a message's name is 1 to 7"),
        (changed('"BOOT"', '"BOOTBOOT"'), "a message's name is 1 to 7 of A-Z and 0-9"),
        (changed('from = "host"', 'from = "pi"'), """from must be "host" or "board" (got 'pi')"""),
        (changed('rate = "once"\n', ""), "[link] message BOOT: rate is missing"),
        (changed('rate = "once"', 'rate = ""'), "BOOT: rate must be a text (got '')"),
        (changed('rate = "once"', 'rate = "a"\nspeed = "b"'), "BOOT: unknown key 'speed'; known"),
        (changed('name = "DRV"', 'name = "BOOT"'), "two messages are called BOOT"),
        (changed("right_mm_s", "left_mm_s"), "DRV: two fields are called left_mm_s"),
        (changed("low = -1000", "low = 1001"), "field left_mm_s: low is above high (1001 > 1000)"),
        (changed("high = 1000", "high = 1e3"), "high must be a whole number from -2147483647 to"),
        (changed("high = 1000", "high = 2147483648"), "must be a whole number from -2147483647 to"),
        (changed("high = 1000", "high = true"), "high must be a whole number"),
        (
            changed("high = 1000, ", ""),
            "high must be a whole number from -2147483647 to 2147483647",
        ),
        (changed('type = "Cause"', 'type = "Casue"'), "unknown type 'Casue'; known are int, Cause"),
        (changed('type = "Cause"', 'type = "Cause", low = 0'), "field cause: unknown key 'low'"),
        (changed('unit = "mm/s"', 'unit = "mph"'), "unknown unit 'mph'; known are s, ms, us"),
        (changed('unit = "mm/s"', 'unit = "mm"'), "unit is 'mm', but the name says 'mm/s'"),
        (changed(', unit = "mm/s"', ""), "unit is '', but the name says 'mm/s'"),
        (changed('"left_mm_s"', '"left_MM_s"'), "a field's name is like left_mm_s"),
        (changed('name = "cause"', 'name = "seq"'), "the name seq is taken, in C++ or in Python"),
        (changed('name = "cause"', 'name = "class"'), "the name class is taken"),
        (
            changed("POWER =", "power ="),
            "[link] enum Cause: the word 'power' is not like BROWN_OUT",
        ),
        (changed("[link.enums.Cause]", "[link.enums.cause]"), "an enum's name is like ResetCause"),
        (changed("Cause", "Boot"), "message BOOT: there is an enum Boot: both would be one class"),
        (
            TABLE + '[car.enums.Cause]\nA = "b"\n',
            "[car] enum Cause: [link] has an enum of this name",
        ),
        (
            changed('meaning = "Drives."', f'meaning = "{"x" * 90}."'),
            "the first sentence of meaning",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(text, said):
    with pytest.raises(BadInputError) as refused:
        read_table(text)
    assert said in str(refused.value)


def field(number):
    return f'{{ name = "x{number}", low = -100000, high = 0, reason = "y" }},'


def with_fields(count, name="DRV"):
    head = TABLE.index("fields = [\n")
    fields = "".join(field(number) for number in range(count))
    return TABLE[:head].replace("DRV", name) + f"fields = [{fields}]"


def test_a_line_may_have_63_bytes_and_not_64():
    sixty_three = with_fields(6, name="DRV")  # 1 + 3 + 6 * 8 + 4 + 6 is 62
    assert read_table(sixty_three.replace("DRV", "DRV4")).applications[0].messages[0].longest == 63
    with pytest.raises(BadInputError, match="its line can be 64 bytes long with the newline, 63"):
        read_table(sixty_three.replace("DRV", "DRV45"))


def test_more_fields_than_the_reader_has_room_for_are_refused():
    short = with_fields(11).replace("-100000", "0")
    with pytest.raises(BadInputError, match="has 11 fields; at most 10 are possible"):
        read_table(short)


@pytest.mark.parametrize(
    ("old", "new", "differ"),
    [
        ("left wheel", "the left wheel, seen from behind", [False, False]),
        ("50 a second", "20 a second", [False, False]),
        ("the supply fell", "too little", [False, False]),
        ("Drives.", "Drives the car.", [False, False]),
        ("version = 3", "version = 4", [True, True]),
        ('from = "host"', 'from = "board"', [False, True]),
        ("low = -1000", "low = -999", [False, True]),
        ("left_mm_s", "speed_mm_s", [False, True]),
        ("BROWN_OUT", "BROWNOUT", [True, True]),
        ('"BOOT"', '"START"', [True, True]),
    ],
)
def test_only_what_the_wire_says_is_in_the_hash(old, new, differ):
    before, after = hashes(TABLE), hashes(changed(old, new))
    assert [a != b for a, b in zip(before, after, strict=True)] == differ


def test_the_order_of_messages_and_words_is_not_in_the_hash():
    two_words = 'POWER = "the supply came on"\nBROWN_OUT = "the supply fell"\n'
    swapped = 'BROWN_OUT = "the supply fell"\nPOWER = "the supply came on"\n'
    assert hashes(changed(two_words, swapped)) == hashes(TABLE)


def test_the_order_of_fields_is_in_the_hash():
    swapped = TABLE.replace("left", "x").replace("right", "left").replace("x", "right")
    assert hashes(swapped)[1] != hashes(TABLE)[1]
