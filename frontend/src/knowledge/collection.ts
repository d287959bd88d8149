import './collection.css';
import { element, required } from '../shared/dom.ts';
import { asFailure } from '../shared/http.ts';
import { text } from '../shared/texts.ts';
import { Following } from './following.ts';
import { upload } from './upload.ts';
import { UploadRow } from './upload-row.ts';

/** Sends each chosen or dropped file by itself, so that one bad file does not keep the others out. */
function enhance(form: HTMLFormElement): void {
  const field = required<HTMLInputElement>('#file', form);
  const list = required<HTMLElement>('#upload-list');
  const limit = Number(form.dataset['maxBytes']);
  field.multiple = true;
  field.required = false;
  let waiting: Promise<unknown> = Promise.resolve();

  async function add(file: File): Promise<boolean> {
    const row = new UploadRow(file.name);
    list.append(row.root);
    if (file.size === 0) {
      row.fail(text('knowledge.script.empty'));
      return false;
    }
    if (limit > 0 && file.size > limit) {
      row.fail(text('knowledge.script.too-large', form.dataset['maxSize'] ?? ''));
      return false;
    }
    row.progress(0);
    const previous = waiting;
    const own = previous.then(() => upload(form.dataset['api'] ?? '', file, (share) => row.progress(share)));
    waiting = own.catch(() => undefined);
    try {
      row.taken((await own).id);
      return true;
    } catch (thrown) {
      row.fail(asFailure(thrown).detail);
      return false;
    }
  }

  let sending = 0;
  let refused = false;
  const following = new Following(form.dataset['intake'] ?? '', list, () => {
    if (sending > 0) {
      return;
    }
    if (!refused) {
      location.reload();
    } else if (!list.querySelector('.upload-more')) {
      list.append(element('li', { class: 'upload-more' }, element('a', { href: location.pathname }, text('knowledge.script.show'))));
    }
  });
  if (following.needed) {
    void following.follow();
  }

  async function addAll(files: Iterable<File>): Promise<void> {
    sending++;
    const results = await Promise.all([...files].map(add));
    sending--;
    refused ||= !results.every(Boolean);
    if (results.some(Boolean)) {
      await following.follow();
    }
  }

  field.addEventListener('change', () => {
    const files = [...(field.files ?? [])];
    field.value = '';
    void addAll(files);
  });
  const choose = required<HTMLButtonElement>('button', form);
  choose.textContent = text('knowledge.script.choose');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    field.click();
  });
  form.classList.add('upload-live');
  for (const kind of ['dragenter', 'dragover'] as const) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.add('upload-over');
    });
  }
  form.addEventListener('dragleave', () => form.classList.remove('upload-over'));
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    form.classList.remove('upload-over');
    void addAll([...(event.dataTransfer?.files ?? [])]);
  });
  document.addEventListener('paste', (event) => void addAll(event.clipboardData?.files ?? []));
}

const form = document.querySelector<HTMLFormElement>('#upload');
if (form) {
  enhance(form);
}
