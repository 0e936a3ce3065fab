import { expect } from 'chai';
import { createPassTask } from '../../src/engine/pass-task.ts';

const WAITS = { look: 1, seen: 30, onTheWay: 2 };

/** An engine and a Tasklist that sees its commands later: `seen` is what Tasklist answers, look by look, its last word for ever. */
function aTask({
  seen,
  isOpen = true,
  takenBy,
}: {
  seen: (string | null | undefined)[];
  isOpen?: boolean;
  takenBy?: string;
}) {
  const happened: string[] = [];
  const tasklist = {
    holder: () => {
      const holder = seen.length > 1 ? seen.shift() : seen[0];
      happened.push(`Tasklist: ${holder === undefined ? 'unknown' : (holder ?? 'nobody')}`);
      return Promise.resolve(holder);
    },
  };
  const engine = {
    unassign: () => Promise.resolve(happened.push('free') > 0 && isOpen),
    give: (_key: string, username: string) =>
      Promise.resolve(happened.push(`give ${username}`) > 0 && takenBy === undefined),
  };
  return { happened, passes: () => createPassTask(engine, tasklist, WAITS)('2251799813686005', 'joko.susilo') };
}

describe('A task passes from one officer to another', () => {
  it("through nobody's hands, and only when Tasklist sees that nobody holds it", async () => {
    const task = aTask({ seen: [undefined, 'sri.wahyuni', 'sri.wahyuni', null] });
    expect(await task.passes()).to.equal(true);
    expect(task.happened).to.deep.equal([
      'free',
      'Tasklist: unknown',
      'Tasklist: sri.wahyuni',
      'Tasklist: sri.wahyuni',
      'Tasklist: nobody',
      'give joko.susilo',
    ]);
  });

  it("not yet, while Tasklist still takes it for the former officer's", async () => {
    const task = aTask({ seen: ['sri.wahyuni'] });
    expect(await task.passes()).to.equal(false);
    expect(task.happened).not.to.include('give joko.susilo');
  });

  it('not when it is gone, and not out of the hands of one who took it meanwhile', async () => {
    const gone = aTask({ seen: [null], isOpen: false });
    expect(await gone.passes()).to.equal(false);
    expect(gone.happened).to.deep.equal(['free']);
    expect(await aTask({ seen: [null], takenBy: 'ratna.dewi' }).passes()).to.equal(false);
  });
});
