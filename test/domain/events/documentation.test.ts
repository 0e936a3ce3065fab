import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EVENTS, tiles } from '../../../src/domain/events/catalogue.ts';

const DOCUMENT = readFileSync(path.resolve(import.meta.dirname, '../../../docs/events.md'), 'utf8');

describe('The catalogue of family events', () => {
  it('has the 28 events E01 to E28, each with its own words', () => {
    const codes = EVENTS.map(({ code }) => code).sort();
    expect(codes).to.deep.equal(Array.from({ length: 28 }, (_, i) => `E${String(i + 1).padStart(2, '0')}`));
    for (const event of EVENTS)
      for (const word of [event.tile, event.title, event.question, event.text, event.law, ...event.says])
        expect(word.trim(), event.name).to.not.equal('');
  });

  it('stands in docs/events.md row by row', () => {
    const rows = [...DOCUMENT.matchAll(/^\| (E\d\d) ([a-z-]+) \|/gm)].map(([, code, name]) => `${code} ${name}`);
    expect(rows.sort()).to.deep.equal(EVENTS.map(({ code, name }) => `${code} ${name}`).sort());
  });

  it('says nothing to residents that does not stand in the folder of the language', () => {
    const source = path.resolve(import.meta.dirname, '../../../src/domain');
    for (const folder of ['events', 'assessment'])
      for (const file of readdirSync(path.join(source, folder))) {
        // What was assumed is for officers; comments are English.
        const code = readFileSync(path.join(source, folder, file), 'utf8')
          .replaceAll(/assumed:.*?changesMembers/gs, '')
          .replaceAll(/\/\*.*?\*\/|\/\/.*$/gms, '');
        const sentences = [...code.matchAll(/'([^'\n]*)'|`([^`]*)`/g)].map(
          ([, plain, filled]) => plain ?? filled ?? '',
        );
        expect(
          sentences.filter((text) => / .* .*\.\s*$/.test(text)),
          file,
        ).to.deep.equal([]);
      }
  });

  it('puts every event behind exactly one tile', () => {
    expect(tiles().flatMap(({ events }) => events)).to.have.members(EVENTS.map(({ name }) => name));
  });
});
