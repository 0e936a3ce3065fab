import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { EngineAway } from '../../src/process/engine-away.ts';
import { PEOPLE, withOffice, type OfficerName } from '../cases/office.ts';
import { workedAt } from '../cases/worked-at.ts';
import type { Answer } from '../desk/desk-server.ts';
import { startAuditor, type AuditorServer } from './auditor-server.ts';

/** Every question of the trial's table, and more, asked as the auditor asks them: a form, and the page that answers. */
describe("The auditor's questions", () => {
  const given = withOffice();
  let server: AuditorServer;
  let delivered: string;
  let returned: string;
  let applicant: string;
  const audi = PEOPLE.audi.username;

  before(async () => {
    const { office } = given;
    server = await startAuditor(office);
    const asked = await office.submit();
    returned = asked.applicationNumber;
    await office.asksFor(returned, ['ijazah'], 'Foto ijazah buram');
    const sent = await office.delivered();
    delivered = sent.applicationNumber;
    applicant = (await office.case(delivered)).application.applicant.nik;
    const [card] = (await office.store.messages.of(delivered)).filter(({ purpose }) => purpose === 'card');
    for (const status of ['sent', 'delivered', 'read'])
      await office.applicants.messageStatus({ sid: card!.sid!, status, errorCode: null });
    await office.settle();
  });
  after(() => server.stop());

  const ask = (slug: string, fields: Record<string, string> = {}, who: OfficerName = 'audi'): Promise<Answer> =>
    server.browser(PEOPLE[who].username).post(`/auditor/tanya/${slug}`, Object.entries(fields));
  /** Cells of the answer, without mark-up. */
  const text = ({ text: html }: Answer) => html.slice(html.indexOf('class="answer"')).replaceAll(/<[^>]+>/g, ' ');

  it('who saw this NIK: every look in every case, and no NIK in the address, the journal or the log', async () => {
    await given.office.officers.case(PEOPLE.rini.username, returned).catch(() => undefined);
    // The first page of Sri's own list names the applicant, and stands in the journal as one row for all cases on it.
    await given.office.submit();
    await given.office.officers.work(PEOPLE.sri.username);
    const answer = await ask('siapa-melihat', { nik: applicant });
    expect(answer.status).to.equal(200);
    expect(text(answer))
      .to.contain('Sri Wahyuni')
      .and.contain('Endah Kusumawati')
      .and.contain('Draf dilihat')
      .and.contain('Daftar tugas dilihat')
      .and.contain('Upaya melihat ditolak')
      .and.contain(returned);
    const [asked] = await given.office.database.asOwner(
      `select detail::text as detail from journal where event = 'audit-asked' order by id desc limit 1`,
    );
    expect(asked!['detail'])
      .to.match(/"nik": "[0-9a-f]{16}"/)
      .and.not.contain(applicant);
    expect(given.office.log.join()).to.not.contain(applicant);
  });

  it('who saw this case', async () => {
    const answer = text(await ask('siapa-melihat', { berkas: delivered }));
    expect(answer).to.contain('Agus Hartanto').and.contain('Berkas dibuka').and.contain('langkah 7');
  });

  it('why it was returned or refused: the words of the officer, what was asked for, and how often', async () => {
    const answer = text(await ask('dikembalikan'));
    expect(answer).to.contain('Foto ijazah buram').and.contain('Belum lengkap').and.contain(returned);
  });

  it('that the journal is whole from its first row', async () => {
    expect(text(await ask('jurnal'))).to.match(/Jurnal utuh: \d+ catatan/);
  });

  it('which steps took longer than the SOP', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    await office.decides('sri', applicationNumber, 'open-application');
    // Two hours of work on a step of one minute.
    await workedAt(office.database, office.today, {
      applicationNumber,
      element: 'open-application',
      decidedBy: PEOPLE.sri.username,
      from: '09:00',
      to: '11:00',
    });
    const answer = text(await ask('waktu-sop'));
    expect(answer).to.contain(applicationNumber).and.contain('2. Membuka permohonan').and.contain('Sri Wahyuni');
  });

  it('which version of the diagram a case went by', async () => {
    const page = await server.browser(audi).get(`/auditor/berkas/${delivered}`);
    expect(page.text).to.match(/diagram versi 1/);
  });

  it('the way of a case as a file, without data of the family', async () => {
    const { text: json } = await server.browser(audi).get(`/auditor/berkas/${delivered}.json`);
    const { record, messages, decisions } = JSON.parse(json) as Record<string, Record<string, unknown>[]>;
    expect(record).to.include({ applicationNumber: delivered });
    expect(messages!.map(({ purpose }) => purpose)).to.include('card');
    expect(decisions!.length).to.be.greaterThan(2);
    const { application, whatsapp } = await given.office.case(delivered);
    expect(whatsapp).to.match(/^\+62/);
    for (const told of [applicant, whatsapp!, application.applicant.name, application.address.street])
      expect(json).to.not.contain(told);
  });

  it("counts step 4 of a case once, with the system's printing in it", async () => {
    const html = (await server.browser(audi).get(`/auditor/berkas/${delivered}`)).text;
    const table = html.slice(html.indexOf('Langkah menurut SOP'));
    const body = table.split('<tbody').find((one) => one.includes('>4. '))!;
    expect(body.match(/<tr>/g)).to.have.length(1);
    expect(body)
      .to.contain('4. Ajukan cetak ke Kasi/Kabid')
      .and.contain('termasuk oleh sistem: 4. Susun draf KK, 4. Cetak draf KK')
      .and.contain('Sri Wahyuni');
  });

  it('says of each step of a case whether it came, is still to come, or will not come any more', async () => {
    const { office } = given;
    const stepsOf = async (applicationNumber: string) => {
      const html = (await server.browser(audi).get(`/auditor/berkas/${applicationNumber}`)).text;
      return html.slice(html.indexOf('Langkah menurut SOP'), html.indexOf('<h2>Keputusan'));
    };
    const delivered6 = (await stepsOf(delivered)).split('<tbody').find((one) => one.includes('>6. '));
    expect(delivered6).to.contain('6. Ada indikasi tidak valid?').and.contain('Endah Kusumawati');
    const { applicationNumber, pin } = await office.submit();
    expect(await stepsOf(applicationNumber))
      .to.contain('belum sampai di sini')
      .and.not.contain('tidak dilalui');
    await office.applicants.withdraw(applicationNumber, pin);
    await office.settle();
    expect(await stepsOf(applicationNumber))
      .to.contain('tidak dilalui; berkas sudah berakhir')
      .and.not.contain('belum sampai');
  });

  it('which decisions were taken back: who, when, which, why, and what came after', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    const decided = (await office.store.decisions.of(applicationNumber)).at(-1)!;
    const task = { applicationNumber, task: decided.taskId };
    await office.officers.takeBack(PEOPLE.endah.username, { ...task, reason: 'overlooked' });
    await office.settle();
    const fields = { berkas: applicationNumber };
    expect(text(await ask('keputusan-ditarik', fields)))
      .to.contain('1 keputusan ditarik kembali')
      .and.contain('Endah Kusumawati')
      .and.contain('Verifikasi draf KK')
      .and.contain('Valid')
      .and.contain('ada yang terlewat')
      .and.contain('Belum ada keputusan lagi; berkas: Verifikasi Kasi/Kabid');
    await office.decides('endah', applicationNumber, 'verify-draft', {
      verification: 'invalid',
      note: 'Nama ayah berbeda dengan akta kelahiran',
    });
    await office.settle();
    const whole = await ask('keputusan-ditarik');
    expect(text(whole)).to.contain('Ada indikasi tidak valid, langkah 5, oleh Endah Kusumawati');
    expect(text(await ask('keputusan-ditarik', { berkas: delivered }))).to.contain('Tidak ada keputusan');
    const file = await ask('keputusan-ditarik', { bentuk: 'csv' });
    expect(file.text)
      .to.contain(`;${applicationNumber};5. Verifikasi draf KK;Endah Kusumawati;Valid;`)
      .and.contain('ada yang terlewat');
    const asked = (await office.store.journal.of(applicationNumber)).filter(({ event }) => event === 'audit-asked');
    expect(asked.map(({ actor, detail }) => [actor, detail])).to.deep.equal([
      [audi, { question: 'taken-back-decisions' }],
    ]);
    expect((await ask('keputusan-ditarik', { berkas: 'KK-261122-AAAAAA' })).status).to.equal(404);
  });

  it('which cards were revoked: the two people, the reason, and requests that came to nothing', async () => {
    const { office } = given;
    const finished = async () => {
      const made = await office.delivered();
      await office.applicants.download(made.applicationNumber, made.pin);
      await office.settle();
      return made.applicationNumber;
    };
    const [revoked, declined] = [await finished(), await finished()];
    const why = 'Akta kelahiran yang dilampirkan ternyata milik orang lain. Datanglah ke loket.';
    await office.officers.requestRevocation(PEOPLE.endah.username, revoked, why);
    expect(text(await ask('kk-dicabut', { berkas: revoked })))
      .to.contain('Tidak ada KK dicabut dari 1 permintaan')
      .and.contain('Menunggu orang kedua');
    await office.officers.grantRevocation(PEOPLE.agus.username, revoked);
    await office.officers.requestRevocation(PEOPLE.endah.username, declined, 'Nama ibu pada KK ini keliru ketik.');
    await office.officers.declineRevocation(PEOPLE.endah.username, declined);
    const answer = text(await ask('kk-dicabut'));
    expect(answer)
      .to.contain('1 KK dicabut dari 2 permintaan')
      .and.contain('Endah Kusumawati (Kasi/Kabid)')
      .and.contain('Agus Hartanto')
      .and.contain(why)
      .and.contain('Tidak jadi, KK tetap berlaku')
      .and.contain('Endah Kusumawati membatalkan permintaannya');
    expect(text(await ask('kk-dicabut', { dari: '2020-01-01', sampai: '2020-01-31' }))).to.contain('Tidak ada KK');
    const file = await ask('kk-dicabut', { bentuk: 'pdf' });
    expect([file.status, file.text.slice(0, 5)]).to.deep.equal([200, '%PDF-']);
  });

  it('all cases of an officer, of a reason, of a day', async () => {
    const ofEndah = text(await ask('berkas', { petugas: PEOPLE.endah.username }));
    expect(ofEndah).to.contain(delivered).and.contain('langkah 5: Endah Kusumawati').and.not.contain(returned);
    expect(text(await ask('berkas', { alasan: 'hilang' }))).to.contain('tidak ada berkas');
    const day = given.office.today;
    expect(text(await ask('berkas', { dari: day, sampai: day })))
      .to.contain(delivered)
      .and.contain(returned);
    expect(text(await ask('berkas', { dari: '2020-01-01', sampai: '2020-01-31' }))).to.contain('tidak ada berkas');
  });

  it('that the signed file is the one that was verified, and when it is not', async () => {
    const answer = text(await ask('tanda-tangan', { berkas: delivered }));
    const { draftSha256, signedSha256 } = await given.office.case(delivered);
    expect(answer).to.contain('Terbukti').and.contain(draftSha256!).and.contain(signedSha256!).and.not.contain('TIDAK');
    const unsigned = await ask('tanda-tangan', { berkas: returned });
    expect([unsigned.status, unsigned.text.includes('belum ditandatangani')]).to.deep.equal([409, true]);
    // Another card, as valid as it may be, is not the draft that was verified.
    const other = await given.office.delivered();
    await given.office.database.asOwner('update cases set signed_sha256 = $2 where application_number = $1', [
      other.applicationNumber,
      signedSha256,
    ]);
    const swapped = text(await ask('tanda-tangan', { berkas: other.applicationNumber }));
    expect(swapped).to.contain('Tidak terbukti').and.contain('TIDAK BENAR');
  });

  it('what was sent when, and when it came and was read', async () => {
    const answer = await ask('pesan', { berkas: delivered });
    expect(text(answer)).to.contain('KK dikirim').and.contain('dibaca').and.contain('1 dibaca');
    const times = await given.office.store.inquiries.messages(
      { from: new Date(0), to: new Date('2100-01-01'), applicationNumber: delivered, purpose: 'card' },
      10,
    );
    expect(times[0]!.sentAt).to.be.instanceOf(Date);
    expect(times[0]!.deliveredAt!.getTime()).to.be.at.least(times[0]!.sentAt!.getTime());
    expect(times[0]!.readAt!.getTime()).to.be.at.least(times[0]!.deliveredAt!.getTime());
  });

  it('how many came, ended and wait, day by day', async () => {
    const answer = text(await ask('jumlah-harian'));
    const { length } = await given.office.store.cases.unfinished();
    expect(answer).to.contain(given.office.today).and.contain(`${length} masih terbuka`);
  });

  it('what was done by hand or by an admin', async () => {
    const { office } = given;
    await office.officers.recordAbsence(PEOPLE.tono.username, {
      person: PEOPLE.tono.username,
      validFrom: office.today,
      validTo: office.today,
    });
    for (const { id } of await office.store.people.absences()) await office.store.people.endAbsence(id);
    const { applicationNumber } = await office.opened();
    await office.officers.handOver(PEOPLE.sri.username, applicationNumber, PEOPLE.tono.username);
    const all = text(await ask('dengan-tangan'));
    expect(all).to.contain('Berkas diserahkan kepada rekan').and.contain('Tidak bertugas: dicatat');
    expect(text(await ask('dengan-tangan', { berkas: applicationNumber }))).to.contain('kepada: tono.prasetyo');
    expect(text(await ask('dengan-tangan', { berkas: delivered }))).to.contain('menurut diagram');
  });

  it('whether every archived case is whole in every layer', async () => {
    expect(text(await ask('arsip')))
      .to.contain('Tidak ada salinan yang rusak')
      .and.contain('server');
    expect(text(await ask('arsip', { berkas: delivered }))).to.contain('utuh');
    const [copy] = await given.office.store.archiveCopies.of(delivered);
    await writeFile(path.join(copy!.path!, 'data', 'kk-signed.pdf'), 'something else');
    expect(text(await ask('arsip', { berkas: delivered }))).to.contain('RUSAK');
    await given.office.store.archiveCopies.put({ ...copy!, state: 'damaged' });
    expect(text(await ask('arsip')))
      .to.contain(`Ada salinan yang rusak di lapisan ${copy!.layer}`)
      .and.contain('Petugas cetak memasang media yang masih utuh');
    await given.office.store.archiveCopies.put({ ...copy!, state: 'stored' });
  });

  it('who tried what they may not', async () => {
    const answer = text(await ask('upaya-ditolak'));
    expect(answer).to.contain('Rini Astuti').and.contain('Upaya melihat ditolak');
  });

  it('whether one person decided two steps, and whether a draft was decided unseen', async () => {
    const { office } = given;
    expect(text(await ask('empat-mata'))).to.contain('orang yang berbeda');
    expect(text(await ask('tanpa-dilihat'))).to.contain('telah dibuka pemutusnya');
    await office.database.asOwner('alter table journal disable trigger journal_append_only');
    await office.database.asOwner(
      `delete from journal where application_number = $1 and actor = $2 and event = 'draft-viewed'`,
      [delivered, PEOPLE.agus.username],
    );
    const answer = text(await ask('tanpa-dilihat'));
    expect(answer).to.contain('1 keputusan tanpa draf dibuka').and.contain(delivered).and.contain('Agus Hartanto');
  });

  it('what was decided under a letter, and who logged in', async () => {
    expect(text(await ask('plh'))).to.contain('tidak ada keputusan');
    await given.office.store.journal.write({
      applicationNumber: null,
      actor: PEOPLE.sri.username,
      event: 'logged-in',
      step: null,
      detail: { by: 'password' },
    });
    expect(text(await ask('masuk', { petugas: PEOPLE.sri.username })))
      .to.contain('Masuk')
      .and.contain('Sri Wahyuni');
  });

  it('gives each answer as a file for a spreadsheet', async () => {
    const file = await ask('siapa-melihat', { nik: applicant, bentuk: 'csv' });
    expect(file.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).to.match(
      /filename="?auditor-siapa-melihat-\d{4}-\d\d-\d\d\.csv"?$/,
    );
    expect(file.text).to.contain('Waktu;Siapa;Nama pengguna;Berkas').and.contain(delivered).and.not.contain(applicant);
  });

  it('prints each answer as PDF/A: title, sentence and rows, who asked and when', async () => {
    const browser = server.browser(audi);
    const form = await browser.get('/auditor/tanya/siapa-melihat');
    const token = /name="token" value="([\w-]+)"/.exec(form.text)![1]!;
    const answer = await browser.post(
      '/auditor/tanya/siapa-melihat',
      [
        ['nik', applicant],
        ['bentuk', 'pdf'],
      ],
      { token },
    );
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.equal('application/pdf');
    expect(answer.headers.get('content-disposition')).to.match(/auditor-siapa-melihat-\d{4}-\d\d-\d\d\.pdf/);
    expect(answer.text.slice(0, 5)).to.equal('%PDF-');
    expect(answer.text).to.contain('<pdfaid:part>2</pdfaid:part>').and.contain('Siapa melihat data ini?');
    expect(answer.text).to.not.contain(applicant);
  });

  it('says in words that the engine is away, where an answer needs it', async () => {
    const { engine } = given.office;
    const history = engine.history.bind(engine);
    engine.history = () => Promise.reject(new EngineAway('GET history: the engine did not answer'));
    try {
      const pages = [
        await server.browser(audi).get(`/auditor/berkas/${delivered}`),
        await ask('dengan-tangan', { berkas: delivered }),
      ];
      for (const { status, text: html } of pages)
        expect([status, html.includes('Mesin proses sedang tidak menjawab')]).to.deep.equal([503, true]);
    } finally {
      engine.history = history;
    }
  });

  it('names the wrong field, and asks nothing', async () => {
    const wrong: [string, Record<string, string>, string][] = [
      ['siapa-melihat', {}, 'Isi NIK atau nomor permohonan'],
      ['siapa-melihat', { nik: '123' }, 'NIK terdiri atas 16 angka'],
      ['siapa-melihat', { nik: applicant, berkas: delivered }, 'Isi salah satu saja'],
      ['tanda-tangan', { berkas: 'bukan nomor' }, 'Nomor ini tidak terbaca'],
      ['berkas', { petugas: 'siapa.saja' }, 'Pilih petugas dari daftar'],
      ['berkas', { dari: '2026-02-30', sampai: '2026-03-01' }, 'Isi kedua tanggal'],
      ['berkas', { dari: '2026-03-02', sampai: '2026-03-01' }, 'mendahului'],
      ['berkas', { dari: '2020-01-01', sampai: '2026-03-01' }, 'dua tahun'],
    ];
    for (const [slug, fields, sentence] of wrong) {
      const answer = await ask(slug, fields);
      expect([answer.status, answer.text.includes(sentence)], sentence).to.deep.equal([422, true]);
    }
    expect((await ask('siapa-melihat', { berkas: 'KK-261122-AAAAAA' })).status).to.equal(404);
  });

  it('where the journal is not whole', async () => {
    // The tests above set looks back and took one away.
    expect(text(await ask('jurnal')))
      .to.contain('JURNAL TIDAK UTUH')
      .and.contain('Rantai terputus mulai catatan');
  });

  it('is for the auditor alone, reads only, and takes no question from another site', async () => {
    for (const who of ['sri', 'endah', 'agus', 'rini', 'adi'] as const) {
      const browser = server.browser(PEOPLE[who].username);
      const page = await browser.get('/auditor/tanya/jurnal');
      expect(page.status, who).to.equal(403);
      expect(page.text, who).to.contain('href="/masuk">Ke pekerjaan saya').and.not.contain('href="/auditor"');
    }
    const browser = server.browser(audi);
    const changing = await browser.post('/auditor', []);
    expect(changing.status).to.equal(403);
    expect(changing.text).to.contain('hanya untuk membaca').and.contain('href="/auditor"');
    expect((await browser.post(`/auditor/berkas/${delivered}`, [], { from: '/auditor' })).status).to.equal(403);
    const foreign = { headers: { origin: 'https://lain.example', 'sec-fetch-site': 'cross-site' } };
    expect((await browser.post('/auditor/tanya/jurnal', [], foreign)).status).to.equal(403);
    expect((await browser.post('/auditor/tanya/jurnal', [], { token: 'x' })).status).to.equal(403);
    expect((await browser.get('/auditor/tanya/apa-saja')).status).to.equal(404);
    const rows = await given.office.database.asOwner(
      `select count(*)::int as n from journal where event = 'view-refused' and application_number is null`,
    );
    expect(rows[0]!['n']).to.be.at.least(5);
  });
});
