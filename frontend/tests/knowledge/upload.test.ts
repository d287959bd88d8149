import { describe, expect, it } from 'vitest';
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
