import { describe, expect, it } from 'vitest';
import { Speech } from '../../src/chat/speech.ts';

function spoken(region: HTMLElement): (string | null)[] {
  return [...region.children].map((line) => line.textContent);
}

describe('Speech', () => {
  it('says whole sentences as they are finished', () => {
    const region = document.createElement('div');
    const speech = new Speech(region);
    speech.update('Within 7', false);
    speech.update('Within 7 days. And a', false);
    speech.update('Within 7 days. And a call', true);
    expect(spoken(region)).toEqual(['Within 7 days.', 'And a call']);
  });

  it('does not take a decimal point for the end of a sentence', () => {
    const region = document.createElement('div');
    new Speech(region).update('A dose of 2.5 mg', false);
    expect(spoken(region)).toEqual([]);
  });
});
