import { element } from '../shared/dom.ts';
import { text } from '../shared/texts.ts';
import type { Citation } from './types.ts';

const marker = /\[(\d{1,3})\]/g;

/** The button that opens a citation's passage. */
export function citationButton(citation: Citation): HTMLButtonElement {
  const page = citation.page === null ? '' : text('chat.script.page', citation.page);
  return element(
    'button',
    {
      type: 'button',
      class: 'cite',
      'data-citation': String(citation.index),
      'aria-label': text('chat.script.open-source', citation.index, citation.title, page),
    },
    String(citation.index),
  );
}

/** Turns the markers `[n]` of known citations into buttons; others stay text, as do those within code. */
export function placeMarkers(root: Node, citations: ReadonlyMap<number, Citation>): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (!node.parentElement?.closest('code, pre')) {
      texts.push(node);
    }
  }
  for (const node of texts) {
    const parts: (string | Node)[] = [];
    let from = 0;
    for (const match of node.data.matchAll(marker)) {
      const citation = citations.get(Number(match[1]));
      if (citation) {
        parts.push(node.data.slice(from, match.index), citationButton(citation));
        from = match.index + match[0].length;
      }
    }
    if (parts.length > 0) {
      node.replaceWith(...parts, node.data.slice(from));
    }
  }
}
