import './intake.css';
import { notice, required } from '../shared/dom.ts';
import { asFailure, getJson, renewToken, send } from '../shared/http.ts';
import { text } from '../shared/texts.ts';
import { ChosenView } from './chosen-view.ts';
import { shortName, type Choice } from './choice.ts';
import { Pauses } from './pauses.ts';
import { SendingView } from './sending-view.ts';
import { ModelUpload } from './upload.ts';
import { uploadServer } from './upload-server.ts';

const form = required<HTMLFormElement>('#intake');
const fields = required<HTMLElement>('#intake-fields');
const title = required<HTMLInputElement>('#title');
const name = required<HTMLInputElement>('#name');
const sending = new SendingView();
let choice: Choice | undefined;
let upload: ModelUpload | undefined;
let named = name.value !== '';

function proposeName(): void {
  if (!named) {
    name.value = shortName(title.value);
  }
}

function complain(heading: string, detail: string): void {
  const place = required<HTMLElement>('#intake-notice');
  place.replaceChildren(notice('bad', heading, detail));
  place.focus();
}

function complainOfName(sentence: string): void {
  const place = required<HTMLElement>('#name-wrong');
  place.textContent = sentence;
  place.hidden = sentence === '';
  name.setAttribute('aria-invalid', String(sentence !== ''));
}

/** Many gigabytes should not travel for a name that is taken. */
async function nameIsFree(): Promise<boolean> {
  const taken = (await getJson<{ name: string }[]>('/api/admin/models')).some((model) => model.name === name.value);
  complainOfName(taken ? text('catalog.script.name-taken') : '');
  if (taken) {
    name.focus();
  }
  return !taken;
}

async function bringIn(chosen: Choice): Promise<void> {
  required<HTMLElement>('#intake-notice').replaceChildren();
  if (await nameIsFree()) {
    upload ??= new ModelUpload(chosen.files, uploadServer, new Pauses(), (changed) => sending.show(changed));
    fields.hidden = true;
    sending.open(title.value, upload);
    await goOn(upload);
  }
}

/** What has arrived stays there until it was imported or thrown away: a refused import asks for no second upload. */
async function goOn(running: ModelUpload): Promise<void> {
  const id = await running.run();
  if (id) {
    const { path: _path, hub: _hub, place: _place, upload: _before, _csrf, ...about } = Object.fromEntries(new FormData(form));
    await send('/api/admin/model-imports', { method: 'POST', json: { ...about, source: `upload:${id}` } });
    upload = undefined;
    location.assign('/admin/models#imports');
  }
}

function attempt(work: () => Promise<void>): void {
  work().catch((thrown: unknown) => {
    const failure = asFailure(thrown);
    backToForm();
    complain(failure.title, failure.detail);
  });
}

function backToForm(): void {
  sending.close();
  fields.hidden = false;
}

function giveUp(): void {
  void upload?.cancel();
  upload = undefined;
  backToForm();
}

new ChosenView((chosen) => {
  void upload?.cancel();
  upload = undefined;
  choice = chosen;
  title.value ||= chosen.title;
  proposeName();
});

title.addEventListener('input', proposeName);
name.addEventListener('input', () => {
  named = name.value !== '';
  complainOfName('');
});

form.addEventListener('submit', (event) => {
  const entered = new FormData(form);
  if (entered.get('place') !== 'COMPUTER' || (entered.has('upload') && !choice)) {
    return; // the server does the rest
  }
  event.preventDefault();
  if (choice && choice.files.length > 0) {
    const chosen = choice;
    attempt(() => bringIn(chosen));
  } else {
    complain(text('catalog.script.nothing'), text('catalog.script.nothing-detail'));
  }
});

sending.on('now', () => upload?.hurry());
sending.on('again', () =>
  attempt(async () => {
    await renewToken(); // the person may have signed in again in another window
    if (upload) {
      await goOn(upload);
    }
  }),
);
sending.on('cancel', () => {
  giveUp();
  required<HTMLElement>('#choose-folder').focus();
});
addEventListener('online', () => upload?.hurry());
addEventListener('beforeunload', (event) => upload && event.preventDefault());
addEventListener('pagehide', giveUp);
