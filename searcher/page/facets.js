// The panel that narrows a search down: one group per facet, several values of one may be chosen.
import {h} from './dom.js';
import {yearHistogram} from './histogram.js';
import {hasFilter, isFiltered, yearText} from './state.js';
import {count, label, plural} from './text.js';

const shownFirst = 6;
const worthFinding = 12;
// What papers are rather than what they are about: after the concept types, which are the
// vocabulary's own and come as they are.
const aboutPapers = ['type', 'section', 'journal', 'licence', 'source', 'format', 'flag', 'flags'];

function orderOf(name) {
  const place = aboutPapers.indexOf(name);
  return place < 0 ? -1 : place;
}

function group(name, values, state, actions, open) {
  const chosen = values.filter((value) => hasFilter(state, name, value.id));
  const missing = state.filters.filter(([facet, id]) => facet === name &&
                                                     !values.some((value) => value.id === id))
                               .map(([, id]) => ({id, name: id, papers: 0}));
  const most = Math.max(1, ...values.map((value) => value.papers));
  const row = (value) => {
    const key = `${name}:${value.id}`;
    return h('li', {},
             h('label', {class: 'value', vars: {'--part': value.papers / most},
                         title: value.id === value.name ? value.name : `${value.name} (${value.id})`},
               h('input', {type: 'checkbox', 'data-key': key,
                           checked: hasFilter(state, name, value.id),
                           on: {change: (event) => actions.filter(name, value.id, event.target.checked)}}),
               h('span', {class: 'name'}, shownName(name, value)),
               h('span', {class: 'papers'}, count(value.papers),
                 h('span', {class: 'hidden-label'}, value.papers === 1 ? ' paper' : ' papers'))));
  };
  const first = open ? values : values.slice(0, shownFirst);
  const visible = [...missing, ...first, ...chosen.filter((value) => !first.includes(value))];
  const rows = visible.map(row);
  const find = open && visible.length > worthFinding && h('input', {
    type: 'search', class: 'find', placeholder: 'Find…', 'aria-label': `Find in ${label(name)}`, 'data-key': `find:${name}`,
    on: {input: (event) => {
      const wanted = event.target.value.trim().toLowerCase();
      rows.forEach((one, i) => { one.hidden = !visible[i].name.toLowerCase().includes(wanted); });
    }},
  });
  return h('fieldset', {class: 'facet', 'data-facet': name},
           h('legend', {}, label(name)),
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

/// The panel's content. `actions`: filter(facet, id, on), years(from, to), openFacet(name, open).
export function facetPanel(response, state, actions, openFacets) {
  const names = Object.keys(response.facets)
    .filter((name) => name !== 'year')
    .filter((name) => response.facets[name].length > 0 ||
                      state.filters.some(([facet]) => facet === name))
    .sort((a, b) => orderOf(a) - orderOf(b) || a.localeCompare(b));
  return [
    yearHistogram(response.facets.year || [], state, actions.years),
    ...names.map((name) => group(name, response.facets[name], state, actions, openFacets.has(name))),
  ].filter(Boolean);
}

/// What is chosen, each with a way to take it back.
export function chosenFilters(response, state, actions) {
  if (!isFiltered(state)) return null;
  const nameOf = (facet, id) => {
    const value = (response?.facets[facet] || []).find((one) => one.id === id);
    return value ? shownName(facet, value) : id;
  };
  const chip = (text, remove) =>
    h('button', {type: 'button', class: 'chosen', 'aria-label': `Remove the filter ${text}`, on: {click: remove}},
      text, h('span', {'aria-hidden': 'true', class: 'cross'}, '×'));
  const year = yearText(state);
  return h('div', {class: 'chosen-row', role: 'group', 'aria-label': 'Filters in use'},
           state.filters.map(([facet, id]) => chip(`${label(facet)}: ${nameOf(facet, id)}`, () => actions.filter(facet, id, false))),
           year && chip(year.replace('..', ' – ').trim(), () => actions.years(null, null)),
           h('button', {type: 'button', class: 'quiet', on: {click: actions.clear}}, 'Clear all'));
}

export const filtersLabel = (state) => {
  const number = state.filters.length + (yearText(state) ? 1 : 0);
  return number > 0 ? `Filters · ${plural(number, 'in use', 'in use')}` : 'Filters';
};
