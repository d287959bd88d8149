import { element, icon } from '../shared/dom.ts';
import { text } from '../shared/texts.ts';

/** One file of the list below the upload field: its name, how far it is, and what came of it. */
export class UploadRow {
  readonly root: HTMLLIElement;
  private readonly state = element('span', { class: 'upload-state' });
  private readonly bar: HTMLProgressElement;

  constructor(name: string) {
    this.bar = element('progress', { max: '1', value: '0', 'aria-label': text('knowledge.script.progress', name) });
    this.root = element('li', {}, icon('file-text'), element('b', {}, name), this.state, this.bar);
  }

  progress(share: number): void {
    this.bar.value = share;
    this.state.textContent =
      share < 1 ? text('knowledge.script.sending', Math.round(share * 100)) : text('knowledge.script.reading');
  }

  /** From now on the row follows the file of that id. */
  taken(id: string): void {
    this.bar.remove();
    this.root.dataset['document'] = id;
    this.state.textContent = text('knowledge.script.queued');
  }

  fail(sentence: string): void {
    this.bar.remove();
    this.root.classList.add('upload-failed');
    this.root.querySelector('.icon')?.replaceWith(icon('circle-alert'));
    this.state.textContent = sentence;
  }
}
