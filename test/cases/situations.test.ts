import { expect } from 'chai';
import { assessCase } from '../../src/cases/assess-case.ts';
import { DOCUMENT_CODES } from '../../src/domain/events/documents.ts';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import { rowsOf, TODAY } from '../domain/families.ts';
import { submits, withRegister } from './golden-office.ts';
import { PEOPLE, refusalOf, withOffice } from './office.ts';
import type { Expected } from './situation.ts';
import { SITUATIONS } from './situations.ts';

/** Rules that say nothing of the cards: a number never seen before. */
const ALWAYS_TOLD = ['R52'];

/** Combined turns of life through the whole process; the cards expected are written by hand. */
describe('Family situations, from the application to the verified draft', () => {
  const given = withOffice({}, new Date(`${TODAY}T02:00:00Z`));
  const table: Record<string, string>[] = [];
  let register: RunningSimulator;
  before(async () => {
    register = await withRegister(
      given.office,
      SITUATIONS.flatMap(({ cards }) => cards),
    );
  });
  after(async () => {
    await register.close();
    console.table(table);
  });

  for (const { what, applicant, events, rest, without = [], expected } of SITUATIONS)
    it(what, async () => {
      const { office } = given;
      const { name, nik } = applicant;
      const all = DOCUMENT_CODES.filter((code) => code !== 'f-1-07' && !without.includes(code));
      const papers = all.map((document) => ({ document }));
      const told = { applicant: { name, nik, whatsapp: '0812 3456 7890' }, events, statement: true as const, ...rest };
      const { applicationNumber } = await submits(office, told, papers, TODAY);
      await office.decides('sri', applicationNumber, 'open-application');
      if (expected === 'elsewhere') {
        const assessed = (await assessCase(office.dependencies, await office.case(applicationNumber)))!;
        expect(assessed.assessment.outcome).to.equal('elsewhere');
        table.push({ situation: what, card: 'nothing is issued here' });
        return;
      }
      await isTold(applicationNumber, expected);
      await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
      const { draftSha256 } = await office.case(applicationNumber);
      const { family } = (await office.store.drafts.find(draftSha256!))!;
      expect(rowsOf(family)).to.deep.equal(expected.rows);
      for (const [person, cells] of Object.entries(expected.cells ?? {}))
        expect(
          family.members.find((row) => row.name === person),
          person,
        ).to.deep.include(cells);
      const former = SITUATIONS.flatMap(({ cards }) => cards).map(({ kkNumber }) => kkNumber);
      if (expected.number === 'new') expect(former).to.not.include(family.kkNumber);
      else expect(family.kkNumber).to.equal(expected.number.kkNumber);
      if (expected.address !== undefined) expect(family.address).to.equal(expected.address);
      for (const [{ kkNumber }, rows] of expected.others ?? [])
        if (rows.length === 0)
          expect((await refusalOf(office.register.family(kkNumber))).code).to.equal('FAMILY_UNKNOWN');
        else expect(rowsOf(await office.register.family(kkNumber))).to.deep.equal(rows);
      await office.requests(applicationNumber);
      await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
      table.push({
        situation: what,
        card: `${expected.number === 'new' ? 'new' : 'kept'}: ${rowsOf(family).join('; ')}`,
      });
    });

  async function isTold(applicationNumber: string, { told = [], missing = [] }: Expected): Promise<void> {
    const { office } = given;
    const { family } = await office.officers.case(PEOPLE.sri.username, applicationNumber);
    const found = [...family!.stops, ...family!.warnings, ...family!.informs];
    const rules = [...new Set(found.map(({ rule }) => rule))].filter((rule) => !ALWAYS_TOLD.includes(rule));
    expect(rules.sort(), found.map(({ sentence }) => sentence).join(' | ')).to.deep.equal([...told].sort());
    const assessed = (await assessCase(office.dependencies, await office.case(applicationNumber)))!;
    expect(assessed.assessment.missing.map(({ text }) => text)).to.deep.equal(missing);
  }
});
