import { expect } from 'chai';
import type { Activity, CaseHistory } from '../../../src/process/process.ts';
import { putDecision } from '../../store/given.ts';
import { AUDITOR, JOKO, SRI, withAudit } from './audit-office.ts';

const DIAGRAM = `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">
  <process id="p">
    <startEvent id="begin"/>
    <userTask id="examine-application"/>
    <endEvent id="end"/>
    <sequenceFlow id="to-task" sourceRef="begin" targetRef="examine-application"/>
    <sequenceFlow id="to-end" sourceRef="examine-application" targetRef="end"/>
  </process>
</definitions>`;
const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 2, minute));
const visit = (minute: number, change: Partial<Activity> = {}): Activity => ({
  elementId: 'examine-application',
  name: '3. Periksa berkas',
  type: 'user-task',
  who: null,
  startedAt: at(minute),
  endedAt: at(minute + 1),
  canceled: false,
  form: null,
  ...change,
});

describe('The auditor sees of a case', () => {
  const given = withAudit();

  it('what the engine, the decisions, the messages and the journal say, and the look stands in the journal', async () => {
    const one = await given.open();
    await given.write(one, 'case-viewed');
    const begin = visit(0, { elementId: 'begin', name: null, type: 'event', endedAt: at(0) });
    given.outside.histories.set(one, {
      diagram: DIAGRAM,
      activities: [begin, visit(1)],
      version: 1,
    } as unknown as CaseHistory);
    const taskId = await putDecision(given.database, one, { by: JOKO });
    const { id } = await given.database.store.messages.add({
      ...{ applicationNumber: one, direction: 'out', purpose: 'card', sid: null, status: 'sent', errorCode: null },
    });
    const audit = await given.audit.case(AUDITOR, one);
    expect(audit.record).to.include({ applicationNumber: one, state: 'submitted' });
    expect(audit.history).to.deep.include({ version: 1, activities: [begin, visit(1, { who: JOKO })] });
    expect(audit.flows).to.deep.equal(['to-task']);
    expect(audit.steps.find(({ step }) => step === 3)?.visits.map(({ who }) => who)).to.deep.equal(['Joko Susilo']);
    expect(audit.decisions.map((decision) => decision.taskId)).to.deep.equal([taskId]);
    expect(audit.messages.map((message) => message.id)).to.deep.equal([id]);
    expect(audit.journal.map(({ actor, event }) => [actor, event])).to.deep.equal([
      [SRI, 'case-viewed'],
      [AUDITOR, 'audit-viewed'],
    ]);
    expect(audit.nameOf(SRI)).to.equal('Sri Wahyuni');
    expect(audit.nameOf('orang.asing')).to.equal('orang.asing');
  });

  it('all but the way, where the engine has no instance of it', async () => {
    const one = await given.open();
    const audit = await given.audit.case(AUDITOR, one);
    expect(audit).to.deep.include({ history: null, flows: [] });
    expect(audit.steps.flatMap(({ visits }) => visits)).to.deep.equal([]);
    expect(audit.steps).to.have.length(10);
  });

  it('who decided each completed visit of a task, in the order of the decisions', async () => {
    const one = await given.open();
    const activities = [
      visit(0),
      visit(2, { canceled: true, who: 'engine' }),
      visit(4, { elementId: 'verify-draft', who: 'engine' }),
      visit(6, { type: 'service-task' }),
      visit(7, { endedAt: null, who: 'engine' }),
      visit(8),
      visit(10, { who: 'engine' }),
    ];
    given.outside.histories.set(one, { diagram: DIAGRAM, activities } as unknown as CaseHistory);
    await putDecision(given.database, one, { by: SRI });
    await putDecision(given.database, one, { by: JOKO });
    await putDecision(given.database, one, { by: JOKO, element: 'approve-signing', step: 7 });
    const { history } = await given.audit.case(AUDITOR, one);
    expect(history!.activities.map(({ who }) => who)).to.deep.equal([
      SRI,
      'engine',
      'engine',
      null,
      'engine',
      JOKO,
      'engine',
    ]);
  });
});
