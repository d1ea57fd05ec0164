"""The printed sheet by which the camera is calibrated: a board of squares on A4.

It lies before the car, its lower edge at the car's front, its middle line before the car's middle.
The camera looks over the first centimetres, so the lower part has the words.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WIDE_M, LONG_M = 0.210, 0.297
"""A4, upright."""
SQUARE_M = 0.028
COLUMNS, ROWS = 6, 7
FIRST_M = 0.080
"""From the lower edge of the sheet to the first squares."""
INNER = (COLUMNS - 1, ROWS - 1)
"""How many corners have four squares around them, across and along."""

PT_PER_M = 72 / 0.0254
LINES = (
    (0.066, 11, "Calibration sheet of the car. Print it at 100 %, not fitted to the page."),
    (0.058, 9, "The line below is 100 mm long. If it is not, the calibration is not right either."),
    (0.036, 9, "Lay this edge against the front of the car, the arrow before its middle."),
)
RULER_AT_M, RULER_M = 0.050, 0.100


def inner_corners(front_m: float) -> Floats:
    """Return the places of the inner corners, (n, 2): row by row, nearest first, left first.

    Args:
        front_m: from the driven axle to where the lower edge of the sheet lies.
    """
    across, along = INNER
    y = (COLUMNS / 2 - 1 - np.arange(across)) * SQUARE_M
    x = front_m + FIRST_M + (1 + np.arange(along)) * SQUARE_M
    return np.array([(ahead, left) for ahead in x for left in y])


def outer_corners(front_m: float) -> Floats:
    """Return the corners of the whole board, (4, 2): near left, near right, far right, far left."""
    near, far = front_m + FIRST_M, front_m + FIRST_M + ROWS * SQUARE_M
    side = COLUMNS / 2 * SQUARE_M
    return np.array([(near, side), (near, -side), (far, -side), (far, side)])


def squares() -> Iterator[tuple[float, float]]:
    """Yield the lower left corners of the black squares in metres on the sheet."""
    left = (WIDE_M - COLUMNS * SQUARE_M) / 2
    for row in range(ROWS):
        for column in range(COLUMNS):
            if (row + column) % 2 == 0:
                yield left + column * SQUARE_M, FIRST_M + row * SQUARE_M


def sheet_pdf() -> bytes:
    """Return the sheet as a PDF of one page, which every printer makes as large as it says."""
    drawn = [_rectangle(x, y, SQUARE_M, SQUARE_M) for x, y in squares()]
    middle = WIDE_M / 2
    drawn.append(_rectangle(middle - RULER_M / 2, RULER_AT_M, RULER_M, 0.0006))
    drawn += [_rectangle(middle + side * RULER_M / 2, RULER_AT_M - 0.002, 0.0004, 0.004)
              for side in (-1, 1)]  # fmt: skip
    drawn.append(_arrow(middle))
    drawn += [_text(y, size, words) for y, size, words in LINES]
    return _pdf("\n".join(drawn).encode("ascii"))


def _rectangle(x_m: float, y_m: float, wide_m: float, high_m: float) -> str:
    numbers = " ".join(f"{length * PT_PER_M:.3f}" for length in (x_m, y_m, wide_m, high_m))
    return f"{numbers} re f"


def _arrow(middle_m: float) -> str:
    points = [(middle_m, 0.006), (middle_m - 0.008, 0.024), (middle_m + 0.008, 0.024)]
    (x0, y0), (x1, y1), (x2, y2) = [(x * PT_PER_M, y * PT_PER_M) for x, y in points]
    return f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l {x2:.2f} {y2:.2f} l f"


def _text(y_m: float, size_pt: int, words: str) -> str:
    width_pt = 0.5 * size_pt * len(words)  # Helvetica's letters are about half as wide as high
    x_pt = max(20.0, WIDE_M / 2 * PT_PER_M - width_pt / 2)
    return f"BT /F1 {size_pt} Tf {x_pt:.1f} {y_m * PT_PER_M:.1f} Td ({words}) Tj ET"


def _pdf(content: bytes) -> bytes:
    """Return the bytes of a PDF with one page (PDF 1.4, ISO 32000-1, 7.5)."""
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE_M * PT_PER_M:.2f} "
        f"{LONG_M * PT_PER_M:.2f}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    )
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page.encode("ascii"),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + end % (len(objects) + 1, len(out))
