// What the official client makes of the gateway, as one JSON document. Settings come from the environment.
import OpenAI, { APIError, AuthenticationError, BadRequestError, NotFoundError, RateLimitError } from 'openai';

const { GATEWAY, KEY, MODEL, EMBEDDINGS, OTHER_MODEL } = process.env;
const client = new OpenAI({ baseURL: GATEWAY, apiKey: KEY, maxRetries: 0 });
const stranger = new OpenAI({ baseURL: GATEWAY, apiKey: 'cl_nobody', maxRetries: 0 });

const kinds = { AuthenticationError, BadRequestError, NotFoundError, RateLimitError, APIError };
const messages = [{ role: 'user', content: 'Once upon a time, there was a little' }];
const greedy = { model: MODEL, messages, temperature: 0, max_tokens: 30 };

/** The kind of error that an act ends with, and what it says. */
async function errorOf(act) {
  try {
    await act();
    return null;
  } catch (error) {
    const kind = Object.keys(kinds).find((name) => error instanceof kinds[name]) ?? error.constructor.name;
    return { kind, status: error.status, code: error.code, param: error.param, type: error.type };
  }
}

async function streamed() {
  const stream = await client.chat.completions.create({
    ...greedy,
    stream: true,
    stream_options: { include_usage: true },
  });
  const seen = { text: '', finish: null, usage: null };
  for await (const chunk of stream) {
    seen.text += chunk.choices[0]?.delta?.content ?? '';
    seen.finish = chunk.choices[0]?.finish_reason ?? seen.finish;
    seen.usage = chunk.usage ?? seen.usage;
  }
  return seen;
}

/** Reads one chunk and leaves; returns the receipt. */
async function left() {
  const request = { ...greedy, n: 8, temperature: 1, max_tokens: 480, stream: true };
  const { data, response } = await client.chat.completions.create(request).withResponse();
  for await (const chunk of data) {
    data.controller.abort();
    return chunk.id && response.headers.get('audit-receipt');
  }
}

/** More at once than one person's programs may have. */
async function burst() {
  const many = Array.from({ length: 40 }, () =>
    errorOf(() => client.completions.create({ model: MODEL, prompt: 'Once', n: 4, max_tokens: 400 })),
  );
  return (await Promise.all(many)).find((error) => error !== null) ?? null;
}

const models = [];
for await (const model of client.models.list()) {
  models.push(model.id);
}
const whole = await client.chat.completions.create(greedy).withResponse();
const embedded = await client.embeddings.create({ model: EMBEDDINGS, input: ['heart failure', 'invoice'] });
const plain = await client.completions.create({ model: MODEL, prompt: 'Once upon a time', temperature: 0, max_tokens: 8 });

console.log(
  JSON.stringify({
    models,
    retrieved: (await client.models.retrieve(MODEL)).id,
    text: whole.data.choices[0].message.content,
    usage: whole.data.usage,
    receipt: whole.response.headers.get('audit-receipt'),
    streamed: await streamed(),
    left: await left(),
    plain: plain.choices[0].text,
    embedding: embedded.data[1].embedding.length,
    errors: {
      authentication: await errorOf(() => stranger.models.list()),
      unknownModel: await errorOf(() => client.chat.completions.create({ ...greedy, model: OTHER_MODEL })),
      unknownStream: await errorOf(() => client.chat.completions.create({ ...greedy, model: OTHER_MODEL, stream: true })),
      badRequest: await errorOf(() => client.chat.completions.create({ ...greedy, temperature: 9 })),
      image: await errorOf(() =>
        client.chat.completions.create({
          ...greedy,
          messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.org/a.png' } }] }],
        }),
      ),
      rateLimit: await burst(),
    },
  }),
);
