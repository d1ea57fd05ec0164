"""The security node at its cable: what it says to the panel, and what the panel wants of it."""
