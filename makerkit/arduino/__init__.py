"""The Arduino at the other end of the cable: its programs, its port, its messages."""
