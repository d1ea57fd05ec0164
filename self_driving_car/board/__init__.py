"""The Arduino at its cable: commands go out, senses come in."""
