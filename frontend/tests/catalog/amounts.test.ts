import { describe, expect, it } from 'vitest';
import { bytesInWords, secondsInWords } from '../../src/catalog/amounts.ts';
import { Pace } from '../../src/catalog/pace.ts';

describe('Amounts in words', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1500, '1.5 kB'],
    [269_000_000, '269 MB'],
    [999_999_999, '1.0 GB'],
    [13_400_000_000, '13 GB'],
  ])('%d bytes', (bytes, words) => expect(bytesInWords(bytes)).toBe(words));

  it('say how fast', () => expect(bytesInWords(38_200_000, true)).toBe('38 MB/s'));

  it.each([
    [0, '1 second'],
    [9, '9 seconds'],
    [43, '45 seconds'],
    [100, '2 minutes'],
    [3600, '60 minutes'],
    [7200, '2 hours'],
  ])('%d seconds', (seconds, words) => expect(secondsInWords(seconds)).toBe(words));
});

describe('The pace', () => {
  it('is not told before there is something to go by', () => {
    const pace = new Pace();
    pace.note(0, 0);
    pace.note(500, 100);
    expect(pace.secondsLeft(1000)).toBeUndefined();
  });

  it('counts the last ten seconds', () => {
    const pace = new Pace();
    pace.note(0, 0);
    pace.note(20_000, 100);
    pace.note(25_000, 1100);
    expect(pace.rate).toBe(200);
    expect(pace.secondsLeft(2100)).toBe(5);
  });

  it('forgets what was before it was set back', () => {
    const pace = new Pace();
    pace.note(0, 0);
    pace.note(5000, 1000);
    pace.note(6000, 500);
    expect(pace.rate).toBeUndefined();
  });
});
