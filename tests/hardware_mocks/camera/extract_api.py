"""Write down the public members of the real picamera2, from the source in its wheel.

    pip download --no-deps picamera2==0.3.38 && unzip picamera2-*.whl
    python tests/hardware_mocks/camera/extract_api.py FOLDER > \
        tests/hardware_mocks/camera/picamera2_0_3_38.json

FOLDER is the one that holds `picamera2/`. Nothing is imported: the source is read as text.
"""

import ast
import json
import sys
from pathlib import Path

SPECIAL = ("__init__", "__enter__", "__exit__")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_public(name):
    return name in SPECIAL or not name.startswith("_")


def signature(function):
    """Return the arguments of a function with their defaults, without annotations."""
    arguments = function.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        argument.annotation = None
    for star in (arguments.vararg, arguments.kwarg):
        if star is not None:
            star.annotation = None
    arguments.defaults = [_last_names(default) for default in arguments.defaults]
    arguments.kw_defaults = [d and _last_names(d) for d in arguments.kw_defaults]
    return ast.unparse(arguments)


def _last_names(default):
    """Return a default without libcamera's name: Transform() for libcamera.Transform()."""

    class Shorter(ast.NodeTransformer):
        def visit_Attribute(self, node):
            whole = ast.unparse(node)
            if whole.startswith("libcamera."):
                return ast.parse(whole.removeprefix("libcamera."), mode="eval").body
            return node

    return Shorter().visit(default)


def kind_of(function):
    decorators = {ast.unparse(d) for d in function.decorator_list}
    if decorators & {"property", "classproperty"}:
        return "property"
    if "staticmethod" in decorators:
        return "static method"
    return "class method" if "classmethod" in decorators else "method"


def members_of(node):
    """Return the public members of a class as its source has them."""
    members = {}
    for item in node.body:
        if isinstance(item, Function) and is_public(item.name):
            decorators = {ast.unparse(d) for d in item.decorator_list}
            if "overload" in decorators:
                continue
            if any(decorator.endswith(".setter") for decorator in decorators):
                members[item.name]["settable"] = True
                continue
            kind = kind_of(item)
            members[item.name] = {"kind": kind}
            if kind != "property":
                members[item.name]["args"] = signature(item)
        elif isinstance(item, ast.Assign):
            for target in item.targets:
                if isinstance(target, ast.Name) and is_public(target.id):
                    members[target.id] = {"kind": "attribute"}
    for name in sorted(instance_attributes(node) - members.keys()):
        members[name] = {"kind": "instance attribute"}
    return members


def instance_attributes(node):
    """Return the public attributes that the class sets on itself while it is made."""
    found = set()
    for item in node.body:
        if isinstance(item, Function) and item.name in {"__init__", "_reset_flags"}:
            for inner in ast.walk(item):
                is_own = isinstance(inner, ast.Attribute) and ast.unparse(inner.value) == "self"
                if is_own and isinstance(inner.ctx, ast.Store) and is_public(inner.attr):
                    found.add(inner.attr)
    return found


def api_of(source):
    """Return the public classes and functions of a module's source."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and is_public(node.name):
            bases = [ast.unparse(base) for base in node.bases]
            found[node.name] = {"bases": bases, "members": members_of(node)}
        elif isinstance(node, Function) and is_public(node.name):
            found[node.name] = {"kind": "function", "args": signature(node)}
    return found


def main(folder):
    root = Path(folder)
    table = {}
    for path in sorted((root / "picamera2").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found = api_of(path.read_text(encoding="utf-8"))
        if found:
            table[name] = found
    lines = [f"{json.dumps(name)}: {json.dumps(found)}" for name, found in table.items()]
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    main(sys.argv[1])
