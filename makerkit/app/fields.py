"""Fields of forms made of settings: their bounds and words stand where the settings are defined."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

TEXT_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Field:
    """One setting in a form.

    Attributes:
        key: its name in the form; dots lead into a section.
        kind: "number", "whole", "switch", "choice" or "text".
        label: for people.
        help: what the settings say about it.
        least, most: bounds of a number; None where there is none.
        choices: what can be chosen.
        wrong: why what was typed is not taken.
    """

    key: str
    kind: str
    label: str
    value: Any
    help: str = ""
    unit: str = ""
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()
    wrong: str = ""


UNITS = {
    "_s": "s", "_days": "d", "_gb": "GB", "_min": "min", "_h": "h", "_mb": "MB", "_m": "m",
    "_m_s": "m/s", "_m_s2": "m/s²", "_per_m": "1/m", "_rad": "rad", "_rad_s": "rad/s",
    "_us": "µs", "_us_per_rad": "µs/rad", "_px": "px",
}  # fmt: skip


def fields_of(
    section: BaseModel,
    keys: Iterable[str],
    *,
    prefix: str = "",
    errors: Mapping[str, str] | None = None,
) -> list[Field]:
    """Return fields for some settings of a section; what the section has not is left out."""
    known = type(section).model_fields
    wrong = errors or {}
    return [
        _field(section, key, prefix, wrong.get(prefix + key, "")) for key in keys if key in known
    ]


def read_fields(
    fields: Iterable[Field], form: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what a form changes, by key, and what is wrong in it."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in fields:
        if field.key not in form and field.kind != "switch":
            continue
        try:
            value = _read(field, form.get(field.key, ""))
        except ValueError as error:
            errors[field.key] = str(error)
            continue
        if value != field.value:
            values[field.key] = value
    return values, errors


def _field(section: BaseModel, key: str, prefix: str, wrong: str) -> Field:
    info = type(section).model_fields[key]
    value = getattr(section, key)
    least, most = _bound(info.metadata, ("ge", "gt")), _bound(info.metadata, ("le", "lt"))
    choices = _choices(info.annotation)
    shown = value.value if isinstance(value, Enum) else value
    return Field(
        key=prefix + key,
        kind=_kind(info.annotation, choices),
        label=label_of(key),
        value=shown,
        help=" ".join((info.description or "").split()),
        unit=UNITS.get(_tail(key), ""),
        least=least,
        most=most,
        choices=choices,
        wrong=wrong,
    )


def label_of(key: str) -> str:
    """Return a key as words: "entry_s" is "Entry"."""
    return key.removesuffix(_tail(key)).replace("_", " ").capitalize()


def _tail(key: str) -> str:
    """Return what of a key is its unit: of "speed_m_s" it is "_m_s"."""
    return max((tail for tail in UNITS if key.endswith(tail)), key=len, default="")


def _kind(annotation: Any, choices: tuple[str, ...]) -> str:
    if choices:
        return "choice"
    if annotation is bool:
        return "switch"
    if annotation is int:
        return "whole"
    return "number" if annotation is float else "text"


def _choices(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return tuple(str(choice) for choice in get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(choice.value) for choice in annotation)
    return ()


def _bound(metadata: Iterable[Any], names: tuple[str, ...]) -> float | None:
    for rule in metadata:
        for name in names:
            if (value := getattr(rule, name, None)) is not None:
                return float(value)
    return None


def _read(field: Field, text: str) -> Any:
    """Return what was typed.

    Raises:
        ValueError: it is none of what the field takes; the sentence for the person.
    """
    if field.kind == "switch":
        return text in ("1", "on", "true")
    if field.kind == "choice":
        if text not in field.choices:
            raise ValueError(f"Choose one of {', '.join(field.choices)}.")
        return text
    if field.kind == "text":
        return _text(text)
    return _number(field, text.strip())


def _text(text: str) -> str:
    if len(text) > TEXT_LONGEST or not text.isprintable():
        raise ValueError(f"One line of at most {TEXT_LONGEST} letters, please.")
    return text.strip()


def _number(field: Field, text: str) -> float | int:
    bounds = _bounds(field)
    try:
        value: float | int = int(text) if field.kind == "whole" else float(text.replace(",", "."))
    except ValueError:
        raise ValueError(f"A number, please{bounds}.") from None
    is_low = field.least is not None and not value >= field.least
    is_high = field.most is not None and not value <= field.most
    if is_low or is_high or value != value:  # noqa: PLR0124  # not a number is not itself
        raise ValueError(f"It must be{bounds} (got {text[:20]}).")
    return value


def _bounds(field: Field) -> str:
    if field.least is not None and field.most is not None:
        return f" from {field.least:g} to {field.most:g}"
    if field.least is not None:
        return f" at least {field.least:g}"
    return f" at most {field.most:g}" if field.most is not None else ""
