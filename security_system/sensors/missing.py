"""Says in few words which pins cannot be had, and why."""

from collections.abc import Mapping


def why_not(error: Exception) -> str:
    """Return an error of a pin library in words that help."""
    name, text = type(error).__name__, str(error)
    if name == "BadPinFactory" or isinstance(error, ImportError):
        return "this computer has no pins, or the pin library (lgpio) is missing"
    if "busy" in text.lower() or name == "GPIOPinInUse":
        return f"the pin is in use by something else ({text})"
    return text or name


def in_words(missing: Mapping[str, str]) -> str:
    """Return what is missing with each reason said once; "" where nothing is.

    Args:
        missing: reasons by name.
    """
    names: dict[str, list[str]] = {}
    for name, why in missing.items():
        names.setdefault(why, []).append(name)
    return "; ".join(f"{', '.join(those)}: {why}" for why, those in names.items())
