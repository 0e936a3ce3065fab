import { expect } from 'chai';
import pino from 'pino';
import { FAILURES, Failure, type FailureCode } from '../../src/domain/failures.ts';
import { createSiak } from '../../src/siak/create-siak.ts';
import { withImmigration } from '../../src/siak/dukcapil-record.ts';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import { SUSANTO } from '../../src/simulators/siak/families.ts';
import { SLOW_MS } from '../../src/simulators/siak/reading-service.ts';
import { startSiakSimulator } from '../../src/simulators/siak/server.ts';

const logger = pino({ level: 'silent' });
const account = { user: 'disdukcapil-bantul', password: 'simulasi' };
const NIKS = SUSANTO.members.map(({ nik }) => nik);

describe('CALL_NIK that fails on command', () => {
  let simulator: RunningSimulator;
  before(async () => {
    simulator = await startSiakSimulator({ port: 0, host: 'localhost', ...account, logger });
  });
  after(() => simulator.close());
  const reading = (timeoutMs = 15_000, password = account.password) =>
    createSiak({
      way: 'typed',
      service: { url: simulator.url, user: account.user, password, ipUser: '10.0.0.7' },
      timeoutMs,
      logger,
    });
  const fails = (how: string, next = 1) =>
    fetch(`${simulator.url}/fail`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ how, at: 'CALL_NIK', next }),
    });
  const codeOf = (work: Promise<unknown>): Promise<FailureCode | 'done'> =>
    work.then(
      () => 'done' as const,
      (error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        expect(error.message, 'no number of a person').to.not.match(/\d{16}/);
        return error.code;
      },
    );

  for (const [how, code, words] of [
    ['timeout', 'SIAK_UNREACHABLE', 'tidak menjawab'],
    ['reset', 'SIAK_UNREACHABLE', 'tidak menjawab'],
    ['500', 'SIAK_UNREACHABLE', 'tidak menjawab'],
    ['503', 'SIAK_UNREACHABLE', 'tidak menjawab'],
    ['429', 'SIAK_UNREACHABLE', 'tidak menjawab'],
    ['no-json', 'SIAK_UNREACHABLE', 'tidak menjawab'],
    ['quota', 'SIAK_QUOTA', 'Kuota layanan baca SIAK'],
    ['no-content', 'SIAK_ANSWER_UNREADABLE', 'tidak terbaca program'],
    ['half-record', 'SIAK_ANSWER_UNREADABLE', 'tidak terbaca program'],
    ['other-person', 'SIAK_ANSWER_UNREADABLE', 'tidak terbaca program'],
  ] as const)
    it(`"${how}" ends as ${code}, is tried again by itself, and the next question is answered`, async () => {
      await fails(how);
      expect(await codeOf(reading(700).family(SUSANTO.kkNumber, NIKS))).to.equal(code);
      expect(FAILURES[code].outcome.kind).to.equal('retry');
      expect(FAILURES[code].officer).to.contain(words).and.to.contain('mencoba lagi sendiri');
      expect(await reading().family(SUSANTO.kkNumber, NIKS)).to.deep.equal(SUSANTO);
    });

  it('slow, it is waited for within the time that is set, and no longer', async () => {
    await fails('slow');
    expect(await reading(SLOW_MS * 4).family(SUSANTO.kkNumber, NIKS)).to.deep.equal(SUSANTO);
    await fails('slow');
    expect(await codeOf(reading(SLOW_MS / 4).family(SUSANTO.kkNumber, NIKS))).to.equal('SIAK_UNREACHABLE');
  });

  it('a NIK that is not found: nobody else is hidden, and a family without its head is unknown, to be looked at by a person', async () => {
    await fails('unknown-nik', NIKS.length);
    expect(await codeOf(reading().family(SUSANTO.kkNumber, NIKS))).to.equal('FAMILY_UNKNOWN');
    expect(FAILURES.FAMILY_UNKNOWN.outcome.kind).to.equal('bpmn-error');
    expect(FAILURES.FAMILY_UNKNOWN.officer).to.contain('tidak ditemukan');
    const [head] = NIKS;
    const { members } = await reading().family(SUSANTO.kkNumber, [head!, '3402160101999977']);
    expect(members.map(({ nik }) => nik)).to.deep.equal([head]);
  });

  it('a wrong account is for the admin, not tried again', async () => {
    expect(await codeOf(reading(700, 'salah').family(SUSANTO.kkNumber, NIKS))).to.equal('SIAK_CREDENTIALS');
    expect(FAILURES.SIAK_CREDENTIALS.outcome.kind).to.equal('incident');
  });
});

describe('Columns 13 to 15, which the published answer of CALL_NIK does not have', () => {
  const known = { citizenship: 'WNA', passportNumber: 'NX9900321', kitapNumber: '2D41AB9328-L' };
  it('come from what applicant and old card say', () => {
    expect(withImmigration({ NIK: '1', NO_PASPOR: null }, known)).to.deep.include({
      KEWARGANEGARAAN: 'WNA',
      NO_PASPOR: 'NX9900321',
      NO_KITAP: '2D41AB9328-L',
    });
  });
  it('are left to the service where it says one of them, and to the usual where nobody does', () => {
    expect(withImmigration({ KEWARGANEGARAAN: 'WNI' }, known)).to.deep.equal({ KEWARGANEGARAAN: 'WNI' });
    expect(withImmigration({ NIK: '1' }, undefined)).to.deep.equal({ NIK: '1' });
    expect(withImmigration({ NIK: '1' }, { citizenship: '-' })).to.include({ KEWARGANEGARAAN: '', NO_KITAP: '' });
  });
});
