const longest = 30;

/** The waiting between two tries: one second first, twice as long each time, half a minute at most. */
export class Pauses {
  private endNow: () => void = () => undefined;

  constructor(private readonly unit = 1000) {}

  /** @param tries that failed before */
  async pause(tries: number): Promise<void> {
    const length = Math.min(2 ** tries, longest) * this.unit;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, length);
      this.endNow = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Ends the pause that is running, if there is one. */
  end(): void {
    this.endNow();
  }
}
