"""What stands in an order, checked: a page may send anything."""

import math

from makerkit.web.page import RefusedError
from makerkit.web.session import Args

TEXT_LONGEST = 200


def number_in(args: Args, name: str, least: float, most: float) -> float:
    """Return a number of an order, or refuse what is none or out of bounds."""
    value = args.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RefusedError(f"{name} must be a number from {least:g} to {most:g}.")
    if isinstance(value, float) and not math.isfinite(value):
        raise RefusedError(f"{name} must be a number from {least:g} to {most:g}.")
    if not least <= value <= most:
        raise RefusedError(f"{name} must be from {least:g} to {most:g} (got {_shown(value)}).")
    return float(value)


def _shown(value: float) -> str:
    try:
        return f"{value:g}"
    except OverflowError:  # a whole number with more than 308 digits
        return "far more"


def switch_in(args: Args, name: str) -> bool:
    """Return a switch of an order: true or false."""
    value = args.get(name)
    if not isinstance(value, bool):
        raise RefusedError(f"{name} must be true or false.")
    return value


def text_in(args: Args, name: str, longest: int = TEXT_LONGEST) -> str:
    """Return a text of an order."""
    value = args.get(name)
    if not isinstance(value, str):
        raise RefusedError(f"{name} must be a text.")
    if len(value) > longest:
        raise RefusedError(f"{name} may have at most {longest} characters (got {len(value)}).")
    return value
