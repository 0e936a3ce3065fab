import { expect } from 'chai';
import { HUMAN, expectOne, refused, task, translated } from '../model.ts';

describe('Translation of an assignment', () => {
  const assigned = (attributes: string) => task('userTask', HUMAN.replace('candidateGroups="kasi"', attributes));

  it('keeps a fixed assignee, and has a computed one computed', async () => {
    const assignee = async (value: string) =>
      (await translated({ elements: assigned(`candidateGroups="kasi" assignee="${value}"`) }))
        .element()
        .get('camunda:assignee');
    expect(await assignee('siti')).to.equal('siti');
    expect(await assignee('=entryOfficer')).to.equal("${feel.eval(execution, 'entryOfficer')}");
  });

  for (const [what, attributes] of [
    ['no group', ''],
    ['two groups', 'candidateGroups="kasi,petugas-entri"'],
    ['a group that the office has not', 'candidateGroups="magang"'],
    ['a computed group', 'candidateGroups="=lane"'],
  ] as const)
    it(`refuses ${what}: exactly one lane decides`, async () =>
      expectOne(
        await refused({ elements: assigned(attributes) }),
        'Langkah (it)',
        '"petugas-entri", "petugas-cetak", "kasi", "kepala-dinas"',
      ));

  it('refuses persons beside the group', async () => {
    expectOne(
      await refused({ elements: assigned('candidateGroups="kasi" candidateUsers="budi"') }),
      'Langkah (it)',
      '"Candidate users"',
    );
  });
});
