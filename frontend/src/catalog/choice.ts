/** A file somebody picked or dropped, with its path from there. */
export interface FoundFile {
  readonly path: string;
  readonly body: File;
}

export interface ChosenFile {
  readonly name: string;
  readonly body: File;
}

/** What will be sent, and what will not. */
export interface Choice {
  /** Of the folder or the archive, without its ending. */
  readonly title: string;
  readonly files: readonly ChosenFile[];
  readonly leftOut: readonly ChosenFile[];
  readonly bytes: number;
}

const archive = /\.(zip|tar|tar\.gz|tgz)$/i;

/** Other forms of the same weights; none is needed where there are safetensors. */
const otherForms = /\.(bin|pt|pth|ckpt|h5|msgpack|ot|gguf|mlmodel|tflite)$/i;

/**
 * A model lies in one folder, so files of folders within it stay behind, as do hidden ones. Whoever picked the folder
 * above the model's gets the model's.
 */
export function choose(found: readonly FoundFile[]): Choice {
  const [only] = found;
  if (only && found.length === 1 && archive.test(only.body.name)) {
    const file = { name: only.body.name, body: only.body };
    return { title: file.name.replace(archive, ''), files: [file], leftOut: [], bytes: file.body.size };
  }
  const folder = shallowest(found);
  const here = found.filter(({ path }) => folderOf(path) === folder);
  const safe = here.some(({ path }) => path.endsWith('.safetensors'));
  const wanted = ({ path, body }: FoundFile): boolean =>
    folderOf(path) === folder && !body.name.startsWith('.') && !(safe && otherForms.test(path));
  const files = found.filter(wanted).map(({ body }) => ({ name: body.name, body }));
  return {
    title: folder.split('/').at(-1) ?? '',
    files: files.sort((a, b) => a.body.size - b.body.size), // what is wrong with small files shows early
    leftOut: found.filter((one) => !wanted(one)).map(({ path, body }) => ({ name: path.slice(folder === '' ? 0 : folder.length + 1), body })),
    bytes: files.reduce((sum, { body }) => sum + body.size, 0),
  };
}

/** A short name as the catalog takes them. */
export function shortName(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, 100);
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function shallowest(found: readonly FoundFile[]): string {
  const visible = found.filter(({ body }) => !body.name.startsWith('.'));
  const folders = (visible.length > 0 ? visible : found).map(({ path }) => folderOf(path));
  const depth = (folder: string): number => (folder === '' ? 0 : folder.split('/').length);
  return folders.reduce((best, folder) => (depth(folder) < depth(best) ? folder : best), folders[0] ?? '');
}
