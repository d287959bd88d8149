import { text } from './texts.ts';

/** Copies text; also over plain HTTP within the house, where browsers offer no clipboard interface. */
export async function copyText(content: string): Promise<void> {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(content);
    return;
  }
  const field = document.createElement('textarea');
  field.value = content;
  field.className = 'unseen';
  field.readOnly = true;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

/** Shows on the button itself, for two seconds, that it has done its work. */
export function confirmOn(button: HTMLElement): void {
  const label = button.querySelector('[data-label]') ?? button;
  const before = label.textContent;
  label.textContent = text('platform.script.copied');
  announce(text('platform.script.copied'));
  setTimeout(() => (label.textContent = before), 2000);
}

/** Says something to assistive technology without moving the focus. */
export function announce(sentence: string): void {
  const region = document.getElementById('announcer');
  if (region) {
    region.textContent = sentence;
  }
}

/** Buttons that copy the text of another element or of their own attribute. */
export function enhanceCopyButtons(): void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-copy]');
    if (button?.dataset['copy']) {
      void copyText(button.dataset['copy']).then(() => confirmOn(button));
    }
  });
}
