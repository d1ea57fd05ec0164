"""What applications are built of: settings in one TOML file, parts at the edge, a folder."""
