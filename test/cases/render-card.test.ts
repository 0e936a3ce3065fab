import { expect } from 'chai';
import { renderCard } from '../../src/cases/draft.ts';
import type { Means } from '../../src/cases/means.ts';
import { sampleCard } from '../card/sample-card.ts';
import { HEAD, NUMBER, smallOffice } from './small-office.ts';

describe('Drafting a card (SOP step 4)', () => {
  /** The same office with a press that prints these bytes; `saved` are the drafts that were written as new. */
  async function office(printed: () => string) {
    const { means, rows, documents } = await smallOffice({
      people: [{ ...HEAD, nip: '197001011994031001' }],
      decisions: () => [],
    });
    const { sha256: cardDataSha256 } = await documents.put(Buffer.from(JSON.stringify(sampleCard().family)));
    rows.record = { ...rows.record, cardDataSha256, draftSha256: null };
    const saved: string[] = [];
    const store = {
      ...means.store,
      drafts: {
        ...means.store.drafts,
        save: ({ sha256 }: { sha256: string }) => Promise.resolve(void saved.push(sha256)),
      },
    };
    store.transaction = (work) => work(store);
    const press = { print: () => Promise.resolve({ pdf: Buffer.from(printed()), preview: Buffer.from('picture') }) };
    const settings = {
      ...means.settings,
      baseUrl: 'http://localhost:3000',
      headTitle: 'KEPALA DINAS',
      footLine: '',
      linkKey: Buffer.alloc(32, 1),
    };
    return {
      rows,
      saved,
      render: () => renderCard({ ...means, store, press, settings } as unknown as Means)({ applicationNumber: NUMBER }),
    };
  }

  it('a print that is ordered twice and gives the same bytes is one draft: a decision made meanwhile on what the task shows stands', async () => {
    const { render, saved, rows } = await office(() => 'one and the same card');
    const first = await render();
    expect(await render()).to.deep.equal(first);
    expect([saved, rows.record.draftSha256]).to.deep.equal([[first.draftSha256], first.draftSha256]);
  });

  it('other bytes are a new draft, which must be looked at', async () => {
    let count = 0;
    const { render, saved } = await office(() => `card ${++count}`);
    const [one, two] = [await render(), await render()];
    expect(saved).to.deep.equal([one.draftSha256, two.draftSha256]);
  });
});
