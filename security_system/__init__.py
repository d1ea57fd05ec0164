"""A home security system for a Raspberry Pi: an alarm with eyes.

It is an ordinary program: `python -m security_system` on a Pi, `maker security` anywhere else.
"""
