import { describe, expect, it } from 'vitest';
import { placeMarkers } from '../../src/chat/markers.ts';
import { renderMarkdown } from '../../src/chat/markdown.ts';
import type { Citation } from '../../src/chat/types.ts';

const citation: Citation = { index: 1, documentId: 'd', title: 'Guideline', page: 2, quote: 'q', start: 0, end: 1 };

function render(source: string): HTMLElement {
  const host = document.createElement('div');
  host.append(renderMarkdown(source));
  placeMarkers(host, new Map([[1, citation]]));
  return host;
}

describe('Markers of citations', () => {
  it('become buttons where the citation is known', () => {
    const host = render('Within **7 days** [1], always [1].');
    expect(host.querySelectorAll('button[data-citation="1"]')).toHaveLength(2);
    expect(host.textContent).toBe('Within 7 days 1, always 1.\n');
  });

  it('stay text where it is not', () => {
    expect(render('See [7].').querySelector('button')).toBeNull();
  });

  it('stay text within code', () => {
    expect(render('`list[1]`').querySelector('button')).toBeNull();
  });
});
