#!/usr/bin/env python3
# Runs what README.md and docs/ tell people to type.
"""usage: check_commands.py SOURCE OSTEON

Commands are the lines of fenced blocks marked "sh", and those that begin with "$ " in blocks marked
"console". A block marked "sh norun" is for what a test cannot do (the network, another machine).
Each document's commands run in order in a directory of its own that looks like a checkout after
tools/build: build/osteon is the program, corpus/samples the sample papers, ~/papers a copy of them.
A server that a command leaves in the background serves the document's later commands, on a free port.
Scripts under tools/ are only looked for: running them is what continuous integration does.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^```(.*)$")


def commands(document):
    """Line number and text of each command of a Markdown file."""
    language, pending, begun = None, "", 0
    for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
        fence = FENCE.match(line.strip())
        if fence:
            language = fence.group(1).strip() if language is None else None
            continue
        if language == "console" and not pending:
            if not line.startswith("$ "):
                continue
            line = line[2:]
        elif language not in ("sh", "console"):
            continue
        if not pending:
            begun = number
        pending += line
        if pending.endswith("\\"):
            pending = pending[:-1]
            continue
        if pending.strip() and not pending.strip().startswith("#"):
            yield begun, pending.strip()
        pending = ""


def serves(command):
    return re.search(r"\bosteon serve\b", command) is not None


class Server:
    """osteon serve, on a free port."""

    def __init__(self, command, directory, environment):
        command = re.sub(r"--port +\d+", "", command.removesuffix("&")) + " --port 0"
        self.process = subprocess.Popen(["sh", "-c", "exec " + command], cwd=directory, env=environment,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.printed = self.process.stdout.readline()

    def says_where(self):
        return "http://" in self.printed

    def here(self, command):
        """A command about the documented address, about this server's."""
        address = re.search(r"127\.0\.0\.1:\d+", self.printed)
        return command.replace("127.0.0.1:8080", address.group()) if address else command

    def stop(self):
        """It must end well when told to."""
        self.process.send_signal(signal.SIGINT)
        self.printed += self.process.communicate(timeout=60)[0]
        return self.process.returncode == 0


def run_command(command, directory, environment, source, servers):
    if re.match(r"^(\./)?(tools|\.ci)/", command):
        script = source / command.split()[0]
        return os.access(script, os.X_OK), f"{script.name} is no script of this checkout"
    if serves(command):
        server = Server(command, directory, environment)
        if command.endswith("&"):
            servers.append(server)
            return server.says_where(), server.printed
        return server.stop() and server.says_where(), server.printed
    for server in servers:
        command = server.here(command)
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=directory, check=False,
                            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, timeout=300)
    return result.returncode == 0, f"status {result.returncode}\n{result.stdout}"


def check(document, source, program):
    failures, count, servers = 0, 0, []
    with tempfile.TemporaryDirectory(prefix="osteon-docs-") as scratch:
        checkout, home = pathlib.Path(scratch, "osteon"), pathlib.Path(scratch, "home")
        (checkout / "build").mkdir(parents=True)
        (checkout / "build" / "osteon").symlink_to(program)
        for name in ("corpus", "docs", "examples", "analyzers"):
            (checkout / name).symlink_to(source / name)
        shutil.copytree(source / "corpus" / "samples", home / "papers")
        environment = {"HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "dumb",
                       "PATH": f"{program.parent}:{os.environ['PATH']}"}
        for number, command in commands(document):
            count += 1
            passed, printed = run_command(command, checkout, environment, source, servers)
            if not passed:
                failures += 1
                print(f"{document.relative_to(source)}:{number}: {command}\n{printed}")
        for server in servers:
            if not server.stop():
                failures += 1
                print(f"{document.relative_to(source)}: a server ended badly\n{server.printed}")
    return count, failures


def main():
    source, program = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    documents = [source / "README.md", *sorted((source / "docs").rglob("*.md"))]
    count = failures = 0
    for document in documents:
        ran, failed = check(document, source, program)
        count, failures = count + ran, failures + failed
    print(f"{len(documents)} documents, {count} commands, {failures} failed")
    return 1 if failures or not count else 0


if __name__ == "__main__":
    sys.exit(main())
