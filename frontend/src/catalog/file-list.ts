import { element, icon } from '../shared/dom.ts';
import { text } from '../shared/texts.ts';
import { bytesInWords } from './amounts.ts';
import type { FileProgress } from './upload.ts';

interface Row {
  readonly root: HTMLLIElement;
  readonly state: HTMLElement;
  shown: string;
}

/** The files of an upload, each with how far it is. Only what changes is written anew. */
export class FileList {
  private rows: readonly Row[] = [];

  constructor(private readonly root: HTMLElement) {}

  list(files: readonly Pick<FileProgress, 'name' | 'total'>[]): void {
    this.rows = files.map(({ name, total }) => {
      const state = element('span', { class: 'file-state' }, bytesInWords(total));
      return { root: element('li', {}, icon('file-text'), element('span', { class: 'code' }, name), state), state, shown: '' };
    });
    this.root.replaceChildren(...this.rows.map(({ root }) => root));
  }

  show(files: readonly FileProgress[]): void {
    for (const [index, file] of files.entries()) {
      const row = this.rows[index];
      const words = wordsOf(file);
      if (row && row.shown !== file.state + words) {
        row.shown = file.state + words;
        row.root.dataset['state'] = file.state;
        row.state.textContent = words;
      }
    }
  }
}

function wordsOf(file: FileProgress): string {
  switch (file.state) {
    case 'waiting':
      return bytesInWords(file.total);
    case 'sending':
      return text('catalog.script.share', Math.floor((100 * file.sent) / Math.max(1, file.total)));
    case 'sent':
      return text('catalog.script.sent');
    case 'refused':
      return file.problem;
  }
}
