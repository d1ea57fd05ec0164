"""What a simulated camera can look at besides a simulated house: files, cards, a test card."""
