import { text } from './texts.ts';

/** A refusal or failure, with a title and a sentence that can be shown as they are. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';

  constructor(
    /** HTTP status, or 0 where the server could not be reached. */
    readonly status: number,
    readonly type: string,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail);
  }

  get signInNeeded(): boolean {
    return this.status === 401;
  }
}

interface ProblemDocument {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly status?: number;
}

/** Reads an RFC 9457 document; also the data of an `error` event. */
export function failureFrom(problem: ProblemDocument, status = problem.status ?? 500): RequestFailed {
  return new RequestFailed(
    status,
    problem.type ?? 'about:blank',
    problem.title ?? text('platform.script.failed'),
    problem.detail ?? text('platform.script.failed-detail'),
  );
}

export function csrfHeaders(): Record<string, string> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="_csrf"]')?.content;
  return token ? { 'X-CSRF-TOKEN': token } : {};
}

/** Takes over the token of whoever signed in again in another window. @throws RequestFailed where nobody has */
export async function renewToken(): Promise<void> {
  const page = await (await send(location.pathname, { headers: { Accept: 'text/html' } })).text();
  const fresh = new DOMParser().parseFromString(page, 'text/html').querySelector<HTMLMetaElement>('meta[name="_csrf"]');
  const known = document.querySelector<HTMLMetaElement>('meta[name="_csrf"]');
  if (fresh && known) {
    known.content = fresh.content;
  }
}

function signedOut(response: Response): boolean {
  return response.status === 401 || (response.redirected && new URL(response.url).pathname === '/login');
}

/** @throws RequestFailed for any answer that is not a success */
export async function expectSuccess(response: Response): Promise<Response> {
  if (signedOut(response)) {
    throw new RequestFailed(
      401,
      'urn:cloister:problem:sign-in-required',
      text('platform.script.signed-out'),
      text('platform.script.signed-out-detail'),
    );
  }
  if (!response.ok) {
    const isProblem = response.headers.get('Content-Type')?.includes('json') ?? false;
    const problem = isProblem ? ((await response.json().catch(() => ({}))) as ProblemDocument) : {};
    throw failureFrom(problem, response.status);
  }
  return response;
}

/** Sends a request to this origin. @throws RequestFailed also where the server does not answer at all */
export async function send(path: string, init: RequestInit & { readonly json?: unknown } = {}): Promise<Response> {
  const { json, ...rest } = init;
  const headers = new Headers({ Accept: 'application/json', ...csrfHeaders() });
  new Headers(rest.headers).forEach((value, key) => headers.set(key, value));
  if (json !== undefined) {
    headers.set('Content-Type', 'application/json');
    rest.body = JSON.stringify(json);
  }
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...rest, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    throw unreachable();
  }
  return expectSuccess(response);
}

export function unreachable(): RequestFailed {
  return new RequestFailed(
    0,
    'urn:cloister:problem:unreachable',
    text('platform.script.unreachable'),
    text('platform.script.unreachable-detail'),
  );
}

export async function getJson<T>(path: string): Promise<T> {
  return (await (await send(path)).json()) as T;
}

/** Any thrown thing as something that can be shown. */
export function asFailure(thrown: unknown): RequestFailed {
  return thrown instanceof RequestFailed ? thrown : failureFrom({}, 500);
}
