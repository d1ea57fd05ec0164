"""Runs inside Home Assistant's own environment: puts each component through its real schema.

`python judge_in_home_assistant.py PAYLOAD.json` prints JSON: for each platform the keys that its
schema has kept, and all complaints. A schema drops a key that it does not know without a word, so
what went in is compared with what came out.
"""

import importlib
import json
import sys
from pathlib import Path


def keys(value, path=""):
    """Return the paths of all keys in a payload."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{path}{key}"
            yield from keys(inner, f"{path}{key}.")
    if isinstance(value, list):
        for inner in value:
            yield from keys(inner, path)


def judge(name, component, shared):
    """Return the platform of a component, the keys that are kept, and complaints."""
    platform = component["platform"]
    schema = importlib.import_module(f"homeassistant.components.mqtt.{platform}").DISCOVERY_SCHEMA
    payload = {**shared, **{key: value for key, value in component.items() if key != "platform"}}
    try:
        accepted = schema(payload)
    except Exception as error:  # whatever a schema raises is a complaint
        return platform, [], [f"{name} ({platform}): {error}"]
    kept, sent = set(keys(plain(accepted))), set(keys(payload))
    return (
        platform,
        sorted(kept & sent),
        [f"{name} ({platform}) drops {k}" for k in sorted(sent - kept)],
    )


def plain(value):
    """Return a validated config with plain keys."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def main():
    """Judge a payload and print the verdict."""
    device = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    shared = {key: device[key] for key in ("device", "availability", "origin")}
    kept, complaints = {}, []
    for name, component in device["components"].items():
        platform, found, wrong = judge(name, component, shared)
        kept[platform] = sorted({*kept.get(platform, ()), *found})
        complaints += wrong
    print(json.dumps({"kept": kept, "complaints": complaints, "count": len(device["components"])}))


if __name__ == "__main__":
    main()
