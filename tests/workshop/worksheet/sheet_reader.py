"""What stands in a PDF, as a reader sees it."""

from pathlib import Path

import pypdfium2

DATA = Path(__file__).parents[1] / "lesson_text" / "data" / "course"


class Pdf:
    """A PDF as a reader sees it."""

    def __init__(self, pdf):
        self._pdf = pypdfium2.PdfDocument(pdf)
        self.sizes_mm = [
            tuple(round(points / 72 * 25.4) for points in page.get_size()) for page in self._pdf
        ]
        self.pages = [page.get_textpage().get_text_bounded() for page in self._pdf]
        self.text = " ".join(" ".join(self.pages).split())

    def where(self, *words):
        """Return the place of each of some words; they must all be there."""
        places = [self.text.find(word) for word in words]
        assert -1 not in places, [word for word in words if word not in self.text]
        return places

    @property
    def fonts(self):
        """The names of the fonts that are used, without what the subset adds."""
        found = set()
        for page in self._pdf:
            for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=9):
                found.add(thing.get_font().get_base_name().partition("+")[2])
        return found

    def grey_rows(self, page=0):
        """Return how dark each row of a page is, drawn small: 0 white to 255 black."""
        picture = self._pdf[page].render(scale=0.2, grayscale=True).to_numpy()
        return 255 - picture.reshape(picture.shape[:2]).mean(axis=1)
