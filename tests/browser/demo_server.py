"""The demo page as a person starts it: a process of its own, which ends and starts again."""

from pathlib import Path

from served_pages import ServedPages


class DemoServer(ServedPages):
    """`python -m makerkit.web.demo` in a folder of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        super().__init__("makerkit.web.demo", folder, *options)

    @property
    def code(self) -> str:
        """The code of the first start that it printed, or ""."""
        return self.ready.removeprefix("setup=")
