import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import { createPlaces } from '../../src/portal/middleware/places.ts';
import { addressOf } from '../../src/web/address.ts';

describe('The places for uploads', () => {
  /** Places for 1000 bytes: who is inside, who is refused first; `sends` answers how the request ends. */
  function budget(waitMs = 60_000) {
    const places = createPlaces(1000, 1 / 4, waitMs);
    const inside: string[] = [];
    let refuse: (name: string) => void;
    const refusal = new Promise<string>((resolve) => (refuse = resolve));
    const sends = (ip: string, bytes: number, name = ip) => {
      const response = new EventEmitter();
      places({ address: addressOf({ ip }), bytes, response }, (error) =>
        error === undefined ? void inside.push(name) : refuse(name),
      );
      return () => {
        if (inside.includes(name)) inside.splice(inside.indexOf(name), 1);
        response.emit('close');
      };
    };
    return { inside, refusal, sends };
  }

  it('is given to one address by a quarter, and to others past it', () => {
    const { inside, sends } = budget();
    const ends = sends('198.51.100.1', 200, 'first');
    sends('198.51.100.1', 50, 'up to its share');
    sends('198.51.100.1', 1, 'beyond it');
    expect(inside).to.deep.equal(['first', 'up to its share']);
    sends('198.51.100.2', 250, 'a neighbour');
    expect(inside).to.deep.equal(['first', 'up to its share', 'a neighbour']);
    ends();
    expect(inside).to.deep.equal(['up to its share', 'a neighbour', 'beyond it']);
  });

  it('counts a subscriber of IPv6 as one address', () => {
    const { inside, sends } = budget();
    sends('2001:db8:1:200::1', 250, 'one');
    sends('2001:db8:1:2ff::9', 250, 'the same');
    expect(inside).to.deep.equal(['one']);
  });

  it('lets one request be larger than the share of its address', () => {
    const { inside, sends } = budget();
    const ends = sends('198.51.100.1', 600, 'large');
    sends('198.51.100.1', 1, 'one more');
    expect(inside).to.deep.equal(['large']);
    ends();
    expect(inside).to.deep.equal(['one more']);
  });

  it('is given in the order of coming: nobody passes who waits for room', () => {
    const { inside, sends } = budget();
    const ends = sends('198.51.100.1', 600, 'first');
    const leaves = sends('198.51.100.2', 500, 'large');
    sends('198.51.100.3', 100, 'small');
    expect(inside).to.deep.equal(['first']);
    leaves();
    expect(inside, 'who gives up holds nobody up').to.deep.equal(['first', 'small']);
    ends();
    sends('198.51.100.4', 900, 'last');
    expect(inside).to.deep.equal(['small', 'last']);
  });

  it('refuses who has waited too long, and then holds nobody up for them', async () => {
    const { inside, refusal, sends } = budget(20);
    sends('198.51.100.1', 600, 'first');
    sends('198.51.100.2', 500, 'large');
    expect(await refusal).to.equal('large');
    sends('198.51.100.3', 100, 'small');
    expect(inside).to.deep.equal(['first', 'small']);
  });
});
