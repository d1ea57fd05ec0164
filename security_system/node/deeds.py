"""What the deciding part of the node's edge wants done."""

from __future__ import annotations

from dataclasses import dataclass

from makerkit.arduino.message import Message
from makerkit.arduino.messages import node
from security_system.alarm.happenings import Happening
from security_system.alarm.orders import Order
from security_system.order_queue import Noted


@dataclass(frozen=True, slots=True)
class Send:
    """Send a message to the node."""

    message: Message


@dataclass(frozen=True, slots=True)
class Post:
    """Post to the panel; an event is acknowledged when it is stored."""

    what: Order | Noted
    event: node.Event | None = None


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Tell the node that an event is stored, which was stored before."""

    event: node.Event


@dataclass(frozen=True, slots=True)
class Tell:
    """Have something journaled and told that is no event of the node."""

    happening: Happening


Deed = Send | Post | Acknowledge | Tell
