"""Write a section as Python: one frozen dataclass for each message."""

import json

from workshop.protocol.table import Enum, Field, Message, Section, Table
from workshop.protocol.texts import LINE_WIDTH, ORIGIN, wrapped


def write_python(table: Table, section: Section) -> str:
    """Return the text of `makerkit/arduino/messages/<section>.py`."""
    lines = [f'"""{section.meaning}', "", ORIGIN, '"""', "", *_imports(table, section), ""]
    lines += _constants(table, section)
    for enum in section.enums:
        lines += ["", "", *_enum(enum)]
    for message in section.messages:
        lines += ["", "", *_message(message)]
    lines += ["", "", *_known(table, section, "host"), "", *_known(table, section, "board")]
    return "\n".join(lines) + "\n"


def _imports(table: Table, section: Section) -> list[str]:
    lines = []
    if section.messages:
        lines += ["from dataclasses import dataclass"]
    if section.enums:
        lines += ["from enum import StrEnum"]
    if section.messages:
        lines += ["from typing import ClassVar"]
    lines += ["", _import_from("makerkit.arduino.message", _from_message(section))]
    common = _from_link(table, section)
    if common:
        lines.append(_import_from("makerkit.arduino.messages.link", common))
    return lines[1:] if not lines[0] else lines


def _from_message(section: Section) -> list[str]:
    fields = [field for message in section.messages for field in message.fields]
    kinds = {"Word" if field.enum else "Number" for field in fields}
    return sorted({"Known", *(["Message"] if section.messages else []), *kinds})


def _from_link(table: Table, section: Section) -> list[str]:
    if section is table.link:
        return []
    own = {enum.name for enum in section.enums}
    fields = [field for message in section.messages for field in message.fields]
    enums = {field.enum.name for field in fields if field.enum} - own
    return sorted(enums | {message.class_name for message in table.link.messages})


def _import_from(module: str, names: list[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= LINE_WIDTH:
        return line
    return "\n".join([f"from {module} import (", *(f"    {name}," for name in names), ")"])


def _constants(table: Table, section: Section) -> list[str]:
    return [
        f"PROTOCOL_VERSION = {table.version}",
        f"SCHEMA_HASH = {table.schema_hash(section)}",
    ]


def _enum(enum: Enum) -> list[str]:
    lines = [f"class {enum.name}(StrEnum):", '    """One of these words."""']
    for word, meaning in enum.words.items():
        lines += ["", f'    {word} = "{word}"', *_docstring(meaning)]
    return lines


def _message(message: Message) -> list[str]:
    lines = ["@dataclass(frozen=True, slots=True)", f"class {message.class_name}(Message):"]
    sentence = f"From the {message.sender}, {message.rate}."
    lines += [f'    """{message.summary}', ""]
    if more := message.meaning.removeprefix(message.summary).strip():
        lines += [*wrapped(more, first="    ", rest="    "), ""]
    lines += wrapped(sentence, first="    ", rest="    ")
    if message.fields:
        lines += ["", "    Attributes:"]
    for field in message.fields:
        lines += wrapped(f"{field.name}: {_words_for(field)}", first=" " * 8, rest=" " * 12)
    lines += ['    """', "", f'    NAME: ClassVar[str] = "{message.name}"']
    lines += _specification(message.fields)
    if message.fields:
        lines.append("")
    return lines + [f"    {field.name}: {_type(field)}" for field in message.fields]


def _words_for(field: Field) -> str:
    if field.enum:
        return field.reason
    unit = f" {field.unit}" if field.unit else ""
    return f"{field.low} to {field.high}{unit}; {field.reason}"


def _specification(fields: tuple[Field, ...]) -> list[str]:
    head = "    FIELDS: ClassVar[tuple[Number | Word, ...]] = "
    if not fields:
        return ["    FIELDS: ClassVar[tuple[()]] = ()"]
    kinds = {"Word" if field.enum else "Number" for field in fields}
    if len(kinds) == 1:
        head = f"    FIELDS: ClassVar[tuple[{kinds.pop()}, ...]] = "
    entries = [_entry(field) for field in fields]
    short = f"{head}({', '.join(entries)}{',' if len(entries) == 1 else ''})"
    if len(short) <= LINE_WIDTH and len(entries) == 1:
        return [short]
    return [f"{head}(", *(f"        {entry}," for entry in entries), "    )"]


def _entry(field: Field) -> str:
    name = json.dumps(field.name)
    if field.enum:
        return f"Word({name}, {field.enum.name})"
    return f"Number({name}, {field.low}, {field.high})"


def _type(field: Field) -> str:
    return field.enum.name if field.enum else "int"


def _docstring(text: str) -> list[str]:
    lines = wrapped(f"{text[0].upper()}{text[1:]}.", first='    """', rest="    ")
    if len(lines) == 1 and len(lines[0]) + 3 <= LINE_WIDTH:
        return [lines[0] + '"""']
    return [*lines, '    """']


def _known(table: Table, section: Section, sender: str) -> list[str]:
    messages = [m for m in table.messages_of(section) if m.sender == sender]
    entries = [f"    {message.class_name}.NAME: {message.class_name}," for message in messages]
    lines = [f"FROM_{sender.upper()}: Known = {{", *entries, "}"]
    return lines if entries else [f"FROM_{sender.upper()}: Known = {{}}"]
