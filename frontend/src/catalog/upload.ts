import { asFailure } from '../shared/http.ts';
import { text } from '../shared/texts.ts';
import type { ChosenFile } from './choice.ts';
import { Connection } from './connection.ts';
import type { Pauses } from './pauses.ts';
import { readable } from './readable.ts';
import type { UploadServer } from './upload-server.ts';

/** One request brings at most this much: a break costs little, and no proxy sees a body of many gigabytes. */
const portionBytes = 64 * 1024 * 1024;

export type Phase = 'sending' | 'interrupted' | 'halted' | 'complete' | 'cancelled';

export interface FileProgress {
  readonly name: string;
  readonly total: number;
  sent: number;
  state: 'waiting' | 'sending' | 'sent' | 'refused';
  /** Why it was refused. */
  problem: string;
}

/**
 * Brings files to the server one after the other. A broken connection is waited out, however long it takes, and the
 * file goes on where it stopped; a refusal of one file keeps no other out.
 */
export class ModelUpload {
  phase: Phase = 'sending';
  /** Why it halted: nothing can go on before a person has done something. */
  problem = '';
  readonly files: readonly FileProgress[];
  private id: string | undefined;
  private readonly connection: Connection;

  constructor(
    private readonly chosen: readonly ChosenFile[],
    private readonly server: UploadServer,
    pauses: Pauses,
    private readonly changed: (upload: ModelUpload) => void,
  ) {
    this.files = chosen.map(({ name, body }) => ({ name, total: body.size, sent: 0, state: 'waiting', problem: '' }));
    this.connection = new Connection(pauses, () => this.become('interrupted'));
  }

  get sent(): number {
    return this.files.reduce((sum, file) => sum + file.sent, 0);
  }

  get total(): number {
    return this.files.reduce((sum, file) => sum + file.total, 0);
  }

  /** Sends what has not been sent; call it again to go on after it halted. @returns the upload, where all is there */
  async run(): Promise<string | undefined> {
    this.become('sending');
    try {
      const id = this.id ?? (await this.connection.patiently(() => this.server.begin()));
      if (this.id) {
        await this.synchronise(id);
      }
      this.id = id;
      for (const [index, { body }] of this.chosen.entries()) {
        await this.bring(id, this.files[index] as FileProgress, body);
      }
      const complete = this.files.every((file) => file.state === 'sent');
      this.become(complete ? 'complete' : 'halted', complete ? '' : text('catalog.script.refused'));
      return complete ? id : undefined;
    } catch (thrown) {
      if (!this.connection.signal.aborted) {
        this.halt(thrown);
      }
      return undefined;
    }
  }

  /** Ends it and throws away what has arrived. */
  async cancel(): Promise<void> {
    this.connection.stop();
    this.become('cancelled');
    if (this.id) {
      await this.server.discard(this.id).catch(() => undefined); // the server clears up what nobody goes on with
    }
  }

  /** Tries again at once instead of waiting any longer. */
  hurry(): void {
    this.connection.hurry();
  }

  private async bring(id: string, file: FileProgress, body: Blob): Promise<void> {
    while (file.state !== 'sent') {
      file.state = 'sending';
      file.problem = '';
      const part = body.slice(file.sent, file.sent + portionBytes);
      try {
        await this.put(id, file, part);
      } catch (thrown) {
        if (concernsAll(thrown)) {
          throw thrown;
        }
        try {
          await readable(part);
          await this.connection.waitOut(thrown);
        } catch (final) {
          this.connection.signal.throwIfAborted();
          return this.refuse(file, asFailure(final).detail);
        }
        await this.synchronise(id);
      }
    }
  }

  private async put(id: string, file: FileProgress, part: Blob): Promise<void> {
    const from = file.sent;
    const moved = (bytes: number): void => {
      file.sent = Math.min(from + bytes, file.total);
      this.changed(this);
    };
    await this.server.put(id, file.name, { body: part, from, total: file.total }, moved, this.connection.signal);
    this.connection.held();
    file.state = from + part.size === file.total ? 'sent' : 'sending';
    moved(part.size);
  }

  /** Takes the server's word for how much of each file is there. */
  private async synchronise(id: string): Promise<void> {
    const arrived = await this.connection.patiently(() => this.server.arrived(id));
    for (const file of this.files) {
      file.sent = Math.min(arrived.get(file.name) ?? 0, file.total);
      const there = file.sent === file.total && (file.total > 0 || file.state === 'sent');
      file.state = there ? 'sent' : 'waiting';
    }
    this.become('sending');
  }

  private refuse(file: FileProgress, problem: string): void {
    Object.assign(file, { state: 'refused', problem, sent: 0 });
    this.changed(this);
  }

  private halt(thrown: unknown): void {
    const failure = asFailure(thrown);
    if (failure.status === 404) {
      // The server knows nothing of it any more: it begins anew.
      this.id = undefined;
      this.files.forEach((file) => Object.assign(file, { sent: 0, state: 'waiting' }));
    }
    this.become('halted', failure.signInNeeded ? text('catalog.script.signed-out') : failure.detail);
  }

  private become(phase: Phase, problem = ''): void {
    this.phase = phase;
    this.problem = problem;
    this.changed(this);
  }
}

/** The person is no longer signed in, or the server knows nothing of the upload. */
function concernsAll(thrown: unknown): boolean {
  return [401, 404].includes(asFailure(thrown).status);
}
