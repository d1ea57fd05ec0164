"""cv2 and numpy: what their errors say of a picture."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.explained import Explained

_FUNCTION = re.compile(r"in function '(?:.*[: ])?(\w+)'|in function '.*?(\w+)::create\(")
_HIDDEN = {
    "arithm_op": "", "imwrite_": "imwrite", "imencodeWithMetadata": "imencode",
    "createGaussianKernels": "GaussianBlur", "maskBoundingRect": "boundingRect",
    "ContourScanner_": "findContours", "pointSetBoundingRect": "boundingRect",
}  # fmt: skip
"""Functions inside of cv2, and what the program called."""
Tell = Callable[[Place, str, str], Explained | None]


def cv2_error(error: BaseException, place: Place) -> Explained | None:
    """Explain cv2.error, whose words are about cv2's own insides."""
    if not type(error).__module__.startswith("cv2"):
        return None
    said = str(error)
    name = _function_called(place) or _function_in(said)
    for pattern, tell in _CV2:
        if re.search(pattern, said):
            found = tell(place, name, said)
            if found is not None:
                return found
    last = re.sub(r"^.*?error: \([^)]*\)\s*", "", " ".join(said.split()))
    return place.guess("cv2.other", function=name or "cv2", said=last[:160])


def _function_in(said: str) -> str:
    found = _FUNCTION.search(said)
    inner = (found[1] or found[2] or "") if found else ""
    return _HIDDEN.get(inner, inner)


def _function_called(place: Place) -> str:
    """Return which of cv2's functions the line calls, "" where that is not certain."""
    called = place.code_of(place.node.func) if isinstance(place.node, ast.Call) else ""
    return called.removeprefix("cv2.") if called.startswith("cv2.") else ""


def _arguments(place: Place) -> Iterator[tuple[str, object]]:
    """Yield the arguments of the call that have a name, with their values."""
    call = place.node if isinstance(place.node, ast.Call) else None
    for argument in call.args if call is not None else ():
        if isinstance(argument, ast.Name):
            try:
                yield argument.id, place.value_of(argument)
            except LookupError:
                continue


def _nothing(place: Place, function: str, _said: str) -> Explained:
    name = next((name for name, value in _arguments(place) if value is None), "")
    return _is_nothing(place, name, function)


def _is_nothing(place: Place, name: str, function: str) -> Explained:
    file = _read_from(place, name)
    if file:
        return place.tell("cv2.file_not_read", name=name, file=file)
    if name:
        return place.tell("cv2.nothing_to_work_on", function=function, name=name)
    return place.tell("cv2.empty_picture", function=function)


def _read_from(place: Place, name: str) -> str:
    """Return which file a name was read from by `cv2.imread`, "" if by none."""
    for node in place.source.nodes:
        if isinstance(node, ast.Assign) and place.code_of(node.targets[0]) == name:
            call = node.value
            if isinstance(call, ast.Call) and place.code_of(call.func).endswith("imread"):
                file = call.args[0] if call.args else None
                return str(file.value) if isinstance(file, ast.Constant) else place.code_of(file)
    return ""


def _sizes(place: Place, function: str, _said: str) -> Explained | None:
    shapes = [(name, shape) for name, value in _arguments(place) if (shape := _shape(value))]
    if len(shapes) < 2:
        return place.tell("cv2.sizes_differ_somewhere", function=function or "This")
    (one, first), (other, second) = shapes[:2]
    message = "cv2.grey_and_colour" if len(first) != len(second) else "cv2.sizes_differ"
    return place.tell(
        message, function=function, one=one, first=str(first), other=other, second=str(second)
    )


def _shape(value: object) -> tuple[int, ...]:
    shape = getattr(value, "shape", ())
    return tuple(shape) if isinstance(shape, tuple) else ()


def _grey_already(place: Place, function: str, _said: str) -> Explained:
    names = [name for name, value in _arguments(place) if len(_shape(value)) == 2]
    return place.tell("cv2.grey_already", function=function, name=names[0] if names else "it")


def _file_name(place: Place, function: str, _said: str) -> Explained | None:
    """`cv2.imwrite(picture, "card.png")`: the two are exchanged."""
    given = place.node.args if isinstance(place.node, ast.Call) else []
    if function != "imwrite" or len(given) < 2 or not isinstance(given[0], ast.Name):
        return None
    picture, file = place.code_of(given[0]), given[1]
    if not isinstance(file, ast.Constant) or not isinstance(file.value, str):
        return None
    right = f"cv2.imwrite({place.code_of(file)}, {picture})"
    return place.tell("cv2.name_comes_first", function=function, right=right)


def _no_picture(place: Place, function: str, _said: str) -> Explained | None:
    """The first argument that has a name is no table of numbers."""
    for name, value in _arguments(place):
        if value is None:
            return _is_nothing(place, name, function)
        if isinstance(value, dict) and made_by(place, name, "capture_file"):
            return place.tell("cv2.file_is_no_picture", function=function, name=name)
        if isinstance(value, tuple) and made_by(place, name, "threshold"):
            return place.tell("cv2.threshold_gives_two", function=function, name=name)
    return None


def made_by(place: Place, name: str, function: str) -> bool:
    """Whether a name of its own gets what a function of that name gives back."""
    return any(
        isinstance(node, ast.Assign)
        and place.code_of(node.targets[0]) == name
        and isinstance(node.value, ast.Call)
        and place.code_of(node.value.func).endswith(f".{function}")
        for node in place.source.nodes
    )


def _simple(message_id: str) -> Tell:
    def tell(place: Place, function: str, _said: str) -> Explained:
        return place.tell(message_id, function=function)

    return tell


def _corner(place: Place, function: str, said: str) -> Explained:
    found = re.search(r"Can't parse '(\w+)'", said)
    return place.tell("cv2.whole_numbers", function=function, name=found[1] if found else "pt1")


def _corner_in_pieces(place: Place, function: str, _said: str) -> Explained | None:
    """`cv2.rectangle(picture, x, y, x2, y2, ...)`: four numbers in place of two pairs."""
    given = place.node.args if isinstance(place.node, ast.Call) else []
    if function not in {"rectangle", "line"} or len(given) < 6:
        return None
    if any(isinstance(corner, ast.Tuple | ast.List) for corner in given[1:5]):
        return None
    return place.tell("cv2.corners_are_pairs", function=function)


_CV2: tuple[tuple[str, Tell], ...] = (
    (r"!\s*_?\w*\.empty\(\)|\.empty\(\)\)? &&|ssize\.empty", _nothing),
    ("could not find (a writer|encoder) for the specified extension", _simple("cv2.no_ending")),
    (r"ksize\.width % 2 == 1", _simple("cv2.blur_even")),
    (r"Can't parse 'ksize'", _simple("cv2.blur_pair")),
    (r"Bad number of channels|VScn|scn == 3|scn is", _grey_already),
    ("Sizes of input arguments do not match", _sizes),
    (r"CV_8UC1|FindContours supports|\bcn == 1|channels\(\) == 1", _simple("cv2.needs_grey")),
    (r"npoints >= 0|total >= 0", _simple("cv2.wants_contour")),
    (r"Can't parse 'pt\d'\. Input argument", _corner_in_pieces),
    (r"'filename'", _file_name),
    (r"is not a numpy array|is not a numerical tuple", _no_picture),
    ("incompatible with cv::Mat", _simple("cv2.window_of_another")),
    (r"Can't parse '(pt\d|center|org|rec)'\. Sequence item", _corner),
)
"""What cv2 says, and what is told of it; the first that fits."""


def wrong_place(error: BaseException, place: Place) -> Explained | None:
    """Explain numpy's IndexErrors."""
    said = str(error)
    found = re.search(r"index (-?\d+) is out of bounds for axis (\d) with size (\d+)", said)
    if found:
        return _outside(place, *(int(number) for number in found.groups()))
    found = re.search(r"array is (\d)-dimensional, but (\d) were indexed", said)
    if found:
        return place.tell("array.too_many_places", has=found[1], asked=found[2])
    if said.startswith("only integers, slices"):
        return place.tell("array.no_whole_number", code=place.code_of(place.node) or "the brackets")
    return None


def _outside(place: Place, index: int, axis: int, size: int) -> Explained:
    node = place.node
    value = node.value if isinstance(node, ast.Subscript) else None
    try:
        shape = _shape(place.value_of(value))
    except LookupError:
        shape = ()
    if axis == 0 and len(shape) > 1 and index < shape[1]:
        name = place.code_of(value)
        return place.tell(
            "array.row_and_column_exchanged", name=name, index=index, high=shape[0], wide=shape[1]
        )
    what = {0: "row", 1: "column"}.get(axis, "number of a point")
    return place.tell("array.outside", what=what, index=index, size=size, last=size - 1)


def wrong_shape(error: BaseException, place: Place) -> Explained | None:
    """Explain numpy's ValueErrors about shapes."""
    said = str(error)
    found = re.search(r"together with shapes (\([^)]*\)) (\([^)]*\))", said)
    found = found or re.search(r"from shape (\([^)]*\)) into shape (\([^)]*\))", said)
    if found:
        return place.tell("array.shapes_differ", one=found[1], other=found[2])
    if said.startswith("The truth value of an array"):
        return place.tell("array.many_answers", code=place.source.line(place.line))
    if "findContours" in place.source.line(place.line) and "to unpack" in said:
        return place.tell("cv2.contours_are_two")
    return None


def nothing_read(error: BaseException, place: Place) -> Explained | None:
    """Explain the use of a picture that `cv2.imread` could not read: it returned None."""
    if "NoneType" not in str(error):
        return None
    value = getattr(place.node, "value", None)
    name = place.code_of(value)
    file = _read_from(place, name) if name else ""
    return place.tell("cv2.file_not_read", name=name, file=file) if file else None
