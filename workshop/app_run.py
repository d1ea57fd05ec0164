"""Runs an application live in its simulated world: what `maker car` and `maker security` share."""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hardware_mocks.job import Job


@dataclass(frozen=True, slots=True)
class Application:
    """An application and the world that it is simulated in.

    Attributes:
        module: what runs.
        world: kind of its world, as a scene names it: "house" or "track".
        judge: reads a scenario of this world; it says what is wrong, and which name is near.
    """

    module: str
    world: str
    judge: Callable[[str], object]

    def job(
        self,
        data: Path,
        scenario: str | None,
        scenes: Path,
        *,
        port: int | None = None,
        for_s: float | None = None,
        options: tuple[str, ...] = (),
    ) -> "Job":
        """Return the run of the application in its world.

        Args:
            data: its folder.
            scenario: what the world is like; None for what its scene says.
            scenes: a folder for the scene that is made of both.
            port: of its page.
            for_s: how long it runs; None: until it is ended.
            options: further words for the program.

        Raises:
            NotThereError, BadInputError: there is no such scenario, or it cannot be used.
        """
        from workshop.commands.run import make_job

        words = ["--folder", str(data), *([] if port is None else ["--port", str(port)]), *options]
        job = make_job(module=self.module, program=tuple(words), mode="simulate", for_s=for_s)
        if scenario is None or job.scenario is None:
            return job
        return replace(job, scenario=str(self.scene_with(Path(job.scenario), scenario, scenes)))

    def scene_with(self, scene: Path, scenario: str, folder: Path) -> Path:
        """Write a scene that is like another, but with another scenario; return where it is.

        Raises:
            NotThereError, BadInputError: there is no such scenario, or it cannot be used.
        """
        import tomlkit

        self.judge(scenario)
        document = tomlkit.parse(scene.read_text(encoding="utf-8"))
        named = str(Path(scenario).resolve()) if Path(scenario).is_file() else scenario
        document["world"] = {"kind": self.world, "scenario": named}
        made = folder / "scene.toml"
        made.write_text(tomlkit.dumps(document), encoding="utf-8")
        return made


@contextlib.contextmanager
def data_folder(folder: str | None, application: str) -> Iterator[Path]:
    """Give the folder that was asked for, or one that is gone at the end."""
    if folder is not None:
        yield Path(folder).expanduser().resolve()
        return
    with tempfile.TemporaryDirectory(prefix=f"maker-{application}-") as made:
        yield Path(made)


def say_what_is_kept(folder: str | None, data: Path, things: str) -> None:
    """Tell whether anything is left at the end, and how to end it."""
    if folder is None:
        click.echo("Everything is forgotten at the end; --folder keeps it.")
    else:
        click.echo(f"Its {things} are in {data}.")
    click.echo("Ctrl-C ends it.")


def run_live(job: "Job", *, page_port: int | None, opens: bool) -> int:
    """Run it with the bench in the browser; return its exit code."""
    from workshop.commands.run import tell
    from workshop.live_run import LiveRun
    from workshop.sketch_run import build_those_of

    build_those_of(job.wiring)
    live = LiveRun(
        job, shows_terminal=False, shows_page=True, port=page_port, opens_browser=opens, tell=tell
    )
    return live.run().exit_code
