import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { SignatureStale } from '../../src/cases/not-possible.ts';
import { UploadToken } from '../../src/documents/sealed-by-token.ts';
import type { Application } from '../../src/domain/application.ts';
import { checkApplication } from '../../src/domain/check-application.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import { DEFAULT_OFFICE_RULES, type OfficeRules } from '../../src/domain/events/office-rules.ts';
import { filledForm } from '../../src/cases/own-form.ts';
import { strokesIn } from '../documents/drawn-strokes.ts';
import { textOf } from '../card/read-pdf.ts';
import { PEOPLE, refusalOf, withOffice } from './office.ts';

const DRAWN = [
  [120, 250, 260, 90, 330, 300, 420, 180],
  [500, 200, 640, 210, 720, 140],
];
const OFFICE = 'Disdukcapil Rekaan';
const newToken = () => randomBytes(32).toString('hex');

/** Everything on real PostgreSQL with the encrypted documents, and the memory engine. */
describe('Forms that the applicant signs on the screen', () => {
  const given = withOffice();
  const rules = (formSignature: OfficeRules['formSignature']) =>
    Object.assign(given.office.dependencies.settings, { officeRules: { ...DEFAULT_OFFICE_RULES, formSignature } });
  beforeEach(() => rules('screen'));

  let last = 0;
  /** A woman who is head of her family, and what she finished. */
  function application(to: string, nik = `34021552038500${String(++last).padStart(2, '0')}`): Application {
    const who = { name: 'Wening Prameswari', nik };
    const checked = checkApplication({
      applicant: { ...who, whatsapp: '0812 3456 7890' },
      kkNumber: '3402150101150007',
      listed: [{ ...who, shdk: 'KEPALA KELUARGA' }],
      events: [{ event: 'pendidikan', data: { changes: [{ person: nik, from: 'SLTA/SEDERAJAT', to }] } }],
      statement: true,
    });
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
    return checked.application;
  }
  const shown = (code: string, of: Application) =>
    filledForm(code, of, given.office.dependencies.settings.officeRules, given.office.dependencies.now())!;

  /** Signs a form before the submission; answers the token under which it waits. */
  async function signsAhead(code: string, of: Application, strokes: unknown = DRAWN, seen = shown(code, of).sha256) {
    const token = newToken();
    await given.office.applicants.signFormAhead({ code, application: of, token, office: OFFICE, seen, strokes });
    return token;
  }
  async function submits(of: Application, tokens: readonly (readonly [DocumentKind, string])[]) {
    const { office } = given;
    const uploaded = await office.applicants.uploadedPapers(tokens.map(([, token]) => token));
    const made = await office.applicants.submit({
      application: of,
      papers: uploaded.map((one, i) => ({ kind: tokens[i]![0], ...one })),
      idempotencyKey: randomUUID(),
      uploads: tokens.map(([, token]) => new UploadToken(token).id),
    });
    await office.settle();
    return made;
  }
  const amend = (made: { applicationNumber: string; pin: string }, of: Application) =>
    given.office.applicants.complete(made.applicationNumber, made.pin, [], undefined, {
      amendment: { events: of.events },
    });
  const seenByOfficer = (number: string) => given.office.officers.case(PEOPLE.sri.username, number);

  describe('before the submission', () => {
    it('become the paper that is asked for: encrypted, journalled, with the strokes at the place of the name', async () => {
      const { office } = given;
      const mine = application('DIPLOMA IV/STRATA I');
      const { applicationNumber } = await submits(mine, [['f-1-06', await signsAhead('f-1-06', mine)]]);
      const [paper] = await office.store.papers.of(applicationNumber);
      expect(paper).to.include({ kind: 'f-1-06', mediaType: 'application/pdf', source: 'portal' });

      const pdf = await office.dependencies.documents.get(paper!.sha256);
      expect(await strokesIn(pdf)).to.deep.equal(DRAWN);
      const { sha256 } = shown('f-1-06', mine);
      const words = (await textOf(pdf)).join(' ');
      for (const word of [OFFICE, mine.applicant.nik, 'DIPLOMA IV/STRATA I', 'Ditandatangani di layar oleh', sha256])
        expect(words).to.include(word);
      expect(words).to.include('tidak tersertifikasi');

      const [entry] = await office.journal(applicationNumber, 'form-signed-on-screen');
      expect(entry).to.include({ actor: 'pemohon', step: 1 });
      expect(entry!.detail).to.include({ form: 'f-1-06', contentSha256: sha256, way: 'application' });
      const file = await seenByOfficer(applicationNumber);
      expect(file.screenSignatures).to.have.length(1);
      expect(file.screenSignatures[0]).to.include({ paperId: paper!.id, stale: false });
      const asked = file.requirements.find(({ kind }) => kind === 'f-1-06');
      expect(asked?.paperIds).to.deep.equal([paper!.id]);
    });

    it('lie nowhere readable: neither in the database nor on the disk', async () => {
      const { office } = given;
      const mine = application('DIPLOMA I/II');
      await signsAhead('f-1-06', mine);
      const rows = await office.database.asOwner(`select encode(sealed, 'escape') as sealed from uploads`);
      expect(JSON.stringify(rows)).to.not.include('%PDF');
      const documents = path.join(office.folder, 'documents');
      for (const file of readdirSync(documents, { recursive: true, withFileTypes: true }))
        if (file.isFile()) expect(readFileSync(path.join(file.parentPath, file.name)).includes('%PDF')).to.equal(false);
    });

    it('are refused with other answers than those that were signed, or as another paper', async () => {
      const first = application('DIPLOMA I/II');
      const changed = application('DIPLOMA IV/STRATA I', first.applicant.nik);
      const token = await signsAhead('f-1-06', first);
      for (const [of, kind] of [
        [changed, 'f-1-06'],
        [first, 'ijazah'],
      ] as const) {
        const refused = await submits(of, [[kind, token]]).catch((error: unknown) => error);
        expect(refused).to.be.instanceOf(SignatureStale);
        expect((refused as SignatureStale).places).to.deep.equal([{ kind, index: 0 }]);
      }
      expect(await given.office.store.cases.ofApplicant(first.applicant.nik)).to.deep.equal([]);
      await submits(first, [['f-1-06', token]]);
    });

    it('are refused unread, without a drawing, for somebody else to sign, and where the office keeps to paper', async () => {
      const mine = application('DIPLOMA I/II');
      const text = async (work: Promise<unknown>) => (await refusalOf(work)).text;
      expect(await text(signsAhead('f-1-06', mine, DRAWN, 'f'.repeat(64)))).to.include('Buka formulirnya lagi');
      expect(await text(signsAhead('f-1-06', mine, [[500, 200]]))).to.include('jangan hanya titik');
      expect(await text(signsAhead('f-1-06', mine, '<svg/>'))).to.include('tidak terbaca');
      expect(await text(signsAhead('f-1-07', mine))).to.include('tidak dapat ditandatangani di layar');
      const { sha256 } = shown('f-1-06', mine);
      const token = await signsAhead('f-1-06', mine);
      rules('paper');
      expect(await text(signsAhead('f-1-06', mine, DRAWN, sha256))).to.include('di kertas');
      const kept = await submits(mine, [['f-1-06', token]]).catch((error: unknown) => error);
      expect(kept, 'signed while it was allowed').to.be.instanceOf(SignatureStale);
    });
  });

  describe('while an officer waits', () => {
    /** Submitted without forms; the officer asks for these. */
    async function asked(of: Application, kinds: readonly DocumentKind[]) {
      const made = await submits(of, []);
      await given.office.asksFor(made.applicationNumber, kinds);
      const { applicationNumber, pin } = made;
      const read = (code: string) => given.office.applicants.ownForm(applicationNumber, pin, code);
      const sign = async (code: string, strokes: unknown = DRAWN) => {
        const { sha256: seen } = await read(code);
        await given.office.applicants.signOwnForm(applicationNumber, pin, { code, seen, strokes, office: OFFICE });
        await given.office.settle();
      };
      return { ...made, read, sign };
    }

    it('count as the papers that were asked for: with the last one the case goes back to the officer', async () => {
      const { office } = given;
      const { applicationNumber, sign } = await asked(application('DIPLOMA I/II'), ['f-1-06', 'f-1-02']);
      await sign('f-1-06');
      expect(await office.case(applicationNumber)).to.deep.include({
        state: 'waiting-for-applicant',
        missingDocuments: ['f-1-02'],
      });
      await sign('f-1-02');
      expect((await office.case(applicationNumber)).state).to.equal('examination');
      const rows = await office.journal(applicationNumber, 'form-signed-on-screen', 'form-shown-to-applicant');
      expect(rows.map(({ event, step }) => `${event} ${step}`)).to.deep.equal([
        ...['form-shown-to-applicant 3', 'form-signed-on-screen 3', 'form-shown-to-applicant 3'],
        'form-signed-on-screen 3',
      ]);
    });

    it('are refused without number and PIN, when nothing is awaited, and when the answers changed since they were read', async () => {
      const { office } = given;
      const mine = application('DIPLOMA I/II');
      const { applicationNumber, pin, read, sign } = await asked(mine, ['f-1-06']);
      const { sha256: seen } = await read('f-1-06');
      const drawn = { code: 'f-1-06', seen, strokes: DRAWN, office: OFFICE };
      const wrongPin = pin === '000000' ? '000001' : '000000';
      expect((await refusalOf(office.applicants.ownForm(applicationNumber, wrongPin, 'f-1-06'))).code).to.equal(
        'NotYourCase',
      );
      expect((await refusalOf(office.applicants.signOwnForm(applicationNumber, wrongPin, drawn))).code).to.equal(
        'NotYourCase',
      );
      await amend({ applicationNumber, pin }, application('DIPLOMA IV/STRATA I', mine.applicant.nik));
      expect((await refusalOf(office.applicants.signOwnForm(applicationNumber, pin, drawn))).text).to.include(
        'Isi formulir berubah',
      );
      await sign('f-1-06');
      expect((await refusalOf(office.applicants.signOwnForm(applicationNumber, pin, drawn))).code).to.equal('NotNow');
      expect(await office.journal(applicationNumber, 'form-signed-on-screen')).to.have.length(1);
    });

    it('are stale once the answers on them are others: asked for again, and shown to the officer as such', async () => {
      const { office } = given;
      const mine = application('DIPLOMA I/II');
      const tokens = [
        ['f-1-06', await signsAhead('f-1-06', mine)],
        ['f-1-02', await signsAhead('f-1-02', mine)],
      ] as const;
      const made = await submits(mine, tokens);
      const { applicationNumber, pin } = made;
      await office.asksFor(applicationNumber, [], 'Mohon periksa pendidikannya.');
      const better = application('DIPLOMA IV/STRATA I', mine.applicant.nik);
      await amend(made, better);
      const waits = await office.case(applicationNumber);
      expect(waits.state, 'the correction alone does not bring it back').to.equal('waiting-for-applicant');
      expect(waits.missingDocuments, 'F-1.02 says what it said').to.deep.equal(['f-1-06']);

      const file = await seenByOfficer(applicationNumber);
      const papers = new Map(file.papers.map(({ id, kind }) => [id, kind]));
      expect(file.screenSignatures.map(({ paperId, stale }) => [papers.get(paperId), stale])).to.have.deep.members([
        ['f-1-06', true],
        ['f-1-02', false],
      ]);
      const required = (kind: string, { requirements }: typeof file) =>
        requirements.find((one) => one.kind === kind)!.paperIds.length;
      expect([required('f-1-06', file), required('f-1-02', file)]).to.deep.equal([0, 1]);

      const { sha256: seen } = await office.applicants.ownForm(applicationNumber, pin, 'f-1-06');
      await office.applicants.signOwnForm(applicationNumber, pin, {
        ...{ code: 'f-1-06', seen, strokes: [DRAWN[0]], office: OFFICE },
      });
      await office.settle();
      expect((await office.case(applicationNumber)).state).to.equal('examination');
      const again = await seenByOfficer(applicationNumber);
      expect(required('f-1-06', again)).to.equal(1);
      expect(
        again.papers.filter(({ kind }) => kind === 'f-1-06'),
        'the old one stays to be seen',
      ).to.have.length(2);
    });

    it('are fresh again when the answers are what they were', async () => {
      const { office } = given;
      const mine = application('DIPLOMA I/II');
      const made = await submits(mine, [['f-1-06', await signsAhead('f-1-06', mine)]]);
      await office.asksFor(made.applicationNumber, ['ijazah']);
      await amend(made, application('DIPLOMA IV/STRATA I', mine.applicant.nik));
      expect((await seenByOfficer(made.applicationNumber)).screenSignatures[0]!.stale).to.equal(true);
      await amend(made, mine);
      expect((await seenByOfficer(made.applicationNumber)).screenSignatures[0]!.stale).to.equal(false);
    });
  });
});
