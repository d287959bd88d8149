import { language } from './texts.ts';

/** Rewrites the server's times into the reader's own time zone; the machine-readable instant stays in `datetime`. */
export function enhanceTimes(within: ParentNode = document): void {
  const short = new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });
  for (const time of within.querySelectorAll<HTMLTimeElement>('time[data-local]')) {
    const instant = new Date(time.dateTime);
    if (!Number.isNaN(instant.getTime())) {
      time.title = time.dateTime;
      time.textContent = short.format(instant);
    }
  }
}
