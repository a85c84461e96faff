// The account of a search that a systematic review prints: what PRISMA-S asks for, as plain text.
import {yearText} from './state.js';
import {count, plural} from './text.js';

/// Database, date, strategy and counts. `now` is a Date.
export function searchReport(response, state, now) {
  const {receipt} = response;
  const lines = [
    'Search report (PRISMA-S)',
    '',
    `Searched with     Osteon, an index on one's own computer; revision ${receipt.revision}`,
    `Date of search    ${now.toISOString().slice(0, 10)}`,
    `Vocabulary        ${receipt.vocabulary_fingerprint || 'none'}`,
    `Analyser          ${receipt.analyzer_fingerprint}`,
    `Query as typed    ${response.query}`,
    `As understood     ${receipt.interpretation}`,
    `Other names       ${state.expand ? 'included, with narrower concepts' : 'not included'}`,
  ];
  const year = yearText(state);
  if (year) lines.push(`Years             ${year}`);
  for (const [facet, value] of state.filters) lines.push(`Filter            ${facet}: ${value}`);
  lines.push('', 'Strategy, line by line');
  receipt.items.forEach((item, i) => {
    const total = `${plural(item.papers, 'paper')}, ${plural(item.passages, 'passage')}`;
    lines.push(`  ${i + 1}  ${item.text}    ${total}`);
    if (item.sense) lines.push(`       read as ${item.sense} (${item.type}; ${item.ids.join(', ')})`);
    if (item.forms.length > 0) lines.push(`       also ${item.forms.join('; ')}`);
    if (item.explosion > 0) lines.push(`       with ${plural(item.explosion, 'narrower concept')}`);
    if (item.sense) lines.push(`       ${count(item.literal_passages)} passages by the words typed alone`);
  });
  for (const notice of response.notices) lines.push('', `Notice: ${notice.message}`);
  lines.push('', `Result            ${plural(response.total_papers, 'paper')}, ${plural(response.total_passages, 'passage')}`);
  return `${lines.join('\n')}\n`;
}
