import { asFailure, csrfHeaders, expectSuccess, unreachable } from '../shared/http.ts';

export interface TakenDocument {
  readonly id: string;
}

/** Sends one file, which is read in later, and tells how far it is, from 0 to 1. @throws RequestFailed with a sentence for the person */
export function upload(address: string, file: File, progress: (share: number) => void): Promise<TakenDocument> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${address}?wait=false`);
    request.setRequestHeader('Accept', 'application/json');
    for (const [name, value] of Object.entries(csrfHeaders())) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener('progress', (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener('error', () => reject(unreachable()));
    request.addEventListener('load', () => answer(request).then(resolve, (thrown: unknown) => reject(asFailure(thrown))));
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

async function answer(request: XMLHttpRequest): Promise<TakenDocument> {
  const response = new Response(request.responseText || null, {
    status: request.status,
    headers: { 'Content-Type': request.getResponseHeader('Content-Type') ?? '' },
  });
  return (await (await expectSuccess(response)).json()) as TakenDocument;
}

