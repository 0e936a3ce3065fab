import { expect } from 'chai';
import { aForm, aPhoto, answerOf, type Answer } from '../portal/client.ts';
import { openPortal, type OpenPortal } from '../portal/open-portal.ts';
import { newResident } from '../portal/residents.ts';
import { INDONESIAN } from '../../src/domain/language/indonesian.ts';
import { fill } from '../../src/domain/language/placeholders.ts';
import { withOffice } from '../cases/office.ts';
import { MARKED, markedLanguages, unmarked, unmarkedOnPage } from './marked-language.ts';

const COOKIE = `bahasa=${MARKED}`;
const OFFICER_SAID = 'Mohon difoto ulang.';
/** What is the same in every language: codes and lists of the law, numbers, names, days by the locale, files. */
const VALUES: readonly RegExp[] = [
  /^[^\p{Ll}]+$/u,
  /^(?:[\d.–]+, )?(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)\P{Ll}/u,
  /^(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu), \d+ \p{L}+/u,
  /^\d+ (?:\p{L}+)(?: \d{4})?(?:,? (?:pukul )?[\d.]+)?(?: WIB)?$/u,
  /^(?:Dinas Kependudukan dan Pencatatan Sipil|Bahasa (?:Indonesia|bertanda))/,
  /^[\p{L} ]+, Kapanewon \p{L}+$/u,
  /^Mohon difoto ulang\.$/,
  /^(?:Suryo Handaka|Titik Rahayu)\.?$/,
  /^[0-9a-f]{8}$/,
];
const left = (pieces: readonly string[]): string[] => [
  ...new Set(
    pieces
      .flatMap((piece) => piece.split(' · '))
      .filter((piece) => /\p{L}/u.test(piece) && !VALUES.some((value) => value.test(piece.trim()))),
  ),
];
const onPage = ({ text }: Answer): string[] => left(unmarkedOnPage(text));
/** The texts of a JSON answer that are read by people. */
function inJson(
  { body }: Pick<Answer, 'body'>,
  keys = ['title', 'remedy', 'text', 'where', 'sentence', 'label', 'bring'],
) {
  const found: string[] = [];
  const walk = (value: unknown, isText: boolean): void => {
    if (typeof value === 'string' && isText) found.push(value);
    else if (Array.isArray(value)) value.forEach((item) => walk(item, isText));
    else if (typeof value === 'object' && value !== null)
      Object.entries(value).forEach(([key, item]) => walk(item, keys.includes(key)));
  };
  walk(body, false);
  expect(found).not.to.have.length(0);
  return left(found.flatMap(unmarked));
}

describe('A resident of another language, from the form to a locked PIN', () => {
  const given = withOffice({}, undefined, markedLanguages());
  let portal: OpenPortal;
  before(async () => {
    portal = await openPortal(given.office);
  });
  after(() => portal.close());

  const headers = () => ({ Cookie: COOKIE, Origin: portal.url });
  const post = (path: string, body: BodyInit, more: Record<string, string> = {}) =>
    answerOf(fetch(`${portal.url}${path}`, { method: 'POST', body, headers: { ...headers(), ...more } }));
  const json = (path: string, value: unknown) =>
    post(path, JSON.stringify(value), { 'Content-Type': 'application/json' });
  const page = (path: string, fields: Record<string, string>) => post(path, new URLSearchParams(fields));

  const DEAD = '3402151708820001';
  function application(): Record<string, unknown> & { applicant: Record<string, string> } {
    const { name: _own, ...resident } = newResident();
    return {
      applicant: { name: 'Titik Rahayu', nik: resident.nik, whatsapp: resident.whatsapp },
      kkNumber: resident.kkNumber,
      listed: [
        { name: 'Titik Rahayu', nik: resident.nik, shdk: 'ISTRI' },
        { name: 'Suryo Handaka', nik: DEAD, shdk: 'KEPALA KELUARGA' },
      ],
      events: [{ event: 'anggota-meninggal', data: { person: DEAD } }],
      statement: true,
    };
  }
  async function applied(): Promise<{ nomor: string; pin: string }> {
    const form = aForm(application());
    form.append('language', MARKED);
    form.append('another', 'true');
    const { status, body, text } = await post('/api/applications', form);
    expect(status, text).to.equal(201);
    return { nomor: body['applicationNumber'] as string, pin: body['pin'] as string };
  }

  it('is told at each field what is wrong with it, and by the rules', async () => {
    const sent = application();
    const wrong = [
      { ...sent, applicant: { name: '12', nik: '3402', whatsapp: '0274 123' } },
      { ...sent, applicant: { ...sent.applicant, nik: '9902011708820001' } },
      { ...sent, applicant: { name: ' ' }, statement: false, extra: 1 },
      { ...sent, kkNumber: sent.applicant['nik'] },
      { ...sent, listed: [{ name: '', nik: DEAD, shdk: 'ISTRI' }] },
      {
        ...sent,
        events: [
          { event: 'menikah', data: {} },
          { event: 'entah', data: {} },
        ],
      },
      { ...sent, events: [{ event: 'anggota-meninggal', data: { person: DEAD, date: '2031-01-01' } }] },
      { ...sent, events: [{ event: 'pendidikan', data: { changes: [{ person: DEAD, from: 'A', to: 'S7' }] } }] },
      { ...sent, events: [{ event: 'ganti-nama', data: { changes: [{ person: DEAD, from: 'A', to: 'B4pak' }] } }] },
    ];
    for (const one of wrong) {
      const refused = await post('/api/applications', aForm(one));
      expect(refused.status, refused.text).to.equal(422);
      expect(inJson(refused), refused.text).to.deep.equal([]);
      const { body } = await json('/api/application-checks', one);
      const { faults } = body as { faults: unknown[] };
      if (faults.length > 0) expect(inJson({ body })).to.deep.equal([]);
    }
  });

  it('is told which papers are needed, of whom, and which service comes first', async () => {
    const sent = application();
    const happened = [
      sent['events'],
      [
        {
          event: 'menikah',
          data: { partners: [{ nik: sent.applicant['nik'] }, { nik: '3404015203850002', kabupaten: 'Sleman' }] },
        },
      ],
      [{ event: 'kk-hilang', data: { member: DEAD } }],
    ];
    for (const events of happened) {
      const advice = await json('/api/application-advice', { ...sent, events });
      expect(inJson(advice), advice.text).to.deep.equal([]);
    }
    const needed = await answerOf(fetch(`${portal.url}/api/requirements?reason=baru`, { headers: headers() }));
    expect(inJson(needed)).to.deep.equal([]);
  });

  it('is told why a photo cannot be read or taken', async () => {
    const form = new FormData();
    form.append('photo', new Blob([Uint8Array.from(await aPhoto('#050505'))]), 'foto.jpg');
    const looked = await post('/api/photo-checks', form);
    expect(inJson(looked), looked.text).to.deep.equal([]);
    for (const bytes of [
      Buffer.from('GIF89a....'),
      Buffer.from('%PDF-1.7 rusak'),
      Buffer.from('abc'),
      Buffer.alloc(0),
    ]) {
      const refused = await post('/api/applications', aForm(application(), [['kk-lama', bytes, 'berkas.bin']]));
      expect(refused.status, refused.text).to.equal(415);
      expect(inJson(refused), refused.text).to.deep.equal([]);
    }
  });

  it('follows the application, is asked for a paper, and is told that none was sent', async () => {
    const key = await applied();
    expect(onPage(await page('/lacak', key))).to.deep.equal([]);
    await given.office.asksFor(key.nomor, ['akta-kematian', 'kk-lama'], OFFICER_SAID);
    const asked = await page('/lacak', key);
    expect(asked.text).to.contain(OFFICER_SAID);
    expect(onPage(asked)).to.deep.equal([]);
    const nothing = new FormData();
    for (const [name, value] of Object.entries(key)) nothing.append(name, value);
    const refused = await post('/lacak/berkas', nothing);
    expect(refused.status).to.equal(422);
    expect(onPage(refused)).to.deep.equal([]);
    for (const [path, fields] of [
      ['/lacak/tarik', {}],
      ['/lacak/pesan', { pesan: '' }],
      ['/lacak/nomor', { baru: '0274' }],
      ['/lacak/nilai', { nilai: '9' }],
      ['/lacak/unduh', {}],
    ] as const)
      expect(onPage(await page(path, { ...key, ...fields })), path).to.deep.equal([]);
  });

  it('corrects what was written, and is told what is wrong in it', async () => {
    const key = await applied();
    const early = await page('/lacak/isian', key);
    expect(onPage(early)).to.deep.equal([]);
    await given.office.asksFor(key.nomor, [], OFFICER_SAID);
    expect(onPage(await page('/lacak/isian', key))).to.deep.equal([]);
    const written = { ...key, '/events/0/event': 'anggota-meninggal', '/events/0/was': '0' };
    for (const aksi of [{ aksi: 'tambah', peristiwa: 'bayi-lahir' }, { aksi: 'hapus-0' }])
      expect(onPage(await page('/lacak/isian/kirim', { ...written, ...aksi })), aksi.aksi).to.deep.equal([]);
    const refused = await page('/lacak/isian/kirim', {
      ...written,
      '/events/0/data/person': '3402 15',
      '/events/0/data/date': '2031-01-01',
    });
    expect(refused.status).to.equal(422);
    expect(onPage(refused)).to.deep.equal([]);
    const taken = await page('/lacak/isian/kirim', {
      ...written,
      '/events/0/data/person': DEAD,
      '/events/0/data/date': '2026-10-02',
    });
    expect(taken.status).to.equal(200);
    expect(onPage(taken)).to.deep.equal([]);
  });

  it('is told of a wrong PIN, and until when it is locked', async () => {
    const { nomor, pin } = await applied();
    const wrong = pin === '000000' ? '000001' : '000000';
    let refused = await page('/lacak', { nomor, pin: wrong });
    expect(refused.text).to.contain('‹Nomor permohonan dan PIN tidak cocok›');
    for (let i = 0; i < 6; i++) {
      expect(onPage(refused)).to.deep.equal([]);
      refused = await page('/lacak', { nomor, pin: wrong });
    }
    expect(refused.text).to.contain('‹Tunggu sebentar sebelum mencoba PIN lagi›');
    expect(onPage(refused)).to.deep.equal([]);
  });

  it('is told what is not there, and what a QR or a PDF is', async () => {
    for (const path of ['/tidak-ada', '/unduh/AAAAAAAAAAAAAAAAAAAAAA', '/periksa/AAAAAAAAAAAAAAAAAAAAAA'])
      expect(onPage(await answerOf(fetch(`${portal.url}${path}`, { headers: headers() }))), path).to.deep.equal([]);
    const form = new FormData();
    form.append('file', new Blob(['bukan PDF']), 'kk.pdf');
    expect(onPage(await post('/periksa', form))).to.deep.equal([]);
  });

  it('is told everything that the check of a PDF looked at, whichever way it came out', async () => {
    const check = async (pdf: Buffer) => {
      const form = new FormData();
      form.append('file', new Blob([Uint8Array.from(pdf)]), 'kk.pdf');
      return post('/periksa', form);
    };
    const broken = await check(Buffer.from('%PDF-1.7 rusak'));
    expect(broken.text).to.contain('‹PDF ini tidak utuh');
    expect(onPage(broken)).to.deep.equal([]);
    const findings = Object.entries(INDONESIAN.findings).map(([key, text]) => ({
      code: key.split('.')[0]!,
      ok: key.endsWith('.ok'),
      id: fill(text, { megabytes: '20' }),
      en: '',
    }));
    portal.cases.verdict = { findings };
    try {
      const told = await check(Buffer.from('%PDF-1.7 rusak'));
      expect(told.text.split('<span class="unseen">').length).to.be.greaterThan(findings.length);
      expect(onPage(told)).to.deep.equal([]);
    } finally {
      portal.cases.verdict = {};
    }
  });
});
