import { language } from '../shared/texts.ts';

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const spans = [
  ['second', 1],
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
] as const;

function inUnit(value: number, unit: string, display: 'short' | 'long'): string {
  const digits = value < 10 && display === 'short' ? 1 : 0;
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit,
    unitDisplay: display,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** Bytes as people say them, in thousands: `269 MB`. */
export function bytesInWords(bytes: number, perSecond = false): string {
  let power = 0;
  while (power < sizes.length - 1 && Math.round(bytes / 1000 ** power) >= 1000) {
    power += 1;
  }
  const unit = `${sizes[power] ?? 'byte'}${perSecond ? '-per-second' : ''}`;
  return inUnit(bytes / 1000 ** power, unit, power === 0 ? 'long' : 'short');
}

/** A span of time, rounded as coarsely as an estimate deserves: `40 seconds`, `12 minutes`. */
export function secondsInWords(seconds: number): string {
  const [unit, length] = spans.findLast(([, one]) => seconds >= one * 1.5) ?? spans[0];
  const step = unit === 'second' && seconds > 10 ? 5 : 1;
  return inUnit(Math.max(1, Math.round(seconds / length / step) * step), unit, 'long');
}
