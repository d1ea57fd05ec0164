"""The eyes: a thread for each camera, from its pictures to what the alarm is told."""

from security_system.eyes.zones import zones_of

__all__ = ["zones_of"]
