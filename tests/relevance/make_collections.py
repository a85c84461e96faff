#!/usr/bin/env python3
"""Makes judged collections of other kinds from those at hand, to see where ranking's steps could harm.

    make_collections.py DATA OUT

DATA holds nfcorpus, scifact, evidence_inference_passages, jats-research-ccby and formats, unpacked. Each
collection is a folder of OUT with corpus.jsonl, queries.jsonl and qrels.tsv for `osteon index` and `osteon
eval`; docs/relevance.md says what they are and what was found. Draws have fixed seeds, in this order.
"""
import collections
import json
import pathlib
import random
import re
import sys
import xml.etree.ElementTree as ElementTree

FUNCTION_WORDS = set(
    "the of and in a to with for on from by an is are as at its or after between during via effect effects study "
    "studies analysis role using use among".split())
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def read_lines(path: pathlib.Path) -> list:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write(out: pathlib.Path, papers: list, queries: list, judgements: list) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "corpus.jsonl").write_text("".join(json.dumps(paper) + "\n" for paper in papers))
    (out / "queries.jsonl").write_text(
        "".join(json.dumps({"_id": name, "text": text}) + "\n" for name, text in queries))
    (out / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\n" + "".join(f"{q}\t{paper}\t1\n" for q, paper in judgements))
    print(f"{out}: {len(papers)} papers, {len(queries)} queries")


def parsed(path: pathlib.Path):
    """The root element, or None: entities of a DTD are not read."""
    try:
        return ElementTree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", path.read_bytes()))
    except ElementTree.ParseError:
        return None


def plain(element) -> str:
    return re.sub(r"\s+", " ", " ".join(element.itertext())).strip()


def without_title(paper: dict) -> dict:
    return {"_id": paper["_id"], "title": "", "text": paper["text"]}


def title(draw: random.Random, papers: list, out: pathlib.Path) -> None:
    drawn = draw.sample([p for p in papers if len(p["text"]) > 300 and len(p["title"].split()) > 4], 400)
    write(out, [without_title(p) for p in papers], [("q" + p["_id"], p["title"]) for p in drawn],
          [("q" + p["_id"], p["_id"]) for p in drawn])


def keywords(draw: random.Random, papers: list, out: pathlib.Path) -> None:
    drawn = draw.sample([p for p in papers if len(p["text"]) > 300], 400)
    queries = []
    for paper in drawn:
        words = dict.fromkeys(re.findall(r"[a-z0-9-]{3,}", paper["title"].lower()))
        words = [word for word in words if word not in FUNCTION_WORDS]
        words = draw.sample(words, min(len(words), draw.choice((2, 3))))
        queries.append(("q" + paper["_id"], " ".join(words)))
    write(out, [without_title(p) for p in papers], queries, [("q" + p["_id"], p["_id"]) for p in drawn])


def conclusion(draw: random.Random, papers: list, out: pathlib.Path) -> None:
    drawn = {p["_id"] for p in draw.sample([p for p in papers if len(p["text"]) > 300], 400)}
    kept, queries, judgements = [], [], []
    for paper in papers:
        sentences = SENTENCE_END.split(paper["text"])
        if paper["_id"] in drawn and len(sentences) > 3 and len(sentences[-1].split()) > 7:
            paper = {"_id": paper["_id"], "title": paper["title"], "text": " ".join(sentences[:-1])}
            queries.append(("q" + paper["_id"], sentences[-1]))
            judgements.append(("q" + paper["_id"], paper["_id"]))
        kept.append(paper)
    write(out, kept, queries, judgements)


def bodies(draw: random.Random, folder: pathlib.Path):
    """Research papers in a drawn order: root element, record of title and long paragraphs."""
    files = sorted(folder.iterdir())
    draw.shuffle(files)
    for path in files:
        root = parsed(path)
        heading, text = (None, None) if root is None else (root.find(".//article-title"), root.find(".//body"))
        if heading is None or text is None:
            continue
        paragraphs = [p for p in map(plain, text.iter("p")) if len(p) > 200]
        if len(paragraphs) >= 5:
            yield root, {"title": plain(heading), "text": "\n\n".join(paragraphs)}


def body(draw: random.Random, folder: pathlib.Path, out: pathlib.Path) -> None:
    papers, queries, judgements = [], [], []
    for root, record in bodies(draw, folder):
        abstract = root.find(".//abstract")
        if abstract is None:
            continue
        name = f"P{len(papers)}"
        papers.append({"_id": name, **record})
        sentences = [s for s in SENTENCE_END.split(plain(abstract)) if 8 < len(s.split()) < 45]
        if sentences:
            queries.append(("q" + name, draw.choice(sentences)))
            judgements.append(("q" + name, name))
        if len(papers) == 400:
            break
    write(out, papers, queries, judgements)


def authors_keywords(draw: random.Random, folder: pathlib.Path, out: pathlib.Path) -> None:
    """kwd, and kwdthird with every third of its papers."""
    papers, holding = [], collections.defaultdict(set)
    for root, record in bodies(draw, folder):
        given = {plain(k).lower() for k in root.iter("kwd")}
        if not given:
            continue
        for keyword in given:
            holding[keyword].add(f"P{len(papers)}")
        papers.append({"_id": f"P{len(papers)}", **record})
    shared = [keyword for keyword in sorted(holding) if 2 <= len(holding[keyword]) <= 40]
    for name, every in (("kwd", 1), ("kwdthird", 3)):
        kept = papers[::every]
        names = {paper["_id"] for paper in kept}
        rows = [(f"k{i}", keyword, sorted(holding[keyword] & names)) for i, keyword in enumerate(shared)]
        rows = [row for row in rows if len(row[2]) >= 2]
        write(out / name, kept, [row[:2] for row in rows], [(q, paper) for q, _, found in rows for paper in found])


def trials(folder: pathlib.Path, out: pathlib.Path) -> None:
    numbers, kept = {}, []
    for passage in read_lines(folder / "corpus.jsonl"):
        if numbers.setdefault(passage["title"], len(numbers)) % 40 in (7, 17, 27):
            kept.append({key: passage[key] for key in ("_id", "title", "text")})
    names = {passage["_id"] for passage in kept}
    asked = {query["_id"]: query for query in read_lines(folder / "queries.jsonl")}
    rows = [row.split("\t")[:2] for row in (folder / "qrels/all.tsv").read_text().splitlines()[1:]]
    rows = [row for row in rows if row[1] in names]
    queries = [(q, "{outcome} {intervention} vs {comparator}".format(**asked[q]))
               for q in dict.fromkeys(q for q, _ in rows)]
    write(out, kept, queries, rows)


def headings(folder: pathlib.Path, out: pathlib.Path) -> None:
    papers, holding = {}, collections.defaultdict(set)
    for part in ("pubmed_xml_metapub", "pubmed_xml"):
        for path in sorted((folder / part).rglob("*")):
            root = parsed(path) if path.is_file() else None
            for article in [] if root is None else root.iter("PubmedArticle"):
                name, heading = article.findtext(".//PMID"), article.find(".//ArticleTitle")
                text = " ".join(map(plain, article.iter("AbstractText")))
                if heading is None or not text:
                    continue
                papers[name] = {"_id": name, "title": plain(heading), "text": text}
                for mesh in article.iter("DescriptorName"):
                    holding[mesh.text].add(name)
    asked = [h for h in sorted(holding) if 3 <= len(holding[h]) <= max(3, len(papers) // 8)]
    write(out, list(papers.values()), [(f"h{i}", h.replace(",", "")) for i, h in enumerate(asked)],
          [(f"h{i}", paper) for i, h in enumerate(asked) for paper in sorted(holding[h])])


def main() -> None:
    data, out = map(pathlib.Path, sys.argv[1:])
    draw = random.Random(7)
    nfcorpus, scifact = (read_lines(data / name / "corpus.jsonl") for name in ("nfcorpus", "scifact"))
    title(draw, nfcorpus, out / "title")
    keywords(draw, scifact, out / "keywords")
    conclusion(draw, scifact, out / "conclusion")
    body(draw, data / "jats-research-ccby", out / "body")
    authors_keywords(random.Random(7), data / "jats-research-ccby", out)
    trials(data / "evidence_inference_passages", out / "trials")
    headings(data / "formats", out / "headings")


if __name__ == "__main__":
    main()
