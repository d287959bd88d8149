import { afterEach, describe, expect, it, vi } from 'vitest';
import { Following } from '../../src/knowledge/following.ts';
import { UploadRow } from '../../src/knowledge/upload-row.ts';

describe('A file of the upload list', () => {
  it('says why it was refused', () => {
    const row = new UploadRow('locked.pdf');
    row.progress(0.5);
    row.fail('This PDF is protected by a password.');
    expect(row.root.textContent).toContain('This PDF is protected by a password.');
    expect(row.root.querySelector('progress')).toBeNull();
  });
});

describe('The list of files under way', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('shows what the server says of each, and ends when none is under way', async () => {
    const answers = [
      [
        { id: '1', state: 'READING', problem: null, progress: null },
        { id: '2', state: 'FAILED', problem: 'This file is broken. Save it again.', progress: null },
      ],
      [],
    ];
    vi.stubGlobal('fetch', async () => Response.json(answers.shift()));
    const list = document.createElement('ul');
    for (const id of ['1', '2']) {
      const row = new UploadRow(`${id}.pdf`);
      row.taken(id);
      list.append(row.root);
    }
    const ended = vi.fn();

    await new Following('/api/collections/7/intake', list, ended).follow();

    expect(answers).toHaveLength(0);
    expect(ended).toHaveBeenCalledOnce();
    expect([...list.children].map((row) => (row as HTMLElement).dataset['state'])).toEqual(['READY', 'FAILED']);
    expect(list.children[1]?.textContent).toContain('This file is broken.');
  });
});
