"""Making the edge that tells people out of the system's settings."""

from pathlib import Path
from typing import TYPE_CHECKING

from makerkit.errors import NotThereError
from security_system.telling.news import Rows
from security_system.telling.telling import Telling

if TYPE_CHECKING:
    from security_system.app import SecuritySystem


def make_telling(system: "SecuritySystem") -> Telling:
    """Return what tells people of what happens in a system; it listens to the panel."""
    names = {zone: each.name or zone for zone, each in system.settings.alarm.zones.items()}
    made = Telling(
        system.settings.telling,
        system.folder,
        rows=_rows_of(system),
        zone_name=lambda zone: names.get(zone, zone),
        picture=lambda evidence: _picture(system, evidence),
        tell=system.panel.tell,
    )
    system.panel.listen(made.on_turn)
    return made


def _rows_of(system: "SecuritySystem") -> Rows | None:
    journal = system.journal
    if journal is None:
        return None
    return lambda since_id, limit: journal.rows(since_id=since_id, limit=limit)


def _picture(system: "SecuritySystem", evidence: str) -> Path | None:
    """Return the snapshot of an evidence, if it is written by now."""
    if system.mqtt is not None and (sent := system.mqtt.picture(evidence)) is not None:
        return Path(sent)  # an outpost's
    if system.evidence is None:
        return None
    try:
        found: Path = system.evidence.path(evidence, "snapshot")
    except NotThereError:
        return None
    return found if found.exists() else None
