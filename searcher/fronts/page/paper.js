// One paper in a sheet beside the results: what it is about, and its passages in reading order.
import {h} from './dom.js';
import {orderOf} from './facets.js';
import {idLink, metaLine, paperLinks} from './results.js';
import {sheetBar} from './sheet.js';
import {count, label, marked, plural, rangesFromBytes} from './text.js';

const conceptsShown = 5;

function conceptGroups(concepts, actions) {
  const types = new Map();
  for (const one of concepts) types.set(one.type, [...(types.get(one.type) || []), one]);
  if (types.size === 0) return null;
  return h('section', {class: 'concepts', 'aria-label': 'Concepts in this paper'},
           [...types].sort(([a], [b]) => orderOf(a) - orderOf(b) || a.localeCompare(b)).map(([type, list]) => [
             h('p', {class: 'type'}, label(type)),
             h('p', {class: 'names'}, list.slice(0, conceptsShown).map((one) =>
                 h('button', {type: 'button', class: 'concept-link', title: one.ids.join(', ') || one.id,
                              'aria-label': `About ${one.name}, here ${plural(one.mentions, 'time')}`,
                              on: {click: () => actions.concept(one.id)}},
                   one.name, h('span', {class: 'papers'}, count(one.mentions)))),
               list.length > conceptsShown && h('span', {class: 'fine'}, `and ${list.length - conceptsShown} more`))]));
}

function sectionBlock(section, index, highlights) {
  return h('section', {class: 'part'},
           h(section.heading || section.kind ? 'h3' : 'span', {id: `part-${index}`},
             section.heading || (section.kind === 'other' ? '' : label(section.kind))),
           section.passages.map((passage) => {
             const found = highlights.get(passage.id);
             return h('p', {class: found ? 'found' : null, 'data-id': passage.id,
                            tabindex: found ? '-1' : null},
                      found ? marked(passage.text, rangesFromBytes(passage.text, found)) : passage.text);
           }));
}

function goTo(node) {
  node.scrollIntoView({block: 'center', behavior: 'auto'});
  node.focus({preventScroll: true});
}

// Other papers that this one's metadata names: what retracted or corrected it, its preprint.
const linkList = (links) => links.length > 0 && h('ul', {class: 'paper-links'}, links.map((link) =>
  h('li', {}, `${label(link.relation)}: `, idLink(link.id), link.note && h('span', {class: 'fine'}, ` ${link.note}`))));

const warnings = {
  retracted: 'This paper has been retracted. What it says is not to be relied on.',
  concern: 'The journal has published an expression of concern about this paper.',
};

// What a reader must know before reading on.
function warningOf(paper) {
  const flag = Object.keys(warnings).find((one) => paper.flags.includes(one));
  return flag && h('p', {class: 'warning', role: 'note', 'data-flag': flag}, warnings[flag]);
}

/// The sheet's content. `hit` is the paper's hit in the search at hand, or undefined: its passages
/// are marked. `actions`: close(), concept(id).
export function paperSheet(paper, hit, actions) {
  const highlights = new Map((hit?.passages || []).map((passage) => [passage.id, passage.highlights]));
  const parts = paper.sections.map((section, i) => sectionBlock(section, i, highlights));
  const headings = paper.sections.map((section, i) => [section.heading, parts[i]])
                                 .filter(([heading]) => heading);
  const found = parts.flatMap((part) => [...part.querySelectorAll('.found')]);
  let at = -1;
  return [
    sheetBar(actions.close, 'paper',
      found.length > 0 && h('button', {type: 'button', class: 'quiet next', on: {click: () => {
        at = (at + 1) % found.length;
        goTo(found[at]);
      }}}, found.length === 1 ? 'To the passage found' : `Next of ${found.length} passages found`)),
    h('article', {},
      h('h2', {tabindex: '-1', id: 'paper-title'}, paper.title || paper.id),
      metaLine(paper, true),
      warningOf(paper),
      linkList(paper.links || []),
      h('p', {class: 'links'}, paperLinks(paper), paper.licence && h('span', {class: 'fine'}, paper.licence)),
      conceptGroups(paper.concepts, actions),
      headings.length > 1 && h('details', {class: 'outline'}, h('summary', {}, plural(headings.length, 'section')),
        headings.map(([heading, part]) =>
          h('button', {type: 'button', class: 'link',
                       on: {click: () => part.scrollIntoView({block: 'start'})}}, heading))),
      parts,
      paper.keywords.length > 0 && h('p', {class: 'fine'}, `Keywords: ${paper.keywords.join(', ')}`)),
  ];
}
