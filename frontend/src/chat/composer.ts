import { required } from '../shared/dom.ts';
import { text } from '../shared/texts.ts';
import { keepDraft, readDraft } from './draft.ts';
import type { Model } from './types.ts';

const rememberedModel = 'cloister.model';

/** Where questions are typed, the model is chosen, and an answer is stopped. */
export class Composer {
  private readonly form = required<HTMLFormElement>('#composer');
  private readonly field = required<HTMLTextAreaElement>('#question', this.form);
  private readonly picker = required<HTMLSelectElement>('#model', this.form);
  private readonly summary = required<HTMLElement>('#model-summary', this.form);
  private readonly sendButton = required<HTMLButtonElement>('#send', this.form);
  private readonly stopButton = required<HTMLButtonElement>('#stop', this.form);
  private models: readonly Model[] = [];
  private busy = false;
  /** Sent before the models were known; goes out with them. */
  private waiting = false;

  constructor(
    private readonly asked: (question: string, model: Model) => void,
    private readonly stopped: () => void,
  ) {
    this.field.value = readDraft();
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener('input', () => {
      keepDraft(this.field.value);
      this.refresh();
    });
    this.field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.submit();
      }
    });
    this.stopButton.addEventListener('click', () => this.stopped());
    this.picker.addEventListener('change', () => this.chosen());
    this.refresh();
  }

  offer(models: readonly Model[], preferred: string | null): void {
    this.models = models;
    this.picker.replaceChildren(...models.map((model) => new Option(model.title, model.id)));
    const wanted = [preferred, localStorage.getItem(rememberedModel)];
    const match = wanted
      .map((one) => models.find((model) => one !== null && [model.id, model.name, model.title].includes(one)))
      .find((model) => model !== undefined);
    this.picker.value = (match ?? models.find((model) => model.grounded) ?? models[0])?.id ?? '';
    this.picker.disabled = models.length === 0;
    this.field.disabled = models.length === 0;
    this.describe();
    this.refresh();
    if (this.waiting) {
      this.submit();
    }
  }

  setBusy(busy: boolean): void {
    this.busy = busy;
    this.sendButton.hidden = busy;
    this.stopButton.hidden = !busy;
    this.refresh();
  }

  get isBusy(): boolean {
    return this.busy;
  }

  /** Puts words into the field; where they hold the gap `…`, the gap is selected to be typed over. */
  suggest(words: string): void {
    this.field.value = words;
    const gap = words.indexOf('…');
    this.field.focus();
    this.field.setSelectionRange(gap < 0 ? words.length : gap, gap < 0 ? words.length : gap + 1);
    keepDraft(words);
    this.refresh();
  }

  restore(words: string): void {
    if (!this.field.value.trim()) {
      this.field.value = words;
    }
    keepDraft(this.field.value);
    this.refresh();
  }

  /** What is typed now is the draft; the question before it is answered. */
  keep(): void {
    keepDraft(this.field.value);
  }

  focus(): void {
    this.field.focus();
  }

  get model(): Model | undefined {
    return this.models.find((model) => model.id === this.picker.value);
  }

  private submit(): void {
    const question = this.field.value.trim();
    const model = this.model;
    this.waiting = question !== '' && !this.picker.options.length;
    if (question && model && !this.busy) {
      this.field.value = '';
      this.refresh();
      this.asked(question, model);
    }
  }

  private chosen(): void {
    localStorage.setItem(rememberedModel, this.picker.value);
    this.describe();
  }

  private describe(): void {
    this.summary.textContent = this.model?.summary ?? text('chat.script.no-model');
  }

  private refresh(): void {
    this.sendButton.disabled = this.models.length === 0 || !this.field.value.trim();
  }
}
