// How the query was understood: every word with its sense, its names and its counts, each of which
// the reader can switch off.
import {h} from './dom.js';
import {fileLink} from './files.js';
import {count, plural, splitAtBytes} from './text.js';

const formsShown = 24;

// The query with one part replaced. Bytes, because that is how the service counts.
function replaced(query, item, by) {
  const [before, , after] = splitAtBytes(query, item.begin, item.end);
  return before + by + after;
}

const isQuoted = (text) => /^".*"$/.test(text.trim());
const widens = (item) => item.sense !== '' && !isQuoted(item.text);
/// Quoted text is never expanded, so quotes switch a concept off.
const literal = (query, item) => replaced(query, item, `"${item.text.replaceAll('"', '')}"`);
const unquoted = (query, item) => replaced(query, item, item.text.trim().slice(1, -1));

function chip(item, query, actions) {
  if (!widens(item)) {
    return h('span', {class: 'chip'}, item.text,
             isQuoted(item.text) && h('button', {
               type: 'button', title: 'Search other names of this as well',
               'aria-label': `Search other names of ${item.text} as well`,
               on: {click: () => actions.query(unquoted(query, item))},
             }, '+ names'));
  }
  return h('span', {class: 'chip concept'},
           h('button', {type: 'button', class: 'sense', title: `About ${item.sense}`,
                        on: {click: () => actions.concept(item.ids[0])}}, item.sense), item.type && h('span', {class: 'type'}, item.type),
           h('button', {
             type: 'button', class: 'off', title: `Search only the words “${item.text}”`,
             'aria-label': `Search only the words “${item.text}”, no other names`,
             on: {click: () => actions.query(literal(query, item))},
           }, '×'));
}

function fact(name, ...value) {
  return [h('dt', {}, name), h('dd', {}, ...value)];
}

function itemCard(item, query, actions) {
  const others = Math.max(0, item.passages - item.literal_passages);
  return h('div', {class: 'item'},
           h('h4', {}, `“${item.text.replace(/^"|"$/g, '')}”`),
           h('dl', {},
             item.sense && fact('Read as', h('b', {}, item.sense), item.type && ` (${item.type})`),
             item.ids.length > 0 && fact('Identifiers', item.ids.map((id) => [h('code', {}, id), ' '])),
             item.forms.length > 0 && fact('Also matched', formList(item)),
             item.explosion > 0 && fact('Narrower concepts', `${count(item.explosion)} included `,
               h('button', {type: 'button', class: 'link', 'aria-label': `Leave out what is narrower than ${item.sense}`,
                            on: {click: () => actions.query(replaced(query, item, `noexp:(${item.text})`))}}, 'leave out')),
             fact('Found in', `${plural(item.papers, 'paper')}, ${plural(item.passages, 'passage')}`,
                  item.sense && others > 0 &&
                    ` — ${count(item.literal_passages)} by the words typed, ${count(others)} by other names`),
             item.alternatives.length > 0 && fact('Other senses', item.alternatives.map((other) => [
               h('button', {type: 'button', class: 'link', title: other.id,
                            on: {click: () => actions.query(replaced(query, item, other.id))}},
                 other.name), ' ']))));
}

// Each form with what it finds by itself, where that has been counted: most first, and those that find
// nothing folded up, since a vocabulary has many of them.
function formList(item) {
  const passages = new Map((item.form_counts || []).map((one) => [one.form, one.passages]));
  const found = (form) => passages.get(form) ?? 1;
  const forms = [...item.forms].sort((a, b) => (passages.get(b) ?? 0) - (passages.get(a) ?? 0));
  const useful = forms.filter((form) => found(form) > 0), idle = forms.filter((form) => found(form) === 0);
  const shown = useful.slice(0, formsShown);
  const hidden = useful.length - shown.length;
  return [shown.map((form, i) => [i > 0 && ' · ', form,
            passages.has(form) && h('span', {class: 'papers'}, ` ${count(passages.get(form))}`)]),
          hidden > 0 && ` · and ${count(hidden)} more`,
          idle.length > 0 && h('details', {class: 'idle'}, h('summary', {}, `${plural(idle.length, 'name')} in no passage`), idle.join(' · '))];
}

const files = (state) => h('p', {class: 'files'},
  fileLink('receipt', state, 'markdown', 'button', 'Search report'),
  fileLink('receipt', state, 'json', 'button', 'Save the receipt'));

/// The row of chips with its report below. `open` and `actions.openReceipt(bool)` keep the report as
/// the reader left it; actions.query(text) searches anew; actions.expand(bool) turns all names on or off.
export function understoodRow(response, state, actions, open) {
  const receipt = response.receipt;
  if (!receipt || receipt.items.length === 0) return null;
  const query = response.query;
  const body = h('div', {class: 'receipt', id: 'receipt', hidden: !open},
                 h('p', {class: 'interpretation'}, h('code', {}, receipt.interpretation)),
                 h('div', {class: 'items'}, receipt.items.map((item) => itemCard(item, query, actions))),
                 files(state),
                 h('p', {class: 'fine'}, `Index revision ${receipt.revision}`,
                   receipt.vocabulary_fingerprint && ` · vocabulary ${receipt.vocabulary_fingerprint.slice(0, 12)}`,
                   receipt.analyzer_fingerprint && ` · analyser ${receipt.analyzer_fingerprint.slice(0, 12)}`));
  const button = h('button', {
    type: 'button', class: 'quiet', 'aria-expanded': String(open), 'aria-controls': 'receipt', 'data-key': 'receipt',
    on: {click: () => {
      body.hidden = !body.hidden;
      button.setAttribute('aria-expanded', String(!body.hidden));
      actions.openReceipt(!body.hidden);
    }},
  }, 'How this was searched');
  const widened = receipt.items.some(widens) || !state.expand;
  return h('section', {class: 'understood', 'aria-label': 'How the query was understood'},
           h('div', {class: 'row'}, h('span', {class: 'lead-in'}, 'Understood as'),
             receipt.items.map((item) => chip(item, query, actions))),
           h('div', {class: 'row choices'},
             widened && h('label', {class: 'switch'},
                          h('input', {type: 'checkbox', checked: state.expand, 'data-key': 'expand',
                                      on: {change: (event) => actions.expand(event.target.checked)}}),
                          'Other names and narrower concepts'), button),
           body);
}

/// Concepts that the papers found are about more than others are. `actions`: concept(id).
export function relatedRow(related, actions) {
  if (!related || related.length === 0) return null;
  return h('p', {class: 'related'}, h('span', {class: 'lead-in'}, 'Often in these papers'),
           related.map((one) => h('button', {type: 'button', class: 'concept-link', title: `${one.lift.toFixed(1)} times as often as in the whole index`,
                                             'aria-label': `About ${one.name}`,
                                             on: {click: () => actions.concept(one.id)}},
             one.name)));
}

/// The id of the concept that a highlighted text stands for in this search; '' if that is not plain.
export function conceptOf(text, receipt) {
  const senses = (receipt?.items || []).filter((item) => item.sense !== '' && item.ids.length > 0);
  const folded = text.toLowerCase();
  const named = senses.find((item) => [item.text, item.sense, ...item.forms].some((form) => form.toLowerCase() === folded));
  return (named ?? (senses.length === 1 && receipt.items.length === 1 ? senses[0] : null))?.ids[0] ?? '';
}
