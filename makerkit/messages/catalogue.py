"""The words for messages: read from TOML, translated by gettext files, filled with numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Any

from makerkit.errors import BadInputError, NotThereError

ENGLISH = "en"
KIT_FILES = Path(__file__).parent
"""The folder of the kit's own words."""
_FIELDS = frozenset({"title", "why", "steps"})


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be said, without the words.

    Attributes:
        id: key in a catalogue: "led.wrong_period".
        params: the numbers and names in it, as plain JSON values.
    """

    id: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """A message in words.

    Attributes:
        title: what was seen, one or two sentences, with the numbers.
        why: why that is so, or "".
        steps: what to try, in order.
    """

    title: str
    why: str = ""
    steps: tuple[str, ...] = ()

    def __str__(self) -> str:
        steps = (f"- {step}" for step in self.steps)
        return "\n".join(filter(None, (self.title, self.why, *steps)))


class Catalogue:
    """All messages of some files, in one language.

    Args:
        files: TOML files; ids of later ones must not be in earlier ones.
        language: which translations to use where there are some: "ckb".

    Raises:
        NotThereError: there is no such file.
        BadInputError: a file is no catalogue; the message says where and why.

    Example:
        >>> catalogue = Catalogue.of_the_kit()
        >>> catalogue.text(Message("program.ended_early", {"t_s": 0.02})).title
        'Your program ended after 0.02 s.'
    """

    def __init__(self, *files: Path, language: str = ENGLISH) -> None:
        self._texts: dict[str, Text] = {}
        for file in files:
            self._add(file, language)

    @classmethod
    def of_the_kit(cls, *more: Path, language: str = ENGLISH) -> Catalogue:
        """Return the kit's own messages, and those of some more files."""
        return cls(*sorted(KIT_FILES.glob("*.toml")), *more, language=language)

    def __contains__(self, message_id: object) -> bool:
        return message_id in self._texts

    def __iter__(self) -> Iterator[str]:
        """Yield every id."""
        return iter(self._texts)

    def template(self, message_id: str) -> Text:
        """Return the words with their gaps, such as "{on_s:.2f} s".

        Raises:
            NotThereError: there are none for this id.
        """
        if message_id not in self._texts:
            raise NotThereError(f"The catalogue has no message {message_id!r}.")
        return self._texts[message_id]

    def text(self, message: Message) -> Text:
        """Return the words for a message.

        Raises:
            NotThereError: there are none for its id.
            BadInputError: it lacks a parameter that the words ask for.
        """
        words = self.template(message.id)
        try:
            return Text(
                words.title.format_map(message.params),
                words.why.format_map(message.params),
                tuple(step.format_map(message.params) for step in words.steps),
            )
        except (KeyError, IndexError, ValueError, TypeError) as error:
            raise BadInputError(
                f"The message {message.id!r} cannot be filled with {dict(message.params)}: {error}."
            ) from error

    def _add(self, file: Path, language: str) -> None:
        translated = _translations(file.parent / "i18n" / f"{language}.po")
        for message_id, fields in _tables(_read_toml(file)):
            if message_id in self._texts:
                raise BadInputError(f"{file}: the message {message_id} is there already.")
            text = _parse(f"{file}, [{message_id}]", fields)
            self._texts[message_id] = Text(
                translated.get(f"{message_id} title", text.title),
                translated.get(f"{message_id} why", text.why),
                tuple(
                    translated.get(f"{message_id} step {number}", step)
                    for number, step in enumerate(text.steps, 1)
                ),
            )


def _read_toml(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotThereError(f"There is no catalogue {file}.") from error
    except (OSError, ValueError) as error:
        raise BadInputError(f"{file} is no catalogue of messages: {error}.") from error


def _tables(found: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each message with its id: the tables that hold words and not more tables."""
    for name, value in found.items():
        if not isinstance(value, dict):
            raise BadInputError(f"{name!r} stands outside of any message (in [{above}]).")
        message_id = f"{above}.{name}" if above else name
        if all(isinstance(inner, dict) for inner in value.values()):
            yield from _tables(value, message_id)
        else:
            yield message_id, value


def _parse(place: str, fields: Mapping[str, Any]) -> Text:
    unknown = sorted(fields.keys() - _FIELDS)
    if unknown:
        raise BadInputError(f"{place} has {unknown[0]!r}; a message has title, why and steps.")
    title, why, steps = fields.get("title"), fields.get("why", ""), fields.get("steps", [])
    if not isinstance(title, str) or not title.strip():
        raise BadInputError(f"{place} needs a title: what was seen.")
    if not isinstance(why, str):
        raise BadInputError(f"{place}: why must be a text.")
    if not isinstance(steps, list) or not all(isinstance(step, str) for step in steps):
        raise BadInputError(f"{place}: steps must be a list of texts.")
    for text in (title, why, *steps):
        try:
            list(Formatter().parse(text))
        except ValueError as error:
            raise BadInputError(f"{place}: {text!r} has a wrong brace: {error}.") from error
    return Text(title, why, tuple(steps))


def _translations(file: Path) -> dict[str, str]:
    """Return the translations of a gettext file by context; none where there is no file."""
    if not file.is_file():
        return {}
    import polib

    return {
        entry.msgctxt: entry.msgstr
        for entry in polib.pofile(str(file))
        if entry.msgctxt and entry.msgstr and not entry.fuzzy
    }
