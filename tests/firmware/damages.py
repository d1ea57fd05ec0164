"""What happens to lines, each with the verdict that it must get.

A damage takes a good message, its line and a source of chance, and returns what arrives and the
verdict:

- "bad": one or more bad lines, nothing understood;
- "safe": whatever is understood is the message that was sent;
- otherwise what is found, in order: "good" for the message that was sent, else the name of a `Bad`.

None where the damage does not fit the message (it has no word, or no number).
"""

from makerkit.arduino.codec import checksum
from makerkit.arduino.message import Number

DAMAGES = {}


def damage(function):
    DAMAGES[function.__name__] = function
    return function


def signed(*fields):
    """Return a line with the right checksum over any fields."""
    body = b",".join(fields)
    return b"$%s*%04X\n" % (body, checksum(body))


def fields_of(line):
    """Return name, values and sequence number of a good line."""
    return line[1:-6].split(b",")


def at(line, place, text, count=1):
    return line[:place] + text + line[place + count :]


def with_number(message, line, chance, change):
    """Return the line with one of its numbers (the sequence number too) changed, rightly signed."""
    fields = fields_of(line)
    places = [i for i, field in enumerate(message.FIELDS, start=1) if isinstance(field, Number)]
    place = chance.choice([*places, len(fields) - 1])
    fields[place] = change(fields[place])
    return signed(*fields)


def without_too_long(line, verdict):
    """Return a line with its verdict, unless it has become so long that this is the first fault."""
    return line, verdict if len(line) <= 63 else "TOO_LONG"
