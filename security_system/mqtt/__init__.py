"""The broker: Home Assistant, sensors by topic, and outposts that join the panel."""
