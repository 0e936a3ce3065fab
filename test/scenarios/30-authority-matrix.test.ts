import { expect } from 'chai';
import type { HumanStep } from '../../src/domain/sop.ts';
import { DEMO_PASSPHRASE, DEMO_PEOPLE } from '../../src/office/demo-people.ts';
import { Authority, isStandIn } from './authority.ts';
import { theOffice, type TestOffice } from './the-office.ts';

const FIRST = { examiner: 'sri.wahyuni', verifier: 'bambang.hartono' };
const SECOND = { examiner: 'joko.susilo', verifier: 'endah.lestari' };

describe('Everybody tries everything', () => {
  let office: TestOffice;
  let authority: Authority;

  before(async function () {
    this.timeout(600_000);
    office = await theOffice();
    authority = new Authority(office);
  });
  after(() => console.log(`      ${authority.summary}`));

  it('at the desk and in Tasklist: only the right person decides, the others read at once why not', async function () {
    this.timeout(900_000);
    // Each wrong person on one of two cases. Who has no lane at all tries it in scenario 32.
    const half = (which: number) => (step: HumanStep, username: string) =>
      username !== 'admin' && (username.length + step) % 2 === which;
    await Promise.all(
      (['desk', 'tasklist'] as const).flatMap((way) => [
        authority.walk(way, FIRST, half(0)),
        authority.walk(way, SECOND, half(1)),
      ]),
    );
    expect([authority.acceptedWrongly, authority.notJournalled]).to.deep.equal([[], []]);
  });

  it('who has no business with a case is shown no form at the desk, and what they post anyway is refused', async () => {
    const berkas = await office.applies();
    await berkas.reachesTheHead();
    const page = `/meja/berkas/${berkas.number}`;
    const draft = (await berkas.record).draftSha256!;
    const events = async (username: string) =>
      (await berkas.journal).filter((row) => row.actor === username).map((row) => row.event);
    // The entry officer holds a true token of the hand-over form; it opens nothing else.
    const posts: readonly [string, Record<string, string>][] = [
      ['/meja/tanda-tangan', { diperiksa: 'ya', passphrase: DEMO_PASSPHRASE, dokumen: `${berkas.number}:${draft}` }],
      [`/meja/tanda-tangan/${berkas.number}/tolak`, { alasan: 'Bukan wewenang saya.' }],
    ];
    for (const username of DEMO_PEOPLE.map((one) => one.username).filter(
      (one) => one !== 'admin' && !isStandIn(7, one),
    )) {
      const desk = authority.deskOf(username);
      const signs = username === 'agus.prasetyo';
      expect((await desk.get('/meja/tanda-tangan')).status, `${username} looks at the signing page`).to.equal(
        signs ? 200 : 403,
      );
      for (const [target, fields] of signs ? [] : posts) {
        authority.tried += 1;
        const { status } = await desk.post(target, fields, page);
        if (status !== 403) authority.acceptedWrongly.push(`${username} posts to ${target}: ${status}`);
      }
      if (username === 'sri.wahyuni') continue;
      for (const [target, fields] of [
        ['serah', { petugas: 'joko.susilo' }],
        ['nomor', { nomor: '081298765432' }],
      ] as const) {
        authority.tried += 1;
        const { status } = await desk.post(`${page}/${target}`, fields, page);
        if (status !== 403) authority.acceptedWrongly.push(`${username} posts to ${target}: ${status}`);
      }
      if (['bambang.hartono', 'endah.lestari', 'agus.prasetyo'].includes(username)) continue;
      if (!(await events(username)).includes('view-refused'))
        authority.notJournalled.push(`${username} looks at the case`);
    }
    const refused = (await events('sri.wahyuni')).filter((event) => event.endsWith('-refused'));
    expect(refused).to.have.length.at.least(2);
    expect([authority.acceptedWrongly, authority.notJournalled]).to.deep.equal([[], []]);
    const { entryOfficer, signedSha256, whatsapp, application } = await berkas.record;
    expect([entryOfficer, signedSha256, whatsapp?.slice(-4)]).to.deep.equal([
      'sri.wahyuni',
      null,
      application.applicant.whatsapp.slice(-4),
    ]);
    await berkas.task('approve-signing');
  });
});
