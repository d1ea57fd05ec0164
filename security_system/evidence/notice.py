"""What people are told who are seen by the cameras."""

from pathlib import Path

from makerkit.atomic_file import write_atomically
from security_system.evidence.settings import AtHomeRecording, RecordingSettings

FILE = "NOTICE.txt"
AT_HOME: dict[AtHomeRecording, str] = {
    "nothing": "Nothing is recorded while somebody is at home.",
    "alarm": "While somebody is at home nothing is recorded but an alarm.",
    "motion": "Motion is recorded, also while somebody is at home.",
}


def notice(settings: RecordingSettings) -> str:
    """Return the words, filled with what the settings say; other braces stay as they are."""
    text = settings.notice
    for name, value in {
        "at_home": AT_HOME[settings.at_home],
        "keep_days": f"{settings.keep_days:g}",
        "keep_alarm_days": f"{settings.keep_alarm_days:g}",
    }.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def write_notice(folder: Path, settings: RecordingSettings) -> None:
    """Write the words beside the clips, if they have changed.

    Raises:
        MakerKitError: the disk refuses.
    """
    data = (notice(settings) + "\n").encode()
    path = folder / FILE
    if not path.is_file() or path.read_bytes() != data:
        write_atomically(path, data)
