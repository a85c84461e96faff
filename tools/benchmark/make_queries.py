#!/usr/bin/env python3
"""Draws queries from passages: 2 to 6 words of one passage (or, and), 2 or 3 neighbours (phrase).

    make_queries.py PASSAGES.jsonl COUNT > QUERIES.tsv

The seed is fixed, so the same passages give the same queries. Words are plain lower-case letters, at
least four of them, so that every engine under test cuts them alike; phrases have no function words,
which Lucene leaves out of them and Osteon looks for.
"""
import json
import pathlib
import random
import re
import sys


def function_words() -> set[str]:
    """Osteon's, among which are Lucene's."""
    table = pathlib.Path(__file__).parents[2] / "analyzers" / "tables" / "stop_words.cc"
    return set(re.search(r'R"\((.*)\)"', table.read_text(encoding="utf-8"), re.S).group(1).split())


def main() -> None:
    path, count = sys.argv[1], int(sys.argv[2])
    draw = random.Random(20260101)
    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    functional = function_words()
    made = {"or": 0, "and": 0, "phrase": 0}
    while min(made.values()) < count:
        text = draw.choice(texts)
        words = re.findall(r"\b[a-z]{4,}\b", text)
        runs = [run for run in re.findall(r"\b[a-z]{4,} [a-z]{4,}(?: [a-z]{4,})?\b", text)
                if functional.isdisjoint(run.split())]
        if len(set(words)) < 8 or not runs:
            continue
        for kind in ("or", "and"):
            if made[kind] < count:
                print(kind, " ".join(draw.sample(sorted(set(words)), draw.randint(2, 6))), sep="\t")
                made[kind] += 1
        if made["phrase"] < count:
            print("phrase", draw.choice(runs), sep="\t")
            made["phrase"] += 1


if __name__ == "__main__":
    main()
