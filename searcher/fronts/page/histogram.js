// Papers by year, as bars to click or to draw a range over; two fields do the same by keyboard.
import {h, s} from './dom.js';
import {plural} from './text.js';

const width = 240;
const height = 56;
const widestBar = 20;

/// `values`: the year facet; `choose(from, to)` sets the range, nulls for none.
export function yearHistogram(values, state, choose) {
  const papers = new Map(values.map((value) => [Number(value.id), value.papers])
                               .filter(([year]) => year > 0));
  if (papers.size === 0 && state.from === null && state.to === null) return null;
  const known = [...papers.keys(), state.from, state.to].filter((year) => year);
  const first = Math.min(...known);
  const last = Math.max(...known);
  const span = last - first + 1;
  const most = Math.max(1, ...papers.values());
  const step = Math.min(width / span, widestBar);
  const chosen = (year, from = state.from, to = state.to) =>
    (from !== null || to !== null) && (from === null || year >= from) && (to === null || year <= to);

  const bars = [];
  for (let year = first; year <= last; ++year) {
    const number = papers.get(year) || 0;
    const tall = number === 0 ? 0 : Math.max(2, Math.round(height * number / most));
    const x = (year - first) * step;
    const gap = Math.min(2, step * 0.2);
    bars.push(s('g', {class: chosen(year) ? 'bar on' : 'bar', 'data-year': year},
                s('rect', {class: 'hit-area', x, y: 0, width: step, height}),
                s('rect', {class: 'ink', x: x + gap / 2, y: height - tall, width: Math.max(1, step - gap),
                           height: tall, rx: Math.min(1.5, step / 4)}),
                s('title', {}, `${year}: ${plural(number, 'paper')}`)));
  }
  const svg = s('svg', {class: state.from === null && state.to === null ? 'years' : 'years ranged', viewBox: `0 0 ${width} ${height + 1}`, role: 'img',
                        preserveAspectRatio: 'none',
                        'aria-label': `Papers by year, ${first} to ${last}; the fields below choose a range`},
                bars, s('line', {x1: 0, x2: width, y1: height + 0.5, y2: height + 0.5, class: 'ground'}));
  listenForRange(svg, first, last, step, bars, chosen, choose);

  const from = yearField('From', state.from, first);
  const to = yearField('To', state.to, last);
  const apply = () => {
    const read = (field) => (/^\d{4}$/.test(field.value) ? Number(field.value) : null);
    const ends = [read(from), read(to)];
    if (ends[0] !== null && ends[1] !== null && ends[0] > ends[1]) ends.reverse();
    choose(...ends);
  };
  return h('fieldset', {class: 'facet', 'data-facet': 'year'},
           h('legend', {}, 'Year'), svg,
           h('form', {class: 'year-fields', on: {submit: (event) => {
             event.preventDefault();
             apply();
           }, change: apply}},
             from, h('span', {'aria-hidden': 'true'}, '–'), to,
             (state.from !== null || state.to !== null) &&
               h('button', {type: 'button', class: 'quiet', on: {click: () => choose(null, null)}}, 'All')));
}

const yearField = (name, value, hint) =>
  h('input', {type: 'text', inputmode: 'numeric', maxlength: 4, pattern: '[0-9]{4}', size: 4,
              'aria-label': `${name} year`, placeholder: hint, value: value ?? '',
              'data-key': `year:${name}`});

// A press and a release, on the same bar or on another.
function listenForRange(svg, first, last, step, bars, chosen, choose) {
  const yearAt = (event) => {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * width;
    return Math.min(last, Math.max(first, first + Math.floor(x / step)));
  };
  let pressed = null;
  const show = (from, to) => bars.forEach((bar) => {
    const year = Number(bar.getAttribute('data-year'));
    bar.setAttribute('class', chosen(year, from, to) ? 'bar on' : 'bar');
  });
  svg.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    pressed = yearAt(event);
    svg.setPointerCapture(event.pointerId);
    svg.classList.add('ranged');
    show(pressed, pressed);
    event.preventDefault();
  });
  svg.addEventListener('pointermove', (event) => {
    if (pressed === null) return;
    const now = yearAt(event);
    show(Math.min(pressed, now), Math.max(pressed, now));
  });
  svg.addEventListener('pointerup', (event) => {
    if (pressed === null) return;
    const now = yearAt(event);
    choose(Math.min(pressed, now), Math.max(pressed, now));
    pressed = null;
  });
  svg.addEventListener('pointercancel', () => { pressed = null; });
}
