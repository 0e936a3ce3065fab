import { expect } from 'chai';
import { entryOfEvents } from '../../src/cases/siak-entry.ts';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import type { GivenAnswer } from '../../src/domain/decision-answers.ts';
import { Failure, type Refusal } from '../../src/domain/failures.ts';
import { toPlainDate } from '../../src/domain/plain-date.ts';
import type { Siak } from '../../src/siak/siak.ts';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import { ENTRIES, applicationOf, papersOf } from '../domain/events/golden-applications.ts';
import { goldenCases, printedCard } from '../domain/events/golden-case.ts';
import { errorOf } from '../store/given.ts';
import { familiesOf, submits, withRegister } from './golden-office.ts';
import { LINK_KEY, PEOPLE, withOffice, type OfficerName } from './office.ts';

const CASES = goldenCases().filter(({ case: number }) => ['04', '15', '17'].includes(number));
const [WEDDING, BIRTH, GIRL] = CASES as [(typeof CASES)[0], (typeof CASES)[0], (typeof CASES)[0]];
const TODAY = toPlainDate(WEDDING.today)!;
const KK = '{KK-BARU-1}';
const NIK = '{NIK-BARU-1}';
const REFERENCE = 'SIAK/2026/11/0200';

/** SIAK_WAY=typed where the events make SIAK give new numbers: an officer types what SIAK gave. */
describe('Numbers that SIAK gave, typed by an officer', () => {
  const given = withOffice({}, new Date(`${TODAY}T02:00:00Z`));
  let register: RunningSimulator;
  /** SIAK itself, in which an officer types; the office only reads there. */
  let siak: Pick<Siak, 'enter' | 'family' | 'cardOf'>;
  before(async () => {
    register = await withRegister(given.office, familiesOf(CASES));
    siak = Object.assign({}, given.office.register);
    Object.assign(given.office.dependencies.settings, { siakWay: 'typed' });
    Object.assign(given.office.register, {
      way: 'typed',
      reads: true,
      enter: () => Promise.reject(new Failure('SIAK_MANUAL')),
    });
  });
  after(() => register.close());

  const nothingIsRead = () =>
    Object.assign(given.office.register, {
      reads: false,
      cardOf: () => Promise.resolve(undefined),
      family: () => Promise.reject(new Failure('SIAK_UNREACHABLE')),
    });
  const isRead = () => Object.assign(given.office.register, { reads: true, cardOf: siak.cardOf, family: siak.family });
  afterEach(isRead);

  async function examined(golden: typeof WEDDING, rest: object = {}): Promise<string> {
    const { office } = given;
    const { first } = ENTRIES[golden.case]!;
    const application = { ...applicationOf(golden, first), ...rest };
    const papers = [...papersOf(golden), ...(first.papers ?? [])];
    const { applicationNumber } = await submits(office, application, papers, TODAY);
    await office.decides('sri', applicationNumber, 'open-application');
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    return applicationNumber;
  }
  /** Sri enters the case in SIAK by hand; what SIAK gives comes back. */
  async function entersInSiak(applicationNumber: string) {
    const { office } = given;
    const { entry } = await entryOfEvents(office.dependencies, await office.case(applicationNumber));
    const { kkNumber } = await siak.enter(entry!);
    return siak.family(kkNumber);
  }
  async function decides(
    who: OfficerName,
    applicationNumber: string,
    element: string,
    answer: GivenAnswer,
    siakNumbers: Record<string, unknown> = {},
  ) {
    const { taskId } = await given.office.task(applicationNumber, element);
    await given.office.reads(who, applicationNumber);
    await given.office.officers.decide(PEOPLE[who].username, { applicationNumber, task: taskId, answer, siakNumbers });
    await given.office.settle();
  }
  const types = (applicationNumber: string, numbers: Record<string, unknown>) =>
    decides('sri', applicationNumber, 'enter-siak-manually', { siakReference: REFERENCE }, numbers);
  const confirms = (applicationNumber: string) =>
    decides('tono', applicationNumber, 'check-siak-entry', { entryCheck: 'seen' });
  const numbersShown = async (who: OfficerName, applicationNumber: string) =>
    (await given.office.officers.case(PEOPLE[who].username, applicationNumber)).siak.numbers;
  const codeOf = async (work: Promise<unknown>) => ((await errorOf(work)) as Refusal).code;
  const draftOf = async (applicationNumber: string) => {
    const { draftSha256 } = await given.office.case(applicationNumber);
    return (await given.office.store.drafts.find(draftSha256!))!.family;
  };

  // First what ends before SIAK has the cards: afterwards it needs to give no number.
  it('a number of the family itself, of another open case, or written twice is refused to the officer', async () => {
    const applicationNumber = await examined(BIRTH);
    const family = BIRTH.before.cards[0]!;
    for (const own of [family.nomor_kk, String(family.rows[0]!['2_nik'])])
      expect(await codeOf(types(applicationNumber, { [NIK]: own }))).to.equal('SIAK_NUMBER_IN_USE');
    const other = await examined(WEDDING);
    await types(other, { [KK]: '3402152611260077' });
    const third = await examined(WEDDING);
    expect(await codeOf(types(third, { [KK]: '3402152611260077' }))).to.equal('SIAK_NUMBER_IN_USE');
    expect(await given.office.openElements(third)).to.deep.equal(['enter-siak-manually']);
    await decides('tono', other, 'check-siak-entry', { entryCheck: 'differs', note: 'Nomor KK di SIAK lain' });
    expect((await numbersShown('sri', other))[0], 'shown to be corrected').to.include({ number: '3402152611260077' });
    await types(other, { [KK]: '3402152611260078' });
    await types(third, { [KK]: '3402152611260077' });
  });

  it('goes into no process variable, journal or log, and the database holds it encrypted', async () => {
    const { office } = given;
    const applicationNumber = await examined(WEDDING);
    const number = '3402152611260099';
    await types(applicationNumber, { [KK]: number });
    expect(office.log.join('\n')).to.not.include(number);
    expect(JSON.stringify(await office.journal(applicationNumber))).to.not.include(number);
    expect(JSON.stringify(await office.store.decisions.of(applicationNumber))).to.not.include(number);
    expect(JSON.stringify(await office.store.siakNumbers.newest(applicationNumber))).to.not.include(number);
  });

  it('a wedding with a new card: the new KK number is asked for, confirmed, printed and sent', async () => {
    const { office } = given;
    const applicationNumber = await examined(WEDDING);
    expect((await office.case(applicationNumber)).kkNumber, 'the parents’ number is not this card’s').to.equal(null);
    expect((await office.officers.siakSheet(PEOPLE.sri.username, applicationNumber)).newNumbers).to.have.length(1);
    const card = await entersInSiak(applicationNumber);
    expect(await codeOf(types(applicationNumber, {}))).to.equal('SIAK_NUMBERS_MISSING');
    await types(applicationNumber, { [KK]: card.kkNumber.replace(/(.{6})(.{6})/, '$1 $2 ') });
    expect(await numbersShown('tono', applicationNumber)).to.deep.equal([
      { placeholder: KK, kind: 'kk', name: card.headName, number: card.kkNumber, odd: [] },
    ]);
    await confirms(applicationNumber);
    expect(await office.case(applicationNumber)).to.include({ kkNumber: card.kkNumber, siakReference: REFERENCE });
    const expected = WEDDING.expected.after.cards!.find(({ effect }) => effect.startsWith('issued'))!;
    expect((await draftOf(applicationNumber)).kkNumber).to.equal(card.kkNumber);
    expect(printedCard(await draftOf(applicationNumber))['rows']).to.deep.equal(expected.rows);
    await office.requests(applicationNumber);
    await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
    await office.signs(applicationNumber);
    expect((await office.case(applicationNumber)).state).to.equal('delivery');
    const [message] = office.messenger.of(applicationNumber, 'card').slice(-1);
    expect(message, 'the card is sent').to.not.equal(undefined);
    const subject = subjectHash(LINK_KEY, 'kk', card.kkNumber);
    expect(await office.store.subjects.openWith([subject], 'another')).to.deep.equal([{ applicationNumber, subject }]);
  });

  it('a newborn on the family’s card, whose KK number stays: the NIK is asked for and stands in the child’s row', async () => {
    const { office } = given;
    const applicationNumber = await examined(BIRTH);
    const kept = BIRTH.before.cards[0]!.nomor_kk;
    const card = await entersInSiak(applicationNumber);
    const child = card.members.find(({ name }) => name === 'ARJUNA BAGAS PRAMUDYA')!;
    await types(applicationNumber, { [NIK]: child.nik });
    const [shown, ...others] = await numbersShown('tono', applicationNumber);
    expect(shown).to.deep.include({ kind: 'nik', name: child.name, number: child.nik });
    expect(others).to.deep.equal([]);
    await confirms(applicationNumber);
    const draft = await draftOf(applicationNumber);
    expect(draft.kkNumber).to.equal(kept);
    expect(draft.members.find(({ name }) => name === child.name)).to.include({ nik: child.nik });
    const { family } = await office.officers.case(PEOPLE.sri.username, applicationNumber);
    expect(family?.changes.filter(({ drafted }) => drafted?.matches === false)).to.deep.equal([]);
  });

  it('the same where nothing is read from SIAK: the card is drawn with what was typed', async () => {
    nothingIsRead();
    const mother = GIRL.before.cards[0]!;
    const listed = mother.rows.map((row) => ({
      name: String(row['1_nama_lengkap']),
      nik: String(row['2_nik']),
      shdk: String(row['12_shdk']),
    }));
    const applicationNumber = await examined(GIRL, {
      kkNumber: mother.nomor_kk,
      listed,
      address: { street: 'KARANGTENGAH', rt: '001', rw: '002', kalurahan: String(mother['kode_kalurahan']) },
    });
    const odd = `3402060111260007`;
    await types(applicationNumber, { [NIK]: odd });
    expect((await numbersShown('tono', applicationNumber))[0]!.odd.join(' ')).to.match(/Jenis kelamin/);
    await confirms(applicationNumber);
    const draft = await draftOf(applicationNumber);
    expect(draft.kkNumber).to.equal(mother.nomor_kk);
    expect(draft.members.find(({ name }) => name === 'KIRANA WULANDARI')).to.include({ nik: odd, sex: 'PEREMPUAN' });
    const warned = await numbersShown('sri', applicationNumber);
    expect(warned[0]!.odd, 'who asks for the print reads it too').to.have.length.greaterThan(0);
  });
});
