// A table of concepts of two types that share sentences in the passages found.
import * as api from './api.js';
import {quotation} from './concept.js';
import {h} from './dom.js';
import {orderOf} from './facets.js';
import {failureMessage} from './messages.js';
import {sheetBar} from './sheet.js';
import {pairRequestOf} from './state.js';
import {label, liftText, plural} from './text.js';

const shown = 50;
const ofPapers = ['year', 'journal', 'type', 'section', 'licence', 'source', 'flag', 'narrower'];

const row = (pair, actions) => h('li', {class: 'neighbour'},
  h('div', {class: 'row'},
    [pair.left, pair.right].map((one, i) => [i > 0 && h('span', {class: 'fine'}, 'with'),
      h('button', {type: 'button', class: 'name', title: one.id, on: {click: () => actions.concept(one.id)}}, one.name)]),
    h('span', {class: 'fine'}, `${plural(pair.papers, 'paper')}, ${plural(pair.sentences, 'sentence')}`),
    h('span', {class: 'lift', title: 'How many times more often in one sentence than by chance'},
      liftText(pair.lift))),
  quotation(pair.quote, actions));

/// Opens the sheet. `actions`: concept(id), open(paper id). Types come from the facets of the answer.
export function showPairs(dialog, state, response, actions) {
  const types = Object.keys(response.facets).filter((name) => !ofPapers.includes(name))
    .sort((a, b) => orderOf(a) - orderOf(b) || a.localeCompare(b));
  const chosen = [types[0], types[1] ?? types[0]];
  const body = h('div', {'aria-live': 'polite'});
  const file = h('span');
  let asked = null;
  const draw = async () => {
    asked?.abort();
    const mine = asked = new AbortController();
    const parameters = pairRequestOf(state, {between: chosen.join(',')});
    body.replaceChildren(h('p', {class: 'fine loading'}, 'Counting…'));
    try {
      const table = await api.pairs(`${parameters}&limit=${shown}`, mine.signal);
      if (mine !== asked) return;
      file.replaceChildren(h('a', {class: 'quiet', href: `./api/v1/pairs?${parameters}&limit=10000&format=csv`, download: true}, 'All as CSV'));
      body.replaceChildren(
        h('p', {class: 'fine'}, `${plural(table.total_pairs, 'pair')} in ${plural(table.sentences, 'sentence')} of ${plural(table.papers, 'paper')}`),
        h('ul', {}, table.pairs.map((pair) => row(pair, actions))));
    } catch (error) {
      if (error.name !== 'AbortError' && mine === asked) body.replaceChildren(failureMessage(error, draw));
    }
  };
  const select = (i, name) => h('select', {'aria-label': name, on: {change: (event) => {
    chosen[i] = event.target.value;
    draw();
  }}}, types.map((type) => h('option', {value: type, selected: type === chosen[i]}, label(type))));
  const close = () => dialog.close();
  dialog.replaceChildren(sheetBar(close, 'pairs', file),
    h('article', {}, h('h2', {tabindex: '-1'}, 'In the same sentence'),
      types.length === 0 ? h('p', {class: 'fine'}, 'No concepts stand in these papers.')
        : [h('p', {class: 'pair-types'}, select(0, 'One type'), ' with ', select(1, 'Another type')), body]));
  dialog.showModal();
  dialog.querySelector('h2').focus({preventScroll: true});
  if (types.length > 0) draw();
}
