#!/usr/bin/env python3
# Compiles every header alone: whoever includes one needs nothing before it.
"""usage: check_headers.py SOURCE-DIRECTORY BUILD-DIRECTORY"""

import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys


def commands_by_directory(build):
    """For each source directory the compile command of one file in it, without input and output."""
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        words, kept, skip = shlex.split(entry["command"]), [], False
        for word in words:
            if skip:
                skip = False
            elif word in ("-o", "-c", "-MF", "-MT"):
                skip = True
            elif word not in ("-MD", "ccache") and not word.endswith(entry["file"]):
                kept.append(word)
        commands.setdefault(pathlib.Path(entry["file"]).parent, kept)
    return commands


def nearest(commands, directory):
    while directory not in commands and directory != directory.parent:
        directory = directory.parent
    return commands.get(directory)


def compile_alone(header, command):
    """Twice in one file: the second time shows that it is guarded."""
    line = f'#include "{header}"\n'
    result = subprocess.run(command + ["-fsyntax-only", "-O0", "-x", "c++", "-"],
                            input=line * 2, capture_output=True, text=True, check=False)
    return header, result.returncode, result.stderr


def main():
    root, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    commands = commands_by_directory(build)
    headers = [path for module in ("base", "corpus", "analyzers", "indexer", "searcher", "tools")
               for path in sorted((root / module).rglob("*.h"))]
    failures = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = [pool.submit(compile_alone, header, nearest(commands, header.parent))
                for header in headers]
        for run in runs:
            header, status, messages = run.result()
            if status != 0:
                failures += 1
                print(f"{header.relative_to(root)} does not compile alone:\n{messages}")
    print(f"{len(headers)} headers, {failures} failures")
    return 1 if failures or not headers else 0


if __name__ == "__main__":
    sys.exit(main())
