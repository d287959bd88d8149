import { element, required } from '../shared/dom.ts';
import { AnswerView } from './answer-view.ts';
import { Speech } from './speech.ts';
import type { Message } from './types.ts';

const ends = { complete: 'stop', unanswered: 'no_answer', stopped: 'stopped', failed: 'aborted' } as const;

/** The questions and answers of the open conversation, in the order in which they were given. */
export class Thread {
  private readonly scroller = required<HTMLElement>('#thread');
  private readonly list = required<HTMLElement>('#messages');
  private readonly welcome = required<HTMLElement>('#welcome');
  private readonly template = required<HTMLTemplateElement>('#answer-template');
  private readonly speech = new Speech(required<HTMLElement>('#answer-live'));
  private readonly views = new WeakMap<Element, AnswerView>();

  /** Shows what was said earlier. */
  load(messages: readonly Message[]): void {
    this.list.replaceChildren();
    for (const message of messages) {
      if (message.role === 'user') {
        this.addQuestion(message.text);
      } else {
        const view = this.addView(new AnswerView(this.template, message.model ?? ''));
        message.citations.forEach((citation) => view.cite(citation));
        view.replace(message.text);
        view.finish(ends[message.state]);
      }
    }
    this.scrollToEnd();
  }

  addQuestion(words: string): void {
    this.welcome.hidden = true;
    this.list.append(element('li', { class: 'message message-user' }, element('p', {}, words)));
    this.scrollToEnd();
  }

  /** A new answer that is read aloud as it grows and followed by the eye while the reader is at the end. */
  addAnswer(model: string): AnswerView {
    this.speech.restart();
    const view = new AnswerView(this.template, model, (plain, finished) => {
      this.speech.update(plain, finished);
      if (this.nearEnd()) {
        this.scrollToEnd();
      }
    });
    return this.addView(view);
  }

  viewOf(inside: Element): AnswerView | undefined {
    const message = inside.closest('.message');
    return message ? this.views.get(message) : undefined;
  }

  showNotice(sentence: HTMLElement): void {
    this.welcome.hidden = true;
    this.list.append(element('li', { class: 'message' }, sentence));
  }

  private addView(view: AnswerView): AnswerView {
    this.views.set(view.root, view);
    this.list.append(view.root);
    this.scrollToEnd();
    return view;
  }

  private nearEnd(): boolean {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < 160;
  }

  private scrollToEnd(): void {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}
