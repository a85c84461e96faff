#!/usr/bin/env python3
"""Linking keeps the figures of figures.json, within its margin.

    check_linking.py OSTEON SHARED [--update]

Builds the vocabulary and the lexicons from the shared data, annotates the development parts with
`osteon analyze --format pubtator` and compares unique (document, id) pairs, as written, with the
annotated ones. A figure that fell past the margin fails; one that rose is told. Lexicons are learnt
from the training part of the same corpus only; nothing that is scored is read when learning.
"""
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

SKIPPED = 77
DOCUMENT = re.compile(r"^([^|\s]+)\|([ta])\|")
TYPES = {"DiseaseClass": "Disease", "SpecificDisease": "Disease", "Modifier": "Disease",
         "CompositeMention": "Disease"}


def blocks(text: str) -> list[str]:
    """The documents of PubTator text, each with its lines."""
    return [block for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()]


def pairs(text: str, wanted: str, known_genes: set[str]) -> set[tuple[str, str]]:
    found = set()
    for line in text.splitlines():
        fields = line.split("\t")
        if DOCUMENT.match(line) or len(fields) < 6 or not fields[1].isdigit():
            continue
        if TYPES.get(fields[4], fields[4]) != wanted:
            continue
        for identifier in re.split(r"[|,;+]", re.sub(r"\([^)]*\)", "", fields[5])):
            identifier = re.sub(r"^(MESH|OMIM|MIM):", "", identifier.strip())
            if identifier in ("", "-", "-1") or (wanted == "Gene" and identifier not in known_genes):
                continue
            found.add((fields[0], identifier))
    return found


def f1(annotated: set, predicted: set) -> float:
    return 2 * len(annotated & predicted) / max(1, len(annotated) + len(predicted))


def main() -> int:
    osteon, data = sys.argv[1], pathlib.Path(sys.argv[2]) / "data"
    here = pathlib.Path(__file__).parent
    figures = json.loads((here / "figures.json").read_text())
    archive_path = data / "annotated" / "annotated-train-dev.tar.xz"
    if not archive_path.is_file():
        print(f"SKIPPED: no annotated corpora in {data}")
        return SKIPPED
    failed = False
    with tempfile.TemporaryDirectory(prefix="osteon-linking-") as scratch_name:
        scratch = pathlib.Path(scratch_name)

        def run(*arguments) -> str:
            return subprocess.run([osteon, *map(str, arguments)], check=True, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout

        with tarfile.open(archive_path) as archive:
            archive.extractall(scratch)
        sources = [data / "vocabulary" / name for name in figures["vocabulary"]]
        run("vocab", "build", "--out", scratch / "full.osv", *sources)
        genes = data / "vocabulary" / figures["genes"]
        with gzip.open(genes, "rt", encoding="utf-8") as lines:
            known_genes = {line.split("\t")[1] for line in lines if not line.startswith("#")}
        for corpus in figures["corpora"]:
            file = next(scratch.rglob(corpus["file"]))
            documents = blocks(file.read_text(encoding="utf-8"))
            if "last" in corpus:
                learnt, scored = documents[:-corpus["last"]], documents[-corpus["last"]:]
            else:
                train = next(scratch.rglob(corpus["train"]))
                learnt, scored = blocks(train.read_text(encoding="utf-8")), documents
            (scratch / "train").write_text("\n\n".join(learnt) + "\n\n", encoding="utf-8")
            (scratch / "dev").write_text("\n\n".join(scored) + "\n\n", encoding="utf-8")
            run("vocab", "learn", "--vocab", scratch / "full.osv", "--out", scratch / "lexicon.tsv",
                scratch / "train")
            plain = run("analyze", "--format", "pubtator", "--vocab", scratch / "full.osv",
                        scratch / "dev")
            taught = run("analyze", "--format", "pubtator", "--vocab", scratch / "full.osv",
                         "--lexicon", scratch / "lexicon.tsv", scratch / "dev")
            annotated_text = (scratch / "dev").read_text(encoding="utf-8")
            for wanted, expected in corpus["f1"].items():
                annotated = pairs(annotated_text, wanted, known_genes)
                for mode, text in (("rules", plain), ("lexicon", taught)):
                    value = round(f1(annotated, pairs(text, wanted, known_genes)), 4)
                    fell = value < expected[mode] - figures["margin"]
                    rose = value > expected[mode] + figures["margin"]
                    failed |= fell
                    note = "FELL" if fell else "rose: update figures.json" if rose else ""
                    print(f"{corpus['name']:8} {wanted:9} {mode:8} {value:.4f} "
                          f"(expected {expected[mode]:.4f}) {note}")
                    expected[mode] = value
    if "--update" in sys.argv:
        (here / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
