"""Damages of the second kind: the sender is wrong, and mostly its checksum is right."""

from binascii import crc_hqx

from damages import at, damage, fields_of, signed, with_number, without_too_long

from makerkit.arduino.codec import checksum
from makerkit.arduino.message import Number


@damage
def leading_zero(message, line, chance):
    return with_number(
        message, line, chance, lambda text: at(text, text.startswith(b"-"), b"0", 0)
    ), "FORM"


@damage
def leading_plus(message, line, chance):
    return with_number(message, line, chance, lambda text: b"+" + text.lstrip(b"-")), "FORM"


@damage
def minus_zero(message, line, chance):
    return with_number(message, line, chance, lambda text: b"-0"), "FORM"


@damage
def space_beside_a_number(message, line, chance):
    put = chance.choice([b" %s", b"%s ", b"%s\t", b"%s\r"])
    return with_number(message, line, chance, lambda text: put % text), "FORM"


@damage
def another_notation(message, line, chance):
    texts = [b"1.0", b"1e3", b"0x1F", b"1_0", b"", b"-", b"--1", b"1-", b"A", b"NAN", b"\xd9\xa7"]
    return with_number(message, line, chance, lambda text: chance.choice(texts)), "FORM"


@damage
def far_too_many_digits(message, line, chance):
    return without_too_long(signed(*fields_of(line)[:-1], b"9" * chance.randint(4, 40)), "RANGE")


@damage
def out_of_range(message, line, chance):
    numbers = [
        (place, field)
        for place, field in enumerate(message.FIELDS, start=1)
        if isinstance(field, Number)
    ]
    if not numbers:
        return None
    place, field = chance.choice(numbers)
    beyond = chance.choice([field.low - 1, field.high + 1, field.high + 10 * (field.high + 1)])
    fields = fields_of(line)
    fields[place] = b"%d" % beyond
    return without_too_long(signed(*fields), "RANGE")


@damage
def overflowing_number(message, line, chance):
    wraps = [2**16, 2**31, 2**32, 2**32 + 1, 2**33, 10**12]  # small again, to who counts no digits
    fields = fields_of(line)
    fields[-1] = b"%d" % chance.choice(wraps)
    return without_too_long(signed(*fields), "RANGE")


@damage
def sequence_number_out_of_range(message, line, chance):
    seq = b"%d" % chance.choice([256, 257, 999, -1, -255])
    return without_too_long(signed(*fields_of(line)[:-1], seq), "RANGE")


@damage
def one_field_too_few(message, line, chance):
    return signed(*fields_of(line)[:-1]), "FIELD_COUNT"


@damage
def one_field_too_many(message, line, chance):
    return without_too_long(signed(*fields_of(line), b"0"), "FIELD_COUNT")


@damage
def name_alone(message, line, chance):
    return signed(fields_of(line)[0]), "FIELD_COUNT"


@damage
def unknown_name(message, line, chance):
    name, *rest = fields_of(line)
    other = chance.choice([name[:-1], name + b"X", name.lower(), b"", b"X" + name, b"*" + name])
    return without_too_long(signed(other, *rest), "UNKNOWN_NAME")


@damage
def wrong_word(message, line, chance):
    words = [i for i, f in enumerate(message.FIELDS, start=1) if not isinstance(f, Number)]
    if not words:
        return None
    place = chance.choice(words)
    fields = fields_of(line)
    word = fields[place]
    fields[place] = chance.choice([word[:-1], word + b"X", word.lower(), b"", b"0", word + b"\0"])
    return without_too_long(signed(*fields), "FORM")


@damage
def too_long(message, line, chance):
    name, *rest = fields_of(line)
    return signed(name, b"0" * 60, *rest), "TOO_LONG"


@damage
def wrong_checksum(message, line, chance):
    wrong = (checksum(line[1:-6]) + chance.randint(1, 65535)) % 65536
    return line[:-5] + b"%04X\n" % wrong, "CHECKSUM"


@damage
def checksum_with_another_start(message, line, chance):
    return line[:-5] + b"%04X\n" % crc_hqx(line[1:-6], 0), "CHECKSUM"


@damage
def short_checksum(message, line, chance):
    return line[: -chance.randint(2, 5)] + b"\n", "NO_CHECKSUM"


@damage
def long_checksum(message, line, chance):
    return without_too_long(line[:-1] + b"0\n", "NO_CHECKSUM")


@damage
def no_checksum(message, line, chance):
    return line[:-6] + b"\n", "NO_CHECKSUM"


@damage
def no_hexadecimal_digit(message, line, chance):
    place = len(line) - 1 - chance.randint(1, 4)
    return at(
        line, place, chance.choice([b"G", b"g", b"a", b"/", b":", b"@", b" ", b"-"])
    ), "NO_CHECKSUM"


@damage
def no_start(message, line, chance):
    return line[1:], "NO_START"
