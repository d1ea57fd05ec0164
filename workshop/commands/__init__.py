"""One file per command of `maker`; each offers its click command as `command`."""
