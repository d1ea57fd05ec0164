"""Flask's errors: functions of pages, addresses, templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from hardware_mocks.explain import names as known
from hardware_mocks.explain.errors.place import Place
from hardware_mocks.explain.errors.vocabulary import plain_kind
from hardware_mocks.explain.explained import Explained

Tell = Callable[["re.Match[str]", Place], Explained | None]


def text_and_bytes(error: BaseException, place: Place) -> Explained | None:
    """`yield "--next..." + jpeg.tobytes()`: the mark has no `b` before its quotes."""
    line = place.source.line(place.line)
    is_meant = "concat" in str(error) and ".tobytes()" in line and uses_flask(place)
    without_b = re.search(r"""(?<![\w"'\\])["']--""", line)
    return place.tell("flask.mark_is_text") if is_meant and without_b else None


def flask(error: BaseException, place: Place) -> Explained | None:
    """Explain what Flask and werkzeug raise about a program's pages."""
    if not uses_flask(place):
        return None
    for pattern, tell in _SAID:
        found = re.search(pattern, str(error))
        if found:
            told = tell(found, place)
            if told is not None:
                return told
    return None


def uses_flask(place: Place) -> bool:
    """Tell whether a program imports Flask."""
    modules = [node.module for node in place.source.nodes if isinstance(node, ast.ImportFrom)]
    names = [alias.name for node in place.source.nodes if isinstance(node, ast.Import)
             for alias in node.names]  # fmt: skip
    return any((name or "").split(".")[0] == "flask" for name in (*modules, *names))


def no_template(error: BaseException, place: Place) -> Explained:
    """Explain a template that is not there."""
    name = str(getattr(error, "name", None) or error)
    folder = place.path.parent / "templates"
    line = place.line or _line_with(place, name)
    if not folder.is_dir():
        return place.source.tell("flask.no_templates_folder", line, name=name)
    there = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.*"))
    right = known.nearest(name, there, cutoff=0.6)
    if right:
        return place.source.tell("flask.template_typo", line, name=name, right=right)
    return place.source.tell("flask.no_template", line, name=name, there=", ".join(there) or "none")


def no_endpoint(error: BaseException, place: Place) -> Explained:
    """Explain `url_for` with a name that no function has."""
    name = str(getattr(error, "endpoint", "") or "?")
    functions = [node.name for node in place.source.nodes if isinstance(node, ast.FunctionDef)]
    right = known.nearest(name, functions, cutoff=0.5)
    message = "flask.endpoint_typo" if right else "flask.no_endpoint"
    return place.tell(message, name=name, right=right or "")


def _returned_nothing(found: re.Match[str], place: Place) -> Explained:
    line = place.line_of_def(found[1])
    return place.source.tell("flask.returned_nothing", line, function=found[1])


def _returned_kind(found: re.Match[str], place: Place) -> Explained:
    line = next((node.lineno for node in place.source.nodes if isinstance(node, ast.Return)
                 and _is_in_route(node, place)), None)  # fmt: skip
    return place.source.tell("flask.returned_kind", line, kind=plain_kind(found[1]))


def _is_in_route(node: ast.AST, place: Place) -> bool:
    around = [one for one in place.source.around(node) if isinstance(one, ast.FunctionDef)]
    return bool(around and around[0].decorator_list)


def _same_name(found: re.Match[str], place: Place) -> Explained:
    name = found[1]
    lines = [node.lineno for node in place.source.nodes if isinstance(node, ast.FunctionDef)
             and node.name == name]  # fmt: skip
    line = lines[-1] if lines else place.line
    return place.source.tell("flask.two_of_one_name", line, name=name)


def _no_slash(_found: re.Match[str], place: Place) -> Explained:
    return place.tell("flask.no_slash", code=place.source.line(place.line))


def _not_called(_found: re.Match[str], place: Place) -> Explained | None:
    functions = {node.name for node in place.source.nodes if isinstance(node, ast.FunctionDef)}
    for node in place.source.nodes:
        if isinstance(node, ast.Call) and place.code_of(node.func).endswith("Response"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Name) and first.id in functions:
                return place.source.tell("flask.not_called", node.lineno, name=first.id)
    return None


def _argument(found: re.Match[str], place: Place) -> Explained | None:
    function, name = found[1], found[2]
    line = place.line_of_def(function)
    if line is None or place.line not in {None, line}:
        return None
    return place.source.tell("flask.argument_missing", line, function=function, name=name)


def _not_bytes(found: re.Match[str], place: Place) -> Explained:
    line = next((node.lineno for node in place.source.nodes if isinstance(node, ast.Yield)), None)
    kind = found.groupdict().get("kind") or ""
    return place.source.tell("flask.not_bytes", line, kind=plain_kind(kind) if kind else "it")


def _outside(_found: re.Match[str], place: Place) -> Explained:
    return place.tell("flask.outside_of_a_request")


def _line_with(place: Place, text: str) -> int | None:
    return next((n for n, line in enumerate(place.source.lines, 1) if text in line), None)


_SAID: tuple[tuple[str, Tell], ...] = (
    (r"The view function for '(\w+)' did not return a valid response", _returned_nothing),
    (r"The return type must be a string.*but it was an? (\w+)", _returned_kind),
    (r"overwriting an existing endpoint function: (\w+)", _same_name),
    (r"must start with a (?:leading )?slash", _no_slash),
    (r"'(?:function|method)' object is not iterable", _not_called),
    (r"(\w+)\(\) got an unexpected keyword argument '(\w+)'", _argument),
    (r"a page sends bytes, not (?P<kind>\w+)|applications must write bytes", _not_bytes),
    (r"Working outside of (?:request|application) context", _outside),
)
