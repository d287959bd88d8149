import './conversation.css';
import { confirmOn, copyText } from '../shared/clipboard.ts';
import { notice, required } from '../shared/dom.ts';
import { asFailure, getJson, send } from '../shared/http.ts';
import { text } from '../shared/texts.ts';
import { Composer } from './composer.ts';
import { keepDraft } from './draft.ts';
import { History } from './history.ts';
import { SourcesPanel } from './sources.ts';
import { ask } from './stream.ts';
import { Thread } from './thread.ts';
import type { AnswerView } from './answer-view.ts';
import type { AnswerEvent, Conversation, Model } from './types.ts';

const page = required<HTMLElement>('#main');
const thread = new Thread();
const sources = new SourcesPanel();
let conversation = page.dataset['conversation'] ?? '';
let running: AbortController | undefined;
const composer = new Composer((question, model) => void answer(question, model), stop);
const history_ = new History(conversation);

function stop(): void {
  running?.abort();
}

async function answer(question: string, model: Model): Promise<void> {
  running = new AbortController();
  composer.setBusy(true);
  keepDraft(question);
  thread.addQuestion(question);
  const view = thread.addAnswer(model.title);
  try {
    const known = conversation;
    conversation ||= await begin(question);
    for await (const event of ask(conversation, { text: question, model: model.id }, running.signal)) {
      take(event, question, view);
    }
    composer.keep();
    if (!known) {
      void history_.refresh(conversation);
    }
  } catch (thrown) {
    if (running.signal.aborted) {
      view.finish('stopped');
      composer.keep();
    } else {
      const failure = asFailure(thrown);
      view.fail(failure, () => void answer(question, composer.model ?? model));
      if (failure.signInNeeded) {
        composer.restore(question);
      }
    }
  } finally {
    composer.setBusy(false);
    composer.focus();
  }
}

function take(event: AnswerEvent, question: string, view: AnswerView): void {
  switch (event.kind) {
    case 'start':
      view.receipt(event.auditReceipt);
      if (event.lookedFor && event.lookedFor !== question.trim()) {
        view.lookedFor(event.lookedFor);
      }
      break;
    case 'citation':
      view.cite(event.citation);
      break;
    case 'token':
      view.append(event.text);
      break;
    case 'replace':
      view.replace(event.text);
      break;
    case 'done':
      view.finish(event.finishReason);
      break;
  }
}

/** Opens a conversation named after its first question. */
async function begin(question: string): Promise<string> {
  const title = question.length > 80 ? `${question.slice(0, 80).replace(/\s+\S*$/, '')}…` : question;
  const { id } = (await (await send('/api/conversations', { method: 'POST', json: { title } })).json()) as { id: string };
  history.replaceState(null, '', `/chat/${encodeURIComponent(id)}`);
  return id;
}

async function open(): Promise<void> {
  void history_.refresh();
  try {
    const [models, opened] = await Promise.all([
      getJson<Model[]>('/api/models'),
      conversation ? getJson<Conversation>(`/api/conversations/${encodeURIComponent(conversation)}`) : undefined,
    ]);
    thread.load(opened?.messages ?? []);
    composer.offer(models, opened?.messages.findLast((message) => message.model)?.model ?? null);
    if (models.length === 0) {
      thread.showNotice(notice('warn', text('chat.script.no-model'), text('chat.script.no-model-detail')));
    }
    composer.focus();
  } catch (thrown) {
    const failure = asFailure(thrown);
    thread.showNotice(notice('bad', failure.title, failure.detail));
  }
}

document.addEventListener('click', (event) => {
  const target = event.target as Element;
  const cited = target.closest<HTMLElement>('[data-citation]');
  const citation = cited && thread.viewOf(cited)?.citation(Number(cited.dataset['citation']));
  if (citation) {
    void sources.open(citation, cited);
  }
  const copy = target.closest<HTMLElement>('[data-part="copy"]');
  const view = copy && thread.viewOf(copy);
  if (view) {
    void copyText(view.copyable()).then(() => confirmOn(copy));
  }
  const starter = target.closest<HTMLElement>('[data-starter]');
  if (starter) {
    composer.suggest(starter.dataset['starter'] ?? '');
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && composer.isBusy && !document.querySelector('dialog[open]')) {
    stop();
  }
});

void open();
