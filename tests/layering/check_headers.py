#!/usr/bin/env python3
# Every header compiles alone: whoever includes one needs nothing before it. Where a header's own
# source includes it first, the build has shown that; the others are compiled here.
"""usage: check_headers.py SOURCE-DIRECTORY BUILD-DIRECTORY"""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys


def commands_by_directory(build):
    """For each source directory the compile command of one file in it, without input and output and
    without what is included before."""
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        words, kept, skip = shlex.split(entry["command"]), [], False
        for word in words:
            if skip:
                skip = False
            elif word in ("-o", "-c", "-MF", "-MT", "-include"):  # the last: a precompiled header
                skip = True
            elif word not in ("-MD", "ccache") and not word.endswith(entry["file"]):
                kept.append(word)
        commands.setdefault(pathlib.Path(entry["file"]).parent, kept)
    return commands


def nearest(commands, directory):
    while directory not in commands and directory != directory.parent:
        directory = directory.parent
    return commands.get(directory)


def shown_by_build(root, header):
    """Does the source of the same name include the header before anything else?"""
    source = header.with_suffix(".cc")
    if not source.exists():
        return False
    first = re.search(r'^#include [<"](.*)[>"]$', source.read_text(encoding="utf-8"), re.M)
    return first is not None and first[1] == str(header.relative_to(root))


def compile_alone(header, command):
    result = subprocess.run(command + ["-fsyntax-only", "-O0", "-x", "c++", "-"],
                            input=f'#include "{header}"\n', capture_output=True, text=True,
                            check=False)
    return header, result.returncode, result.stderr


def main():
    root, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    commands = commands_by_directory(build)
    headers = [path for module in ("base", "corpus", "analyzers", "indexer", "searcher", "tools")
               for path in sorted((root / module).rglob("*.h"))]
    failures = 0
    for header in headers:
        if "#pragma once" not in header.read_text(encoding="utf-8"):
            failures += 1
            print(f"{header.relative_to(root)} is not guarded")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = [pool.submit(compile_alone, header, nearest(commands, header.parent))
                for header in headers if not shown_by_build(root, header)]
        for run in runs:
            header, status, messages = run.result()
            if status != 0:
                failures += 1
                print(f"{header.relative_to(root)} does not compile alone:\n{messages}")
    print(f"{len(headers)} headers, {len(runs)} of them compiled here, {failures} failures")
    return 1 if failures or not headers else 0


if __name__ == "__main__":
    sys.exit(main())
