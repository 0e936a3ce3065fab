import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Application } from '../../../src/domain/application.ts';
import { hintsInTheHand } from '../../../src/domain/check-by-rules.ts';
import { checkApplication } from '../../../src/domain/check-application.ts';
import { TODAY } from '../families.ts';

interface Tried {
  readonly what: string;
  readonly application: unknown;
}
const FILE = path.resolve(import.meta.dirname, 'sixty-eight-inputs.json');
const INPUTS = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Tried[];

/**
 * What the form says to each of the 68 inputs as they were sent, by rules.csv: the field that is refused, or the rules
 * that warn the officer. What needs SIAK (R18, R44, R49 ...) is judged once SIAK was read. Not listed: accepted without a
 * word.
 */
const REFUSED: Readonly<Record<string, string>> = {
  '09': '/members/0/nik',
  '12': '/members/1/nik',
  '13': '/members',
  '14': '/members',
  '15': '/members/2/shdk',
  '17': '/members/1/shdk',
  '18': '/members/0/shdk',
  '25': '/changes/0/to',
  '30': '/changes/0/to',
  '33': '/changes/0/to',
  '35': '/changes/0/to',
  '36': '/changes/0/to',
  '39': '/changes/0/to',
  '41': '/members/1/shdk',
  '42': '/members',
  '44': '/changes/0/to',
  '48': '/applicant/nik',
  '49': '/applicant/whatsapp',
  '51': '/applicant/whatsapp',
  '54': '/address/kalurahan',
  '55': '/address/kalurahan',
  '57': '/changes',
  '58': '/members',
  '59': '/members/0/shdk',
  '60': '/members/2/nik',
  '63': '/statement',
  '65': '/changes/0/to',
  '66': '/changes/0/to',
  '67': '/changes/0/to',
};
const WARNED: Readonly<Record<string, readonly string[]>> = {
  '02': ['R02'],
  '03': ['R02'],
  '04': ['R02'],
  '05': ['R02'],
  '06': ['R02'],
  '07': ['R02'],
  '10': ['R24'],
  '16': ['R22'],
  '19': ['R36'],
  '26': ['R14'],
  '43': ['R24'],
  '61': ['R24'],
};

describe('The 68 inputs of the trial, as they were sent', () => {
  const table: Record<string, string>[] = [];
  after(() => console.table(table));

  for (const { what, application } of INPUTS) {
    const number = what.slice(0, 2);
    const [refused, warned = []] = [REFUSED[number], WARNED[number]];
    it(`${what}: ${refused === undefined ? warned.join(' ') || 'accepted' : `refused at ${refused}`}`, () => {
      const checked = checkApplication(application, TODAY);
      const [fault] = checked.ok ? [] : checked.faults;
      const rules = checked.ok ? hintsOf(checked.application) : [];
      table.push({ input: what, outcome: fault?.field ?? (rules.join(' ') || 'accepted'), says: fault?.remedy ?? '' });
      expect(fault?.field).to.equal(refused);
      expect(rules).to.deep.equal(warned);
    });
  }
  it('are all there', () => expect(INPUTS).to.have.length(68));
});

const hintsOf = (application: Application) => [...new Set(hintsInTheHand(application, TODAY).map(({ rule }) => rule))];
