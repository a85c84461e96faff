#!/usr/bin/env python3
# A source file holds one idea: none is longer than 600 lines.
"""usage: check_lengths.py SOURCE-DIRECTORY"""

import pathlib
import sys

LONGEST = 600  # lines


def main():
    root = pathlib.Path(sys.argv[1])
    failures = 0
    for module in ("base", "corpus", "analyzers", "indexer", "searcher", "tools", "tests"):
        for path in sorted((root / module).rglob("*")):
            if path.suffix not in (".h", ".cc", ".py", ".js"):
                continue
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > LONGEST:
                failures += 1
                print(f"{path.relative_to(root)}: {lines} lines; split it below {LONGEST}")
    print(f"{failures} files are too long")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
