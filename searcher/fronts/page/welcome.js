// The start page's examples and figures, and the help.
import {statistics} from './api.js';
import {byId, h} from './dom.js';
import {plural} from './text.js';

const examples = [
  ['sarcopenia', 'a concept, by all its names'],
  ['"muscle wasting"', 'exactly these words'],
  ['IL-6 AND frailty', 'both in one passage'],
  ['vitamin D NEAR/10 falls', 'close to each other'],
  ['MESH:D010024', 'by identifier'],
  ['title:bone year:2018..', 'in titles, since 2018'],
];

const syntax = [
  ['muscle loss', 'Words side by side must all be in a passage. Names of a concept find its other names.'],
  ['"muscle loss"', 'Exactly these words, never their synonyms.'],
  ['IL-6 OR TNF-α', 'Either; AND, OR, NOT and parentheses combine.'],
  ['bone NEAR/8 exercise', 'At most eight words apart.'],
  ['title:frailty', 'In a field: title, author, journal, year, type, section.'],
  ['year:2018..2024', 'In a range of years.'],
  ['MESH:D055948', 'A concept by its identifier: MeSH, MONDO, gene, taxon, PubChem.'],
  ['PMC11223843', 'One paper, by PMCID, PMID or DOI.'],
];

const keys = [
  ['/', 'to the search box'],
  ['j  k', 'next and previous result; the arrows too'],
  ['Enter', 'open the paper'],
  ['Esc', 'close it; back to the search box'],
  ['?', 'this help'],
];

export async function drawWelcome(actions) {
  byId('examples').replaceChildren(
    h('ul', {class: 'examples'}, examples.map(([query, meaning]) =>
      h('li', {}, h('button', {type: 'button', on: {click: () => actions.query(query)}},
                    h('code', {}, query), h('span', {}, meaning))))));
  try {
    const {papers, passages, concepts} = await statistics();
    byId('holdings').replaceChildren(
      `${plural(papers, 'paper')} · ${plural(passages, 'passage')}`, concepts > 0 ? ` · ${plural(concepts, 'concept')}` : '');
  } catch {
    byId('holdings').replaceChildren('The index does not answer.');
  }
}

export function drawHelp() {
  const dialog = byId('help');
  const table = (rows, tag) => h('dl', {}, rows.map(([key, meaning]) =>
    [h('dt', {}, h(tag, {}, key)), h('dd', {}, meaning)]));
  dialog.replaceChildren(
    h('div', {class: 'sheet-bar'}, h('h2', {}, 'How to ask'),
      h('button', {type: 'button', class: 'quiet close', on: {click: () => dialog.close()}}, 'Close')),
    table(syntax, 'code'),
    h('h2', {}, 'Keys'), table(keys, 'kbd'));
  byId('help-button').addEventListener('click', () => dialog.showModal());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
}
