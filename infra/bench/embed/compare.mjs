// Lets Cloister and transformers.js take turns with one model folder and one file of texts.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const here = import.meta.dirname;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { texts: { type: 'string', default: '200' }, rounds: { type: 'string', default: '5' }, batch: { type: 'string' }, 'stored-weights': { type: 'boolean', default: false } },
});
const [folder, corpus] = positionals;
if (!folder || !corpus) {
  console.error('usage: node compare.mjs DIR CORPUS.jsonl [--texts 200] [--rounds 5] [--batch N] [--stored-weights]');
  process.exit(2);
}
const cloister = process.env.CLOISTER ?? join(here, '../../../cloister');
const output = (command, args) =>
  JSON.parse(execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));

const ours = (...more) =>
  output(cloister, ['bench', 'embed', folder, '--corpus', corpus, '--texts', values.texts, '--repeat', '1', '--json',
    ...(values['stored-weights'] ? ['--stored-weights'] : []), ...more]);
const theirs = (sizes, ...more) =>
  output(process.execPath, [join(here, 'peer.mjs'), folder, corpus, values.texts, String(sizes), ...more]);

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};
const lines = (file) => readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const cosine = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0) / (Math.hypot(...a) * Math.hypot(...b));

const work = mkdtempSync(join(tmpdir(), 'bench-embed-'));
try {
  const tried = theirs(values.batch ?? '1,2,4,8,16,32');
  const batch = tried.reduce((best, one) => (one.texts_per_s > best.texts_per_s ? one : best)).batch;
  const a = [];
  const b = [];
  let tokens = 0;
  for (let round = 0; round < Number(values.rounds); round++) {
    const one = ours();
    tokens = one.tokens;
    a.push(one.texts_per_s);
    b.push(theirs(batch)[0].texts_per_s);
  }
  ours('--vectors', join(work, 'a'));
  theirs(1, join(work, 'b'));
  const other = lines(join(work, 'b'));
  const cosines = lines(join(work, 'a')).map((vector, i) => cosine(vector, other[i]));
  console.log(JSON.stringify({
    texts: Number(values.texts), tokens, rounds: a.length,
    cloister_texts_per_s: median(a), transformers_js_texts_per_s: median(b), ratio: median(a) / median(b),
    transformers_js_batch: batch, least_cosine: Math.min(...cosines),
    cloister_rounds: a, transformers_js_rounds: b, transformers_js_batches: tried,
  }));
} finally {
  rmSync(work, { recursive: true });
}
