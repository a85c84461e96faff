// Ranked papers with their passages.
import {h, outside} from './dom.js';
import {bestWindow, label, marked, plural, rangesFromBytes} from './text.js';

const firstSize = 420;  // of the best passage, in characters
const otherSize = 240;

const places = {
  pmcid: (id, name) => outside(`https://pmc.ncbi.nlm.nih.gov/articles/${encodeURIComponent(id)}/`, name, id),
  pmid: (id, name) => outside(`https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(id)}/`, name, `PMID ${id}`),
  doi: (id, name) => outside(`https://doi.org/${encodeURIComponent(id).replaceAll('%2F', '/')}`, name, id),
};

export const paperLinks = (paper) =>
  [paper.pmcid && places.pmcid(paper.pmcid, 'PMC'), paper.pmid && places.pmid(paper.pmid, 'PubMed'),
   paper.doi && places.doi(paper.doi, 'DOI')].filter(Boolean);

/// A PMCID, PMID or DOI as a link to where it leads; anything else as text.
export function idLink(id) {
  if (/^PMC\d+$/i.test(id)) return places.pmcid(id, id);
  if (/^\d+$/.test(id)) return places.pmid(id, `PMID ${id}`);
  return /^10\.\d/.test(id) ? places.doi(id, id) : id;
}

function authorLine(authors) {
  if (authors.length === 0) return null;
  if (authors.length <= 3) return authors.join(', ');
  return `${authors[0]}, ${authors[1]} and ${authors.length - 2} others`;
}

/// Authors, journal, year and kind, parted by dots; then flags.
export function metaLine(paper, allAuthors = false) {
  const parts = [allAuthors ? paper.authors.join(', ') || null : authorLine(paper.authors),
                 paper.journal && h('cite', {}, paper.journal),
                 paper.year ? h('span', {class: 'year'}, paper.year) : null,
                 paper.type && label(paper.type)].filter(Boolean);
  return h('p', {class: 'meta'},
           parts.map((part, i) => [i > 0 && h('span', {class: 'dot', 'aria-hidden': 'true'}, '·'), part]),
           paper.flags.map((flag) => h('span', {class: 'flag', 'data-flag': flag}, label(flag))));
}

// Clicking what is marked tells about the concept that it was found for. By keyboard the chips above
// the results do the same.
function followMarks(text, actions) {
  for (const mark of text.querySelectorAll('mark')) {
    if (!actions.about(mark.textContent)) continue;
    mark.classList.add('known');
    mark.addEventListener('click', () => {
      if (getSelection().isCollapsed) actions.concept(actions.about(mark.textContent));
    });
  }
}

function passageBlock(hit, size, actions) {
  const ranges = rangesFromBytes(hit.text, hit.highlights);
  const [from, to] = bestWindow(hit.text, ranges, size);
  const whole = from === 0 && to === hit.text.length;
  const text = h('p', {class: 'text'});
  const clipped = () => {
    text.replaceChildren(
      h('span', {}, from > 0 && '… ', marked(hit.text, ranges, from, to).map(asNode),
        to < hit.text.length && ' …'),
      ' ', h('button', {type: 'button', class: 'more-text', on: {click: opened}}, 'whole passage'));
    followMarks(text, actions);
  };
  const opened = () => {
    text.replaceChildren(...marked(hit.text, ranges).map(asNode));
    followMarks(text, actions);
  };
  if (whole) opened();
  else clipped();
  return h('div', {class: 'passage', 'data-id': hit.id},
           hit.section && h('p', {class: 'section'}, label(hit.section)), text);
}

const asNode = (part) => (part instanceof Node ? part : document.createTextNode(part));

// Titles as answers gave them, to speak of a paper that is no longer on the page.
const titles = new Map();
export const titleOf = (id) => titles.get(id) ?? id;

/// One hit as a list item. `address` is where the paper will be. `actions`: open(id), concept(id),
/// like(id), and about(text), the concept that a marked text stands for.
export function hitItem(hit, address, actions) {
  const [best, ...others] = hit.passages;
  titles.set(hit.paper.id, hit.paper.title || hit.paper.id);
  const rest = h('div', {class: 'others', hidden: true},
                 others.map((one) => passageBlock(one, otherSize, actions)));
  const restButton = others.length > 0 && h('button', {
    type: 'button', class: 'quiet', 'aria-expanded': 'false',
    on: {click: (event) => {
      rest.hidden = !rest.hidden;
      event.currentTarget.setAttribute('aria-expanded', String(!rest.hidden));
      event.currentTarget.textContent = restLabel(rest.hidden, others.length);
    }},
  }, restLabel(true, others.length));
  return h('li', {class: 'hit', 'data-paper': hit.paper.id},
           h('article', {tabindex: '-1', 'aria-label': hit.paper.title},
             h('h2', {}, h('a', {href: address, on: {click: (event) => {
               if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
               event.preventDefault();
               actions.open(hit.paper.id);
             }}}, hit.paper.title || hit.paper.id)),
             metaLine(hit.paper),
             best && passageBlock(best, firstSize, actions),
             rest,
             hit.copies?.length > 0 && h('p', {class: 'fine copies'}, hit.copies.length === 1 ? 'Nearly the same: ' : `Nearly the same in ${hit.copies.length} others: `,
               hit.copies.map((id) => [h('button', {type: 'button', class: 'link', on: {click: () => actions.open(id)}}, id), ' '])),
             h('p', {class: 'links'}, restButton, paperLinks(hit.paper),
               h('button', {type: 'button', class: 'quiet like', 'aria-label': `More like ${hit.paper.title}`,
                            on: {click: () => actions.like(hit.paper.id)}}, 'More like this'))));
}

const restLabel = (closed, number) =>
  closed ? `${plural(number, 'more passage')}` : 'Fewer passages';
