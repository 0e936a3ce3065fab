import { expect } from 'chai';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import type { DeclaredEvent, EventApplication } from '../../src/domain/events/application.ts';
import { DOCUMENT_CODES, type Paper } from '../../src/domain/events/documents.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { FamilyMember } from '../../src/domain/family-card.ts';
import { cardOfFamily, fourPeople, married, person, sexes } from '../domain/families.ts';
import { submits, withRegister } from './golden-office.ts';
import { PEOPLE, refusalOf, withOffice } from './office.ts';

const TODAY = '2026-11-26';
const { woman } = sexes;
const ALL = DOCUMENT_CODES.filter((code) => !['f-1-07', 'surat-hilang'].includes(code));
/** Two of each: the old cards of two families. */
const PAPERS: Paper[] = [...ALL, ...ALL].map((document) => ({ document }));

describe('An event-based case, as officers see it', () => {
  const given = withOffice({}, new Date(`${TODAY}T02:00:00Z`));
  const grooms = fourPeople();
  const bride = person('NURUL HIDAYAH', 'ANAK', '2003-11-23', { ...woman, father: 'MUJIONO', mother: 'SRI REJEKI' });
  const bridesFather = person('MUJIONO', 'KEPALA KELUARGA', '1970-01-01', married('1997-07-04'));
  const bridesMother = person('SRI REJEKI', 'ISTRI', '1974-02-12', { ...woman, ...married('1997-07-04') });
  const brides = cardOfFamily([bridesFather, bridesMother, bride]);
  const others = fourPeople();
  let register: RunningSimulator;
  before(async () => {
    register = await withRegister(given.office, [grooms.card, brides, others.card]);
  });
  after(() => register.close());

  const applies = async (
    events: readonly DeclaredEvent[],
    {
      applicant = grooms.son,
      ...rest
    }: Omit<Partial<EventApplication>, 'applicant'> & { applicant?: FamilyMember } = {},
  ) => {
    const { name, nik } = applicant;
    const application = {
      applicant: { name, nik, whatsapp: '0812 3456 7890' },
      events,
      statement: true as const,
      ...rest,
    };
    return submits(given.office, application, PAPERS, TODAY);
  };
  const view = (applicationNumber: string, who: keyof typeof PEOPLE = 'sri') =>
    given.office.officers.case(PEOPLE[who].username, applicationNumber);
  const wedding: DeclaredEvent = {
    event: 'menikah',
    data: {
      weddingDate: '2026-10-12',
      partners: [{ nik: grooms.son.nik }, { nik: bride.nik }],
      head: grooms.son.nik,
      address: { like: grooms.son.nik },
    },
  };
  const rules = (findings: readonly { rule: string }[]) => findings.map(({ rule }) => rule);

  it('shows old and new of the card, and the cards of the parents that change too', async () => {
    const { office } = given;
    const { applicationNumber } = await applies([wedding]);
    const { family, changes, reason } = await view(applicationNumber);
    expect(reason).to.equal('baru');
    expect(family).to.deep.include({
      read: true,
      outcome: 'issue',
      events: ['Menikah, sudah punya buku nikah atau akta perkawinan'],
    });
    const [main, ...parents] = family!.cards;
    expect(main).to.deep.include({ effect: 'issued', isNew: true, headName: 'BAYU PAMUNGKAS' });
    expect(family!.notices, 'what the applicant reads with the card').to.deep.equal([
      'KK orang tua suami dan orang tua istri juga berubah karena Anda berdua keluar. Kepala keluarganya dapat meminta KK yang baru; KK lama mereka tidak berlaku lagi.',
    ]);
    expect(
      parents.map(({ effect, kkNumber, removed }) => [effect, kkNumber, removed.map(({ name }) => name)]),
    ).to.deep.equal([
      ['changed', grooms.card.kkNumber, ['BAYU PAMUNGKAS']],
      ['changed', brides.kkNumber, ['NURUL HIDAYAH']],
    ]);
    const lines = changes.map(({ member, label, from, to }) => `${member} ${label}: ${from} > ${to}`);
    expect(lines).to.include.members([
      'BAYU PAMUNGKAS Status perkawinan: BELUM KAWIN > KAWIN TERCATAT',
      'BAYU PAMUNGKAS Tanggal perkawinan/perceraian: - > 12-10-2026',
      'NURUL HIDAYAH Hubungan dalam keluarga: ANAK > ISTRI',
    ]);
    await office.drafts(applicationNumber);
    const drafted = await view(applicationNumber, 'endah');
    expect(drafted.changes.every((change) => change.drafted?.matches === true)).to.equal(true);
    expect(drafted.family!.stops).to.deep.equal([]);
    const { reference } = (await view(applicationNumber)).siak;
    await office.process.cancelSiakEntry({ applicationNumber });
    expect(reference).to.match(/^SIAK-/);
    expect(await office.register.cardOf(bride.nik)).to.deep.equal(brides);
  });

  it('tells the officer card by card what to type into SIAK', async () => {
    const { applicationNumber } = await applies([wedding]);
    await given.office.decides('sri', applicationNumber, 'open-application');
    const { cards, people } = await given.office.officers.siakSheet(PEOPLE.sri.username, applicationNumber);
    expect(people).to.deep.equal([]);
    expect(cards!.map(({ effect, kkNumber, leave }) => [effect, kkNumber, leave.length])).to.deep.equal([
      ['issued', null, 0],
      ['changed', grooms.card.kkNumber, 1],
      ['changed', brides.kkNumber, 1],
    ]);
    const [main] = cards!;
    expect(main!.people.map(({ name, shdk, joins }) => [name, shdk, joins])).to.deep.equal([
      ['BAYU PAMUNGKAS', 'KEPALA KELUARGA', true],
      ['NURUL HIDAYAH', 'ISTRI', true],
    ]);
    expect(main!.lines.find(({ label }) => label === 'Alamat')?.to).to.equal('CEPIT');
    await given.office.applicants.withdraw(applicationNumber, given.office.pinOf(applicationNumber));
    await given.office.settle();
  });

  it('warns where the officer decides, with the sentence and its reason, and refuses nobody for it', async () => {
    const { office } = given;
    const semula: DeclaredEvent = {
      event: 'pekerjaan',
      data: { changes: [{ person: others.father.nik, from: 'PEDAGANG', to: 'GURU' }] },
    };
    const { applicationNumber } = await applies([semula], { applicant: others.father });
    const { family } = await view(applicationNumber);
    expect(rules(family!.warnings)).to.include.members(['R44', 'R52']);
    const [warning] = family!.warnings.filter(({ rule }) => rule === 'R44');
    expect(warning).to.include({
      sentence: `Pekerjaan DAMAR PAMUNGKAS menurut SIAK adalah "WIRASWASTA", bukan "PEDAGANG". Periksa KK lama; yang dipakai data SIAK.`,
    });
    await office.drafts(applicationNumber);
    await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
  });

  it('warns both sides that the same family has another open case, also an element-based one', async () => {
    const { office } = given;
    const blood = (person: string): DeclaredEvent => ({
      event: 'golongan-darah',
      data: { changes: [{ person, from: 'O', to: 'A' }] },
    });
    const first = await applies([blood(others.mother.nik)], { applicant: others.mother });
    const second = await applies([blood(others.father.nik)], { applicant: others.father });
    const elements = await office.submit({
      applicant: { name: others.son.name, nik: others.son.nik, whatsapp: '0812 9999 7777' },
      kkNumber: others.card.kkNumber,
      members: [{ name: others.father.name, nik: others.father.nik, shdk: 'KEPALA KELUARGA' }],
      changes: [{ member: 0, element: 'pendidikan', from: 'SLTA/SEDERAJAT', to: 'STRATA II' }],
    });
    const warningsOf = async (number: string) => {
      const { family, warnings } = await view(number);
      return [...(family?.warnings ?? []).map(({ sentence }) => sentence), ...warnings.map(({ text }) => text)].filter(
        (text) => text.includes('masih berjalan'),
      );
    };
    const all = [first, second, elements].map((one) => one.applicationNumber);
    for (const number of all)
      for (const other of all.filter((one) => one !== number))
        expect(
          (await warningsOf(number)).some((text) => text.includes(other)),
          `${number} is told of ${other}`,
        ).to.equal(true);
    for (const { applicationNumber, pin } of [second, elements, first]) {
      await office.applicants.withdraw(applicationNumber, pin);
      await office.settle();
    }
    const alone = await applies([blood(others.mother.nik)], { applicant: others.mother });
    expect(
      (await warningsOf(alone.applicationNumber)).filter((text) => all.some((one) => text.includes(one))),
    ).to.deep.equal([]);
  });

  it('knows a number to which a card of this family came before', async () => {
    const { office } = given;
    const change = (to: string): DeclaredEvent => ({
      event: 'pendidikan',
      data: { changes: [{ person: grooms.father.nik, from: 'SLTA', to }] },
    });
    const options = { applicant: grooms.father };
    const first = await applies([change('S1')], options);
    expect(rules((await view(first.applicationNumber)).family!.warnings)).to.include('R52');
    await office.store.cases.change(first.applicationNumber, { state: 'archived' });
    const second = await applies([change('S2')], options);
    expect(rules((await view(second.applicationNumber)).family!.warnings)).to.not.include('R52');
  });

  it('keeps Kasi from calling a draft valid that SIAK has drawn otherwise', async () => {
    const { office } = given;
    const widow: DeclaredEvent = {
      event: 'anggota-meninggal',
      data: { person: others.mother.nik, date: '2026-10-02' },
    };
    const { applicationNumber } = await applies([widow], { applicant: others.father });
    await office.drafts(applicationNumber);
    const { draftSha256 } = await office.case(applicationNumber);
    const draft = (await office.store.drafts.find(draftSha256!))!;
    // As if the officer had typed nothing: the dead woman still stands on the card.
    await office.database.asOwner(
      `update drafts set family_sealed = null, family = '${JSON.stringify({ ...draft.family, members: others.card.members })}'`,
    );
    const file = await view(applicationNumber, 'endah');
    expect(rules(file.family!.stops)).to.include('R61');
    await office.reads('endah', applicationNumber);
    const { taskId } = await office.task(applicationNumber, 'verify-draft');
    const decide = office.officers.decide(PEOPLE.endah.username, {
      applicationNumber,
      task: taskId,
      answer: { verification: 'valid' },
    });
    expect((await refusalOf(decide)).code).to.equal('RULES_STOP_VERIFICATION');
    expect((await office.journal(applicationNumber, 'decision-refused')).at(-1)?.detail).to.include({
      because: 'RULES_STOP_VERIFICATION',
    });
    await office.decides('endah', applicationNumber, 'verify-draft', {
      verification: 'invalid',
      note: 'Almarhumah masih tercetak pada draf.',
    });
  });

  it('works from what the applicant says while SIAK does not answer, says so, and reads SIAK before the entry', async () => {
    const { office } = given;
    const { cardOf } = office.register;
    const { father, mother } = grooms;
    office.register.cardOf = () => Promise.reject(new Failure('SIAK_UNREACHABLE'));
    const event: DeclaredEvent = {
      event: 'golongan-darah',
      data: { changes: [{ person: mother.nik, from: 'O', to: 'B' }] },
    };
    const { applicationNumber } = await applies([event], {
      applicant: mother,
      listed: [
        { name: father.name, nik: father.nik, shdk: 'KEPALA KELUARGA' },
        { name: mother.name, nik: mother.nik, shdk: 'ISTRI' },
      ],
      kkNumber: grooms.card.kkNumber,
    });
    office.register.cardOf = cardOf;
    const { family } = await view(applicationNumber);
    expect(family!.read).to.equal(false);
    expect(family!.changes.map(({ member, label, from, to }) => [member, label, from, to])).to.deep.equal([
      ['WENING PRAMESWARI', 'Golongan darah', 'lihat di SIAK', 'B'],
    ]);
    expect(family!.changes[0]!.unread, 'what the applicant states is no old value').to.deep.equal({
      claim: { text: 'O', by: 'applicant' },
    });
    await office.drafts(applicationNumber);
    const drafted = await view(applicationNumber, 'endah');
    expect(drafted.family!.read).to.equal(true);
    expect(drafted.changes[0]!.unread).to.equal(null);
    expect(drafted.changes.map(({ from, to, drafted: shown }) => [from, to, shown?.matches])).to.deep.equal([
      ['O', 'B', true],
    ]);
  });
});
