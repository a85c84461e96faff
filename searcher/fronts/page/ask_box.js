// The search box: a line to type in, or as many lines as a pasted strategy has.
import {byId} from './dom.js';
import {unixLines} from './text.js';

const fewestRows = 2, mostRows = 8;

const hasLines = (text) => text.includes('\n');

/// `changed()` hears of typing in the line, `search(text)` of a strategy that is pasted or sent with
/// Ctrl + Enter. Gives the box: its value, which shows as one line or as several.
export function askBox({changed, search}) {
  const line = byId('q'), lines = byId('q-lines'), form = byId('ask');
  const shown = () => (lines.hidden ? line : lines);
  const fit = () => {
    lines.rows = Math.min(mostRows, Math.max(fewestRows, lines.value.split('\n').length));
  };

  function show(text) {
    const wasFocused = box.focused;
    const many = hasLines(text);
    lines.hidden = byId('q-lines-keys').hidden = !many;
    line.hidden = many;
    form.classList.toggle('many', many);
    line.value = many ? '' : text;
    lines.value = many ? text : '';
    fit();
    if (wasFocused) shown().focus();
  }

  const box = {
    line,
    get value() { return shown().value; },
    set value(text) { if (shown().value !== text) show(unixLines(text)); },
    get focused() { return document.activeElement === line || document.activeElement === lines; },
    focus: () => shown().focus(),
    select: () => shown().select(),
  };

  line.addEventListener('input', changed);
  line.addEventListener('paste', (event) => {
    const pasted = unixLines(event.clipboardData.getData('text/plain')).trim();
    if (!hasLines(pasted)) return;
    event.preventDefault();
    const before = line.value.slice(0, line.selectionStart), after = line.value.slice(line.selectionEnd);
    box.value = before + pasted + after;
    if (before.trim() === '' && after.trim() === '') search(box.value);
  });
  lines.addEventListener('input', fit);
  lines.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  return box;
}
