"""Three cars that steer back to a line, each by its own P, and each sees where it was before."""

for p in (0.5, 1.5, 9.0):
    away = 40.0
    was = 40.0
    older = 40.0
    for _ in range(20):
        turn = -p * older * 0.1
        older = was
        was = away
        away = away + turn
    print(f"P {p} ends {abs(away):.1f} away")
