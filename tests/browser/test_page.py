"""The page in Chromium over canned answers: what a reader sees, clicks, types and comes back to."""

import sys
import unittest

import webdriver
from canned import Service

# Text colour against what is behind it, by WCAG 2's formula; canvas reads any CSS colour.
CONTRAST = """
const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
const pen = canvas.getContext('2d', {willReadFrequently: true});
const rgba = (css) => {
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = css;
  pen.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
const behind = (node) => {
  const layers = [];
  for (let at = node; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
  return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
};
const light = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const low = [];
let looked = 0;
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const node = walk.currentNode.parentElement;
  if (!walk.currentNode.data.trim() || !node.checkVisibility() || node.closest('.hidden-label, .skip')) continue;
  const style = getComputedStyle(node);
  const back = behind(node);
  const front = over(rgba(style.color), back);
  const [a, b] = [light(front), light(back)].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  ++looked;
  if (ratio < 4.5) low.push(`${walk.currentNode.data.trim().slice(0, 40)}: ${ratio.toFixed(2)}`);
}
return [looked, low];
"""

NAMELESS = """
return [...document.querySelectorAll('button, a, input, textarea')].filter((n) => n.checkVisibility() &&
  !(n.getAttribute('aria-label') || n.innerText?.trim() || n.labels?.length)).map((n) => n.outerHTML);
"""


class PageTest(unittest.TestCase):
    width, height, dark = 1280, 900, False

    @classmethod
    def setUpClass(cls):
        cls.service = Service()
        cls.browser = webdriver.Browser(cls.width, cls.height, cls.dark)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.service.close()

    def open(self, query=""):
        self.browser.go("about:blank")
        self.browser.complaints()
        self.browser.go(self.service.address + query)
        if query:
            self.settled()

    def settled(self):
        self.browser.until("document.body.dataset.view === 'results' && !document.querySelector('#results[aria-busy]')"
                           " && document.querySelector('#after').childNodes.length > 0")

    def query(self):
        return self.browser.address().partition("?")[2]

    def summary(self):
        return self.browser.text("#summary .summary b")

    def focused(self, selector):
        return self.browser.run("return document.activeElement.matches(arguments[0])", selector)


class Desktop(PageTest):
    def test_a_typed_query_shows_ranked_passages_with_marks(self):
        b = self.browser
        self.open()
        b.until("document.querySelector('#holdings').innerText.startsWith('34 papers')")
        self.assertTrue(self.focused("#q"))
        b.press("sarcopenia", "Enter")
        self.settled()
        self.assertEqual(self.query(), "q=sarcopenia")
        self.assertEqual(self.summary(), "34 papers")
        self.assertEqual(len(b.texts(".hit")), 10)
        self.assertEqual(b.run("return document.title"), "sarcopenia – Osteon")
        self.assertEqual(b.text("#status"), "34 papers, 158 passages")
        # The text before them holds letters of two and three bytes.
        marks = {text.lower() for text in b.texts("mark")}
        self.assertEqual(marks, {"sarcopenia", "muscle wasting"})

    def test_searching_begins_while_typing_and_back_undoes_it_at_once(self):
        b = self.browser
        self.open("?q=osteoporosis")
        b.click("#q")
        b.run("document.querySelector('#q').select()")
        b.press("vitamin D")
        b.until("location.search === '?q=vitamin+D'")
        b.press(" falls")
        b.until("location.search === '?q=vitamin+D+falls'")
        b.back()
        b.until("document.querySelector('#q').value === 'osteoporosis'")
        self.settled()
        self.assertIn("osteoporosis", b.run("return document.title"))

    def test_facets_narrow_down_and_the_address_brings_it_all_back(self):
        b = self.browser
        self.open("?q=sarcopenia")
        b.click('[data-key="journal:Bone and Muscle"]')
        b.until("location.search.includes('filter=journal:Bone+and+Muscle')")
        self.settled()
        one = self.summary()
        self.assertTrue(self.focused('[data-key="journal:Bone and Muscle"]'), "a click keeps its place")
        b.click('[data-key="journal:Annals of Ageing Practice"]')  # another of the same: more
        b.until(f"document.querySelector('#summary b').innerText !== '{one}'")
        two = self.summary()
        self.assertGreater(int(two.split()[0]), int(one.split()[0]))
        b.click('[data-key="gene:NCBIGene:3569"]')  # of another facet: fewer
        b.until(f"document.querySelector('#summary b').innerText !== '{two}'")
        self.settled()
        three, address = self.summary(), self.query()
        self.assertLess(int(three.split()[0]), int(two.split()[0]))
        self.assertEqual(b.texts(".chosen"), ["Journal: Bone and Muscle×", "Journal: Annals of Ageing Practice×", "Gene: IL6×"])

        b.back()
        b.until(f"document.querySelector('#summary b').innerText === '{two}'")
        b.forward()
        b.until(f"document.querySelector('#summary b').innerText === '{three}'")
        self.open("?" + address)  # as from a bookmark
        self.assertEqual(self.summary(), three)
        self.assertEqual(b.run("return [...document.querySelectorAll('.facet input:checked')].map((n) => n.dataset.key)"),
                         ["gene:NCBIGene:3569", "journal:Bone and Muscle", "journal:Annals of Ageing Practice"])
        b.click(".chosen-row .quiet")
        b.until("location.search === '?q=sarcopenia'")

    def test_a_long_facet_opens_and_can_be_searched(self):
        b = self.browser
        self.open("?q=sarcopenia")
        keyword = ".facet[data-facet=keyword] "
        self.assertEqual(len(b.texts(keyword + "li")), 6)
        self.assertFalse(b.run(f"return document.querySelector('{keyword}').open"), "a type of the vocabulary's own is folded")
        b.click(keyword + "summary")
        b.click(keyword + "button")
        b.until(f"document.querySelectorAll('{keyword}li').length === 20")
        b.click(keyword + ".find")
        b.press("zz")
        self.assertEqual(b.run(f"return [...document.querySelectorAll('{keyword}li')].filter((n) => !n.hidden).length"), 0)
        b.run(f"document.querySelector('{keyword}.find').select()")
        b.press("topic c")
        self.assertEqual(b.run(f"return [...document.querySelectorAll('{keyword}li')].filter((n) => !n.hidden)"
                               ".map((n) => n.querySelector('.name').innerText)"), ["Topic C"])
        self.assertEqual(self.query(), "q=sarcopenia")

    def test_years_by_click_and_by_keyboard(self):
        b = self.browser
        self.open("?q=sarcopenia")
        b.click('.bar[data-year="2010"] .hit-area')
        b.until("location.search === '?q=sarcopenia&year=2010'")
        self.settled()
        self.assertEqual(set(b.texts(".hit .year")), {"2010"})
        self.assertGreater(len(b.texts(".bar")), 10, "the other years stay to be chosen")
        b.run("document.querySelector('[data-key=\"year:From\"]').select()")
        b.press("2005", "Tab")
        b.until("location.search === '?q=sarcopenia&year=2005..2010'")
        self.settled()
        self.assertTrue(all(2005 <= int(year) <= 2010 for year in b.texts(".hit .year")))
        self.assertEqual(b.run("return document.querySelectorAll('.bar.on').length"), 6)

    def test_markup_in_a_title_stays_text(self):
        b = self.browser
        self.open("?q=sarcopenia&show=40")
        wanted = "<img src=x onerror=\"document.title='broken'\"><b>Markup</b> & how titles survive it"
        self.assertIn(wanted, b.texts(".hit h2"))
        self.assertEqual(b.run("return document.querySelectorAll('#hits img, #hits b').length"), 0)
        self.open("?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&filter=journal:%3Cb%3Ex%3C/b%3E&paper=%3Cscript%3E")
        self.assertEqual(b.run("return document.querySelectorAll('main img, main b, main script').length"), 0)
        self.assertEqual(b.text(".chosen"), "Journal: <b>x</b>×")
        self.assertEqual([c for c in b.complaints() if "404" not in c], [])

    def test_a_failure_shows_nothing_of_an_earlier_answer(self):
        b = self.browser
        for query, message in (("fails", "segment 3: bad checksum in <passages>"), ("garbage", "The answer could not be read.")):
            self.open("?q=sarcopenia&filter=type:review")
            b.run("document.querySelector('#q').focus(); document.querySelector('#q').select()")
            b.press(query, "Enter")
            b.until("document.querySelector('.message.error')")
            self.assertEqual(b.text(".message.error p"), message)
            for gone in (".hit", ".facet", ".understood", ".summary", ".notices"):
                self.assertEqual(b.texts(gone), [], gone)
            self.assertEqual(b.text("#status"), "The search failed")
            b.run("document.querySelector('#q').select()")
            b.press("osteoporosis", "Enter")
            b.until("document.querySelector('.hit')")
            self.assertEqual(b.texts(".message"), [])

    def test_the_last_of_several_searches_is_shown(self):
        b = self.browser
        self.open("?q=osteoporosis")
        b.run("document.querySelector('#q').focus(); document.querySelector('#q').select()")
        b.press("slow sarcopenia", "Enter")
        b.until("location.search.includes('slow')")
        b.run("document.querySelector('#q').select()")
        b.press("sarcopenia", "Enter")
        self.settled()
        b.run("return new Promise((done) => setTimeout(done, 1300))")
        self.assertEqual(self.query(), "q=sarcopenia")
        self.assertEqual(self.summary(), "34 papers")

    def test_no_results_offer_ways_out(self):
        b = self.browser
        self.open("?q=zebrafish+sarcopenia&filter=type:review")
        self.assertEqual(b.text(".message h2"), "No passage holds this")
        self.assertEqual(b.texts(".offers .button"), ["Search without filters", "Any of the words is enough"])
        b.click(".offers .button")
        b.until("location.search === '?q=zebrafish+sarcopenia'")

    def test_more_adds_papers_and_the_address_keeps_how_many(self):
        b = self.browser
        self.open("?q=sarcopenia")
        b.click("#more")
        b.until("document.querySelectorAll('.hit').length === 20")
        self.assertTrue(b.run("return document.activeElement === document.querySelectorAll('.hit article')[10]"))
        ids = b.run("return [...document.querySelectorAll('.hit')].map((n) => n.dataset.paper)")
        self.assertEqual(len(set(ids)), 20)
        self.assertEqual(self.query(), "q=sarcopenia&show=20")
        self.open("?" + self.query())
        self.assertEqual(b.run("return [...document.querySelectorAll('.hit')].map((n) => n.dataset.paper)"), ids)

    def test_the_receipt_switches_each_part(self):
        b = self.browser
        self.open("?q=%C2%B5g/l+IL-6")  # the first word has a letter of two bytes
        self.assertEqual(b.texts(".chip"), ["µg/l", "IL6\ngene\n×"])
        b.click(".chip.concept .off")
        b.until("document.querySelector('#q').value === 'µg/l \"IL-6\"'")
        self.settled()
        self.assertEqual(b.texts(".chip"), ["µg/l", "\"IL-6\"\n+ names"])
        b.click(".chip button")
        b.until("document.querySelector('#q').value === 'µg/l IL-6'")
        self.settled()
        b.click("[data-key=expand]")
        b.until("location.search.includes('expand=0')")
        self.settled()
        self.assertEqual(b.texts(".chip.concept"), [])
        self.open("?q=sarcopenia")
        b.click("[data-key=receipt]")
        for said in ("MESH:D055948", "3 included", "64 passages — 40 by the words typed, 24 by other names"):
            self.assertIn(said, b.text("#receipt"))
        b.until("document.querySelector('#receipt').innerText.includes('muscle wasting 11') && document.querySelector('.idle').innerText.startsWith('1 name in no passage')")  # counted once it is open
        self.assertTrue(b.run("return document.querySelector('#receipt').checkVisibility()"))
        self.assertEqual(b.run("return [...document.querySelectorAll('.files a')].map((a) => [a.innerText, a.getAttribute('href'), a.download])"),
                         [["Search report", "./api/v1/receipt?q=sarcopenia&format=markdown", ""],
                          ["Save the receipt", "./api/v1/receipt?q=sarcopenia&format=json", ""]])
        b.click("#receipt [aria-label^='Leave out']")
        b.until("document.querySelector('#q').value === 'noexp:(sarcopenia)'")
        self.open("?q=sarcopenia")
        b.click("[data-key=receipt]")
        b.click("#receipt .link[title]")
        b.until("document.querySelector('#q').value === 'MESH:D009133'")

    def test_all_hits_can_be_had_as_files(self):
        b = self.browser
        self.open("?q=sarcopenia&filter=type:review&year=2005..")
        b.click(".export summary")
        self.assertEqual(b.run("return [...document.querySelectorAll('.export a')].map((a) => a.getAttribute('href'))"),
                         [f"./api/v1/{what}?q=sarcopenia&filter=type%3Areview&year=2005..&format={name}" for what, name in
                          [("export", name) for name in ("ris", "bibtex", "nbib", "csl-json", "csv", "jsonl")]
                          + [("receipt", "markdown"), ("receipt", "json")]])
        b.press("Escape")
        self.assertFalse(b.run("return document.querySelector('.export').open"))

    def test_notices_name_the_part_of_the_query(self):
        self.open('?q=%C2%B5m+%22vitamin')
        self.assertEqual(self.browser.text(".notices li"), "\"vitamin has no closing quote; read as a phrase up to the end")

    def test_everything_by_keyboard(self):
        b = self.browser
        self.open("?q=sarcopenia")
        b.run("document.activeElement.blur()")
        b.press("/")
        self.assertTrue(self.focused("#q"))
        b.press("ArrowDown")
        self.assertTrue(self.focused(".hit:nth-child(1) article"))
        b.press("j", "j", "k")
        self.assertTrue(self.focused(".hit:nth-child(2) article"))
        b.press("Enter")
        b.until("document.querySelector('#paper-title')")
        self.assertIn("paper=PMC", self.query())
        b.press("Escape")
        b.until("!document.querySelector('#paper').open")
        b.until("!location.search.includes('paper=')")
        self.assertTrue(self.focused(".hit:nth-child(2) article"))
        b.press("Escape")
        self.assertTrue(self.focused("#q"))
        b.press("ArrowDown", "ArrowUp")
        self.assertTrue(self.focused("#q"))
        b.press("ArrowDown", "?")
        b.until("document.querySelector('#help').open")
        b.press("Escape")
        b.until("!document.querySelector('#help').open")
        b.run("document.body.focus(); document.activeElement.blur()")
        b.press("Tab")
        self.assertNotEqual(b.run("return getComputedStyle(document.activeElement).outlineStyle"), "none")

    def test_a_paper_opens_in_its_own_address(self):
        b = self.browser
        self.open("?q=sarcopenia")
        b.click(".hit:nth-child(3) h2 a")
        b.until("document.querySelector('#paper-title')")
        ident = b.run("return document.querySelectorAll('.hit')[2].dataset.paper")
        self.assertEqual(self.query(), f"q=sarcopenia&paper={ident}")
        self.assertEqual(len(b.texts("#paper .part")), 5)
        self.assertEqual({t.lower() for t in b.texts("#paper mark")}, {"sarcopenia", "muscle wasting"})
        b.back()
        b.until("!document.querySelector('#paper').open")
        b.forward()
        b.until("document.querySelector('#paper').open && document.querySelector('#paper-title')")
        b.click("#paper .concept-link")
        b.until("!document.querySelector('#paper').open")
        b.until("location.search === '?q=sarcopenia&concept=MESH:D055948'")
        b.until("document.querySelector('#concept').open && document.querySelector('#concept-title')")
        b.back()
        b.until("document.querySelector('#paper').open && !document.querySelector('#concept').open")
        self.open("?q=sarcopenia&paper=PMC1")
        b.until("document.querySelector('#paper .message.error')")
        self.assertEqual(b.text("#paper .message p"), "no such paper in this index")

    def test_a_sheet_that_is_opened_again_at_once_stays(self):
        b = self.browser
        self.open("?q=sarcopenia")
        b.click(".hit:nth-child(3) h2 a")
        b.until("document.querySelector('#paper-title')")
        address = "?" + self.query()
        # Back and forward before the browser tells of the closing.
        b.run("for (const address of ['?q=sarcopenia', arguments[0]]) {"
              "  history.replaceState(null, '', address); dispatchEvent(new PopStateEvent('popstate')); }"
              "return new Promise((done) => setTimeout(done, 300));", address)
        self.assertTrue(b.run("return document.querySelector('#paper').open"))
        self.assertEqual("?" + self.query(), address)

    def test_a_concept_opens_from_a_facet_a_chip_and_a_mark(self):
        b = self.browser
        title = "document.querySelector('#concept[open] #concept-title')?.innerText"
        self.open("?q=sarcopenia")
        b.click(".facet[data-facet=disease] [aria-label='About Osteoporosis']")
        b.until(f"{title} === 'Osteoporosis'")
        self.assertEqual(self.query(), "q=sarcopenia&concept=MESH:D010024")
        self.assertEqual(b.text("#concept .totals"), "21 papers, 64 passages; 18 papers, 50 passages without what is narrower")
        self.assertEqual(b.texts("#concept .together h4"), ["DISEASE", "CHEMICAL", "GENE", "PROCESS"])
        self.assertIn("Process <i>0</i>", b.text("#concept .together[data-type=process]"))  # as text
        self.assertEqual(len(b.run("return [...document.querySelectorAll('#concept .together[data-type=process] .neighbour')]"
                                   ".filter((n) => n.checkVisibility())")), 3)
        b.click("#concept .together[data-type=process] > .quiet")
        self.assertEqual(len(b.run("return [...document.querySelectorAll('#concept .together[data-type=process] .neighbour')]"
                                   ".filter((n) => n.checkVisibility())")), 5)
        self.assertEqual({text.lower() for text in b.texts("#concept .together[data-type=disease] mark")}, {"osteoporosis", "sarcopenia"})
        b.run("document.querySelector('#concept').scrollTop = 0")
        b.click("#concept .together[data-type=disease] .name")  # from one to the next
        b.until(f"{title} === 'Sarcopenia'")
        b.back()
        b.until(f"{title} === 'Osteoporosis'")
        b.click("#concept .quote .link")  # to the paper of a quotation
        b.until("document.querySelector('#paper[open] #paper-title')")
        self.assertFalse(b.run("return document.querySelector('#concept').open"))
        b.press("Escape")
        b.until("location.search === '?q=sarcopenia'")
        b.click(".chip.concept .sense")
        b.until(f"{title} === 'Sarcopenia'")
        b.press("Escape")
        b.until("!document.querySelector('#concept').open && location.search === '?q=sarcopenia'")
        b.click(".hit mark.known")
        b.until(f"{title} === 'Sarcopenia'")
        b.click("#concept .next")
        b.until("location.search === '?q=MESH:D055948'")
        self.assertFalse(b.run("return document.querySelector('#concept').open"))
        self.assertEqual(b.complaints(), [])

    def test_a_concept_has_an_address_and_failures_of_its_own(self):
        b = self.browser
        self.open("?q=sarcopenia&concept=nowhere")
        b.until("document.querySelector('#concept .message.error')")
        self.assertEqual(b.text("#concept .message p"), "no concept is called so")
        b.press("Escape")
        b.until("location.search === '?q=sarcopenia'")
        self.open("?q=sarcopenia&concept=MESH:D055948")
        b.until("document.querySelector('#concept-title')?.innerText === 'Sarcopenia'")
        self.open("?q=sarcopenia&concept=slow")  # nothing of another concept while waiting, nor afterwards
        self.assertEqual(b.text("#concept"), "Opening…")
        b.press("Escape")
        b.run("return new Promise((done) => setTimeout(done, 1200))")
        self.assertFalse(b.run("return document.querySelector('#concept').open"))

    def test_a_retracted_paper_says_so_before_anything_else(self):
        b = self.browser
        self.open("?q=sarcopenia&paper=PMC909")
        b.until("document.querySelector('#paper-title')")
        self.assertIn("has been retracted", b.text("#paper .warning"))
        self.assertIn("Retraction: PMID 38000999", b.text("#paper .paper-links"))
        self.assertEqual(b.run("return document.querySelector('#paper .paper-links a').href"), "https://pubmed.ncbi.nlm.nih.gov/38000999/")
        self.open("?q=sarcopenia&show=40")
        self.assertEqual(b.texts('.hit[data-paper=PMC909] .flag'), ["Retracted"])

    def test_typing_asks_the_fast_way_and_enter_asks_in_full(self):
        b = self.browser
        self.open()
        b.press("sarcopenia")
        self.settled()
        asked = "return performance.getEntriesByType('resource').map((e) => e.name).filter((n) => n.includes('/search?'))"
        self.assertIn("fast=1", b.run(asked)[-1])
        b.run("document.querySelector('#q').select()")
        b.press("osteoporosis", "Enter")
        b.until("location.search === '?q=osteoporosis'")
        self.settled()
        self.assertNotIn("fast=1", b.run(asked)[-1])

    def test_what_is_typed_is_completed(self):
        b = self.browser
        shown = "document.querySelectorAll('#completions:not([hidden]) li').length"
        self.open("?q=osteoporosis")
        b.click("#q")
        b.run("document.querySelector('#q').select()")
        b.press("vit")
        b.until(f"{shown} === 3")
        self.assertEqual(b.texts("#completions .name"), ["Vitamin D", "Vitamin <b>K</b> (1)", "Vitamin D and falls in care homes"])
        self.assertEqual(b.text("#completions .fine"), "chemical · 28")
        b.press("ArrowDown")
        self.assertEqual(b.run("return document.querySelector('#q').getAttribute('aria-activedescendant')"), "completion-0")
        b.press("ArrowUp", "ArrowUp")
        self.assertEqual(b.run("return document.querySelector('[aria-selected=true]').id"), "completion-2")
        b.press("ArrowUp", "Enter")  # marks that a query takes for its own: by identifier
        b.until("location.search === '?q=MESH:D3'")
        self.assertEqual(b.run(f"return {shown}"), 0)
        b.run("document.querySelector('#q').select()")
        b.press("IL-6 AND sarc")
        b.until(f"{shown} >= 1")
        b.click("#completions li")
        b.until("location.search === '?q=IL-6+AND+Sarcopenia'")
        b.run("document.querySelector('#q').select()")
        b.press("frail vita")  # no name, but its last word begins one
        b.until(f"{shown} === 3")
        b.press("Escape")
        self.assertEqual(b.run(f"return {shown}"), 0)
        self.assertTrue(self.focused("#q"))
        b.press(" x")
        b.press("Enter")
        b.until("location.search === '?q=frail+vita+x'")
        self.assertEqual(b.run("return document.querySelector('#q').getAttribute('aria-expanded')"), "false")
        b.run("document.querySelector('#q').select()")
        b.press('"vit')  # nothing in a phrase
        b.until("location.search.includes('%22vit')")
        self.assertEqual(b.run(f"return {shown}"), 0)
        b.run("document.querySelector('#q').select()")
        b.press("Vitamin D and f")
        b.until(f"{shown} === 1")
        b.click("#completions li")
        b.until("document.querySelector('#paper[open] #paper-title')")
        self.assertEqual(b.complaints(), [])

    def test_completions_of_an_earlier_beginning_never_show(self):
        b = self.browser
        self.open()
        b.press("slow")
        b.run("return new Promise((done) => setTimeout(done, 300))")
        b.run("document.querySelector('#q').select()")
        b.press("sarc")
        b.until("document.querySelectorAll('#completions li').length === 2")
        b.run("return new Promise((done) => setTimeout(done, 1300))")
        self.assertEqual(b.texts("#completions .name")[0], "Sarcopenia")

    def test_more_like_a_paper_and_back(self):
        b = self.browser
        self.open("?q=sarcopenia&filter=type:review")
        ident, title = b.run("const hit = document.querySelector('.hit:nth-child(2)'); return [hit.dataset.paper, hit.querySelector('h2').innerText]")
        b.click(".hit:nth-child(2) .like")
        b.until(f"location.search === '?like={ident}'")
        self.settled()
        self.assertEqual(b.texts(".chosen"), [f"Like: {title}×"])
        self.assertNotIn(ident, b.run("return [...document.querySelectorAll('.hit')].map((n) => n.dataset.paper)"))
        b.click("#q")
        b.press("sarcopenia", "Enter")  # among those
        b.until(f"location.search === '?q=sarcopenia&like={ident}'")
        b.click(".chosen")
        b.until("location.search === '?q=sarcopenia'")

    def test_links_out_carry_nothing_along(self):
        b = self.browser
        self.open("?q=sarcopenia")
        links = b.run("return [...document.querySelectorAll('#hits a.outside')].map((a) => [a.href, a.rel, a.target])")
        self.assertGreater(len(links), 15)
        for address, rel, target in links:
            self.assertRegex(address, r"^https://(pmc\.ncbi\.nlm\.nih\.gov/articles/PMC|pubmed\.ncbi\.nlm\.nih\.gov/|doi\.org/10\.1234/)")
            self.assertEqual((rel, target), ("noopener noreferrer", "_blank"))

    def test_nothing_comes_from_elsewhere_and_the_policy_is_kept(self):
        b = self.browser
        self.open("?q=sarcopenia&paper=PMC900")
        b.until("document.querySelector('#paper-title')")
        loaded = b.run("return performance.getEntriesByType('resource').map((e) => e.name)")
        self.assertGreater(len(loaded), 10)
        self.assertEqual([name for name in loaded if not name.startswith(self.service.address)], [])
        self.assertEqual(b.complaints(), [])
        for attempt in ("document.body.innerHTML = '<i>x</i>'", "document.body.setAttribute('onclick', 'x()')",
                        "new Function('return 1')"):
            with self.subTest(attempt):
                b.run(f"try {{ {attempt} }} catch (refused) {{}}")
        self.assertEqual(b.run("return document.querySelectorAll('body > i').length"), 0)


class Legible:
    def test_every_control_has_a_name_and_every_text_is_legible(self):
        b = self.browser
        for query in ("", "?q=sarcopenia+%22vitamin+D&year=2005..2020&show=30", "?q=nothing+here&filter=type:review", "?q=fails",
                      "?q=sarcopenia&paper=PMC909", "?q=sarcopenia&concept=MESH:D055948"):
            with self.subTest(query):
                self.open(query)
                if "paper" in query or "concept" in query:
                    b.until("document.querySelector('#paper-title, #concept-title')")
                b.run("document.querySelector('[data-key=receipt]')?.click(); document.querySelector('.export summary')?.click()")
                self.assertEqual(b.run(NAMELESS), [])
                looked, low = b.run(CONTRAST)
                self.assertGreater(looked, 6)
                self.assertEqual(low, [])


class Light(Legible, PageTest):
    pass


class Dark(Legible, PageTest):
    dark = True

    def test_the_system_s_choice_holds_until_the_reader_makes_one(self):
        b = self.browser
        self.open()
        background = "getComputedStyle(document.body).backgroundColor"
        self.assertEqual(b.run(f"return {background}"), "rgb(20, 24, 26)")
        self.assertEqual(b.text("#theme"), "Auto")
        b.click("#theme")
        self.assertEqual((b.text("#theme"), b.run(f"return {background}")), ("Light", "rgb(250, 248, 244)"))
        self.open("?q=sarcopenia")
        self.assertEqual(b.run(f"return {background}"), "rgb(250, 248, 244)")
        b.click("#theme")
        b.click("#theme")
        self.assertEqual((b.text("#theme"), b.run(f"return {background}")), ("Auto", "rgb(20, 24, 26)"))


class Phone(PageTest):
    width, height = 375, 740

    def test_nothing_is_wider_than_the_screen(self):
        b = self.browser
        for query in ("", "?q=sarcopenia+%22vitamin+D&filter=journal:Annals+of+Ageing+Practice&show=40",
                      "?q=" + "pneumonoultramicroscopicsilicovolcanoconiosis" * 3, "?q=fails", "?q=sarcopenia&paper=PMC904",
                      "?q=sarcopenia&concept=MESH:D055948"):
            with self.subTest(query):
                self.open(query)
                if "paper" in query or "concept" in query:
                    b.until("document.querySelector('#paper-title, #concept-title')")
                b.run("document.querySelector('[data-key=receipt]')?.click();"
                      "document.querySelector('.export summary')?.click(); document.querySelector('#facets-button').click();")
                self.assertLessEqual(b.run("return document.documentElement.scrollWidth"), 375)
                self.assertLessEqual(b.run("return document.querySelector('#paper').scrollWidth"), 375)
                self.assertLessEqual(b.run("return document.querySelector('#concept').scrollWidth"), 375)

    def test_filters_fold_away(self):
        b = self.browser
        self.open("?q=sarcopenia")
        self.assertFalse(b.run("return document.querySelector('#facets').checkVisibility()"))
        b.click("#facets-button")
        self.assertTrue(b.run("return document.querySelector('#facets').checkVisibility()"))
        b.click('[data-key="type:review"]')
        b.until("document.querySelector('#facets-button').innerText === 'Filters · 1 in use'")
        self.assertTrue(b.run("return document.querySelector('#facets').checkVisibility()"), "they stay open while choosing")
        tall = b.run("return Math.min(...[...document.querySelectorAll('.facet .value')].map((n) => n.offsetHeight))")
        self.assertGreaterEqual(tall, 34, "a finger must be able to choose")


if __name__ == "__main__":
    if not webdriver.is_installed():
        print("skipped: chromium and chromedriver are not installed")
        sys.exit(77)
    unittest.main()
