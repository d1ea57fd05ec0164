"""All messages that the table has, and Hypothesis strategies that make any of them."""

import pkgutil
from importlib import import_module

from hypothesis import strategies as st

from makerkit.arduino import messages
from makerkit.arduino.message import Message, Number

MODULES = {
    module.name: import_module(f"makerkit.arduino.messages.{module.name}")
    for module in pkgutil.iter_modules(messages.__path__)
}
"""link, car, node: what stands in makerkit/arduino/messages."""

CLASSES = sorted(
    {
        thing
        for module in MODULES.values()
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Message) and thing is not Message
    },
    key=lambda kind: (kind.__module__, kind.NAME),
)

KNOWN_SETS = [
    known for module in MODULES.values() for known in (module.FROM_HOST, module.FROM_BOARD)
]
"""What each side of each application understands."""


def values_of(field):
    """Return a strategy for a field's values; its bounds are tried often."""
    if not isinstance(field, Number):
        return st.sampled_from(list(field.words))
    return st.one_of(st.sampled_from([field.low, field.high]), st.integers(field.low, field.high))


def messages_of(classes):
    """Return a strategy for messages of these classes."""

    def build(kind):
        return st.builds(kind, *(values_of(field) for field in kind.FIELDS))

    return st.sampled_from(classes).flatmap(build)


any_message = messages_of(CLASSES)
any_seq = st.integers(0, 255)
