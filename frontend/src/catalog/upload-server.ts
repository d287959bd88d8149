import { asFailure, csrfHeaders, expectSuccess, getJson, send, unreachable } from '../shared/http.ts';

/** The part of a file that one request brings. */
export interface Portion {
  readonly body: Blob;
  /** Where it begins in the file. */
  readonly from: number;
  /** Size of the whole file. */
  readonly total: number;
}

/** What an upload asks of the server. */
export interface UploadServer {
  begin(): Promise<string>;
  /** How much of each file has arrived. */
  arrived(upload: string): Promise<ReadonlyMap<string, number>>;
  put(upload: string, name: string, portion: Portion, progress: (bytes: number) => void, signal: AbortSignal): Promise<void>;
  discard(upload: string): Promise<void>;
}

const uploads = '/api/admin/model-uploads';

function address(upload: string): string {
  return `${uploads}/${encodeURIComponent(upload)}`;
}

export const uploadServer: UploadServer = {
  async begin() {
    return ((await (await send(uploads, { method: 'POST' })).json()) as { id: string }).id;
  },

  async arrived(upload) {
    const { files } = await getJson<{ files: readonly { name: string; bytes: number }[] }>(address(upload));
    return new Map(files.map((file) => [file.name, file.bytes]));
  },

  put(upload, name, portion, progress, signal) {
    return putWithProgress(`${address(upload)}/files/${encodeURIComponent(name)}`, portion, progress, signal);
  },

  async discard(upload) {
    // Also from a page that is being left.
    await send(address(upload), { method: 'DELETE', keepalive: true });
  },
};

/** Only this old interface tells how much of a body is on its way. */
function putWithProgress(path: string, portion: Portion, progress: (bytes: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    request.open('PUT', path);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    if (portion.body.size < portion.total) {
      const last = portion.from + portion.body.size - 1;
      request.setRequestHeader('Content-Range', `bytes ${portion.from}-${last}/${portion.total}`);
    }
    for (const [name, value] of Object.entries(csrfHeaders())) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener('progress', (event) => progress(event.loaded));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', stop));
    request.addEventListener('error', () => reject(unreachable()));
    request.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
    request.addEventListener('load', () => checked(request).then(resolve, (thrown: unknown) => reject(asFailure(thrown))));
    signal.addEventListener('abort', stop);
    request.send(portion.body);
  });
}

async function checked(request: XMLHttpRequest): Promise<void> {
  const body = request.status === 204 || request.status === 205 ? null : request.responseText;
  await expectSuccess(
    new Response(body, {
      status: request.status,
      headers: { 'Content-Type': request.getResponseHeader('Content-Type') ?? '' },
    }),
  );
}
