import { expect } from 'chai';
import { DEFAULT_OFFICE_RULES, type OfficeRules } from '../../src/domain/events/office-rules.ts';
import { toPlainDate } from '../../src/domain/plain-date.ts';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import { familiesOf, photosOf, submits, withRegister } from '../cases/golden-office.ts';
import { PEOPLE, refusalOf, withOffice } from '../cases/office.ts';
import { ENTRIES, applicationOf, papersOf } from '../domain/events/golden-applications.ts';
import { goldenCases } from '../domain/events/golden-case.ts';
import { answerOf } from './client.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';

const BABY = goldenCases().find((one) => one.case === '15')!;
const DAY = toPlainDate(BABY.today)!;
const BABY_NIK = '3402121511260001';
const [birth] = ENTRIES['15']!.first.events;
const application = applicationOf(BABY, ENTRIES['15']!.first);

/** BIRTH_ROUTE: whether a new-born without akta kelahiran gets the card first, or the application waits for the akta. */
describe('A new-born without akta kelahiran, in an office that', () => {
  const given = withOffice({}, new Date(`${DAY}T02:00:00Z`));
  let register: RunningSimulator;
  let portal: OpenPortal;
  before(async () => {
    register = await withRegister(given.office, familiesOf([BABY]));
  });
  after(() => register.close());
  const works = async (rules: Pick<OfficeRules, 'birth'>) => {
    Object.assign(given.office.dependencies.settings, { officeRules: { ...DEFAULT_OFFICE_RULES, ...rules } });
    portal = await openPortal(given.office);
  };
  afterEach(() => portal.close());

  const explained = async () => {
    const { body } = await answerOf(fetch(`${portal.url}/api/events.json`));
    const { events } = body as unknown as { events: { name: string; text: string }[] };
    return events.find(({ name }) => name === 'bayi-lahir')!.text;
  };
  const advice = async (sent: unknown) =>
    (
      await answerOf(
        fetch(`${portal.url}/api/application-advice`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(sent),
        }),
      )
    ).body['elsewhere'] as { goesOn: boolean; text: string } | null;
  const completes = async (applicationNumber: string) => {
    const { taskId: task } = await given.office.task(applicationNumber, 'examine-application');
    await given.office.reads('sri', applicationNumber);
    const answer = { examination: 'complete' as const };
    return given.office.officers.decide(PEOPLE.sri.username, { applicationNumber, task, answer });
  };

  it('issues the card first: it goes on with the surat keterangan kelahiran, and the akta follows', async () => {
    await works({ birth: 'kk-first' });
    expect(await explained()).to.contain('NIK tercantum pada KK baru. Sesudah itu lanjutkan akta kelahiran');
    expect(await (await fetch(`${portal.url}/ajukan`)).text()).to.contain('Sesudah itu lanjutkan akta kelahiran');
    expect(await advice(application)).to.equal(null);
    const { applicationNumber } = await submits(given.office, application, papersOf(BABY), DAY);
    await given.office.decides('sri', applicationNumber, 'open-application');
    await completes(applicationNumber);
    await given.office.settle();
    expect((await given.office.case(applicationNumber)).state).to.not.equal('examination');
    await given.office.applicants.withdraw(applicationNumber, given.office.pinOf(applicationNumber));
    await given.office.settle();
  });

  it('waits for the akta: the resident is sent there, and comes back with the NIK and the akta', async () => {
    await works({ birth: 'akta-first' });
    expect(await explained()).to.contain('permohonan ini menunggu sampai aktanya ada');
    expect(await (await fetch(`${portal.url}/ajukan`)).text()).to.contain('permohonan ini menunggu sampai aktanya ada');
    const sentTo = await advice(application);
    expect(sentTo).to.include({ goesOn: false });
    expect(sentTo!.text).to.contain('3 in 1');

    const { applicationNumber, pin } = await submits(given.office, application, papersOf(BABY), DAY);
    await given.office.decides('sri', applicationNumber, 'open-application');
    expect((await refusalOf(completes(applicationNumber))).code).to.equal('RULES_STOP_EXAMINATION');
    const seen = await given.office.officers.case(PEOPLE.sri.username, applicationNumber);
    expect(seen.family).to.include({ outcome: 'elsewhere' });
    await given.office.decides('sri', applicationNumber, 'examine-application', {
      examination: 'incomplete',
      missingDocuments: ['akta-kelahiran'],
    });

    // The akta service has entered the child in SIAK meanwhile.
    const { children } = birth!.data as { children: readonly { withoutNik?: string }[] };
    const { withoutNik: _none, ...child } = children[0]!;
    const [family] = familiesOf([BABY]);
    const row = { ...family!.members.at(-1)!, ...{ nik: BABY_NIK, name: 'ARJUNA BAGAS PRAMUDYA', shdk: 'ANAK' } };
    const born = { ...row, ...{ sex: 'LAKI-LAKI', birthDate: '2026-11-15', maritalStatus: 'BELUM KAWIN' } };
    await register.close();
    register = await withRegister(given.office, [{ ...family!, members: [...family!.members, born] }]);
    const amendment = { events: [{ event: 'bayi-lahir', data: { children: [{ ...child, nik: BABY_NIK }] } }] };
    const akta = await photosOf(given.office, [{ document: 'akta-kelahiran' }], 'akta');
    await given.office.applicants.complete(applicationNumber, pin, akta, undefined, { amendment });
    await given.office.settle();
    await completes(applicationNumber);
    await given.office.settle();
    const { draftSha256 } = await given.office.case(applicationNumber);
    const draft = await given.office.store.drafts.find(draftSha256!);
    expect(draft!.family.members.map(({ nik }) => nik)).to.include(BABY_NIK);
  });
});
