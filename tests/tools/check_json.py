#!/usr/bin/env python3
# What every command prints with --json, against docs/json-schema.json.
"""usage: check_json.py OSTEON SAMPLES SCHEMA"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import jsonschema

PROGRAM, SAMPLES, SCHEMA = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])

PUBTATOR = """1|t|Sarcopenia and vitamin D
1|a|Sarcopenia is common.
1\t0\t10\tSarcopenia\tDisease\tD055948
1\t26\t36\tSarcopenia\tDisease\tD055948

"""
LAB_NAMES = "id\ttype\tname\nLAB:1\tchemical\tosteonexin\n"


def validator(definition):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]})


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = pathlib.Path(tempfile.mkdtemp(prefix="osteon-json-"))
        cls.index = str(cls.scratch / "index")
        cls.answer("index_report", "index", "--db", cls.index, SAMPLES)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.scratch)

    @classmethod
    def answer(cls, definition, *arguments, status=0):
        """What the command prints, which must be one document of that definition."""
        done = subprocess.run([PROGRAM, *map(str, arguments), "--json"], capture_output=True, check=False,
                              timeout=120)
        if done.returncode != status:
            raise AssertionError((arguments, done.returncode, done.stderr.decode()))
        document = json.loads(done.stdout)
        validator(definition).validate(document)
        return document

    def of_index(self, definition, *arguments, **options):
        return self.answer(definition, *arguments, "--db", self.index, **options)

    def file(self, name, content):
        path = self.scratch / name
        path.write_text(content, encoding="utf-8")
        return path

    def test_the_schema_is_one(self):
        jsonschema.Draft202012Validator.check_schema(json.loads(SCHEMA.read_text(encoding="utf-8")))

    def test_reading(self):
        broken = self.file("broken.xml", "<article><front>")
        image = self.scratch / "figure.png"
        image.write_bytes(b"\x89PNG\r\n\x1a\n")
        index = self.scratch / "faulty"
        report = self.answer("index_report", "index", "--db", index, broken, image, status=2)
        self.assertEqual((report["failed"], report["skipped"]), (1, 1))
        self.assertEqual([problem["source"] for problem in report["problems"]], [str(broken)])
        self.assertEqual([skip["source"] for skip in report["skips"]], [str(image)])

    def test_what_an_index_answers(self):
        papers = [hit["paper"]["id"] for hit in
                  self.of_index("search", "search", "--receipt", "--explain", "--facets", "sarcopenia")["hits"]]
        self.of_index("why_not", "why-not", papers[0], "zzyzx", status=1)
        self.of_index("paper", "paper", papers[0])
        self.of_index("completions", "complete", "sarc")
        self.of_index("concept_page", "concept", "sarcopenia")
        self.of_index("pairs", "pairs", "--between", "chemical,disease")
        self.of_index("statistics", "stats")
        self.of_index("watches", "watch", "list", status=1)
        receipt = self.scratch / "receipt.json"
        self.of_index("search", "search", "--receipt-out", receipt, "sarcopenia")
        validator("saved_search").validate(json.loads(receipt.read_text(encoding="utf-8")))
        self.of_index("comparison", "receipt", "rerun", receipt)

    def test_keeping_an_index(self):
        self.assertEqual(self.of_index("check_report", "check")["problems"], [])
        self.of_index("compact_report", "compact")

    def test_learning(self):
        self.assertGreater(self.of_index("learn_report", "learn")["features"], 0)
        self.assertTrue(self.of_index("forgotten", "learn", "--forget")["forgot"])
        paper = self.of_index("search", "search", "leucine")["hits"][0]["paper"]["id"]
        self.assertEqual(self.of_index("mark_report", "mark", "--query", "leucine \udcff", paper)["marked"], 1)
        self.assertEqual(self.of_index("marks", "mark", "--list")["marks"],
                         [{"query": "leucine \ufffd", "paper": paper}])
        self.assertTrue(self.of_index("forgotten", "mark", "--forget")["forgot"])

    def test_measuring(self):
        queries = self.file("queries.tsv", "q1\tsarcopenia\nq2\tvitamin D\n")
        paper = self.of_index("search", "search", "sarcopenia")["hits"][0]["paper"]["id"]
        judgements = self.file("qrels.tsv", f"query-id\tcorpus-id\tscore\nq1\t{paper}\t1\nq2\t{paper}\t1\n")
        run = self.scratch / "words.run"
        asked = ("eval", "--queries", queries, "--qrels", judgements)
        self.of_index("evaluation", *asked, "--without", "concepts", "--run", run)
        compared = self.of_index("evaluation", *asked, "--compare", run)
        self.assertEqual(set(compared["comparison"]), set(compared["measures"]))

    def test_analysis(self):
        found = self.answer("analysis", "analyze", "TNF-α in sarcopenia")
        self.assertIn("MESH:D055948", [mention["id"] for mention in found["concepts"]])
        text = self.file("text.PubTator", PUBTATOR)
        measured = self.answer("linking_evaluation", "eval", "--linking", text)
        self.assertEqual(measured["types"]["disease"]["documents"]["f1"], 1)

    def test_vocabularies(self):
        lab = self.file("lab.tsv", LAB_NAMES)
        self.answer("vocabulary_lookup", "vocab", "lookup", "sarcopenia")
        self.answer("vocabulary_lookup", "vocab", "lookup", "zzyzx", status=1)
        built = self.answer("vocabulary_report", "vocab", "build", "--out",
                            self.scratch / "lab.osv", lab)
        self.assertEqual(built["sources"][0]["file"], str(lab))
        self.answer("published_vocabularies", "vocab", "fetch", "--list")
        index = self.scratch / "changed"
        shutil.copytree(self.index, index)
        self.answer("vocabulary_applied", "vocab", "apply", "--db", index, "--vocab", lab)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
