// What the keyboard does: / to the search box, j and k (or the arrows) through the results, Enter to
// open, Escape back, ? for help.
import {byId} from './dom.js';

const isWriting = (node) => node instanceof HTMLElement &&
  (node.matches('input:not([type=checkbox]), textarea, select') || node.isContentEditable);

function articles() {
  return [...document.querySelectorAll('.hit > article')];
}

function step(by) {
  const all = articles();
  if (all.length === 0) return false;
  const at = all.findIndex((one) => one.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
  if (next < 0 || next >= all.length) {
    if (next >= all.length) byId('more')?.focus();
    return true;
  }
  all[next].focus({preventScroll: true});
  all[next].scrollIntoView({block: 'nearest'});
  return true;
}

export function listenForKeys({field, open}) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector('dialog[open]')) return;  // it has keys of its own
    const active = document.activeElement;
    if (isWriting(active)) {
      if (active === field && event.key === 'ArrowDown' && step(1)) event.preventDefault();
      if (active === field && event.key === 'Escape' && field.value === '') field.blur();
      return;
    }
    const inResult = active?.closest?.('.hit > article');
    switch (event.key) {
      case '/':
        field.focus();
        field.select();
        break;
      case 'j':
        step(1);
        break;
      case 'k':
        step(-1);
        break;
      case 'ArrowDown':
        if (!inResult) return;
        step(1);
        break;
      case 'ArrowUp':
        if (!inResult) return;
        if (articles()[0] === inResult) field.focus();
        else step(-1);
        break;
      case 'Enter':
        if (!inResult || active !== inResult) return;  // a link or a button has its own
        open(inResult.parentElement.dataset.paper);
        break;
      case 'Escape':
        if (inResult) field.focus();
        else return;
        break;
      case '?':
        byId('help').showModal();
        break;
      default:
        return;
    }
    event.preventDefault();
  });
}
