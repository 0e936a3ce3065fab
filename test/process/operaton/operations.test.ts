import { expect } from 'chai';
import { byHand } from '../../../src/process/operaton/operations.ts';

describe('What was done outside the diagram', () => {
  it('is listed once for each operation, in Indonesian; ordinary work is left out', () => {
    const at = '2026-11-22T08:00:00.000+0700';
    const later = '2026-11-22T09:00:00.000+0700';
    expect(
      byHand([
        { userId: 'sri.wahyuni', operationType: 'Claim', property: 'assignee', timestamp: at },
        { userId: 'admin.sistem', operationType: 'ModifyProcessInstance', property: 'a', timestamp: at },
        { userId: 'admin.sistem', operationType: 'ModifyProcessInstance', property: 'b', timestamp: at },
        { userId: null, operationType: 'SetVariable', property: 'note', timestamp: later },
        { userId: 'sri.wahyuni', operationType: 'Complete', property: 'delete', timestamp: later },
      ]),
    ).to.deep.equal([
      { who: 'admin.sistem', what: 'Langkah proses dipindahkan', at: new Date('2026-11-22T01:00:00Z') },
      { who: null, what: 'Variabel diubah', at: new Date('2026-11-22T02:00:00Z') },
    ]);
  });
});
