"""Whether a message of a page is of now, or was stuck on its way.

A network that stalls loses nothing: TCP hands over all that waited, in one burst, and a car that
obeyed it would drive what a hand wished seconds ago. Each message has the time on the
page's clock, those that steer a number too; the one that came quickest shows how the two clocks
stand to each other.

A page that slept has a clock that stood still, and all it says seems old. It asks, is answered, and
says so: what it says then is no older than the question. Just to begin anew at its next message
would not do, for that may be one that was stuck.
"""

OLD_S = 0.3
"""As long as a car drives on without any message."""
WAKES_WITHIN_S = 1.0
"""A question and what follows the answer to it must be no farther apart."""
DRIFT_S_PER_S = 0.001
"""How much two clocks may run apart; ten times what a bad crystal does."""


class Freshness:
    """Judges the messages of one page.

    Attributes:
        age_s: how much later than the quickest the newest message came.
    """

    def __init__(self, old_s: float = OLD_S) -> None:
        self.age_s = 0.0
        self._old_s = old_s
        self._number = -1.0
        self._least_s: float | None = None
        self._heard_s = 0.0
        self._asked = (-1.0, 0.0)

    def ask(self, question: float, now_s: float) -> None:
        """A page begins to set its clock: the number of its question, and the time here."""
        self._asked = (question, now_s)

    def wake(self, question: float, sent_s: float, now_s: float) -> bool:
        """Take the page's clock as it is now, and return whether that was possible.

        Args:
            question: the number of the question that the page has an answer to.
            sent_s: the time on the page's clock.
            now_s: the time here.
        """
        last, asked_s = self._asked
        if question != last or now_s - asked_s > WAKES_WITHIN_S:
            return False
        self._least_s, self._heard_s, self.age_s = now_s - sent_s, now_s, 0.0
        return True

    def is_fresh(self, number: float, sent_s: float, now_s: float) -> bool:
        """Return whether to obey a message.

        Args:
            number: counts up from message to message; one that was overtaken is old.
            sent_s: the time on the page's clock.
            now_s: the time here.
        """
        is_next = number > self._number
        self._number = max(number, self._number)
        return self.is_of_now(sent_s, now_s) and is_next

    def is_of_now(self, sent_s: float, now_s: float) -> bool:
        """Return whether to obey a message that has no number: a button that was pressed."""
        apart_s = now_s - sent_s
        if self._least_s is None:
            self._least_s = apart_s
        drift_s = DRIFT_S_PER_S * max(0.0, now_s - self._heard_s) if self._heard_s else 0.0
        self._least_s = min(apart_s, self._least_s + drift_s)
        self._heard_s = now_s
        self.age_s = apart_s - self._least_s
        return self.age_s <= self._old_s
