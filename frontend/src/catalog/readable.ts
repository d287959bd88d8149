import { failureFrom } from '../shared/http.ts';
import { text } from '../shared/texts.ts';

/** A file that was moved or changed since it was chosen fails like a broken connection. @throws RequestFailed for one */
export function readable(part: Blob): Promise<void> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve());
    reader.addEventListener('error', () => reject(failureFrom({ detail: text('catalog.script.unreadable') }, 400)));
    reader.readAsArrayBuffer(part.slice(0, 1));
  });
}
