"""Lesson 17: say which colour the card has, draw a box around it, cut it out."""

import re

COLOURS = ("red", "green", "blue")
MIDDLE = (0.3, 0.25, 0.4, 0.5)
PLACES = {
    "red": (0.55, 0.1, 0.3, 0.3),
    "blue": (0.1, 0.25, 0.35, 0.3),
    "green": (0.2, 0.5, 0.25, 0.4),
}
OPPOSITE = {"red": "blue", "blue": "red", "green": "green"}
SIZE = (640, 480)
LEAST_OVERLAP = 0.7
PURE = r"\(\s*(255\s*,\s*0\s*,\s*0|0\s*,\s*255\s*,\s*0|0\s*,\s*0\s*,\s*255)\s*\)\s*,\s*\(\s*\1\s*\)"
RED_FIRST = r"\bred\w*\s*,\s*green\w*\s*,\s*blue\w*\s*="
LIMITS = r"\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)\s*,\s*\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)"


def line_of(seen, pattern):
    """Return the number of the first line that fits a pattern, None if there is none."""
    lines = enumerate(seen.code.text.splitlines(), 1)
    return next((number for number, line in lines if re.search(pattern, line)), None)


def said(seen):
    """Return the colours that were printed, each once."""
    words = " ".join(seen.prints).lower()
    return [colour for colour in COLOURS if re.search(rf"\b{colour}\b", words)]


def limits_are_exchanged(seen):
    """Whether in some pair of limits each number of the first is above that of the second."""
    pairs = re.findall(LIMITS, seen.code.text)
    return any(all(int(pair[i]) >= int(pair[i + 3]) for i in range(3)) for pair in pairs)


MOST_FIRST = (
    r"inRange\([^,]+,\s*(most|upper|highest?|maximum)\s*,\s*(least|lower|lowest?|low|minimum)\b"
)


def red_limits_first(seen):
    """Whether the limits of red have their large number in the first place."""
    found = re.search(rf"[\"']red[\"']\s*,\s*{LIMITS}", seen.code.text)
    return found and int(found[1]) > int(found[3])


def explain_the_colours(say, shown):
    """Name the mistakes that show in the colour that was said.

    Args:
        shown: returns the colour of the card that was held before the camera.
    """

    def is_exchanged(seen):
        return shown() != "green" and said(seen) == [OPPOSITE[shown()]]

    four = {
        "format": lambda seen: seen.camera().format,
        "line": lambda seen: line_of(seen, "configur"),
    }
    has_four = {"when": lambda seen: seen.camera().format.startswith("X")}
    say.if_error("error", "card.four_numbers", **has_four, **four)
    say.if_error("ValueError", "card.four_numbers", **has_four, **four)
    words = {"right": lambda _seen: shown(), "wrong": lambda seen: said(seen)[0]}
    say.when(
        lambda seen: seen.camera().format.startswith("X") and len(said(seen)) != 1,
        "card.four_numbers",
        **four,
    )
    say.when(
        lambda seen: is_exchanged(seen) and line_of(seen, r"cvtColor\(.*(RGB2BGR|BGR2RGB)"),
        "card.converted",
        line=lambda seen: line_of(seen, "cvtColor"),
        **words,
    )
    say.when(
        lambda seen: is_exchanged(seen) and seen.camera().format == "BGR888" and has_format(seen),
        "card.swapped",
        format=lambda seen: seen.camera().format,
        line=lambda seen: line_of(seen, "BGR888"),
        **words,
    )
    say.when(
        lambda seen: is_exchanged(seen) and seen.camera().format == "BGR888",
        "card.format_of_the_library",
        line=lambda seen: line_of(seen, "configur"),
        **words,
    )
    say.when(
        lambda seen: is_exchanged(seen) and (line_of(seen, RED_FIRST) or red_limits_first(seen)),
        "card.red_is_last",
        line=lambda seen: (
            line_of(seen, RED_FIRST) or line_of(seen, rf"[\"']red[\"']\s*,\s*{LIMITS}")
        ),
        **words,
    )
    say.when(
        lambda seen: len(said(seen)) > 1,
        "card.says_all",
        said=lambda seen: ", ".join(said(seen)),
        line=lambda seen: line_of(seen, r"countNonZero|\bif\b"),
    )
    say.when(
        lambda seen: not said(seen) and re.search(PURE, seen.code.text),
        "card.only_pure_colours",
        right=lambda _seen: shown(),
        point=lambda seen: shown_point(seen),
        line=lambda seen: line_of(seen, PURE),
    )
    say.when(
        lambda seen: not said(seen) and line_of(seen, MOST_FIRST),
        "card.most_comes_first",
        right=lambda _seen: shown(),
        line=lambda seen: line_of(seen, MOST_FIRST),
    )
    say.when(
        lambda seen: not said(seen) and limits_are_exchanged(seen),
        "card.least_above_most",
        right=lambda _seen: shown(),
        line=lambda seen: line_of(seen, LIMITS),
    )


def has_format(seen):
    return re.search("BGR888", seen.code.text)


points = {}


def shown_point(_seen):
    return points["middle"]


def middle_of(bench, at):
    """Return the three numbers in the middle of the card, as the camera sees them."""
    picture = bench.camera().sees(SIZE)
    row, column = round((at[1] + at[3] / 2) * SIZE[1]), round((at[0] + at[2] / 2) * SIZE[0])
    return ", ".join(str(number) for number in picture[row, column])


def test_says_the_colour(bench, task, say):
    """It prints the colour of the card in the middle: red, green or blue."""
    shown, before = [], []
    explain_the_colours(say, lambda: shown[-1])
    say.when(
        lambda seen: before and said(seen) == [before[-1]],
        "card.always_the_same",
        right=lambda _seen: shown[-1],
        wrong=lambda _seen: before[-1],
        line=lambda seen: line_of(seen, r"print\("),
    )
    for colour in ("red", "blue", "green"):
        shown.append(colour)
        with task(own_folder=True):
            bench.camera().shows_card(colour, at=MIDDLE)
            points["middle"] = middle_of(bench, MIDDLE)
            bench.wait("8 s")
            found = said(bench.seen)
            say.unless(found, "card.nothing_said", right=colour, point=points["middle"])
            say.unless(
                found == [colour],
                "card.wrong_colour",
                right=colour,
                wrong=found[0],
                point=points["middle"],
            )
        before.append(colour)


def fits(bench, at):
    """Return how well the best of the drawn boxes fits a place, 0 to 1, and all of them."""
    card = bench.picture("card.png")
    original = bench.camera().sees(SIZE, at_s=bench.camera().frames[-1].t_s)
    boxes = card.drawn_boxes(original)
    return max((bench.overlap(box, at) for box in boxes), default=0.0), boxes


def exchanged(box):
    """Return a box as it would be drawn with x and y exchanged, in shares of the picture."""
    wide, high = SIZE
    x, y, width, height = box
    return y * high / wide, x * wide / high, height * high / wide, width * wide / high


def test_draws_a_box(bench, task, say):
    """In card.png a box is drawn around the card, wherever it is held."""
    shown = []
    explain_the_colours(say, lambda: shown[-1])
    for colour, at in PLACES.items():
        shown.append(colour)
        with task(own_folder=True):
            bench.camera().shows_card(colour, at=at)
            bench.wait("8 s")
            bench.picture("card.png").has_size(*SIZE)
            best, boxes = fits(bench, at)
            written = r"imwrite\(.*card\.png"
            say.unless(
                boxes,
                "card.nothing_drawn",
                line=lambda seen: line_of(seen, written) or line_of(seen, "imwrite"),
            )
            if best < LEAST_OVERLAP:
                why = why_elsewhere(bench, at, boxes)
                line = line_of(bench.seen, r"rectangle\(|polylines|line\(")
                say.fail(why, percent=round(100 * best), line=line)


def why_elsewhere(bench, at, boxes):
    """Return which mistake puts a box there."""
    x, y, width, height = at
    corner = (min(x, width), min(y, height), abs(width - x), abs(height - y))
    if any(bench.overlap(box, corner) > LEAST_OVERLAP for box in boxes):
        return "card.corner_is_size"
    if any(bench.overlap(box, exchanged(at)) > 0.5 for box in boxes):
        return "card.box_exchanged"
    return "card.box_elsewhere"


def test_cuts_it_out(bench, task, say):
    """In cut.png there is the card alone."""
    at = PLACES["red"]
    with task(own_folder=True):
        bench.camera().shows_card("red", at=at)
        bench.wait("8 s")
        cut = bench.picture("cut.png")
        wide, high = cut.size
        card_wide, card_high = round(at[2] * SIZE[0]), round(at[3] * SIZE[1])
        sizes = {"wide": wide, "high": high, "card_wide": card_wide, "card_high": card_high}
        line = line_of(bench.seen, r"\[.*:.*,.*:.*\]")
        blue, green, red = cut.colour((0.3, 0.3, 0.4, 0.4))
        is_red = red > blue + 40 and red > green + 40
        if is_near(wide, card_wide) and is_near(high, card_high) and is_red:
            border = cut.colour((0, 0.3, 0.02, 0.4))
            say.unless(border[1] < 150, "card.cut_has_the_box", line=line)
            return
        say.unless(
            line is None or columns_first(bench.seen) is None,
            "card.cut_exchanged",
            line=line,
            **sizes,
        )
        say.unless(
            is_near(wide, card_wide) and is_near(high, card_high),
            "card.cut_wrong_size",
            line=line,
            **sizes,
        )
        point = ", ".join(str(round(number)) for number in (blue, green, red))
        say.fail("card.cut_is_something_else", right="red", point=point, line=line)


def columns_first(seen):
    """Return what looks like `picture[x : x + width, y : y + height]`, None without it."""
    return re.search(r"\[\s*(x\w*|left)\s*:.*,\s*(y\w*|top)\s*:", seen.code.text)


def is_near(length, wanted):
    return abs(length - wanted) <= 0.2 * wanted
