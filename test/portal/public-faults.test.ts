import { randomBytes, randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { withOffice } from '../cases/office.ts';
import { picture } from '../documents/uploads.ts';
import { aForm, answerOf, faultFields, submit, type Answer } from './client.ts';
import { newResident } from './residents.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';
import { isPlayed, PUBLIC_REPORTS } from './public-reports.ts';

/** One fault that a trial with residents found, played again: what was done, and what has to come of it. */
interface Row {
  readonly row: string;
  readonly did: string;
  readonly play: () => Promise<string>;
}

/** Faults of the trial that no other test plays by its number; the table is printed at the end. */
describe('What residents stumbled over', () => {
  const given = withOffice();
  let portal: OpenPortal;
  const table: string[] = [];
  before(async () => {
    portal = await openPortal(given.office);
  });
  after(async () => {
    await portal.close();
    console.log(['', ...table.map((line) => `      ${line}`)].join('\n'));
  });

  const applicationBy = (
    person: Partial<Record<keyof ReturnType<typeof newResident>, string>> = {},
    change: Record<string, unknown> = {},
  ) => {
    const { name, nik, kkNumber, whatsapp, street, rt, rw } = { ...newResident(), ...person };
    return {
      applicant: { name, nik, whatsapp },
      kkNumber,
      address: { street, rt, rw, kalurahan: '34.02.01.2001' },
      events: [{ event: 'kk-rusak', data: {} }],
      statement: true,
      ...change,
    };
  };
  const sends = (application: unknown, key: string = randomUUID(), another = false) =>
    submit(portal.url, aForm(application), key, another);
  const json = (place: string, body: unknown, headers: Record<string, string> = {}) =>
    answerOf(
      fetch(portal.url + place, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );
  const uploads = (bytes: Buffer, token: string = randomBytes(32).toString('hex'), ask = false) =>
    answerOf(
      fetch(`${portal.url}/api/uploads`, {
        method: 'POST',
        headers: {
          'Upload-Token': token,
          'Upload-Length': String(Math.max(bytes.length, 1)),
          'Upload-Offset': '0',
          'Content-Type': 'application/octet-stream',
        },
        ...(ask ? {} : { body: Uint8Array.from(bytes) }),
      }),
    );
  const remedies = ({ body }: Answer) => JSON.stringify(body['faults'] ?? body['remedy']);
  const refuses = (answer: Answer, field: string): string => {
    expect(answer.status, answer.text).to.equal(422);
    expect(faultFields(answer)).to.include(field);
    return `ditolak pada ${field}: ${(answer.body['faults'] as { field: string; remedy: string }[]).find((fault) => fault.field === field)!.remedy}`;
  };

  const ROWS: readonly Row[] = [
    {
      row: 'B11',
      did: 'photo picked, page reloaded',
      play: async () => {
        const [token, photo] = [randomBytes(32).toString('hex'), await picture(900, 1200).jpeg().toBuffer()];
        await uploads(photo, token);
        const { body } = await uploads(photo, token, true);
        expect(body).to.deep.include({ received: photo.length, ready: true });
        return 'the photo is at the office already and is taken up again';
      },
    },
    {
      row: 'B12',
      did: 'the same application under two keys',
      play: async () => {
        const application = applicationBy();
        const first = await sends(application);
        const second = await sends(application);
        expect(second.status).to.equal(409);
        expect(second.body['error']).to.equal('ALREADY_OPEN');
        expect(second.body['applicationNumber']).to.equal(first.body['applicationNumber']);
        return 'one case; its number is said';
      },
    },
    {
      row: 'B13',
      did: 'duplicated tab, other content under the same key',
      play: async () => {
        const key = randomBytes(16).toString('hex');
        const application = applicationBy();
        const first = await sends(application, key);
        const second = await sends({ ...application, address: { ...application.address, street: 'Lain' } }, key);
        expect(second.status).to.equal(409);
        const found = await json('/api/receipts', { nik: application.applicant.nik }, { 'Idempotency-Key': key });
        expect(found.body).to.deep.equal(first.body);
        return 'one case; the page shows its receipt';
      },
    },
    {
      row: 'B14',
      did: 'F-1.02 required, nobody knows it',
      play: async () => {
        const { status, bytes } = await json('/api/forms/f-1-02', applicationBy());
        expect(status).to.equal(200);
        expect(bytes.subarray(0, 5).toString()).to.equal('%PDF-');
        return 'the form as PDF, filled in';
      },
    },
    {
      row: 'B17',
      did: 'truncated and empty pictures among good ones',
      play: async () => {
        const photo = await picture(900, 1200).jpeg().toBuffer();
        const answer = await uploads(photo.subarray(0, photo.length / 2));
        expect(answer.status).to.equal(415);
        const form = aForm(applicationBy(), [
          ['kk-rusak', photo],
          ['kk-rusak', photo.subarray(0, photo.length / 2)],
        ]);
        expect(faultFields(await submit(portal.url, form, randomUUID(), false))).to.deep.equal(['/papers/kk-rusak/1']);
        return `named at picking: ${remedies(answer).slice(0, 60)}`;
      },
    },
    {
      row: 'B21',
      did: 'HEIC sent by a browser that cannot open it',
      play: async () => {
        const heic = Buffer.concat([
          Buffer.from('000000186674797068656963000000006d69663168656963', 'hex'),
          randomBytes(900),
        ]);
        const answer = await uploads(heic);
        expect(answer.status).to.equal(415);
        expect(remedies(answer)).to.match(/Paling Kompatibel|JPEG/);
        return 'refused at picking with the remedy';
      },
    },
    {
      row: 'B22',
      did: 'number of a worker in Malaysia (+60)',
      play: async () => {
        const answer = await sends(applicationBy({ whatsapp: '+60 12-345 6789' }));
        expect(answer.status, answer.text).to.equal(201);
        return 'taken';
      },
    },
    {
      row: 'B23',
      did: 'NIK with spaces, by the API',
      play: async () => {
        const { nik } = newResident();
        const answer = await sends(applicationBy({ nik: nik.replace(/(\d{4})(?=\d)/g, '$1 ') }));
        expect(answer.status, answer.text).to.equal(201);
        return 'taken';
      },
    },
    {
      row: 'B24a',
      did: 'applicant of twelve years',
      play: async () => refuses(await sends(applicationBy({ nik: '3402016504140001' })), '/applicant/nik'),
    },
    {
      row: 'B24b',
      did: 'NIK of region 99',
      play: async () => refuses(await sends(applicationBy({ nik: '9902016504850001' })), '/applicant/nik'),
    },
    {
      row: 'B24c',
      did: 'KK number equal to the NIK',
      play: async () => {
        const { nik } = newResident();
        return refuses(await sends(applicationBy({ nik, kkNumber: nik })), '/kkNumber');
      },
    },
    ...['1234567890', '😀😀', 'Wening\u200b'].map((name, i) => ({
      row: `B24${'def'[i]!}`,
      did: `name ${['of digits', 'of emoji', 'with a zero-width space'][i]!}`,
      play: async () => refuses(await sends(applicationBy({ name })), '/applicant/name'),
    })),
    {
      row: 'B24g',
      did: 'child born in 2127',
      play: async () => {
        const child = { name: 'Arjuna', birthDate: '2127-01-01' };
        const answer = await sends(
          applicationBy({}, { events: [{ event: 'bayi-lahir', data: { children: [child] } }] }),
        );
        return refuses(answer, '/events/0/data/children/0/birthDate');
      },
    },
    {
      row: 'B25',
      did: 'newborn, death, divorce, move, wrong address: where to go?',
      play: async () => {
        const { body } = await answerOf(fetch(`${portal.url}/api/events.json`));
        const names = (body['events'] as { name: string }[]).map(({ name }) => name);
        expect(names).to.include.members(['bayi-lahir', 'pindah-keluar']);
        expect(names.some((name) => name.includes('cerai'))).to.equal(true);
        expect(names.some((name) => name.includes('meninggal'))).to.equal(true);
        return `${names.length} events to choose from`;
      },
    },
  ];

  for (const { row, did, play } of ROWS)
    it(`${row}: ${did}`, async () => {
      table.push(`${row.padEnd(5)} ${did.padEnd(60)} ${await play()}`);
    });

  for (const one of PUBLIC_REPORTS)
    it(`${one.report}, ${one.what}: played by ${one.file}`, () => {
      expect(isPlayed(one), `no test "${one.title}" in ${one.file}`).to.equal(true);
      table.push(`${one.report.padEnd(46)} ${one.what.padEnd(34)} ${one.file}: "${one.title}"`);
    });

  it('a report whose test is gone is noticed', () => {
    expect(isPlayed({ ...PUBLIC_REPORTS[0]!, title: 'no such test' })).to.equal(false);
    expect(isPlayed({ ...PUBLIC_REPORTS[0]!, file: 'no/such.test.ts' })).to.equal(false);
  });
});
