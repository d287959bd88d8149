import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '../../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((name) => join(source, name));
const scripts = files.filter((name) => name.endsWith('.ts'));
const styles = files.filter((name) => name.endsWith('.css'));

describe('The front end keeps the house rules', () => {
  it.each(scripts.map((name) => relative(source, name)))('%s imports its own module and shared parts only', (name) => {
    const module = name.split(sep)[0] ?? '';
    const imports = [...readFileSync(join(source, name), 'utf8').matchAll(/from '\.\.\/([a-z]+)\//g)].map((hit) => hit[1]);
    expect(imports.filter((other) => other !== 'shared' && other !== 'styles' && other !== module)).toEqual([]);
  });

  it.each(scripts.map((name) => relative(source, name)))('%s stays short', (name) => {
    expect(readFileSync(join(source, name), 'utf8').split('\n').length).toBeLessThanOrEqual(190);
  });

  it.each(styles.map((name) => relative(source, name)))('%s names colours by token only', (name) => {
    const rules = readFileSync(join(source, name), 'utf8');
    const literal = /#[0-9a-f]{3,8}\b|\b(?:hsl|oklch)\(/i;
    expect(name.endsWith('tokens.css') || !literal.test(rules)).toBe(true);
  });

  it('styles no element through an attribute, which the content policy forbids', () => {
    for (const name of scripts) {
      expect(readFileSync(name, 'utf8')).not.toMatch(/setAttribute\('style'|\.cssText|innerHTML|outerHTML|insertAdjacentHTML/);
    }
  });
});
