"""Evidence: clips, pictures and reasons of what the eyes saw, kept as long as there is room."""
