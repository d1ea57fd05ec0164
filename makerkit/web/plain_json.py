"""JSON that every browser reads: no NaN, which JSON has not; numbers of numpy as plain numbers."""

import json
import math
from typing import Any


def to_json(value: Any) -> str:
    """Return a value as JSON; what is no number (NaN, infinity) becomes null."""
    try:
        return json.dumps(value, separators=(",", ":"), default=_plain, allow_nan=False)
    except ValueError:
        finite = _finite(json.loads(json.dumps(value, default=_plain)))
        return json.dumps(finite, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """Return what stands for something that JSON does not know."""
    for way in ("item", "tolist"):  # a number of numpy, then an array
        convert = getattr(value, way, None)
        if convert is not None and (way == "tolist" or getattr(value, "size", 2) == 1):
            return convert()
    return str(value)


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(inner) for key, inner in value.items()}
    return [_finite(inner) for inner in value] if isinstance(value, list) else value
