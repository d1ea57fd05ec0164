"""The messages of the link, generated from `firmware/protocol.toml` by `./maker protocol`."""
