"""What hangs on the pins of the Pi: motion sensors, contacts, buttons, sounders."""
