import { beforeEach, describe, expect, it } from 'vitest';
import { bringUpToDate } from '../../src/catalog/imports.ts';

function row(id: string, state: string, live: string, value?: string): string {
  const bar = value === undefined ? '<progress data-live></progress>' : `<progress data-live value="${value}"></progress>`;
  return `<li id="import-${id}" tabindex="-1" data-state="${state}"><h3>Stories</h3>${bar}<span data-live>${live}</span><button>Cancel</button></li>`;
}

function list(...rows: string[]): string {
  return `<ul class="import-list">${rows.join('')}</ul>`;
}

function show(...rows: string[]): void {
  bringUpToDate(document.querySelector<HTMLElement>('.import-list')!, new DOMParser().parseFromString(list(...rows), 'text/html'));
}

const shown = (selector: string): Element => document.querySelector(selector)!;

describe('The list of imports', () => {
  beforeEach(() => {
    document.body.innerHTML = `<div id="announcer"></div>${list(row('a', 'fetching', '1 MB of 4 MB', '0.25'))}`;
  });

  it('shows how far one has come, and leaves the focus where it is', () => {
    const button = shown('button') as HTMLButtonElement;
    button.focus();
    show(row('a', 'fetching', '2 MB of 4 MB', '0.5'));
    expect(shown('#import-a span').textContent).toBe('2 MB of 4 MB');
    expect(shown('#import-a progress').getAttribute('value')).toBe('0.5');
    expect(document.activeElement).toBe(button);
  });

  it('forgets how far where nobody can tell any more', () => {
    show(row('a', 'fetching', ''));
    expect(shown('#import-a progress').hasAttribute('value')).toBe(false);
  });

  it('says aloud when one goes on to its next state, and keeps a focus within it', () => {
    (shown('button') as HTMLButtonElement).focus();
    show('<li id="import-a" tabindex="-1" data-state="done"><h3>Stories</h3><b data-said>It is here.</b></li>');
    expect(shown('#import-a').getAttribute('data-state')).toBe('done');
    expect(shown('#announcer').textContent).toBe('Stories. It is here.');
    expect(document.activeElement?.id).toBe('import-a');
  });

  it('puts new ones first', () => {
    show(row('b', 'waiting', ''), row('a', 'fetching', '1 MB of 4 MB', '0.25'));
    expect([...document.querySelectorAll('li')].map(({ id }) => id)).toEqual(['import-b', 'import-a']);
  });
});
