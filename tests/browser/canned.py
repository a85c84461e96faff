"""A stand-in for `osteon serve`: the real page over made-up papers, with failures and delays on demand.

For looking at the page while changing it (`python3 tests/browser/canned.py 8000`) and for the tests of
what a sound service never does: a query with the word `fails` fails, `slow` takes a second, `garbage`
answers with something that is no JSON.
"""

import http.server
import json
import pathlib
import re
import sys
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "searcher" / "fronts" / "page"
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

NAMES = {"sarcopenia": ("MESH:D055948", "Sarcopenia", "disease", ["muscle wasting", "sarcopenic"]),
         "osteoporosis": ("MESH:D010024", "Osteoporosis", "disease", ["brittle bone"]),
         "vitamin d": ("MESH:D014807", "Vitamin D", "chemical", ["cholecalciferol", "calciferol"]),
         "il-6": ("NCBIGene:3569", "IL6", "gene", ["interleukin-6", "interleukin 6"])}
SENTENCES = [
    "In our cohort, sarcopenia doubled the risk of a second fall within one year of discharge.",
    "Circulating IL-6 (interleukin-6) rose by 4.2 µg/l per decade, but not in those who trained twice a week.",
    "Supplementation with vitamin D changed neither grip strength nor gait speed in adults who were replete.",
    "Osteoporosis and sarcopenia share a loss of mechanical loading – bone follows muscle, and muscle follows use.",
    "Muscle wasting began before weight was lost, which argues against nutrition as its only cause.",
    "A meal with 30 g of protein restored synthesis in young men (p < 0.01) and less so past the age of 75.",
    "We scanned the distal radius at 82 µm and followed trabecular number, β-CTX and P1NP for 24 months.",
    "Whether brittle bone at the hip reflects the same cells as at the spine remains unknown.",
]
TITLES = ["Sarcopenia after hip fracture: what the first year decides",
          "Resistance training and bone: a review of loading, rest and dose",
          "Vitamin D and falls in care homes",
          "Interleukin-6 between muscle and bone",
          "Who is missed when osteoporosis is looked for by age alone? A practice-based study of case finding in three regions",
          "<img src=x onerror=\"document.title='broken'\"><b>Markup</b> & how titles survive it",
          "Protein at breakfast"]
JOURNALS = ["Bone and Muscle", "Annals of Ageing Practice", "Journal of Loading Research"]
SECTIONS = ["abstract", "Introduction", "Methods", "Results › Muscle strength", "Discussion"]


def papers():
    out = []
    for i in range(34):
        passages = []
        for j, section in enumerate(SECTIONS):
            run = [SENTENCES[(i * 3 + j * 2 + k * (1 + i % 3)) % len(SENTENCES)] for k in range(2 + (i + j) % 5)]
            passages.append({"id": f"PMC{900 + i}:{j + 1}", "section": section, "text": " ".join(run)})
        out.append({
            "id": f"PMC{900 + i}", "pmcid": f"PMC{900 + i}", "pmid": str(38000000 + i) if i % 3 else "",
            "doi": f"10.1234/bone.{2000 + i}", "title": TITLES[i % len(TITLES)] + (f" ({i})" if i >= len(TITLES) else ""),
            "authors": ["Ines Moreau", "Tomás Ferreira", "Aiko Tanaka", "Jonas Weber", "Ruth Adler"][: 1 + i % 5],
            "year": 2003 + (i * 7) % 22, "journal": JOURNALS[i % 3],
            "keywords": [f"Topic {chr(65 + i % 20)}"], "type": ["review", "research"][i % 2],
            "flags": {4: ["preprint"], 9: ["retracted"]}.get(i, []), "passages": passages})
    return out


PAPERS = papers()


def forms_of(word):
    name = NAMES.get(word)
    return [word] + (name[3] if name else [])


def parts_of(query):
    for match in re.finditer(r'"([^"]*)"|vitamin d|[^\s()"]+', query, re.I):
        text = match.group(0)
        word = (match.group(1) or text).lower()
        if text not in ("AND", "OR", "NOT") and word:
            yield text, word, match.start(), match.end()


def find(text, forms):
    low = text.lower()
    return [(m.start(), m.end()) for form in forms for m in re.finditer(r"\b" + re.escape(form) + r"\w*", low)]


def nbytes(text):
    return len(text.encode())


def search(parameters):
    query = parameters.get("q", [""])[0]
    expand = parameters.get("expand", ["1"])[0] != "0"
    parts = list(parts_of(query))
    filters = {}
    for one in parameters.get("filter", []):
        facet, value = one.split(":", 1)
        filters.setdefault(facet, []).append(value)
    year = parameters.get("year", ["0..9999"])[0]
    low, _, high = year.partition("..") if ".." in year else (year, "", year)
    spans = [(text, [word] if text.startswith('"') or not expand else forms_of(word)) for text, word, _, _ in parts]
    hits, facets, total_passages = [], {}, 0
    like = parameters.get("like", [""])[0]

    def values_of(paper):
        out = {"journal": {paper["journal"]}, "year": {str(paper["year"])}, "type": {paper["type"]}}
        whole = " ".join(p["text"] for p in paper["passages"])
        for word, (ident, _, kind, _) in NAMES.items():
            if find(whole, forms_of(word)):
                out.setdefault(kind, set()).add(ident)
        out["keyword"] = set(paper["keywords"])
        out["section"] = {p["section"].split(" ")[0].lower() for p in paper["passages"]}
        return out

    for paper in PAPERS:
        found = []
        for passage in paper["passages"]:
            marks = [find(passage["text"], forms) for _, forms in spans]
            if all(marks):
                ranges = sorted({r for some in marks for r in some})
                text = passage["text"]
                found.append({**passage, "score": sum(map(len, marks)) / 3,
                              "highlights": [[nbytes(text[:a]), nbytes(text[:b])] for a, b in ranges]})
        if not found or paper["id"] == like:
            continue
        values = values_of(paper)
        in_years = int(low or 0) <= paper["year"] <= int(high or 9999)
        holds = {facet: bool(values.get(facet, set()) & set(wanted)) for facet, wanted in filters.items()}
        for facet, some in values.items():
            rest = all(ok for other, ok in holds.items() if other != facet)
            if rest and (in_years or facet == "year"):
                for value in some:
                    facets.setdefault(facet, {}).setdefault(value, 0)
                    facets[facet][value] += 1
        if in_years and all(holds.values()):
            found.sort(key=lambda p: -p["score"])
            total_passages += len(found)
            summary = {k: v for k, v in paper.items() if k != "passages"}
            hits.append({"paper": summary, "score": found[0]["score"], "passages": found[:3]})
    hits.sort(key=lambda hit: -hit["score"])
    names = {v[0]: v[1] for v in NAMES.values()}
    start = int(parameters.get("cursor", ["0"])[0] or 0)
    end = start + int(parameters.get("limit", ["10"])[0])
    values = int(parameters.get("facet_limit", ["10"])[0])
    out = {"schema_version": 1, "query": query, "interpretation": " AND ".join(w for _, w, _, _ in parts),
           "total_papers": len(hits), "total_passages": total_passages, "more_papers_across_passages": 2 if len(parts) > 1 else 0,
           "took_ms": 1.83, "hits": hits[start:end],
           "facets": {facet: [{"id": v, "name": names.get(v, v), "papers": n, "selected": v in filters.get(facet, [])}
                              for v, n in sorted(some.items(), key=lambda x: (-x[1], x[0]))[:None if facet == "year" else values]] for facet, some in facets.items()},
           "notices": [], "next_cursor": str(end) if end < len(hits) else ""}
    if query.count('"') % 2:
        at = nbytes(query[:query.rindex('"')])
        out["notices"].append({"kind": "unbalanced", "message": "has no closing quote; read as a phrase up to the end",
                               "begin": at, "end": nbytes(query)})
    for text, word, begin, stop in parts:
        if word == "sarcopnia":
            out["notices"].append({"kind": "spelling", "message": "“sarcopnia” is in no passage; there is sarcopenia",
                                   "begin": nbytes(query[:begin]), "end": nbytes(query[:stop]), "offers": ["sarcopenia"]})
        if "$" in text:
            out["notices"].append({"kind": "syntax", "message": f"“{text}” is read as {text[:-1]}*",
                                   "begin": nbytes(query[:begin]), "end": nbytes(query[:stop])})
    items = []
    for text, word, begin, stop in parts:
        name = NAMES.get(word) if expand and not text.startswith('"') else None
        items.append({"text": text, "begin": nbytes(query[:begin]), "end": nbytes(query[:stop]),
                      "sense": name[1] if name else "", "type": name[2] if name else "",
                      "ids": [name[0]] if name else [], "forms": name[3] if name else [], "explosion": 3 if name else 0,
                      "papers": 21, "passages": 64, "literal_passages": 40 if name else 64,
                      **({"form_counts": [{"form": form, "papers": 5, "passages": 0 if i else 11} for i, form in enumerate(name[3])]}
                         if name and "forms" in parameters else {}),
                      "alternatives": [{"id": "MESH:D009133", "name": "Muscular Atrophy"}] if word == "sarcopenia" else []})
    if "fold" in parameters and len(out["hits"]) > 1:
        out["hits"][0]["copies"] = [out["hits"].pop(1)["paper"]["id"]]
    if "diverse" in parameters:
        out["hits"].reverse()
    if parameters.get("facet_sort") == ["lift"]:
        for facet, some in out["facets"].items():
            if facet not in ("year", "section"):
                some.sort(key=lambda value: (value["papers"], value["name"]))
                for i, value in enumerate(some):
                    value["lift"] = 9.0 / (i + 1)
    if "facet_find" in parameters:
        facet, _, text = parameters["facet_find"][0].partition(":")
        out["facets"][facet] = [v for v in out["facets"].get(facet, []) if text.lower() in v["name"].lower()]
    if "facet_under" in parameters:
        out["facets"]["narrower"] = [{"id": f"X:9{i}", "name": f"Narrower {i}", "papers": 4 - i, "selected": False} for i in range(3)]
    if "related" in parameters and hits:
        out["related"] = [{"id": "MESH:D010024", "type": "disease", "name": "Osteoporosis", "papers": 9, "all_papers": 12, "lift": 2.5}]
    if "\n" in query:
        out["strategy"] = [{"number": i + 1, "text": line, "begin": 0, "end": 0, "papers": 7 * i + 3, "passages": 9 * i + 5}
                           for i, line in enumerate(query.split("\n"))]
    if "receipt" in parameters:
        out["receipt"] = {"interpretation": out["interpretation"], "items": items, "revision": 4,
                          "vocabulary_fingerprint": "5b1f0c77aa20d3e1", "analyzer_fingerprint": "90aa17cf22b14410"}
    return out


def whole_paper(ident):
    paper = next((p for p in PAPERS if p["id"] == ident), None)
    if paper is None:
        return None
    sections = [{"heading": "" if p["section"] == "abstract" else p["section"], "kind": p["section"].lower().split(" ")[0],
                 "passages": [{"id": p["id"], "text": p["text"]}]} for p in paper["passages"]]
    concepts = [{"id": v[0], "ids": [v[0]], "type": v[2], "name": v[1], "mentions": 9 - i}
                for i, v in enumerate(NAMES.values())]
    concepts.append({"id": "name:gene:mirx", "ids": [], "type": "gene", "name": "miR-X", "mentions": 1})
    return {"schema_version": 1, **{k: v for k, v in paper.items() if k != "passages"}, "date": str(paper["year"]),
            "links": [{"relation": "retraction", "id": "38000999", "note": "Data could not be found."}] if "retracted" in paper["flags"] else [],
            "licence": "CC BY 4.0", "source": "made.md", "format": "markdown",
            "entities": [], "sections": sections, "concepts": concepts}


def completions(prefix):
    low = prefix.lower()
    found = [{"kind": "concept", "text": name, "id": ident, "type": kind, "papers": 30 - i}
             for i, (ident, name, kind, _) in enumerate([*NAMES.values(), ("MESH:D3", "Vitamin <b>K</b> (1)", "chemical", [])])
             if any(word.startswith(low) for word in (name.lower(), *name.lower().split(" ")))]
    found += [{"kind": "title", "text": p["title"], "id": p["id"], "type": "", "papers": 1}
              for p in PAPERS[:7] if p["title"].lower().startswith(low)]
    return {"schema_version": 1, "prefix": prefix, "completions": found if "fails" not in low else None}


def concept_page(ident):
    word, (known, name, kind, others) = next(((w, v) for w, v in NAMES.items() if v[0] == ident or w == ident.lower()), ("", ("",) * 4))
    if not word:
        return None

    def quote(other):
        for paper in PAPERS:
            for passage in paper["passages"]:
                for text in SENTENCES:
                    marks = [find(text, forms_of(one)) for one in (word, other)]
                    if text in passage["text"] and all(marks):
                        ranges = sorted({r for some in marks for r in some})
                        return {"paper": paper["id"], "passage": passage["id"], "text": text,
                                "highlights": [[nbytes(text[:a]), nbytes(text[:b])] for a, b in ranges]}
        return {"paper": PAPERS[0]["id"], "passage": "", "text": PAPERS[0]["title"], "highlights": []}

    together = {}
    for i, (other, (ident2, name2, kind2, _)) in enumerate(NAMES.items()):
        if other != word:
            together.setdefault(kind2, []).append({"id": ident2, "type": kind2, "name": name2, "papers": 9 - i, "sentences": 12 - i,
                                                   "lift": [0.4, 3.2, 17.0, 240.5][i], "strength": 20 - i, "quote": quote(other)})
    together["process"] = [{"id": f"X:{i}", "type": "process", "name": f"Process <i>{i}</i>", "papers": 2, "sentences": 2, "lift": 2.0,
                            "strength": 1.0, "quote": quote(word)} for i in range(5)]
    parameters = {"q": [word], "limit": ["2"]}
    return {"schema_version": 1, "id": known, "type": kind, "name": name, "ids": [known, "MONDO:0005298"], "names": [name, *others] + [f"form {i}" for i in range(9)],
            "parents": [{"id": "MESH:D009133", "type": kind, "name": "Muscular Atrophy", "papers": 25}],
            "children": [{"id": f"X:9{i}", "type": kind, "name": f"Narrower {i}", "papers": 20 - i} for i in range(14)], "child_count": 16,
            "narrower": 31, "papers": 21, "passages": 64, "own_papers": 18, "own_passages": 50,
            "hits": [{**hit, "passages": hit["passages"][:1]} for hit in search(parameters)["hits"]],
            "same_sentence": together, "other_senses": [{"id": "X:7", "type": "gene", "name": "Another"}], "revision": 4}


def why_not(ident, query):
    paper = next((p for p in PAPERS if p["id"] == ident), None)
    found = {"schema_version": 1, "paper": ident, "title": "", "nearest": [], "interpretation": query, "notices": [], "filters": [],
             "parts": [], "rivals": [], "total_papers": 0, "rank": 0, "score": 0, "explanation": []}
    if paper is None:
        return {**found, "outcome": "not_in_index", "message": "It is not in this index.", "nearest": ["PMC900"]}
    return {**found, "outcome": "no_match", "title": paper["title"], "message": "It fails a part of the query.",
            "parts": [{"text": "sarcopenia", "passages": 2, "examples": [], "remark": ""},
                      {"text": "<b>gait</b>", "passages": 0, "examples": [], "remark": "it has: gaits"}]}


def pairs(parameters):
    left, right = parameters["between"][0].split(",")
    quote = {"paper": "PMC900", "passage": "PMC900:1", "text": SENTENCES[0], "highlights": [[15, 25]]}
    return {"schema_version": 1, "query": parameters["q"][0], "interpretation": "", "left": left, "right": right, "papers": 7, "passages": 9,
            "sentences": 45, "total_pairs": 2, "exact": True, "took_ms": 1.0, "notices": [],
            "pairs": [{"left": {"id": f"L:{i}", "type": left, "name": f"{left} <i>{i}</i>"},
                       "right": {"id": "MESH:D010024", "type": right, "name": f"{right} {i}"},
                       "papers": 1, "sentences": 2, "lift": 3.5, "strength": 2.0, "quote": quote} for i in range(2)]}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def reply(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy",
                         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                         "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                         "require-trusted-types-for 'script'; trusted-types 'none'")
        self.end_headers()
        self.wfile.write(body)

    def fail(self, status, code, message):
        body = {"schema_version": 1, "error": {"code": code, "message": message}}
        self.reply(status, "application/json", json.dumps(body).encode())

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        self.answer(urllib.parse.unquote(address.path), address.query)

    def do_POST(self):
        self.answer(self.path, self.rfile.read(int(self.headers["Content-Length"])).decode())

    def answer(self, path, form):
        parameters = urllib.parse.parse_qs(form, keep_blank_values=True)
        if path == "/api/v1/search":
            query = parameters.get("q", [""])[0]
            if "slow" in query:
                time.sleep(1)
            if "fails" in query:
                return self.fail(500, "corrupt", "segment 3: bad checksum in <passages>")
            if "garbage" in query:
                return self.reply(200, "application/json", b"<html>no JSON</html>")
            body = search(parameters)
        elif path.startswith("/api/v1/paper/"):
            body = whole_paper(path.rsplit("/", 1)[1])
            if body is None:
                return self.fail(404, "not_found", "no such paper in this index")
        elif path.startswith("/api/v1/why-not/"):
            body = why_not(path.rsplit("/", 1)[1], parameters["q"][0])
        elif path == "/api/v1/pairs":
            if set(parameters) - {"between", "q", "filter", "section", "year", "expand", "any", "sort", "least", "limit", "format"}:
                return self.fail(400, "usage", "not a parameter of pairs")
            body = pairs(parameters)
        elif path == "/api/v1/complete":
            prefix = parameters["q"][0]
            if "slow" in prefix:
                time.sleep(1)
            body = completions(prefix)
        elif path.startswith("/api/v1/concept/"):
            if "slow" in path:
                time.sleep(3)  # a busy machine still sees what stands there meanwhile
            body = concept_page(path.partition("/concept/")[2])
            if body is None:
                return self.fail(404, "not_found", "no concept is called so")
        elif path == "/api/v1/stats":
            body = {"schema_version": 1, "papers": 34, "passages": 170, "concepts": 4}
        else:
            file = PAGE / ("index.html" if path == "/" else path[1:])
            if file.parent != PAGE or not file.is_file():
                return self.fail(404, "not_found", "there is nothing at this address")
            return self.reply(200, TYPES[file.suffix], file.read_bytes())
        self.reply(200, "application/json", json.dumps(body).encode())


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A search given up for a later one closes its connection: no failure."""


class Service:
    """Serves on a free port of the loopback until closed."""

    def __init__(self, port=0):
        self.server = Server(("127.0.0.1", port), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


if __name__ == "__main__":
    service = Service(int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
    print(service.address, flush=True)
    threading.Event().wait()
