"""Where commands from the broker are taken: each is carried out or refused, and answered."""

from collections.abc import Callable
from typing import Protocol

from makerkit.errors import MakerKitError
from security_system.alarm.answer import Answer
from security_system.alarm.happenings import Happening
from security_system.alarm.orders import Order
from security_system.alarm.view import AlarmView
from security_system.mqtt import commands
from security_system.mqtt.conversation import Message
from security_system.mqtt.limits import Refusals, Tap
from security_system.mqtt.outbox import Outbox
from security_system.mqtt.payloads import BadPayloadError, shown
from security_system.mqtt.settings import MqttSettings
from security_system.mqtt.states import packed
from security_system.mqtt.topics import Topics

ASK_TIMEOUT_S = 3.0


class PanelLike(Protocol):
    """What is asked of the panel."""

    @property
    def view(self) -> AlarmView: ...  # noqa: D102

    def post(self, order: Order, on_stored: Callable[[], None] | None = None) -> None: ...  # noqa: D102

    def ask(self, order: Order, timeout_s: float = 5.0) -> Answer: ...  # noqa: D102

    def tell(self, *happenings: Happening) -> None: ...  # noqa: D102


class CommandDesk:
    """Takes commands for the panel.

    Attributes:
        refusals: counts what was refused, and tells the journal.
    """

    def __init__(self, settings: MqttSettings, topics: Topics, panel: PanelLike) -> None:
        self._settings = settings
        self._topics = topics
        self._panel = panel
        self._tap = Tap()
        self.refusals = Refusals(panel.tell)

    def take(self, message: Message, now_s: float, outbox: Outbox) -> None:
        """Carry out a command, and say what became of it."""
        if not self._tap.lets_through(now_s):
            self.refusals.add("Too many commands came at once.", now_s)
            return
        try:
            command = commands.read(message, self._panel.view, self._settings, self._topics)
        except BadPayloadError as error:
            self._refuse(message, str(error), now_s, outbox)
            return
        answer = self._ask(command.order if command.first is None else command.first)
        if command.first is not None and answer.is_done:
            answer = self._ask(command.order)
        self._answer(command.name, answer, outbox)

    def _ask(self, order: Order) -> Answer:
        try:
            return self._panel.ask(order, ASK_TIMEOUT_S).shown()
        except MakerKitError as error:  # the alarm is busy, or does not answer
            return Answer(is_done=False, says=str(error))

    def _refuse(self, message: Message, why: str, now_s: float, outbox: Outbox) -> None:
        self.refusals.add(f"{shown(message.topic)}: {why}", now_s)
        self._answer("", Answer(is_done=False, says=why), outbox)
        if message.is_retained:
            outbox.clear(message.topic)

    def _answer(self, name: str, answer: Answer, outbox: Outbox) -> None:
        said = {"command": name, "is_done": answer.is_done, "says": answer.says}
        outbox.event(self._topics.answer, packed(said))
