"""Call something as soon as a module has been imported, now or later.

Heavy libraries (asyncio, numpy, cv2, pyserial) get their stand-ins this way only in programs
that use them.
"""

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

Action = Callable[[ModuleType], None]


def when_imported(name: str, action: Action) -> None:
    """Call `action(module)` once `name` is imported; at once if it is already."""
    module = sys.modules.get(name)
    if module is not None:
        action(module)
        return
    watcher = next((f for f in sys.meta_path if isinstance(f, _ImportWatcher)), None)
    if watcher is None:
        watcher = _ImportWatcher()
        sys.meta_path.insert(0, watcher)
    watcher.actions.setdefault(name, []).append(action)


class _ImportWatcher(importlib.abc.MetaPathFinder):
    """Finds what the finders behind it find, and remembers to act after it ran."""

    def __init__(self) -> None:
        self.actions: dict[str, list[Action]] = {}

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name not in self.actions:
            return None
        for finder in sys.meta_path:
            if finder is not self:
                spec = finder.find_spec(name, path, target)
                if spec is not None and spec.loader is not None:
                    spec.loader = _ActingLoader(spec.loader, self.actions)
                    return spec
        return None


class _ActingLoader(importlib.abc.Loader):
    """Loads as the real loader does, then runs the actions."""

    def __init__(self, loader: importlib.abc.Loader, actions: dict[str, list[Action]]) -> None:
        self._loader = loader
        self._actions = actions

    def __getattr__(self, name: str) -> Any:  # what only some loaders can: get_source, get_code
        return getattr(self._loader, name)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        for action in self._actions.pop(module.__name__, ()):  # if it failed, the next time
            action(module)
