// Cloister, a bare loop on ONNX Runtime, and llama.cpp, one after the other in each round; medians over the rounds.
// node compare.mjs FOLDER GGUF [--prompt-tokens 512] [--new-tokens 128] [--streams 1] [--repeat 5] [--json]
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
        "prompt-tokens": { type: "string", default: "512" },
        "new-tokens": { type: "string", default: "128" },
        streams: { type: "string", default: "1" },
        repeat: { type: "string", default: "5" },
        json: { type: "boolean", default: false },
    },
});
const [folder, gguf] = positionals.map((path) => resolve(path));
const { "prompt-tokens": promptTokens, "new-tokens": newTokens, streams } = values;
const here = import.meta.dirname;
const home = resolve(here, "../../..");
/** Measurements of each process, after its warm-up. */
const inside = "3";
const threads = String(availableParallelism());
const vocabulary = String(JSON.parse(readFileSync(join(folder, "config.json"))).vocab_size);
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";
const library = process.env.CLOISTER_LIBRARY ?? join(home, "target/app/lib");
const runtime = join(library, readdirSync(library).find((name) => /^onnxruntime-[\d.]+\.jar$/.test(name)));
const classes = mkdtempSync(join(tmpdir(), "cloister-bare-"));
execFileSync(`${java}c`, ["-cp", runtime, "-d", classes, join(here, "Bare.java")]);

const engines = {
    cloister: () =>
        JSON.parse(
            output(process.env.CLOISTER ?? join(home, "cloister"), [
                ...["bench", "generate", folder, "--json", "--repeat", inside, "--concurrency", streams],
                ...["--prompt-tokens", promptTokens, "--new-tokens", newTokens],
            ]),
        ).runs[0],
    "llama.cpp": () =>
        JSON.parse(output("node", [join(here, "llama.mjs"), gguf, promptTokens, newTokens, streams, threads, vocabulary, inside])),
};
if (streams === "1") {
    const command = ["--enable-native-access=ALL-UNNAMED", "-cp", `${classes}:${runtime}`, "Bare"];
    engines["bare loop"] = () => JSON.parse(output(java, [...command, folder, promptTokens, newTokens, threads, inside]));
}

function output(command, options) {
    return execFileSync(command, options, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim().split("\n").at(-1);
}

function median(numbers) {
    const sorted = numbers.toSorted((a, b) => a - b);
    return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

const rounds = Object.fromEntries(Object.keys(engines).map((name) => [name, []]));
for (let round = 0; round < Number(values.repeat); round++) {
    for (const [name, run] of Object.entries(engines)) {
        rounds[name].push(run());
    }
}
const figures = ["prefill_tokens_per_s", "decode_tokens_per_s", "total_tokens_per_s"];
const medians = Object.entries(rounds).map(([engine, runs]) => ({
    engine,
    ...Object.fromEntries(figures.map((figure) => [figure, Number(median(runs.map((run) => run[figure])).toFixed(1))])),
}));
if (values.json) {
    console.log(JSON.stringify({ folder, promptTokens, newTokens, streams, threads, repeat: values.repeat, medians, rounds }));
} else {
    console.table(medians);
}
