import { expect } from 'chai';
import { HUMAN, expectOne, refused, task, translated } from '../model.ts';

describe('Translation of a schedule and a priority', () => {
  const more = (extension: string) => ({ elements: task('userTask', HUMAN + extension) });

  it('keeps dates and has computed ones computed', async () => {
    const schedule =
      '<zeebe:taskSchedule dueDate="2027-01-31T15:00:00+07:00" followUpDate="=now() + duration(&quot;P1D&quot;)" />';
    const element = (await translated(more(schedule))).element();
    expect(element.get('camunda:dueDate')).to.equal('2027-01-31T15:00:00+07:00');
    expect(element.get('camunda:followUpDate')).to.equal(`\${feel.eval(execution, 'now() + duration("P1D")')}`);
  });

  for (const date of ['besok', '2027-01-31', '2027-01-31T15:00:00', '2027-13-31T15:00:00Z'])
    it(`refuses the date ${date}`, async () =>
      expectOne(
        await refused(more(`<zeebe:taskSchedule dueDate="${date}" />`)),
        'Langkah (it)',
        `"Due date" "${date}"`,
      ));

  it('keeps a priority and refuses one out of range', async () => {
    expect(
      (await translated(more('<zeebe:priorityDefinition priority="70" />'))).element().get('camunda:priority'),
    ).to.equal('70');
    expectOne(await refused(more('<zeebe:priorityDefinition priority="101" />')), 'Langkah (it)', '0 sampai 100');
  });
});
