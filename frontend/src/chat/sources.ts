import { element, notice, required } from '../shared/dom.ts';
import { asFailure, getJson } from '../shared/http.ts';
import { text } from '../shared/texts.ts';
import { layOut, type Stretch } from './passages.ts';
import type { Citation, Passage } from './types.ts';

/** The panel beside the answer that shows a citation where it stands in its document. A sheet on phones. */
export class SourcesPanel {
  private readonly root = required<HTMLElement>('#sources');
  private readonly title = required<HTMLElement>('#sources-title', this.root);
  private readonly place = required<HTMLElement>('#sources-place', this.root);
  private readonly body = required<HTMLElement>('#sources-body', this.root);
  private readonly original = required<HTMLAnchorElement>('#sources-original', this.root);
  private readonly reader = required<HTMLAnchorElement>('#sources-reader', this.root);
  private readonly known = new Map<string, Promise<readonly Passage[]>>();
  private opener: HTMLElement | undefined;
  private shown: Citation | undefined;

  constructor() {
    required<HTMLButtonElement>('#sources-close', this.root).addEventListener('click', () => this.close());
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.close();
      }
    });
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  async open(citation: Citation, opener: HTMLElement): Promise<void> {
    this.opener?.removeAttribute('aria-current');
    this.opener = opener;
    opener.setAttribute('aria-current', 'true');
    this.shown = citation;
    this.title.textContent = citation.title;
    this.place.textContent = citation.page === null ? '' : text('chat.script.page', citation.page);
    const document = `/documents/${encodeURIComponent(citation.documentId)}`;
    this.original.href = `/api${document}/content`;
    this.reader.href = document;
    this.body.replaceChildren(element('p', { class: 'faint' }, text('chat.script.loading')));
    this.root.hidden = false;
    required<HTMLElement>('#sources-title', this.root).focus();
    try {
      const passages = await this.passagesOf(citation.documentId);
      if (this.shown === citation) {
        this.show(layOut(passages, citation));
      }
    } catch (thrown) {
      this.known.delete(citation.documentId);
      if (this.shown === citation) {
        this.showQuoteOnly(citation, asFailure(thrown).detail);
      }
    }
  }

  close(): void {
    this.root.hidden = true;
    this.opener?.removeAttribute('aria-current');
    this.opener?.focus();
    this.opener = undefined;
    this.shown = undefined;
  }

  private passagesOf(document: string): Promise<readonly Passage[]> {
    const known = this.known.get(document) ?? getJson<Passage[]>(`/api/documents/${encodeURIComponent(document)}/passages`);
    this.known.set(document, known);
    return known;
  }

  private show(stretches: readonly Stretch[]): void {
    let page: number | null = null;
    const nodes = stretches.flatMap((one) => {
      const heading =
        one.page !== null && one.page !== page ? [element('h3', { class: 'passage-page' }, text('chat.script.page', one.page))] : [];
      page = one.page;
      const words = element('p', { class: 'passage' }, one.before);
      if (one.marked) {
        words.append(element('mark', {}, one.marked), one.after);
      }
      return [...heading, words];
    });
    this.body.replaceChildren(...nodes);
    this.body.querySelector('mark')?.scrollIntoView({ block: 'center' });
  }

  private showQuoteOnly(citation: Citation, why: string): void {
    this.body.replaceChildren(
      notice('warn', text('chat.script.source-gone'), why),
      element('p', { class: 'passage' }, element('mark', {}, citation.quote)),
    );
  }
}
