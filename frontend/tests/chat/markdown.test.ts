import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/chat/markdown.ts';

function html(source: string): string {
  const host = document.createElement('div');
  host.append(renderMarkdown(source));
  return host.innerHTML;
}

describe('Markdown of an answer', () => {
  it('shows raw HTML as text', () => {
    expect(html('<script>alert(1)</script> <b onclick="x()">hi</b>')).not.toMatch(/<script|<b\b/);
  });

  it('loads no image and shows its description', () => {
    const shown = html('![a curve](https://elsewhere.example/x.png)');
    expect(shown).not.toContain('<img');
    expect(shown).toContain('a curve');
  });

  it('keeps links as words and address that cannot be followed', () => {
    const shown = html('[the guideline](https://elsewhere.example/g) and [x](javascript:alert(1))');
    expect(shown).not.toContain('<a');
    expect(shown).toContain('the guideline (https://elsewhere.example/g)');
  });

  it('starts headings below those of the page', () => {
    expect(html('# One')).toContain('<h3>');
  });

  it('keeps tables, lists and quotes', () => {
    const shown = html('> said\n\n1. first\n\n| a | b |\n|---|---|\n| 1 | 2 |');
    expect(shown).toContain('<blockquote>');
    expect(shown).toContain('<ol>');
    expect(shown).toContain('<table>');
  });
});
