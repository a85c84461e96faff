// A sheet beside the results: one thing at a time, fetched by its id, kept while it is shown.
import {h} from './dom.js';
import {failureMessage} from './messages.js';

/// `ask(id, signal)` fetches, `draw(value)` makes the content, `closed(id)` hears of every way to close.
/// Gives show(id), which closes for an empty id, and redraw().
export function makeSheet(dialog, {ask, draw, closed}) {
  let asked = null;  // AbortController
  let id = '';       // of what is shown or on its way
  let held = null;   // {id, value}: the last that was fetched

  function drawHeld() {
    const top = dialog.scrollTop;
    dialog.replaceChildren(...draw(held.value));
    dialog.scrollTop = top;
  }

  async function show(wanted) {
    asked?.abort();
    id = wanted;
    if (!id) {
      if (dialog.open) dialog.close();
      return;
    }
    const mine = asked = new AbortController();
    if (!dialog.open || dialog.dataset.id !== id) {
      dialog.dataset.id = id;
      dialog.replaceChildren(h('p', {class: 'fine loading'}, 'Opening…'));
      dialog.scrollTop = 0;
      if (!dialog.open) dialog.showModal();
    }
    try {
      if (held?.id !== id) held = {id, value: await ask(id, mine.signal)};
      if (mine !== asked) return;
      drawHeld();
      dialog.querySelector('h2')?.focus({preventScroll: true});
    } catch (error) {
      if (error.name === 'AbortError' || mine !== asked) return;
      held = null;
      dialog.replaceChildren(failureMessage(error, () => show(wanted)),
        h('button', {type: 'button', class: 'quiet', on: {click: () => dialog.close()}}, 'Close'));
    }
  }

  dialog.addEventListener('close', () => {
    if (dialog.open) return;  // the event comes late: it was opened again meanwhile
    const was = id;
    id = '';
    asked?.abort();
    if (was) closed(was);
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();  // the backdrop
  });
  return {show, redraw: () => { if (id && held?.id === id) drawHeld(); }};
}

/// The bar at a sheet's top: `tools` at the left, the way out at the right.
export const sheetBar = (close, what, ...tools) =>
  h('div', {class: 'sheet-bar'}, tools,
    h('button', {type: 'button', class: 'quiet close', 'aria-label': `Close the ${what}`, on: {click: close}},
      'Close', h('kbd', {'aria-hidden': 'true'}, 'Esc')));
