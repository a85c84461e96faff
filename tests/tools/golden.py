#!/usr/bin/env python3
# Runs the command line as written down in *.test files and compares all that it prints.
"""usage: golden.py [--update] --osteon PROGRAM --samples DIRECTORY FILE...

A test file is prose with lines indented by two spaces: "  $ command" is run by sh, and the indented
lines below it are what it must print on standard output and standard error together, blank lines
left out. A status other than 0 is a last line "[status N]". The commands of a file run in order, in
an empty directory of their own, with
  osteon    the program under test
  $SAMPLES  the sample papers
  $INDEX    an index of them, made once
--update writes what was printed into the files instead; read the difference before committing it.
"""

import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

# What differs from run to run, machine to machine or version to version: name, pattern, stand-in.
SANITISERS = (
    ("milliseconds", r'("took_ms": ?)[0-9.e+-]+', r"\1MS"),
    ("seconds", r'("seconds": ?)[0-9.e+-]+', r"\1SECONDS"),
    ("seconds in words", r"\b[0-9]+\.[0-9]+ s\b", "SECONDS s"),
    ("version", r"osteon [0-9]+\.[0-9]+\.[0-9]+", "osteon VERSION"),
    ("cursor", r'("next_cursor": ?")[^"]+', r"\1CURSOR"),
    ("cursor in words", r"--cursor \S+", "--cursor CURSOR"),
    ("fingerprint in JSON", r'("[a-z_]*fingerprint": ?")[^"]+', r"\1FINGERPRINT"),
    ("fingerprint", r"((?:analyzer|vocabulary) +)[^\s,]{8,}", r"\1FINGERPRINT"),
    ("score", r'("(?:score|value)": ?)[0-9.e+-]+', r"\1SCORE"),
)


def sanitise(text, paths):
    for path, name in paths:
        text = text.replace(path, name)
    for _, pattern, stand_in in SANITISERS:
        text = re.sub(pattern, stand_in, text)
    return text


def run(command, directory, environment, paths):
    result = subprocess.run(["sh", "-c", command], cwd=directory, env=environment, check=False,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, timeout=120)
    text = sanitise(result.stdout.decode("utf-8", "backslashreplace"), paths)
    lines = [line for line in text.splitlines() if line.strip()]
    if result.returncode != 0:
        lines.append(f"[status {result.returncode}]")
    return lines


def play(path, directory, environment, paths):
    """The file as it is, and as it would be if what was printed now were right."""
    old = path.read_text(encoding="utf-8").splitlines()
    new = []
    for line in old:
        if line.startswith("  $ "):
            new.append(line)
            new += ["  " + printed for printed in run(line[4:], directory, environment, paths)]
        elif not line.startswith("  "):
            new.append(line)
    return old, new


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--osteon", required=True, type=pathlib.Path)
    parser.add_argument("--samples", required=True, type=pathlib.Path)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()

    failures = 0
    with tempfile.TemporaryDirectory(prefix="osteon-golden-") as scratch:
        index = os.path.join(scratch, "samples-index")
        program = arguments.osteon.resolve()
        samples = str(arguments.samples.resolve())
        environment = {"PATH": f"{program.parent}:{os.environ['PATH']}", "SAMPLES": samples,
                       "INDEX": index, "HOME": scratch, "LC_ALL": "C.UTF-8", "TERM": "dumb"}
        paths = ((index, "INDEX"), (samples, "SAMPLES"), (scratch, "SCRATCH"))
        made = subprocess.run([program, "index", "--db", index, samples], check=False,
                              capture_output=True, env=environment)
        if made.returncode != 0:
            print(made.stderr.decode("utf-8", "replace"))
            return 1
        for path in arguments.files:
            directory = os.path.join(scratch, path.stem)
            os.mkdir(directory)
            old, new = play(path, directory, environment, paths)
            if arguments.update:
                path.write_text("\n".join(new) + "\n", encoding="utf-8")
            elif old != new:
                failures += 1
                print("\n".join(difflib.unified_diff(old, new, f"{path.name} (expected)",
                                                     f"{path.name} (printed)", lineterm="")))
    print(f"{len(arguments.files)} files, {failures} differ")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
