/**
 * Speaks a streamed answer to assistive technology in whole sentences: announcing every token would be noise, and
 * announcing only the end would leave people waiting.
 */
export class Speech {
  private spoken = 0;

  constructor(private readonly region: HTMLElement) {}

  restart(): void {
    this.spoken = 0;
    this.region.replaceChildren();
  }

  /** Takes the answer so far as plain text; says what is new up to the last full sentence, or all of it at the end. */
  update(plain: string, finished: boolean): void {
    const fresh = plain.slice(this.spoken);
    const end = finished ? fresh.length : lastSentenceEnd(fresh);
    const sentence = fresh.slice(0, end).trim();
    if (sentence) {
      const line = document.createElement('p');
      line.textContent = sentence;
      this.region.append(line);
      this.spoken += end;
    }
  }
}

export function lastSentenceEnd(text: string): number {
  const ends = [...text.matchAll(/[.!?…:](?=\s)|\n/g)];
  const last = ends.at(-1);
  return last ? last.index + last[0].length : 0;
}
