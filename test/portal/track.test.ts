import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { aForm, aPhoto, answerOf, faultFields, receiptFrom } from './client.ts';
import { withOffice } from '../cases/office.ts';
import { openPortal, type OpenPortal } from './open-portal.ts';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('Following an application by number and PIN', () => {
  const given = withOffice();
  let portal: OpenPortal;
  let number: string;
  let pin: string;
  beforeEach(async () => {
    portal = await openPortal(given.office);
    ({ number, pin } = await receiptFrom(portal.url));
  });
  afterEach(() => portal.close());
  const call = (path: string, init: RequestInit = {}, withPin = pin) =>
    answerOf(fetch(`${portal.url}/api/applications/${path}`, { ...init, headers: { 'X-PIN': withPin } }));
  const kinds = async () => (await given.office.store.papers.of(number)).map(({ kind }) => kind);

  it('shows ten steps and where the case is', async () => {
    const { status, body } = await call(number);
    expect(status).to.equal(200);
    expect(body['steps']).to.have.length(10);
    expect(body['state']).to.equal('submitted');
  });

  it('reads the number as people type it', async () => {
    expect((await call(number.toLowerCase())).status).to.equal(200);
    expect((await call(number.replaceAll('-', '%20'))).status).to.equal(200);
  });

  it('answers a wrong PIN, an unknown number, a missing PIN and nonsense alike', async () => {
    const answers = [
      await call(number, {}, '000000' === pin ? '000001' : '000000'),
      await call('KK-261122-000000'),
      await call(number, {}, ''),
      await call('1%27%20OR%201=1'),
      await call(number, {}, 'x'.repeat(5000)),
    ];
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).to.equal(1);
    expect(answers[0]?.status).to.equal(404);
    expect(answers[0]?.body['error']).to.equal('CASE_NOT_FOUND');
  });

  it('answers every refusal after the same least delay, so that timing reveals nothing', async () => {
    const slow = await openPortal(given.office, { limits: { refusalMs: 120 } });
    const before = performance.now();
    await fetch(`${slow.url}/api/applications/KK-261122-000000`, { headers: { 'X-PIN': '123456' } });
    expect(performance.now() - before).to.be.greaterThan(110);
    await slow.close();
  });

  it('takes the missing paper and shows the case on its way again', async () => {
    await given.office.asksFor(number, ['ijazah']);
    const { status, body } = await call(`${number}/papers`, {
      method: 'POST',
      body: aForm(undefined, [['ijazah', await aPhoto()]]),
    });
    expect(status).to.equal(200);
    expect(body['state']).to.equal('examination');
    expect(await kinds()).to.deep.equal(['ijazah']);
  });

  it('keeps nothing of a completion with a bad file, and names it', async () => {
    await given.office.asksFor(number, ['ijazah']);
    const answer = await call(`${number}/papers`, {
      method: 'POST',
      body: aForm(undefined, [
        ['kk-lama', await aPhoto()],
        ['ijazah', Buffer.from('<svg/>')],
      ]),
    });
    expect(answer.status).to.equal(415);
    expect(faultFields(answer)).to.deep.equal(['/papers/ijazah/0']);
    expect(await kinds()).to.be.empty;
  });

  it('says what to do when papers come at the wrong time', async () => {
    const { status, body } = await call(`${number}/papers`, {
      method: 'POST',
      body: aForm(undefined, [['ijazah', await aPhoto()]]),
    });
    expect(status).to.equal(409);
    expect(body['remedy']).to.contain('petugas tidak menunggu kiriman');
  });

  it('does not read papers from somebody without the PIN', async () => {
    await given.office.asksFor(number, ['ijazah']);
    expect(
      (
        await call(
          `${number}/papers`,
          { method: 'POST', body: aForm(undefined, [['ijazah', await aPhoto()]]) },
          '999999',
        )
      ).status,
    ).to.equal(404);
    expect(await kinds()).to.be.empty;
  });

  it('withdraws, once', async () => {
    const { status, body } = await call(`${number}/withdrawal`, { method: 'POST' });
    expect(status).to.equal(200);
    expect(body['mayWithdraw']).to.equal(false);
    await given.office.settle();
    expect((await call(number)).body['state']).to.equal('withdrawn');
    expect((await call(`${number}/withdrawal`, { method: 'POST' })).body['state']).to.equal('withdrawn');
  });

  it('does not withdraw what is signed', async () => {
    await given.office.delivers(number);
    expect((await call(`${number}/withdrawal`, { method: 'POST' })).status).to.equal(409);
  });

  it('hands over the card when it is there, and explains when it is not', async () => {
    expect((await call(`${number}/card`)).status).to.equal(409);
    await given.office.delivers(number);
    const { signedSha256 } = await given.office.case(number);
    const { status, headers, bytes } = await call(`${number}/card`);
    expect(status).to.equal(200);
    expect(headers.get('Content-Type')).to.equal('application/pdf');
    expect(headers.get('Content-Disposition')).to.equal(`attachment; filename=${number}.pdf`);
    expect(headers.get('Cache-Control')).to.equal('no-store');
    expect(sha256(bytes)).to.equal(signedSha256);
  });

  it('slows down who guesses: after too many refusals 429 with Retry-After, while others go on', async () => {
    const strict = await openPortal(given.office, { limits: { refusalMs: 1, refusalsPerQuarterHour: 3 } });
    const guess = () =>
      answerOf(fetch(`${strict.url}/api/applications/KK-261122-000000`, { headers: { 'X-PIN': '123456' } }));
    const answers = [await guess(), await guess(), await guess(), await guess()];
    expect(answers.map(({ status }) => status)).to.deep.equal([404, 404, 404, 429]);
    expect(Number(answers[3]?.headers.get('Retry-After'))).to.be.greaterThan(0);
    expect(answers[3]?.body['error']).to.equal('TOO_MANY_REQUESTS');
    await strict.close();
  });

  it('is not fooled by an invented X-Forwarded-For', async () => {
    const strict = await openPortal(given.office, { limits: { refusalMs: 1, refusalsPerQuarterHour: 2 } });
    const guess = (from: string) =>
      fetch(`${strict.url}/api/applications/KK-261122-000000`, {
        headers: { 'X-PIN': '123456', 'X-Forwarded-For': from },
      });
    const statuses = [];
    for (const from of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) statuses.push((await guess(from)).status);
    expect(statuses).to.deep.equal([404, 404, 429]);
    await strict.close();
  });
});

describe('Links to the card', () => {
  const given = withOffice();
  let portal: OpenPortal;
  let number: string;
  let links: { readonly card: string; readonly media: string };
  let signedSha256: string | null;
  before(async () => {
    portal = await openPortal(given.office);
    ({ applicationNumber: number } = await given.office.delivered());
    links = given.office.cardLinks(number);
    ({ signedSha256 } = await given.office.case(number));
  });
  after(() => portal.close());

  it('show a page with a button first, so that a messenger that previews links receives nothing', async () => {
    const { status, headers, text } = await answerOf(
      fetch(`${portal.url}/unduh/${links.card}`, { headers: { Accept: 'text/html' } }),
    );
    expect(status).to.equal(200);
    expect(text).to.contain('Unduh KK').and.to.contain('HVS A4 80 gram').and.to.contain('Serahkan KK lama');
    expect(headers.get('Cache-Control')).to.equal('no-store');
    expect(headers.get('Referrer-Policy')).to.equal('no-referrer');
    expect(headers.get('X-Robots-Tag')).to.contain('noindex');
  });

  it('give the PDF to the button and to programs that ask for a PDF', async () => {
    for (const init of [{ method: 'POST', headers: { Origin: 'null' } }, { headers: { Accept: 'application/pdf' } }]) {
      const { status, headers, bytes } = await answerOf(fetch(`${portal.url}/unduh/${links.card}`, init));
      expect(status).to.equal(200);
      expect(headers.get('Content-Type')).to.equal('application/pdf');
      expect(headers.get('Referrer-Policy')).to.equal('no-referrer');
      expect(sha256(bytes)).to.equal(signedSha256);
    }
  });

  it('serve the PDF inline to WhatsApp under /media/', async () => {
    const { status, headers } = await answerOf(fetch(`${portal.url}/media/${links.media}.pdf`));
    expect(status).to.equal(200);
    expect(headers.get('Content-Disposition')).to.equal(`inline; filename="${number}.pdf"`);
  });

  it('say the same to a token that is changed by one character, cut, in other case, or invented', async () => {
    const { card } = links;
    const changed = `${card.slice(0, 20)}${card[20] === 'a' ? 'b' : 'a'}${card.slice(21)}`;
    const otherCase = card.replace(/[a-z]/i, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
    const wrong = [changed, card.slice(0, -4), otherCase, 'x'.repeat(43), '..%2f..%2fetc'];
    const answers = [];
    for (const token of wrong) answers.push(await answerOf(fetch(`${portal.url}/unduh/${token}`, { method: 'POST' })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).to.equal(1);
    expect(answers[0]?.status).to.equal(404);
    expect(answers[0]?.text).to.contain('Tautan tidak berlaku');
  });
});
