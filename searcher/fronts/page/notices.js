// What the service says of a query: what it left out, and what it read as something else.
import {h} from './dom.js';
import {splitAtBytes} from './text.js';

// These say how signs were read; several of them are one thing to know.
const readings = ['syntax', 'prefix', 'pubmed'];
const mostReadings = 2;  // that stand open

/// Notices, each with the part of the query that it speaks of; many readings of signs are folded up,
/// and what a word may have meant can be put in its place. `actions`: query(text).
export function noticeList(response, actions) {
  if (response.notices.length === 0) return null;
  const item = (notice) => {
    const part = notice.end > notice.begin ? splitAtBytes(response.query, notice.begin, notice.end)[1] : '';
    const quoted = part && part.length <= 60 && part !== response.query && !notice.message.includes(part);
    const [before, , after] = splitAtBytes(response.query, notice.begin, notice.end);
    return h('li', {'data-kind': notice.kind}, quoted && [h('q', {}, part), ' '], notice.message,
             notice.offers?.length > 0 && h('span', {class: 'replacements'}, notice.offers.map((word) =>
               h('button', {type: 'button', class: 'link', on: {click: () => actions.query(before + word + after)}}, `Search ${word}`))));
  };
  const isReading = (notice) => readings.includes(notice.kind);
  const read = response.notices.filter(isReading);
  const folded = read.length > mostReadings;
  return h('ul', {class: 'notices'},
    (folded ? response.notices.filter((notice) => !isReading(notice)) : response.notices).map(item),
    folded && h('li', {class: 'folded'}, h('details', {}, h('summary', {}, `${read.length} signs, and how they were read`), h('ul', {}, read.map(item)))));
}
