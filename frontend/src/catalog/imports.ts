import { announce } from '../shared/clipboard.ts';
import { send } from '../shared/http.ts';
import { enhanceTimes } from '../shared/times.ts';

const everySecond = 1000;
const afterFailure = 5000;

/** Keeps the list of imports true to what the server says while somebody looks at it and something is under way. */
export function followImports(): void {
  const list = document.querySelector<HTMLElement>('#imports .import-list');
  let timer: ReturnType<typeof setTimeout> | undefined;
  if (!list) {
    return;
  }

  async function follow(rows: HTMLElement): Promise<void> {
    clearTimeout(timer);
    if (document.hidden || !rows.querySelector('[data-running="true"]')) {
      return; // a page that is shown again goes on
    }
    let pause = everySecond;
    try {
      const html = await (await send('/admin/models/imports', { headers: { Accept: 'text/html' } })).text();
      bringUpToDate(rows, new DOMParser().parseFromString(html, 'text/html'));
    } catch {
      pause = afterFailure;
    }
    timer = setTimeout(() => void follow(rows), pause);
  }

  document.addEventListener('visibilitychange', () => void follow(list));
  timer = setTimeout(() => void follow(list), everySecond);
}

/** Changes what has changed, so that neither the focus nor a reading cursor is lost. */
export function bringUpToDate(list: HTMLElement, fresh: ParentNode): void {
  const rows = [...fresh.querySelectorAll<HTMLElement>('.import-list > li')];
  for (const row of rows.reverse()) {
    const known = document.getElementById(row.id);
    if (!known) {
      list.prepend(adopt(row));
    } else if (known.dataset['state'] === row.dataset['state']) {
      patch(known, row);
    } else {
      replace(known, adopt(row));
    }
  }
}

function adopt(row: HTMLElement): HTMLElement {
  const adopted = document.importNode(row, true);
  enhanceTimes(adopted);
  return adopted;
}

function patch(known: HTMLElement, fresh: HTMLElement): void {
  const changing = [...fresh.querySelectorAll('[data-live]')];
  known.querySelectorAll('[data-live]').forEach((part, index) => {
    const now = changing[index];
    const value = now?.getAttribute('value') ?? null;
    if (!(part instanceof HTMLProgressElement)) {
      part.textContent = now?.textContent ?? '';
    } else if (value === null) {
      part.removeAttribute('value');
    } else {
      part.setAttribute('value', value);
    }
  });
}

function replace(known: HTMLElement, fresh: HTMLElement): void {
  const focused = known.contains(document.activeElement);
  known.replaceWith(fresh);
  const said = [...fresh.querySelectorAll('h3, [data-said]')].map((part) => part.textContent);
  announce(said.join('. '));
  if (focused) {
    fresh.focus();
  }
}
