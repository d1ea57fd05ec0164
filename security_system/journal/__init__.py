"""What survives a power cut: the chained journal, the kept state, the power-fail log."""

from security_system.journal.chain import Verdict
from security_system.journal.journal import Journal
from security_system.journal.kept import Kept
from security_system.journal.power import PowerLog, Start
from security_system.journal.row import Entry, Row

__all__ = ["Entry", "Journal", "Kept", "PowerLog", "Row", "Start", "Verdict"]
