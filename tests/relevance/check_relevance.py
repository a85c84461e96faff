#!/usr/bin/env python3
"""Ranking keeps the figures of figures.json, within its margin.

    check_relevance.py OSTEON SHARED

Builds the vocabulary and the indexes from the shared data, measures with `osteon eval`, and prints what
it found beside what is expected. A figure that rose past the margin fails too: then figures.json and
docs/relevance.md are out of date. To keep the test short a collection may be cut: `every_parent` keeps
every so-manyth title with its records, `every_query` every so-manyth judged query of what is left.
"""
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile

SKIPPED = 77
MODES = {
    "words": ["--fast", "--no-expand", "--without", "roles,paper,sections"],
    "fast": ["--fast"],
    "learnt": [],
}


def cut(folder: pathlib.Path, collection: dict) -> pathlib.Path:
    """Writes what is kept of a collection beside it; its judgements."""
    judgements = folder / "qrels" / collection["judgements"]
    header, *rows = judgements.read_text().splitlines()
    rows = [row.split("\t") for row in rows]
    every_parent = collection.get("every_parent", 1)
    if every_parent > 1:
        parents, records = {}, []
        for line in (folder / "corpus.jsonl").read_text().splitlines():
            record = json.loads(line)
            if parents.setdefault(record["title"], len(parents)) % every_parent == 0:
                records.append((record["_id"], line))
        (folder / "corpus.jsonl").write_text("".join(line + "\n" for _, line in records))
        kept = {name for name, _ in records}
        rows = [row for row in rows if row[1] in kept]
    queries = list(dict.fromkeys(row[0] for row in rows))
    queries = set(queries[::collection.get("every_query", 1)])
    kept_judgements = folder / "kept.tsv"
    kept_judgements.write_text("\n".join(
        [header, *("\t".join(row) for row in rows if row[0] in queries)]) + "\n")
    return kept_judgements


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
            judgements = cut(folder, collection)
            run("index", "--db", database, "--vocab", vocabulary, folder / "corpus.jsonl")
            for mode, options in MODES.items():
                if mode not in collection:
                    continue
                report = json.loads(run(
                    "eval", "--db", database, "--queries", folder / "queries.jsonl", "--qrels",
                    judgements, "--depth", 100, "--json", *options))
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
