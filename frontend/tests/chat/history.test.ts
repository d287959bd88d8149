import { describe, expect, it } from 'vitest';
import { ageOf } from '../../src/chat/history.ts';

describe('The age of a conversation', () => {
  const now = new Date(2026, 10, 22, 9, 0);

  it.each([
    [new Date(2026, 10, 22, 0, 1), 'today'],
    [new Date(2026, 10, 21, 23, 59), 'week'],
    [new Date(2026, 10, 10), 'older'],
  ])('of %s is %s', (updatedAt, age) => {
    expect(ageOf(updatedAt, now)).toBe(age);
  });
});
