// The panel that narrows a search down: one group per facet, several values of one may be chosen.
import {h} from './dom.js';
import {yearHistogram} from './histogram.js';
import {titleOf} from './results.js';
import {hasFilter, isFiltered, yearText} from './state.js';
import {count, label, liftText, plural} from './text.js';

const shownFirst = 6;
const worthFinding = 12;
export const allValues = 200;  // asked for of a facet that is opened whole
// What most readers narrow down by, in this order and open; what papers are rather than what they
// are about comes last. Between the two, folded, stand the concept types that a vocabulary brings.
const first = ['narrower', 'disease', 'chemical', 'gene', 'species'];
const last = ['type', 'section', 'journal', 'licence', 'source', 'flag'];
const folded = ['licence', 'source', 'flag'];

/// Where a facet or a concept type stands among the others.
export const orderOf = (name) => (first.includes(name) ? first.indexOf(name) - first.length : last.indexOf(name) + 1);
const opensByItself = (name) => first.includes(name) || (last.includes(name) && !folded.includes(name));

// Names of values as answers gave them, so that a filter keeps its name when nothing matches it.
const names = new Map();
const nameOf = (facet, id) => names.get(`${facet}:${id}`) ?? id;

function group(name, values, state, actions, view) {
  const open = view.long.has(name);
  const chosen = values.filter((value) => hasFilter(state, name, value.id));
  const missing = state.filters.filter(([facet, id]) => facet === name &&
                                                     !values.some((value) => value.id === id))
                               .map(([, id]) => ({id, name: nameOf(name, id), papers: 0}));
  const most = Math.max(1, ...values.map((value) => value.papers));
  const row = (value) => {
    const key = `${name}:${value.id}`;
    return h('li', {class: 'choice'},
             h('label', {class: 'value', vars: {'--part': value.papers / most},
                         title: value.id === value.name ? value.name : `${value.name} (${value.id})`},
               h('input', {type: 'checkbox', 'data-key': key,
                           checked: hasFilter(state, name, value.id),
                           on: {change: (event) => actions.filter(name, value.id, event.target.checked)}}),
               h('span', {class: 'name'}, shownName(name, value)),
               h('span', {class: 'papers', title: value.lift ? `${liftText(value.lift)} as often as in the whole index` : null}, count(value.papers),
                 h('span', {class: 'hidden-label'}, value.papers === 1 ? ' paper' : ' papers'))),
             value.id !== value.name && h('button', {
               type: 'button', class: 'about', 'aria-label': `About ${value.name}`, title: `About ${value.name}`,
               on: {click: () => actions.concept(value.id)}}, '›'));
  };
  const top = open ? values : values.slice(0, shownFirst);
  const visible = [...missing, ...top, ...chosen.filter((value) => !top.includes(value))];
  const rows = visible.map(row);
  const sought = view.find?.name === name ? view.find.text : '';
  const find = open && (sought || visible.length > worthFinding) && h('input', {
    type: 'search', class: 'find', placeholder: 'Find…', 'aria-label': `Find in ${label(name)}`, 'data-key': `find:${name}`, value: sought || null,
    on: {input: (event) => {
      // What is not all here is looked for in the index.
      if (sought || values.length >= allValues) return actions.findFacet(name, event.target.value);
      const wanted = event.target.value.trim().toLowerCase();
      rows.forEach((one, i) => { one.hidden = !visible[i].name.toLowerCase().includes(wanted); });
    }},
  });
  const isUnfolded = view.folds.get(name) ?? (opensByItself(name) || chosen.length + missing.length > 0);
  return h('details', {class: 'facet', 'data-facet': name, open: isUnfolded,
                       on: {toggle: (event) => view.folds.set(name, event.target.open)}},
           h('summary', {'data-key': `fold:${name}`}, name === 'narrower' ? (view.underName ? `Kinds of ${view.underName}` : 'Kinds') : label(name)),
           name === 'narrower' && h('button', {type: 'button', class: 'quiet', on: {click: () => actions.under('', '')}}, 'Close'),
           find,
           h('ul', {class: open ? 'long' : null}, rows),
           values.length > shownFirst && h('button', {
             type: 'button', class: 'quiet', 'aria-expanded': String(open), 'data-key': `more:${name}`,
             on: {click: () => actions.openFacet(name, !open)},
           }, open ? 'Fewer' : 'More'));
}

// Kinds of section and of article are names of ours; all else is shown as it is.
const shownName = (facet, value) =>
  facet === 'section' || facet === 'type' ? label(value.name) : value.name;

/// What the reader has unfolded and opened whole, kept from one answer to the next.
/// `order` is papers or lift, `find` {name, text} what is looked for in one, `underName` the name of
/// the concept whose kinds are shown.
export const facetView = () => ({folds: new Map(), long: new Set(), order: 'papers', find: null, underName: ''});

/// The panel's content. `actions`: filter(facet, id, on), years(from, to), openFacet(name, open),
/// concept(id), facetOrder(name), findFacet(name, text), under(concept id, its name).
export function facetPanel(response, state, actions, view) {
  for (const [facet, values] of Object.entries(response.facets)) {
    for (const value of values) names.set(`${facet}:${value.id}`, shownName(facet, value));
  }
  const shown = Object.keys(response.facets)
    .filter((name) => name !== 'year')
    .filter((name) => response.facets[name].length > 0 ||
                      state.filters.some(([facet]) => facet === name))
    .sort((a, b) => orderOf(a) - orderOf(b) || a.localeCompare(b));
  const order = h('label', {class: 'facet-order'}, 'Show first', ' ',
    h('select', {'data-key': 'facet-order', on: {change: (event) => actions.facetOrder(event.target.value)}},
      [['papers', 'the most frequent'], ['lift', 'what stands out']].map(([value, name]) =>
        h('option', {value, selected: view.order === value}, name))));
  return [
    yearHistogram(response.facets.year || [], state, actions.years),
    shown.length > 0 && order,
    ...shown.map((name) => group(name, response.facets[name], state, actions, view)),
  ].filter(Boolean);
}

/// What is chosen, each with a way to take it back.
export function chosenFilters(state, actions) {
  if (!isFiltered(state)) return null;
  const chip = (text, remove) =>
    h('button', {type: 'button', class: 'chosen', 'aria-label': `Remove the filter ${text}`, on: {click: remove}},
      text, h('span', {'aria-hidden': 'true', class: 'cross'}, '×'));
  const year = yearText(state);
  return h('div', {class: 'chosen-row', role: 'group', 'aria-label': 'Filters in use'},
           state.filters.map(([facet, id]) => chip(`${label(facet)}: ${nameOf(facet, id)}`, () => actions.filter(facet, id, false))),
           state.like && chip(`Like: ${titleOf(state.like)}`, () => actions.like('')),
           year && chip(year.replace('..', ' – ').trim(), () => actions.years(null, null)),
           h('button', {type: 'button', class: 'quiet', on: {click: actions.clear}}, 'Clear all'));
}

export const filtersLabel = (state) => {
  const number = state.filters.length + (yearText(state) ? 1 : 0) + (state.like ? 1 : 0);
  return number > 0 ? `Filters · ${plural(number, 'in use', 'in use')}` : 'Filters';
};
