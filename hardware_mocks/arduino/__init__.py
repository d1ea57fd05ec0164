"""The simulated Arduino: the compiled sketch itself, in an AVR simulator."""
