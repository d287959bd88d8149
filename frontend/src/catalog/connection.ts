import { asFailure, type RequestFailed } from '../shared/http.ts';
import type { Pauses } from './pauses.ts';

/** Tries again for as long as it takes while the server cannot be reached. */
export class Connection {
  private readonly stopped = new AbortController();
  private breaks = 0;

  constructor(
    private readonly pauses: Pauses,
    private readonly interrupted: () => void,
  ) {}

  get signal(): AbortSignal {
    return this.stopped.signal;
  }

  async patiently<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await call();
      } catch (thrown) {
        await this.waitOut(thrown);
      }
    }
  }

  /** @throws whatever is no break, and also a break once it was stopped */
  async waitOut(thrown: unknown): Promise<void> {
    this.signal.throwIfAborted();
    const failure = asFailure(thrown);
    if (!this.isBreak(failure)) {
      throw failure;
    }
    this.interrupted();
    await this.pauses.pause(this.breaks++);
    this.signal.throwIfAborted();
  }

  /** Something went well: the next break is waited out from the shortest pause again. */
  held(): void {
    this.breaks = 0;
  }

  /** Tries again at once instead of waiting any longer. */
  hurry(): void {
    this.pauses.end();
  }

  stop(): void {
    this.stopped.abort();
    this.pauses.end();
  }

  /** Whether the same may succeed later. A conflict may: the server is still busy with the request that broke. */
  private isBreak(failure: RequestFailed): boolean {
    const passing = [0, 408, 429, 502, 503, 504];
    return passing.includes(failure.status) || (failure.status === 409 && this.breaks < passing.length);
  }
}
