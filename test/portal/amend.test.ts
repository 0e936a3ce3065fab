import { expect } from 'chai';
import { withOffice } from '../cases/office.ts';
import { EVENTS } from '../../src/domain/events/catalogue.ts';
import { EVENT_QUESTIONS } from '../../src/portal/events/describe-events.ts';
import { filledEvent, askedOf, type FilledField } from '../../src/portal/events/filled-form.ts';
import { answersIn } from '../../src/portal/events/read-answers.ts';
import { aForm, answerOf, type Answer } from './client.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';
import { newResident } from './residents.ts';
import { ENTRIES, applicationOf } from '../domain/events/golden-applications.ts';
import { goldenCases } from '../domain/events/golden-case.ts';

const post = (url: string, fields: Record<string, string>): Promise<Answer> =>
  answerOf(fetch(url, { method: 'POST', body: new URLSearchParams(fields) }));

/** What a browser would send of a page: the value of every input, also of those that are folded away. */
function inputsOf(html: string): Record<string, string> {
  const plain = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
  const form = /<form[^>]*\/lacak\/isian\/kirim[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const inputs = [...form.matchAll(/<input (?![^>]*type="checkbox")[^>]*>/g)].map(([tag]): [string, string] => [
    /name="([^"]*)"/.exec(tag)![1]!,
    plain(/value="([^"]*)"/.exec(tag)![1]!),
  ]);
  const selects = [...form.matchAll(/<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)].map(
    ([, name, inside]): [string, string] => [name!, plain(/value="([^"]*)" selected/.exec(inside!)?.[1] ?? '')],
  );
  return Object.fromEntries([...inputs, ...selects]);
}

describe('Correcting the answers on the tracking page, without scripts', () => {
  const given = withOffice();
  let portal: OpenPortal;
  let number: string;
  let key: { nomor: string; pin: string };
  const DEAD = '3402151708820001';
  beforeEach(async () => {
    portal = await openPortal(given.office);
    const resident = newResident();
    const application = {
      applicant: { name: resident.name, nik: resident.nik, whatsapp: resident.whatsapp },
      kkNumber: resident.kkNumber,
      listed: [
        { name: resident.name, nik: resident.nik, shdk: 'ISTRI' },
        { name: 'Suryo "Panjang" Handaka', nik: DEAD, shdk: 'KEPALA KELUARGA' },
      ],
      events: [{ event: 'anggota-meninggal', data: { person: DEAD } }],
      statement: true,
    };
    const sent = await answerOf(fetch(`${portal.url}/api/applications`, { method: 'POST', body: aForm(application) }));
    expect(sent.status, sent.text).to.equal(201);
    number = sent.body['applicationNumber'] as string;
    key = { nomor: number, pin: sent.body['pin'] as string };
  });
  afterEach(() => portal.close());
  const asks = () => given.office.asksFor(number, [], 'Mohon tuliskan tanggal meninggalnya.');
  const opens = () => post(`${portal.url}/lacak/isian`, key);
  const sends = async (changes: Record<string, string>, page?: string) =>
    post(`${portal.url}/lacak/isian/kirim`, { ...inputsOf(page ?? (await opens()).text), ...changes });

  it('is offered while an officer waits, and not before', async () => {
    expect((await post(`${portal.url}/lacak`, key)).text).to.not.contain('Buka isian saya');
    const early = await opens();
    expect(early.status).to.equal(409);
    expect(early.text).to.contain('isian tidak dapat diubah');
    await asks();
    expect((await post(`${portal.url}/lacak`, key)).text).to.contain('Buka isian saya');
  });

  it('shows the questions of the event with what was answered, to the holder of the PIN alone, and journals it', async () => {
    await asks();
    const { status, text, headers } = await opens();
    expect(status).to.equal(200);
    expect(headers.get('Cache-Control')).to.equal('no-store');
    expect(text).to.contain('Anggota keluarga meninggal').and.contain(`value="${DEAD}"`);
    expect(text).to.contain('NIK Suryo &quot;Panjang&quot; Handaka.');
    expect((await post(`${portal.url}/lacak/isian`, { ...key, pin: '000000' })).status).to.equal(404);
    const rows = await given.office.journal(number, 'application-shown-to-applicant');
    expect(rows).to.have.length(1);
    expect(rows[0]?.actor).to.equal('pemohon');
  });

  it('takes what is corrected and gives the case back to the officer', async () => {
    await asks();
    const answer = await sends({ '/events/0/data/date': '2026-10-02' });
    expect(answer.status).to.equal(200);
    expect(answer.text).to.contain('Isian Anda sudah kami terima. Petugas memeriksanya kembali.');
    await given.office.settle();
    expect((await given.office.case(number)).state).to.equal('examination');
    expect(await given.office.journal(number, 'application-amended')).to.have.length(1);
  });

  it('keeps what was typed when it is refused, names the field, and takes it when it is right', async () => {
    await asks();
    const refused = await sends({ '/events/0/data/date': '2031-01-01', '/events/0/data/person': '3402 15' });
    expect(refused.status).to.equal(422);
    expect(refused.text).to.contain('value="2031-01-01"').and.contain('value="3402 15"');
    expect(refused.text).to.contain('wrong-field').and.contain('NIK').and.contain('16 angka');
    expect((await given.office.case(number)).state).to.equal('waiting-for-applicant');
    const again = await sends({ '/events/0/data/date': '2026-10-02', '/events/0/data/person': DEAD }, refused.text);
    expect(again.status, again.text).to.equal(200);
  });

  it('keeps what was corrected when it comes with a wrong PIN, and takes it with the right one', async () => {
    await asks();
    const wrong = { pin: key.pin === '000000' ? '000001' : '000000' };
    const refused = await sends({ ...wrong, '/events/0/data/date': '2026-10-02' });
    expect(refused.status).to.equal(404);
    expect(refused.text)
      .to.contain('tidak cocok')
      .and.contain('Isian yang Anda betulkan belum terkirim')
      .and.not.contain(wrong.pin);
    const answer = await sends(key, refused.text.replace('name="pin"', 'name="pin" value=""'));
    expect(answer.text).to.contain('Isian Anda sudah kami terima.');
    expect((await given.office.journal(number, 'application-amended'))[0]?.detail).to.not.equal(undefined);
  });

  it('says what else lacks, and stays with the applicant', async () => {
    await given.office.asksFor(number, ['akta-kematian']);
    const { text } = await sends({ '/events/0/data/date': '2026-10-02' });
    expect(text).to.contain('Isian Anda sudah kami simpan. Masih kurang: ');
    expect((await given.office.case(number)).state).to.equal('waiting-for-applicant');
    expect(inputsOf((await opens()).text)['/events/0/data/date']).to.equal('2026-10-02');
  });
});

describe('Adding and removing events on the tracking page, without scripts', () => {
  const given = withOffice();
  let portal: OpenPortal;
  let key: { nomor: string; pin: string };
  let nik: string;
  beforeEach(async () => {
    portal = await openPortal(given.office);
    const resident = newResident();
    ({ nik } = resident);
    const application = {
      applicant: { name: resident.name, nik, whatsapp: resident.whatsapp },
      kkNumber: resident.kkNumber,
      listed: [{ name: resident.name, nik, shdk: 'KEPALA KELUARGA' }],
      events: [
        { event: 'pendidikan', data: { changes: [{ person: nik, from: 'SMA', to: 'S1' }] } },
        { event: 'golongan-darah', data: { changes: [{ person: nik, from: 'O', to: 'AB' }] } },
      ],
      statement: true,
    };
    const sent = await answerOf(fetch(`${portal.url}/api/applications`, { method: 'POST', body: aForm(application) }));
    expect(sent.status, sent.text).to.equal(201);
    key = { nomor: sent.body['applicationNumber'] as string, pin: sent.body['pin'] as string };
    await given.office.asksFor(key.nomor, [], 'Mohon periksa peristiwanya.');
  });
  afterEach(() => portal.close());
  const opens = () => post(`${portal.url}/lacak/isian`, key);
  /** Presses a button of this page, with these answers written before. */
  const presses = (page: Answer, changes: Record<string, string>) =>
    post(`${portal.url}/lacak/isian/kirim`, { ...inputsOf(page.text), ...changes });
  const titlesOn = ({ text }: Answer) =>
    [...text.matchAll(/<h2 id="(?:peristiwa-\d+|baru)"[^>]*>([^<]*)</g)].map(([, title]) => title);

  it('keeps what was written while an event is added or taken away, and sends nothing yet', async () => {
    const page = await opens();
    const added = await presses(page, {
      '/events/0/data/changes/0/to': 'S2',
      aksi: 'tambah',
      peristiwa: 'pekerjaan',
    });
    expect(titlesOn(added)).to.deep.equal(['Lulus sekolah atau kuliah', 'Golongan darah', 'Pekerjaan berubah']);
    expect(inputsOf(added.text)['/events/0/data/changes/0/to']).to.equal('S2');
    const removed = await presses(added, { aksi: 'hapus-1' });
    expect(titlesOn(removed)).to.deep.equal(['Lulus sekolah atau kuliah', 'Pekerjaan berubah']);
    expect(inputsOf(removed.text)['/events/0/data/changes/0/to']).to.equal('S2');
    expect(await given.office.journal(key.nomor, 'application-amended')).to.deep.equal([]);
  });

  it('brings an event that was taken away back with its answers', async () => {
    const removed = await presses(await opens(), { aksi: 'hapus-0' });
    for (const again of [{ aksi: 'kembali-0' }, { aksi: 'tambah', peristiwa: 'pendidikan' }]) {
      const page = await presses(removed, again);
      expect(titlesOn(page)).to.deep.equal(['Golongan darah', 'Lulus sekolah atau kuliah']);
      expect(inputsOf(page.text)['/events/1/data/changes/0/to']).to.equal('S1');
    }
  });

  it('asks of every event that the form offers what the form asks, and offers none twice', async () => {
    const page = await opens();
    const offered = [...page.text.matchAll(/<option value="([a-z-]+)">/g)].map(([, name]) => name!);
    const fromForm = EVENT_QUESTIONS.events.map(({ name }) => name as string);
    expect(offered.filter((name) => fromForm.includes(name))).to.have.members(
      fromForm.filter((name) => name !== 'pendidikan' && name !== 'golongan-darah'),
    );
    for (const name of offered.filter((one) => fromForm.includes(one))) {
      const added = await presses(page, { aksi: 'tambah', peristiwa: name });
      expect(added.status, name).to.equal(200);
      expect(titlesOn(added), name).to.have.length(3);
      expect(added.text, name).to.contain(`name="/events/2/event" value="${name}"`);
    }
  });

  it('leaves the last event no button to take it away, and refuses a page without events', async () => {
    const one = await presses(await opens(), { aksi: 'hapus-1' });
    expect(one.text).to.not.contain('value="hapus-');
    const none = await post(`${portal.url}/lacak/isian/kirim`, key);
    expect(none.status).to.equal(422);
    expect(none.text).to.contain('Pilih apa yang terjadi di keluarga Anda.');
  });

  it('takes nonsense for nothing: events and buttons that do not exist, places of others', async () => {
    const page = await opens();
    for (const odd of [
      { aksi: 'tambah', peristiwa: 'kiamat' },
      { aksi: 'hapus-99' },
      { aksi: 'kembali-99' },
      { aksi: 'kembali-0' },
      { aksi: 'tambah' },
    ])
      expect(titlesOn(await presses(page, odd)), JSON.stringify(odd)).to.have.length(2);
    const elsewhere = await presses(page, { '/events/0/was': '1', aksi: 'hapus-9' });
    expect(inputsOf(elsewhere.text)['/events/0/data/changes/0/to']).to.equal('S1');
  });

  it('sends the events as they stand: the officer reads what came and went', async () => {
    const page = await presses(await opens(), { aksi: 'hapus-1' });
    const answer = await presses(page, {});
    expect(answer.status, answer.text).to.equal(200);
    expect(answer.text).to.contain('Tidak diperlukan lagi: Hasil pemeriksaan golongan darah');
    const [row] = await given.office.journal(key.nomor, 'application-amended');
    expect(row?.detail, 'no event is named').to.have.all.keys('needless', 'amendedSha256');
  });
});

describe('The form of each event, filled in', () => {
  const sentOf = (field: FilledField): [string, string][] => {
    switch (field.draws) {
      case 'input':
        return [[field.name, field.value]];
      case 'select':
        return [[field.name, field.options.find(({ chosen }) => chosen)?.code ?? '']];
      case 'part':
        return [...field.fields, ...field.folds.flatMap(({ fields }) => fields)].flatMap(sentOf);
    }
  };
  const sendsBack = (event: (typeof EVENTS)[number]['name'], data: unknown) => {
    const { part } = filledEvent({ event, data }, 0, {
      people: new Map(),
      faults: [],
      translate: (text: string) => text,
    });
    return answersIn(askedOf(event), '/events/0/data', Object.fromEntries(sentOf(part)), data);
  };

  for (const { name } of EVENTS)
    it(`${name}: nothing answered can be drawn and sent`, () => {
      expect(() => sendsBack(name, {})).to.not.throw();
    });

  it('gives back every answer of every golden case as it was, when nothing is touched', () => {
    for (const golden of goldenCases())
      for (const { event, data } of applicationOf(golden, ENTRIES[golden.case]!.first).events)
        expect(sendsBack(event, data), golden.case).to.deep.equal(data);
  });

  it('takes a child out of a list, and adds one', () => {
    const data = {
      changes: [
        { person: '1', to: 'S1' },
        { person: '2', to: 'S2' },
      ],
    };
    const sent = {
      '/events/0/data/changes/0/person': '1',
      '/events/0/data/changes/0/#hapus': 'ya',
      '/events/0/data/changes/1/person': '2',
      '/events/0/data/changes/1/to': 'S2',
      '/events/0/data/changes/2/person': '3',
    };
    expect(answersIn(askedOf('pendidikan'), '/events/0/data', sent, data)).to.deep.equal({
      changes: [{ person: '2', to: 'S2' }, { person: '3' }],
    });
  });
});
