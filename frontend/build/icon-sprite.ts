import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);

/** Turns one SVG document into a symbol of a sprite, keeping what is drawn and how strokes look. */
function symbol(id: string, svg: string): string {
  const viewBox = /viewBox="([^"]+)"/.exec(svg)?.[1] ?? '0 0 24 24';
  const stroked = svg.includes('stroke="currentColor"');
  const look = stroked
    ? ' fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
    : '';
  const drawn = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).trim();
  return `<symbol id="${id}" viewBox="${viewBox}"${look}>${drawn}</symbol>`;
}

/** Emits one SVG file with the icons the pages use; the manifest knows it as `icons.svg`. */
export function iconSprite(icons: readonly string[], own: Readonly<Record<string, URL>>): Plugin {
  return {
    name: 'icon-sprite',
    apply: 'build',
    buildStart() {
      const symbols = icons.map((icon) =>
        symbol(icon, readFileSync(require.resolve(`lucide-static/icons/${icon}.svg`), 'utf8')),
      );
      for (const [id, file] of Object.entries(own)) {
        symbols.push(symbol(id, readFileSync(file, 'utf8')));
      }
      this.emitFile({
        type: 'asset',
        name: 'icons.svg',
        originalFileName: 'icons.svg',
        source: `<!-- Icons: Lucide, ISC licence --><svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`,
      });
    },
  };
}
