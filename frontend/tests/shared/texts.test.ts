import { beforeEach, describe, expect, it, vi } from 'vitest';

describe('Texts of the page', () => {
  beforeEach(() => {
    vi.resetModules();
    document.body.innerHTML = '<script type="application/json" id="texts">{"chat.script.page":"Page {0}"}</script>';
  });

  it('take their values', async () => {
    const { text } = await import('../../src/shared/texts.ts');
    expect(text('chat.script.page', 3)).toBe('Page 3');
  });

  it('show the key where the page lacks one', async () => {
    const { text } = await import('../../src/shared/texts.ts');
    expect(text('chat.script.nothing')).toBe('chat.script.nothing');
  });
});
