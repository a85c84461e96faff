// The one place where text becomes part of the page: always as text, never as markup.

const svgNamespace = 'http://www.w3.org/2000/svg';

// Addresses may only lead to this page, to a place in it, or to an https site.
function safeAddress(address) {
  if (/^(https:\/\/|\?|#|\.\/)/.test(address)) return address;
  throw new Error(`not an address for a link: ${address}`);
}

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === 'vars') {
      for (const [variable, set] of Object.entries(value)) node.style.setProperty(variable, set);
    } else if (name === 'href') {
      node.setAttribute('href', safeAddress(value));
    } else {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  append(node, children);
  return node;
}

function append(node, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(node, child);
    else node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/// h('a', {href: '?q=x', class: 'c', on: {click: f}}, 'text', node, [more]) as an HTML element.
export function h(tag, properties, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/// The same for SVG.
export function s(tag, properties, ...children) {
  return fill(document.createElementNS(svgNamespace, tag), properties, children);
}

export const byId = (id) => document.getElementById(id);

/// A link to another site, in a tab of its own that learns nothing of this one.
export function outside(address, label, title) {
  return h('a', {href: address, target: '_blank', rel: 'noopener noreferrer', title, class: 'outside'},
           label, h('span', {'aria-hidden': 'true', class: 'arrow'}, '↗'),
           h('span', {class: 'hidden-label'}, ' (opens another site)'));
}
