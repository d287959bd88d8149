/** Shapes of the chat interface, as the server writes them. */
export interface Model {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly grounded: boolean;
}

export interface Citation {
  readonly index: number;
  readonly documentId: string;
  readonly title: string;
  readonly page: number | null;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

export interface Message {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly model: string | null;
  readonly citations: readonly Citation[];
  readonly state: 'complete' | 'unanswered' | 'stopped' | 'failed';
  readonly at: string;
}

export interface ConversationSummary {
  readonly id: string;
  readonly title: string;
  readonly updatedAt: string;
}

export interface Conversation {
  readonly id: string;
  readonly title: string;
  readonly messages: readonly Message[];
}

export interface Passage {
  readonly id: string;
  readonly page: number | null;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type FinishReason = 'stop' | 'length' | 'no_answer' | 'aborted';

export type AnswerEvent =
  | { readonly kind: 'start'; readonly messageId: string; readonly auditReceipt: string; readonly lookedFor?: string }
  | { readonly kind: 'citation'; readonly citation: Citation }
  | { readonly kind: 'token'; readonly text: string }
  | { readonly kind: 'replace'; readonly text: string }
  | { readonly kind: 'done'; readonly finishReason: FinishReason; readonly model: string };
