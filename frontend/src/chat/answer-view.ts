import { element, icon, notice, required } from '../shared/dom.ts';
import type { RequestFailed } from '../shared/http.ts';
import { text } from '../shared/texts.ts';
import { citationButton, placeMarkers } from './markers.ts';
import { renderMarkdown } from './markdown.ts';
import type { Citation, FinishReason } from './types.ts';

/** One answer of the thread, made from the page's template and filled as the words arrive. */
export class AnswerView {
  readonly root: HTMLElement;
  private readonly citations = new Map<number, Citation>();
  private source = '';
  private pending = 0;

  constructor(
    template: HTMLTemplateElement,
    model: string,
    private readonly changed: (plain: string, finished: boolean) => void = () => undefined,
  ) {
    this.root = required<HTMLElement>('li', template.content.cloneNode(true) as DocumentFragment);
    this.part('model').textContent = model;
  }

  append(token: string): void {
    this.source += token;
    this.schedule();
  }

  replace(all: string): void {
    this.source = all;
    this.schedule();
  }

  cite(citation: Citation): void {
    this.citations.set(citation.index, citation);
    this.schedule();
  }

  citation(index: number): Citation | undefined {
    return this.citations.get(index);
  }

  receipt(id: string): void {
    if (id) {
      const button = this.part('receipt');
      button.dataset['copy'] = id;
      button.title = id;
      button.hidden = false;
    }
  }

  /** Tells what a question was taken to mean, where that is more than its own words. */
  lookedFor(full: string): void {
    const line = this.part('looked-for');
    line.textContent = text('chat.script.looked-for', full);
    line.hidden = false;
  }

  finish(reason: FinishReason | 'stopped'): void {
    this.settle();
    if (reason === 'no_answer') {
      this.root.classList.add('message-unanswered');
      this.say(notice('quiet', text('chat.script.no-answer'), text('chat.script.no-answer-detail')));
      this.part('text').hidden = true;
    } else if (reason === 'stopped') {
      this.badge(this.source ? 'chat.script.stopped' : 'chat.script.stopped-early');
    } else if (reason === 'aborted') {
      this.say(notice('warn', text('chat.script.aborted'), text('chat.script.aborted-detail')));
    } else if (reason === 'length') {
      this.badge('chat.script.length');
    }
    this.changed(this.plain(), true);
  }

  fail(failure: RequestFailed, again?: () => void): void {
    this.settle();
    const more = failure.signInNeeded
      ? element('p', {}, element('a', { class: 'button button-small', href: '/login?expired' }, text('chat.script.sign-in')))
      : again && this.againButton(again);
    const lost = failure.status === 0 && this.source !== '';
    this.say(
      notice(
        failure.status === 403 || failure.signInNeeded ? 'warn' : 'bad',
        lost ? text('chat.script.lost') : failure.title,
        lost ? text('chat.script.lost-detail') : failure.detail,
        more,
      ),
    );
    this.changed(`${failure.title}. ${failure.detail}`, true);
  }

  /** The words with a list of their sources, as one would paste them into a letter. */
  copyable(): string {
    const sources = [...this.citations.values()]
      .sort((a, b) => a.index - b.index)
      .map((one) => `[${one.index}] ${one.title}${one.page === null ? '' : `, ${text('chat.script.page', one.page)}`}`);
    return sources.length > 0 ? `${this.source.trim()}\n\n${sources.join('\n')}` : this.source.trim();
  }

  private plain(): string {
    return renderMarkdown(this.source).textContent?.replace(/\s*\[\d+\]/g, '') ?? '';
  }

  private schedule(): void {
    this.pending ||= requestAnimationFrame(() => {
      this.pending = 0;
      this.render();
      this.changed(this.plain(), false);
    });
  }

  private settle(): void {
    cancelAnimationFrame(this.pending);
    this.pending = 0;
    this.render();
    this.part('waiting').hidden = true;
    this.part('foot').hidden = this.source === '';
    this.root.setAttribute('aria-busy', 'false');
  }

  private render(): void {
    const body = renderMarkdown(this.source);
    placeMarkers(body, this.citations);
    this.part('text').replaceChildren(body);
    this.part('waiting').hidden = this.source !== '';
    const list = this.part('sources');
    list.hidden = this.citations.size === 0 || this.source === '';
    list.replaceChildren(
      ...[...this.citations.values()].sort((a, b) => a.index - b.index).map((one) => this.sourceRow(one)),
    );
  }

  private sourceRow(citation: Citation): HTMLElement {
    const button = citationButton(citation);
    button.className = 'source';
    button.removeAttribute('aria-label'); // its words say it all
    button.replaceChildren(
      element('span', { class: 'cite-number' }, String(citation.index)),
      element('span', {}, citation.title),
    );
    if (citation.page !== null) {
      button.append(element('small', {}, text('chat.script.page', citation.page)));
    }
    return element('li', {}, button);
  }

  private say(sentence: HTMLElement): void {
    this.part('notice').replaceChildren(sentence);
  }

  private badge(key: string): void {
    const badge = this.part('state');
    badge.textContent = text(key);
    badge.hidden = false;
  }

  private againButton(again: () => void): HTMLElement {
    const button = element('button', { type: 'button', class: 'button button-small' }, icon('history'), text('chat.script.again'));
    button.addEventListener('click', () => {
      button.disabled = true;
      again();
    });
    return element('p', {}, button);
  }

  private part(name: string): HTMLElement {
    return required<HTMLElement>(`[data-part="${name}"]`, this.root);
  }
}
