// Strategies of several lines: written and edited in a dialog, counted line by line above the results.
import {h} from './dom.js';
import {count, plural} from './text.js';

/// Opens the dialog with `text` to edit; `search(text)` hears of what is to be searched.
export function editStrategy(dialog, text, search) {
  const field = h('textarea', {rows: '10', 'aria-label': 'A strategy, one line for each query', spellcheck: 'false',
                               placeholder: '1. sarcopenia OR "muscle wasting"\n2. exercise*\n3. #1 AND #2'});
  field.value = text;
  const go = () => {
    const lines = field.value.trim();
    if (!lines) return field.focus();
    dialog.close();
    search(lines);
  };
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) go();
  });
  dialog.replaceChildren(
    h('div', {class: 'sheet-bar'}, h('h2', {}, 'A strategy of several lines'),
      h('button', {type: 'button', class: 'quiet close', on: {click: () => dialog.close()}}, 'Close')),
    h('p', {class: 'fine'}, 'Number the lines; later ones may name earlier ones (#1 AND #2). Histories of PubMed and Ovid can be pasted.'),
    field,
    h('p', {class: 'offers'}, h('button', {type: 'button', class: 'button', on: {click: go}}, 'Search'),
      h('span', {class: 'fine'}, 'or Ctrl + Enter')));
  dialog.showModal();
  field.focus();
}

/// The lines, each with what it finds; nothing for a query of one line. `edit()` opens the dialog.
export function strategyLines(lines, edit) {
  if (lines.length === 0) return null;
  return h('section', {class: 'strategy-lines', 'aria-label': 'The strategy'},
    h('table', {class: 'strategy'}, h('caption', {class: 'hidden-label'}, 'The strategy, line by line'),
      h('thead', {}, h('tr', {}, ['#', 'Line', 'Papers', 'Passages'].map((name) => h('th', {scope: 'col'}, name)))),
      h('tbody', {}, lines.map((line) => h('tr', {}, h('th', {scope: 'row'}, line.number), h('td', {}, h('code', {}, line.text)),
                                           h('td', {}, count(line.papers)), h('td', {}, count(line.passages)))))),
    h('p', {}, h('button', {type: 'button', class: 'quiet', 'data-key': 'edit-strategy', on: {click: edit}},
                 `Edit ${plural(lines.length, 'line')}`)));
}
