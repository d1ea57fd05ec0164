"""The whole picture of the live bench: a title, a row or a card for each part, the last prints.

Everything here only draws: a `Scene` and a size in columns and rows go in, lines of text come out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from workshop.hands import Grip, Handle, PartState, handles_of
from workshop.live_parts import Picture, picture_of
from workshop.live_pen import Pen

CARD_COLUMNS = 38
CARDS_FROM_COLUMNS = 100
FULL_ROWS_FROM_COLUMNS = 64
"""Narrower, names and keys are cut short."""
LONGEST_BAR = 30
"""Columns: beyond that a bar says nothing more."""
USUAL_WORDS = 14
"""Columns kept for a part's words, so that all bars end in the same place."""
MOST_PRINTS = 8
SPACED_PRINTS = 2
"""Where there is room for so many more prints, there is an empty line below each part."""
ROOMY_FROM_ROWS = 16
"""Lower, there are no rules between the areas."""
_UNSEEN = ("resistor", "capacitor", "battery")
"""Parts that have nothing to see and nothing to touch."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that the picture shows.

    Attributes:
        t_s: the bench's time.
        parts: as the bench's `snapshot` describes them; None before the first one.
        prints: the last lines, each with "stdout" or "stderr".
        chosen: the slider that the arrows move.
        remark: something to be told for a moment.
        typed: what has been typed so far, while the program waits for a line.
        shows_help: whether the help stands in the place of the parts.
        address: of the bench's page; "" where there is none.
    """

    title: str
    t_s: float = 0.0
    parts: Sequence[PartState] | None = None
    prints: Sequence[tuple[str, str]] = ()
    chosen: Handle | None = None
    remark: str = ""
    typed: str | None = None
    shows_help: bool = False
    address: str = ""


def draw(scene: Scene, columns: int, rows: int, pen: Pen) -> list[Text]:
    """Return the picture: at most `rows` lines of at most `columns` columns each."""
    is_roomy = rows >= ROOMY_FROM_ROWS
    head = [_title(scene, columns, pen)] + [Text()] * is_roomy
    foot = [_foot(scene, columns, pen)]
    least_prints = min(len(scene.prints), 3 if is_roomy else 1)
    room = rows - len(head) - len(foot)
    body = _body(scene, columns, room - least_prints - (2 if is_roomy else 0), pen)
    prints = _prints(scene, columns, room - len(body), pen, has_rule=is_roomy)
    filling = [Text()] * (room - len(body) - len(prints))
    lines = (head + body + filling + prints + foot)[:rows]
    for line in lines:
        line.truncate(columns)  # for terminals narrower than anything can be drawn in
    return lines


def _title(scene: Scene, columns: int, pen: Pen) -> Text:
    minutes, seconds = divmod(scene.t_s, 60)
    right = f"{int(minutes):02d}:{seconds:04.1f}   q quit "
    left = scene.title
    room = columns - len(right) - 2
    if cell_len(left) > room and "/" in left:
        left = left.rpartition("/")[2]  # the file says more than the way to it
    return Text(f" {pen.cut(left, room)} {right}", "reverse")


def _foot(scene: Scene, columns: int, pen: Pen) -> Text:
    if scene.remark:
        return Text(pen.cut(f" {scene.remark}", columns), "bold yellow")
    if scene.typed is not None:
        shown = scene.typed[-(columns - 16) :] if columns > 20 else scene.typed[-4:]
        hint = Text(pen.cut(f" type: {shown}{pen.full}", columns), "bold")
        room = columns - len(shown) - 10
        words = "Enter sends it, Esc: back to the keys"
        if room > len(words):
            hint = Text.assemble((f" type: {shown}{pen.full}  ", "bold"), (words, "dim"))
        return hint
    hints = ["? help"]
    if scene.chosen is not None:
        hints = ["Tab choose", f"{pen.arrows} move", *hints]
    if scene.address:
        page = f"page: {scene.address}"  # first, and whole or not at all: half of it opens nothing
        hints = [page, *hints] if cell_len(page) + 2 <= columns else hints
    return Text(pen.cut(" " + f" {pen.dot} ".join(hints), columns), "dim")


# -- the last prints


def _prints(scene: Scene, columns: int, room: int, pen: Pen, *, has_rule: bool) -> list[Text]:
    lines = [_rule("prints", columns, pen)] if has_rule else []
    room = min(room - len(lines), MOST_PRINTS)
    if room <= 0 or not scene.prints:
        return []
    for text, stream in scene.prints[-room:]:
        mark, style = ("! ", "red") if stream == "stderr" else ("  ", "")
        lines.append(Text(pen.cut(f"{mark}{text}", columns), style))
    return lines


def _rule(word: str, columns: int, pen: Pen) -> Text:
    return Text(f"{pen.line * 2} {word} ".ljust(columns, pen.line)[:columns], "dim")


# -- the parts


def _body(scene: Scene, columns: int, room: int, pen: Pen) -> list[Text]:
    if scene.shows_help:
        return _help(columns, pen)[: max(room, 1)]
    if scene.parts is None:
        return [Text("  The program is starting.", "dim")]
    shown = [part for part in scene.parts if part["kind"] not in _UNSEEN]
    if not shown:
        return [Text(pen.cut("  No parts yet: the program has made no device.", columns), "dim")]
    views = _views(scene, shown, columns, pen)
    if columns >= CARDS_FROM_COLUMNS:
        cards = _cards(views, columns, pen)
        if len(cards) <= room:
            return cards
    is_short = sum(max(len(v.picture.tall), 1) for v in views) > room
    blocks = [_row(v, views, columns, pen, is_short=is_short) for v in views]
    if sum(map(len, blocks)) + len(blocks) + SPACED_PRINTS <= room:
        blocks = [[*block, Text()] for block in blocks]
    return _fitted(blocks, views, room)


@dataclass(frozen=True, slots=True)
class _View:
    """One part, ready to be laid out."""

    label: str
    pins: str
    picture: Picture
    keys: str
    short_keys: str
    is_chosen: bool


def _views(scene: Scene, shown: Sequence[PartState], columns: int, pen: Pen) -> list[_View]:
    by_part: dict[str, list[Handle]] = {}
    for handle in handles_of(scene.parts or ()):
        by_part.setdefault(handle.part, []).append(handle)
    return [
        _view(part, by_part.get(part["name"], []), scene.chosen, columns, pen) for part in shown
    ]


def _view(
    part: PartState, handles: list[Handle], chosen: Handle | None, columns: int, pen: Pen
) -> _View:
    is_chosen = chosen is not None and chosen.part == part["name"]
    shown = next((h for h in handles if h.is_main and h.grip is Grip.SLIDER), None)
    if is_chosen and chosen is not None and chosen.grip is Grip.SLIDER:
        shown = next((h for h in handles if h.control == chosen.control), shown)
    always = (Grip.KNOB, Grip.KEYS)
    touched = [h for h in handles if h.letter or h == shown or h.grip in always]
    keys = [_keys(h, chosen, pen, is_only=len(touched) == 1) for h in touched]
    short = "".join(f"[{h.letter}]" for h in handles if h.letter)
    return _View(
        part["label"],
        _pins(part["pins"], is_short=columns < FULL_ROWS_FROM_COLUMNS),
        picture_of(part, shown, pen),
        "  ".join(filter(None, keys)),
        short,
        is_chosen,
    )


def _keys(handle: Handle, chosen: Handle | None, pen: Pen, *, is_only: bool) -> str:
    """Return the keys for a handle, each with what it does."""
    letter = handle.letter
    if handle.grip is Grip.BUTTON and letter:
        hold = "let go" if handle.value else "hold"
        return f"[{letter}] press  [{letter.upper()}] {hold}" if is_only else f"[{letter}] press"
    if handle.grip is Grip.SWITCH and letter:
        return f"[{letter}] change"
    if handle.grip is Grip.KEYS:
        return f"[{handle.keys[0]} ... {handle.keys[-1]}] press"
    if handle.grip in (Grip.SLIDER, Grip.KNOB):
        is_chosen = chosen is not None and _name(handle) == _name(chosen)
        return f"[{pen.arrows}]" if is_chosen else "[Tab]"
    return ""


def _name(handle: Handle) -> tuple[str, str]:
    return handle.part, handle.control


def _pins(pins: Sequence[str], *, is_short: bool) -> str:
    """Return `GPIO23 24` for two pins, or only `23 24`."""
    if is_short and len(pins) > 1:
        return " ".join(pin.removeprefix("GPIO") for pin in pins)
    first, *others = pins or [""]
    return " ".join([first, *(pin.removeprefix("GPIO") for pin in others)])


# -- as rows


def _row(
    view: _View, views: Sequence[_View], columns: int, pen: Pen, *, is_short: bool
) -> list[Text]:
    """Return a part as a row of one line, or of three where it needs them and may."""
    is_full = columns >= FULL_ROWS_FROM_COLUMNS
    label = _widest((v.label for v in views), 16 if is_full else 10)
    pins = _widest((v.pins for v in views), 14 if is_full else 6)
    keys = _widest((v.keys if is_full else v.short_keys for v in views), 24 if is_full else 6)
    state = columns - 3 - (label + 1) - (pins + 1 if pins else 0) - (keys + 1 if keys else 0)
    line = _start(view, pen)
    line.append(pen.cut(view.label, label) + " ", "bold" if view.is_chosen else "")
    if pins:
        line.append(pen.cut(view.pins, pins) + " ", "dim")
    line.append_text(_state(view, state, pen, is_short=is_short))
    if keys:
        line.append(" " + pen.cut(view.keys if is_full else view.short_keys, keys), "cyan")
    if is_short or not view.picture.tall:
        return [line]
    before = 3 + label + 1 + (pins + 1 if pins else 0)
    return [line, *(_tall_line(row, before, state) for row in view.picture.tall[1:])]


def _start(view: _View, pen: Pen) -> Text:
    picture = view.picture
    marker = pen.right if view.is_chosen else " "
    return Text.assemble((marker, "bold cyan"), (picture.symbol, picture.style), " ")


def _state(view: _View, columns: int, pen: Pen, *, is_short: bool = False) -> Text:
    """Return the picture and the words of a part in exactly so many columns."""
    picture = view.picture
    words = pen.cut(picture.words, min(cell_len(picture.words), columns))
    room = min(columns - max(cell_len(words), min(USUAL_WORDS, columns // 2)) - 1, LONGEST_BAR)
    line = Text()
    if picture.tall and not is_short:
        line.append(picture.tall[0] + " ", "bold red")
    elif picture.bar is not None and room >= picture.least_bar:
        line.append_text(picture.bar(pen, room))
        line.append(" " * (room + 1 - line.cell_len))
    line.append(words, "bold" if view.is_chosen else "")
    line.append(" " * (columns - line.cell_len))
    line.truncate(columns)
    return line


def _tall_line(row: str, before: int, columns: int) -> Text:
    return Text.assemble(" " * before, (row[:columns], "bold red"))


def _widest(texts: Any, most: int) -> int:
    return min(max(map(cell_len, texts), default=0), most)


def _fitted(blocks: list[list[Text]], views: Sequence[_View], room: int) -> list[Text]:
    """Return as many rows as there is room for, the chosen part's among them."""
    lines = [line for block in blocks for line in block]
    room = max(room, 1)
    if len(lines) <= room:
        return lines
    at = next((i for i, view in enumerate(views) if view.is_chosen), 0)
    start = min(max(at - (room - 2), 0), len(blocks) - (room - 1)) if room > 1 else at
    shown = [line for block in blocks[start:] for line in block][: max(room - 1, 1)]
    hidden = len(blocks) - len(shown)
    return [*shown, Text(f"   and {hidden} more parts: make the window higher", "dim")][:room]


# -- as cards


def _cards(views: Sequence[_View], columns: int, pen: Pen) -> list[Text]:
    """Return the parts as cards, side by side."""
    count = min(columns // CARD_COLUMNS, max(len(views), 2))
    width = (columns - (count - 1)) // count
    lines = []
    for at in range(0, len(views), count):
        group = views[at : at + count]
        height = max(2 if view.keys else 1 for view in group)
        height = max(height, *(len(view.picture.tall) for view in group))
        cards = [_card(view, width, height, pen) for view in group]
        lines += [Text(" ").join(pieces) for pieces in zip(*cards, strict=True)]
    return lines


def _card(view: _View, columns: int, height: int, pen: Pen) -> list[Text]:
    inner = columns - 4
    content = [_state(view, inner, pen)]
    content += [Text(row[:inner], "bold red") for row in view.picture.tall[1:]]
    if view.keys:
        keys = Text(pen.cut(view.keys, inner - 5 if view.picture.tall else inner), "cyan")
        if view.picture.tall:
            content[1] = Text.assemble(content[1], "  ", keys)
        else:
            content.append(keys)
    content += [Text()] * (height - len(content))
    return [_card_top(view, columns, pen), *_framed(content, columns, pen)]


def _card_top(view: _View, columns: int, pen: Pen) -> Text:
    pins = f" {view.pins} " if view.pins else ""
    room = columns - 5 - len(pins)
    label = pen.cut(view.label, min(cell_len(view.label), max(room - 3, 4)))
    frame = "bold cyan" if view.is_chosen else "dim"
    line = Text(pen.frame[0] + (pen.right if view.is_chosen else " "), frame)
    line.append(view.picture.symbol, view.picture.style)
    line.append(f" {label} ", "bold")
    line.append(pen.line * (columns - line.cell_len - len(pins) - 1), frame)
    line.append(pins, "dim")
    line.append(pen.frame[1], frame)
    return line


def _framed(content: list[Text], columns: int, pen: Pen) -> list[Text]:
    side, lines = pen.frame[4], []
    for text in content:
        space = " " * (columns - 4 - text.cell_len)
        lines.append(Text.assemble((f"{side} ", "dim"), text, space, (f" {side}", "dim")))
    bottom = pen.frame[3] + pen.line * (columns - 2) + pen.frame[2]
    return [*lines, Text(bottom, "dim")]


# -- help


def _help(columns: int, pen: Pen) -> list[Text]:
    keys: Mapping[str, str] = {
        "a b c": "press a button (A, B, C: hold it, and let it go)",
        "s t u": "turn a switch over, let somebody move",
        "Tab": "choose a slider or knob (also up and down)",
        pen.arrows: "move it; with Shift or Page up, down: further",
        "Home End": "move it all the way",
        "Esc": "while typing: back to these keys, and again",
        "q": "end the program, as Ctrl-C does",
        "?": "close this help",
    }
    width = max(map(len, keys)) + 2
    return [
        Text.assemble(
            (f"  {key:<{width}}", "bold cyan"), pen.cut(text, max(columns - width - 2, 1))
        )
        for key, text in keys.items()
    ]
