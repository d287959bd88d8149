import { required } from '../shared/dom.ts';
import { text } from '../shared/texts.ts';
import { bytesInWords } from './amounts.ts';
import { choose, type Choice, type FoundFile } from './choice.ts';
import { filesIn, filesOf } from './dropped.ts';
import { FileList } from './file-list.ts';

/** Where a folder or an archive is dropped or picked, and what of it will be sent. */
export class ChosenView {
  private readonly drop = required<HTMLElement>('#drop');
  private readonly root = required<HTMLElement>('#chosen');
  private readonly files = new FileList(this.part('files'));

  constructor(private readonly chosen: (choice: Choice) => void) {
    this.pickWith('folder');
    this.pickWith('archive');
    // Wherever it is dropped: a browser would open what misses a small place.
    document.addEventListener('dragover', (event) => {
      event.preventDefault();
      this.drop.classList.add('drop-over');
    });
    document.addEventListener('dragleave', (event) => event.relatedTarget === null && this.drop.classList.remove('drop-over'));
    document.addEventListener('drop', (event) => {
      event.preventDefault();
      this.drop.classList.remove('drop-over');
      if (event.dataTransfer) {
        void filesOf(event.dataTransfer).then((found) => this.take(found));
      }
    });
  }

  private pickWith(kind: 'folder' | 'archive'): void {
    const field = required<HTMLInputElement>(`#${kind}`);
    required<HTMLButtonElement>(`#choose-${kind}`).addEventListener('click', () => field.click());
    field.addEventListener('change', () => {
      const found = filesIn(field);
      field.value = ''; // so that the same may be picked again
      this.take(found);
    });
  }

  private take(found: readonly FoundFile[]): void {
    const choice = choose(found);
    required<HTMLInputElement>('[name="place"][value="COMPUTER"]').checked = true;
    this.part('title').textContent = choice.title;
    this.part('amount').textContent =
      choice.files.length === 0
        ? text('catalog.script.nothing')
        : text('catalog.script.chosen', choice.files.length, bytesInWords(choice.bytes));
    this.files.list(choice.files.map(({ name, body }) => ({ name, total: body.size })));
    this.part('left-out').hidden = choice.leftOut.length === 0;
    this.part('left-out').textContent = text('catalog.script.left-out', choice.leftOut.map(({ name }) => name).join(', '));
    this.root.hidden = false;
    this.chosen(choice);
  }

  private part(name: string): HTMLElement {
    return required<HTMLElement>(`[data-part="${name}"]`, this.root);
  }
}
