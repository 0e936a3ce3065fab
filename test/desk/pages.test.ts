import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../src/domain/failures.ts';
import { startDesk, type DeskServer } from './desk-server.ts';
import { PEOPLE, RIGHT_PASSPHRASE, createSampleOffice, type SampleOffice } from './sample-office.ts';

let office: SampleOffice;
let server: DeskServer;
beforeEach(async () => {
  office = createSampleOffice();
  server = await startDesk(office);
});
afterEach(() => server.stop());
const as = (person: { username: string }) => server.browser(person.username);
const events = (number: string) =>
  office.store.rows.journal
    .filter((row) => row.applicationNumber === number)
    .map(({ actor, event, step }) => `${actor} ${event} ${step}`);

describe('Who may enter the desk', () => {
  it('sends whoever is not logged in to the log-in, and back to the page they wanted', async () => {
    const { applicationNumber } = await office.given.case();
    const answer = await server.browser().get(`/meja/berkas/${applicationNumber}`);
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([
      303,
      `/masuk?kembali=${encodeURIComponent(`/meja/berkas/${applicationNumber}`)}`,
    ]);
    const program = await server.browser().get('/meja/kabar.json');
    expect([program.status, program.text]).to.deep.equal([
      401,
      '{"remedy":"Anda belum masuk, atau waktunya sudah habis. Masuk dahulu, lalu ulangi."}',
    ]);
  });
  it('knows an officer by his Tasklist session alone', async () => {
    const answer = await as(PEOPLE.sri).get('/meja');
    expect(answer.status).to.equal(200);
    expect(answer.text).to.contain('Sri Wahyuni').and.contain('Petugas layanan &amp; entri');
  });
  it('refuses a Tasklist user whom the office does not know, or no longer', async () => {
    for (const username of ['orang.asing', PEOPLE.budi.username])
      expect((await server.browser(username).get('/meja')).status).to.equal(403);
  });
  it('says so when Tasklist does not answer, and lets nobody in', async () => {
    server.tasklistDown.now = true;
    const answer = await as(PEOPLE.sri).get('/meja');
    expect(answer.status).to.equal(503);
    expect(answer.text).to.contain('tidak dapat mengenali Anda');
  });

  it('shows each page to the right officers and refuses every other, and journals the attempt', async () => {
    const made = await office.given.verified();
    const { applicationNumber: number } = made;
    const paper = (await office.store.papers.of(number))[0]!.id;
    const { sri, tono, endah, agus, rini } = PEOPLE;
    const everybody = { sri, tono, endah, agus, rini };
    const pages: [string, (keyof typeof everybody)[]][] = [
      [`/meja/berkas/${number}`, ['sri', 'endah', 'agus']],
      [`/meja/berkas/${number}/dokumen/${paper}`, ['sri', 'endah', 'agus']],
      [`/meja/gambar/${number}/berkas.jpg`, ['sri', 'endah', 'agus']],
      [`/meja/gambar/${number}/draf.png`, ['sri', 'endah', 'agus']],
      [`/meja/berkas/${number}/draf.pdf`, ['sri', 'endah', 'agus']],
      ['/meja/tanda-tangan', ['agus']],
      [`/meja/tanda-tangan/${number}/tolak`, ['agus']],
      [`/meja/siak/${number}`, ['sri']],
    ];
    for (const [page, allowed] of pages)
      for (const [name, person] of Object.entries(everybody)) {
        const { status } = await as(person).get(page);
        const may = allowed.some((one) => one === name);
        expect(may ? status === 200 : status === 403 || status === 409, `${name} ${page} ${status}`).to.equal(true);
      }
    expect(events(number))
      .to.include(`${tono.username} view-refused null`)
      .and.include(`${rini.username} view-refused null`);
  });

  it('shows a case to the lanes it has not reached yet only when it reaches them', async () => {
    const fresh = await office.given.case();
    expect((await as(PEOPLE.tono).get(`/meja/berkas/${fresh.applicationNumber}`)).status).to.equal(200);
    for (const person of [PEOPLE.endah, PEOPLE.agus, PEOPLE.rini])
      expect((await as(person).get(`/meja/berkas/${fresh.applicationNumber}`)).status).to.equal(403);
    const drafted = await office.given.drafted();
    expect((await as(PEOPLE.endah).get(`/meja/berkas/${drafted.applicationNumber}`)).status).to.equal(200);
    expect((await as(PEOPLE.agus).get(`/meja/berkas/${drafted.applicationNumber}`)).status).to.equal(403);
    const { sha256: signedSha256 } = await office.documents.put(Buffer.from('%PDF-1.7 bertanda tangan'));
    await office.store.cases.change(drafted.applicationNumber, { signedSha256, state: 'delivery' });
    const card = await as(PEOPLE.rini).get(`/meja/berkas/${drafted.applicationNumber}/kk.pdf`);
    expect([card.status, card.text, card.headers.get('content-type')]).to.deep.equal([
      200,
      '%PDF-1.7 bertanda tangan',
      'application/pdf',
    ]);
  });

  it('opens no paper of one case under the number of another', async () => {
    const [a, b] = [await office.given.case(), await office.given.case()];
    const paper = (await office.store.papers.of(a.applicationNumber))[0]!.id;
    expect((await as(PEOPLE.sri).get(`/meja/berkas/${b.applicationNumber}/dokumen/${paper}`)).status).to.equal(404);
  });

  it('answers made-up numbers and paths with 404', async () => {
    for (const path of [
      '/meja/berkas/KK-261122-ZZZZZZ',
      '/meja/berkas/bukan-nomor',
      '/meja/berkas/..%2f..%2fetc',
      '/meja/lain',
      '/meja/aset/000000000000/..%2fdesk.ts',
    ])
      expect((await as(PEOPLE.sri).get(path)).status, path).to.equal(404);
  });
});

describe('The journal of views', () => {
  it('holds every view with person, ground and what was seen, and no personal data', async () => {
    const { applicationNumber: number, draftSha256 } = await office.given.verified();
    const paper = (await office.store.papers.of(number))[0]!;
    const endah = as(PEOPLE.endah);
    for (const path of [
      `berkas/${number}`,
      `berkas/${number}/dokumen/${paper.id}`,
      `gambar/${number}/berkas.jpg`,
      `gambar/${number}/draf.png`,
      `berkas/${number}/draf.pdf`,
    ])
      await endah.get(`/meja/${path}`);
    await as(PEOPLE.sri).get(`/meja/siak/${number}`);
    const rows = office.store.rows.journal.filter((row) => row.applicationNumber === number);
    expect(rows.map(({ actor, event, step }) => [actor, event, step])).to.deep.equal([
      ['endah.kusuma', 'case-viewed', 5],
      ['endah.kusuma', 'paper-viewed', 5],
      ['endah.kusuma', 'papers-viewed', 5],
      ['endah.kusuma', 'draft-viewed', 5],
      ['endah.kusuma', 'draft-viewed', 5],
      ['sri.wahyuni', 'siak-sheet-viewed', 3],
    ]);
    expect(rows[1]!.detail).to.deep.equal({ paper: paper.id, kind: 'f-1-06', as: 'kasi', state: 'signing' });
    expect(rows[3]!.detail).to.deep.include({ form: 'preview', draftSha256 });
    expect(JSON.stringify(rows))
      .to.not.match(/\d{16}(?!\d*[a-f])/)
      .and.not.contain('Wening');
  });
  it('says under which letter a stand-in looked', async () => {
    const { applicationNumber } = await office.given.verified();
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    await office.store.people.delegate({
      from: 'agus.hartanto',
      to: PEOPLE.rini.username,
      role: 'kepala-dinas',
      kind: 'Plh',
      validFrom: today,
      validTo: today,
    });
    await as(PEOPLE.rini).get(`/meja/gambar/${applicationNumber}/draf.png`);
    expect(office.store.rows.journal.at(-1)!.detail).to.deep.include({ as: 'kepala-dinas', actingAs: 'Plh' });
  });
});

describe('Own work', () => {
  it('counts what waits, what is late and what came back, the longest waiting first', async () => {
    const { sri, tono, endah } = PEOPLE;
    const old = await office.given.case();
    office.engine.offer({ elementId: 'open-application', processInstanceKey: old.processInstanceKey });
    office.given.later(90);
    const back = await office.given.case();
    await office.store.cases.change(back.applicationNumber, { entryOfficer: sri.username });
    await office.given.decision(back.applicationNumber, 3, sri, { examination: 'complete' });
    await office.given.decision(back.applicationNumber, 5, endah, {
      verification: 'invalid',
      note: 'Gelar tidak terbaca pada ijazah',
    });
    office.engine.offer({
      elementId: 'examine-application',
      processInstanceKey: back.processInstanceKey,
      assignee: sri.username,
    });
    const colleague = await office.given.case();
    office.engine.offer({
      elementId: 'examine-application',
      processInstanceKey: colleague.processInstanceKey,
      assignee: tono.username,
    });
    await office.given.verified();

    const { tasks, counts, oldest, heldByColleagues } = await office.desk.dashboard(sri.username);
    expect(tasks.map(({ applicationNumber }) => applicationNumber)).to.deep.equal([
      old.applicationNumber,
      back.applicationNumber,
    ]);
    expect(counts).to.deep.equal({ open: 2, mine: 1, late: 1, returned: 1, signable: 0 });
    expect([oldest?.applicationNumber, oldest?.waitingMinutes, oldest?.sopMinutes]).to.deep.equal([
      old.applicationNumber,
      90,
      1,
    ]);
    expect(heldByColleagues).to.equal(1);
    const page = await as(sri).get('/meja');
    expect(page.text)
      .to.contain('1 jam 30 menit')
      .and.contain('Endah Kusumawati menilai data tidak valid: “Gelar tidak terbaca pada ijazah”')
      .and.contain(`${server.tasklistUrl}/tasklist/${tasks[0]!.userTaskKey}`)
      .and.contain('tasklist?filter=assigned-to-me');
    expect(page.text, 'no names in a list').to.not.contain('Wening');
  });
  it('finds the oldest task among more cases than the store hands out at once', async () => {
    const old = await office.given.case({}, []);
    office.engine.offer({ elementId: 'open-application', processInstanceKey: old.processInstanceKey });
    for (let i = 0; i < 520; i++) await office.given.case({}, []);
    expect((await office.desk.dashboard(PEOPLE.sri.username)).oldest?.applicationNumber).to.equal(
      old.applicationNumber,
    );
  });
  it('shows a task that is in his lane but not his to decide, with the reason', async () => {
    const made = await office.given.drafted();
    await office.given.decision(made.applicationNumber, 3, PEOPLE.dewi, { examination: 'complete' });
    office.engine.offer({ elementId: 'verify-draft', processInstanceKey: made.processInstanceKey });
    const { tasks, counts } = await office.desk.dashboard(PEOPLE.dewi.username);
    expect([tasks[0]!.blocked, counts.open]).to.deep.equal(['FOUR_EYES', 0]);
    expect((await as(PEOPLE.dewi).get('/meja')).text).to.contain('Mintalah rekan lain yang memutuskan');
  });
  it("says why a task came back: a refused claim, a failure, the applicant's answer", async () => {
    const { sri, endah } = PEOPLE;
    const claim = await office.given.drafted();
    await office.given.decision(claim.applicationNumber, 5, sri, { verification: 'valid' }, 'WRONG_ROLE');
    office.engine.offer({ elementId: 'verify-draft', processInstanceKey: claim.processInstanceKey });
    expect((await office.desk.dashboard(endah.username)).tasks[0]!.returned?.code).to.equal('WRONG_ROLE');

    const refused = await office.given.drafted();
    await office.store.journal.write({
      applicationNumber: refused.applicationNumber,
      actor: 'sistem',
      event: 'siak-entry-failed',
      step: 3,
      detail: { code: 'SIAK_REFUSED' },
    });
    office.engine.offer({ elementId: 'examine-application', processInstanceKey: refused.processInstanceKey });
    const completed = await office.given.case();
    await office.given.decision(completed.applicationNumber, 3, sri, {
      examination: 'incomplete',
      note: 'ijazah buram',
    });
    office.engine.offer({ elementId: 'examine-application', processInstanceKey: completed.processInstanceKey });
    const codes = (await office.desk.dashboard(sri.username)).tasks.map(({ returned }) => returned?.code);
    expect(codes).to.have.members(['SIAK_REFUSED', 'COMPLETED_BY_APPLICANT']);
  });
  it('tells an open page when the list changes', async () => {
    const before = JSON.parse((await as(PEOPLE.sri).get('/meja/kabar.json')).text) as { version: string };
    const made = await office.given.case();
    office.engine.offer({ elementId: 'open-application', processInstanceKey: made.processInstanceKey });
    const after = JSON.parse((await as(PEOPLE.sri).get('/meja/kabar.json')).text) as { version: string; open: number };
    expect(after.version).to.not.equal(before.version);
    expect(after.open).to.equal(1);
  });
});

describe('The case file', () => {
  it('holds statement, old and new, evidence, warnings, draft and history', async () => {
    const { applicationNumber: number, draftSha256 } = await office.given.verified();
    await office.store.cases.change(number, {
      findings: ['Anggota 1: nama berbeda dengan SIAK.'],
      requiredDocuments: ['f-1-06', 'kk-lama', 'bukti-pekerjaan'],
      missingDocuments: ['bukti-pekerjaan'],
    });
    const { text } = await as(PEOPLE.endah).get(`/meja/berkas/${number}`);
    for (const part of [
      'Wening Prameswari',
      '340215 520385 0002',
      'Padukuhan Cepit, RT 3 RW 12',
      '<del>SLTA/SEDERAJAT</del>',
      '<ins>DIPLOMA IV/STRATA I</ins>',
      '</svg> sesuai',
      'belum ada · sudah diminta',
      '<b>Damar Pamungkas:</b> Nama berbeda dengan SIAK',
      draftSha256.slice(0, 12),
      'Diverifikasi Endah Kusumawati',
      'Lengkap &amp; sesuai',
      'Siapa melihat berkas ini',
    ])
      expect(text).to.contain(part);
  });
  it('warns of a NIK that does not fit sex or birth date, and of a draft that does not print what was asked', async () => {
    const made = await office.given.drafted({
      changes: [{ member: 1, element: 'tanggal-lahir', from: '1985-03-12', to: '1985-03-21' }],
    });
    const { warnings, changes } = await office.desk.caseFile(PEOPLE.endah.username, made.applicationNumber);
    expect(changes[0]!.drafted).to.deep.equal({ value: '1985-03-12', matches: false });
    expect(warnings).to.deep.include({
      about: 'Wening Prameswari',
      text: 'Tanggal lahir di draf belum sesuai permohonan',
    });
    const fresh = await office.given.case({
      changes: [{ member: 1, element: 'jenis-kelamin', from: 'PEREMPUAN', to: 'LAKI-LAKI' }],
    });
    expect((await office.desk.caseFile(PEOPLE.sri.username, fresh.applicationNumber)).warnings).to.deep.include({
      about: 'Wening Prameswari',
      text: 'Jenis kelamin berbeda dengan NIK',
    });
  });
  it('escapes what applicants and officers write', async () => {
    const made = await office.given.case({
      applicant: { name: '<script>alert(1)</script>', nik: '3402155203850002', whatsapp: '081234567890' },
    });
    const { text } = await as(PEOPLE.sri).get(`/meja/berkas/${made.applicationNumber}`);
    expect(text).to.contain('&lt;script&gt;alert').and.not.contain('<script>alert');
  });
  it('stays readable while the engine is away', async () => {
    const made = await office.given.case();
    office.engine.userTasks = () => Promise.reject(new Error('gateway gone'));
    expect((await as(PEOPLE.sri).get(`/meja/berkas/${made.applicationNumber}`)).status).to.equal(200);
  });
});

describe('Pictures inside Tasklist', () => {
  it('may be shown by a page of the same site, are not kept, and name what they are', async () => {
    const { applicationNumber: number } = await office.given.verified();
    for (const [path, type] of [
      [`gambar/${number}/draf.png`, 'image/png'],
      [`gambar/${number}/berkas.jpg`, 'image/jpeg'],
    ]) {
      const { headers } = await as(PEOPLE.endah).get(`/meja/${path}`);
      expect([
        headers.get('content-type'),
        headers.get('cross-origin-resource-policy'),
        headers.get('cache-control'),
      ]).to.deep.equal([type, 'same-site', 'no-store']);
    }
  });
  it('are replaced by a picture that explains when nobody is logged in or it is not his', async () => {
    const { applicationNumber: number } = await office.given.verified();
    const nobody = await server.browser().get(`/meja/gambar/${number}/draf.png`);
    expect([nobody.status, nobody.headers.get('content-type')]).to.deep.equal([401, 'image/svg+xml; charset=utf-8']);
    expect(nobody.text).to.contain('Anda belum masuk');
    const stranger = await as(PEOPLE.rini).get(`/meja/gambar/${number}/berkas.jpg`);
    expect([stranger.status, stranger.headers.get('cross-origin-resource-policy')]).to.deep.equal([403, 'same-site']);
  });
  it('show the draft of the named hash or none', async () => {
    const { applicationNumber: number, draftSha256 } = await office.given.verified();
    expect(
      (await as(PEOPLE.agus).get(`/meja/gambar/${number}/draf.png?sidik=${draftSha256.slice(0, 12)}`)).status,
    ).to.equal(200);
    const other = await as(PEOPLE.agus).get(`/meja/gambar/${number}/draf.png?sidik=${'0'.repeat(12)}`);
    expect(other.status).to.equal(409);
    expect(other.text).to.contain('Draf sudah berganti');
  });
});

describe('The signing page', () => {
  const choice = (draft: { applicationNumber: string; draftSha256: string }): [string, string] => [
    'dokumen',
    `${draft.applicationNumber}:${draft.draftSha256}`,
  ];

  it('signs what was chosen and tells the result document by document', async () => {
    const [one, two] = [await office.given.verified(), await office.given.verified()];
    const agus = as(PEOPLE.agus);
    const page = await agus.get('/meja/tanda-tangan');
    expect(page.text)
      .to.contain(one.draftSha256.slice(0, 12))
      .and.contain(`/meja/gambar/${two.applicationNumber}/draf.png?sidik=${two.draftSha256.slice(0, 12)}`);
    const posted = await agus.post('/meja/tanda-tangan', [
      choice(one),
      choice(two),
      ['diperiksa', 'ya'],
      ['passphrase', RIGHT_PASSPHRASE],
    ]);
    expect(posted.status).to.equal(303);
    const address = posted.headers.get('location')!;
    let told: { finished: boolean; heading: string } = { finished: false, heading: '' };
    for (let look = 0; look < 200 && !told.finished; look++, await sleep(10))
      told = JSON.parse((await agus.get(`${address}.json`)).text) as typeof told;
    expect(told.heading).to.equal('2 dari 2 draf sudah ditandatangani');
    expect((await agus.get(address)).text).to.contain('Sudah ditandatangani');
    expect((await as(PEOPLE.dewi).get(address)).status, 'not of another head').to.equal(409);
    const standing = JSON.parse(
      (await agus.get(`/meja/tanda-tangan/kemajuan.json?nomor=${one.applicationNumber}`)).text,
    ) as { documents: unknown[] };
    expect(standing.documents).to.deep.equal([
      { applicationNumber: one.applicationNumber, status: 'signed', reason: null, label: 'Sudah ditandatangani' },
    ]);
    expect(JSON.stringify(office.log)).to.not.contain('rahasia');
  });
  it('takes no post from elsewhere, without the token, or with the token of another', async () => {
    const draft = await office.given.verified();
    const fields: [string, string][] = [choice(draft), ['diperiksa', 'ya'], ['passphrase', RIGHT_PASSPHRASE]];
    const agus = as(PEOPLE.agus);
    const stolen = /name="token" value="([\w-]+)"/.exec((await as(PEOPLE.dewi).get('/meja/tanda-tangan')).text)![1]!;
    const refused = [
      await agus.post('/meja/tanda-tangan', fields, {
        headers: { origin: server.tasklistUrl, 'sec-fetch-site': 'same-site' },
      }),
      await agus.post('/meja/tanda-tangan', fields, {
        headers: { origin: 'https://jahat.example', 'sec-fetch-site': 'cross-site' },
      }),
      await agus.post('/meja/tanda-tangan', fields, { headers: { origin: 'null' } }),
      await agus.post('/meja/tanda-tangan', fields, { token: '' }),
      await agus.post('/meja/tanda-tangan', fields, { token: stolen }),
    ];
    expect(refused.map(({ status }) => status)).to.deep.equal(Array(5).fill(403));
    expect(office.engine.completed).to.have.lengthOf(0);
  });
  it('wants the statement, a readable choice and a passphrase', async () => {
    const draft = await office.given.verified();
    const agus = as(PEOPLE.agus);
    expect((await agus.post('/meja/tanda-tangan', [choice(draft), ['passphrase', 'x']])).status).to.equal(400);
    expect(
      (
        await agus.post('/meja/tanda-tangan', [
          ['dokumen', 'aneh'],
          ['diperiksa', 'ya'],
          ['passphrase', 'x'],
        ])
      ).status,
    ).to.equal(400);
    expect(
      (await agus.post('/meja/tanda-tangan', [choice(draft), ['diperiksa', 'ya'], ['passphrase', '']])).status,
    ).to.equal(409);
    expect((await agus.post('/meja/tanda-tangan', [['passphrase', 'x'.repeat(70_000)]])).status).to.equal(413);
    expect(office.engine.completed).to.have.lengthOf(0);
  });
  it('takes a database that is away for no attempt of the head: it asks for patience, and the journal stays as it was', async () => {
    const before = office.store.rows.journal.length;
    office.store.people.find = () => Promise.reject(new Failure('DATABASE_UNREACHABLE'));
    expect((await as(PEOPLE.agus).get('/meja/tanda-tangan')).status).to.equal(503);
    expect(office.store.rows.journal).to.have.lengthOf(before);
  });
  it('slows down who guesses, without holding up a colleague', async () => {
    const strict = await startDesk(office, { passphrasesPerFiveMinutes: 2 });
    try {
      const agus = strict.browser(PEOPLE.agus.username);
      const statuses: number[] = [];
      for (let i = 0; i < 3; i++) statuses.push((await agus.post('/meja/tanda-tangan', [['diperiksa', 'ya']])).status);
      expect(statuses).to.deep.equal([409, 409, 429]);
      expect(
        (await strict.browser(PEOPLE.dewi.username).post('/meja/tanda-tangan', [['diperiksa', 'ya']])).status,
      ).to.equal(409);
    } finally {
      await strict.stop();
    }
  });
  it('sends a draft back with the reason, and asks again when the reason cannot be sent on', async () => {
    const draft = await office.given.verified();
    const path = `/meja/tanda-tangan/${draft.applicationNumber}/tolak`;
    const agus = as(PEOPLE.agus);
    const again = await agus.post(path, [['alasan', 'NIK 3402 1552 0385 0002 keliru']]);
    expect(again.status).to.equal(409);
    expect(again.text)
      .to.contain('Tulis lagi tanpa angka itu')
      .and.contain('NIK 3402 1552 0385 0002 keliru</textarea>');
    expect((await agus.post(path, [['alasan', 'Nama ibu keliru']])).headers.get('location')).to.equal(
      '/meja/tanda-tangan?kembali=ya',
    );
    expect(office.engine.completed[0]!.variables).to.deep.equal({ signing: 'rejected', note: 'Nama ibu keliru' });
  });
});

describe('The SIAK sheet', () => {
  it('says value by value what to type, as SIAK keeps it', async () => {
    const made = await office.given.case({
      changes: [
        { member: 1, element: 'nama', from: 'Wening Prameswari', to: 'Wening  Pramesti', basis: 'Akta' },
        { member: 1, element: 'tanggal-lahir', from: '1985-03-12', to: '1985-03-21' },
      ],
    });
    const sheet = await office.desk.siakSheet(PEOPLE.sri.username, made.applicationNumber);
    expect(sheet.people).to.deep.equal([
      {
        nik: '3402155203850002',
        name: 'WENING PRAMESWARI',
        shdk: 'ISTRI',
        fields: [
          { element: 'nama', from: 'WENING PRAMESWARI', to: 'WENING PRAMESTI', basis: 'Akta' },
          { element: 'tanggal-lahir', from: '12-03-1985', to: '21-03-1985', basis: null },
        ],
      },
    ]);
    const { text } = await as(PEOPLE.sri).get(`/meja/siak/${made.applicationNumber}`);
    expect(text)
      .to.contain('data-copy="WENING PRAMESTI"')
      .and.contain('data-copy="3402150101150007"')
      .and.contain(`data-copy="${made.applicationNumber}"`);
  });
  it('gives the whole family and the address for a new card', async () => {
    const made = await office.given.case({ reason: 'baru', changes: [] });
    const { people, address } = await office.desk.siakSheet(PEOPLE.sri.username, made.applicationNumber);
    expect(people.map(({ name, shdk }) => `${name} ${shdk}`)).to.deep.equal([
      'DAMAR PAMUNGKAS KEPALA KELUARGA',
      'WENING PRAMESWARI ISTRI',
    ]);
    expect(address).to.deep.include({ street: 'PADUKUHAN CEPIT', rt: '003', rw: '012', kapanewon: 'SEWON' });
  });
  it('is not there for a lost card', async () => {
    const made = await office.given.case({ reason: 'hilang', changes: [] });
    const answer = await as(PEOPLE.sri).get(`/meja/siak/${made.applicationNumber}`);
    expect(answer.status).to.equal(409);
    expect(answer.text).to.contain('tidak memerlukan entri SIAK');
  });
});

describe('The headers of the desk', () => {
  it('allow nothing inline, nothing from elsewhere, no framing, nothing kept', async () => {
    const { headers, text } = await as(PEOPLE.sri).get('/meja');
    expect(headers.get('content-security-policy'))
      .to.contain("default-src 'none'")
      .and.contain("script-src 'self';")
      .and.contain("style-src 'self';")
      .and.contain("frame-ancestors 'self'");
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(headers.get('x-robots-tag')).to.contain('noindex');
    expect(headers.get('referrer-policy'), 'with no-referrer a browser sends Origin: null with our own forms').to.equal(
      'same-origin',
    );
    expect(text).to.not.match(/<script(?![^>]*src=)|style=|onclick=/);
  });
  it('let a browser keep style and scripts for as long as they do not change', async () => {
    const address = /href="(\/meja\/aset\/[^"]+desk\.css)"/.exec((await as(PEOPLE.sri).get('/meja')).text)![1]!;
    const { status, headers } = await server.browser().get(address);
    expect([status, headers.get('cache-control')]).to.deep.equal([200, 'public, max-age=31536000, immutable']);
  });
});
