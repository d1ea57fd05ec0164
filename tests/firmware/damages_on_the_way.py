"""Damages of the first kind: the line is hit on its way."""

from damages import at, damage, fields_of, signed


@damage
def flipped_bit(message, line, chance):
    place = chance.randrange(len(line) - 1)
    return at(line, place, bytes([line[place] ^ 1 << chance.randrange(8)])), "bad"


@damage
def flipped_bits(message, line, chance):
    data = bytearray(line[:-1])
    for place in chance.sample(range(len(data)), 3):
        data[place] ^= 1 << chance.randrange(8)
    return bytes(data) + b"\n", "bad"


@damage
def other_digits(message, line, chance):
    data = bytearray(line)
    digits = [i for i, byte in enumerate(line[:-6]) if chr(byte).isdigit()]
    for place in chance.sample(digits, min(len(digits), chance.randint(1, 3))):
        data[place] = chance.choice([byte for byte in b"0123456789" if byte != line[place]])
    return bytes(data), "CHECKSUM"


@damage
def swapped_neighbours(message, line, chance):
    places = [i for i in range(1, len(line) - 7) if line[i] != line[i + 1]]
    place = chance.choice(places)
    return at(line, place, line[place + 1 : place - 1 : -1] if place else b"", 2), "CHECKSUM"


@damage
def swapped_characters(message, line, chance):
    data = bytearray(line)
    first, second = chance.sample(range(1, len(line) - 6), 2)
    data[first], data[second] = data[second], data[first]
    return bytes(data), "good" if bytes(data) == line else "CHECKSUM"


@damage
def lost_byte(message, line, chance):
    return at(line, chance.randrange(len(line) - 1), b""), "bad"


@damage
def lost_bytes(message, line, chance):
    count = chance.randint(2, 8)
    return at(line, chance.randrange(len(line) - count), b"", count), "bad"


@damage
def doubled_byte(message, line, chance):
    place = chance.randrange(1, len(line) - 1)
    return at(line, place, line[place : place + 1] * 2), "bad"


@damage
def doubled_piece(message, line, chance):
    begin = chance.randrange(len(line))
    piece = line[begin : begin + chance.randint(2, 10)]
    return at(line, begin, piece, 0), "safe"


@damage
def doubled_line(message, line, chance):
    return line * 2, "good good"


@damage
def burst(message, line, chance):
    count = chance.randint(2, 12)
    place = chance.randrange(len(line) - 1)
    return at(line, place, chance.randbytes(count), count), "safe"


@damage
def inserted_byte(message, line, chance):
    place = chance.randrange(1, len(line) - 1)
    return at(line, place, bytes([chance.randrange(256)]), 0), "safe"


@damage
def zero_byte(message, line, chance):
    return at(line, chance.randrange(1, len(line) - 6), b"\0"), "CHECKSUM"


@damage
def zero_byte_in_the_name(message, line, chance):
    name, *rest = fields_of(line)
    return signed(name + b"\0", *rest), "UNKNOWN_NAME"


@damage
def carriage_return_inside(message, line, chance):
    return at(line, chance.randrange(1, len(line) - 6), b"\r", 0), "CHECKSUM"


@damage
def newline_inside(message, line, chance):
    return at(line, chance.randrange(1, len(line) - 6), b"\n", 0), "NO_CHECKSUM NO_START"


@damage
def cut_off(message, line, chance):
    return line[: chance.randint(1, len(line) - 7)] + b"\n", "NO_CHECKSUM"


@damage
def cut_off_by_the_next_line(message, line, chance):
    return line[: chance.randint(1, len(line) - 1)] + line, "CUT good"


@damage
def begun_in_the_middle(message, line, chance):
    return line[chance.randint(1, len(line) - 2) :], "NO_START"


@damage
def begun_in_the_middle_then_whole(message, line, chance):
    return line[chance.randint(1, len(line) - 2) :] + line, "NO_START good"


@damage
def noise_before(message, line, chance):
    noise = bytes(byte for byte in chance.randbytes(20) if byte not in b"$\n")
    return noise + line, "NO_START good"


@damage
def noise_after(message, line, chance):
    noise = bytes(byte for byte in chance.randbytes(20) if byte not in b"$\n\r")
    return line + noise + b"\n", "good NO_START"


@damage
def noise_alone(message, line, chance):
    return chance.randbytes(chance.randint(20, 70)) + b"\n", "bad"


@damage
def noise_that_is_too_long(message, line, chance):
    return b"U" * chance.randint(64, 200) + b"\n" + line, "TOO_LONG good"


@damage
def joined_lines(message, line, chance):
    return line[:-1] + line, "CUT good"


@damage
def lower_case(message, line, chance):
    return line.lower(), "NO_CHECKSUM" if line[-5:-1] != line[-5:-1].lower() else "CHECKSUM"


@damage
def zero_bits_as_of_a_wrong_speed(message, line, chance):
    return bytes(byte & 0xF0 for byte in line) + b"\n", "bad"
