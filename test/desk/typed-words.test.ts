import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { application, graduation } from '../cases/event-cases.ts';
import { PEOPLE, withOffice } from '../cases/office.ts';
import { withDesk } from './with-desk.ts';

describe('What an officer typed and could not send', () => {
  const given = withOffice();
  const desk = withDesk(given);
  const { as } = desk;
  const numberOfOpened = async () => (await given.office.opened()).applicationNumber;
  /** The box of that name with what stands in it. */
  const box = (text: string, name: string) =>
    new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)</textarea>`).exec(text)?.[0] ?? '';

  const tag = (text: string, attribute: string) => new RegExp(`<input[^>]*${attribute}[^>]*>`).exec(text)?.[0] ?? '';

  it('stands in the box of the answer again, with the reason above it', async () => {
    const number = await numberOfOpened();
    const page = `/meja/berkas/${number}`;
    const sri = as('sri');
    expect(box((await sri.get(page)).text, 'jawaban'), 'by template')
      .to.contain('maxlength="500"')
      .and.not.contain('autofocus');
    const written = `Besok & lusa. ${'a'.repeat(500)}`;
    for (const [typed, status, reason] of [
      [written, 409, 'paling panjang 500 huruf. Singkatkan.'],
      ['NIK Anda 3402155203850002', 409, 'Jawaban memuat deretan angka'],
      [' ', 409, 'Tulis jawabannya dahulu'],
    ] as const) {
      const answer = await sri.post(`${page}/jawab`, [['jawaban', typed]], { from: page });
      expect(answer.status, reason).to.equal(status);
      expect(answer.text).to.contain(reason).and.contain(number);
      expect(box(answer.text, 'jawaban'))
        .to.contain(`>${typed.replace('&', '&amp;')}</textarea>`)
        .and.contain('autofocus');
      expect(box(answer.text, 'catatan')).to.contain('></textarea>');
    }
  });

  it('stands in the box of the internal note, and of the reason to revoke a card, again', async () => {
    const number = await numberOfOpened();
    const page = `/meja/berkas/${number}`;
    const empty = await as('sri').post(`${page}/catatan`, [['catatan', ' ']], { from: page });
    expect(empty.status).to.equal(409);
    expect(empty.text).to.contain('Tulis catatannya dahulu').and.contain('id="catatan-internal"');
    const long = await as('sri').post(`${page}/catatan`, [['catatan', `awal${'x'.repeat(1000)}`]], { from: page });
    expect(box(long.text, 'catatan')).to.contain('>awalxxx');

    const { applicationNumber, pin } = await given.office.delivered();
    const of = `/meja/berkas/${applicationNumber}`;
    const reason = 'NIK 3402155203850002 tertukar dengan kakaknya';
    const asks = () =>
      as('endah').post(
        `${of}/pencabutan`,
        [
          ['tindakan', 'minta'],
          ['alasan', reason],
        ],
        { from: of },
      );
    const early = await asks();
    expect(early.status).to.equal(409);
    expect(early.text, 'its box is not there yet').to.contain('belum sampai kepada pemohon');
    await given.office.applicants.download(applicationNumber, pin);
    await given.office.settle();
    const answer = await asks();
    expect(answer.status).to.equal(409);
    expect(answer.text).to.contain('Jangan tulis NIK').and.contain('<details open>');
    expect(box(answer.text, 'alasan')).to.contain(`>${reason}</textarea>`);
  });

  it('stands in the box of the answer to somebody whose case is not known again', async () => {
    const { office } = given;
    const sid = `SM${randomUUID().replaceAll('-', '')}`;
    const from = '+6281340009999';
    await office.applicants.incomingMessage({ sid, from, text: 'Apakah bisa diwakilkan?', mediaUrls: [] });
    await office.settle();
    const { id } = (await office.store.messages.bySid(sid))!;
    const typed = `Bisa. ${'a'.repeat(1000)}`;
    const page = '/meja/pesan';
    const sri = as('sri');
    const answers = () => sri.post(`${page}/${id}/jawab`, [['jawaban', typed]], { from: page });
    const long = await answers();
    expect(long.status).to.equal(409);
    expect(long.text).to.contain('Jawaban terlalu panjang').and.contain(`>${typed}</textarea>`);
    await office.engine.advance(25 * 3_600_000);
    expect((await sri.get(page)).text).to.not.contain(`id="jawaban-${id}"`);
    const late = await sri.post(`${page}/${id}/jawab`, [['jawaban', 'Bisa, silakan.']], { from: page });
    expect(late.text).to.contain('lebih dari 24 jam lalu').and.contain('>Bisa, silakan.</textarea>');
    const token = /name="token" value="([\w-]+)"/.exec((await sri.get(page)).text)?.[1] ?? '';
    await office.officers.settleMessage(PEOPLE.sri.username, id);
    const gone = await sri.post(`${page}/${id}/jawab`, [['jawaban', 'Bisa.']], { token });
    expect(gone.text, 'a colleague was faster').to.contain('lebih dari 24 jam lalu');
  });

  it('stands in the field of a corrected WhatsApp number again', async () => {
    const page = `/meja/berkas/${await numberOfOpened()}`;
    const answer = await as('sri').post(`${page}/nomor`, [['nomor', '0274 367509']], { from: page });
    expect(answer.status).to.equal(409);
    expect(answer.text).to.contain('tidak dapat menerima WhatsApp');
    expect(tag(answer.text, 'id="nomor-baru"')).to.contain('value="0274 367509"').and.contain('autofocus');
    expect(tag((await as('sri').get(page)).text, 'id="nomor-baru"')).to.contain('value=""');
  });

  it('stands in the fields of what is read on a paper again', async () => {
    const { office } = given;
    const family = application([graduation('DIPLOMA IV/STRATA I')]);
    const { applicationNumber } = await office.opened(family);
    const page = `/meja/berkas/${applicationNumber}`;
    const [paper] = await office.store.papers.of(applicationNumber);
    const nik = /name="tandatangan" value="(\d+)"/.exec((await as('sri').get(page)).text)?.[1] ?? '';
    const answer = await as('sri').post(
      `${page}/terbaca`,
      [
        ['dokumen', paper!.id],
        ['tentang', nik],
        ['nama', 'Wening "Pramesti"'],
        ['nik', '3402 15'],
        ['tanggal', '12-10-2026'],
        ['saksi', '2'],
        ['diperiksa', 'ya'],
        ['tandatangan', nik],
      ],
      { from: page },
    );
    expect(answer.status).to.equal(409);
    const section = /<section id="isi-dokumen">[\s\S]*?<\/section>/.exec(answer.text)?.[0] ?? '';
    expect(section)
      .to.contain('Tulis 16 angka NIK')
      .and.contain('<details class="no-print" open>')
      .and.contain(`<option value="${paper!.id}" selected>`)
      .and.contain(`<option value="${nik}" selected>`)
      .and.contain('value="Wening &quot;Pramesti&quot;"')
      .and.contain('value="3402 15"')
      .and.contain('value="12-10-2026"')
      .and.contain('name="saksi" inputmode="numeric" maxlength="1" value="2"')
      .and.contain('name="diperiksa" value="ya" checked')
      .and.contain(`name="tandatangan" value="${nik}" checked`);
  });

  it('stands in the fields of the columns of a foreigner again', async () => {
    const { office } = given;
    const { settings } = office.dependencies;
    const { siakWay } = settings;
    Object.assign(settings, { siakWay: 'typed' });
    try {
      const page = `/meja/berkas/${await numberOfOpened()}`;
      const nik = /name="orang" value="(\d+)"/.exec((await as('sri').get(page)).text)?.[1] ?? '';
      const answer = await as('sri').post(
        `${page}/kolom-asing`,
        [
          ['orang', nik],
          ['kewarganegaraan', 'WNI'],
          ['paspor', ''],
          ['kitap', 'A12-3456'],
        ],
        { from: page },
      );
      expect(answer.status).to.equal(409);
      const section = /<section id="kolom-asing">[\s\S]*?<\/section>/.exec(answer.text)?.[0] ?? '';
      expect(section).to.contain('atau pilih WNA').and.contain('<option value="WNI" selected>');
      expect(section.match(/<details class="no-print" open>/g)).to.have.length(1);
      expect(section).to.contain('value="A12-3456"').and.contain('belum disebut siapa pun');
    } finally {
      Object.assign(settings, { siakWay });
    }
  });

  it('stands in the fields of the case that a message is to go into again', async () => {
    const { office } = given;
    const own = await numberOfOpened();
    const anothers = (await office.opened({}, 'tono')).applicationNumber;
    const sid = `SM${randomUUID().replaceAll('-', '')}`;
    await office.applicants.incomingMessage({ sid, from: '+6281340008888', text: 'Ini saya.', mediaUrls: [] });
    await office.settle();
    const { id } = (await office.store.messages.bySid(sid))!;
    const assigns = (lain: string) =>
      as('sri').post(`/meja/pesan/${id}/masukkan`, [['lain', lain]], { from: '/meja/pesan' });
    for (const [typed, status, reason] of [
      ['KK-2611', 422, 'Pilih permohonannya, atau tulis nomornya.'],
      ['', 422, 'Pilih permohonannya, atau tulis nomornya.'],
      ['KK-261122-7Q4F2M', 404, 'Berkas ini tidak ditemukan. Periksa nomor permohonannya.'],
      [anothers, 403, 'Berkas ini dipegang rekan lain.'],
    ] as const) {
      const answer = await assigns(typed);
      expect(answer.status, reason).to.equal(status);
      expect(answer.text).to.contain(reason).and.contain('<h1>Pesan masuk</h1>');
      expect(tag(answer.text, `id="lain-${id}"`))
        .to.contain(`value="${typed}"`)
        .and.contain('autofocus');
    }
    expect((await assigns(own)).headers.get('location')).to.equal('/meja/pesan?selesai=ya');
    const nobody = await as('agus').post(`/meja/pesan/${id}/masukkan`, [['lain', own]], { from: '/meja/pesan' });
    expect(nobody.status).to.equal(403);
  });

  it('stands in the fields of an absence and of a letter again', async () => {
    const page = '/meja/kehadiran';
    const [from, to] = [given.office.today, '2020-01-01'];
    await given.office.store.people.put({ ...PEOPLE.endah, signerNik: '3402015804820003' });
    const agus = as('agus');
    const absent = await agus.post(
      `${page}/absen`,
      [
        ['petugas', PEOPLE.tono.username],
        ['mulai', from],
        ['sampai', to],
      ],
      { from: page },
    );
    expect(absent.status).to.equal(409);
    expect(absent.text)
      .to.contain('Tanggal akhir lebih dahulu')
      .and.contain(`<option value="${PEOPLE.tono.username}" selected>`);
    expect(tag(absent.text, 'id="absen-sampai"')).to.contain(`value="${to}"`);
    expect(tag(absent.text, 'id="plh-sampai"')).to.contain(`value="${from}"`);
    const letter = await agus.post(
      `${page}/plh`,
      [
        ['pejabat', PEOPLE.endah.username],
        ['mulai', from],
        ['sampai', to],
      ],
      { from: page },
    );
    expect(letter.status).to.equal(409);
    expect(tag(letter.text, 'id="plh-sampai"')).to.contain(`value="${to}"`);
    expect(tag(letter.text, 'id="absen-sampai"')).to.contain(`value="${from}"`);
    expect(letter.text).to.contain(`<option value="${PEOPLE.endah.username}" selected>`);
    await given.office.store.people.put(PEOPLE.endah);
    const late = await agus.post(`${page}/plh`, [['pejabat', PEOPLE.endah.username]], { from: page });
    expect(late.text, 'there is nobody to choose any more').to.contain('sertifikatnya terdaftar di BSrE');
  });

  it('is refused as too long where no form holds as much', async () => {
    const page = `/meja/berkas/${await numberOfOpened()}`;
    const answer = await as('sri').post(`${page}/catatan`, [['catatan', 'x'.repeat(70_000)]], { from: page });
    expect(answer.status).to.equal(413);
    expect(answer.text).to.contain('<h1>Terlalu panjang</h1>').and.contain('singkatkan, lalu kirim lagi');
  });

  it('on a page that was opened by somebody else is said to be stale, with the way back to that page', async () => {
    const page = `/meja/berkas/${await numberOfOpened()}`;
    const token = /name="token" value="([\w-]+)"/.exec((await as('tono').get('/meja')).text)?.[1] ?? '';
    for (const held of [token, 'x'])
      for (const [path, back] of [
        [`${page}/catatan`, page],
        ['/meja/tanda-tangan', '/meja/tanda-tangan'],
        ['/meja/loket/pin', '/meja/loket'],
      ] as const) {
        const answer = await as('sri').post(path, [['catatan', 'Halo.']], { token: held });
        expect(answer.status, path).to.equal(403);
        expect(answer.text)
          .to.contain('<h1>Halaman ini sudah kedaluwarsa</h1>')
          .and.contain('Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi.')
          .and.contain(`href="${back}">Buka halamannya lagi`);
      }
  });

  it('without a log-in leads back, once logged in, to the page of its form', async () => {
    const nobody = desk.server.browser();
    const number = 'KK-261122-7Q4F2M';
    for (const [path, back] of [
      [`berkas/${number}/jawab`, `berkas/${number}`],
      ['tanda-tangan', 'tanda-tangan'],
      ['tanda-tangan/atas-nama-saya', 'tanda-tangan'],
      [`tanda-tangan/${number}/tolak`, `tanda-tangan/${number}/tolak`],
      ['loket', 'loket'],
      ['loket/pin', 'loket'],
      [`siak-batal/${number}`, 'siak-batal'],
      ['pesan/m1/jawab', 'pesan'],
      ['kehadiran/absen/selesai', 'kehadiran'],
      [`pengiriman/${number}/kk-lama`, 'pengiriman'],
      ['keadaan/coba', 'keadaan'],
      [`terhenti/${number}`, 'terhenti'],
      ['cari', ''],
      ['ambil', ''],
    ] as const) {
      const { status, headers } = await nobody.post(`/meja/${path}`, [], { token: 'x' });
      const page = back === '' ? '/meja' : `/meja/${back}`;
      expect([status, headers.get('location')], path).to.deep.equal([
        303,
        `/masuk?kembali=${encodeURIComponent(page)}`,
      ]);
    }
  });
});
