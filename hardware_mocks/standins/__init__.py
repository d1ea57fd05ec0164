"""Stand-ins for what a program may use besides pins: commands, files of the system, sound, keys."""
