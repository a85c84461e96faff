// Text as the service counts it (UTF-8 bytes) and as the browser does (UTF-16 units).
import {h} from './dom.js';

/// [[begin, end]…] in bytes of UTF-8 to the same in UTF-16 units, ordered, joined where they meet, and
/// clamped to the text.
export function rangesFromBytes(text, ranges) {
  const ordered = ranges.filter(([begin, end]) => begin < end).sort((a, b) => a[0] - b[0]);
  const wanted = [...new Set(ordered.flat())].sort((a, b) => a - b);
  const at = new Map();
  let bytes = 0;
  let units = 0;
  let next = 0;
  for (const character of text) {
    while (next < wanted.length && wanted[next] <= bytes) at.set(wanted[next++], units);
    if (next === wanted.length) break;
    const code = character.codePointAt(0);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    units += character.length;
  }
  while (next < wanted.length) at.set(wanted[next++], text.length);
  const out = [];
  for (const [begin, end] of ordered) {
    const range = [at.get(begin), at.get(end)];
    const last = out.at(-1);
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else if (range[0] < range[1]) out.push(range);
  }
  return out;
}

/// The bytes [begin, end) of `text`, and what stands before and after.
export function splitAtBytes(text, begin, end) {
  const [[from, to] = [0, 0]] = rangesFromBytes(text, [[begin, end]]);
  return [text.slice(0, from), text.slice(from, to), text.slice(to)];
}

/// `text` between two places, with the ranges marked: children for h().
export function marked(text, ranges, from = 0, to = text.length) {
  const out = [];
  let at = from;
  for (const [begin, end] of ranges) {
    if (end <= from || begin >= to) continue;
    out.push(text.slice(at, Math.max(begin, from)));
    out.push(h('mark', {}, text.slice(Math.max(begin, from), Math.min(end, to))));
    at = Math.min(end, to);
  }
  out.push(text.slice(at, to));
  return out;
}

/// The run of whole sentences, of about `size` units, that holds the most of the ranges: [from, to].
export function bestWindow(text, ranges, size) {
  if (text.length <= size * 1.25) return [0, text.length];
  const starts = [0];
  for (const match of text.matchAll(/[.!?][)\]”"’]*\s+(?=[\p{Lu}\p{N}“"(])/gu)) {
    starts.push(match.index + match[0].length);
  }
  starts.push(text.length);
  let best = [0, starts[1]];
  let bestValue = -1;
  for (let i = 0; i + 1 < starts.length; ++i) {
    let j = i + 1;
    while (j + 1 < starts.length && starts[j + 1] - starts[i] <= size) ++j;
    const inside = ranges.filter(([begin, end]) => begin >= starts[i] && end <= starts[j]);
    const different = new Set(inside.map(([begin, end]) => text.slice(begin, end).toLowerCase()));
    const value = different.size * 10 + inside.length + (i === 0 ? 0.5 : 0);
    if (value > bestValue) {
      bestValue = value;
      best = [starts[i], starts[j]];
    }
  }
  // One sentence may be longer than the window by itself: keep what surrounds its first mark.
  if (best[1] - best[0] > size * 1.5) {
    const first = ranges.find(([begin]) => begin >= best[0]);
    const middle = first ? first[0] : best[0];
    const from = Math.max(best[0], text.lastIndexOf(' ', Math.max(0, middle - size / 2)) + 1);
    const cut = text.indexOf(' ', from + size);
    best = [from, Math.min(best[1], cut < 0 ? text.length : cut)];
  }
  return best;
}

export const count = (number) => number.toLocaleString('en');
/// How many times more often than by chance: ×2.5, ×31.
export const liftText = (lift) => `×${lift < 10 ? lift.toFixed(1) : count(Math.round(lift))}`;
export const plural = (number, one, many = `${one}s`) =>
  `${count(number)} ${number === 1 ? one : many}`;
/// "key_points" -> "Key points".
export const label = (name) => {
  const spaced = name.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/// With \n alone at the ends of lines.
export const unixLines = (text) => text.replace(/\r\n?/g, '\n');
