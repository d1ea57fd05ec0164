"""What changes all the time is written down no more until it rests.

A log of 5,000 rows, and a card that wears, must not drown in one loose contact. What it means for
the alarm is the same as ever.
"""

from security_system.alarm.core import Core, Who
from security_system.alarm.happenings import Kind
from security_system.alarm.status import Watched

NEWS_MOST = 30
"""So many changes at once are no flapping: people come and go."""
NEWS_EACH_S = 5.0
"""And one more each 5 s."""
REST_S = 60.0
"""After so long without a change it is written down again."""


def is_restless(core: Core, watched: Watched) -> bool:
    """Return whether it still changes all the time; at rest it counts as mended."""
    return watched.is_muted and core.now_s - (watched.news_s or 0.0) < REST_S


def count(core: Core, watched: Watched, name: str, who: Who) -> None:
    """Count a change of a zone or a source; say once that it changes too often.

    Args:
        watched: what has changed.
        name: what people call it.
        who: whom the happening concerns.
    """
    since_s = REST_S if watched.news_s is None else core.now_s - watched.news_s
    watched.news = max(0.0, watched.news - since_s / NEWS_EACH_S) + 1
    watched.news_s = core.now_s
    if watched.is_muted and since_s >= REST_S:
        watched.is_muted, watched.news = False, 1.0
    elif not watched.is_muted and watched.news > NEWS_MOST:
        watched.is_muted = True
        why = (
            f"{name} changes all the time: it guards as ever, but no change is written down until "
            f"it has rested for {REST_S:.0f} s. Look at its contact and its cable."
        )
        core.tell(Kind.FAULT, why, **who)
