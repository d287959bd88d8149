import { getJson } from '../shared/http.ts';
import { text } from '../shared/texts.ts';

interface FileUnderWay {
  readonly id: string;
  readonly state: string;
  readonly problem: string | null;
  readonly progress: { readonly passagesDone: number; readonly passagesTotal: number } | null;
}

const first = 500;
const longest = 8000;

/** Keeps the rows of files that are read in as the server knows them, asking more rarely the longer nothing changes. */
export class Following {
  private running = false;
  private pause = first;

  /** @param ended called when no file that was followed is under way any more */
  constructor(
    private readonly address: string,
    private readonly list: HTMLElement,
    private readonly ended: () => void,
  ) {}

  async follow(): Promise<void> {
    this.pause = first;
    if (this.running) {
      return;
    }
    this.running = true;
    while (this.needed) {
      await new Promise((resolve) => setTimeout(resolve, this.pause));
      const files = await getJson<FileUnderWay[]>(this.address).catch(() => undefined);
      this.pause = files && this.show(files) ? first : Math.min(this.pause * 1.5, longest);
    }
    this.running = false;
    this.ended();
  }

  get needed(): boolean {
    return this.open().length > 0;
  }

  private open(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>('li[data-document]')].filter(
      (row) => !['READY', 'FAILED', 'WAITING'].includes(row.dataset['state'] ?? ''),
    );
  }

  private show(files: readonly FileUnderWay[]): boolean {
    return this.open()
      .map((row) => showIn(row, files.find((file) => file.id === row.dataset['document'])))
      .some(Boolean);
  }
}

/** A file that is no longer under way has become a document. Returns whether the row changed. */
function showIn(row: HTMLElement, file: FileUnderWay | undefined): boolean {
  const state = row.querySelector('.upload-state');
  const before = state?.textContent;
  row.dataset['state'] = file?.state ?? 'READY';
  row.classList.toggle('upload-failed', file?.state === 'FAILED');
  if (state) {
    state.textContent = wording(file);
  }
  return before !== state?.textContent;
}

function wording(file: FileUnderWay | undefined): string {
  switch (file?.state) {
    case undefined:
      return text('knowledge.script.ready');
    case 'EMBEDDING':
      return text('knowledge.script.embedding', file?.progress?.passagesDone ?? 0, file?.progress?.passagesTotal ?? 0);
    case 'FAILED':
      return file?.problem ?? text('knowledge.script.failed');
    default:
      return text(`knowledge.script.${(file?.state ?? '').toLowerCase()}`);
  }
}
