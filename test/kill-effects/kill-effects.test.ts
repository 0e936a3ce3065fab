import { expect } from 'chai';
import { EFFECTS, openPlace, type TestPlace } from './place.ts';
import { OfficeProcess } from './processes.ts';
import { PARTS, strike } from './rounds.ts';

/** `npm run kill:effects` strikes sixty times each. */
const TIMES = 1;

describe('An external effect, struck between its answer and our commit', () => {
  let place: TestPlace;
  let survivor: OfficeProcess;
  before(async () => {
    place = await openPlace();
    survivor = new OfficeProcess(place);
    await survivor.ready;
  });
  after(async () => {
    await survivor.end();
    await place.close();
  });

  for (const effect of EFFECTS)
    for (const part of PARTS.filter((one) => effect !== 'archive-copy' || one !== 'answer'))
      it(`${effect}: happens once when the ${part} is struck, or a person is asked`, async () => {
        const { between, doubled, lost, faults } = await strike(place, survivor, { effect, part, times: TIMES });
        expect(faults).to.deep.equal([]);
        expect({ between, doubled, lost }).to.deep.equal({ between: TIMES, doubled: 0, lost: 0 });
      });
});
