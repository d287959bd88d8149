import { describe, expect, it, vi } from 'vitest';
import { ModelUpload } from '../../src/catalog/upload.ts';
import type { Portion, UploadServer } from '../../src/catalog/upload-server.ts';
import { Pauses } from '../../src/catalog/pauses.ts';
import { RequestFailed, unreachable } from '../../src/shared/http.ts';

const quick = (): Pauses => new Pauses(0);

function file(name: string, bytes: number): { name: string; body: File } {
  return { name, body: new File([new Uint8Array(bytes)], name) };
}

/** Keeps what arrives, and fails as told before it does. */
class ServerInMemory implements UploadServer {
  readonly kept = new Map<string, number>();
  readonly portions: { name: string; from: number; size: number; total: number }[] = [];
  readonly failures: (() => unknown)[] = [];
  discarded: string[] = [];
  begun = 0;

  begin(): Promise<string> {
    this.begun += 1;
    return Promise.resolve(`upload-${this.begun}`);
  }

  arrived(): Promise<ReadonlyMap<string, number>> {
    return this.failNow() ?? Promise.resolve(new Map(this.kept));
  }

  put(_: string, name: string, { body, from, total }: Portion, progress: (bytes: number) => void, signal: AbortSignal): Promise<void> {
    this.portions.push({ name, from, size: body.size, total });
    progress(body.size / 2);
    const failure = this.failNow();
    if (failure) {
      this.kept.set(name, from + Math.floor(body.size / 2));
      return failure;
    }
    if (signal.aborted) {
      return Promise.reject(new DOMException('', 'AbortError'));
    }
    this.kept.set(name, from + body.size);
    return Promise.resolve();
  }

  discard(upload: string): Promise<void> {
    this.discarded.push(upload);
    return Promise.resolve();
  }

  private failNow(): Promise<never> | undefined {
    const thrown = this.failures.shift()?.();
    return thrown === undefined ? undefined : Promise.reject(thrown as Error);
  }
}

const refused = (status: number, detail: string): RequestFailed => new RequestFailed(status, 'about:blank', 'Refused', detail);

describe('An upload', () => {
  it('sends file after file and is complete', async () => {
    const server = new ServerInMemory();
    const upload = new ModelUpload([file('config.json', 10), file('model.safetensors', 40)], server, quick(), () => undefined);
    expect(await upload.run()).toBe('upload-1');
    expect(upload.phase).toBe('complete');
    expect(server.portions).toEqual([
      { name: 'config.json', from: 0, size: 10, total: 10 },
      { name: 'model.safetensors', from: 0, size: 40, total: 40 },
    ]);
    expect(upload.sent).toBe(50);
  });

  it('sends a large file in portions', async () => {
    const server = new ServerInMemory();
    const bytes = 65 * 1024 * 1024;
    await new ModelUpload([file('model.safetensors', bytes)], server, quick(), () => undefined).run();
    expect(server.portions.map(({ from, size }) => [from, size])).toEqual([
      [0, 64 * 1024 * 1024],
      [64 * 1024 * 1024, 1024 * 1024],
    ]);
  });

  it('goes on where the connection broke', async () => {
    const server = new ServerInMemory();
    server.failures.push(unreachable);
    const phases = new Set<string>();
    const upload = new ModelUpload([file('model.safetensors', 40)], server, quick(), ({ phase }) => phases.add(phase));
    expect(await upload.run()).toBe('upload-1');
    expect(server.portions.map(({ from, size }) => [from, size])).toEqual([
      [0, 40],
      [20, 20],
    ]);
    expect(phases).toContain('interrupted');
  });

  it('waits out a break that also hides how much is there', async () => {
    const server = new ServerInMemory();
    server.failures.push(unreachable, unreachable, () => refused(503, 'Not ready.'), unreachable);
    const upload = new ModelUpload([file('model.safetensors', 40)], server, quick(), () => undefined);
    expect(await upload.run()).toBe('upload-1');
    expect(server.kept.get('model.safetensors')).toBe(40);
  });

  it('does not send again what arrived although the answer was lost', async () => {
    const server = new ServerInMemory();
    server.put = (_, name, { body }) => {
      server.kept.set(name, body.size);
      server.portions.push({ name, from: 0, size: body.size, total: body.size });
      return Promise.reject(unreachable());
    };
    const upload = new ModelUpload([file('config.json', 10)], server, quick(), () => undefined);
    expect(await upload.run()).toBe('upload-1');
    expect(server.portions).toHaveLength(1);
  });

  it('asks anew where the server is still busy with the request that broke', async () => {
    const server = new ServerInMemory();
    server.failures.push(() => refused(409, 'This is not where the file ends.'));
    const upload = new ModelUpload([file('model.safetensors', 40)], server, quick(), () => undefined);
    expect(await upload.run()).toBe('upload-1');
    expect(server.portions.at(-1)).toMatchObject({ from: 20 });
  });

  it('keeps no other file out for one that is refused, and tries only that one again', async () => {
    const server = new ServerInMemory();
    server.failures.push(() => refused(400, 'This file is not wanted.'));
    const upload = new ModelUpload([file('odd.bin', 8), file('config.json', 10)], server, quick(), () => undefined);
    expect(await upload.run()).toBeUndefined();
    expect(upload.phase).toBe('halted');
    expect(upload.files.map(({ state, problem }) => [state, problem])).toEqual([
      ['refused', 'This file is not wanted.'],
      ['sent', ''],
    ]);
    expect(await upload.run()).toBe('upload-1');
    expect(server.portions.map(({ name }) => name)).toEqual(['odd.bin', 'config.json', 'odd.bin']);
  });

  it('says of a file that cannot be read any more what to do', async () => {
    const server = new ServerInMemory();
    server.failures.push(unreachable);
    const gone = file('model.safetensors', 40);
    vi.spyOn(FileReader.prototype, 'readAsArrayBuffer').mockImplementationOnce(function (this: FileReader) {
      this.dispatchEvent(new ProgressEvent('error'));
    });
    const upload = new ModelUpload([gone], server, quick(), () => undefined);
    expect(await upload.run()).toBeUndefined();
    expect(upload.files[0]).toMatchObject({ state: 'refused', problem: 'catalog.script.unreadable' });
  });

  it('halts for a person who was signed out, and goes on afterwards', async () => {
    const server = new ServerInMemory();
    server.failures.push(() => refused(401, 'Your session has ended.'));
    const upload = new ModelUpload([file('model.safetensors', 40)], server, quick(), () => undefined);
    expect(await upload.run()).toBeUndefined();
    expect([upload.phase, upload.problem]).toEqual(['halted', 'catalog.script.signed-out']);
    expect(await upload.run()).toBe('upload-1');
    expect(server.portions.map(({ from }) => from)).toEqual([0, 20]);
  });

  it('begins anew where the server has cleared it up', async () => {
    const server = new ServerInMemory();
    server.failures.push(() => refused(404, 'There is no such upload.'));
    const upload = new ModelUpload([file('config.json', 10)], server, quick(), () => undefined);
    expect(await upload.run()).toBeUndefined();
    server.kept.clear();
    expect(await upload.run()).toBe('upload-2');
  });

  it('can be cancelled while it sends, and throws away what arrived', async () => {
    const server = new ServerInMemory();
    const upload: ModelUpload = new ModelUpload([file('model.safetensors', 40)], server, quick(), ({ phase, sent }) => {
      if (phase === 'sending' && sent === 20) {
        void upload.cancel();
      }
    });
    expect(await upload.run()).toBeUndefined();
    expect(upload.phase).toBe('cancelled');
    expect(server.discarded).toEqual(['upload-1']);
  });

  it('can be cancelled while it waits for the connection', async () => {
    const server = new ServerInMemory();
    server.failures.push(unreachable);
    const upload: ModelUpload = new ModelUpload([file('model.safetensors', 40)], server, new Pauses(60_000), ({ phase }) => {
      if (phase === 'interrupted') {
        queueMicrotask(() => void upload.cancel());
      }
    });
    expect(await upload.run()).toBeUndefined();
    expect(upload.phase).toBe('cancelled');
  });

  it('tries at once when told to hurry', async () => {
    const server = new ServerInMemory();
    server.failures.push(unreachable);
    const upload: ModelUpload = new ModelUpload([file('model.safetensors', 40)], server, new Pauses(60_000), ({ phase }) => {
      if (phase === 'interrupted') {
        queueMicrotask(() => upload.hurry());
      }
    });
    expect(await upload.run()).toBe('upload-1');
  });
});
