import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { withOffice } from '../cases/office.ts';
import { aForm, aPhoto, answerOf, faultFields, submit } from './client.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';

const applicant = { name: 'Wening Prameswari', nik: '3402155203850002', whatsapp: '0812 3456 7890' };
const listed = [
  { name: 'Damar Pamungkas', nik: '3402151708820001', shdk: 'KEPALA KELUARGA' },
  { name: 'Wening Prameswari', nik: '3402155203850002', shdk: 'ISTRI' },
];
const education = { event: 'pendidikan', data: { changes: [{ person: applicant.nik, from: 'SMA', to: 'S1' }] } };
const blood = { event: 'golongan-darah', data: { changes: [{ person: applicant.nik, from: 'O', to: 'AB' }] } };
const applicationWith = (change: Record<string, unknown> = {}) => ({
  applicant,
  kkNumber: '3402150101150007',
  listed,
  events: [education],
  statement: true,
  ...change,
});

describe('Submitting by the API what happened', () => {
  const given = withOffice();
  let portal: OpenPortal;
  beforeEach(async () => {
    portal = await openPortal(given.office);
  });
  afterEach(() => portal.close());
  const sends = (application: unknown, ...kinds: string[]) =>
    Promise.all(kinds.map(async (kind) => [kind, await aPhoto()] as const)).then((files) =>
      submit(portal.url, aForm(application, files), randomUUID()),
    );
  const opened = () => given.office.case(portal.cases.opened[0]!);

  it('takes several events at once with their papers, and derives the reason and what is needed', async () => {
    const answer = await sends(applicationWith({ events: [education, blood] }), 'f-1-02', 'kartu-donor');
    expect(answer.status).to.equal(201);
    await given.office.settle();
    const record = await opened();
    expect(record).to.deep.include({
      reason: 'perubahan-data',
      elements: ['pendidikan', 'golongan-darah'],
      requiredDocuments: ['f-1-02', 'f-1-06', 'kk-lama', 'ijazah', 'hasil-golongan-darah'],
      ktpAffected: true,
      kkNumber: '3402150101150007',
    });
    expect(record.application.events).to.deep.equal([education, blood]);
    expect((await given.office.store.papers.of(record.applicationNumber)).map(({ kind }) => kind)).to.have.members([
      'f-1-02',
      'kartu-donor',
    ]);
  });

  it('carries nothing personal into the process', async () => {
    await sends(applicationWith());
    await given.office.settle();
    const { applicationNumber } = await opened();
    const variables = JSON.stringify((await given.office.engine.history(applicationNumber))?.variables);
    for (const word of [applicant.nik, '3402150101150007', 'Wening', 'Pamungkas', '081234567890'])
      expect(variables).to.not.include(word);
  });

  it('names the wrong field of an event, its title and what to do', async () => {
    const birth = { event: 'bayi-lahir', data: { children: [{ name: 'Arjuna 2', birthDate: '2031-01-01' }] } };
    const answer = await sends(applicationWith({ events: [birth] }));
    expect(answer.status).to.equal(422);
    expect(faultFields(answer)).to.include('/events/0/data/children/0');
    const { faults } = answer.body as unknown as { faults: { title: string; remedy: string }[] };
    for (const { title, remedy } of faults) expect(title !== '' && remedy.endsWith('.')).to.equal(true);
    expect(portal.cases.opened).to.deep.equal([]);
  });

  it('refuses a lost card together with a change of data', async () => {
    const answer = await sends(applicationWith({ events: [education, { event: 'kk-hilang', data: {} }] }));
    expect(answer.status).to.equal(422);
    expect(answer.text).to.include('dicetak ulang tanpa perubahan data');
  });

  it('checks the events while they are being written', async () => {
    const check = (part: unknown) =>
      answerOf(
        fetch(`${portal.url}/api/application-checks`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(part),
        }),
      );
    expect(faultFields(await check({ events: [education] }))).to.deep.equal([]);
    expect(faultFields(await check({ events: [{ event: 'pindah-keluar', data: {} }] }))).to.include(
      '/events/0/data/movers',
    );
    expect(faultFields(await check({ events: [] }))).to.deep.equal(['/events']);
  });

  it('says before sending where else to go, which papers, and the power of attorney of a stranger', async () => {
    const advice = async (application: unknown) =>
      (
        await answerOf(
          fetch(`${portal.url}/api/application-advice`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(application),
          }),
        )
      ).body as { elsewhere: { goesOn: boolean; where: string } | null; papers: { kinds: { code: string }[] }[] };
    const kinds = async (application: unknown) =>
      (await advice(application)).papers.map((paper) => paper.kinds[0]!.code);
    expect(await kinds(applicationWith())).to.deep.equal(['f-1-02', 'f-1-06', 'kk-lama', 'ijazah']);
    expect(await kinds(applicationWith({ listed: [listed[0]] }))).to.include('f-1-07');
    const leaving = {
      event: 'pindah-keluar',
      data: { movers: [{ nik: applicant.nik }], destination: 'Surabaya', skpwni: 'belum' },
    };
    expect((await advice(applicationWith({ events: [leaving] }))).elsewhere).to.include({ goesOn: false });
    expect((await advice(applicationWith())).elsewhere).to.equal(null);
  });

  it('lets the resident complete the data of an event while an officer waits for it', async () => {
    const { office } = given;
    const death = { event: 'anggota-meninggal', data: { person: '3402151708820001' } };
    await sends(applicationWith({ events: [death] }));
    const { applicationNumber } = await opened();
    await office.asksFor(applicationNumber, [], 'Mohon tuliskan tanggal meninggalnya.');
    const complete = (amendment: unknown) => {
      const form = aForm(undefined);
      form.append('amendment', JSON.stringify(amendment));
      return answerOf(
        fetch(`${portal.url}/api/applications/${applicationNumber}/papers`, {
          method: 'POST',
          body: form,
          headers: { 'X-PIN': office.pinOf(applicationNumber) },
        }),
      );
    };
    const late = { events: [{ event: 'anggota-meninggal', data: { person: '3402151708820001', date: '2031-01-01' } }] };
    expect(faultFields(await complete(late))).to.deep.equal(['/events/0/data/date']);
    expect((await complete({ applicant: { ...applicant, name: 'Orang Lain' } })).status).to.equal(422);
    const right = {
      events: [{ event: 'anggota-meninggal', data: { person: '3402151708820001', date: '2026-10-02' } }],
    };
    expect((await complete(right)).status).to.equal(200);
    await office.settle();
    const record = await office.case(applicationNumber);
    expect(record.state).to.equal('examination');
    expect(record.application.events, 'what was submitted stays').to.deep.equal([death]);
    const [row] = await office.journal(applicationNumber, 'application-amended');
    expect(row?.actor).to.equal('pemohon');
    expect(JSON.stringify(row?.detail)).to.not.include('3402151708820001');
  });
});
