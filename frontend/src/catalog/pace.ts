const window = 10_000;
const settled = 2_000;

/** How fast something goes, over its last ten seconds. */
export class Pace {
  private readonly points: { readonly at: number; readonly done: number }[] = [];

  /** @param at in milliseconds, never falling @param done what has been done up to then */
  note(at: number, done: number): void {
    const last = this.points.at(-1);
    if (last && done < last.done) {
      this.points.length = 0; // it was set back
    }
    this.points.push({ at, done });
    while ((this.points[0]?.at ?? at) < at - window) {
      this.points.shift();
    }
  }

  /** After a break the time that passed must not count. */
  restart(): void {
    this.points.length = 0;
  }

  /** Per second; undefined until two seconds have been seen. */
  get rate(): number | undefined {
    const first = this.points[0];
    const last = this.points.at(-1);
    if (!first || !last || last.at - first.at < settled || last.done === first.done) {
      return undefined;
    }
    return ((last.done - first.done) * 1000) / (last.at - first.at);
  }

  /** Seconds until `total` is done. */
  secondsLeft(total: number): number | undefined {
    const rate = this.rate;
    const done = this.points.at(-1)?.done ?? 0;
    return rate === undefined ? undefined : (total - done) / rate;
  }
}
