import { describe, expect, it } from 'vitest';
import { choose, shortName, type FoundFile } from '../../src/catalog/choice.ts';

function found(path: string, bytes = 1): FoundFile {
  return { path, body: new File([new Uint8Array(bytes)], path.split('/').at(-1) ?? path) };
}

const names = (files: readonly { name: string }[]): string[] => files.map(({ name }) => name);

describe('The choice of files', () => {
  it('takes the files of the folder, small ones first, and leaves inner folders and hidden files', () => {
    const choice = choose([
      found('granite/model.safetensors', 90),
      found('granite/config.json', 5),
      found('granite/.gitattributes'),
      found('granite/onnx/model.onnx', 50),
    ]);
    expect(choice.title).toBe('granite');
    expect(names(choice.files)).toEqual(['config.json', 'model.safetensors']);
    expect(names(choice.leftOut)).toEqual(['.gitattributes', 'onnx/model.onnx']);
    expect(choice.bytes).toBe(95);
  });

  it('leaves other forms of the same weights beside safetensors', () => {
    const choice = choose([found('m/model.safetensors'), found('m/pytorch_model.bin'), found('m/model.gguf'), found('m/config.json')]);
    expect(names(choice.files)).toEqual(['model.safetensors', 'config.json']);
  });

  it('sends pickles where there is nothing else, so that the server says what to do about them', () => {
    expect(names(choose([found('m/pytorch_model.bin'), found('m/config.json')]).files)).toContain('pytorch_model.bin');
  });

  it('goes down to the folder that has files', () => {
    const choice = choose([found('downloads/granite/config.json'), found('downloads/granite/model.safetensors'), found('downloads/.DS_Store')]);
    expect(choice.title).toBe('granite');
    expect(names(choice.files)).toEqual(['config.json', 'model.safetensors']);
  });

  it('takes an archive as it is', () => {
    const choice = choose([found('granite-3.tar.gz')]);
    expect(choice.title).toBe('granite-3');
    expect(names(choice.files)).toEqual(['granite-3.tar.gz']);
  });

  it('of nothing is empty', () => {
    expect(choose([]).files).toEqual([]);
  });
});

describe('A short name', () => {
  it.each([
    ['Granite 3.1 (2B)', 'granite-3.1-2b'],
    ['__init', 'init'],
    ['Größe', 'gr-e'],
  ])('of %s is %s', (title, expected) => expect(shortName(title)).toBe(expected));
});
