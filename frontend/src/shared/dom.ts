type Attributes = Readonly<Record<string, string | boolean | undefined>>;
type Child = Node | string | undefined;

/** Makes an element. Attributes that are false or undefined are left out; strings become text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children.filter((child): child is Node | string => child !== undefined));
  return made;
}

/** An icon of the sprite; decoration only, so hidden from assistive technology. */
export function icon(name: string): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const drawing = document.createElementNS(space, 'svg');
  drawing.setAttribute('class', 'icon');
  drawing.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', `${document.documentElement.dataset['icons'] ?? ''}#${name}`);
  drawing.append(use);
  return drawing;
}

/** An element that the page must have; a missing one is a fault of the template. */
export function required<T extends Element>(selector: string, within: ParentNode = document): T {
  const found = within.querySelector<T>(selector);
  if (!found) {
    throw new Error(`The page lacks ${selector}`);
  }
  return found;
}

export type NoticeKind = 'note' | 'good' | 'warn' | 'bad' | 'quiet';

const noticeIcons: Readonly<Record<NoticeKind, string>> = {
  note: 'info',
  good: 'circle-check',
  warn: 'triangle-alert',
  bad: 'circle-alert',
  quiet: 'search-x',
};

/** A sentence that must be seen, in the form of `components/_notice`. */
export function notice(kind: NoticeKind, title: string, detail?: string, ...more: readonly Child[]): HTMLElement {
  const body = element('div', {}, element('p', { class: 'notice-title' }, title));
  if (detail) {
    body.append(element('p', {}, detail));
  }
  body.append(...more.filter((child): child is Node | string => child !== undefined));
  return element('div', { class: kind === 'note' ? 'notice' : `notice notice-${kind}` }, icon(noticeIcons[kind]), body);
}
