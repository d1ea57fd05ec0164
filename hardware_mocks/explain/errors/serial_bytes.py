"""Bytes and text: what comes over a serial line is bytes, and what a program wants is text."""

from __future__ import annotations

import ast
import re

from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.errors.serial import uses_serial
from hardware_mocks.explain.explained import Explained, shown

_TEXT = frozenset(range(32, 127)) | frozenset(b"\t\r\n")
_GARBAGE_SHARE = 0.3
"""From this share of bytes that are no text on, the speed is wrong."""
_ARDUINO_WORDS = {
    "begin": "the speed is given when the port is opened: `serial.Serial(port, 115200)`",
    "println": '`{name}.write(b"...\\n")`',
    "print": '`{name}.write(b"...")`',
    "available": "`{name}.in_waiting`, without brackets",
    "readString": "`{name}.readline().decode()`",
    "readStringUntil": "`{name}.readline().decode()`",
    "parseInt": "`int({name}.readline())`",
    "parseFloat": "`float({name}.readline())`",
    "end": "`{name}.close()`",
    "setTimeout": "`{name}.timeout = 1`, in seconds",
}


# --- TypeError


def wrong_kind(error: BaseException, place: Place) -> Explained | None:
    """Explain text where bytes are wanted, and the other way round."""
    said = str(error)
    for pattern, explain in _WRONG_KINDS:
        found = re.search(pattern, said)
        if found:
            return explain(found, place)
    return None


def _text_written(_found: re.Match[str], place: Place) -> Explained:
    """`ser.write("hello")`."""
    node = _first_argument(place)
    code = place.code_of(node) or "..."
    is_literal = isinstance(node, ast.Constant) and code[:1] in {'"', "'"} and code.isascii()
    right = f"b{code}" if is_literal else f"{_in_brackets(node, code)}.encode()"
    return place.tell("serial.text_written", code=code, right=right)


def _in_brackets(node: ast.AST | None, code: str) -> str:
    return f"({code})" if isinstance(node, ast.BinOp) else code


def _number_written(found: re.Match[str], place: Place) -> Explained | None:
    """`ser.write(1.5)`; a whole number makes no error, and sends as many zeros."""
    node = _first_argument(place)
    if not _is_call_of(place, "write"):
        return None
    code = place.code_of(node) or "..."
    if found[1] == "NoneType":
        return place.tell("serial.nothing_written", code=code)
    return place.tell("serial.number_written", code=code, right=f'f"{{{code}}}\\n".encode()')


def _bytes_wanted(_found: re.Match[str], place: Place) -> Explained | None:
    """`line.split(",")`, `"READY" in line` where line is bytes."""
    if _is_call_of(place, "write"):
        return _text_written(_found, place)
    name = _bytes_here(place)
    return place.tell("serial.bytes_not_text", name=name) if name else None


def _joined(_found: re.Match[str], place: Place) -> Explained | None:
    """`"got " + line`."""
    name = _bytes_here(place)
    return place.tell("serial.bytes_joined", name=name) if name else None


def _without_encoding(_found: re.Match[str], place: Place) -> Explained:
    code = place.code_of(_first_argument(place)) or "..."
    return place.tell("serial.bytes_of_text", code=code, right=f"{code}.encode()")


def _ord_of_nothing(_found: re.Match[str], place: Place) -> Explained | None:
    return place.tell("serial.nothing_came") if uses_serial(place) else None


_WRONG_KINDS = (
    (r"unicode strings are not supported, please encode to bytes", _text_written),
    (r"cannot convert '(float|NoneType)' object to bytearray", _number_written),
    (r"a bytes-like object is required, not 'str'", _bytes_wanted),
    (r"(?:starts|ends)with first arg must be bytes", _bytes_wanted),
    (r"argument should be integer or bytes-like object, not 'str'", _bytes_wanted),
    (r"can only concatenate str \(not \"bytes\"\) to str|can't concat str to bytes", _joined),
    (r"string argument without an encoding", _without_encoding),
    (r"ord\(\) expected a character, but string of length 0", _ord_of_nothing),
)


def _first_argument(place: Place) -> ast.AST | None:
    call = _call(place)
    return call.args[0] if call is not None and call.args else None


def _call(place: Place) -> ast.Call | None:
    if isinstance(place.node, ast.Call):
        return place.node
    calls = [n for n in place.source.nodes if isinstance(n, ast.Call) and n.lineno == place.line]
    return calls[0] if len(calls) == 1 else None


def _is_call_of(place: Place, name: str) -> bool:
    call = _call(place)
    return call is not None and isinstance(call.func, ast.Attribute) and call.func.attr == name


def _bytes_here(place: Place) -> str:
    """Return the code in the line that is bytes, "" where none is."""
    for node in place.source.nodes:
        if getattr(node, "lineno", None) != place.line or not isinstance(node, ast.expr):
            continue
        try:
            value = place.value_of(node)
        except LookupError:
            value = _BYTES if _reads(node) else None
        if isinstance(value, bytes):
            return place.code_of(node)
    return ""


_BYTES = b""


def _reads(node: ast.AST) -> bool:
    """Tell whether an expression reads from a port: `ser.readline()`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr in {"readline", "read", "read_until", "read_all"}


# --- AttributeError


def missing(error: BaseException, place: Place) -> Explained | None:
    """Explain `.decode()` of text, `.encode()` of bytes, and the Arduino's words for a port."""
    said = str(error)
    node = place.node
    name = place.code_of(node.value) if isinstance(node, ast.Attribute) else ""
    if "'str' object has no attribute 'decode'" in said:
        return place.tell("serial.text_already", name=name or "this")
    if "'bytes' object has no attribute 'encode'" in said:
        return place.tell("serial.bytes_already", name=name or "this")
    if "module 'serial' has no attribute 'Serial'" in said and "partially" not in said:
        return _other_package(place)
    found = re.search(r"'(?:Sim)?Serial' object has no attribute '(\w+)'", said)
    words = _ARDUINO_WORDS.get(found[1]) if found else None
    if found and words:
        instead = words.format(name=name or "ser")
        return place.tell("serial.arduino_word", name=name or "ser", word=found[1], instead=instead)
    return None


def _other_package(place: Place) -> Explained | None:
    module = place.names.get("serial")
    file = str(getattr(module, "__file__", "") or "")
    is_installed = "site-packages" in file or "dist-packages" in file
    return place.tell("serial.other_package") if is_installed else None


# --- ValueError


def wrong_value(error: BaseException, place: Place) -> Explained | None:
    """Explain a line of the board that is no number."""
    said = str(error)
    found = re.search(r"invalid literal for int\(\) with base \d+: (b?['\"].*)", said, re.DOTALL)
    found = found or re.search(r"could not convert string to float: (b?['\"].*)", said, re.DOTALL)
    if found and uses_serial(place):
        return _no_number(_literal(found[1]), place)
    found = re.search(r"not enough values to unpack \(expected (\d+), got (\d+)\)", said)
    if found and uses_serial(place) and ".split(" in place.source.line(place.line):
        return place.tell("serial.few_values", wanted=found[1], got=found[2])
    return None


def _literal(code: str) -> str | bytes:
    try:
        value = ast.literal_eval(code)
    except (SyntaxError, ValueError):
        return ""
    return value if isinstance(value, str | bytes) else ""


def _no_number(value: str | bytes, place: Place) -> Explained | None:
    if isinstance(value, str) and re.match(r"b['\"]", value):
        return place.tell("serial.str_of_bytes", heard=value)
    is_of_line = isinstance(value, bytes) or value.endswith(("\n", "\r")) or not _asks(place)
    data = value if isinstance(value, bytes) else value.encode()
    if not data.strip():
        return place.tell("serial.nothing_came")
    if not is_of_line:
        return None  # it may come from the keyboard as well
    if _is_garbage(data):
        return place.tell("serial.wrong_speed", heard=shown(data))
    text = data.decode("ascii", "replace").strip()
    numbers = re.split(r"[\s,;]+", text)
    are_numbers = all(re.fullmatch(r"-?\d+(?:\.\d+)?", number) for number in numbers)
    if len(numbers) > 1 and are_numbers:
        key = "serial.two_lines" if "\n" in text or "\r" in text else "serial.several_numbers"
        return place.tell(key, heard=shown(value), count=len(numbers))
    if are_numbers:
        return None  # a decimal point: not about the line
    return place.tell("serial.word_not_number", heard=shown(value))


def _asks(place: Place) -> bool:
    """Tell whether somebody types something into the program."""
    calls = (node for node in place.source.nodes if isinstance(node, ast.Call))
    return any(place.code_of(call.func) == "input" for call in calls)


def _is_garbage(data: bytes) -> bool:
    try:
        data.decode()  # what somebody writes as é or ب
    except UnicodeDecodeError:
        pass
    else:
        return False
    return sum(byte not in _TEXT for byte in data) >= _GARBAGE_SHARE * len(data)


# --- UnicodeDecodeError, IndexError


def no_text(error: BaseException, place: Place) -> Explained | None:
    """Explain bytes of a board that are no text."""
    if not isinstance(error, UnicodeDecodeError) or not uses_serial(place):
        return None
    data = bytes(error.object)
    if _is_garbage(data) and len(data) > 1:
        return place.tell("serial.wrong_speed", heard=shown(data))
    byte = f"0x{data[error.start]:02x}"
    if error.start < 2 and not _is_garbage(data[error.end + 1 :]):
        return place.tell("serial.first_bytes", heard=shown(data), byte=byte)
    return place.tell("serial.odd_byte", heard=shown(data), byte=byte, number=error.start + 1)


def no_byte(error: BaseException, place: Place) -> Explained | None:
    """Explain `ser.read()[0]` when nothing came."""
    node = place.node
    if isinstance(node, ast.Subscript) and _reads(node.value):
        return place.tell("serial.nothing_came")
    return None
