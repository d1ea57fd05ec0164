"""`maker monitor`: what a board says and is told, decoded, while the cable comes and goes."""
