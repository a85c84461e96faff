// Asks the service. A failure is an Error with the service's own words, whatever went wrong.

export class Failure extends Error {
  constructor(message, code, status) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export const longestAddress = 6000;  // bytes; the service reads some 8,000

/// What is too long for an address goes in the body.
function fetchAnswer(address, parameters, signal) {
  const text = String(parameters ?? '');
  const headers = {Accept: 'application/json'};
  return text.length > longestAddress
    ? fetch(address, {method: 'POST', body: new URLSearchParams(text), signal, headers})
    : fetch(text ? `${address}?${text}` : address, {signal, headers});
}

async function ask(address, parameters, signal) {
  let response;
  try {
    response = await fetchAnswer(address, parameters, signal);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Failure('Osteon does not answer. Is it still running?', 'unreachable', 0);
  }
  let body = null;
  try {
    body = await response.json();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
  }
  if (!response.ok) {
    const told = body && body.error;
    throw new Failure(told ? told.message : `The service answered ${response.status}.`,
                      told ? told.code : 'unknown', response.status);
  }
  if (!body) throw new Failure('The answer could not be read.', 'unreadable', response.status);
  return body;
}

export const search = (parameters, signal) => ask('./api/v1/search', parameters, signal);
export const paper = (id, signal) => ask(`./api/v1/paper/${encodeURIComponent(id)}`, null, signal);
export const concept = (id, signal) => ask(`./api/v1/concept/${encodeURIComponent(id)}`, null, signal);
export const complete = (prefix, limit, signal) =>
  ask('./api/v1/complete', new URLSearchParams({q: prefix, limit}), signal);
export const statistics = (signal) => ask('./api/v1/stats', null, signal);
export const whyNot = (id, parameters, signal) => ask(`./api/v1/why-not/${encodeURIComponent(id)}`, parameters, signal);
export const pairs = (parameters, signal) => ask('./api/v1/pairs', parameters, signal);
