"""Worlds that a bench can stand in: what the sensors of a project feel and its cameras see."""
