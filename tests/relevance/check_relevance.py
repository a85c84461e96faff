#!/usr/bin/env python3
"""Ranking keeps the figures of figures.json, within its margin.

    check_relevance.py OSTEON SHARED

Builds the vocabulary and the index from the shared data, measures with `osteon eval`, and prints what
it found beside what is expected. A figure that rose past the margin fails too: then figures.json and
docs/relevance.md are out of date.
"""
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile

SKIPPED = 77
MODES = {
    "words": ["--fast", "--no-expand"],
    "fast": ["--fast"],
    "learnt": [],
}


def main() -> int:
    osteon, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    figures = json.loads((pathlib.Path(__file__).parent / "figures.json").read_text())
    data = shared / "data"
    if not data.is_dir():
        print(f"SKIPPED: no shared data at {shared}")
        return SKIPPED
    failed = False
    with tempfile.TemporaryDirectory(prefix="osteon-relevance-") as scratch_name:
        scratch = pathlib.Path(scratch_name)

        def run(*arguments) -> str:
            return subprocess.run([osteon, *map(str, arguments)], check=True, text=True,
                                  stdout=subprocess.PIPE).stdout

        vocabulary = scratch / "full.osv"
        run("vocab", "build", "--out", vocabulary,
            *(data / "vocabulary" / name for name in figures["vocabulary"]))
        for collection in figures["collections"]:
            name = collection["name"]
            with tarfile.open(data / "retrieval" / f"{name}.tar.xz") as archive:
                archive.extractall(scratch)
            folder, database = scratch / name, scratch / f"{name}.db"
            run("index", "--db", database, "--vocab", vocabulary, folder / "corpus.jsonl")
            run("learn", "--db", database)
            for mode, options in MODES.items():
                report = json.loads(run(
                    "eval", "--db", database, "--queries", folder / "queries.jsonl", "--qrels",
                    folder / "qrels" / collection["judgements"], "--depth", 100, "--json", *options))
                assert len(report["queries"]) == collection["queries"]
                for measure, expected in collection[mode].items():
                    found = report["measures"][measure]
                    bad = abs(found - expected) > figures["margin"]
                    failed = failed or bad
                    print(f"{name} {mode} {measure}: {found:.4f}, expected {expected:.4f}"
                          f"{' MOVED' if bad else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
