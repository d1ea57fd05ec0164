"""What the eyes decide: pure, given the time and the picture."""
