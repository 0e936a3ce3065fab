import { expect } from 'chai';
import {
  applicationOf,
  changesFrom,
  familyIfKnown,
  readCardsBefore,
  storedCardsAfter,
  storedCardsBefore,
} from '../../src/cases/cards-before.ts';
import type { Application } from '../../src/domain/application.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import { fourPeople, cardOfFamily, person } from '../domain/families.ts';
import { sampleApplication } from '../domain/sample-application.ts';

const NOW = new Date('2026-11-26T17:15:00Z');
const NUMBER = 'KK-261127-ABCDEF';
const { father, mother, card: family } = fourPeople();
const elsewhere = cardOfFamily([person('SUTEJO', 'KEPALA KELUARGA', '1980-04-04')], { kkNumber: '3402150101150072' });
const told = (change: Partial<Application> = {}): Application =>
  sampleApplication({
    applicant: { name: father.name, nik: father.nik, whatsapp: '081234567890' },
    kkNumber: family.kkNumber,
    members: [father, mother].map(({ name, nik, shdk }) => ({ name, nik, shdk })),
    changes: [],
    ...change,
  });

interface Given {
  readonly cards?: readonly FamilyCard[];
  /** After SIAK was asked to check the family, it knows these. */
  readonly afterCheck?: readonly FamilyCard[];
  readonly failure?: Error;
}
function siak({ cards = [], afterCheck = [], failure }: Given) {
  const asked: unknown[][] = [];
  let known = cards;
  return {
    asked,
    siak: {
      cardOf: (nik: string) => {
        asked.push(['nik', nik]);
        if (failure !== undefined) return Promise.reject(failure);
        return Promise.resolve(known.find(({ members }) => members.some((one) => one.nik === nik)));
      },
      family: (kkNumber: string, niks?: readonly string[]) => {
        asked.push(['kk', kkNumber, ...(niks === undefined ? [] : [niks])]);
        const found = known.find((card) => card.kkNumber === kkNumber);
        return found === undefined ? Promise.reject(new Failure('FAMILY_UNKNOWN')) : Promise.resolve(found);
      },
      check: (...args: unknown[]) => {
        asked.push(['check', ...args]);
        known = afterCheck;
        return Promise.resolve([]);
      },
    } as unknown as Parameters<typeof readCardsBefore>[0]['siak'],
  };
}
async function reads(given: Given, application: Application = told()) {
  const { siak: register, asked } = siak(given);
  const before = await readCardsBefore({ siak: register, now: () => NOW }, NUMBER, application);
  return { before, asked, of: (what: string) => asked.filter(([name]) => name === what) };
}

describe('The cards that an application names', () => {
  it('are read from SIAK on the day in Bantul, each card once, and by its number what nobody stands on', async () => {
    const { before, asked } = await reads({ cards: [family] });
    expect(before).to.deep.equal({ read: true, readOn: '2026-11-27', cards: [family] });
    expect(asked, 'who stands on a card that was read is not asked for').to.deep.equal([['nik', father.nik]]);
    const byNumber = await reads({ cards: [elsewhere] }, told({ kkNumber: elsewhere.kkNumber }));
    expect(byNumber.before.cards).to.deep.equal([elsewhere]);
    expect(byNumber.of('kk')).to.deep.equal([['kk', elsewhere.kkNumber]]);
  });

  it('are several where several are named', async () => {
    const { before } = await reads(
      { cards: [family, elsewhere] },
      told({ members: [{ name: 'Sutejo', nik: elsewhere.members[0]!.nik, shdk: 'LAINNYA' }] }),
    );
    expect(before.cards).to.deep.equal([family, elsewhere]);
  });

  it('are asked for no more than sixty times of each kind', async () => {
    const many = Array.from({ length: 80 }, (_, i) => `34021501019${String(10_000 + i)}`);
    const members = many.map((nik) => ({ name: 'X', nik, shdk: 'LAINNYA' }));
    const { of } = await reads({ cards: [elsewhere] }, told({ members }));
    expect(of('nik').length).to.equal(120);
  });

  it('are known to a register in simulation once it was asked to check the family', async () => {
    const application = told();
    const { before, of } = await reads({ afterCheck: [family] }, application);
    expect(before).to.deep.include({ read: true, cards: [family] });
    const people = [father, mother].map(({ name, nik, shdk }) => ({ nik, name, shdk, kkNumber: family.kkNumber }));
    expect(of('check')).to.deep.equal([['check', people, { ownReference: NUMBER, address: application.address }]]);
  });

  describe('of somebody who lists the people of their card', () => {
    const checked = async (change: Partial<Application>) => {
      const { of } = await reads({}, told({ members: [], ...change }));
      return (of('check')[0]![1] as { name: string; nik: string; shdk: string }[]).map(({ name, shdk }) => [
        name,
        shdk,
      ]);
    };
    const HEAD = 'KEPALA KELUARGA';

    it('speak of each with the relation that was said, and of the applicant', async () => {
      const listed = [
        { name: mother.name, nik: mother.nik, shdk: 'ISTRI' },
        { name: 'BAYI', nik: '', shdk: 'ANAK' },
        { name: 'TANPA NIK', shdk: 'ANAK' },
      ];
      expect(await checked({ listed })).to.deep.equal([
        [father.name, HEAD],
        [mother.name, 'ISTRI'],
      ]);
      const both = [{ name: father.name, nik: father.nik, shdk: HEAD }, listed[0]!];
      expect(await checked({ listed: both })).to.deep.equal([
        [father.name, HEAD],
        [mother.name, 'ISTRI'],
      ]);
    });

    it('speak of who has no relation as another one, where there is a head', async () => {
      const head = { name: mother.name, nik: mother.nik, shdk: HEAD };
      expect(await checked({ listed: [head] })).to.deep.equal([
        [father.name, 'LAINNYA'],
        [mother.name, HEAD],
      ]);
      expect(await checked({ listed: [{ name: mother.name, nik: mother.nik }] })).to.deep.equal([
        [father.name, HEAD],
        [mother.name, 'LAINNYA'],
      ]);
      expect(await checked({})).to.deep.equal([[father.name, HEAD]]);
    });

    it('carry no number where nobody remembers it', async () => {
      const { of } = await reads({}, told({ kkNumber: undefined } as unknown as Partial<Application>));
      expect((of('check')[0]![1] as { kkNumber: unknown }[])[0]!.kkNumber).to.equal(null);
    });
  });

  it('are what the applicant says, where SIAK does not answer or knows nobody; another failure is told', async () => {
    for (const given of [{ failure: new Failure('SIAK_UNREACHABLE') }, {}]) {
      const { before } = await reads(given);
      expect(before).to.include({ read: false, readOn: '2026-11-27' });
      expect(before.cards.map(({ members }) => members.map(({ nik }) => nik))).to.deep.equal([
        [father.nik, mother.nik],
      ]);
    }
    const failure = new Error('torn');
    const error = await reads({ failure }).catch((one: unknown) => one);
    expect(error).to.equal(failure);
    expect((await reads({}, told({ members: [] }))).before.cards, 'nobody is listed').to.deep.equal([]);
  });

  it('are none where SIAK knows no card of this number, or no longer', async () => {
    const { siak: register, asked } = siak({ cards: [family] });
    expect(await familyIfKnown(register, family.kkNumber, [father.nik])).to.equal(family);
    expect(asked).to.deep.equal([['kk', family.kkNumber, [father.nik]]]);
    expect(await familyIfKnown(register, elsewhere.kkNumber)).to.equal(undefined);
    for (const failure of [new Failure('SIAK_UNREACHABLE'), new Error('torn')]) {
      const broken = { ...register, family: () => Promise.reject(failure) };
      expect(await familyIfKnown(broken, '1').catch((one: unknown) => one)).to.equal(failure);
    }
  });
});

describe('What was kept of a case', () => {
  const needs = {
    documents: { get: (sha256: string) => Promise.resolve(Buffer.from(JSON.stringify({ of: sha256 }))) },
  } as unknown as Parameters<typeof applicationOf>[0];

  it('is the application with what was completed last', async () => {
    const application = told();
    expect(await applicationOf(needs, { application, amendedSha256: null })).to.equal(application);
    expect(await applicationOf(needs, { application, amendedSha256: 'a' })).to.deep.equal({ of: 'a' });
  });

  it('is the cards before and after, where anybody looked', async () => {
    expect(await storedCardsBefore(needs, { cardsBeforeSha256: null })).to.equal(undefined);
    expect(await storedCardsBefore(needs, { cardsBeforeSha256: 'b' })).to.deep.equal({ of: 'b' });
    expect(await storedCardsAfter(needs, { cardsAfterSha256: null })).to.deep.equal([]);
    expect(await storedCardsAfter(needs, { cardsAfterSha256: 'c' })).to.deep.equal({ of: 'c' });
  });

  it('is compared with what is planned; what was not read is named as such', () => {
    const planned = { ...family, members: family.members.map((one) => ({ ...one, occupation: 'PEDAGANG' })) };
    const changes = (read: boolean) =>
      changesFrom(
        { read, readOn: '2026-11-27', cards: [family] },
        [{ effect: 'issued', kkNumber: family.kkNumber, card: planned }],
        { facts: [] },
      );
    const [known] = changes(true);
    expect(known!.cells.length).to.be.greaterThan(0);
    expect(known!.cells.every(({ unread }) => unread === null || unread === undefined)).to.equal(true);
    expect(changes(false)).to.have.length(1);
  });
});
