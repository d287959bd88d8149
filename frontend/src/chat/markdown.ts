import DOMPurify from 'dompurify';
import { Marked } from 'marked';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(plain: string): string {
  return plain.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/** Raw HTML is shown as text, images by their description, links by their words and address: nothing can be loaded. */
const markdown = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => escape(text),
    image: ({ text }) => escape(text),
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens);
      return words === escape(href) ? words : `${words} (${escape(href)})`;
    },
  },
});

const allowed = {
  ALLOWED_TAGS: [
    'p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'hr',
    'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td',
  ],
  ALLOWED_ATTR: ['start'],
  RETURN_DOM_FRAGMENT: true,
} as const;

/** Markdown as safe nodes. Headings start at the third level, below those of the page. */
export function renderMarkdown(source: string): DocumentFragment {
  const html = markdown
    .parse(source, { async: false })
    .replace(/<(\/?)h([1-6])>/g, (_, slash: string, level: string) => `<${slash}h${Math.min(6, Number(level) + 2)}>`);
  return DOMPurify.sanitize(html, { ...allowed, ALLOWED_TAGS: [...allowed.ALLOWED_TAGS], ALLOWED_ATTR: ['start'] });
}
