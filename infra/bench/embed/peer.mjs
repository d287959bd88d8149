// transformers.js: embeds the texts of a file and prints how many a second, for each batch size.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { env, pipeline } from '@huggingface/transformers';

const [folder, corpus, count, sizes, vectorsFile] = process.argv.slice(2);
const model = resolve(folder);
env.allowRemoteModels = false;
env.localModelPath = dirname(model) + '/';

const modes = JSON.parse(readFileSync(model + '/1_Pooling/config.json', 'utf8'));
const pooling = modes.pooling_mode_cls_token ? 'cls' : 'mean';
const texts = readFileSync(corpus, 'utf8').split('\n').filter(Boolean).slice(0, Number(count)).map((line) => JSON.parse(line).text);
const embed = await pipeline('feature-extraction', basename(model), { dtype: 'fp32', subfolder: '', device: 'cpu' });

async function pass(size) {
  const vectors = [];
  const start = performance.now();
  for (let i = 0; i < texts.length; i += size) {
    const batch = await embed(texts.slice(i, i + size), { pooling, normalize: true });
    vectors.push(...batch.tolist());
  }
  return { vectors, seconds: (performance.now() - start) / 1000 };
}

const result = [];
for (const size of sizes.split(',').map(Number)) {
  if (result.length === 0) await pass(size); // warms up
  const { vectors, seconds } = await pass(size);
  result.push({ batch: size, texts_per_s: texts.length / seconds });
  if (vectorsFile) writeFileSync(vectorsFile, vectors.map((vector) => JSON.stringify(vector)).join('\n') + '\n');
}
console.log(JSON.stringify(result));
