import { expect } from 'chai';
import { readFileSync } from 'node:fs';
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

  it('puts every event behind exactly one tile', () => {
    expect(tiles().flatMap(({ events }) => events)).to.have.members(EVENTS.map(({ name }) => name));
  });
});
