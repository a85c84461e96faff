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

export function listenForKeys({box, open}) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector('dialog[open]')) return;  // it has keys of its own
    const active = document.activeElement;
    if (isWriting(active)) {
      if (active === box.line && event.key === 'ArrowDown' && step(1)) event.preventDefault();
      if (active === box.line && event.key === 'Escape' && box.value === '') box.line.blur();
      return;
    }
    const inResult = active?.closest?.('.hit > article');
    switch (event.key) {
      case '/':
        box.focus();
        box.select();
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
        if (articles()[0] === inResult) box.focus();
        else step(-1);
        break;
      case 'Enter':
        if (!inResult || active !== inResult) return;  // a link or a button has its own
        open(inResult.parentElement.dataset.paper);
        break;
      case 'Escape':
        if (inResult) box.focus();
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
