// What stands above and below the results: how many, as which files, none at all, or a failure.
import {h} from './dom.js';
import {fileLink} from './files.js';
import {isFiltered} from './state.js';
import {plural} from './text.js';
import {menu, viewMenu} from './view.js';

const exportFormats = [['RIS', 'ris', 'for Zotero, EndNote, Mendeley'], ['BibTeX', 'bibtex', 'for LaTeX'],
                       ['NBIB', 'nbib', 'as PubMed writes it'], ['CSL-JSON', 'csl-json', 'for pandoc'],
                       ['CSV', 'csv', 'for a spreadsheet'], ['JSON lines', 'jsonl', 'for programs']];
const searchFormats = [['Search report', 'markdown', 'PRISMA-S, Markdown'], ['Receipt', 'json', 'to search again later']];

const exportRow = (what, state, [name, format, use]) =>
  h('li', {class: what}, fileLink(what, state, format, null, name, h('span', {class: 'fine'}, use)));

// All hits, not just those shown; and the account of the search.
const exportMenu = (state) => menu('Export', 'export',
  exportFormats.map((row) => exportRow('export', state, row)), searchFormats.map((row) => exportRow('receipt', state, row)));

/// `actions`: show(name, on), pairs().
export function summaryLine(response, state, actions) {
  if (response.total_papers === 0) return null;
  const elsewhere = response.more_papers_across_passages;
  const took = response.took_ms < 10 ? response.took_ms.toFixed(1) : Math.round(response.took_ms);
  return h('div', {class: 'summary'},
           h('p', {}, h('b', {}, plural(response.total_papers, 'paper')),
             ` with ${plural(response.total_passages, 'passage')}`,
             elsewhere > 0 && h('span', {class: 'fine'},
               `; ${plural(elsewhere, 'more paper')} ${elsewhere === 1 ? 'holds' : 'hold'} all parts in different passages`),
             h('span', {class: 'took'}, `${took}\u00a0ms`)),
           h('div', {class: 'menus'}, viewMenu(state, actions), exportMenu(state)));
}

/// With ways out. `actions`: clear(), expand(on), any(on).
export function nothingFound(state, actions) {
  const offer = (text, action) => h('button', {type: 'button', class: 'button', on: {click: action}}, text);
  const offers = [
    isFiltered(state) && offer('Search without filters', actions.clear),
    !state.expand && offer('Include other names', () => actions.expand(true)),
    !state.any && /\s/.test(state.q.trim()) && offer('Any of the words is enough', () => actions.any(true)),
  ].filter(Boolean);
  return h('div', {class: 'message'}, h('h2', {}, 'No passage holds this'),
           h('p', {}, state.q ? ['Nothing in this index matches ', h('q', {}, state.q),
                                 isFiltered(state) ? ' with these filters.' : '.']
                              : 'Nothing in this index matches these filters.'),
           offers.length > 0 && h('p', {class: 'offers'}, offers));
}

export const failureMessage = (error, again) =>
  h('div', {class: 'message error', role: 'alert'},
    h('h2', {}, error.status === 400 ? 'This could not be asked' : 'The search failed'),
    h('p', {}, error.message),
    h('p', {class: 'offers'}, h('button', {type: 'button', class: 'button', on: {click: again}}, 'Try again')));
