import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { iconSprite } from './build/icon-sprite.ts';
import { icons } from './build/icons.ts';

const source = new URL('./src/', import.meta.url).pathname;

/** One script a page; it carries the name of the template that it serves. */
const entries = [
  'shared/page',
  'access/login',
  'audit/events',
  'catalog/intake',
  'catalog/models',
  'chat/conversation',
  'knowledge/collection',
];

export default defineConfig({
  base: '/assets/',
  publicDir: false,
  plugins: [iconSprite(icons, { brand: new URL('./src/styles/images/brand.svg', import.meta.url) })],
  build: {
    outDir: '../target/classes/static/assets',
    emptyOutDir: true,
    assetsDir: '',
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    target: 'es2023',
    rollupOptions: { input: Object.fromEntries(entries.map((entry) => [entry, join(source, `${entry}.ts`)])) },
  },
  // One worker for all files: starting more costs more than it saves, and fails on a machine that is busy.
  test: { environment: 'jsdom', include: ['tests/**/*.test.ts'], pool: 'threads', maxWorkers: 1, isolate: false },
});
