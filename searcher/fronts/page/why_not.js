// Why a paper that the reader knows of is not among the results, or where among them it stands.
import * as api from './api.js';
import {h} from './dom.js';
import {failureMessage} from './messages.js';
import {requestOf} from './state.js';
import {plural} from './text.js';

function answer(why, actions) {
  const paper = (id, title) => h('button', {type: 'button', class: 'link', on: {click: () => actions.open(id)}}, title || id);
  return h('div', {class: 'why-answer'},
    why.title && h('p', {}, paper(why.paper, why.title)),
    h('p', {}, h('b', {}, why.message)),
    why.filters?.length > 0 && h('p', {class: 'fine'}, `Kept out by: ${why.filters.join('; ')}.`),
    why.nearest?.length > 0 && h('p', {class: 'fine'}, 'Spelled alike: ', why.nearest.map((id) => [paper(id), ' '])),
    why.parts?.length > 0 && h('ul', {}, why.parts.map((part) =>
      h('li', {'data-holds': part.passages > 0 ? 'yes' : 'no'}, h('code', {}, part.text), ' ',
        part.passages > 0 ? `in ${plural(part.passages, 'passage')}` : 'in no passage',
        part.remark && h('span', {class: 'fine'}, ` ${part.remark}`)))),
    why.rivals?.length > 0 && h('p', {class: 'fine'}, 'Before it: ',
      why.rivals.map((one) => [paper(one.paper.id ?? one.paper, one.paper.title), ' '])));
}

/// A line to type an id into, with the answer below. `actions`: open(paper id).
export function whyNotForm(state, actions) {
  const out = h('div', {role: 'status'});
  const field = h('input', {type: 'text', 'aria-label': 'PMCID, PMID or DOI of a paper', placeholder: 'PMCID, PMID or DOI', autocomplete: 'off', spellcheck: 'false'});
  const ask = async (event) => {
    event?.preventDefault();
    const id = field.value.trim();
    if (!id) return field.focus();
    try {
      out.replaceChildren(answer(await api.whyNot(id, requestOf(state, {})), actions));
    } catch (error) {
      out.replaceChildren(failureMessage(error, ask));
    }
  };
  return h('form', {class: 'why', on: {submit: ask}},
    h('label', {}, h('span', {class: 'fine'}, 'Is a paper missing?'), field),
    h('button', {type: 'submit', class: 'quiet'}, 'Say why'), out);
}
