"""Errors that a running program raised, in plain words, at the program's own line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hardware_mocks.explain.errors import (
    attributes,
    calls,
    camera,
    commas,
    gpio,
    handed,
    imports,
    kinds,
    names,
    others,
    pictures,
    serial,
    serial_bytes,
    values,
    web,
)
from hardware_mocks.explain.errors.place import Place, find_place
from hardware_mocks.explain.explained import Explained, shown
from hardware_mocks.explain.files import explain_syntax_error
from makerkit.errors import MakerKitError
from makerkit.messages import Message

Explainer = Callable[[BaseException, Place], Explained | None]
_EXPLAINERS: dict[str, tuple[Explainer, ...]] = {
    **gpio.EXPLAINERS,
    "SerialException": (serial.port,),
    "ModuleNotFoundError": (imports.no_module,),
    "ImportError": (imports.no_name,),
    "UnboundLocalError": (names.unbound_local,),
    "NameError": (names.unknown,),
    "AttributeError": (
        pictures.nothing_read,
        commas.comma_at_end,
        serial_bytes.missing,
        attributes.missing,
    ),
    "TypeError": (
        web.text_and_bytes,
        web.flask,
        pictures.nothing_read,
        serial_bytes.wrong_kind,
        commas.comma_at_end,
        handed.whole_list,
        calls.wrong_call,
        kinds.wrong_kind,
    ),
    "ValueError": (
        web.flask,
        pictures.wrong_shape,
        camera.runtime,
        serial.settings,
        serial_bytes.wrong_value,
        values.keys_only,
        values.wrong_value,
    ),
    "IndexError": (
        camera.runtime,
        pictures.wrong_place,
        serial_bytes.no_byte,
        values.no_such_place,
    ),
    "KeyError": (values.no_such_key,),
    "ZeroDivisionError": (values.divided_by_zero,),
    "RecursionError": (others.calls_itself,),
    "FileExistsError": (others.folder_is_there,),
    "FileNotFoundError": (others.no_file,),
    "PermissionError": (others.not_allowed,),
    "EOFError": (others.nothing_typed,),
    "KeyboardInterrupt": (others.stopped,),
    "StopIteration": (others.nothing_left,),
    "AssertionError": (web.flask, others.own_assertion),
    "TemplateNotFound": (web.no_template,),
    "BuildError": (web.no_endpoint,),
    "SystemExit": (others.ended_itself,),
    "UnicodeDecodeError": (serial_bytes.no_text, others.no_text),
    "OSError": (serial.lost,),
    "error": (pictures.cv2_error, serial.lost),  # cv2.error and termios.error
    "OverflowError": (values.too_large,),
    "RuntimeError": (camera.runtime, web.flask, others.runtime),
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
    own = getattr(error, "message", None)
    if isinstance(error, MakerKitError) and isinstance(own, Message):
        return replace(place.tell("python.kit"), message=own)
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
