/** Texts that the server hands to scripts in the page's language, so that no script carries wording of its own. */
let texts: Readonly<Record<string, string>> | undefined;

function load(): Readonly<Record<string, string>> {
  const island = document.getElementById('texts')?.textContent;
  return island ? (JSON.parse(island) as Record<string, string>) : {};
}

/** The text of a key, with `{0}`, `{1}` … replaced; the key itself where the page carries no such text. */
export function text(key: string, ...values: readonly (string | number)[]): string {
  texts ??= load();
  return (texts[key] ?? key).replace(/\{(\d)\}/g, (hole, position: string) => String(values[Number(position)] ?? hole));
}

/** The language of the page, for dates and numbers. */
export function language(): string {
  return document.documentElement.lang || 'en-GB';
}
