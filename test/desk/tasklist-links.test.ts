import { expect } from 'chai';
import { startDesk, type DeskServer } from './desk-server.ts';
import { PEOPLE, createSampleOffice, type SampleOffice } from './sample-office.ts';

describe('The ways from the desk to Tasklist', () => {
  let office: SampleOffice;
  let server: DeskServer;
  beforeEach(async () => {
    office = createSampleOffice();
    server = await startDesk(office);
  });
  afterEach(() => server.stop());

  const links = async (username: string) =>
    [
      ...(await server.browser(username).get('/meja')).text.matchAll(
        /href="([^"]+\/tasklist[^"]*candidateGroup=[^"]*)"/g,
      ),
    ].map(([, href]) => new URL(href!));

  it("lead into the list of the officer's own lane, longest waiting first, and keep it beside the task", async () => {
    const made = await office.given.case();
    office.engine.offer({ elementId: 'open-application', processInstanceKey: made.processInstanceKey });
    const found = await links(PEOPLE.sri.username);
    expect(found.map(({ pathname }) => pathname))
      .to.include('/tasklist')
      .and.to.satisfy((paths: string[]) => paths.some((path) => /^\/tasklist\/\d+$/.test(path)));
    for (const { searchParams } of found)
      expect(Object.fromEntries(searchParams)).to.deep.equal({
        filter: 'custom',
        state: 'CREATED',
        candidateGroup: 'petugas-entri',
        sortBy: 'creation',
        sortOrder: 'asc',
      });
  });

  it('are one per lane for a stand-in', async () => {
    await office.store.people.delegate({
      from: PEOPLE.agus.username,
      to: PEOPLE.endah.username,
      role: 'kepala-dinas',
      kind: 'Plh',
      validFrom: '2026-01-01',
      validTo: '2030-12-31',
    });
    const lanes = (await links(PEOPLE.endah.username)).map(({ searchParams }) => searchParams.get('candidateGroup'));
    expect(new Set(lanes)).to.deep.equal(new Set(['kasi', 'kepala-dinas']));
  });
});
