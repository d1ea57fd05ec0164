"""A `maker run` whose page is open in a browser."""

import os
import re
import signal
import subprocess
import sys

ADDRESS = re.compile(r"http://\S+")


class Bench:
    """A `maker run` whose page is open in the browser."""

    def __init__(self, folder, program, page, *options):
        (folder / "program.py").write_text(program)
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from workshop.cli import main; main()", "run", "--page",
             *options, "program.py"],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self.browser = page.context.browser
        self.said = []
        while True:
            line = self.process.stdout.readline()
            self.said.append(line)
            assert line, "".join(self.said)
            found = ADDRESS.search(line)
            if found:
                break
        self.address = found[0]
        page.goto(self.address)

    def end(self, *, look_away=True):
        """End it as Ctrl-C does; return its exit code and all that it said."""
        if look_away:
            for each in (each for context in self.browser.contexts for each in context.pages):
                each.goto("about:blank")  # none shall miss its server
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            rest, _ = self.process.communicate(timeout=20)
        finally:
            self.process.kill()
            self.process.stdout.close()
        return self.process.returncode, "".join([*self.said, rest])
