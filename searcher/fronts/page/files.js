// Links to all hits as a file and to the account of a search.
import {longestAddress} from './api.js';
import {h} from './dom.js';
import {requestOf} from './state.js';

/// `what` is export or receipt. Where the search is too long for an address, the link is a button
/// that sends it in the body.
export function fileLink(what, state, format, look, ...content) {
  const parameters = requestOf(state, {format});
  const address = `./api/v1/${what}`;
  if (String(parameters).length <= longestAddress)
    return h('a', {class: look, href: `${address}?${parameters}`, download: true}, content);
  return h('form', {class: 'file', method: 'post', action: address},
    [...parameters].map(([name, value]) => h('input', {type: 'hidden', name, value})),
    h('button', {type: 'submit', class: look}, content));
}
