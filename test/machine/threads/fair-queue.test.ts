import { expect } from 'chai';
import { createFairQueue, QueueFull } from '../../../src/machine/threads/fair-queue.ts';

describe('The queue of works for strangers', () => {
  /** Works that last until they are ended, and the order in which they began. */
  function given(bounds: Parameters<typeof createFairQueue>[0]) {
    const queue = createFairQueue(bounds);
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    const send = (asker: string, name: string) =>
      queue.run(asker, () => {
        begun.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      });
    const end = async (name: string) => {
      ends.get(name)?.();
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { send, end, begun };
  }
  const full = (work: Promise<unknown>) =>
    work.then(
      () => false,
      (error: unknown) => error instanceof QueueFull,
    );

  it('lets one work of each asker run at a time, and askers take turns, however much one of them sends', async () => {
    const { send, end, begun } = given({ atOnce: 2, waitingEach: 9, waiting: 99 });
    for (let serial = 1; serial <= 4; serial++) void send('flood', `flood ${serial}`);
    void send('citizen', 'citizen 1');
    void send('bank', 'bank 1');
    void send('citizen', 'citizen 2');
    expect(begun).to.deep.equal(['flood 1', 'citizen 1']);
    await end('flood 1');
    expect(begun.at(-1), 'the bank has not had a turn yet').to.equal('bank 1');
    await end('citizen 1');
    await end('bank 1');
    expect(begun.slice(3)).to.have.members(['flood 2', 'citizen 2']);
    await end('flood 2');
    await end('citizen 2');
    await end('flood 3');
    expect(begun.at(-1)).to.equal('flood 4');
  });

  it('refuses at once what would make the line of one asker, or of all, too long', async () => {
    const { send, end, begun } = given({ atOnce: 1, waitingEach: 2, waiting: 3 });
    const answers = [1, 2, 3].map((serial) => send('a', `a ${serial}`));
    expect(await full(send('a', 'a 4')), 'one runs, two wait').to.equal(true);
    const other = send('b', 'b 1');
    expect(await full(send('c', 'c 1')), 'three wait').to.equal(true);
    for (const name of ['a 1', 'b 1', 'a 2', 'a 3']) await end(name);
    expect(await Promise.all([...answers, other])).to.deep.equal(['a 1', 'a 2', 'a 3', 'b 1']);
    expect(begun, 'what was refused never began').to.deep.equal(['a 1', 'b 1', 'a 2', 'a 3']);
  });

  it('goes on after a work that fails, and hands its error to who sent it', async () => {
    const queue = createFairQueue({ atOnce: 1, waitingEach: 9, waiting: 9 });
    const failing = queue.run('a', () => Promise.reject(new Error('unreadable')));
    const next = queue.run('a', () => Promise.resolve('next'));
    expect(await failing.catch((error: Error) => error.message)).to.equal('unreadable');
    expect(await next).to.equal('next');
  });
});
