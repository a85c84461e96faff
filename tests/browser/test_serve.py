"""`osteon index` and `osteon serve` with the page in Chromium: real papers, from file to screen.

usage: test_serve.py OSTEON SAMPLES
"""

import csv
import io
import json
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

import webdriver

# A paper that tries to be a program wherever its author can write. Readers drop markup; what is
# written with entities is text and arrives whole.
HOSTILE = """# Hostile "title" &lt;img src=x onerror="document.title='broken'"&gt; <script>document.title = 'broken'</script>

**Authors:** &lt;b&gt;Mallory&lt;/b&gt;, O'Neil "Q" & Co

PMC · DOI: 10.5555/hostile.1 · 2021-03-04

## Abstract

Zanthoxylene &lt;svg onload="document.title='broken'"&gt; binds µ-receptors; sarcopenia is & remains <em>text</em> here.

## Linked entities

- **Diseases:** &lt;i&gt;sarcopenia&lt;/i&gt; (MESH:D055948), &lt;s&gt;strange&lt;/s&gt; (-)
"""


class Serve(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = pathlib.Path(tempfile.mkdtemp(prefix="osteon-serve-"))
        (cls.scratch / "hostile.md").write_text(HOSTILE)
        cls.index = str(cls.scratch / "index")
        subprocess.run([PROGRAM, "index", "--db", cls.index, SAMPLES, str(cls.scratch / "hostile.md")], check=True,
                       capture_output=True, timeout=300)
        cls.service = subprocess.Popen([PROGRAM, "serve", "--db", cls.index, "--port", "0"], stdout=subprocess.PIPE, text=True)
        cls.address = re.search(r"http://127\.0\.0\.1:\d+/", cls.service.stdout.readline()).group(0)
        cls.browser = webdriver.Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.service.send_signal(signal.SIGINT)
        status = cls.service.wait(timeout=20)
        cls.service.stdout.close()
        shutil.rmtree(cls.scratch)
        assert status in (0, 130), status

    def open(self, query):
        self.browser.go("about:blank")
        self.browser.complaints()
        self.browser.go(self.address + query)
        self.browser.until("document.querySelector('#after').childNodes.length > 0 && !document.querySelector('#results[aria-busy]')")

    def ask(self, target, **headers):
        request = urllib.request.Request(self.address + target, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)

    def test_the_page_and_the_command_line_say_the_same(self):
        for query, options, parameters in (
                ("sarcopenia", ["--facets", "--receipt"], "&facets=1&receipt=1&forms=1"),
                ("IL-6 OR \"muscle\"", ["--limit", "3", "--no-expand"], "&limit=3&expand=0"),
                ("osteoporosis", ["--filter", "disease:MESH:D055948", "--year", "2015.."],
                 "&filter=disease:MESH:D055948&year=2015.."),
                ("", [], "")):
            with self.subTest(query):
                told = subprocess.run([PROGRAM, "search", "--db", self.index, "--json", *options, query],
                                      capture_output=True, check=False, timeout=60)
                self.assertIn(told.returncode, (0, 1), told.stderr)
                line = json.loads(told.stdout)
                served = self.ask("api/v1/search?q=" + urllib.request.quote(query) + parameters)
                for answer in (line, served):
                    answer.pop("took_ms")
                self.assertEqual(line, served)

    def test_a_search_from_box_to_paper(self):
        b = self.browser
        self.open("?q=sarcopenia")
        total = self.ask("api/v1/search?q=sarcopenia")["total_papers"]
        self.assertGreater(total, 2)
        self.assertEqual(b.text("#summary b"), f"{total} papers")
        self.assertIn("sarcopenia", {text.lower() for text in b.texts("mark")})
        self.assertIn("Sarcopenia", b.text(".chip.concept"))
        key = b.run("return document.querySelector('.facet[data-facet=disease] input').dataset.key")
        papers = b.run("return document.querySelector('.facet[data-facet=disease] .papers').firstChild.data")
        b.run("document.querySelector('.facet[data-facet=disease] input').click()")
        b.until("location.search.includes('filter=disease')")
        b.until("!document.querySelector('#results[aria-busy]')")
        self.assertEqual(b.text("#summary b").split()[0], papers, key + " counts what choosing it leaves")
        b.click(".hit h2 a")
        b.until("document.querySelector('#paper .found mark')")
        self.assertEqual(b.complaints(), [])

    def test_a_hostile_paper_stays_text(self):
        b = self.browser
        self.open("?q=zanthoxylene")
        self.assertIn("onerror=\"document.title='broken'\"", b.text(".hit h2"))
        self.assertEqual(b.texts("mark"), ["Zanthoxylene"])
        b.click(".hit h2 a")
        b.until("document.querySelector('#paper-title')")
        for query in ("", "?q=sarcopenia&filter=disease:MESH:D055948"):
            if query:
                self.open(query)
            self.assertEqual(b.run("return document.querySelectorAll('main img, main script, main svg:not(.years), dialog img,"
                                   " dialog script, dialog svg, aside img').length"), 0)
            self.assertNotEqual(b.run("return document.title"), "broken")
            self.assertEqual(b.complaints(), [])

    def test_a_concept_from_the_facets_to_its_quotations(self):
        b = self.browser
        self.open("?q=sarcopenia")
        b.click(".facet[data-facet=disease] [aria-label='About Sarcopenia']")
        b.until("document.querySelector('#concept-title')?.innerText === 'Sarcopenia'")
        page = self.ask("api/v1/concept/MESH:D055948")
        self.assertEqual(b.text("#concept .totals b"), f"{page['papers']} papers")
        self.assertEqual(page["papers"], self.ask("api/v1/search?q=MESH:D055948")["total_papers"])
        self.assertEqual(len(b.texts("#concept .together")), len(page["same_sentence"]))
        quotes = [one["quote"] for some in page["same_sentence"].values() for one in some]
        self.assertGreater(len(quotes), 5)
        for quote in quotes:
            paper = self.ask("api/v1/paper/" + urllib.request.quote(quote["paper"]))
            texts = {passage["id"]: passage["text"] for section in paper["sections"] for passage in section["passages"]}
            self.assertIn(quote["text"], texts[quote["passage"]] if quote["passage"] else paper["title"])
            self.assertTrue(quote["highlights"])
        b.click("#concept .quote .link")
        b.until("document.querySelector('#paper[open] #paper-title')")
        self.assertEqual(b.complaints(), [])

    def test_pairs_and_receipts_are_the_same_on_both_fronts(self):
        def line(*arguments):
            return subprocess.run([PROGRAM, *arguments], capture_output=True, check=True, timeout=60).stdout.decode()

        with urllib.request.urlopen(self.address + "api/v1/pairs?between=gene,disease&q=bone&format=csv", timeout=30) as response:
            self.assertEqual(response.read().decode(), line("pairs", "--db", self.index, "--between", "gene,disease", "--csv", "bone"))
        saved = self.scratch / "receipt.json"
        with urllib.request.urlopen(self.address + "api/v1/receipt?q=sarcopenia&year=2010..", timeout=30) as response:
            saved.write_bytes(response.read())
        again = json.loads(line("receipt", "rerun", str(saved), "--db", self.index, "--json"))
        self.assertEqual((again["new_papers"], again["vanished_papers"], again["changes"]), ([], [], []))
        self.assertGreater(again["papers_after"], 2)

    def test_strange_queries_get_an_answer(self):
        for query in ("IL-6 AND", "(\"il-6", "NOT", "", "((((((", "HLA-B*27:05", "*", "a" * 5000, "\x01\x02", "<b>",
                      "title:", "year:9..1", "AND OR NOT ()", "Does vitamin D reduce falls in older adults?"):
            with self.subTest(query[:40]):
                answer = self.ask("api/v1/search?q=" + urllib.request.quote(query))
                self.assertEqual(answer["schema_version"], 1)
        self.assertEqual(self.ask("api/v1/search?q=%FF%FE%80")["schema_version"], 1)  # no UTF-8
        self.open("?q=%28%22il-6&filter=journal:none")
        self.assertEqual(self.browser.texts(".message.error"), [])

    def test_exported_hits_are_read_by_other_programs(self):
        answer = self.ask("api/v1/search?q=sarcopenia&limit=1000")
        titles = [hit["paper"]["title"] for hit in answer["hits"]]
        self.assertGreater(len(titles), 2)

        def exported(name):
            with urllib.request.urlopen(f"{self.address}api/v1/export?q=sarcopenia&format={name}", timeout=30) as response:
                return response.read().decode()

        rows = list(csv.DictReader(io.StringIO(exported("csv"))))
        self.assertEqual([row["title"] for row in rows], titles)
        self.assertEqual([item["title"] for item in json.loads(exported("csl-json"))], titles)
        self.assertEqual([json.loads(line) for line in exported("jsonl").splitlines()],
                         [{**hit, "passages": hit["passages"][:1]} for hit in answer["hits"]])
        for name, reader in (("ris", "ris2xml"), ("bibtex", "bib2xml")):
            with self.subTest(name):
                if not shutil.which(reader):
                    self.skipTest(f"{reader} (Debian's bibutils) is not installed")
                read = subprocess.run([reader], input=exported(name).encode(), capture_output=True, check=True, timeout=60)
                self.assertIn(f"Processed {len(titles)} references", read.stderr.decode())
                self.assertEqual(read.stdout.decode().count("<mods "), len(titles))

    def test_a_name_pointed_here_is_refused(self):
        for target in ("", "api/v1/search?q=sarcopenia"):
            with self.assertRaises(urllib.error.HTTPError) as refused:
                self.ask(target, Host="evil.example")
            self.assertEqual(refused.exception.code, 403)
            refused.exception.close()

    def test_new_papers_appear_without_a_restart(self):
        self.assertEqual(self.ask("api/v1/search?q=quibblestone")["total_papers"], 0)
        new = self.scratch / "new.md"
        new.write_text("# A quibblestone\n\n## Abstract\n\nOne quibblestone was found.\n")
        subprocess.run([PROGRAM, "index", "--db", self.index, str(new)], check=True, capture_output=True, timeout=120)
        self.open("?q=quibblestone")
        self.browser.run("return new Promise((done) => setTimeout(done, 300))")
        self.open("?q=quibblestone")
        self.assertEqual(self.browser.text("#summary b"), "1 paper")


if __name__ == "__main__":
    PROGRAM, SAMPLES = sys.argv[1:3]
    if not webdriver.is_installed():
        print("skipped: chromium and chromedriver are not installed")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
