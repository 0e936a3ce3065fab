import { expect } from 'chai';
import type { Request } from 'express';
import { createKnownBrowsers } from '../../src/login/known-browser.ts';

describe('Where a password is tried from', () => {
  const browsers = createKnownBrowsers({ key: Buffer.alloc(32, 1), secure: false });
  const from = (ip: string) =>
    browsers.originOf({ ip, get: () => undefined } as unknown as Request, 'sri.wahyuni').address;

  it('is the network of a subscriber with IPv6, as at the portal', () => {
    expect(from('2001:db8:1:200::1')).to.equal(from('2001:db8:1:2ff:a:b:c:d'));
    expect(from('2001:db8:1:200::1')).to.not.equal(from('2001:db8:1:300::1'));
    expect(from('::ffff:198.51.100.7')).to.equal('198.51.100.7');
  });
});
