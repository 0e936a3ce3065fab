import { expect } from 'chai';
import { mkdirSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { takeFoundCards } from '../../src/cases/take-found-cards.ts';
import { openCardFolder } from '../../src/siak/card-folder.ts';
import { foundSentence } from '../../src/domain/found-card.ts';
import type { Refusal } from '../../src/domain/failures.ts';
import { sickMedium } from '../archive/sick-medium.ts';
import { errorOf } from '../store/given.ts';
import { temporaryFolder } from '../store/database.ts';
import { PEOPLE, withOffice } from './office.ts';
import {
  OTHER_FAMILY,
  WITHOUT_THE_CHANGE,
  alteredAfterwards,
  drawnBySiak,
  signedByAnotherChain,
  signedBySiak,
} from './siak-cards.ts';

const RINI = PEOPLE.rini.username;
/** Browsers name a download after what it holds. */
const TELLING_NAME = 'KK DAMAR PAMUNGKAS 3402150101150007.pdf';

describe('The folder of cards downloaded from SIAK', () => {
  const given = withOffice();
  let folder: string;
  let n = 0;
  beforeEach(() => {
    Object.assign(given.office.dependencies.settings, { siakWay: 'siak-signed-pdf' });
    Object.assign(given.office.register, { way: 'siak-signed-pdf', reads: false });
    folder = path.join(temporaryFolder(), `cards-${(n += 1)}`);
    mkdirSync(folder);
  });
  const lay = (content: Buffer, name = TELLING_NAME, secondsAgo = 60) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    const then = Date.now() / 1000 - secondsAgo;
    utimesSync(file, then, then);
  };
  const take = () => takeFoundCards(given.office.dependencies, openCardFolder(folder))();
  const listed = async () => (await given.office.officers.deliveries(RINI)).found;
  const closeAll = async () => {
    for (const { id } of await listed()) await given.office.officers.closeFoundCard(RINI, id);
  };
  const brought = async (applicationNumber: string) => given.office.store.siakCards.newest(applicationNumber);
  async function waiting(): Promise<string> {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    await office.decides('sri', applicationNumber, 'enter-siak-manually', { siakReference: 'SIAK/1' });
    return applicationNumber;
  }
  async function accept(applicationNumber: string): Promise<void> {
    await given.office.officers.broughtCard(RINI, applicationNumber);
    await given.office.decides('rini', applicationNumber, 'bring-signed-card', { signedCard: 'accepted' });
  }

  const refused = {
    unsigned: () => drawnBySiak(),
    'foreign-chain': signedByAnotherChain,
    altered: alteredAfterwards,
    'no-case': () => signedBySiak(OTHER_FAMILY),
    'not-a-pdf': () => Promise.resolve(Buffer.from('hanya teks %%EOF')),
  } as const;
  for (const [outcome, make] of Object.entries(refused))
    it(`${outcome}: is kept and listed with what to do, out of the folder, until the print officer is done`, async () => {
      const { office } = given;
      const pdf = await make();
      lay(pdf);
      await take();
      expect(readdirSync(folder)).to.deep.equal([]);
      const [one, ...others] = await listed();
      expect(others).to.deep.equal([]);
      expect(one!.sentence).to.equal(foundSentence(outcome as keyof typeof refused));
      expect(await office.officers.foundCard(RINI, one!.id), 'nothing of it is lost').to.deep.equal(pdf);
      expect(((await errorOf(office.officers.foundCard(PEOPLE.sri.username, one!.id))) as Refusal).code).to.equal(
        'WRONG_ROLE',
      );
      await office.officers.closeFoundCard(RINI, one!.id);
      expect(await listed()).to.deep.equal([]);
      lay(pdf, 'unduhan lagi.pdf');
      await take();
      expect(
        (await listed()).map(({ id }) => id),
        'laid there again, it is judged again',
      ).to.deep.equal([one!.id]);
      await closeAll();
    });

  it('lays a card with the case that waits for it, once; the decision stays with the print officer', async () => {
    const { office } = given;
    const applicationNumber = await waiting();
    const pdf = await signedBySiak();
    lay(pdf);
    lay(pdf, 'salinan.PDF');
    expect(await take()).to.equal(1);
    expect(await brought(applicationNumber)).to.deep.include({ broughtBy: null });
    expect((await brought(applicationNumber))!.comparison.verdict).to.equal('fits');
    expect(await office.openElements(applicationNumber)).to.deep.equal(['bring-signed-card']);
    expect(await office.journal(applicationNumber, 'signed-card-brought')).to.have.length(1);
    lay(pdf);
    expect(await take(), 'the same bytes are never taken twice').to.equal(0);
    expect(readdirSync(folder)).to.deep.equal([]);
    expect(await listed()).to.deep.equal([]);

    lay(await signedBySiak(WITHOUT_THE_CHANGE));
    await take();
    expect((await brought(applicationNumber))!.comparison.verdict, 'is not replaced by another').to.equal('fits');
    expect((await listed())[0]!.sentence).to.equal(foundSentence('already-brought'));
    await closeAll();
    await accept(applicationNumber);
    expect((await office.case(applicationNumber)).state).to.equal('delivery');
    expect(office.log.join('\n')).to.not.match(/DAMAR|3402150101150007|salinan/);
  });

  it('asks a person where two cases wait for the same card, and takes it once only one does', async () => {
    const [one, two] = [await waiting(), await waiting()];
    const pdf = await signedBySiak();
    lay(pdf);
    await take();
    expect((await listed())[0]!.sentence).to.equal(foundSentence('several-cases'));
    await given.office.officers.bringSignedCard(RINI, one, pdf);
    await accept(one);
    lay(pdf);
    await take();
    expect(await brought(two)).to.deep.include({ broughtBy: null });
    expect(await listed()).to.deep.equal([]);
    await accept(two);
  });

  it('leaves alone what is still written, what is no PDF by its name, and links', async () => {
    const pdf = await signedBySiak(OTHER_FAMILY);
    lay(pdf, 'baru.pdf', 2);
    lay(pdf.subarray(0, 400), 'terpotong.pdf', 60);
    lay(pdf, 'unduhan.pdf.crdownload');
    lay(pdf, '.tersembunyi.pdf');
    lay(pdf, 'foto.jpg');
    mkdirSync(path.join(folder, 'folder.pdf'));
    symlinkSync(path.join(folder, 'foto.jpg'), path.join(folder, 'tautan.pdf'));
    const before = readdirSync(folder);
    expect(await take()).to.equal(0);
    expect(readdirSync(folder)).to.deep.equal(before);
    expect(statSync(path.join(folder, 'baru.pdf')).size).to.equal(pdf.length);
  });

  it('leaves a file that is too large for a card in the folder, and lists it once with what to do', async () => {
    const { office } = given;
    const large = Buffer.concat([Buffer.alloc(32 * 1024 * 1024, 'x'), Buffer.from(`${n}%%EOF`)]);
    lay(large, TELLING_NAME, 1);
    expect(await take(), 'still being written').to.equal(0);
    expect(await listed()).to.deep.equal([]);
    lay(large);
    const run = takeFoundCards(office.dependencies, openCardFolder(folder));
    for (let i = 0; i < 3; i += 1) await run();
    const [card, ...more] = await listed();
    expect(more).to.deep.equal([]);
    expect(card).to.include({ kept: false, sentence: foundSentence('left-in-folder') });
    expect(card!.sentence).to.contain('32 MB').and.contain('pindahkan');
    expect(readdirSync(folder)).to.deep.equal([TELLING_NAME]);
    const view = await errorOf(office.officers.foundCard(RINI, card!.id));
    expect((view as { remedy?: string }).remedy).to.contain('folder SIAK');
    const told = (await office.database.asOwner(`select detail from journal where event = 'found-card-unplaced'`)) as {
      detail: { outcome: string };
    }[];
    expect(told.filter(({ detail }) => detail.outcome === 'left-in-folder')).to.have.length(1);
    await office.officers.closeFoundCard(RINI, card!.id);
    await run();
    expect(await listed(), 'done with, although it still lies there').to.deep.equal([]);
  });

  it('takes a cut-off file after an hour, as what it is', async () => {
    lay((await signedBySiak(OTHER_FAMILY)).subarray(0, 400), 'terpotong.pdf', 3700);
    await take();
    expect((await listed())[0]!.sentence).to.equal(foundSentence('damaged'));
    await closeAll();
  });

  it('takes and lists the others where one file cannot be read, and says so without naming it', async () => {
    const large = Buffer.concat([Buffer.alloc(32 * 1024 * 1024, 'y'), Buffer.from(`${n}%%EOF`)]);
    lay(await signedBySiak(OTHER_FAMILY), `a ${TELLING_NAME}`);
    lay(Buffer.from('hanya teks %%EOF'), 'b.pdf');
    lay(large, 'c.pdf');
    lay(large, 'd.pdf');
    const sick = ['a', 'c'].map((name) => sickMedium(path.join(folder, name), 'EIO', { calls: ['readFile', 'open'] }));
    try {
      const { message } = (await errorOf(take())) as Error;
      expect(message).to.contain('EIO').and.not.contain('DAMAR');
    } finally {
      for (const one of sick.toReversed()) one.heal();
    }
    expect((await listed()).map(({ kept }) => kept).sort(), 'the large one, and that which is none').to.deep.equal([
      false,
      true,
    ]);
    expect(readdirSync(folder)).to.deep.equal([`a ${TELLING_NAME}`, 'c.pdf', 'd.pdf']);
    await take();
    expect(readdirSync(folder), 'it can be read again').to.deep.equal(['c.pdf', 'd.pdf']);
    await closeAll();
  });

  it('a folder that is away takes nothing and says so without naming a file', async () => {
    folder = path.join(folder, 'lepas');
    expect(await errorOf(take())).to.be.instanceOf(Error);
  });
});
