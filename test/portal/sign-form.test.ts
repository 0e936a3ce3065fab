import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { DEFAULT_OFFICE_RULES, type OfficeRules } from '../../src/domain/events/office-rules.ts';
import { withOffice } from '../cases/office.ts';
import { textOf } from '../card/read-pdf.ts';
import { strokesIn } from '../documents/drawn-strokes.ts';
import { aForm, answerOf, faultFields } from './client.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';
import { newResident } from './residents.ts';

const DRAWN = [[120, 250, 260, 90, 330, 300, 420, 180]];

describe('Signing a form on the screen, over HTTP', () => {
  const given = withOffice();
  let portal: OpenPortal;
  const opens = async (formSignature: OfficeRules['formSignature']) => {
    const officeRules = { ...DEFAULT_OFFICE_RULES, formSignature };
    Object.assign(given.office.dependencies.settings, { officeRules });
    portal = await openPortal(given.office);
  };
  afterEach(() => portal.close());

  const applicationOf = (to = 'DIPLOMA I/II', { name, nik, whatsapp, kkNumber } = newResident()) => ({
    ...{ applicant: { name, nik, whatsapp }, kkNumber, statement: true },
    listed: [{ name, nik, shdk: 'KEPALA KELUARGA' }],
    events: [{ event: 'pendidikan', data: { changes: [{ person: nik, from: 'SLTA/SEDERAJAT', to }] } }],
  });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    answerOf(
      fetch(`${portal.url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );
  const reads = (code: string, application: object) => post(`/api/forms/${code}/content`, application);
  const signs = (code: string, application: object, signature: unknown, token = randomBytes(32).toString('hex')) =>
    post(`/api/forms/${code}/signature`, { ...application, signature }, { 'Upload-Token': token });
  const submits = (application: unknown, uploads: unknown) => {
    const form = aForm(application);
    form.append('uploads', JSON.stringify(uploads));
    return answerOf(fetch(`${portal.url}/api/applications`, { method: 'POST', body: form }));
  };
  const page = (path: string, fields: Record<string, string>) =>
    answerOf(
      fetch(`${portal.url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }),
    );

  describe('where the office accepts it', () => {
    beforeEach(() => opens('screen'));

    it('shows what stands on the form, takes the strokes, and the submission takes the signed form', async () => {
      const application = applicationOf();
      const { body: form } = await reads('f-1-06', application);
      expect(form).to.include({ code: 'F-1.06', mayBeSignedOnScreen: true, signer: application.applicant.name });
      expect(JSON.stringify(form['sections'])).to.include('DIPLOMA I/II');

      const token = randomBytes(32).toString('hex');
      const signed = await signs('f-1-06', application, { seen: form['sha256'], strokes: DRAWN }, token);
      expect(signed.status, signed.text).to.equal(200);
      const { status, body, text } = await submits(application, [{ kind: 'f-1-06', token }]);
      expect(status, text).to.equal(201);
      const [paper] = await given.office.store.papers.of(String(body['applicationNumber']));
      expect(await strokesIn(await given.office.dependencies.documents.get(paper!.sha256))).to.deep.equal(DRAWN);
    });

    it('refuses a submission whose answers changed, at the place of that paper', async () => {
      const application = applicationOf();
      const { body: form } = await reads('f-1-06', application);
      const token = randomBytes(32).toString('hex');
      await signs('f-1-06', application, { seen: form['sha256'], strokes: DRAWN }, token);
      const changed = structuredClone(application);
      changed.events[0]!.data.changes[0]!.to = 'DIPLOMA IV/STRATA I';
      const refused = await submits(changed, [{ kind: 'f-1-06', token }]);
      expect(refused.status).to.equal(409);
      expect(refused.body['error']).to.equal('SIGNATURE_STALE');
      expect(faultFields(refused)).to.deep.equal(['/papers/f-1-06/0']);
    });

    it('refuses what was not read, is no drawing, no form, or not the JSON that it is', async () => {
      const application = applicationOf();
      const seen = String((await reads('f-1-06', application)).body['sha256']);
      const answered = async (code: string, signature: unknown) => (await signs(code, application, signature)).status;
      expect(await answered('f-1-06', { seen: 'a'.repeat(64), strokes: DRAWN })).to.equal(409);
      expect(await answered('f-1-06', { seen, strokes: [] })).to.equal(409);
      expect(await answered('f-1-06', { seen, strokes: [[0, 0, 5000, 1]] })).to.equal(409);
      expect(await answered('f-1-07', { seen, strokes: DRAWN })).to.equal(409);
      expect(await answered('f-9-99', { seen, strokes: DRAWN })).to.equal(404);
      for (const broken of [undefined, null, 'x', [], {}, { seen: 1 }])
        expect(await answered('f-1-06', broken), JSON.stringify(broken)).to.equal(400);
      expect((await signs('f-1-06', application, { seen, strokes: DRAWN }, 'kurang')).status).to.equal(400);
      expect((await signs('f-1-06', { events: [] }, { seen, strokes: DRAWN })).status).to.equal(422);
      expect((await reads('f-2-03', application)).status).to.equal(409);
    });

    it('offers it on the page of the case for what is asked, and takes it there by number and PIN', async () => {
      const { body } = await submits(applicationOf(), []);
      const key = { nomor: String(body['applicationNumber']), pin: String(body['pin']) };
      await given.office.asksFor(key.nomor, ['f-1-06', 'f-1-07', 'ijazah']);
      const shown = (await page('/lacak', key)).text;
      expect(
        shown.match(/action="\/lacak\/tanda-tangan"/g),
        'F-1.07 is signed by two, an ijazah is no form',
      ).to.have.length(1);
      expect(shown.match(/action="\/lacak\/formulir"/g)).to.have.length(2);

      const printed = await page('/lacak/formulir', { ...key, formulir: 'f-1-06' });
      expect(printed.headers.get('Content-Type')).to.include('application/pdf');
      expect((await textOf(printed.bytes)).join(' '))
        .to.include('DIPLOMA I/II')
        .and.not.include('Ditandatangani di layar');

      const sign = (await page('/lacak/tanda-tangan', { ...key, formulir: 'f-1-06' })).text;
      expect(sign).to.include('DIPLOMA I/II').and.include('data-pad-canvas');
      const dilihat = /name="dilihat" value="(\w{64})"/.exec(sign)![1]!;
      const fields = { ...key, formulir: 'f-1-06', dilihat };
      const sends = (goresan: string) => page('/lacak/tanda-tangan/kirim', { ...fields, goresan });
      expect((await sends('[[')).status).to.equal(400);
      expect((await sends('[]')).status).to.equal(409);
      const done = await sends(JSON.stringify(DRAWN));
      expect(done.status, done.text).to.equal(200);
      expect(done.text).to.include('Formulir yang Anda tanda tangani sudah kami terima. Masih kurang: ');
      expect((await given.office.case(key.nomor)).missingDocuments).to.deep.equal(['f-1-07', 'ijazah']);
      expect((await page('/lacak/tanda-tangan', { ...key, pin: '000000', formulir: 'f-1-06' })).status).to.equal(404);
      const others = (await page('/lacak/tanda-tangan', { ...key, formulir: 'f-1-07' })).text;
      expect(others).to.include('Pemberi kuasa').and.include('di kertas').and.not.include('data-pad-canvas');
    });
  });

  describe('where the office keeps to paper', () => {
    beforeEach(() => opens('paper'));

    it('offers nothing, and refuses both doors', async () => {
      const apply = await (await fetch(`${portal.url}/ajukan`)).text();
      expect(apply).to.include('"screenForms":[]').and.not.include('data-sign-dialog');
      const application = applicationOf();
      const { body: form } = await reads('f-1-06', application);
      expect(form['mayBeSignedOnScreen']).to.equal(false);
      const refused = await signs('f-1-06', application, { seen: form['sha256'], strokes: DRAWN });
      expect(refused.status).to.equal(409);
      expect(refused.body['remedy']).to.include('di kertas');

      const { body } = await submits(application, []);
      const key = { nomor: String(body['applicationNumber']), pin: String(body['pin']) };
      await given.office.asksFor(key.nomor, ['f-1-06']);
      const shown = (await page('/lacak', key)).text;
      expect(shown).to.include('/lacak/formulir').and.not.include('/lacak/tanda-tangan');
      const sent = await page('/lacak/tanda-tangan/kirim', {
        ...{ ...key, formulir: 'f-1-06', dilihat: String(form['sha256']), goresan: JSON.stringify(DRAWN) },
      });
      expect(sent.status).to.equal(409);
      expect(sent.text).to.include('di kertas');
      expect(await given.office.store.papers.of(key.nomor)).to.deep.equal([]);
    });
  });
});
