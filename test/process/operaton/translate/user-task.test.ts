import { expect } from 'chai';
import { extensions } from '../../../../src/process/moddle.ts';
import { expectOne, HUMAN, LISTENERS, refused, task, translated } from './model.ts';

describe('Translation of a user task', () => {
  it('leaves nothing of its listeners: the host judges every completion', async () => {
    const element = (await translated({ elements: task('userTask', HUMAN) })).element();
    expect(extensions(element)).to.deep.equal([]);
    expect(element.get('camunda:candidateGroups')).to.equal('kasi');
  });

  it('refuses one whose completion nobody would judge, and names the listener that is missing', async () => {
    const without = HUMAN.replace(/<zeebe:taskListener eventType="completing"[^>]*>/, '');
    expectOne(await refused({ elements: task('userTask', without) }), 'Langkah (it)', 'completing: judge-decision.');
  });

  it('refuses one without any listener, in one sentence', async () => {
    const findings = await refused({ elements: task('userTask', HUMAN.replace(LISTENERS, '')) });
    expectOne(
      findings,
      'Langkah (it)',
      'creating: work-list; assigning: work-list; completing: judge-decision; canceling',
    );
  });

  it('refuses a listener that only Zeebe would call', async () => {
    const more = HUMAN.replace(
      '</zeebe:taskListeners>',
      '<zeebe:taskListener eventType="updating" type="sms" /></zeebe:taskListeners>',
    );
    expectOne(await refused({ elements: task('userTask', more) }), 'Langkah (it)', 'updating: sms');
  });

  it('refuses the completion to be judged by another job', async () => {
    const other = HUMAN.replace('judge-decision', 'say-yes');
    const sentences = (await refused({ elements: task('userTask', other) })).map(({ sentence }) => sentence);
    expect(sentences).to.have.length(2);
    expect(sentences.join(' ')).to.contain('completing: judge-decision').and.contain('completing: say-yes');
  });

  it("refuses the older kind, a worker's job", async () => {
    const older = HUMAN.replace('<zeebe:userTask />', '');
    expectOne(await refused({ elements: task('userTask', older) }), 'Langkah (it)', '"Camunda user task"');
  });
});

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

describe('Translation of a form', () => {
  const form = { name: 'uji.form', content: '{"id":"uji","type":"default","components":[]}' };
  const shown = (attributes: string) => ({
    elements: task('userTask', `${HUMAN}<zeebe:formDefinition ${attributes} />`),
  });

  it('binds it to the deployment', async () => {
    const element = (await translated(shown('formId="uji" bindingType="deployment"'), form)).element();
    expect([element.get('camunda:formRef'), element.get('camunda:formRefBinding')]).to.deep.equal([
      'uji',
      'deployment',
    ]);
  });

  for (const [what, attributes, part] of [
    ['a form that the model lacks', 'formId="lain" bindingType="deployment"', 'Formulir "lain"'],
    ['the newest form for a running case', 'formId="uji"', '"deployment" pada "Binding"'],
    ['a form by version tag', 'formId="uji" bindingType="versionTag" versionTag="1"', '"deployment" pada "Binding"'],
    ['a form of another application', 'externalReference="https://contoh.id" bindingType="deployment"', '"Form ID"'],
    ['a form in the diagram itself', 'formKey="camunda-forms:bpmn:f" bindingType="deployment"', '"Form ID"'],
  ] as const)
    it(`refuses ${what}`, async () => expectOne(await refused(shown(attributes), form), 'Langkah (it)', part));
});
