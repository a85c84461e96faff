#!/usr/bin/env python3
"""Reads segments by docs/index-format.md alone and compares both halves with plain python3-xapian.

Usage: read_segments.py WRITE_SAMPLE_INDEX INDEX_FORMAT_MD
"""
import json
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

try:
    import xapian
except ImportError:
    # Debian's module belongs to the system's own Python, which need not be the first one found.
    system = "/usr/bin/python3"
    if os.path.exists(system) and os.path.realpath(sys.executable) != os.path.realpath(system):
        os.execv(system, [system] + sys.argv)
    print("skipped: python3-xapian is not installed")
    sys.exit(77)


def documented_sections(page):
    rows = re.findall(r"^\| (\d+) \| ([a-z_]+) \|", page, re.M)
    return {name: int(number) for number, name in rows}


def documented_prefixes(page):
    table = page.split("| prefix | then | wdf |")[1].split("\n\n")[0]
    return re.findall(r"^\| `([^`]+)` \|", table, re.M)


class Numbers:
    def __init__(self, data):
        self.data, self.at = data, 0

    def next(self):
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value


class Passages:
    """A passage file."""

    def __init__(self, path, sections):
        self.data, self.sections = path.read_bytes(), sections
        assert self.data[:8] == b"OSTEONP\n"
        version, count, size = struct.unpack_from("<IIQ", self.data, 8)
        assert (version, count, size) == (3, len(sections), len(self.data))
        names = ("papers", "passages", "terms", "concepts", "strings", "blocks", "columns")
        for name, value in zip(names, struct.unpack_from("<7I", self.data, 32)):
            setattr(self, name, value)

    def bytes(self, name):
        number = self.sections[name]
        found, _, offset, length = struct.unpack_from("<IIQQ", self.data, 80 + 32 * (number - 1))
        assert found == number
        return self.data[offset:offset + length]

    def array(self, name, kind="I"):
        data = self.bytes(name)
        return struct.unpack("<%d%s" % (len(data) // struct.calcsize(kind), kind), data)

    def table(self, offsets, data):
        ends, data = self.array(offsets), self.bytes(data)
        return [data[a:b].decode() for a, b in zip(ends, ends[1:])]

    def stream(self, data):
        numbers = Numbers(data)
        positions, variants = numbers.next(), numbers.next()
        terms = [numbers.next() for _ in range(positions)]
        for _ in range(variants):
            numbers.next()
            terms.append(numbers.next())
        ends = [numbers.next() for _ in range(numbers.next())]
        assert sum(ends) == positions or not ends
        mentions, first = [], 0
        for _ in range(numbers.next()):
            first += numbers.next()
            last = first + numbers.next()
            concept, how = numbers.next(), numbers.next()
            assert last < positions
            mentions.append((concept, how & 1))
        assert numbers.at == len(data)
        return terms, mentions


def check_segment(index, row, sections, prefixes):
    passages = Passages(index / row["passage_file"]["name"], sections)
    assert passages.papers == row["papers"] and passages.passages == row["passages"]
    database = xapian.Database(str(index / row["database"]["name"]))
    assert database.get_doccount() == passages.passages
    assert not database.has_positions()

    data, ends = passages.bytes("term_bytes"), [0]
    for length in passages.array("term_lengths", "B"):
        ends.append(ends[-1] + length)
    terms = [data[a:b].decode() for a, b in zip(ends, ends[1:])]
    assert list(passages.array("term_offsets")) == ends[:-1][::16]
    assert terms[16384:] == sorted(terms[16384:], key=str.encode)
    flags = passages.array("term_flags", "B")
    strings = passages.table("string_offsets", "string_bytes")
    concept_rows = list(struct.iter_unpack("<6I", passages.bytes("concepts")))
    concepts = [strings[r[0]] for r in concept_rows]
    ids = passages.table("paper_id_offsets", "paper_id_bytes")
    years = passages.array("paper_year", "H")
    kinds = passages.array("passage_section_kind", "B")
    paper_of = passages.array("passage_paper")
    columns = {}
    values, column_strings = passages.array("column_values"), passages.array("column_strings")
    for number, (name, first, _) in enumerate(struct.iter_unpack("<3I", passages.bytes("column_rows"))):
        columns[strings[name]] = [
            strings[column_strings[first + v]]
            for v in values[number * passages.papers:(number + 1) * passages.papers]]
    kind_names = re.search(r"`XS:` \| the passage's section: ([a-z_, ]+)", PAGE).group(1).strip().split(", ")

    offsets, streams = passages.array("stream_offsets"), passages.bytes("streams")
    item = lambda i: passages.stream(streams[offsets[i]:offsets[i + 1]])
    first_passage = passages.array("paper_first_passage")
    expected = {}
    post = lambda term, docid: expected.setdefault(term, set()).add(docid)
    for passage in range(passages.passages):
        paper, docid = paper_of[passage], passage + 1
        title = item(first_passage[paper] + paper)
        body = item(passage + paper + 1)
        for term in title[0] + body[0]:
            if not flags[term] & 2:  # a term that is a stop word somewhere is compared below
                post(terms[term], docid)
        for concept, accepted in title[1] + body[1]:
            post(("XC:" if accepted else "XN:") + concepts[concept], docid)
            if accepted:
                post("XA:" + concepts[concept], docid)
        post("XS:" + kind_names[kinds[passage]], docid)
        if passage != first_passage[paper]:
            continue
        post("Q" + ids[paper].upper(), docid)
        if years[paper]:
            post("Y%04d" % years[paper], docid)
            value = database.get_document(docid).get_value(0)
            assert xapian.sortable_unserialise(value) == years[paper]
        post("XT:" + columns["type"][paper], docid)
        post("XG:" + columns["format"][paper], docid)
        for flag in filter(None, columns["flags"][paper].split(",")):
            post("XF:" + flag, docid)

    stops = {terms[i] for i in range(passages.terms) if flags[i] & 2}
    ancestors, compared = 0, 0
    for entry in database.allterms():
        term = entry.term.decode()
        posted = {p.docid for p in database.postlist(term)}
        prefix = next((p for p in sorted(prefixes, key=len, reverse=True) if term.startswith(p)), "")
        assert prefix or not "A" <= term[0] <= "Z", term
        assert len(entry.term) <= 240
        if prefix in ("XI:", "A", "XJ:", "XL:"):
            continue  # their values are in the compressed records
        if prefix == "XA:" and term not in expected:
            ancestors += 1  # only concepts below it are mentioned
            continue
        if prefix == "XA:":
            assert posted >= expected.pop(term), term
            continue
        if not prefix and term in stops:
            continue
        assert posted == expected.pop(term), term
        compared += 1
    assert not expected, expected
    assert ancestors > 0 or row["papers"] < 5
    return compared


def check_export(path, live):
    database = xapian.Database(str(path))
    assert database.has_positions()
    texts = [json.loads(database.get_document(i).get_data())
             for i in range(1, database.get_lastdocid() + 1)]
    assert {t["paper"]["id"] for t in texts} == live
    enquire = xapian.Enquire(database)

    def hits(*terms, op=xapian.Query.OP_PHRASE, window=2):
        enquire.set_query(xapian.Query(op, list(terms), window))
        return {m.docid for m in enquire.get_mset(0, 10000)}

    phrase = hits("bone", "loss")
    wanted = {i + 1 for i, t in enumerate(texts)
              if re.search(r"\bbone\W+loss\b", t["paper"]["title"] + " | x | " + t["text"], re.I)}
    assert phrase and phrase == wanted, (len(phrase), len(wanted))
    # A concept's term stands where its name begins and ends, beside words.
    assert hits("XC:MESH:D010024", "loss", op=xapian.Query.OP_NEAR, window=4) & phrase
    # Other programs can group by paper.
    enquire.set_query(xapian.Query("bone"))
    enquire.set_collapse_key(1)
    matches = enquire.get_mset(0, 10000)
    assert matches.size() == len({texts[m.docid - 1]["paper"]["id"] for m in matches})
    return len(texts)


PAGE = pathlib.Path(sys.argv[2]).read_text()
with tempfile.TemporaryDirectory() as directory:
    subprocess.run([sys.argv[1], directory], check=True)
    index = pathlib.Path(directory) / "index"
    manifest = json.loads((index / "manifest.json").read_text())
    assert len(manifest["segments"]) == 2 and manifest["segments"][0]["dead_papers"] == 1
    compared = [check_segment(index, row, documented_sections(PAGE), documented_prefixes(PAGE))
                for row in manifest["segments"]]
    live = {"PMC%d" % (1000 + i) for i in range(40)}
    exported = check_export(pathlib.Path(directory) / "classic", live)
    print(f"{sum(compared)} terms agree; {exported} passages exported")
