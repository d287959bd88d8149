import type { Citation, Passage } from './types.ts';

/** A stretch of a document, split where the quoted words begin and end. */
export interface Stretch {
  readonly page: number | null;
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/**
 * Lays passages out as one continuous text. Passages overlap so that a search finds what stands across a border; what
 * was already shown is left out here. Offsets count UTF-16 units, on the server as in the browser.
 */
export function layOut(passages: readonly Passage[], cited: Pick<Citation, 'start' | 'end' | 'quote'>): Stretch[] {
  const exact = passages.every((one) => one.text.length === one.end - one.start);
  let shown = 0;
  const stretches: Stretch[] = [];
  for (const passage of [...passages].sort((a, b) => a.start - b.start)) {
    const skip = exact ? Math.min(Math.max(0, shown - passage.start), passage.text.length) : 0;
    const words = passage.text.slice(skip);
    shown = Math.max(shown, passage.end);
    if (!words) {
      continue;
    }
    const offset = passage.start + skip;
    const found = exact ? -1 : passage.text.indexOf(cited.quote);
    const from = clamp(exact ? cited.start - offset : found, words.length);
    const to = clamp(exact ? cited.end - offset : found < 0 ? -1 : found + cited.quote.length, words.length);
    stretches.push({
      page: passage.page,
      before: from < to ? words.slice(0, from) : words,
      marked: from < to ? words.slice(from, to) : '',
      after: from < to ? words.slice(to) : '',
    });
  }
  return stretches;
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), most);
}
