// The page: the address says what is asked, the answer is drawn, and every action makes a new address.
import * as api from './api.js';
import {askBox} from './ask_box.js';
import {listenForCompletion} from './complete.js';
import {byId, h} from './dom.js';
import {allValues, chosenFilters, facetPanel, facetView, filtersLabel} from './facets.js';
import {listenForKeys} from './keys.js';
import {failureMessage, nothingFound, summaryLine} from './messages.js';
import {conceptSheet} from './concept.js';
import {showPairs} from './pairs.js';
import {paperSheet} from './paper.js';
import {noticeList} from './notices.js';
import {hitItem, titleOf} from './results.js';
import {makeSheet} from './sheet.js';
import {addressOf, isFiltered, pageSize, requestOf, sameSearch, stateFromAddress, withFilter} from './state.js';
import {editStrategy, strategyLines} from './strategy.js';
import {count, plural} from './text.js';
import {conceptOf, relatedRow, understoodRow} from './understood.js';
import {drawHelp, drawWelcome} from './welcome.js';
import {whyNotForm} from './why_not.js';

const typingPause = 250;  // milliseconds without a key before a search starts by itself
const facetValues = 12;
const relatedConcepts = 6;

let state = stateFromAddress(location.search);
let response = null;     // the answer to `state`, or null while there is none
let asked = null;        // AbortController of the search under way
const facets = facetView();
let receiptOpen = false;

let pause = 0;
const box = askBox({
  changed: () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (box.value === state.q) return;
      // Typing makes one entry in the history, however many letters it takes.
      if (!history.state?.typing) history.pushState({typing: true}, '');
      go(newSearch({q: box.value}), 'typing');
    }, typingPause);
  },
  search: (text) => actions.query(text),
});

// ---- Moving from one state to the next

/// `how`: 'push' for what Back should undo, 'replace' for what it should not.
function go(next, how = 'push') {
  clearTimeout(pause);  // what was being typed must not undo it
  const previous = state;
  state = next;
  const address = addressOf(state);
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(how === 'typing' ? {typing: true} : null, '', address);
  follow(previous);
}

// Draws what changed between two states.
function follow(previous) {
  if (!box.focused) box.value = state.q;
  if (!previous || !sameSearch(previous, state) || (!response && isAsking())) search();
  // What closes goes first: one sheet at a time.
  if (!state.paper) papers.show('');
  if (!state.concept) concepts.show('');
  if (state.paper) papers.show(state.paper);
  if (state.concept) concepts.show(state.concept);
}

const isAsking = () => state.q.trim() !== '' || isFiltered(state);

const newSearch = (changes) => ({...state, show: pageSize, paper: '', concept: '', ...changes});

const actions = {
  query: (q) => {
    box.value = q;
    go(newSearch({q}));
  },
  filter: (facet, id, on) => go(withFilter(state, facet, id, on)),
  years: (from, to) => go(newSearch({from, to})),
  like: (id) => go(newSearch({like: id, ...(id ? {q: '', filters: [], from: null, to: null} : {})})),
  clear: () => go(newSearch({filters: [], from: null, to: null, like: ''})),
  expand: (on) => go(newSearch({expand: on})),
  any: (on) => go(newSearch({any: on})),
  open: (id) => go({...state, paper: id, concept: ''}),
  concept: (id) => go({...state, concept: id, paper: ''}),
  openFacet: (name, open) => {
    if (open) facets.long.add(name);
    else facets.long.delete(name);
    search({keep: true});
  },
  facetOrder: (order) => {
    facets.order = order;
    search({keep: true});
  },
  findFacet: (name, text) => {
    facets.find = text.trim() ? {name, text: text.trim()} : null;
    clearTimeout(pause);
    pause = setTimeout(() => search({keep: true}), typingPause);
  },
  under: (id, name) => {
    facets.underName = name;
    const filters = id ? state.filters : state.filters.filter(([facet]) => facet !== 'narrower');
    go(newSearch({under: id, filters}));
  },
  isSearch: () => response !== null && response.total_papers > 0,
  show: (name, on) => go(newSearch({[name]: on})),
  pairs: () => showPairs(byId('pairs'), state, response,
                         {concept: (id) => leavePairs(() => actions.concept(id)), open: (id) => leavePairs(() => actions.open(id))}),
  strategy: () => editStrategy(byId('lines'), /\n/.test(state.q) ? state.q : '', actions.query),
  openReceipt: (open) => {
    receiptOpen = open;
    if (open && response?.receipt.items.some((one) => one.forms.length > 0 && !one.form_counts)) search({keep: true});
  },
};

// One sheet at a time.
function leavePairs(then) {
  byId('pairs').close();
  then();
}

// ---- Searching

async function search({keep = false} = {}) {
  asked?.abort();
  const mine = asked = new AbortController();
  if (!isAsking()) {
    asked = null;
    response = null;
    return drawHome();
  }
  if (!keep) response = null;
  document.body.dataset.view = 'results';
  byId('welcome').hidden = true;
  byId('columns').hidden = false;
  byId('progress').classList.add('busy');
  byId('results').setAttribute('aria-busy', 'true');
  const request = requestOf(state, {
    limit: state.show, facets: 1, receipt: 1, facet_limit: facets.long.size > 0 ? allValues : facetValues,
    related: relatedConcepts,
  });
  if (facets.order !== 'papers') request.set('facet_sort', facets.order);
  if (facets.find) request.set('facet_find', `${facets.find.name}:${facets.find.text}`);
  if (receiptOpen) request.set('forms', '1');
  if (history.state?.typing) request.set('fast', '1');
  try {
    const answer = await api.search(request, mine.signal);
    if (mine !== asked) return;  // a later search has begun
    response = answer;
    drawResults();
  } catch (error) {
    if (mine !== asked || error.name === 'AbortError') return;
    response = null;
    drawFailure(error);
  } finally {
    if (mine === asked) {
      asked = null;
      byId('progress').classList.remove('busy');
      byId('results').removeAttribute('aria-busy');
    }
  }
}

async function more() {
  const shown = response;
  const button = byId('more');
  button.disabled = true;
  const mine = asked = new AbortController();
  const page = {limit: pageSize};
  if (shown.next_cursor) page.cursor = shown.next_cursor;
  else page.offset = shown.hits.length;
  try {
    const answer = await api.search(requestOf(state, page), mine.signal);
    if (mine !== asked) return;
    const first = shown.hits.length;
    response = {...shown, hits: [...shown.hits, ...answer.hits], next_cursor: answer.next_cursor};
    state = {...state, show: response.hits.length};
    history.replaceState(null, '', addressOf(state));
    byId('hits').append(...answer.hits.map(item));
    drawAfter();
    byId('hits').children[first]?.querySelector('article').focus();
    say(`${count(response.hits.length)} of ${plural(response.total_papers, 'paper')} shown`);
  } catch (error) {
    if (error.name === 'AbortError') return;
    byId('after').replaceChildren(failureMessage(error, more));
  }
}

// ---- Drawing

const say = (text) => { byId('status').textContent = text; };

const item = (hit) => hitItem(hit, addressOf({...state, paper: hit.paper.id}),
                              {...actions, about: (text) => conceptOf(text, response.receipt)});

const put = (id, ...nodes) => byId(id).replaceChildren(...nodes.flat().filter(Boolean));

function drawHome() {
  document.title = 'Osteon';
  document.body.dataset.view = 'home';
  byId('welcome').hidden = false;
  byId('columns').hidden = true;
  byId('progress').classList.remove('busy');
  for (const id of ['summary', 'strategy', 'understood', 'related', 'notices', 'hits', 'after', 'facets']) put(id);
  say('');
}

function drawResults() {
  const focused = document.activeElement?.dataset?.key;
  const asked = state.q || (state.like && `like ${titleOf(state.like)}`);
  document.title = asked ? `${asked} – Osteon` : 'Osteon';
  put('understood', understoodRow(response, state, actions, receiptOpen));
  put('strategy', strategyLines(response.strategy || [], actions.strategy));
  put('related', relatedRow(response.related, actions));
  put('notices', noticeList(response, actions));
  put('hits', response.hits.map(item));
  put('facets', facetPanel(response, state, actions, facets));
  put('summary', summaryLine(response, state, actions), chosenFilters(state, actions));
  byId('facets-button').textContent = filtersLabel(state);
  drawAfter();
  if (focused) document.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({preventScroll: true});
  say(response.total_papers === 0 ? 'No results'
    : `${plural(response.total_papers, 'paper')}, ${plural(response.total_passages, 'passage')}`);
  papers.redraw();
}

function drawAfter() {
  const left = response.total_papers - response.hits.length;
  const why = state.q.trim() !== '' && whyNotForm(state, actions);
  if (response.total_papers === 0) return put('after', nothingFound(state, actions), why);
  put('after', left > 0 && response.hits.length > 0
    ? h('p', {class: 'more'},
        h('button', {type: 'button', id: 'more', class: 'button', on: {click: more}},
          `Show ${Math.min(left, pageSize)} more`),
        h('span', {class: 'fine'}, `${count(response.hits.length)} of ${count(response.total_papers)}`))
    : h('p', {class: 'end fine'}, response.hits.length > 3 ? 'That is all.' : ''), why);
}

// Nothing of an earlier answer stays beside a failure.
function drawFailure(error) {
  for (const id of ['strategy', 'understood', 'related', 'notices', 'hits', 'facets']) put(id);
  put('summary', chosenFilters(state, actions));
  put('after', failureMessage(error, () => search()));
  say('The search failed');
}

// ---- One paper, one concept

// However a sheet was closed, the address follows, and the reader is back where the sheet was opened.
const papers = makeSheet(byId('paper'), {
  ask: api.paper,
  draw: (paper) => paperSheet(paper, response?.hits.find((one) => one.paper.id === paper.id),
                              {...actions, close: () => byId('paper').close()}),
  closed: (id) => {
    if (state.paper !== id) return;
    go({...state, paper: ''});
    document.querySelector(`.hit[data-paper="${CSS.escape(id)}"] article`)?.focus({preventScroll: true});
  },
});
const concepts = makeSheet(byId('concept'), {
  ask: api.concept,
  draw: (page) => conceptSheet(page, {...actions, close: () => byId('concept').close()}),
  closed: (id) => {
    if (state.concept === id) go({...state, concept: ''});
  },
});

// ---- Typing, history, keys

const completion = listenForCompletion(box.line, byId('completions'), {choose: actions.query, open: actions.open});

byId('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  completion.close();
  clearTimeout(pause);
  if (!box.value.trim().includes('\n')) box.value = box.value.trim();  // one line is left
  if (box.value === state.q && response) {
    history.replaceState(null, '', addressOf(state));
  } else if (history.state?.typing) {
    go(newSearch({q: box.value}), 'replace');
  } else {
    go(newSearch({q: box.value}));
  }
});

byId('home').addEventListener('click', (event) => {
  event.preventDefault();
  box.value = '';
  go(stateFromAddress(''));
  box.focus();
});

window.addEventListener('popstate', () => {
  const previous = state;
  state = stateFromAddress(location.search);
  box.value = state.q;
  clearTimeout(pause);
  completion.close();
  follow(previous);
});

byId('facets-button').addEventListener('click', (event) => {
  const open = byId('facets').classList.toggle('open');
  event.currentTarget.setAttribute('aria-expanded', String(open));
});

byId('strategy-button').addEventListener('click', actions.strategy);
drawWelcome(actions);
drawHelp();
listenForKeys({box, open: actions.open});
box.value = state.q;
follow(null);
if (!isAsking() && !state.paper && !state.concept) box.focus();
