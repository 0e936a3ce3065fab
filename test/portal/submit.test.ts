import { expect } from 'chai';
import { UPLOAD_LIMITS } from '../../src/documents/documents.ts';
import { aForm, aPhoto, anApplication, faultFields, submit } from './client.ts';
import { withOffice } from '../cases/office.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';

describe('Submitting an application by the API', () => {
  const given = withOffice();
  let portal: OpenPortal;
  beforeEach(async () => {
    portal = await openPortal(given.office);
  });
  /** Kinds of the papers of the case that this portal opened first. */
  const papers = async () => (await given.office.store.papers.of(portal.cases.opened[0]!)).map(({ kind }) => kind);
  afterEach(() => portal.close());

  it('answers 201 with a number, a six-digit PIN and the address of the tracking page', async () => {
    const answer = await submit(
      portal.url,
      aForm(anApplication(), [
        ['ijazah', await aPhoto()],
        ['f-1-06', await aPhoto()],
      ]),
    );
    expect(answer.status).to.equal(201);
    expect(answer.body['applicationNumber']).to.match(/^KK-\d{6}-[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(answer.body['pin']).to.match(/^\d{6}$/);
    expect(answer.body['trackingUrl']).to.equal(
      `${portal.url}/lacak?nomor=${String(answer.body['applicationNumber'])}`,
    );
    expect(await papers()).to.have.members(['ijazah', 'f-1-06']);
  });

  it('takes the form also as a part with its own media type, as programs send it', async () => {
    const form = aForm(undefined);
    form.append('application', new Blob([JSON.stringify(anApplication())], { type: 'application/json' }));
    expect((await submit(portal.url, form)).status).to.equal(201);
  });

  it('lets missing papers pass; the officer asks for them', async () => {
    expect((await submit(portal.url, aForm(anApplication()))).status).to.equal(201);
  });

  it('takes several pages of one paper and skips inputs that were left empty', async () => {
    const form = aForm(anApplication(), [
      ['ijazah', await aPhoto('#aaaaaa')],
      ['ijazah', await aPhoto('#bbbbbb')],
    ]);
    form.append('kk-lama', new Blob([]), '');
    expect((await submit(portal.url, form)).status).to.equal(201);
    expect(await papers()).to.deep.equal(['ijazah', 'ijazah']);
  });

  describe('sent again', () => {
    it('with the same key three times is one application with the same receipt', async () => {
      const photo = await aPhoto();
      const answers = [];
      for (let i = 0; i < 3; i++)
        answers.push(await submit(portal.url, aForm(anApplication(), [['ijazah', photo]]), 'kunci-satu'));
      expect(answers.map(({ status }) => status)).to.deep.equal([201, 200, 200]);
      expect(new Set(answers.map(({ text }) => text)).size).to.equal(1);
      expect(portal.cases.opened).to.have.length(1);
    });

    it('twenty times at once with the same key is one application', async () => {
      const photo = await aPhoto();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          submit(portal.url, aForm(anApplication(), [['ijazah', photo]]), 'kunci-serentak'),
        ),
      );
      expect(answers.filter(({ status }) => status === 201)).to.have.length(1);
      expect(answers.filter(({ status }) => status === 200)).to.have.length(19);
      expect(new Set(answers.map(({ text }) => text)).size).to.equal(1);
      expect(portal.cases.opened).to.have.length(1);
    });

    it('with the same key and other content is refused with 409, and the first stands', async () => {
      await submit(portal.url, aForm(anApplication()), 'kunci-dua');
      const other = await submit(portal.url, aForm(anApplication({ reason: 'rusak', changes: [] })), 'kunci-dua');
      expect(other.status).to.equal(409);
      expect(other.body['error']).to.equal('IDEMPOTENCY_CONFLICT');
      const otherPhoto = await submit(portal.url, aForm(anApplication(), [['ijazah', await aPhoto()]]), 'kunci-dua');
      expect(otherPhoto.status).to.equal(409);
      expect(portal.cases.opened).to.have.length(1);
    });

    it('without any key is recognised by its content, in whatever order it is written', async () => {
      const [first, second] = [await aPhoto('#111111'), await aPhoto('#eeeeee')];
      const one = await submit(
        portal.url,
        aForm(anApplication(), [
          ['ijazah', first],
          ['kk-lama', second],
        ]),
      );
      const backwards = Object.fromEntries(Object.entries(anApplication()).reverse());
      const two = await submit(
        portal.url,
        aForm(backwards, [
          ['kk-lama', second],
          ['ijazah', first],
        ]),
      );
      expect([one.status, two.status]).to.deep.equal([201, 200]);
      expect(two.text).to.equal(one.text);
    });

    it('needs a key of 1 to 128 plain characters', async () => {
      for (const key of ['a'.repeat(129), 'dua kata', 'kunci<script>']) {
        const answer = await submit(portal.url, aForm(anApplication()), key);
        expect(answer.status, key.slice(0, 20)).to.equal(400);
        expect(answer.body['error']).to.equal('IDEMPOTENCY_KEY_INVALID');
      }
      expect(portal.cases.opened).to.be.empty;
    });
  });

  describe('with a wrong field', () => {
    const { applicant, address, members, changes } = anApplication() as {
      applicant: object;
      address: object;
      members: object[];
      changes: object[];
    };
    const wrong: readonly (readonly [field: string, what: string, application: unknown])[] = [
      ['/reason', 'an unknown reason', anApplication({ reason: 'iseng' })],
      ['/applicant/name', 'a blank name', anApplication({ applicant: { ...applicant, name: '   ' } })],
      ['/applicant/nik', 'a NIK of 15 digits', anApplication({ applicant: { ...applicant, nik: '340201650485000' } })],
      [
        '/applicant/nik',
        'a NIK in fullwidth digits',
        anApplication({ applicant: { ...applicant, nik: '３４０２０１６５０４８５０００１' } }),
      ],
      ['/applicant/whatsapp', 'a landline', anApplication({ applicant: { ...applicant, whatsapp: '0274 367509' } })],
      ['/kkNumber', 'no KK number though there is an old card', anApplication({ kkNumber: undefined })],
      ['/address/rt', 'an RT in letters', anApplication({ address: { ...address, rt: 'tiga' } })],
      [
        '/address/kalurahan',
        'a kalurahan outside Bantul',
        anApplication({ address: { ...address, kalurahan: '34.02.01.9999' } }),
      ],
      ['/members', 'nobody on the card', anApplication({ members: [] })],
      [
        '/members',
        'two heads of one family',
        anApplication({ members: members.map((member) => ({ ...member, shdk: 'KEPALA KELUARGA' })) }),
      ],
      [
        '/members/1/shdk',
        'an unknown relation',
        anApplication({ members: [members[0], { ...members[1], shdk: 'TETANGGA' }] }),
      ],
      ['/changes', 'a change of data without a change', anApplication({ changes: [] })],
      ['/changes/0/element', 'an unknown element', anApplication({ changes: [{ ...changes[0], element: 'zodiak' }] })],
      ['/changes/0/to', 'a value outside its code list', anApplication({ changes: [{ ...changes[0], to: 'KULIAH' }] })],
      ['/statement', 'an unticked statement', anApplication({ statement: false })],
      ['/peran', 'a field nobody asked for', anApplication({ ['peran' as 'reason']: 'kepala-dinas' })],
    ];
    for (const [field, what, application] of wrong)
      it(`names ${field}: ${what}`, async () => {
        const answer = await submit(portal.url, aForm(application));
        expect(answer.status).to.equal(422);
        expect(answer.body['error']).to.equal('APPLICATION_INVALID');
        expect(faultFields(answer)).to.include(field);
        for (const fault of answer.body['faults'] as { title: string; remedy: string }[])
          expect(fault.title && fault.remedy).to.be.a('string').and.not.empty;
        expect(portal.cases.opened).to.be.empty;
      });

    it('names a text with hidden characters, which no database or page should meet', async () => {
      for (const hidden of ['Sri\u0000', '\u202eiradnuW', '\ud800'])
        expect(
          faultFields(await submit(portal.url, aForm(anApplication({ applicant: { ...applicant, name: hidden } })))),
        ).to.deep.equal(['/applicant/name']);
    });

    it('takes formulas, templates and SQL as the letters they are', async () => {
      const name = `=1+1 {{secrets.X}} '; DROP TABLE cases;-- <b>`;
      await submit(portal.url, aForm(anApplication({ applicant: { ...applicant, name } })));
      expect((await given.office.case(portal.cases.opened[0]!)).application.applicant.name).to.equal(name);
    });
  });

  describe('with a bad file', () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const html = Buffer.from('<!doctype html><script>alert(1)</script>');
    const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]);
    for (const [what, bytes] of [
      ['SVG', svg],
      ['HTML', html],
      ['a Windows program', exe],
      ['nothing', Buffer.alloc(0)],
    ] as const)
      it(`refuses ${what} named .jpg, names the file, and stores nothing, not even the good one`, async () => {
        const answer = await submit(
          portal.url,
          aForm(anApplication(), [
            ['kk-lama', await aPhoto()],
            ['ijazah', bytes, 'ijazah.jpg'],
          ]),
        );
        expect(answer.status).to.equal(415);
        expect(answer.body['error']).to.equal('FILE_REFUSED');
        expect(faultFields(answer)).to.deep.equal(['/papers/ijazah/0']);
        expect(portal.cases.opened).to.be.empty;
      });

    it('names every bad file at once', async () => {
      const answer = await submit(
        portal.url,
        aForm(anApplication(), [
          ['ijazah', await aPhoto()],
          ['ijazah', svg],
          ['kk-lama', html],
        ]),
      );
      expect(faultFields(answer)).to.deep.equal(['/papers/ijazah/1', '/papers/kk-lama/0']);
    });

    it('does not care for the name a file carries', async () => {
      const photo = await aPhoto();
      for (const name of ['../../etc/passwd', 'a\u202egpj.exe', `${'x'.repeat(5000)}.jpg`, '.php'])
        expect(
          (await submit(portal.url, aForm(anApplication(), [['ijazah', photo, name]]))).status,
          name.slice(0, 20),
        ).to.be.oneOf([200, 201]);
      expect(portal.cases.opened).to.have.length(1);
    });

    it('refuses a part that is not a kind of document', async () => {
      const answer = await submit(portal.url, aForm(anApplication(), [['selfie', await aPhoto()]]));
      expect(answer.status).to.equal(422);
      expect(faultFields(answer)).to.deep.equal(['/papers/selfie/0']);
    });

    it('answers 413 naming the file that is larger than the limit', async () => {
      const answer = await submit(
        portal.url,
        aForm(anApplication(), [['ijazah', Buffer.alloc(UPLOAD_LIMITS.bytesPerFile + 1)]]),
      );
      expect(answer.status).to.equal(413);
      expect(answer.body['error']).to.equal('FILE_TOO_LARGE');
      expect(faultFields(answer)).to.deep.equal(['/papers/ijazah/0']);
    });

    it('answers 413 for more files than the limit', async () => {
      const photo = await aPhoto();
      const answer = await submit(
        portal.url,
        aForm(
          anApplication(),
          Array.from({ length: UPLOAD_LIMITS.files + 1 }, () => ['ijazah', photo] as const),
        ),
      );
      expect(answer.status).to.equal(413);
      expect(answer.body['remedy']).to.contain(`Paling banyak ${UPLOAD_LIMITS.files} foto atau PDF`);
      expect(portal.cases.opened).to.be.empty;
    });
  });

  it('lets a draft be checked part by part without keeping anything', async () => {
    const check = async (part: unknown) =>
      (await (
        await fetch(`${portal.url}/api/application-checks`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(part),
        })
      ).json()) as { faults: { field: string }[] };
    expect(await check({ applicant: anApplication()['applicant'] })).to.deep.equal({ faults: [] });
    const { faults } = await check({ applicant: { name: 'Wening', nik: '3402013204850001', whatsapp: '0274 367509' } });
    expect(faults.map(({ field }) => field)).to.deep.equal(['/applicant/whatsapp']);
    expect(portal.cases.opened).to.be.empty;
  });
});
