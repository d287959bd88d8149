// llama.cpp through node-llama-cpp: some sequences in one context, each with other random tokens, greedy.
// node llama.mjs GGUF PROMPT_TOKENS NEW_TOKENS SEQUENCES THREADS VOCABULARY
import { getLlama, LlamaLogLevel } from "node-llama-cpp";

const [file, ...numbers] = process.argv.slice(2);
const [promptTokens, newTokens, sequences, threads, vocabulary] = numbers.map(Number);

const llama = await getLlama({ gpu: false, build: "never", maxThreads: threads, logLevel: LlamaLogLevel.error });
const model = await llama.loadModel({ modelPath: file });
const context = await model.createContext({
    contextSize: promptTokens + newTokens + 8,
    sequences,
    batchSize: 512,
    threads: { ideal: threads, min: threads },
});
const all = Array.from({ length: sequences }, () => context.getSequence());

async function write(sequence) {
    await sequence.clearHistory();
    const prompt = Array.from({ length: promptTokens }, () => Math.floor(Math.random() * vocabulary));
    const submitted = performance.now();
    const times = [];
    for await (const _ of sequence.evaluate(prompt, { temperature: 0, yieldEogToken: true })) {
        times.push(performance.now());
        if (times.length === newTokens) {
            break;
        }
    }
    return { submitted, times };
}

await Promise.all(all.map(write)); // warm-up
const texts = await Promise.all(all.map(write));
const start = Math.min(...texts.map((text) => text.submitted));
const read = Math.max(...texts.map((text) => text.times[0]));
const written = Math.max(...texts.map((text) => text.times.at(-1)));
const speeds = texts.map((text) => (1000 * (newTokens - 1)) / (text.times.at(-1) - text.times[0])).sort((a, b) => a - b);
console.log(
    JSON.stringify({
        prefill_tokens_per_s: (1000 * sequences * promptTokens) / (read - start),
        decode_tokens_per_s: speeds[speeds.length >> 1],
        total_tokens_per_s: (1000 * sequences * newTokens) / (written - start),
    }),
);
process.exit(0);
