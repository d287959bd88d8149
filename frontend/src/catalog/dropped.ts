import type { FoundFile } from './choice.ts';

/** All files of what was dropped, those of folders included. */
export async function filesOf(transfer: DataTransfer): Promise<FoundFile[]> {
  // The entries must be taken before anything is waited for: the browser empties the list afterwards.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found = await Promise.all(entries.map(filesWithin));
  return found.flat();
}

/** What a file field holds; a folder field gives each file its path. */
export function filesIn(field: HTMLInputElement): FoundFile[] {
  return [...(field.files ?? [])].map((body) => ({ path: body.webkitRelativePath || body.name, body }));
}

async function filesWithin(entry: FileSystemEntry): Promise<FoundFile[]> {
  if (entry.isFile) {
    const body = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ''), body }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FoundFile[] = [];
  // A folder is read in portions; an empty one ends it.
  for (let portion = await read(reader); portion.length > 0; portion = await read(reader)) {
    found.push(...(await Promise.all(portion.map(filesWithin))).flat());
  }
  return found;
}

function read(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}
