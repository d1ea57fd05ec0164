"""Write the table as a page for readers: `firmware/PROTOCOL.md`."""

from binascii import crc_hqx

from workshop.protocol.table import LINE_BYTES, Enum, Field, Message, Section, Table
from workshop.protocol.texts import ORIGIN

_FRAME = f"""\
A line is `$NAME,field,...,seq*CRC` and a newline, at most {LINE_BYTES} bytes in all, for instance
`$PING,7,17*{crc_hqx(b"PING,7,17", 0xFFFF):04X}`.

- The checksum is CRC-16-CCITT (polynomial 0x1021, start 0xFFFF) over what stands between `$` and
  `*`, as four hexadecimal digits in upper case. Of `123456789` it is `29B1`.
- A `$` begins a line, wherever it stands: after damage the next whole line is understood again.
- A number is written in the shortest way: no `+`, no leading zeros, no spaces, no point. A word is
  one of those listed.
- `seq` is the last field of every line: 0 to 255, counted up by each sender for its own lines, then
  0 again. A gap tells how many lines were lost.
- A carriage return before the newline is allowed, an empty line means nothing.
- A line with anything wrong (cut, too long, wrong checksum, unknown name, wrong number of fields, a
  value that is not in form or not in range) is dropped and counted. It changes nothing.
- The board says its protocol version and schema hash in `BOOT`, the host in `HELLO`. The hash
  covers names, directions, fields, ranges and words of the common messages and of the application's
  own: if it differs, both sides were built from different tables, and nothing moves until one is
  updated.
"""


def write_markdown(table: Table) -> str:
    """Return the text of `firmware/PROTOCOL.md`."""
    lines = ["# What host and board say to each other", "", f"<!-- {ORIGIN} -->", ""]
    lines += [f"115200 baud, 8N1. Version {table.version}.", "", "## A line", "", _FRAME]
    for section in table.sections:
        lines += _section(table, section)
    return "\n".join(lines).rstrip() + "\n"


def _section(table: Table, section: Section) -> list[str]:
    lines = [f"## `[{section.name}]`", "", section.meaning, ""]
    if section is not table.link:
        lines += [f"Schema hash: {table.schema_hash(section)}.", ""]
    for sender, other in (("host", "board"), ("board", "host")):
        for message in section.sent_by(sender):
            lines += _message(message, other)
    for enum in section.enums:
        lines += _enum(enum)
    return lines


def _message(message: Message, other: str) -> list[str]:
    fields = ["", *_fields(message.fields)] if message.fields else []
    return [
        f"### `{message.name}`: {message.sender} to {other}",
        "",
        message.meaning,
        "",
        f"Sent {message.rate}. At most {message.longest} bytes.",
        *fields,
        "",
    ]


def _fields(fields: tuple[Field, ...]) -> list[str]:
    head = ["| field | value | unit | what it means |", "|---|---|---|---|"]
    return head + [
        f"| `{field.name}` | {_values(field)} | {field.unit} | {_cell(field.reason)} |"
        for field in fields
    ]


def _values(field: Field) -> str:
    return f"`{field.enum.name}`" if field.enum else f"{field.low} to {field.high}"


def _enum(enum: Enum) -> list[str]:
    rows = [f"| `{word}` | {_cell(meaning)} |" for word, meaning in enum.words.items()]
    return [f"### The words of `{enum.name}`", "", "| word | meaning |", "|---|---|", *rows, ""]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
