"""Libraries as a program imports them, each in its own file, behaving as far as examples need."""
