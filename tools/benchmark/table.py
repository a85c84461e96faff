#!/usr/bin/env python3
"""Medians of tools/bench's runs as a Markdown table, Osteon over Lucene as ratios.

    table.py WORK_FOLDER PASSAGES.jsonl RUNS
"""
import json
import pathlib
import statistics
import sys


def main() -> None:
    work, passages, runs = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    with open(passages, encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    text = sum(len((d["title"] + d["text"]).encode()) for d in documents)

    def median(name, *keys):
        values = []
        for run in range(1, runs + 1):
            value = json.loads((work / f"{name}.{run}.json").read_text())
            for key in keys:
                value = value[key]
            values.append(value)
        return statistics.median(values)

    def size(name):
        return int((work / f"{name}-size").read_text())

    rows = []
    lucene_rate = text / 1e6 / median("lucene-index", "seconds")
    lucene_size = median("lucene-index", "bytes")
    for label, name in (("starter vocabulary", "osteon"), ("no vocabulary", "plain")):
        rows.append((f"indexing, 2 threads, {label}, MB/s", lucene_rate,
                     text / 1e6 / median(f"{name}-index", "seconds")))
        rows.append((f"index size, {label}, MB", lucene_size / 1e6, size(name) / 1e6))
    for kind in ("or", "and", "phrase"):
        for measure, label in (("mean_ms", "mean"), ("p99_ms", "p99")):
            rows.append((f"top 10, {kind}, {label}, ms",
                         median("lucene-search", kind, measure), median("osteon-search", kind, measure)))
        rows.append((f"top 10, {kind}, mean, Lucene without reading the texts, ms",
                     median("lucene-search", kind, "ids_mean_ms"), median("osteon-search", kind, "mean_ms")))
    print(f"{len(documents):,} passages, {text / 1e6:.0f} MB of text; medians of {runs} runs\n")
    print("| | Lucene 8 | Osteon | Osteon / Lucene |\n|---|---|---|---|")
    for label, lucene, osteon in rows:
        print(f"| {label} | {lucene:.3g} | {osteon:.3g} | {osteon / lucene:.2f} |")


if __name__ == "__main__":
    main()
