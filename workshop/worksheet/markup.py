"""HTML as text, with everything escaped that is not markup."""

from __future__ import annotations

from html import escape


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def tag(name: str, *inside: str, **attributes: str) -> Markup:
    """Return an element; plain text inside it is escaped.

    Args:
        name: of the element, with classes as in CSS: "div.task.big".
        inside: text, or markup.
        attributes: of the element.

    Example:
        >>> tag("p.note", "1 < 2", tag("b", "so"))
        '<p class="note">1 &lt; 2<b>so</b></p>'
    """
    element, *classes = name.split(".")
    if classes:
        attributes["class"] = " ".join(classes)
    head = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return Markup(f"<{element}{head}>{joined(*inside)}</{element}>")


def joined(*inside: str) -> Markup:
    """Return pieces one after the other, those that are plain text escaped."""
    pieces = (piece if isinstance(piece, Markup) else escape(piece) for piece in inside)
    return Markup("".join(pieces))
