"""Programs that gpiozero's documentation teaches, run on the bench."""
