import { expect } from 'chai';
import { PaperRefused } from '../../src/documents/documents.ts';
import { aPhoto, answerOf, receiptFrom, type Answer } from './client.ts';
import { cardToken } from '../../src/cases/tokens.ts';
import { LINK_KEY, PEOPLE, withOffice } from '../cases/office.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';

/** A form as a browser without scripts sends it. */
function post(url: string, fields: Record<string, string>, files: Record<string, Uint8Array> = {}): Promise<Answer> {
  if (Object.keys(files).length === 0)
    return answerOf(fetch(url, { method: 'POST', body: new URLSearchParams(fields) }));
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, bytes] of Object.entries(files))
    form.append(name, new Blob([Uint8Array.from(bytes)]), 'berkas.jpg');
  return answerOf(fetch(url, { method: 'POST', body: form }));
}

describe('Pages of the portal, without scripts', () => {
  const given = withOffice();
  let portal: OpenPortal;
  let number: string;
  let pin: string;
  beforeEach(async () => {
    portal = await openPortal(given.office);
    ({ number, pin } = await receiptFrom(portal.url));
  });
  afterEach(() => portal.close());
  const page = async (path: string) => (await answerOf(fetch(portal.url + path))).text;
  const state = async () => (await given.office.case(number)).state;

  it('the first page says what it is, that it is free, and what each reason and change needs', async () => {
    const text = await page('/');
    expect(text)
      .to.contain('href="/ajukan"')
      .and.contain('href="/lacak"')
      .and.contain('tidak dipungut biaya')
      .and.contain('Pasal 79A')
      .and.contain('15 menit');
    expect(text)
      .to.contain('Surat keterangan hilang dari kepolisian')
      .and.contain('Ijazah terakhir')
      .and.contain('KTP-el ikut berubah');
  });

  it('the first page stands also while the decision table cannot be asked, and asks again later', async () => {
    portal.cases.failNext = new Error('engine away');
    expect(await page('/'))
      .to.contain('akan disebut satu per satu')
      .and.not.contain('Ijazah');
    expect(await page('/')).to.contain('Ijazah terakhir');
  });

  it('the form offers the 75 kalurahan by kapanewon and all relations', async () => {
    const text = await page('/ajukan');
    expect(text.match(/<option value="34\.02\./g)).to.have.length(75);
    expect(text.match(/<optgroup/g)).to.have.length(17);
    expect(text)
      .to.contain('<option value="KEPALA KELUARGA">KEPALA KELUARGA</option>')
      .and.contain('capture="environment"')
      .and.contain('masing-masing sampai 8 MB');
  });

  it('tracking asks for number and PIN, and fills in the number of the link', async () => {
    expect(await page(`/lacak?nomor=${number}`)).to.contain(`value="${number}"`);
    expect(await page('/lacak?nomor=%22%3E%3Cscript%3E')).to.not.contain('<script>');
  });

  it('tracking shows ten steps and the place, and belongs to one person', async () => {
    const { status, text, headers } = await post(`${portal.url}/lacak`, { nomor: number.toLowerCase(), pin });
    expect(status).to.equal(200);
    expect(text.match(/<li class="(done|current|waiting)"/g)).to.have.length(10);
    expect(text).to.contain('Permohonan sudah kami terima').and.contain('aria-current="step"');
    expect(headers.get('Cache-Control')).to.equal('no-store');
    expect(headers.get('X-Robots-Tag')).to.contain('noindex');
  });

  it('a wrong PIN leads back to the question, with the number kept and the remedy said', async () => {
    const { status, text } = await post(`${portal.url}/lacak`, { nomor: number, pin: '12' });
    expect(status).to.equal(404);
    expect(text).to.contain('tidak cocok').and.contain(`value="${number}"`).and.contain('role="alert"');
  });

  it("names exactly what is missing, with the officer's words, and takes it there", async () => {
    await given.office.asksFor(number, ['ijazah'], 'Foto ijazah buram.');
    const asked = await post(`${portal.url}/lacak`, { nomor: number, pin });
    expect(asked.text)
      .to.contain('Foto ijazah buram.')
      .and.contain('name="ijazah"')
      .and.contain('name="lainnya"')
      .and.not.contain('name="kk-lama"');
    const { status, text } = await post(
      `${portal.url}/lacak/berkas`,
      { nomor: number, pin },
      { ijazah: await aPhoto(), lainnya: new Uint8Array() },
    );
    expect(status).to.equal(415);
    expect(text).to.contain('kosong');
    const taken = await post(`${portal.url}/lacak/berkas`, { nomor: number, pin }, { ijazah: await aPhoto() });
    expect(taken.status).to.equal(200);
    expect(taken.text).to.contain('sudah kami terima').and.contain('Permohonan sedang diperiksa');
  });

  it('shows why a paper cannot be taken, on the same page', async () => {
    await given.office.asksFor(number, ['ijazah']);
    const { status, text } = await post(
      `${portal.url}/lacak/berkas`,
      { nomor: number, pin },
      { ijazah: Buffer.from('<svg/>') },
    );
    expect(status).to.equal(415);
    expect(text).to.contain('Ijazah terakhir').and.contain('role="alert"').and.contain('name="ijazah"');
    expect(await given.office.store.papers.of(number)).to.be.empty;
  });

  it('keeps a message to the officer that is too long in its box, and takes one as long as the box allows', async () => {
    const write = (pesan: string) => post(`${portal.url}/lacak/pesan`, { nomor: number, pin, pesan });
    const tooLong = await write(`Kapan selesai? ${'a'.repeat(1000)}`);
    expect(tooLong.status).to.equal(409);
    expect(tooLong.text).to.contain('Pesan ini terlalu panjang').and.contain('required>Kapan selesai? aaa');
    const allowed = await write(`${'\r\n'.repeat(20)}akhir.`.padStart(1020, 'a'));
    expect(allowed.status).to.equal(200);
    expect(allowed.text).to.contain('akhir.</p>').and.contain('required></textarea>');
  });

  it('keeps a message and a new number that came with a wrong PIN or while it is locked, and takes them with the right one', async () => {
    const wrong = pin === '000000' ? '000001' : '000000';
    for (const [to, typed, box, sends] of [
      [
        '/lacak/pesan',
        { pesan: 'Nama & ejaan "anak" saya.' },
        '>Nama &amp; ejaan &quot;anak&quot; saya.</textarea>',
        'Kirim pesan',
      ],
      ['/lacak/nomor', { baru: '0813 4000 7777' }, 'value="0813 4000 7777"', 'Simpan nomor'],
    ] as const) {
      const { status, text } = await post(portal.url + to, { nomor: number, pin: wrong, ...typed });
      expect(status).to.equal(404);
      expect(text)
        .to.contain('tidak cocok')
        .and.contain(`action="${to}"`)
        .and.contain(`value="${number}"`)
        .and.contain(box)
        .and.contain(sends)
        .and.not.contain(wrong);
      expect((await post(portal.url + to, { nomor: number, pin, ...typed })).status).to.equal(200);
    }
    const write = () => post(`${portal.url}/lacak/pesan`, { nomor: number, pin: wrong, pesan: 'Kapan selesai?' });
    for (let i = 0; i < 5; i += 1) await write();
    expect((await write()).text)
      .to.contain('PIN beberapa kali salah')
      .and.contain('>Kapan selesai?</textarea>');
    const asked = await post(`${portal.url}/lacak/pesan`, { nomor: number, pin: wrong, pesan: '' });
    expect(asked.text).to.contain('action="/lacak"').and.contain('Lihat permohonan');
  });

  it('keeps a new number that WhatsApp does not take in its box', async () => {
    const { status, text } = await post(`${portal.url}/lacak/nomor`, { nomor: number, pin, baru: '0274 367509' });
    expect(status).to.equal(409);
    expect(text).to.contain('<details class="fold" open>').and.contain('value="0274 367509"');
  });

  it('withdraws only with the confirmation ticked', async () => {
    expect((await post(`${portal.url}/lacak/tarik`, { nomor: number, pin })).text).to.contain('Belum ada yang berubah');
    expect(await state()).to.equal('submitted');
    const asked = await post(`${portal.url}/lacak/tarik`, { nomor: number, pin, yakin: 'ya' });
    expect(asked.text).to.contain('Permintaan pembatalan sudah kami terima').and.contain('sedang diproses');
    await given.office.settle();
    expect(await state()).to.equal('withdrawn');
    expect((await post(`${portal.url}/lacak`, { nomor: number, pin })).text).to.contain('Permohonan dibatalkan');
  });

  it('hands over the card with the three notices, the third by whether the KTP-el changes', async () => {
    await given.office.delivers(number);
    const { text } = await post(`${portal.url}/lacak`, { nomor: number, pin });
    expect(text)
      .to.contain('Unduh KK (PDF)')
      .and.contain('HVS A4 80 gram')
      .and.contain('Serahkan KK lama')
      .and.not.contain('KTP-el ikut berubah');
    const { headers } = await post(`${portal.url}/lacak/unduh`, { nomor: number, pin });
    expect(headers.get('Content-Type')).to.equal('application/pdf');
    expect(await state()).to.be.oneOf(['delivered', 'archived']);
  });

  it('does not hand over the card to somebody without the PIN', async () => {
    await given.office.delivers(number);
    const wrong = pin === '999999' ? '999998' : '999999';
    expect((await post(`${portal.url}/lacak/unduh`, { nomor: number, pin: wrong })).status).to.equal(404);
    expect(await state()).to.equal('delivery');
  });

  it('a card that the office took back is called void on the tracking page and behind its QR, each with what to do', async () => {
    const { office } = given;
    await office.delivers(number);
    await post(`${portal.url}/lacak/unduh`, { nomor: number, pin });
    await office.settle();
    const reason = 'Nama ibu pada KK tertukar dengan nama ibu keluarga lain. Datanglah ke loket membawa KTP-el.';
    await office.officers.requestRevocation(PEOPLE.endah.username, number, reason);
    await office.officers.grantRevocation(PEOPLE.agus.username, number);
    const tracked = (await post(`${portal.url}/lacak`, { nomor: number, pin })).text;
    expect(tracked)
      .to.contain('KK ini sudah dibatalkan')
      .and.contain(reason)
      .and.contain('Jangan pakai KK')
      .and.not.contain('Unduh KK (PDF)')
      .and.not.contain('Cetak KK pada kertas');
    const refused = await post(`${portal.url}/lacak/unduh`, { nomor: number, pin });
    expect(refused.text).to.contain('sudah kami batalkan');
    const qr = await page(`/periksa/${cardToken(LINK_KEY, number)}`);
    expect(qr).to.contain('KK ini sudah dibatalkan').and.contain('<dt>Dibatalkan</dt>').and.not.contain(reason);
  });

  it('the check page says in plain words whether a PDF is genuine, changed, or from elsewhere', async () => {
    await given.office.delivers(number);
    const { signedSha256 } = await given.office.case(number);
    const pdf = await given.office.dependencies.documents.get(signedSha256!);
    const verdict = async (part: Partial<typeof portal.cases.verdict>) => {
      portal.cases.verdict = { ...portal.cases.verdict, ...part };
      return (await post(`${portal.url}/periksa`, {}, { file: pdf })).text;
    };
    expect(await verdict({}))
      .to.contain('Asli dan tidak diubah')
      .and.contain('Kepala Dinas (simulasi)');
    expect(await verdict({ superseded: true, void: 'superseded' }))
      .to.contain('Asli, tetapi sudah digantikan')
      .and.not.contain('Isinya sama persis');
    expect(await verdict({ superseded: false, void: 'revoked' }))
      .to.contain('Asli, tetapi sudah dibatalkan')
      .and.contain('loket Disdukcapil')
      .and.not.contain('Isinya sama persis');
    expect(await verdict({ void: 'cancelled' })).to.contain('Penerbitan KK ini dibatalkan');
    expect(await verdict({ void: null, issuedHere: false })).to.contain('bukan terbitan kantor ini');
    expect(await verdict({ valid: false, findings: [{ code: 'DIGEST', ok: false, id: 'Isi <b>berbeda</b>', en: '' }] }))
      .to.contain('Jangan dipakai')
      .and.contain('Isi &lt;b&gt;berbeda')
      .and.not.contain('Kepala Dinas (simulasi)');
    expect(await verdict({ intact: false })).to.contain('isinya sudah diubah');
    expect(
      await verdict({ intact: true, signer: 'refused' }),
      'whole, and signed by another holder under the same root',
    )
      .to.contain('Jangan dipakai')
      .and.contain('bukan pejabat yang berhak');
    expect((await post(`${portal.url}/periksa`, {}, { file: Buffer.from('foto') })).text).to.contain('Ini bukan PDF');
  });

  it('the QR of a card leads to what the office knows of it, and asks for the PDF as well', async () => {
    const qr = `/periksa/${cardToken(LINK_KEY, number)}`;
    expect(await page(qr)).to.contain('belum terbit');
    await given.office.delivers(number);
    expect(await page(qr))
      .to.contain('Terdaftar sebagai KK terbitan kami')
      .and.contain(number)
      .and.contain('Pastikan dengan PDF-nya');
    const made = await answerOf(fetch(`${portal.url}/periksa/palsu`));
    expect(made.status).to.equal(404);
    expect(made.text).to.contain('bukan dari kantor kami');
  });

  it('a page that is not there and a page that fails are friendly and keep their insides', async () => {
    expect(await page('/tidak-ada'))
      .to.contain('Halaman tidak ditemukan')
      .and.contain('href="/"');
    portal.cases.failNext = new PaperRefused('never meant for this');
    const { status, text } = await post(`${portal.url}/lacak`, { nomor: number, pin });
    expect(status).to.equal(500);
    expect(text).to.contain('ada gangguan').and.contain('Kode gangguan').and.not.contain('never meant');
  });

  it('assets are kept for ever under their version, compressed, and only those that are there', async () => {
    const href = /href="(\/assets\/[^"]+portal\.css)"/.exec(await page('/'))?.[1] ?? '';
    const { status, headers } = await answerOf(fetch(portal.url + href, { headers: { 'Accept-Encoding': 'br' } }));
    expect(status).to.equal(200);
    expect(headers.get('Cache-Control')).to.contain('immutable');
    expect(headers.get('Content-Encoding')).to.equal('br');
    expect((await fetch(portal.url + href.replace('portal.css', 'fonts/OFL.txt'))).status).to.equal(404);
    expect((await fetch(portal.url + href.replace('portal.css', '%2e%2e/portal.ts'))).status).to.equal(404);
  });
});
