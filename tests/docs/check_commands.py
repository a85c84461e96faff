#!/usr/bin/env python3
# Runs what README.md and docs/ tell people to type.
"""usage: check_commands.py SOURCE OSTEON

Commands are the lines of fenced blocks marked "sh", and those that begin with "$ " in blocks marked
"console". A block marked "sh norun" is for what a test cannot do (the network, another machine).
Each document's commands run in order in a directory of its own that looks like a checkout after
tools/build: build/osteon is the program, corpus/samples the sample papers, ~/papers a copy of them.
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


def run_server(command, directory, environment):
    """Starts it on a free port; it must say where it serves, and end when told to."""
    command = re.sub(r"--port +\d+", "", command) + " --port 0"
    with subprocess.Popen(["sh", "-c", "exec " + command], cwd=directory, env=environment,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=60)[0]
    return process.returncode == 0 and "http://" in first, first + rest


def run_command(command, directory, environment, source):
    if re.match(r"^(\./)?(tools|\.ci)/", command):
        script = source / command.split()[0]
        return os.access(script, os.X_OK), f"{script.name} is no script of this checkout"
    if serves(command):
        return run_server(command, directory, environment)
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=directory, check=False,
                            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, timeout=300)
    return result.returncode == 0, f"status {result.returncode}\n{result.stdout}"


def check(document, source, program):
    failures = count = 0
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
            passed, printed = run_command(command, checkout, environment, source)
            if not passed:
                failures += 1
                print(f"{document.relative_to(source)}:{number}: {command}\n{printed}")
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
