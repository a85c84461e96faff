// One concept in a sheet: its names and family, what shares sentences with it, its best passages.
import {h} from './dom.js';
import {orderOf} from './facets.js';
import {count, label, liftText, marked, plural, rangesFromBytes} from './text.js';
import {sheetBar} from './sheet.js';

const namesShown = 8;
const familyShown = 12;
const neighboursShown = 3;

/// A concept without an identifier is known by its name only.
export const queryOf = (one) => (one.id.startsWith('name:') ? `"${one.name}"` : one.id);

// The first few of a list, and a button for the rest.
function folded(items, shown, draw) {
  const rest = items.slice(shown);
  if (rest.length === 0) return items.map(draw);
  const hidden = h('span', {class: 'rest', hidden: true}, rest.map(draw));
  return [items.slice(0, shown).map(draw), hidden,
          h('button', {type: 'button', class: 'link', on: {click: (event) => {
            hidden.hidden = false;
            event.currentTarget.remove();
          }}}, `and ${count(rest.length)} more`)];
}

const conceptButton = (one, actions) =>
  h('button', {type: 'button', class: 'concept-link', title: one.id,
               'aria-label': `About ${one.name}, ${plural(one.papers, 'paper')}`,
               on: {click: () => actions.concept(one.id)}},
    one.name, h('span', {class: 'papers'}, count(one.papers)));

function family(name, members, total, actions) {
  if (members.length === 0) return null;
  const beyond = total - members.length;
  return [h('p', {class: 'type'}, name),
          h('p', {class: 'names'}, folded(members, familyShown, (one) => conceptButton(one, actions)),
            beyond > 0 && h('span', {class: 'fine'}, `and ${count(beyond)} not listed`))];
}

/// A sentence with its marks, and the way to its paper.
export const quotation = (quote, actions) =>
  h('blockquote', {class: 'quote'},
    h('p', {}, marked(quote.text, rangesFromBytes(quote.text, quote.highlights))),
    h('button', {type: 'button', class: 'link', on: {click: () => actions.open(quote.paper)}},
      quote.passage || `${quote.paper}, title`));

// Above one, how many times more often together than by chance; the bar is its logarithm.
const liftPart = (lift) => Math.min(1, Math.max(0, Math.log10(Math.max(lift, 1)) / 3));

function neighbour(one, hidden, actions) {
  return h('li', {class: 'neighbour', hidden},
           h('div', {class: 'row'},
             h('button', {type: 'button', class: 'name', title: one.id, on: {click: () => actions.concept(one.id)}}, one.name),
             h('span', {class: 'fine'}, `${plural(one.papers, 'paper')}, ${plural(one.sentences, 'sentence')}`),
             h('span', {class: 'lift', vars: {'--part': liftPart(one.lift)},
                        title: 'How many times more often in one sentence than by chance'}, liftText(one.lift))),
           quotation(one.quote, actions));
}

function neighbours(type, list, actions) {
  const rows = list.map((one, i) => neighbour(one, i >= neighboursShown, actions));
  return h('section', {class: 'together', 'data-type': type}, h('h4', {}, label(type)), h('ul', {}, rows),
           rows.length > neighboursShown && h('button', {type: 'button', class: 'quiet', on: {click: (event) => {
             rows.forEach((row) => { row.hidden = false; });
             rows[neighboursShown].querySelector('button').focus();
             event.currentTarget.remove();
           }}}, `${count(rows.length - neighboursShown)} more`));
}

/// The sheet's content. `actions`: close(), query(text), concept(id), open(paper id), under(id, name),
/// isSearch(), true where there are results.
export function conceptSheet(page, actions) {
  const others = page.names.slice(1);
  const types = Object.keys(page.same_sentence).sort((a, b) => orderOf(a) - orderOf(b) || a.localeCompare(b));
  const narrower = page.own_passages !== page.passages;
  return [
    sheetBar(actions.close, 'concept',
             h('button', {type: 'button', class: 'quiet next', on: {click: () => actions.query(queryOf(page))}},
               'Search for it'),
             page.children.length > 0 && actions.isSearch() &&
               h('button', {type: 'button', class: 'quiet', on: {click: () => actions.under(page.id, page.name)}},
                 'Its kinds in the results')),
    h('article', {class: 'concept-page'},
      h('p', {class: 'kind'}, label(page.type)),
      h('h2', {tabindex: '-1', id: 'concept-title'}, page.name),
      h('p', {class: 'ids'}, page.ids.filter((id) => !id.startsWith('name:')).map((id) => [h('code', {}, id), ' '])),
      h('p', {class: 'totals'}, h('b', {}, plural(page.papers, 'paper')), `, ${plural(page.passages, 'passage')}`,
        narrower && h('span', {class: 'fine'},
          `; ${plural(page.own_papers, 'paper')}, ${plural(page.own_passages, 'passage')} without what is narrower`)),
      h('div', {class: 'concepts'},
        others.length > 0 && [h('p', {class: 'type'}, 'Also called'),
          h('p', {class: 'names plain'}, folded(others, namesShown, (name) => h('span', {class: 'form'}, name)))],
        family('Broader', page.parents, page.parents.length, actions),
        family('Narrower', page.children, page.child_count, actions),
        page.other_senses.length > 0 && [h('p', {class: 'type'}, 'Other senses'), h('p', {class: 'names'},
          page.other_senses.map((one) => h('button', {type: 'button', class: 'concept-link', title: one.id,
                                                      on: {click: () => actions.concept(one.id)}}, one.name)))]),
      types.length > 0 && h('h3', {}, 'In the same sentence'),
      types.map((type) => neighbours(type, page.same_sentence[type], actions)),
      page.hits.length > 0 && h('h3', {}, 'Best passages'),
      page.hits.map((hit) => {
        const passage = hit.passages[0];
        return h('section', {class: 'best'},
          h('h4', {}, h('button', {type: 'button', class: 'name', on: {click: () => actions.open(hit.paper.id)}}, hit.paper.title)),
          h('p', {class: 'text'}, marked(passage.text, rangesFromBytes(passage.text, passage.highlights))));
      })),
  ];
}
