import { ask } from '../shared/dialogs.ts';
import { element, icon, required } from '../shared/dom.ts';
import { asFailure, getJson, send } from '../shared/http.ts';
import { text } from '../shared/texts.ts';
import type { ConversationSummary } from './types.ts';

const day = 24 * 60 * 60 * 1000;

/** The key of the heading under which a conversation of that moment is listed. */
export function ageOf(updatedAt: Date, now: Date): 'today' | 'week' | 'older' {
  if (updatedAt.toDateString() === now.toDateString()) {
    return 'today';
  }
  return now.getTime() - updatedAt.getTime() < 7 * day ? 'week' : 'older';
}

/** The list of one's own conversations at the side. */
export class History {
  private readonly place = required<HTMLElement>('#history-list');

  constructor(private current: string) {}

  async refresh(current = this.current): Promise<void> {
    this.current = current;
    try {
      this.show(await getJson<ConversationSummary[]>('/api/conversations'));
    } catch (thrown) {
      this.place.replaceChildren(element('p', { class: 'faint' }, asFailure(thrown).detail));
    }
  }

  private show(conversations: readonly ConversationSummary[]): void {
    const now = new Date();
    const groups = new Map<string, HTMLElement>();
    const sorted = [...conversations].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
    for (const one of sorted) {
      const age = ageOf(new Date(one.updatedAt), now);
      const list = groups.get(age) ?? element('ul', { class: 'history-rows', 'aria-label': text(`chat.script.${age}`) });
      groups.set(age, list);
      list.append(this.row(one));
    }
    this.place.replaceChildren(
      ...[...groups].flatMap(([age, list]) => [element('h2', { class: 'history-age' }, text(`chat.script.${age}`)), list]),
    );
    if (groups.size === 0) {
      this.place.append(element('p', { class: 'faint' }, text('chat.script.no-conversations')));
    }
  }

  private row(one: ConversationSummary): HTMLElement {
    const title = one.title || text('chat.script.untitled');
    const remove = element(
      'button',
      { type: 'button', class: 'button button-plain button-icon button-small', 'aria-label': text('chat.script.delete', title) },
      icon('trash-2'),
    );
    remove.addEventListener('click', () => void this.remove(one.id, title));
    const link = element('a', { href: `/chat/${encodeURIComponent(one.id)}`, title }, title);
    if (one.id === this.current) {
      link.setAttribute('aria-current', 'page');
    }
    return element('li', {}, link, remove);
  }

  private async remove(id: string, title: string): Promise<void> {
    if (!(await ask('delete-dialog', title))) {
      return;
    }
    try {
      await send(`/api/conversations/${encodeURIComponent(id)}`, { method: 'DELETE' });
    } catch (thrown) {
      this.place.prepend(element('p', { class: 'faint', role: 'alert' }, asFailure(thrown).detail));
      return;
    }
    if (id === this.current) {
      location.assign('/chat');
    } else {
      await this.refresh();
    }
  }
}
