import { expect } from 'chai';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { LINK_KEY, PEOPLE, withOffice, type OfficerName } from '../cases/office.ts';
import { startDesk, type DeskServer } from './desk-server.ts';

const { applicant } = sampleApplication();
const EVERYBODY = Object.keys(PEOPLE) as OfficerName[];
const OWN = subjectHash(LINK_KEY, 'nik', applicant.nik);

describe('At the desk, with the login of another', () => {
  const given = withOffice();
  let desk: DeskServer;
  before(async () => {
    desk = await startDesk(given.office);
  });
  after(() => desk?.stop());
  const nobodyIsOfFamily = async () => {
    for (const person of Object.values(PEOPLE)) await given.office.store.people.put({ ...person, nikHash: null });
  };
  afterEach(nobodyIsOfFamily);
  const as = (who: OfficerName) => desk.browser(PEOPLE[who].username);
  const isOfFamily = (who: OfficerName) => given.office.store.people.put({ ...PEOPLE[who], nikHash: OWN });
  /** Whom a page of the desk gives a token; the others try with one of their own browser's. */
  const tokenOf = async (who: OfficerName) =>
    /name="token" value="([\w-]+)"/.exec((await as(who).get('/meja')).text)?.[1] ?? 'none';

  it('a new PIN is given by who stands at the counter, with the token of their own page', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    const fields: [string, string][] = [
      ['nik', applicant.nik],
      ['berkas', applicationNumber],
      ['dilihat', 'ya'],
    ];
    const generation = async () => (await office.case(applicationNumber)).pinGeneration;
    const first = await generation();
    for (const who of EVERYBODY) {
      const before = await generation();
      const browser = as(who);
      const token = /name="token" value="([\w-]+)"/.exec((await browser.get('/meja/loket')).text)?.[1];
      const { status, text } = await browser.post('/meja/loket/pin', fields, {
        token: token ?? (await tokenOf('sri')),
      });
      const may = (['sri', 'tono', 'rini', 'dewi'] as OfficerName[]).includes(who);
      expect([status, await generation()], who).to.deep.equal([may ? 200 : 403, before + (may ? 1 : 0)]);
      if (!may) expect(text, who).to.not.match(/class="pin digits">\d{6}</);
    }
    expect((await as('sri').post('/meja/loket/pin', fields, { token: 'x' })).status).to.equal(403);
    expect((await as('sri').post('/meja/loket/pin', fields, { token: await tokenOf('tono') })).status).to.equal(403);
    const stranger = await desk.browser().post('/meja/loket/pin', fields, { token: await tokenOf('sri') });
    expect([stranger.status, stranger.headers.get('location')?.startsWith('/masuk')]).to.deep.equal([303, true]);
    await isOfFamily('rini');
    const own = await as('rini').post('/meja/loket/pin', fields, { from: '/meja/loket' });
    expect(own.status).to.equal(403);
    expect(own.text)
      .to.contain('menyangkut Anda atau keluarga Anda sendiri')
      .and.not.match(/class="pin digits"/);
    expect(await generation()).to.equal(first + 4);
  });

  it('a held file of a stranger is for entry officers; of a case, for whom the case has reached', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    const { messages, messageFiles, heldFiles } = office.store;
    const { id: messageId } = await messages.add({
      ...{ applicationNumber: null, direction: 'in', purpose: 'reply', sid: 'SM-held', status: 'received' },
      ...{ errorCode: null, phone: '+6281398765432', author: 'pemohon', at: office.dependencies.now() },
    });
    await messageFiles.add({ messageId, position: 0, url: null, declared: null });
    const { id } = (await messageFiles.of([messageId]))[0]!;
    const { bytes } = (await office.paper('ijazah', 'KARTU')).paper;
    await heldFiles.hold(id, bytes);
    await messageFiles.change(id, { state: 'held', mediaType: 'image/jpeg', bytes: bytes.length });
    const allowed = async () => {
      const seen: OfficerName[] = [];
      for (const who of EVERYBODY) {
        const { status, headers } = await as(who).get(`/meja/kiriman/${id}`);
        expect(status, who).to.be.oneOf([200, 403]);
        if (status === 200) expect(headers.get('cache-control')).to.equal('private, no-store');
        if (status === 200) seen.push(who);
      }
      return seen;
    };
    expect(await allowed()).to.deep.equal(['sri', 'tono', 'dewi']);
    expect((await desk.browser().get(`/meja/kiriman/${id}`)).status).to.equal(303);
    const assigns = (who: OfficerName) =>
      as(who).post(
        `/meja/pesan/${messageId}/masukkan`,
        [
          ['berkas', applicationNumber],
          ['jenis', 'ijazah'],
        ],
        { from: '/meja' },
      );
    const reached: Partial<Record<OfficerName, boolean>> = { sri: true };
    for (const who of EVERYBODY.toReversed()) {
      const { status } = await assigns(who);
      expect(status, who).to.equal(reached[who] === true ? 303 : 403);
      expect((await messages.find(messageId))!.applicationNumber === null, who).to.equal(reached[who] !== true);
    }
    expect(await allowed(), 'of a case that Sri holds').to.deep.equal(['sri']);
  });

  describe('of the family that applies, no button is shown that would be refused:', () => {
    const FREE = ['/lepas', '/serah', '/catatan'];
    const actions = (text: string) =>
      [...text.matchAll(/<form[^>]*method="post"[^>]*action="\/meja\/berkas\/[^"/]+([^"]*)"/g)].map(
        ([, path]) => path!,
      );
    const shows = async (who: OfficerName, of: string) => {
      await nobodyIsOfFamily();
      const usual = actions((await as(who).get(`/meja/berkas/${of}`)).text);
      await isOfFamily(who);
      const { text } = await as(who).get(`/meja/berkas/${of}`);
      return { usual, text, own: actions(text) };
    };

    it('the entry officer reads why, who may, and gives it back', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      const { usual, own, text } = await shows('sri', applicationNumber);
      expect(usual).to.include.members(['/keputusan', '/nomor', '/jawab']);
      expect(own).to.have.members(FREE);
      expect(text)
        .to.contain('Bukan untuk Anda: ')
        .and.contain('menyangkut Anda atau keluarga Anda sendiri')
        .and.contain('Yang dapat mengerjakannya: Dewi Larasati, Tono Prasetyo.')
        .and.contain('Lepas kepada rekan');
      const list = (await as('sri').get('/meja')).text;
      expect(list).to.contain('Bukan wewenang Anda').and.contain('Yang dapat mengerjakannya: Dewi Larasati');
      const { taskId } = await office.task(applicationNumber, 'examine-application');
      const path = `/meja/berkas/${applicationNumber}`;
      await as('sri').post(`${path}/lepas`, [['task', taskId]], { from: path });
      expect((await office.case(applicationNumber)).entryOfficer).to.equal(null);
    });

    it('Kasi, head and print officer likewise, to the revocation', async () => {
      const { office } = given;
      const [drafted, delivered] = [await office.drafted(), await office.delivered()];
      await office.applicants.download(delivered.applicationNumber, delivered.pin);
      await office.settle();
      expect((await shows('endah', drafted.applicationNumber)).own).to.have.members(['/catatan']);
      for (const [who, usually] of [
        ['endah', '/pencabutan'],
        ['agus', '/pencabutan'],
        ['rini', '/kirim-ulang'],
      ] as const) {
        const { usual, own, text } = await shows(who, delivered.applicationNumber);
        expect(usual, who).to.include(usually);
        expect(own, who).to.have.members(['/catatan']);
        expect(text, who).to.contain('Berkas keluarga Anda.');
      }
    });

    it('the head on the page of drafts', async () => {
      const { office } = given;
      const { applicationNumber, draftSha256 } = await office.verified();
      await isOfFamily('agus');
      const { text } = await as('agus').get('/meja/tanda-tangan');
      const box = new RegExp(`value="${applicationNumber}:${draftSha256}"[^>]* disabled data-blocked`);
      expect(text).to.match(box).and.contain('Yang dapat mengerjakannya: Dewi Larasati.');
      expect(text).to.not.contain(`/meja/tanda-tangan/${applicationNumber}/tolak`);
    });

    it('and nobody else is told; the head reads what nobody may do', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      for (const who of ['tono', 'dewi'] as const) await office.store.people.put({ ...PEOPLE[who], active: false });
      await isOfFamily('sri');
      expect((await as('sri').get('/meja')).text).to.contain('tidak ada rekan yang dapat mengerjakannya');
      expect((await as('agus').get('/meja')).text)
        .to.contain('tidak boleh dikerjakan siapa pun di kantor ini')
        .and.contain(applicationNumber);
      expect((await as('adi').get('/meja')).text).to.contain('Tugas tanpa petugas yang boleh');
      expect((await as('adi').get('/meja/keadaan')).text).to.contain('Tidak ada petugas yang boleh mengerjakan');
      expect((await as('endah').get('/meja')).text).to.not.contain('siapa pun di kantor ini');
    });
  });
});
