import { Type } from '@sinclair/typebox';
import { expect } from 'chai';
import { pino } from 'pino';
import { createJobHost, type JobReports } from '../../src/process/job-host.ts';
import type { RawJob, Report } from '../../src/process/job-runner.ts';
import type { WorkerDefinition } from '../../src/process/process.ts';
import { eventually } from './engine-under-test.ts';

const LOCK_MS = 40;

/** Reports of an engine that knows every job, unless a test says otherwise. */
class NotedReports implements JobReports<RawJob> {
  readonly reported: { once: string; report: Report }[] = [];
  readonly extended: string[] = [];
  readonly released: string[] = [];
  known = true;
  /** Whether the engine takes a report. */
  taken = true;
  report({ once }: RawJob, report: Report): Promise<boolean> {
    this.reported.push({ once, report });
    return Promise.resolve(this.taken);
  }
  extend({ once }: RawJob): Promise<boolean> {
    this.extended.push(once);
    return Promise.resolve(this.known);
  }
  release({ once }: RawJob): Promise<void> {
    this.released.push(once);
    return Promise.resolve();
  }
}

const job = (once: string, variables: Record<string, unknown> = {}): RawJob => ({
  caseNumber: 'KK-261126-ABCDEF',
  once,
  elementId: 'render-card',
  headers: {},
  retries: 3,
  variables,
});

describe('The host of one kind of job', () => {
  let reports: NotedReports;
  let logged: string[];
  const hostOf = (handle: WorkerDefinition<undefined>['handle'], freed: () => void = () => undefined) => {
    const input = Type.Object({ note: Type.Optional(Type.String()) }, { additionalProperties: false });
    const output = Type.Object({ draft: Type.Optional(Type.String()) }, { additionalProperties: false });
    const definition = { type: 'render-card', input, output, errors: [], timeoutMs: LOCK_MS, handle };
    const logger = pino({ level: 'debug' }, { write: (line) => void logged.push(line) });
    return createJobHost<undefined, RawJob>(definition, undefined, { reports, logger, freed });
  };
  beforeEach(() => {
    reports = new NotedReports();
    logged = [];
  });

  it('renews the lock for as long as a handler works, and not afterwards', async () => {
    let finish: () => void = () => undefined;
    const host = hostOf(() => new Promise((resolve) => (finish = () => resolve({}))));
    host.accept(job('slow'));
    await eventually(() => (reports.extended.length >= 3 ? true : undefined), 'third renewal');
    finish();
    await host.stop(1000);
    const renewals = reports.extended.length;
    const other = hostOf(() => new Promise((resolve) => (finish = () => resolve({}))));
    other.accept(job('other'));
    expect(reports.reported).to.deep.equal([{ once: 'slow', report: { kind: 'completed', variables: {} } }]);
    // By the third renewal of another job, one of the first would have come too.
    const laterOnes = () => reports.extended.slice(renewals);
    await eventually(
      () => (laterOnes().filter((once) => once === 'other').length >= 3 ? true : undefined),
      'the renewals of the other job',
    );
    expect(laterOnes()).to.not.include('slow');
    finish();
    await other.stop(1000);
  });

  it('does not begin a job that waited so long that somebody else has it by now', async () => {
    const begun: string[] = [];
    const finish: (() => void)[] = [];
    const host = hostOf((_, __, { once }) => {
      begun.push(once);
      return new Promise((resolve) => finish.push(() => resolve({})));
    });
    for (const once of ['1', '2', '3', '4', 'late']) host.accept(job(once));
    expect(host.room()).to.equal(-1);
    const accepted = Date.now();
    await eventually(
      () => (finish.length === 4 && Date.now() - accepted > LOCK_MS / 2 ? true : undefined),
      'the four under way, and the fifth waiting for too long',
    );
    reports.known = false;
    for (const done of finish) done();
    await eventually(() => (host.room() === 4 ? true : undefined), 'end of all');
    expect(begun).to.deep.equal(['1', '2', '3', '4']);
    expect(reports.extended).to.include('late');
    expect(reports.reported.map(({ once }) => once)).to.deep.equal(['1', '2', '3', '4']);
  });

  it('passes over a job that comes again while it runs or waits here, or when it is just over', async () => {
    const begun: string[] = [];
    const finish: (() => void)[] = [];
    const host = hostOf((_, __, { once }) => {
      begun.push(once);
      return new Promise((resolve) => finish.push(() => resolve({})));
    });
    const all = ['1', '2', '3', '4', 'waiting'];
    for (const once of [...all, ...all]) host.accept(job(once));
    await eventually(() => {
      for (const done of finish) done();
      return reports.reported.length === all.length ? true : undefined;
    }, 'five reports');
    host.accept(job('4'));
    await host.stop(1000);
    expect(begun).to.deep.equal(all);
    expect(reports.released).to.deep.equal([]);
  });

  it('does a job again that the engine still waits for after the report', async () => {
    const host = hostOf(() => Promise.resolve({}));
    reports.taken = false;
    host.accept(job('1'));
    await eventually(() => (host.room() === 4 ? true : undefined), 'first report');
    host.accept(job('1'));
    await host.stop(1000);
    expect(reports.reported.map(({ once }) => once)).to.deep.equal(['1', '1']);
  });

  it('does not give back a job that runs here when it comes again during the stop', async () => {
    let finish: () => void = () => undefined;
    const host = hostOf(() => new Promise((resolve) => (finish = () => resolve({}))));
    host.accept(job('1'));
    const stopped = host.stop(10_000);
    host.accept(job('1'));
    finish();
    await stopped;
    expect(reports.released).to.deep.equal([]);
  });

  it('gives back what it had not begun when it stops, and what comes later', async () => {
    const finish: (() => void)[] = [];
    const host = hostOf(() => new Promise((resolve) => finish.push(() => resolve({}))));
    for (const once of ['1', '2', '3', '4', 'waiting']) host.accept(job(once));
    const stopped = host.stop(10_000);
    host.accept(job('too-late'));
    for (const done of finish) done();
    await stopped;
    expect(reports.released).to.deep.equal(['waiting', 'too-late']);
    expect(reports.reported).to.have.length(4);
    expect(host.room()).to.equal(0);
  });

  it('stops without a handler that does not end, and says so', async () => {
    const host = hostOf(() => new Promise(() => undefined));
    host.accept(job('endless'));
    await host.stop(20);
    expect(reports.reported).to.deep.equal([]);
    expect(logged.join()).to.include('stopped before every handler was done');
  });

  it('asks for more as soon as a handler is done', async () => {
    let freed = 0;
    const host = hostOf(
      () => Promise.resolve({}),
      () => (freed += 1),
    );
    host.accept(job('1'));
    await eventually(() => (freed === 1 ? true : undefined), 'sign that there is room');
    expect(host.room()).to.equal(4);
  });

  it('takes null as absent, and makes an incident of a wrong shape without the value', async () => {
    const host = hostOf((_, input) => Promise.resolve({ draft: 'note' in input ? 7 : 'none' } as never));
    host.accept(job('absent', { note: null }));
    host.accept(job('wrong-output', { note: 'x' }));
    host.accept(job('wrong-input', { note: { nik: '3402010101800001' } }));
    await eventually(() => (reports.reported.length === 3 ? true : undefined), 'three reports');
    const reportOf = (once: string) => reports.reported.find((one) => one.once === once)?.report;
    expect(reportOf('absent')).to.deep.equal({ kind: 'completed', variables: { draft: 'none' } });
    expect(reportOf('wrong-output')).to.include({ kind: 'incident', defect: true });
    expect(reportOf('wrong-input')).to.include({ kind: 'incident', defect: true });
    expect(JSON.stringify(reports.reported) + logged.join()).not.to.include('3402010101800001');
  });
});
