"""Write a section as C++: one struct for each message, and its description in flash."""

import re

from workshop.protocol.table import Enum, Field, Message, Section, Table
from workshop.protocol.texts import LINE_WIDTH, ORIGIN, wrapped


def write_cpp(table: Table, section: Section) -> str:
    """Return the text of `<section>_messages.h`."""
    is_link = section is table.link
    lines = [f"// {ORIGIN}", *wrapped(section.meaning, first="// ", rest="// "), "#pragma once", ""]
    lines += ['#include "MessageSchema.h"']
    lines += [] if is_link else ['#include "link_messages.h"']
    lines += ["", "namespace maker {", f"namespace {section.name} {{", ""]
    lines += _constants(table, section)
    for enum in section.enums:
        lines += ["", *_enum(enum)]
    for sender in ("host", "board"):
        known = [message for message in table.messages_of(section) if message.sender == sender]
        for message in section.sent_by(sender):
            lines += ["", *_message(message, known.index(message))]
        lines += ["", *_known(section, known, sender)]
    lines += ["", f"}}  // namespace {section.name}", "}  // namespace maker"]
    return "\n".join(lines) + "\n"


def _constants(table: Table, section: Section) -> list[str]:
    return [
        f"constexpr uint8_t PROTOCOL_VERSION = {table.version};",
        f"constexpr uint16_t SCHEMA_HASH = {table.schema_hash(section)}u;",
    ]


def _enum(enum: Enum) -> list[str]:
    lines = [f"enum class {enum.name} : uint8_t {{"]
    for word, meaning in enum.words.items():
        lines += _explained(f"{_enumerator(word)},", meaning)
    return [*lines, "};", f'const char {_words_name(enum)}[] PROGMEM = "{",".join(enum.words)}";']


def _enumerator(word: str) -> str:
    """BROWN_OUT is BrownOut: Arduino.h has macros like EXTERNAL, DEFAULT and HIGH."""
    return "".join(part.capitalize() for part in word.split("_"))


def _words_name(enum: Enum) -> str:
    return "WORDS_OF_" + re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", enum.name).upper()


def _message(message: Message, number: int) -> list[str]:
    name = message.class_name
    comment = f"{message.meaning} From the {message.sender}, {message.rate}."
    return [
        *_descriptions(message),
        *wrapped(comment, first="// ", rest="// "),
        f"struct {name} {{",
        f"  enum : uint8_t {{ ID = {number}, FIELDS = {len(message.fields)} }};",
        *(line for field in message.fields for line in _member(field)),
        f"  static const MessageSchema* description() {{ return &SCHEMA_OF_{message.name}; }}",
        *_from_values(message),
        *_into_values(message),
        "};",
    ]


def _descriptions(message: Message) -> list[str]:
    fields = f"FIELDS_OF_{message.name}"
    rows = [f"  {{{_bounds(field)}, {_words(field)}}}," for field in message.fields]
    head = [f"const FieldSchema {fields}[] PROGMEM = {{", *rows, "};"] if rows else []
    where = fields if rows else "nullptr"
    values = f'{{"{message.name}", {len(message.fields)}, {where}}}'
    return [*head, f"const MessageSchema SCHEMA_OF_{message.name} PROGMEM = {values};"]


def _bounds(field: Field) -> str:
    return f"{field.low}L, {field.high}L"


def _words(field: Field) -> str:
    if not field.enum:
        return "nullptr"
    return _words_name(field.enum)


def _member(field: Field) -> list[str]:
    bounds = "" if field.enum else f"{field.low} to {field.high} {field.unit}".rstrip() + "; "
    return _explained(f"{_type(field)} {field.name};", bounds + field.reason)


def _explained(code: str, comment: str) -> list[str]:
    """Put a comment behind a line of code, or above it if that would be too long."""
    line = f"  {code}  // {comment}"
    if len(line) <= LINE_WIDTH:
        return [line]
    return [*wrapped(comment, first="  // ", rest="  // "), f"  {code}"]


def _type(field: Field) -> str:
    if field.enum:
        return field.enum.name
    for bits in (8, 16, 32):
        if field.low >= 0 and field.high < 2**bits:
            return f"uint{bits}_t"
        if -(2 ** (bits - 1)) <= field.low and field.high < 2 ** (bits - 1):
            return f"int{bits}_t"
    raise AssertionError(field)


def _from_values(message: Message) -> list[str]:
    name = message.class_name
    if not message.fields:
        return [f"  static {name} from(const int32_t*) {{ return {name}{{}}; }}"]
    head = f"  static {name} from(const int32_t* values) {{"
    assignments = [
        f"    message.{field.name} = static_cast<{_type(field)}>(values[{index}]);"
        for index, field in enumerate(message.fields)
    ]
    return [head, f"    {name} message;", *assignments, "    return message;", "  }"]


def _into_values(message: Message) -> list[str]:
    if not message.fields:
        return ["  void into(int32_t*) const {}"]
    assignments = [
        f"    values[{index}] = static_cast<int32_t>({field.name});"
        for index, field in enumerate(message.fields)
    ]
    return ["  void into(int32_t* values) const {", *assignments, "  }"]


def _known(section: Section, known: list[Message], sender: str) -> list[str]:
    """List what one side sends. Common messages come first: their IDs hold in all lists."""
    own = {message.name for message in section.messages}
    entries = [
        f"  &{'' if message.name in own else 'link::'}SCHEMA_OF_{message.name},"
        for message in known
    ]
    name = f"FROM_{sender.upper()}"
    if not entries:  # C++ has no empty arrays
        return [f"constexpr KnownMessages {name} = {{nullptr, 0}};"]
    lines = [f"const MessageSchema* const {name}_LIST[] PROGMEM = {{", *entries, "};"]
    return [*lines, f"constexpr KnownMessages {name} = {{{name}_LIST, {len(entries)}}};"]
