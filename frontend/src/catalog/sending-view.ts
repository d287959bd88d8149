import { announce } from '../shared/clipboard.ts';
import { notice, required } from '../shared/dom.ts';
import { text } from '../shared/texts.ts';
import { bytesInWords, secondsInWords } from './amounts.ts';
import { FileList } from './file-list.ts';
import { Pace } from './pace.ts';
import type { ModelUpload, Phase } from './upload.ts';

/** What is on its way: how far, how fast, how long still, and what keeps it up. */
export class SendingView {
  private readonly root = required<HTMLElement>('#sending');
  private readonly title = required<HTMLElement>('#sending-title');
  private readonly bar = required<HTMLProgressElement>('#sending-bar');
  private readonly again = required<HTMLButtonElement>('#sending-again');
  private readonly now = required<HTMLButtonElement>('#sending-now');
  private readonly files = new FileList(this.part('files'));
  private pace = new Pace();
  private phase: Phase | undefined;
  private pending = 0;

  on(act: 'again' | 'now' | 'cancel', listener: () => void): void {
    required<HTMLButtonElement>(`#sending-${act}`).addEventListener('click', listener);
  }

  open(title: string, upload: ModelUpload): void {
    this.title.textContent = text('catalog.script.sending', title);
    this.pace = new Pace();
    this.phase = undefined;
    this.files.list(upload.files);
    this.show(upload);
    this.root.hidden = false;
    this.title.focus();
  }

  close(): void {
    cancelAnimationFrame(this.pending);
    this.root.hidden = true;
  }

  /** As often as one likes: it is drawn once a frame. */
  show(upload: ModelUpload): void {
    cancelAnimationFrame(this.pending);
    this.pending = requestAnimationFrame(() => this.draw(upload));
  }

  private draw(upload: ModelUpload): void {
    const { sent, total, phase } = upload;
    if (phase === 'sending') {
      this.pace.note(performance.now(), sent);
    } else {
      this.pace.restart();
    }
    const share = total === 0 ? 1 : sent / total;
    this.bar.value = share;
    this.part('share').textContent = text('catalog.script.share', Math.floor(100 * share));
    this.part('amount').textContent = text('catalog.script.amount', bytesInWords(sent), bytesInWords(total));
    const { rate } = this.pace;
    const left = this.pace.secondsLeft(total);
    this.part('rate').textContent = rate === undefined ? '' : bytesInWords(rate, true);
    this.part('left').textContent = left === undefined ? '' : text('catalog.script.left', secondsInWords(left));
    this.files.show(upload.files);
    if (phase !== this.phase) {
      this.phase = phase;
      this.turn(upload);
    }
  }

  /** What changes with the phase only; also said aloud. */
  private turn({ phase, problem }: ModelUpload): void {
    this.again.hidden = phase !== 'halted';
    this.now.hidden = phase !== 'interrupted';
    const sentence =
      phase === 'interrupted'
        ? notice('warn', text('catalog.script.interrupted'), text('catalog.script.interrupted-detail'))
        : phase === 'halted'
          ? notice('bad', text('catalog.script.halted'), problem)
          : undefined;
    this.part('notice').replaceChildren(...(sentence ? [sentence] : []));
    announce(sentence?.textContent ?? (phase === 'complete' ? text('catalog.script.complete') : this.title.textContent));
    if (phase === 'halted') {
      this.again.focus();
    }
  }

  private part(name: string): HTMLElement {
    return required<HTMLElement>(`[data-part="${name}"]`, this.root);
  }
}
