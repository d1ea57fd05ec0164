"""What `python -m security_system.replay` is made of: films, looked at as the house is."""
