"""Errors that a running program raised, in plain words, at the program's own line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hardware_mocks.explain.errors import (
    attributes,
    calls,
    commas,
    gpio,
    handed,
    imports,
    kinds,
    names,
    others,
    serial,
    serial_bytes,
    values,
)
from hardware_mocks.explain.errors.place import Place, find_place
from hardware_mocks.explain.explained import Explained, shown
from hardware_mocks.explain.files import explain_syntax_error
from makerkit.arduino.errors import ArduinoError
from makerkit.errors import MakerKitError

Explainer = Callable[[BaseException, Place], Explained | None]
_EXPLAINERS: dict[str, tuple[Explainer, ...]] = {
    **gpio.EXPLAINERS,
    "SerialException": (serial.port,),
    "ModuleNotFoundError": (imports.no_module,),
    "ImportError": (imports.no_name,),
    "UnboundLocalError": (names.unbound_local,),
    "NameError": (names.unknown,),
    "AttributeError": (commas.comma_at_end, serial_bytes.missing, attributes.missing),
    "TypeError": (
        serial_bytes.wrong_kind,
        commas.comma_at_end,
        handed.whole_list,
        calls.wrong_call,
        kinds.wrong_kind,
    ),
    "ValueError": (serial.settings, serial_bytes.wrong_value, values.keys_only, values.wrong_value),
    "IndexError": (
        serial_bytes.no_byte,
        values.no_such_place,
    ),
    "KeyError": (values.no_such_key,),
    "ZeroDivisionError": (values.divided_by_zero,),
    "RecursionError": (others.calls_itself,),
    "FileNotFoundError": (others.no_file,),
    "PermissionError": (others.not_allowed,),
    "EOFError": (others.nothing_typed,),
    "KeyboardInterrupt": (others.stopped,),
    "StopIteration": (others.nothing_left,),
    "AssertionError": (others.own_assertion,),
    "SystemExit": (others.ended_itself,),
    "UnicodeDecodeError": (serial_bytes.no_text, others.no_text),
    "OSError": (serial.lost,),
    "error": (serial.lost,),  # termios.error
    "OverflowError": (values.too_large,),
    "RuntimeError": (others.runtime,),
    "Warning": (gpio.warning,),
}


def explain_error(error: BaseException, path: Path) -> Explained:
    """Say what an error means.

    Args:
        error: what the program raised, with its traceback.
        path: the program's file; files beside it count as its own.

    Returns:
        What to say, at the innermost line of the program's own. It is not certain where nothing
        better is known than Python's own words.
    """
    if isinstance(error, SyntaxError):
        return explain_syntax_error(error, path)
    place = find_place(error, path)
    if isinstance(error, ArduinoError):
        return replace(place.tell("python.kit"), message=error.message)
    if isinstance(error, MakerKitError):
        return place.tell("python.kit", said=str(error))
    for kind in type(error).__mro__:
        for explainer in _EXPLAINERS.get(kind.__name__, ()):
            found = explainer(error, place)
            if found is not None:
                return found
    return _in_pythons_words(error, place)


def _in_pythons_words(error: BaseException, place: Place) -> Explained:
    said = str(error) or shown(error)
    return place.guess("python.other", kind=type(error).__name__, said=said)
