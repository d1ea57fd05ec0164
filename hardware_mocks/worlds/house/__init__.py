"""The world `house`: a small flat with its day, its people, and what sensors and cameras notice."""
