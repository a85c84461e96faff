// What the reader has asked for, as a value and as the page's address: the two say the same.

import {unixLines} from './text.js';

export const pageSize = 10;
const mostShown = 200;

/// {q, like, filters: [[facet, value]…], from, to, expand, any, fold, diverse, under, show, paper, concept};
/// years are numbers or null; `under` is a concept whose kinds are a facet; of a paper and a concept at most
/// one is open.
export function stateFromAddress(search) {
  const parameters = new URLSearchParams(search);
  const [from, to] = years(parameters.get('year') || '');
  const show = Number.parseInt(parameters.get('show') || '', 10);
  return {
    q: unixLines(parameters.get('q') || ''),
    like: parameters.get('like') || '',
    filters: parameters.getAll('filter').map(splitFilter).filter(Boolean),
    from,
    to,
    expand: parameters.get('expand') !== '0',
    any: parameters.get('any') === '1',
    fold: parameters.get('fold') === '1',
    diverse: parameters.get('diverse') === '1',
    under: parameters.get('facet_under') || '',
    show: show > pageSize ? Math.min(show, mostShown) : pageSize,
    paper: parameters.get('paper') || '',
    concept: parameters.get('paper') ? '' : parameters.get('concept') || '',
  };
}

function splitFilter(text) {
  const colon = text.indexOf(':');
  return colon > 0 && colon + 1 < text.length ? [text.slice(0, colon), text.slice(colon + 1)] : null;
}

function years(text) {
  const match = /^(\d{0,4})(\.\.(\d{0,4}))?$/.exec(text);
  if (!match) return [null, null];
  const from = match[1] ? Number(match[1]) : null;
  if (match[2] === undefined) return [from, from];
  return [from, match[3] ? Number(match[3]) : null];
}

export function yearText(state) {
  if (state.from === null && state.to === null) return '';
  if (state.from === state.to) return String(state.from);
  return `${state.from ?? ''}..${state.to ?? ''}`;
}

function searchParameters(state) {
  const out = new URLSearchParams();
  if (state.q) out.set('q', state.q);
  if (state.like) out.set('like', state.like);
  for (const [facet, value] of state.filters) out.append('filter', `${facet}:${value}`);
  const year = yearText(state);
  if (year) out.set('year', year);
  if (!state.expand) out.set('expand', '0');
  if (state.any) out.set('any', '1');
  if (state.fold) out.set('fold', '1');
  if (state.diverse) out.set('diverse', '1');
  if (state.under) out.set('facet_under', state.under);
  return out;
}

// A filter reads better with its colons and dots as they are, and they need no escape in a query.
const readable = (parameters) => parameters.toString().replaceAll('%3A', ':').replaceAll('%2F', '/');

/// The page's address for a state, "./?q=…".
export function addressOf(state) {
  const parameters = searchParameters(state);
  if (state.show > pageSize) parameters.set('show', state.show);
  if (state.paper) parameters.set('paper', state.paper);
  if (state.concept) parameters.set('concept', state.concept);
  const text = readable(parameters);
  return text ? `./?${text}` : './';
}

/// What to ask the service for.
export function requestOf(state, extra) {
  const parameters = searchParameters(state);
  if (!parameters.has('q')) parameters.set('q', '');
  for (const [name, value] of Object.entries(extra)) parameters.set(name, value);
  return parameters;
}

/// What to ask the table of pairs for, which knows fewer parameters.
export function pairRequestOf(state, extra) {
  const parameters = requestOf(state, extra);
  for (const name of ['like', 'fold', 'diverse', 'facet_under']) parameters.delete(name);
  return parameters;
}

/// The same search, wherever one is in it.
export const sameSearch = (a, b) =>
  searchParameters(a).toString() === searchParameters(b).toString();

export const hasFilter = (state, facet, value) =>
  state.filters.some(([f, v]) => f === facet && v === value);

export function withFilter(state, facet, value, on) {
  const filters = state.filters.filter(([f, v]) => !(f === facet && v === value));
  if (on) filters.push([facet, value]);
  return {...state, filters, show: pageSize, paper: '', concept: ''};
}

export const isFiltered = (state) =>
  state.filters.length > 0 || state.from !== null || state.to !== null || state.like !== '';
