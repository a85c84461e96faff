"""What the page offers beside a list of results, in Chromium over canned answers: how results are shown, what
stands out, kinds of a concept, pairs, missing papers, strategies, notices, files."""

import sys
import unittest

import webdriver
from test_page import PageTest


class Tools(PageTest):
    def test_facets_by_what_stands_out_and_the_kinds_of_a_concept(self):
        b = self.browser
        self.open("?q=sarcopenia")
        journals = ".facet[data-facet=journal] .name"
        before = b.texts(journals)
        b.run("const s = document.querySelector('[data-key=facet-order]'); s.value = 'lift'; s.dispatchEvent(new Event('change'))")
        b.until("document.querySelector('.facet[data-facet=journal] .papers').title.startsWith('×')")
        self.settled()
        self.assertEqual(sorted(b.texts(journals)), sorted(before))
        self.assertNotEqual(b.texts(journals), before)
        b.click(".facet[data-facet=disease] .about")
        b.until("document.querySelector('#concept h2')")
        b.run("[...document.querySelectorAll('#concept .sheet-bar button')].find((n) => n.innerText.startsWith('Its kinds')).click()")
        b.until("location.search.includes('facet_under=')")
        b.until("document.querySelector('.facet[data-facet=narrower]')")
        self.assertTrue(b.text(".facet[data-facet=narrower] summary").lower().startswith("kinds of "))
        b.click('[data-key="narrower:X:90"]')
        b.until("location.search.includes('filter=narrower:X:90')")
        self.settled()
        b.click(".facet[data-facet=narrower] .quiet")  # closes it and takes its filter back
        b.until("!location.search.includes('narrower') && !location.search.includes('facet_under')")

    def test_near_copies_and_spreading_are_in_the_address_and_come_back(self):
        b = self.browser
        self.open("?q=sarcopenia")
        first = b.text(".hit h2")
        self.assertEqual(b.texts(".copies"), [])
        b.click(".menu.view summary")
        b.click('.menu.view input[name="fold"]')
        b.until("location.search === '?q=sarcopenia&fold=1'")
        b.until("document.querySelector('.copies')")
        self.assertTrue(b.text(".copies").startswith("Nearly the same: PMC"))
        self.assertTrue(self.focused(".menu.view summary"), "a choice leads back to the menu")
        b.click(".menu.view summary")
        b.click('.menu.view input[name="diverse"]')
        b.until("location.search === '?q=sarcopenia&fold=1&diverse=1'")
        self.settled()
        self.assertNotEqual(b.text(".hit h2"), first)
        self.assertIn("fold=1&diverse=1", b.run("return document.querySelector('.menu.export a').href"))
        b.back()
        b.back()
        b.until("location.search === '?q=sarcopenia'")
        self.settled()
        self.assertEqual(b.text(".hit h2"), first)

    def test_what_papers_are_also_about_leads_to_the_concept(self):
        b = self.browser
        self.open("?q=sarcopenia")
        self.assertEqual(b.texts(".related button"), ["Osteoporosis"])
        b.click(".related button")
        b.until("location.search === '?q=sarcopenia&concept=MESH:D010024'")

    def test_why_a_paper_is_missing(self):
        b = self.browser
        self.open("?q=nothing")  # nothing is found: the question is there all the same
        self.assertEqual(b.texts(".hit"), [])
        b.click(".why input")
        b.press("PMC905", "Enter")
        b.until("document.querySelector('.why-answer')")
        self.assertIn("It fails a part of the query.", b.text(".why-answer"))
        self.assertEqual(b.texts(".why-answer [data-holds=no]"), ["<b>gait</b> in no passage it has: gaits"])
        b.run("document.querySelector('.why input').select()")
        b.press("PMC1", "Enter")
        b.until("document.querySelector('.why-answer').innerText.includes('not in this index')")
        b.click(".why-answer .link")
        b.until("location.search.endsWith('paper=PMC900')")

    def test_pairs_of_concepts_by_type(self):
        b = self.browser
        self.open("?q=sarcopenia&fold=1")
        b.click(".menu.view summary")
        b.click(".menu.view .row")
        b.until("document.querySelectorAll('#pairs .neighbour').length === 2")
        self.assertEqual(b.text("#pairs .neighbour .name"), "disease <i>0</i>")
        b.run("const s = document.querySelectorAll('#pairs select')[1]; s.value = 'gene'; s.dispatchEvent(new Event('change'))")
        b.until("document.querySelectorAll('#pairs .name')[1]?.innerText === 'gene 0'")
        self.assertIn("between=disease%2Cgene", b.run("return document.querySelector('#pairs a').href"))
        b.run("document.querySelectorAll('#pairs .name')[1].click()")
        b.until("location.search.includes('concept=MESH:D010024') && !document.querySelector('#pairs').open")
        self.assertEqual(b.complaints(), [])

    def test_a_strategy_is_written_counted_and_edited(self):
        b = self.browser
        self.open("")
        b.click("#strategy-button")
        self.assertTrue(self.focused("#lines textarea"))
        b.run("document.querySelector('#lines textarea').value = '1. sarcopenia\\n2. sarcopenia'")
        b.click("#lines .button")
        b.until("location.search.includes('%0A')")
        self.settled()
        self.assertEqual(b.texts(".strategy-lines tbody tr"), ["1\t1. sarcopenia\t3\t5", "2\t2. sarcopenia\t10\t14"])
        b.click("[data-key=edit-strategy]")
        self.assertEqual(b.run("return document.querySelector('#lines textarea').value"), "1. sarcopenia\n2. sarcopenia")

    def test_a_facet_that_is_longer_than_what_is_here_is_searched_in_the_index(self):
        b = self.browser
        self.open("?q=sarcopenia")
        b.run("""const values = Array.from({length: 200}, (_, i) => ({id: `K${i}`, name: `Word ${i}`, papers: 1, selected: false}));
                 const ask = window.fetch;
                 window.asked = [];
                 window.fetch = async (address, options) => {
                   const answer = await ask(address, options);
                   if (!address.includes('/search')) return answer;
                   asked.push(address);
                   const body = await answer.json();
                   if (!address.includes('facet_find')) body.facets.keyword = values;
                   return new Response(JSON.stringify(body));
                 };""")
        b.click(".facet[data-facet=keyword] summary")
        b.click('[data-key="more:keyword"]')
        b.until("document.querySelectorAll('.facet[data-facet=keyword] li').length === 200")
        b.click(".facet[data-facet=keyword] .find")
        b.press("topic c")
        b.until("window.asked.at(-1).includes('facet_find=keyword%3Atopic+c')")
        b.until("document.querySelectorAll('.facet[data-facet=keyword] li').length === 1")
        self.assertTrue(self.focused('[data-key="find:keyword"]'), "typing goes on")
        self.assertEqual(b.run("return document.activeElement.value"), "topic c")

    def paste(self, text):
        self.browser.run("const data = new DataTransfer(); data.setData('text/plain', arguments[0]);"
                         "document.querySelector('#q').dispatchEvent(new ClipboardEvent('paste',"
                         " {clipboardData: data, bubbles: true, cancelable: true}));", text)

    def test_a_pasted_strategy_keeps_its_lines(self):
        b = self.browser
        self.open("?q=osteoporosis")
        b.click("#q")
        b.run("document.querySelector('#q').select()")
        self.paste("sarcopenia\r\nvitamin D\n")
        b.until("location.search === '?q=sarcopenia%0Avitamin+D'")
        self.settled()
        b.click("[data-key=receipt]")
        b.until("document.querySelector('.strategy')")
        self.assertEqual(b.texts(".strategy tbody tr"), ["1\tsarcopenia\t3\t5", "2\tvitamin D\t10\t14"])

    def test_the_box_has_as_many_lines_as_a_strategy(self):
        b = self.browser
        self.open("?q=sarcopenia%0Avitamin+D")
        self.assertEqual(b.run("return document.querySelector('#q-lines').value"), "sarcopenia\nvitamin D")
        self.assertFalse(b.run("return document.querySelector('#q').checkVisibility()"))
        self.assertEqual(b.text("#q-lines-keys"), "One query a line; Ctrl + Enter searches")
        b.press("/")  # to the box, all of it selected
        self.assertTrue(self.focused("#q-lines"))
        b.run("document.querySelector('#q-lines').setSelectionRange(99, 99)")
        b.press("Enter", "#1 AND #2")  # Enter starts a line
        self.assertEqual(self.query(), "q=sarcopenia%0Avitamin+D")
        b.run("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true}))")
        b.until("location.search === '?q=sarcopenia%0Avitamin+D%0A%231+AND+%232'")
        self.settled()
        b.back()
        b.until("document.querySelector('#q-lines').value === 'sarcopenia\\nvitamin D'")
        # One line again is the line again, and has the focus.
        b.run("const box = document.querySelector('#q-lines'); box.focus(); box.value = 'osteoporosis\\n';")
        b.click(".go")
        b.until("location.search === '?q=osteoporosis'")
        self.assertTrue(b.run("return document.querySelector('#q').checkVisibility()"))
        self.assertEqual(b.run("return document.querySelector('#q').value"), "osteoporosis")

    def test_lines_pasted_into_a_query_wait_for_more(self):
        b = self.browser
        self.open("?q=osteoporosis")
        b.click("#q")
        b.run("document.querySelector('#q').setSelectionRange(0, 0)")
        self.paste("1. bone\n2. ")
        self.assertEqual(b.run("return document.querySelector('#q-lines').value"), "1. bone\n2.osteoporosis")
        self.assertTrue(self.focused("#q-lines"))
        self.assertEqual(self.query(), "q=osteoporosis")

    def test_a_search_too_long_for_an_address_is_saved_by_a_form(self):
        b = self.browser
        self.open("?q=sarcopenia")
        self.assertEqual(b.run("return document.querySelectorAll('.export a[download], .files a[download]').length"), 10)
        long = "x" * 6000
        self.open(f"?q=sarcopenia&filter=journal:Bone+and+Muscle&filter=journal:{long}")
        forms = b.run("return [...document.querySelectorAll('.export form, .files form')].map((f) =>"
                      " [f.method, new URL(f.action).pathname, new FormData(f).getAll('filter')[1].length, new FormData(f).get('format')])")
        self.assertEqual(len(forms), 10)
        self.assertIn(["post", "/api/v1/export", 8 + len(long), "ris"], forms)
        self.assertIn(["post", "/api/v1/receipt", 8 + len(long), "markdown"], forms)

    def test_a_mistyped_word_is_replaced_by_a_click(self):
        self.open("?q=vitamin+D+sarcopnia+falls")
        self.assertEqual(self.browser.texts(".notices button"), ["Search sarcopenia"])
        self.browser.click(".notices button")
        self.browser.until("location.search === '?q=vitamin+D+sarcopenia+falls'")

    def test_many_readings_of_signs_are_folded_up(self):
        b = self.browser
        self.open("?q=gait%24+speed%24+falls%24")
        self.assertEqual(b.texts(".notices > li"), ["3 signs, and how they were read"])
        b.click(".notices summary")
        self.assertEqual(b.texts(".notices .folded li")[0], "“gait$” is read as gait*")
        self.open("?q=gait%24+speed")
        self.assertEqual(b.texts(".notices > li"), ["“gait$” is read as gait*"])


if __name__ == "__main__":
    if not webdriver.is_installed():
        print("skipped: chromium and chromedriver are not installed")
        sys.exit(77)
    unittest.main()
