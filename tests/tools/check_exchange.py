#!/usr/bin/env python3
# What other programs read from the command line and say to it: exported hits, saved and standing
# searches, the Model Context Protocol.
"""usage: check_exchange.py OSTEON SAMPLES"""

import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SAMPLES = (str(pathlib.Path(argument).resolve()) for argument in sys.argv[1:3])

NEW_PAPER = """# A new trial in sarcopenia

PMC · DOI: 10.5555/new.1 · 2024-03-04

## Abstract

Leucine changed nothing in sarcopenia.
"""


def osteon(*arguments, status=0, **options):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, check=False, timeout=120,
                          **options)
    assert done.returncode == status, (arguments, done.returncode, done.stderr)
    return done.stdout.decode()


class Exchange(unittest.TestCase):
    def setUp(self):
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="osteon-exchange-"))
        self.index = str(self.scratch / "index")
        osteon("index", "--db", self.index, SAMPLES)

    def tearDown(self):
        shutil.rmtree(self.scratch)

    def add_a_paper(self):
        (self.scratch / "new.md").write_text(NEW_PAPER)
        osteon("index", "--db", self.index, str(self.scratch / "new.md"))

    def exported(self, name, *more):
        return osteon("search", "--db", self.index, "--format", name, *more, "sarcopenia")

    def titles(self):
        answer = json.loads(osteon("search", "--db", self.index, "--json", "--limit", "1000", "sarcopenia"))
        return [hit["paper"]["title"] for hit in answer["hits"]]

    def test_exports_hold_all_hits_in_order(self):
        titles = self.titles()
        self.assertGreater(len(titles), 10)
        self.assertEqual([row["title"] for row in csv.DictReader(io.StringIO(self.exported("csv"), newline=""))], titles)
        self.assertEqual([item["title"] for item in json.loads(self.exported("csl-json"))], titles)
        lines = [json.loads(line) for line in self.exported("jsonl").splitlines()]
        self.assertEqual([hit["paper"]["title"] for hit in lines], titles)
        self.assertEqual(re.findall(r"^TI  - (.*?)\r?$", self.exported("ris"), re.M), titles)
        self.assertEqual(len(json.loads(self.exported("csl-json", "--limit", "3"))), 3)
        out = self.scratch / "hits.ris"
        self.assertIn(f"{len(titles)} papers", self.exported("ris", "--out", str(out)))
        self.assertEqual(out.read_bytes().decode(), self.exported("ris"))
        self.assertEqual(osteon("search", "--db", self.index, "--format", "csl-json", "zzyzx", status=1), "[]\n")

    def test_bibliography_programs_read_exports(self):
        for name, reader in (("ris", "ris2xml"), ("bibtex", "bib2xml"), ("nbib", "nbib2xml")):
            with self.subTest(name):
                if not shutil.which(reader):
                    print(f"skipped: {reader} (package bibutils) is not installed", file=sys.stderr)
                    continue
                path = self.scratch / f"hits.{name}"
                path.write_text(self.exported(name))
                read = subprocess.run([reader, str(path)], capture_output=True, check=True, timeout=60).stdout.decode()
                self.assertEqual(read.count("<mods "), len(self.titles()), read[:400])

    def test_a_saved_search_tells_what_has_changed(self):
        saved, again = str(self.scratch / "r.json"), str(self.scratch / "again.json")
        osteon("search", "--db", self.index, "--receipt-out", saved, "--year", "2010..", "sarcopenia")
        rerun = lambda *more: json.loads(osteon("receipt", "rerun", saved, "--db", self.index, "--json", *more))
        same = rerun()
        self.assertEqual((same["new_papers"], same["vanished_papers"], same["changes"]), ([], [], []))
        self.add_a_paper()
        changed = rerun("--out", again)
        self.assertEqual([paper["title"] for paper in changed["new_papers"]], ["A new trial in sarcopenia"])
        self.assertEqual({change["what"] for change in changed["changes"]}, {"revision", "passages"})
        self.assertEqual(changed["papers_after"], changed["papers_before"] + 1)
        report = osteon("receipt", "report", again)
        for said in ("# Search report", "| Query as typed | sarcopenia |", "| Limits and filters | years 2010.. |",
                     f"| Found | {changed['papers_after']} papers", "### Forms of sarcopenia"):
            self.assertIn(said, report)
        (self.scratch / "bad.json").write_text("{}")
        osteon("receipt", "report", str(self.scratch / "bad.json"), status=2)

    def test_a_standing_search_tells_each_new_paper_once(self):
        watch = lambda command, *more, **options: osteon("watch", command, "--db", self.index, *more, **options)
        watch("list", status=1)
        watch("run", status=1)
        watch("add", "muscle", "sarcopenia", "--year", "2010..")
        watch("add", "muscle", "again", status=2)
        watch("run", "muscle", status=1)
        self.add_a_paper()
        copy = self.scratch / "copy"
        shutil.copytree(self.index, copy)
        found = json.loads(watch("run", "--json"))
        self.assertEqual([paper["title"] for paper in found[0]["new_papers"]], ["A new trial in sarcopenia"])
        watch("run", "muscle", status=1)
        osteon("watch", "run", "--db", str(copy))  # the copy has not told anybody yet
        log = [json.loads(line) for line in watch("log", "muscle").splitlines()]
        self.assertEqual([len(line["new_papers"]) for line in log], [0, 1, 0])
        self.assertRegex(log[0]["date_after"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        osteon("compact", "--db", self.index)
        osteon("check", "--db", self.index)
        self.assertEqual([one["name"] for one in json.loads(watch("list", "--json"))["watches"]], ["muscle"])
        watch("remove", "muscle")
        watch("remove", "muscle", status=2)
        watch("run", "muscle", status=2)
        with open(os.path.join(self.index, "watches.json"), "w", encoding="utf-8") as broken:
            broken.write("{\"watches\":[{}]}")
        watch("list", status=2)


class Protocol(unittest.TestCase):
    """A session with `osteon mcp`, message by message."""

    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.mkdtemp(prefix="osteon-mcp-")
        cls.index = os.path.join(cls.scratch, "index")
        osteon("index", "--db", cls.index, SAMPLES)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.scratch)

    def setUp(self):
        self.server = subprocess.Popen([PROGRAM, "mcp", "--db", self.index], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.next = 0

    def tearDown(self):
        out, err = self.server.communicate(timeout=60)
        self.assertEqual((self.server.returncode, out, err), (0, b"", b""), "ends with its input")

    def send(self, line):
        self.server.stdin.write(line + b"\n")
        self.server.stdin.flush()

    def receive(self):
        return json.loads(self.server.stdout.readline())

    def ask(self, method, params=None):
        self.next += 1
        self.send(json.dumps({"jsonrpc": "2.0", "id": self.next, "method": method, "params": params or {}}).encode())
        answer = self.receive()
        self.assertEqual((answer["jsonrpc"], answer["id"]), ("2.0", self.next))
        return answer

    def call(self, name, **arguments):
        return self.ask("tools/call", {"name": name, "arguments": arguments})["result"]

    def test_a_session(self):
        hello = self.ask("initialize", {"protocolVersion": "2025-03-26", "capabilities": {},
                                        "clientInfo": {"name": "test", "version": "1"}})["result"]
        self.assertEqual(hello["protocolVersion"], "2025-03-26")
        self.assertEqual(hello["serverInfo"]["name"], "osteon")
        self.assertIn("tools", hello["capabilities"])
        self.send(b'{"jsonrpc":"2.0","method":"notifications/initialized"}')  # no answer
        self.assertEqual(self.ask("ping")["result"], {})
        tools = {tool["name"]: tool for tool in self.ask("tools/list")["result"]["tools"]}
        self.assertEqual(set(tools), {"search", "paper", "passage", "concept", "pairs", "stats"})
        for tool in tools.values():
            self.assertEqual(tool["inputSchema"]["type"], "object")
            self.assertLessEqual(set(tool["inputSchema"]["required"]), set(tool["inputSchema"]["properties"]))

        found = self.call("search", q="sarcopenia", limit=2, filter=["disease:MESH:D055948"], receipt=True)
        self.assertFalse(found["isError"])
        answer = found["structuredContent"]
        self.assertEqual(answer, json.loads(found["content"][0]["text"]))
        self.assertEqual(len(answer["hits"]), 2)
        self.assertIn("receipt", answer)
        ident = answer["hits"][0]["passages"][0]["id"]
        passage = self.call("passage", id=ident)["structuredContent"]
        self.assertEqual(passage["text"], answer["hits"][0]["passages"][0]["text"])
        paper = self.call("paper", id=passage["paper"])["structuredContent"]
        self.assertIn(ident, {one["id"] for section in paper["sections"] for one in section["passages"]})
        self.assertEqual(self.call("concept", id="sarcopenia", neighbours=1)["structuredContent"]["id"], "MESH:D055948")
        self.assertEqual(self.call("pairs", between="gene,disease", limit=3)["structuredContent"]["left"], "gene")
        self.assertEqual(self.call("stats")["structuredContent"]["papers"], 24)

    def test_each_tool_takes_what_its_schema_lists(self):
        values = {"integer": 1, "boolean": True, "array": ["journal:Bone"]}
        texts = {"q": "bone", "id": "sarcopenia", "between": "gene,disease", "year": "2010..", "section": "abstract",
                 "sort": "lift", "cursor": ""}
        for tool in self.ask("tools/list")["result"]["tools"]:
            if tool["name"] in ("paper", "passage"):
                continue
            for name, rule in tool["inputSchema"]["properties"].items():
                arguments = {one: texts[one] for one in tool["inputSchema"]["required"]}
                arguments[name] = texts[name] if rule["type"] == "string" else values[rule["type"]]
                with self.subTest(tool=tool["name"], argument=name):
                    self.assertFalse(self.call(tool["name"], **arguments)["isError"])

    def test_what_goes_wrong_is_said_in_the_protocol_s_way(self):
        self.send(b"{ this is no JSON")
        self.assertEqual(self.receive()["error"]["code"], -32700)
        self.send(b'{"q": "' + b"x" * 2_000_000 + b'"}')
        self.assertEqual(self.receive()["error"]["code"], -32700)
        self.send(b'[1, 2]')
        self.assertEqual(self.receive()["error"]["code"], -32600)
        self.send(b"")  # blank lines are passed over
        self.assertEqual(self.ask("tools/nothing")["error"]["code"], -32601)
        self.assertEqual(self.ask("tools/call", {"name": "nothing"})["error"]["code"], -32602)
        self.assertEqual(self.ask("tools/call", {"name": "search", "arguments": 5})["error"]["code"], -32602)
        for name, arguments, message in (("search", {"colour": "red"}, '"colour" is not a parameter'),
                                         ("search", {"q": "x", "limit": "ten"}, "limit: "),
                                         ("passage", {"id": "nowhere:1"}, "no passage nowhere:1"),
                                         ("paper", {}, "give one argument, id"),
                                         ("concept", {"id": "zzyzx"}, "no concept is called zzyzx")):
            with self.subTest(name, **arguments):
                result = self.call(name, **arguments)
                self.assertTrue(result["isError"])
                self.assertIn(message, result["content"][0]["text"])
        self.assertEqual(self.call("search", q='(("broken \ud83d\ude00 NEAR')["isError"], False)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
