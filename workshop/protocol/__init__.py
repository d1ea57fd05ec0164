"""From `firmware/protocol.toml`, the one table of messages, to C++, Python and a page."""
