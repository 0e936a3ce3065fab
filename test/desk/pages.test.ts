import { expect } from 'chai';
import { PASSPHRASE } from '../cases/external-services.ts';
import { PEOPLE, withOffice, type OfficerName } from '../cases/office.ts';
import { until } from '../until.ts';
import { withoutHashes } from '../without-hashes.ts';
import { startDesk } from './desk-server.ts';
import { withDesk } from './with-desk.ts';

describe('The desk', () => {
  const given = withOffice();
  const desk = withDesk(given);
  const { as } = desk;
  const events = async (number: string) =>
    (await given.office.journal(number)).map(({ actor, event, step }) => `${actor} ${event} ${step}`);

  describe('lets in', () => {
    it('nobody without a log-in: pages lead there and back, programs get 401', async () => {
      const { applicationNumber } = await given.office.submit();
      const answer = await desk.server.browser().get(`/meja/berkas/${applicationNumber}`);
      expect([answer.status, answer.headers.get('location')]).to.deep.equal([
        303,
        `/masuk?kembali=${encodeURIComponent(`/meja/berkas/${applicationNumber}`)}`,
      ]);
      const program = await desk.server.browser().postJson(`/meja/berkas/${applicationNumber}/keputusan`, {});
      expect(program.status).to.equal(401);
      expect(JSON.parse(program.text)).to.include({ code: 'NOT_LOGGED_IN' });
      expect((await desk.server.browser().get('/meja/kabar.json')).status).to.equal(401);
    });

    it('an officer by name and role, and nobody whom the office does not know, or no longer', async () => {
      const answer = await as('sri').get('/meja');
      expect(answer.status).to.equal(200);
      expect(answer.text).to.contain('Sri Wahyuni').and.contain('Petugas layanan &amp; entri');
      for (const username of ['orang.asing', PEOPLE.budi.username])
        expect((await desk.server.browser(username).get('/meja')).status).to.equal(403);
    });

    it('nobody while sessions cannot be read, and says so', async () => {
      desk.server.login.down = true;
      try {
        const answer = await as('sri').get('/meja');
        expect(answer.status).to.equal(503);
        expect(answer.text).to.contain('tidak dapat mengenali Anda');
      } finally {
        desk.server.login.down = false;
      }
    });

    it('the right officers to each page, refuses every other, and journals the attempt', async () => {
      const { applicationNumber: number } = await given.office.verified();
      const paper = (await given.office.store.papers.of(number))[0]!.id;
      const everybody = ['sri', 'tono', 'endah', 'agus', 'rini', 'audi', 'adi'] as const;
      const pages: [string, (typeof everybody)[number][]][] = [
        [`/meja/berkas/${number}`, ['sri', 'endah', 'agus']],
        [`/meja/berkas/${number}/dokumen/${paper}`, ['sri', 'endah', 'agus']],
        [`/meja/gambar/${number}/berkas.jpg`, ['sri', 'endah', 'agus']],
        [`/meja/gambar/${number}/draf.png`, ['sri', 'endah', 'agus']],
        [`/meja/gambar/${number}/draf.png?ukuran=penuh`, ['sri', 'endah', 'agus']],
        [`/meja/berkas/${number}/draf.pdf`, ['sri', 'endah', 'agus']],
        ['/meja/tanda-tangan', ['agus']],
        [`/meja/tanda-tangan/${number}/tolak`, ['agus']],
        [`/meja/siak/${number}`, ['sri']],
        ['/meja/terhenti', ['adi']],
      ];
      for (const [page, allowed] of pages)
        for (const who of everybody) {
          const { status } = await as(who).get(page);
          const fits = allowed.includes(who) ? status === 200 : status === 403 || status === 409;
          expect(fits, `${who} ${page} ${status}`).to.equal(true);
        }
      expect(await events(number))
        .to.include('tono.prasetyo view-refused null')
        .and.include('rini.astuti view-refused null')
        .and.include('audi.pranata view-refused null');
    });

    it('nobody by made-up numbers, papers of other cases, or paths', async () => {
      const [a, b] = [await given.office.submit(), await given.office.submit()];
      const paper = (await given.office.store.papers.of(a.applicationNumber))[0]!.id;
      for (const path of [
        `/meja/berkas/${b.applicationNumber}/dokumen/${paper}`,
        '/meja/berkas/KK-261122-ZZZZZZ',
        '/meja/berkas/bukan-nomor',
        '/meja/berkas/..%2f..%2fetc',
        '/meja/lain',
        '/meja/aset/000000000000/..%2fdesk.ts',
      ])
        expect((await as('sri').get(path)).status, path).to.equal(404);
    });
  });

  describe('shows the work list', () => {
    it('with the way to each task, why it came back, the applicant by name, and the NIK in part only', async () => {
      const { office } = given;
      const { applicationNumber, pin } = await office.drafted();
      await office.decides('endah', applicationNumber, 'verify-draft', {
        verification: 'invalid',
        note: 'Gelar tidak terbaca pada ijazah',
      });
      await office.applicants.complete(applicationNumber, pin, [await office.paper('ijazah')]);
      await office.settle();
      const { text } = await as('sri').get('/meja');
      expect(text)
        .to.contain(`href="/meja/berkas/${applicationNumber}"`)
        .and.contain('Endah Kusumawati menilai data tidak valid: “Gelar tidak terbaca pada ijazah”')
        .and.contain('Anda pegang');
      expect(text).to.contain('Wening Prameswari').and.contain('340215••••••0002').and.not.contain('3402155203850002');
    });

    it('to a program as JSON, and notifies an open page when it changes', async () => {
      const before = JSON.parse((await as('tono').get('/meja/kabar.json')).text) as { version: string; open: number };
      const { applicationNumber } = await given.office.submit();
      const after = JSON.parse((await as('tono').get('/meja/kabar.json')).text) as { version: string; open: number };
      expect(after.version).to.not.equal(before.version);
      expect(after.open).to.equal(before.open + 1);
      const { text } = await as('tono').get('/meja', { accept: 'application/json' });
      const { tasks } = JSON.parse(text) as { tasks: { applicationNumber: string; element: string; taskId: string }[] };
      const { taskId } = await given.office.task(applicationNumber, 'open-application');
      expect(tasks.find((task) => task.applicationNumber === applicationNumber)).to.deep.include({
        element: 'open-application',
        taskId,
        blocked: null,
        mine: false,
      });
    });
  });

  describe('shows a case', () => {
    it('with statement, old and new, evidence, warnings, draft and history', async () => {
      const { office } = given;
      const { applicationNumber: number, draftSha256 } = await office.verified();
      await office.store.cases.change(number, {
        findings: ['Anggota 1: nama berbeda dengan SIAK.'],
        requiredDocuments: ['f-1-06', 'kk-lama', 'bukti-pekerjaan'],
        missingDocuments: ['bukti-pekerjaan'],
      });
      const { text } = await as('endah').get(`/meja/berkas/${number}`);
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

    it('without running what applicants write', async () => {
      const { applicationNumber } = await given.office.submit({
        applicant: { name: '<script>alert(1)</script>', nik: '3402155203850002', whatsapp: '081234567890' },
      });
      const { text } = await as('sri').get(`/meja/berkas/${applicationNumber}`);
      expect(text).to.contain('&lt;script&gt;alert').and.not.contain('<script>alert');
    });

    it('to a program as what it has to read and to decide', async () => {
      const { office } = given;
      const { applicationNumber: number } = await office.drafted();
      const { text } = await as('endah').get(`/meja/berkas/${number}`, { accept: 'application/json' });
      const shown = JSON.parse(text) as { papers: { href: string }[]; draft: { sha256: string; href: string } };
      const { taskId } = await office.task(number, 'verify-draft');
      const { draftSha256 } = await office.case(number);
      expect(shown).to.deep.include({ applicationNumber: number, state: 'verification' });
      expect(shown).to.have.nested.include({
        'task.taskId': taskId,
        'task.element': 'verify-draft',
        'task.blocked': null,
        'draft.sha256': draftSha256,
      });
      expect(shown).to.have.nested.property('unseen.draft', true);
      for (const { href } of shown.papers) expect((await as('endah').get(href)).status).to.equal(200);
      await as('endah').get(shown.draft.href);
      const again = await as('endah').get(`/meja/berkas/${number}`, { accept: 'application/json' });
      expect(JSON.parse(again.text)).to.deep.include({ unseen: { papers: [], draft: false } });
      expect(withoutHashes(text)).to.not.match(/\d{16}/);
    });
  });

  describe('takes a decision', () => {
    it('from the form on the case page, and leads to the next task of this officer', async () => {
      const { office } = given;
      const { applicationNumber: number } = await office.submit();
      const { taskId } = await office.task(number, 'open-application');
      const sri = as('sri');
      const page = await sri.get(`/meja/berkas/${number}`);
      expect(page.text)
        .to.contain(`action="/meja/berkas/${number}/keputusan"`)
        .and.contain(`name="task" value="${taskId}"`)
        .and.contain('Buka permohonan</button>');
      const posted = await sri.post(`/meja/berkas/${number}/keputusan`, [['task', taskId]], {
        from: `/meja/berkas/${number}`,
      });
      expect([posted.status, posted.headers.get('location')]).to.deep.equal([303, `/meja/lanjut?sesudah=${number}`]);
      await office.settle();
      const next = await sri.get(`/meja/lanjut?sesudah=${number}`);
      expect(next.headers.get('location'), 'the same case goes on with the same officer').to.equal(
        `/meja/berkas/${number}?selesai=${number}`,
      );
      expect((await sri.get(`/meja/berkas/${number}?selesai=${number}`)).text).to.contain('sudah tercatat');
    });

    it('with this case’s papers as check boxes, and keeps what was typed when the answer is refused', async () => {
      const { office } = given;
      const { applicationNumber: number } = await office.opened();
      await office.reads('sri', number);
      const { taskId } = await office.task(number, 'examine-application');
      const sri = as('sri');
      const path = `/meja/berkas/${number}/keputusan`;
      const page = await sri.get(`/meja/berkas/${number}`);
      const boxes = [...page.text.matchAll(/name="missingDocuments" value="([\w-]+)"/g)].map((match) => match[1]);
      expect(boxes).to.deep.equal((await office.case(number)).requiredDocuments);
      const refused = await sri.post(
        path,
        [
          ['task', taskId],
          ['examination', 'incomplete'],
          ['missingDocuments', 'ijazah'],
          ['note', 'NIK 3402155203850002 & <b> keliru'],
        ],
        { from: `/meja/berkas/${number}` },
      );
      expect(refused.status).to.equal(422);
      expect(refused.text)
        .to.contain('Tulis lagi tanpa angka itu')
        .and.contain('NIK 3402155203850002 &amp; &lt;b&gt; keliru</textarea>')
        .and.match(/value="incomplete" checked/)
        .and.match(/value="ijazah" checked/)
        .and.not.match(/value="kk-lama" checked/);
      const taken = await sri.post(
        path,
        [
          ['task', taskId],
          ['examination', 'incomplete'],
          ['missingDocuments', 'ijazah'],
          ['missingDocuments', 'kk-lama'],
          ['note', 'Foto buram'],
        ],
        { from: `/meja/berkas/${number}` },
      );
      expect(taken.status).to.equal(303);
      expect(await office.case(number)).to.deep.include({
        state: 'waiting-for-applicant',
        missingDocuments: ['ijazah', 'kk-lama'],
      });
    });

    it('from a program as JSON, and answers each refusal with its code and sentence', async () => {
      const { office } = given;
      const { applicationNumber: number } = await office.drafted();
      const { taskId: task } = await office.task(number, 'verify-draft');
      const path = `/meja/berkas/${number}/keputusan`;
      const tries: [OfficerName, unknown, number, string][] = [
        ['sri', { task, verification: 'valid' }, 403, 'WRONG_ROLE'],
        ['rini', { task, verification: 'valid' }, 403, 'WRONG_ROLE'],
        ['endah', { task }, 422, 'ANSWER_INCOMPLETE'],
        ['endah', { task, verification: 'valid' }, 409, 'DRAFT_NOT_SEEN'],
        ['endah', { task: 'lain', verification: 'valid' }, 409, 'TASK_GONE'],
        ['endah', [], 409, 'TASK_GONE'],
      ];
      for (const [who, body, status, code] of tries) {
        const answer = await as(who).postJson(path, body);
        expect([answer.status, (JSON.parse(answer.text) as { code: string }).code]).to.deep.equal([status, code]);
        expect((JSON.parse(answer.text) as { message: string }).message).to.match(/\.$/);
      }
      await office.reads('endah', number);
      office.completing = () => Promise.reject(new Error('gone'));
      const away = await as('endah').postJson(path, { task, verification: 'valid' });
      office.completing = (complete) => complete();
      expect([away.status, (JSON.parse(away.text) as { code: string }).code]).to.deep.equal([503, 'NOT_RECORDED']);
      const taken = await as('endah').postJson(path, { task, verification: 'valid' });
      expect([taken.status, JSON.parse(taken.text)]).to.deep.equal([200, { ok: true }]);
    });

    it('from our own pages only: no form of elsewhere, none without the token or with another’s, no JSON of elsewhere', async () => {
      const { office } = given;
      const { applicationNumber: number } = await office.submit();
      const { taskId } = await office.task(number, 'open-application');
      const from = `/meja/berkas/${number}`;
      const path = `${from}/keputusan`;
      const sri = as('sri');
      const stolen = /name="token" value="([\w-]+)"/.exec((await as('tono').get(from)).text)![1]!;
      const fields: [string, string][] = [['task', taskId]];
      const refused = [
        await sri.post(path, fields, {
          from,
          headers: { origin: 'https://jahat.example', 'sec-fetch-site': 'cross-site' },
        }),
        await sri.post(path, fields, {
          from,
          headers: { origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' },
        }),
        await sri.post(path, fields, { from, headers: { origin: 'null' } }),
        await sri.post(path, fields, { from, token: '' }),
        await sri.post(path, fields, { from, token: stolen }),
        await sri.postJson(path, { task: taskId }, { origin: 'https://jahat.example', 'sec-fetch-site': 'cross-site' }),
      ];
      expect(refused.map(({ status }) => status)).to.deep.equal(Array(6).fill(403));
      expect(await office.openElements(number)).to.deep.equal(['open-application']);
    });
  });

  it('lets an officer take a task and give it back, as a page and as a program', async () => {
    const { office } = given;
    const { applicationNumber: number } = await office.submit();
    const { taskId: task } = await office.task(number, 'open-application');
    const from = `/meja/berkas/${number}`;
    const taken = await as('sri').post(`${from}/ambil`, [['task', task]], { from });
    expect([taken.status, taken.headers.get('location')]).to.deep.equal([303, from]);
    expect((await office.task(number, 'open-application')).assignee).to.equal('sri.wahyuni');
    const refused = await as('tono').postJson(`${from}/ambil`, { task });
    expect([refused.status, (JSON.parse(refused.text) as { code: string }).code]).to.deep.equal([
      409,
      'ASSIGNED_TO_ANOTHER',
    ]);
    expect((await as('sri').postJson(`${from}/lepas`, { task })).status).to.equal(200);
    expect((await office.task(number, 'open-application')).assignee).to.equal(null);
  });

  it('takes a signed card back in two steps, each from the case page of one of two people', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.delivered();
    const path = `/meja/berkas/${applicationNumber}`;
    expect((await as('endah').get(path)).text, 'on its way').to.not.contain('Minta pencabutan');
    await office.applicants.download(applicationNumber, pin);
    await office.settle();
    const act = async (who: OfficerName, tindakan: string, ...more: [string, string][]) => {
      const { status, text } = await as(who).post(`${path}/pencabutan`, [['tindakan', tindakan], ...more], {
        from: path,
      });
      return status === 303 ? 'done' : `${status} ${text}`;
    };
    expect(await act('endah', 'minta', ['alasan', 'salah'])).to.contain('paling sedikit 20 huruf');
    expect(await act('endah', 'minta', ['alasan', 'Nama ibu <b>tertukar</b> dengan keluarga lain.'])).to.equal('done');
    const own = (await as('endah').get(path)).text;
    expect(own).to.contain('Tarik kembali').and.not.contain('value="setujui"').and.not.contain('<b>tertukar');
    expect((await as('agus').get('/meja')).text).to.contain('1 pencabutan KK menunggu persetujuan Anda');
    expect(await act('agus', 'setujui'), 'without the statement').to.contain('400');
    expect(await act('agus', 'apa')).to.contain('400');
    expect(await act('sri', 'setujui', ['yakin', 'ya'])).to.contain('403');
    expect(await act('agus', 'setujui', ['yakin', 'ya'])).to.equal('done');
    expect((await as('agus').get(path)).text)
      .to.contain('KK dicabut.')
      .and.contain('tidak berlaku lagi sejak');
  });

  describe('serves pictures for forms', () => {
    it('to pages of the same site, uncached, and small: they count as a glance', async () => {
      const { office } = given;
      const { applicationNumber: number } = await office.drafted();
      for (const [path, type] of [
        [`gambar/${number}/draf.png`, 'image/png'],
        [`gambar/${number}/berkas.jpg`, 'image/jpeg'],
      ]) {
        const { headers } = await as('endah').get(`/meja/${path}`);
        expect([
          headers.get('content-type'),
          headers.get('cross-origin-resource-policy'),
          headers.get('cache-control'),
        ]).to.deep.equal([type, 'same-site', 'no-store']);
      }
      const own = (await office.journal(number)).filter(({ actor }) => actor === 'endah.kusuma');
      expect(own.map(({ event }) => event)).to.deep.equal(['draft-glanced', 'papers-glanced']);
    });

    it('or a picture that explains, when nobody is logged in or it is not theirs', async () => {
      const { applicationNumber: number } = await given.office.verified();
      const nobody = await desk.server.browser().get(`/meja/gambar/${number}/draf.png`);
      expect([nobody.status, nobody.headers.get('content-type')]).to.deep.equal([401, 'image/svg+xml; charset=utf-8']);
      expect(nobody.text).to.contain('Anda belum masuk');
      const stranger = await as('rini').get(`/meja/gambar/${number}/berkas.jpg`);
      expect([stranger.status, stranger.headers.get('cross-origin-resource-policy')]).to.deep.equal([403, 'same-site']);
    });

    it('of the draft with the named hash or none', async () => {
      const { applicationNumber: number, draftSha256 } = await given.office.verified();
      const path = `/meja/gambar/${number}/draf.png?ukuran=penuh`;
      expect((await as('agus').get(`${path}&sidik=${draftSha256.slice(0, 12)}`)).status).to.equal(200);
      const other = await as('agus').get(`${path}&sidik=${'0'.repeat(12)}`);
      expect(other.status).to.equal(409);
      expect(other.text).to.contain('Draf sudah berganti');
      expect((await as('agus').get(`${path}&sidik=xyz`)).status).to.equal(404);
    });
  });

  describe('lets the head sign', () => {
    const choice = (draft: { applicationNumber: string; draftSha256: string }): [string, string] => [
      'dokumen',
      `${draft.applicationNumber}:${draft.draftSha256}`,
    ];

    it('what was read and chosen, and shows the result document by document', async () => {
      const { office } = given;
      const [one, two] = [await office.verified(), await office.verified()];
      const agus = as('agus');
      const page = await agus.get('/meja/tanda-tangan');
      const box = (text: string, { applicationNumber, draftSha256 }: typeof one) =>
        new RegExp(`value="${applicationNumber}:${draftSha256}"[^>]*>`).exec(text)?.[0];
      expect(box(page.text, one), 'unread drafts cannot be ticked').to.contain('disabled');
      for (const { applicationNumber } of [one, two])
        await agus.get(`/meja/gambar/${applicationNumber}/draf.png?ukuran=penuh`);
      expect(box((await agus.get('/meja/tanda-tangan')).text, one)).to.not.contain('disabled');
      const posted = await agus.post('/meja/tanda-tangan', [
        choice(one),
        choice(two),
        ['diperiksa', 'ya'],
        ['passphrase', PASSPHRASE],
      ]);
      expect(posted.status).to.equal(303);
      const address = posted.headers.get('location')!;
      const outcome = await until('the batch is finished', async () => {
        await office.settle();
        const answer = JSON.parse((await agus.get(`${address}.json`)).text) as { finished: boolean; heading: string };
        return answer.finished ? answer : undefined;
      });
      expect(outcome.heading).to.equal('2 dari 2 draf sudah ditandatangani');
      expect((await agus.get(address)).text).to.contain('Sudah ditandatangani');
      expect((await as('dewi').get(address)).status, 'not of another head').to.equal(409);
      const progress = await agus.get(`/meja/tanda-tangan/kemajuan.json?nomor=${one.applicationNumber}`);
      expect((JSON.parse(progress.text) as { documents: unknown[] }).documents).to.deep.equal([
        { applicationNumber: one.applicationNumber, status: 'signed', reason: null, label: 'Sudah ditandatangani' },
      ]);
      expect(JSON.stringify(office.log)).to.not.contain('rahasia');
    });

    it('only in their own name: drafts that name another one are drawn anew at one click, and read again', async () => {
      const { office } = given;
      const dewi = as('dewi');
      await office.store.people.put({ ...PEOPLE.dewi, nip: '198104042006042004' });
      const [one, two] = [await office.verified(), await office.verified()];
      const boxOf = (text: string, number: string) =>
        new RegExp(`<input type="checkbox" name="dokumen" value="${number}:[^>]*>`).exec(text)![0];
      await dewi.get(`/meja/gambar/${one.applicationNumber}/draf.png?ukuran=penuh`);
      const { text } = await dewi.get('/meja/tanda-tangan');
      expect(text).to.contain(`memuat nama ${PEOPLE.agus.name}`);
      expect(boxOf(text, one.applicationNumber), 'read, and still not hers to tick').to.contain('names-other');
      const berkas = /name="berkas" value="([^"]* [^"]*)"/.exec(text)![1]!;
      expect(berkas.split(' ')).to.include.members([one.applicationNumber, two.applicationNumber]);
      const posted = await dewi.post('/meja/tanda-tangan/atas-nama-saya', [['berkas', berkas]], {
        from: '/meja/tanda-tangan',
      });
      expect(posted.headers.get('location')).to.equal('/meja/tanda-tangan?siap=ya');
      const after = (await dewi.get('/meja/tanda-tangan?siap=ya')).text;
      expect(after).to.contain('Baca lagi dalam ukuran penuh').and.not.contain('names-other');
      expect(boxOf(after, one.applicationNumber), 'drawn anew, it is unread').to.contain('disabled');
      expect((await as('agus').get('/meja/tanda-tangan')).text).to.contain(`memuat nama ${PEOPLE.dewi.name}`);
      const bad = await dewi.post('/meja/tanda-tangan/atas-nama-saya', [['berkas', 'semua']], {
        from: '/meja/tanda-tangan',
      });
      expect(bad.status).to.equal(400);
      const sri = await as('sri').post('/meja/tanda-tangan/atas-nama-saya', [['berkas', one.applicationNumber]], {
        from: '/meja',
      });
      expect(sri.status).to.equal(403);
      for (const { applicationNumber } of [one, two])
        await office.officers.redraw(PEOPLE.agus.username, applicationNumber);
      await office.store.people.put(PEOPLE.dewi);
    });

    it('nothing that they have not read, whatever is posted', async () => {
      const { office } = given;
      const draft = await office.verified();
      const agus = as('agus');
      await agus.get(`/meja/gambar/${draft.applicationNumber}/draf.png`);
      const posted = await agus.post('/meja/tanda-tangan', [
        choice(draft),
        ['diperiksa', 'ya'],
        ['passphrase', PASSPHRASE],
      ]);
      const outcome = await until('the batch is finished', async () => {
        const answer = JSON.parse((await agus.get(`${posted.headers.get('location')}.json`)).text) as {
          finished: boolean;
          documents: { status: string; reason: string }[];
        };
        return answer.finished ? answer : undefined;
      });
      expect(outcome.documents[0]).to.deep.include({ status: 'refused' });
      expect(outcome.documents[0]!.reason).to.contain('belum Anda lihat');
      expect(await office.openElements(draft.applicationNumber)).to.deep.equal(['approve-signing']);
      expect(office.grants.open(draft.draftSha256)).to.equal(undefined);
    });

    it('only with the statement, a readable choice and a passphrase', async () => {
      const draft = await given.office.verified();
      const agus = as('agus');
      const status = async (...fields: [string, string][]) => (await agus.post('/meja/tanda-tangan', fields)).status;
      expect(await status(choice(draft), ['passphrase', 'x'])).to.equal(400);
      expect(await status(['dokumen', 'aneh'], ['diperiksa', 'ya'], ['passphrase', 'x'])).to.equal(400);
      expect(await status(choice(draft), ['diperiksa', 'ya'], ['passphrase', ''])).to.equal(409);
      expect(await status(['passphrase', 'x'.repeat(70_000)])).to.equal(413);
      expect(await given.office.openElements(draft.applicationNumber)).to.deep.equal(['approve-signing']);
    });

    it('slowly, when passphrases are guessed, without holding up a colleague', async () => {
      const strict = await startDesk(given.office, { passphrasesPerFiveMinutes: 2 });
      await given.office.database.asOwner('delete from limits');
      try {
        const statuses = async (who: OfficerName, times: number) => {
          const browser = strict.browser(PEOPLE[who].username);
          const answers: number[] = [];
          for (let i = 0; i < times; i++)
            answers.push((await browser.post('/meja/tanda-tangan', [['diperiksa', 'ya']])).status);
          return answers;
        };
        expect(await statuses('agus', 3)).to.deep.equal([409, 409, 429]);
        expect(await statuses('dewi', 1)).to.deep.equal([409]);
      } finally {
        await strict.stop();
      }
    });

    it('or send a draft back with the reason, and asks again when the reason cannot be sent on', async () => {
      const { office } = given;
      const draft = await office.verified();
      await office.reads('agus', draft.applicationNumber);
      const path = `/meja/tanda-tangan/${draft.applicationNumber}/tolak`;
      const agus = as('agus');
      const again = await agus.post(path, [['alasan', 'NIK 3402 1552 0385 0002 keliru']]);
      expect(again.status).to.equal(422);
      expect(again.text)
        .to.contain('Tulis lagi tanpa angka itu')
        .and.contain('NIK 3402 1552 0385 0002 keliru</textarea>');
      const sent = await agus.post(path, [['alasan', 'Nama ibu keliru']]);
      expect(sent.headers.get('location')).to.match(/^\/meja\/tanda-tangan\?kembali=KK-/);
      await office.settle();
      expect((await as('endah').get('/meja')).text).to.contain('Agus Hartanto mengembalikan draf: “Nama ibu keliru”');
    });
  });

  it('shows what to type into SIAK, value by value, ready to be copied', async () => {
    const { applicationNumber } = await given.office.opened({
      changes: [{ member: 1, element: 'nama', from: 'Wening Prameswari', to: 'Wening  Pramesti', basis: 'Akta' }],
    });
    const { text } = await as('sri').get(`/meja/siak/${applicationNumber}`);
    expect(text)
      .to.contain('data-copy="WENING PRAMESTI"')
      .and.contain('data-copy="3402150101150007"')
      .and.contain(`data-copy="${applicationNumber}"`);
  });

  it('takes a corrected number, shows it in part, and says what is wrong with an invalid one', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    const path = `/meja/berkas/${applicationNumber}`;
    for (const wrong of ['', '0274 367509', 'bukan nomor', '+999 415 555 2671'])
      expect((await as('sri').post(`${path}/nomor`, [['nomor', wrong]], { from: path })).status, wrong).to.equal(409);
    const saved = await as('sri').post(`${path}/nomor`, [['nomor', '0812 9876 5432']], { from: path });
    expect(saved.status).to.equal(303);
    expect((await as('sri').get(path)).text)
      .to.contain('+62812•••5432')
      .and.not.contain('81298765432');
  });

  it('writes down absences and letters, and asks again for a period that cannot be', async () => {
    const { office } = given;
    const agus = as('agus');
    const period = (from: string, to: string): [string, string][] => [
      ['mulai', from],
      ['sampai', to],
    ];
    const backwards = await agus.post(
      '/meja/kehadiran/absen',
      [['petugas', PEOPLE.tono.username], ...period(office.today, '2020-01-01')],
      { from: '/meja/kehadiran' },
    );
    expect(backwards.status).to.equal(409);
    expect(backwards.text).to.contain('Tanggal akhir lebih dahulu');
    const written = await agus.post(
      '/meja/kehadiran/absen',
      [['petugas', PEOPLE.tono.username], ...period(office.today, office.today)],
      { from: '/meja/kehadiran' },
    );
    expect(written.status).to.equal(303);
    expect((await as('tono').get('/meja')).text).to.contain('Anda tercatat tidak bertugas');
    const id = (await office.store.people.absences())[0]!.id;
    const ended = await as('tono').post('/meja/kehadiran/absen/selesai', [['catatan', id]], {
      from: '/meja/kehadiran',
    });
    expect(ended.status).to.equal(303);
    expect(await office.store.people.absences()).to.deep.equal([]);
  });

  it('gives auditor and admin no form for an absence: they hold no task', async () => {
    for (const who of ['audi', 'adi'] as const) {
      const page = await as(who).get('/meja/kehadiran');
      expect([page.status, page.text.includes('action="/meja/kehadiran/absen"')], who).to.deep.equal([200, false]);
    }
    expect((await as('sri').get('/meja/kehadiran')).text).to.contain('action="/meja/kehadiran/absen"');
  });

  it('sends headers that allow nothing inline, nothing from elsewhere, no framing, nothing kept', async () => {
    const { headers, text } = await as('sri').get('/meja');
    expect(headers.get('content-security-policy'))
      .to.contain("default-src 'none'")
      .and.contain("script-src 'self';")
      .and.contain("style-src 'self';")
      .and.contain("frame-ancestors 'self'");
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(headers.get('x-robots-tag')).to.contain('noindex');
    // With no-referrer a browser sends Origin: null with our own forms.
    expect(headers.get('referrer-policy')).to.equal('same-origin');
    expect(text).to.not.match(/<script(?![^>]*src=)|style=|onclick=/);
    const address = /href="(\/meja\/aset\/[^"]+desk\.css)"/.exec(text)![1]!;
    const asset = await desk.server.browser().get(address);
    expect([asset.status, asset.headers.get('cache-control')]).to.deep.equal([
      200,
      'public, max-age=31536000, immutable',
    ]);
  });
});
