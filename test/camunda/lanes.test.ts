import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { ROLE_LABELS } from '../../src/domain/labels.ts';
import { OFFICER_ROLES } from '../../src/domain/process.ts';

describe('lanes that the engine’s host knows', () => {
  const source = readFileSync(
    path.resolve(import.meta.dirname, '../../camunda/host/src/main/java/kk/host/Lane.java'),
    'utf8',
  );
  const lanes = [...source.matchAll(/^ {2}[A-Z_]+\("([^"]+)", "([^"]+)", (true|false)\)/gm)].map(
    ([, group = '', title = '', decides]) => ({ group, title, decides: decides === 'true' }),
  );

  it('are the roles of officers, by the same names, and the admin, who decides nothing', () => {
    expect(lanes.filter(({ decides }) => decides).map(({ group }) => group)).to.deep.equal([...OFFICER_ROLES]);
    expect(lanes.filter(({ decides }) => !decides).map(({ group }) => group)).to.deep.equal(['admin']);
    for (const { group, title } of lanes.filter(({ decides }) => decides))
      expect(title).to.equal(ROLE_LABELS[group as keyof typeof ROLE_LABELS]);
  });
});
