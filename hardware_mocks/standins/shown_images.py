"""`Image.show()` of Pillow: on a desktop it starts a viewer; here the bench shows the picture."""

from types import ModuleType
from typing import Any

from hardware_mocks.after_import import when_imported
from hardware_mocks.bench import Bench
from hardware_mocks.standins.windows import show_on

USUAL_TITLE = "picture"


def install(bench: Bench) -> None:
    """Be the first of Pillow's viewers, once the program shows something."""
    when_imported("PIL.ImageShow", lambda pillow: pillow.register(_viewer_class(pillow, bench), -1))


def _viewer_class(pillow: ModuleType, bench: Bench) -> type:
    class BenchViewer(pillow.Viewer):  # type: ignore[name-defined, misc]  # a class of a module given
        """Shows pictures in a window of the bench."""

        def show(self, image: Any, **options: Any) -> int:
            """Show a picture; other viewers are not asked."""
            import numpy as np

            bgr = np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])
            show_on(bench, options.get("title") or USUAL_TITLE, bgr)
            return 1

    return BenchViewer
