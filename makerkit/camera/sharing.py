"""A clip for others: the same pictures in a plain MP4 that every phone and messenger takes."""

from pathlib import Path
from typing import Any

from makerkit.atomic_file import cannot_write
from makerkit.errors import BadInputError, NotThereError


def to_faststart(source: str | Path, target: str | Path) -> Path:
    """Copy a clip, without encoding again, into an MP4 whose index stands at the beginning.

    Raises:
        NotThereError: there is no such clip, or no folder for the copy.
        BadInputError: it is no film, or the copy cannot be written.
    """
    source, target = Path(source), Path(target)
    if not source.is_file():
        raise NotThereError(f"There is no clip {source}.")
    beside = target.with_name(f".{target.name}.tmp")
    try:
        _copy(source, beside)
        beside.replace(target)
    except OSError as error:  # PyAV's errors of files are such, too
        if beside.exists() or not target.parent.is_dir():
            raise cannot_write(target, error) from error
        raise BadInputError(f"{source} cannot be read as a film: {error}.") from error
    except ValueError as error:
        raise BadInputError(f"{source} cannot be read as a film: {error}.") from error
    finally:
        beside.unlink(missing_ok=True)
    return target


def _copy(source: Path, target: Path) -> None:
    import av

    with av.open(str(source)) as film:
        options = {"movflags": "faststart"}
        with av.open(str(target), "w", format="mp4", options=options) as copy:
            given = film.streams.video[0]
            stream = stream_like(copy, given)
            if "creation_time" in film.metadata:
                copy.metadata["creation_time"] = film.metadata["creation_time"]
            for packet in film.demux(given):
                if packet.dts is not None:
                    packet.stream = stream
                    copy.mux(packet)


def stream_like(film: Any, given: Any) -> Any:
    """Add a stream like another to a film, without an encoder; each PyAV says it in its own way."""
    if not hasattr(film, "add_stream_from_template"):
        return film.add_stream(template=given)  # before 14
    try:
        return film.add_stream_from_template(given, opaque=True)
    except TypeError:
        return film.add_stream_from_template(given)
