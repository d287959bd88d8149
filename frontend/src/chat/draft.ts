/** The typed but unanswered question, kept for this tab so that an expired session or a reload loses nothing. */
const key = 'cloister.draft';

export function keepDraft(text: string): void {
  try {
    if (text.trim()) {
      sessionStorage.setItem(key, text);
    } else {
      sessionStorage.removeItem(key);
    }
  } catch {
    // Storage may be switched off; then there is just no draft.
  }
}

export function readDraft(): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}
