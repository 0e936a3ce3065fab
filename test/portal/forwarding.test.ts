import { expect } from 'chai';
import express from 'express';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { watchForwarding } from '../../src/portal/forwarding.ts';
import { healthz } from '../../src/portal/health.ts';

const DISK = 'cakram hampir penuh: /srv/arsip tinggal 0,9 GB';

describe('What the proxies in front of the portal say of visitors', () => {
  /** The state after so many requests with each of these headers. */
  async function after(trustProxy: number, ...sent: readonly (readonly [count: number, forwarded: string | null])[]) {
    const warned: unknown[] = [];
    const forwarding = watchForwarding(trustProxy, { warn: (...said: unknown[]) => void warned.push(said) });
    const pages = express().set('trust proxy', trustProxy).use(forwarding.seen);
    pages.get(
      '/healthz',
      healthz(
        () => Promise.resolve({ disk: DISK }),
        () => forwarding.hidesVisitors(),
      ),
    );
    pages.get('/', (_request, response) => void response.end());
    const server = createServer(pages).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      for (const [count, forwarded] of sent)
        for (let i = 0; i < count; i += 1)
          await fetch(url, { headers: forwarded === null ? {} : { 'X-Forwarded-For': forwarded } });
      const { parts } = (await (await fetch(`${url}/healthz`)).json()) as { parts: { disk: string } };
      return { said: await forwarding.health(), warned: warned.length, tells: parts.disk === DISK };
    } finally {
      server.close();
    }
  }
  const VISITOR = '198.51.100.1';

  it('is well where each adds its address', async () => {
    const well = { said: undefined, warned: 0, tells: true };
    expect(await after(1, [30, VISITOR])).to.deep.equal(well);
    expect(await after(2, [30, `${VISITOR}, 198.51.100.2`])).to.deep.equal(well);
    expect(await after(0, [30, null])).to.deep.equal(well);
    expect(await after(1, [30, null], [1, VISITOR]), 'requests of the machine itself came first').to.include({
      said: undefined,
      tells: true,
    });
  });

  it('is told where none names a visitor, once; and nobody reads the details of /healthz then', async () => {
    expect(await after(1, [19, null])).to.include({ said: undefined, tells: true });
    const hidden = await after(1, [25, null]);
    expect(hidden).to.include({ warned: 1, tells: false });
    expect(hidden.said).to.contain('TRUST_PROXY 1').and.contain('X-Forwarded-For');
    expect((await after(2, [25, VISITOR])).said, 'fewer addresses than proxies are counted').to.contain(
      'TRUST_PROXY 2',
    );
  });

  it('is told where a proxy names visitors and none is counted', async () => {
    const uncounted = await after(0, [25, VISITOR]);
    expect(uncounted).to.include({ warned: 1, tells: true });
    expect(uncounted.said).to.contain('TRUST_PROXY 0');
    expect((await after(0, [30, null], [25, VISITOR])).said, 'a few who write it themselves').to.equal(undefined);
  });
});
