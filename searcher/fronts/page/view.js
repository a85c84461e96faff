// How results are shown: near copies under one, the first papers spread over what they say.
import {h} from './dom.js';

const choices = [['fold', 'Put near copies under one'], ['diverse', 'Spread the first papers over topics']];

/// A menu that opens over the page and closes with Escape.
export const menu = (name, kind, ...children) =>
  h('details', {class: `menu ${kind}`, on: {keydown: (event) => {
    if (event.key !== 'Escape') return;
    event.currentTarget.open = false;
    event.currentTarget.firstChild.focus();
    event.stopPropagation();
  }}}, h('summary', {class: 'quiet', 'data-key': `menu:${kind}`}, name), h('ul', {}, children));

/// `actions`: show(name, on), pairs().
export const viewMenu = (state, actions) => menu('View', 'view',
  choices.map(([name, meaning]) => h('li', {}, h('label', {class: 'switch'},
    h('input', {type: 'checkbox', checked: state[name], name, 'data-key': 'menu:view',  // the menu closes: back to its name
                on: {change: (event) => actions.show(name, event.target.checked)}}), meaning))),
  h('li', {}, h('button', {type: 'button', class: 'row', on: {click: actions.pairs}}, 'Pairs of concepts…')));
