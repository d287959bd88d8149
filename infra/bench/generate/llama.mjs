// llama.cpp through node-llama-cpp: some sequences in one context, each with other random tokens, greedy.
// node llama.mjs GGUF PROMPT_TOKENS NEW_TOKENS SEQUENCES THREADS VOCABULARY REPEAT
import { getLlama, LlamaLogLevel } from "node-llama-cpp";

const [file, ...numbers] = process.argv.slice(2);
const [promptTokens, newTokens, sequences, threads, vocabulary, repeat] = numbers.map(Number);

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

function median(values) {
    return values.toSorted((a, b) => a - b)[values.length >> 1];
}

async function measure() {
    const texts = await Promise.all(all.map(write));
    const start = Math.min(...texts.map((text) => text.submitted));
    const read = Math.max(...texts.map((text) => text.times[0]));
    const written = Math.max(...texts.map((text) => text.times.at(-1)));
    return {
        prefill_tokens_per_s: (1000 * sequences * promptTokens) / (read - start),
        decode_tokens_per_s: median(
            texts.map((text) => (1000 * (newTokens - 1)) / (text.times.at(-1) - text.times[0])),
        ),
        total_tokens_per_s: (1000 * sequences * newTokens) / (written - start),
    };
}

const end = performance.now() + 3000; // to warm up
do {
    await measure();
} while (performance.now() < end);
const runs = [];
for (let i = 0; i < repeat; i++) {
    runs.push(await measure());
}
const names = Object.keys(runs[0]);
console.log(JSON.stringify(Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name]))]))));
process.exit(0);
