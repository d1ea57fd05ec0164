"""Stand-ins that behave: a simulated bench for programs written for a real Pi."""
