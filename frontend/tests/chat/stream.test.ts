import { afterEach, describe, expect, it, vi } from 'vitest';
import { ask } from '../../src/chat/stream.ts';
import type { AnswerEvent } from '../../src/chat/types.ts';

function answerWith(chunks: readonly string[], status = 200, type = 'text/event-stream'): void {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      chunks.forEach((chunk) => controller.enqueue(new TextEncoder().encode(chunk)));
      controller.close();
    },
  });
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.resolve(new Response(body, { status, headers: { 'Content-Type': type } }))),
  );
}

async function collect(): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = [];
  for await (const event of ask('c', { text: 'q', model: 'm' }, new AbortController().signal)) {
    events.push(event);
  }
  return events;
}

afterEach(() => vi.unstubAllGlobals());

describe('The stream of an answer', () => {
  it('yields its events however the network cuts them', async () => {
    answerWith([
      'event:start\ndata:{"messageId":"m","auditReceipt":"r"}\n\nevent:tok',
      'en\ndata:{"text":"Within "}\n\nevent:later\ndata:{}\n\n',
      'event:done\ndata:{"finishReason":"stop","model":"q"}\n\n',
    ]);
    expect(await collect()).toEqual([
      { kind: 'start', messageId: 'm', auditReceipt: 'r' },
      { kind: 'token', text: 'Within ' },
      { kind: 'done', finishReason: 'stop', model: 'q' },
    ]);
  });

  it('fails where the server goes away before the end', async () => {
    answerWith(['event:token\ndata:{"text":"Within"}\n\n']);
    await expect(collect()).rejects.toMatchObject({ name: 'RequestFailed', status: 0 });
  });

  it('fails with the sentence of a refusal', async () => {
    answerWith(
      ['{"type":"urn:cloister:problem:forbidden","title":"Not permitted","status":403,"detail":"Ask your administrator."}'],
      403,
      'application/problem+json',
    );
    await expect(collect()).rejects.toMatchObject({ status: 403, detail: 'Ask your administrator.' });
  });

  it('fails with the sentence of an error event', async () => {
    answerWith(['event:error\ndata:{"title":"Not available","status":503,"detail":"Try again."}\n\n']);
    await expect(collect()).rejects.toMatchObject({ status: 503, detail: 'Try again.' });
  });

  it('asks for a new sign-in where the session has ended', async () => {
    answerWith(['{}'], 401, 'application/problem+json');
    await expect(collect()).rejects.toMatchObject({ signInNeeded: true });
  });
});
