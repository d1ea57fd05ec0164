"""What is kept of what the cameras see, and for how long: the section [recording]."""

from typing import Literal

from pydantic import Field

from makerkit.app.section import Section

AtHomeRecording = Literal["nothing", "alarm", "motion"]

NOTICE = (
    "Cameras watch this place to protect it. {at_home} Ordinary clips are deleted after at most "
    "{keep_days} days, those of alarms after {keep_alarm_days}, and only the owners see them. Ask "
    "them to see what was recorded of you, or to have it deleted."
)
"""What people are told who are seen by the cameras; braces are filled from the settings."""


class RecordingSettings(Section):
    """Clips and pictures of events, their length, and how long they are kept."""

    folder: str = "clips"
    """Where they lie: inside the data folder, or an absolute path to another disk."""
    pre_roll_s: float = Field(default=5.0, ge=0.5, le=60.0)
    """A clip shows at least so much of what was before."""
    post_roll_s: float = Field(default=5.0, ge=0.5, le=120.0)
    """It goes on so long after the last motion."""
    alarm_s: float = Field(default=60.0, ge=5.0, le=900.0)
    """After an alarm every camera records for at least so long."""
    longest_s: float = Field(default=300.0, ge=10.0, le=3600.0)
    """A longer event becomes several clips, without a gap."""
    most_gb: float = Field(default=8.0, ge=0.01, le=100_000.0)
    """All clips together take at most so much; the oldest ordinary ones go first, those of alarms
    last, protected ones never."""
    least_free_gb: float = Field(default=1.0, ge=0.0, le=10_000.0)
    """So much of the disk stays free for everything else."""
    keep_days: float = Field(default=30.0, ge=0.04, le=3650.0)
    """Ordinary clips and their pictures go after so many days."""
    keep_alarm_days: float = Field(default=90.0, ge=0.04, le=3650.0)
    """Those of alarms go after so many days."""
    most_events: int = Field(default=5000, ge=10, le=100_000)
    """At most so many events are kept."""
    at_home: AtHomeRecording = "alarm"
    """What is recorded while somebody is at home: "nothing" at all, only an "alarm" (a panic
    button, smoke, a window at night), or "motion" as well. "nothing" saves the work of encoding."""
    home_modes: tuple[str, ...] = ("home", "night")
    """Modes in which somebody is at home. Disarmed always counts as at home."""
    face_model: str = ""
    """An ONNX file of YuNet (OpenCV's face detector) for blurring on export; without it what moves
    is blurred."""
    notice: str = Field(default=NOTICE, max_length=2000)
    """What people are told who are seen: shown on the page, and written beside the clips."""
