import { describe, expect, it } from 'vitest';
import { layOut } from '../../src/chat/passages.ts';
import type { Passage } from '../../src/chat/types.ts';

const document = 'One sentence. Two sentences. Three sentences. Four.';

function passage(start: number, end: number, page: number | null = 1): Passage {
  return { id: `${start}`, page, start, end, text: document.slice(start, end) };
}

function cite(quote: string): { start: number; end: number; quote: string } {
  const start = document.indexOf(quote);
  return { start, end: start + quote.length, quote };
}

function whole(stretches: ReturnType<typeof layOut>): string {
  return stretches.map((one) => one.before + one.marked + one.after).join('');
}

describe('Passages of a document', () => {
  it('read as one text although they overlap', () => {
    const stretches = layOut([passage(14, 46), passage(0, 29), passage(29, 51)], cite('Four.'));
    expect(whole(stretches)).toBe(document);
  });

  it('mark exactly the quoted words', () => {
    const stretches = layOut([passage(0, 29), passage(29, 51)], cite('Two sentences.'));
    expect(stretches.map((one) => one.marked).join('')).toBe('Two sentences.');
  });

  it('mark a quote that runs across a border', () => {
    const stretches = layOut([passage(0, 20), passage(20, 51)], cite('Two sentences.'));
    expect(stretches.map((one) => one.marked)).toEqual(['Two se', 'ntences.']);
  });

  it('mark by the words where offsets do not fit the text', () => {
    const shortened = { ...passage(0, 51), text: 'Two sentences. Three.' };
    expect(layOut([shortened], cite('Two sentences.'))[0]?.marked).toBe('Two sentences.');
  });

  it('mark nothing where the quote is not found', () => {
    const other = { ...passage(0, 51), text: 'Something else.' };
    expect(layOut([other], cite('Two sentences.'))).toEqual([
      { page: 1, before: 'Something else.', marked: '', after: '' },
    ]);
  });
});
