"""`with task() as program:` starts the student's program, and ends it with one message at most."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from hardware_mocks.checks import diagnosis
from hardware_mocks.checks.diagnosis import Diagnosis
from hardware_mocks.checks.failure import BrokenCheckError, CheckFailure, ProgramBroke
from hardware_mocks.checks.job import CheckJob
from hardware_mocks.checks.names import Names
from hardware_mocks.checks.program import Program
from hardware_mocks.checks.run import Run, Stage
from hardware_mocks.checks.say import Said, Say
from hardware_mocks.checks.seen import Seen
from hardware_mocks.checks.sketches import HOST, is_sketch, refused, uno_alone
from hardware_mocks.checks.stage import SimulatedStage
from hardware_mocks.checks.words import text_of
from hardware_mocks.worlds.scenes import house_scenario, read_scene
from makerkit.errors import BadInputError, MakerKitError, NotThereError, UnsupportedHereError
from makerkit.messages import Message
from makerkit.wiring import Scenario, Wiring, read_wiring
from makerkit.wiring.scenario import WorldChoice


class TaskFailed(AssertionError):  # noqa: N818 (pytest calls it a failure, too)
    """A task has failed; the one message for it is known."""

    def __init__(self, found: Diagnosis) -> None:
        super().__init__(f"{found.message.id} {dict(found.message.params)}")
        self.diagnosis = found

    def report(self, job: CheckJob) -> str:
        """Return the message in words, with its id and the program's line."""
        found = self.diagnosis
        text = text_of(found.message, job.messages, job.language)
        where = f"line {found.line}: {found.code}" if found.line is not None else ""
        return "\n".join(filter(None, (f"[{found.message.id}]", where, str(text))))


@lru_cache(maxsize=1)
def _wiring(path: Path) -> Wiring:
    """Read a wiring file; the functions of one check share it."""
    return read_wiring(path)


def _print(words: str) -> None:
    print(words, file=sys.stderr, flush=True)  # noqa: T201 (it is for the person at the Pi)


@dataclass(frozen=True, slots=True)
class Staging:
    """How a task's program is to run.

    Attributes:
        program: what the Pi runs, or None where an Arduino is alone.
        sketch: what the Arduino runs; None where the wiring says it.
        scenario: what happens around them.
        types: lines typed as soon as the program asks for them.
        folder: where the program works, or None for where it lies.
    """

    program: Path | None
    sketch: Path | None
    scenario: Scenario
    types: tuple[str, ...] = ()
    seed: int = 0
    folder: Path | None = None


class Session:
    """Everything the tasks of one check function share.

    Args:
        with_standins: see `SimulatedStage`.
        ask: says a sentence to the person at a real Pi.

    Attributes:
        run: the run of the task that is under way, or None.
        points: of the tasks so far.
        output, trace: what the last task's program printed, and its trace.
        looks: how many sentences have been checked.
        notes: what there is to say of a program that has passed.
    """

    def __init__(
        self,
        job: CheckJob,
        say: Say,
        *,
        with_standins: bool = False,
        ask: Callable[[str], None] = _print,
    ) -> None:
        self.job = job.at_home()
        self.say = say
        say.on_look = self._look
        self.with_standins = with_standins
        self.ask = ask
        self.run: Run | None = None
        self.points = 0
        self.looks = 0
        self.output = self.trace = ""
        self.notes: list[Said] = []
        self._left: TemporaryDirectory[str] | None = None
        self.wiring: Wiring | None = None if job.wiring is None else _wiring(self.job.wiring)
        if self.wiring is None and is_sketch(job.program):
            self.wiring = uno_alone()
        self.scenario = Scenario() if job.scene is None else read_scene(job.scene)

    def task(
        self,
        points: int = 1,
        *,
        types: tuple[str, ...] = (),
        seed: int | None = None,
        own_folder: bool = False,
        starts_at: str | None = None,
        sketch: str | None = None,
        host: str | None = None,
        world: str | None = None,
        track: str | None = None,
    ) -> Task:
        """Return the context in which the program runs.

        Args:
            points: what the task is worth.
            types: lines typed as soon as the program asks for them.
            seed: of chance; by default the job's, or else that of the lesson's scene.
            own_folder: whether it works in an empty folder, and not in the student's. The tasks
                of one check share it: what the program has written is there when it starts again.
            starts_at: the world's clock at the start, "2026-11-27 22:30"; by default the scene's.
            sketch: what the Arduino runs, where the student writes for the Pi: a file of the
                lesson, "slow/slow.ino"; by default what the wiring says.
            host: what the Pi runs, where the student writes a sketch: a file of the lesson;
                by default its `host.py`, or nothing without one; "" for nothing.
            world: what happens in the house around the bench: a scenario of it by its name, or a
                file of the lesson, "burglary.toml"; by default what the scene says.
            track: the track that the car stands on, as `world`: "lane_3", "floor.toml".
        """
        self.points += points
        wishes = (seed, self.job.seed, self.scenario.seed)
        seed = next((wish for wish in wishes if wish is not None), 0)
        scenario = self.scenario if world is None else self._in_house(world)
        scenario = scenario if track is None else self._on_track(track)
        start = scenario.start if starts_at is None else datetime.fromisoformat(starts_at)
        folder = self._own_folder() if own_folder else None
        scenario = replace(scenario, start=start)
        program, on_board = self._programs(sketch, host)
        return Task(self, Staging(program, on_board, scenario, tuple(types), seed, folder))

    def _in_house(self, world: str) -> Scenario:
        """Return the lesson's scene, standing in the house while a scenario happens there."""
        if self.job.hardware:
            raise UnsupportedHereError("This happens in the simulated house: leave out --hardware.")
        file = self.job.check.parent / world
        choice = WorldChoice("house", str(file) if file.is_file() else world)
        start = self.scenario.start or house_scenario(choice).start
        return replace(self.scenario, world=choice, start=start)

    def _on_track(self, track: str) -> Scenario:
        """Return the lesson's scene, with the bench as a car on a track."""
        if self.job.hardware:
            raise UnsupportedHereError("This car drives in the simulator: leave out --hardware.")
        file = self.job.check.parent / track
        return replace(
            self.scenario, world=WorldChoice("track", str(file) if file.is_file() else track)
        )

    def _programs(self, sketch: str | None, host: str | None) -> tuple[Path | None, Path | None]:
        """Return what the Pi runs, and what the Arduino runs: None where the wiring says it."""
        folder = self.job.check.parent
        if not is_sketch(self.job.program):
            return self.job.program, None if sketch is None else _there(folder / sketch)
        if host is None:
            given = folder / HOST
            return given if given.is_file() else None, self.job.program
        return _there(folder / host) if host else None, self.job.program

    def close(self) -> None:
        """Take away what the tasks have left."""
        if self._left is not None:
            self._left.cleanup()

    def _own_folder(self) -> Path:
        if self._left is None:
            self._left = TemporaryDirectory(prefix="maker_check_")
        return Path(self._left.name)

    def _real_stage(self, types: tuple[str, ...], folder: Path | None) -> Stage:
        from hardware_mocks.checks.pi_stage import PiStage

        def ask(message: Message, *_details: object) -> None:
            self.ask(text_of(message, self.job.messages, self.job.language).title)

        return PiStage(self.job.program, types=types, ask=ask, folder=folder)

    def _look(self) -> None:
        if self.run is not None:
            self.run.looks += 1

    def stage(self, how: Staging) -> Stage:
        """Return a fresh stage for the program."""
        if self.job.hardware:
            if how.sketch is not None:
                raise UnsupportedHereError(
                    "A sketch is checked on the simulated Arduino: leave out --hardware."
                )
            return self._real_stage(how.types, how.folder)
        return SimulatedStage(
            how.program,
            self.wiring,
            how.scenario,
            types=how.types,
            seed=how.seed,
            with_standins=self.with_standins,
            folder=how.folder,
            sketch=how.sketch,
            is_given=is_sketch(self.job.program),
        )


def _there(path: Path) -> Path:
    """Return a file of the lesson that a check names."""
    if not path.is_file():
        raise BrokenCheckError(f"The check names {path.name}, and the lesson has no such file.")
    return path


class Task:
    """One run of the program, with the block that watches it."""

    def __init__(self, session: Session, how: Staging) -> None:
        self._session = session
        self._how = how

    def __enter__(self) -> Program:
        session = self._session
        if session.run is not None:
            raise BrokenCheckError("A task cannot stand inside another task.")
        path = session.job.program
        unreadable = refused(session.job) or diagnosis.of_file(path)
        if unreadable is not None:
            raise TaskFailed(unreadable)
        self._stage = session.stage(self._how)
        speaks_by = "print" if self._how.program is not None else "serial"
        session.run = Run(self._stage, Names(session.wiring), speaks_by=speaks_by)
        try:
            self._stage.start()
        except (BadInputError, NotThereError) as error:
            self._end()
            message = Message("program.unreadable", {"name": path.name, "why": str(error)})
            raise TaskFailed(Diagnosis(message, is_error=True)) from error
        return Program(session.run)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        session, run = self._session, self._session.run
        assert run is not None
        failure = _failure_of(error)
        found = None
        if failure is not None or run.program.error is not None:
            found = self._diagnosis(run, failure)
        if error is None and found is None:
            session.notes += self._notes(run)
        self._end()
        if found is not None and _is_about_the_program(error):
            raise TaskFailed(found) from error
        if error is None and not run.looks:
            raise BrokenCheckError("This task looks at nothing, so it would pass any program.")

    def _notes(self, run: Run) -> list[Said]:
        """Return what is worth saying of a program that did what was asked."""
        session = self._session
        path = session.job.program
        notes = session.say.notes(Seen(run, path))
        if notes or not is_sketch(path):
            return notes
        from hardware_mocks.explain.sketch.built import slips_of

        return [Said(slip.message, slip.line) for slip in slips_of(path)][:1]

    def _diagnosis(self, run: Run, failure: CheckFailure | None) -> Diagnosis:
        session = self._session
        path = session.job.program
        if failure is None or not is_sketch(path):
            return diagnosis.of_run(run, session.say, failure, path, session.wiring)
        from hardware_mocks.checks.sketch_diagnosis import of_sketch_run

        return of_sketch_run(run, session.say, failure, path)

    def _end(self) -> None:
        session, run = self._session, self._session.run
        assert run is not None
        self._stage.stop()
        session.run = None
        session.looks += run.looks
        session.output = "\n".join(line.text for line in run.log.lines)
        session.trace = self._stage.trace.dumps()


def _is_about_the_program(error: BaseException | None) -> bool:
    return isinstance(error, Exception | None) and not isinstance(error, MakerKitError)


def _failure_of(error: BaseException | None) -> CheckFailure | None:
    """Return what the check has found, where it is not the program's own error.

    A check that stumbles (it takes the smallest of no numbers) has mostly met a program that did
    nothing: whatever is known of that program is said first.
    """
    if isinstance(error, CheckFailure):
        return error
    if isinstance(error, AssertionError):
        return CheckFailure("check.not_true", said=str(error) or "its condition is false")
    if isinstance(error, Exception) and not isinstance(error, ProgramBroke | MakerKitError):
        said = f"{type(error).__name__}: {error}"
        return CheckFailure("check.broken", is_missing=True, said=said)
    return None
