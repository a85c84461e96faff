// What a typed beginning may become: concepts and titles of this index, below the search box.
import * as api from './api.js';
import {h} from './dom.js';
import {count, plural} from './text.js';

const pause = 120;       // milliseconds without a key
const shortest = 2;      // letters
const longest = 100;
const most = 6;          // of each kind

/// The part of a query that is being typed: behind the last operator, bracket or field. '' in a
/// phrase, where nothing is completed.
export function typedPart(text) {
  if ((text.match(/"/g) || []).length % 2 === 1) return '';
  return /^(?:.*(?:\b(?:AND|OR|NOT|NEAR\/\d+)\s|[()":]))?\s*(.*)$/s.exec(text)[1];
}

// A name with marks that a query takes for its own is given by its id.
const asQuery = (one) => (/^[\p{L}\p{N}\s,'’-]+$/u.test(one.text) ? one.text : one.id);

/// The name with what was typed of it in bold.
function shownText(text, part) {
  const at = text.toLowerCase().indexOf(part.toLowerCase());
  if (at < 0) return text;
  return [text.slice(0, at), h('b', {}, text.slice(at, at + part.length)), text.slice(at + part.length)];
}

/// Below `field`, in `list`. `choose(query)` takes a whole new query, `open(id)` shows a paper. Gives
/// close().
export function listenForCompletion(field, list, {choose, open}) {
  let waiting = 0;
  let asked = null;   // AbortController
  let options = [];   // {one, node}
  let at = -1;        // the option that the arrows are on

  function close() {
    clearTimeout(waiting);
    asked?.abort();
    asked = null;
    options = [];
    at = -1;
    list.hidden = true;
    list.replaceChildren();
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  }

  function take({one, part}) {
    const before = field.value.slice(0, field.value.length - part.length);
    close();
    if (one.kind === 'title') open(one.id);
    else choose(before + asQuery(one));
  }

  // Through all options, and back to what was typed.
  function move(by) {
    options[at]?.node.setAttribute('aria-selected', 'false');
    const places = options.length + 1;
    at = (at + 1 + by + places) % places - 1;
    const node = options[at]?.node;
    if (!node) return field.removeAttribute('aria-activedescendant');
    node.setAttribute('aria-selected', 'true');
    node.scrollIntoView({block: 'nearest'});
    field.setAttribute('aria-activedescendant', node.id);
  }

  function draw(completions, part) {
    options = completions.map((one, i) => {
      const option = {one, part};
      option.node = h('li', {role: 'option', id: `completion-${i}`, 'aria-selected': 'false', 'data-kind': one.kind,
                             on: {mousedown: (event) => event.preventDefault(), click: () => take(option)}},
        h('span', {class: 'name'}, shownText(one.text, part)),
        h('span', {class: 'fine'}, one.kind === 'title' ? 'paper' : [one.type, ' · ', h('span', {title: plural(one.papers, 'paper')}, count(one.papers))]));
      return option;
    });
    at = -1;
    list.replaceChildren(...options.map((option) => option.node));
    list.hidden = options.length === 0;
    field.setAttribute('aria-expanded', String(options.length > 0));
  }

  async function ask() {
    const typed = typedPart(field.value);
    const mine = asked = new AbortController();
    // All that was typed may be one name; where it is not, its last word may begin one.
    for (const part of new Set([typed, typed.split(/\s+/).at(-1)])) {
      if (part.length < shortest || part.length > longest) continue;
      try {
        const {completions} = await api.complete(part, most, mine.signal);
        if (mine !== asked || document.activeElement !== field) return;
        if (completions.length === 0) continue;
        return draw(completions, part);
      } catch {
        return;  // completing is a help: where it fails, nothing is said
      }
    }
    if (mine === asked) close();
  }

  field.addEventListener('input', () => {
    clearTimeout(waiting);
    const typing = field.selectionStart === field.value.length && typedPart(field.value).length >= shortest;
    if (typing) waiting = setTimeout(ask, pause);
    else close();
  });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && at >= 0) take(options[at]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {close};
}
