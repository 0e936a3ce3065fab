import { expect } from 'chai';
import { mock } from 'node:test';
import type { JobHost } from '../../../src/process/job-host.ts';
import { JobPoll } from '../../../src/process/operaton/job-poll.ts';
import type { LockedJob } from '../../../src/process/operaton/job-reports.ts';
import type { OperatonRest } from '../../../src/process/operaton/rest.ts';
import { silent } from '../../store/database.ts';

interface Poll {
  readonly types: readonly string[];
  readonly waitMs: number;
  answer(...jobs: readonly string[]): Promise<void>;
}

describe('The polls for jobs', () => {
  afterEach(() => mock.timers.reset());

  /** Hosts of these types with so much room each, at an engine that answers when the test says so. */
  function pollsFor(room: Record<string, number>) {
    const open: Poll[] = [];
    const accepted: string[] = [];
    const post = (_: string, body: object) =>
      new Promise((resolve) => {
        const { topics, asyncResponseTimeout } = body as {
          topics: { topicName: string }[];
          asyncResponseTimeout: number;
        };
        const one: Poll = {
          types: topics.map(({ topicName }) => topicName),
          waitMs: asyncResponseTimeout,
          async answer(...jobs) {
            open.splice(open.indexOf(one), 1);
            resolve(
              jobs.map((topicName, i) => ({
                id: `${topicName} ${i}`,
                topicName,
                activityId: topicName,
                activityInstanceId: `${topicName}:${i}`,
                businessKey: 'KK-261122-7Q4F2M',
                retries: null,
                variables: {},
                extensionProperties: {},
              })),
            );
            await new Promise(setImmediate);
          },
        };
        open.push(one);
      });
    const hosts = Object.keys(room).map((type): JobHost<LockedJob> => ({
      type,
      inputs: [],
      lockMs: 30_000,
      room: () => room[type]!,
      accept: () => {
        accepted.push(type);
        room[type]! -= 1;
      },
      stop: () => Promise.resolve(),
    }));
    const poll = new JobPoll({ post } as unknown as OperatonRest, 'office', hosts, silent);
    /** A handler of this type is done. */
    const frees = (type: string) => {
      room[type]! += 1;
      poll.next();
    };
    return { poll, open, accepted, frees };
  }

  it('are one for all types that have room', async () => {
    const { poll, open, accepted } = pollsFor({ draft: 1, sign: 4 });
    poll.next();
    expect(open.map(({ types }) => types)).to.deep.equal([['draft', 'sign']]);
    await open[0]!.answer('draft');
    expect(accepted).to.deep.equal(['draft']);
    expect(open.map(({ types }) => types)).to.deep.equal([['sign']]);
  });

  it('ask at once for a type that gets room again, and no longer than the common poll waits', async () => {
    mock.timers.enable({ apis: ['Date'] });
    const { poll, open, frees } = pollsFor({ draft: 1, sign: 4 });
    poll.next();
    await open[0]!.answer('draft');
    frees('draft');
    expect(open.map(({ types }) => types)).to.deep.equal([['sign'], ['draft']]);
    expect(open[1]!.waitMs).to.be.lessThan(open[0]!.waitMs);
  });

  it('become one again when nothing came', async () => {
    mock.timers.enable({ apis: ['Date'] });
    const { poll, open, frees } = pollsFor({ draft: 1, sign: 4 });
    poll.next();
    await open[0]!.answer('draft');
    frees('draft');
    const [common, beside] = open as [Poll, Poll];
    mock.timers.tick(beside.waitMs);
    await beside.answer();
    expect(
      open.map(({ types }) => types),
      'the common poll is about to end',
    ).to.deep.equal([['sign']]);
    await common.answer();
    expect(open.map(({ types }) => types)).to.deep.equal([['draft', 'sign']]);
  });
});
