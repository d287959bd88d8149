import { EventSourceParserStream } from 'eventsource-parser/stream';
import { failureFrom, send, unreachable } from '../shared/http.ts';
import type { AnswerEvent, Citation, FinishReason } from './types.ts';

/**
 * Asks a question and yields the answer as it arrives. Ends after `done`.
 *
 * @throws RequestFailed for a refusal, for an `error` event, and where the server goes away before `done`
 * @throws DOMException `AbortError` once the signal is raised
 */
export async function* ask(
  conversation: string,
  question: { readonly text: string; readonly model: string },
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  const response = await send(`/api/conversations/${encodeURIComponent(conversation)}/messages`, {
    method: 'POST',
    json: question,
    headers: { Accept: 'text/event-stream' },
    signal,
  });
  if (!response.body) {
    throw unreachable();
  }
  const reader = response.body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>)
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw error instanceof DOMException && error.name === 'AbortError' ? error : unreachable();
      });
      if (done) {
        throw unreachable();
      }
      const event = readEvent(value.event ?? 'message', value.data);
      if (event) {
        yield event;
      }
      if (event?.kind === 'done') {
        return;
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** Unknown kinds are passed over, so that a newer server can say more. */
export function readEvent(kind: string, data: string): AnswerEvent | undefined {
  const value = JSON.parse(data) as Record<string, unknown>;
  switch (kind) {
    case 'start':
      return {
        kind,
        messageId: String(value['messageId']),
        auditReceipt: String(value['auditReceipt'] ?? ''),
        ...(typeof value['lookedFor'] === 'string' && { lookedFor: value['lookedFor'] }),
      };
    case 'citation':
      return { kind, citation: value as unknown as Citation };
    case 'token':
    case 'replace':
      return { kind, text: String(value['text'] ?? '') };
    case 'done':
      return { kind, finishReason: value['finishReason'] as FinishReason, model: String(value['model'] ?? '') };
    case 'error':
      throw failureFrom(value);
    default:
      return undefined;
  }
}

