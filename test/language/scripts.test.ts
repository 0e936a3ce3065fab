import { expect } from 'chai';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { INDONESIAN } from '../../src/domain/language/indonesian.ts';

const ASSETS = path.join(import.meta.dirname, '..', '..', 'src', 'portal', 'assets');
const scripts = readdirSync(ASSETS, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .map((name) => [name, readFileSync(path.join(ASSETS, name), 'utf8')] as const);

describe('The scripts of the portal', () => {
  const asked = scripts.flatMap(([name, source]) =>
    [...source.matchAll(/\bsay\('([^']+)'(?:, \{([^}]*)\})?/g)].map(([, key, values]) => ({
      name,
      key: key!,
      values: [...(values ?? '').matchAll(/(?:^|,)\s*(\w+)/g)].map(([, value]) => value!),
    })),
  );
  const texts = INDONESIAN.scripts as Readonly<Record<string, string>>;

  it('say only what the language has, with the values that stand in it', () => {
    expect(asked.length).to.be.greaterThan(60);
    const wrong = asked.filter(({ key, values }) => {
      const wanted = [...(texts[key] ?? '?').matchAll(/\{\{(\w+)\}\}/g)].map(([, value]) => value);
      return texts[key] === undefined || wanted.some((name) => !values.includes(name!));
    });
    expect(wrong).to.deep.equal([]);
  });

  it('leave no sentence of the language unsaid', () => {
    const said = new Set(asked.map(({ key }) => key));
    expect(Object.keys(texts).filter((key) => !said.has(key))).to.deep.equal([]);
  });

  it('hold no Indonesian sentence of their own', () => {
    const own = scripts.flatMap(([name, source]) =>
      [
        ...source
          .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
          .matchAll(/['`]((?:[A-Z][a-z]+|[a-z]{3,}) [a-z]{3,}[^'`]*)['`]/g),
      ]
        .map(([, text]) => text!)
        .filter(
          (text) => /\b(?:Anda|dan|atau|yang|ini|foto|isian|belum|sudah)\b/i.test(text) && !/^\w+ \w+$/.test(text),
        )
        .map((text) => `${name}: ${text}`),
    );
    expect(own).to.deep.equal([]);
    const words = scripts.flatMap(([name, source]) =>
      [...source.matchAll(/(?:textContent = |^\s+)['`]([A-Z][a-z]+…?)['`]/gm)].map(([, word]) => `${name}: ${word}`),
    );
    expect(words, 'words that a page shows').to.deep.equal([]);
  });
});
