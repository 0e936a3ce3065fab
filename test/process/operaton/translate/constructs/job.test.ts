import { expect } from 'chai';
import { children } from '../../../../../src/process/moddle.ts';
import { readJobProperties } from '../../../../../src/process/operaton/job-properties.ts';
import { expectOne, JOB, propertiesOf, refused, task, translated, wrapped } from '../model.ts';

/** Properties as a worker reads them. */
const jobOf = async (elements: string, id = 'it') => {
  const element = (await translated({ elements })).element(id);
  const properties = Object.entries(propertiesOf(element)).map(([name, value]) => [name, value ?? '']);
  return readJobProperties(Object.fromEntries(properties) as Record<string, string>);
};

describe('Translation of a job', () => {
  for (const kind of ['serviceTask', 'sendTask', 'businessRuleTask'])
    it(`makes a ${kind} an external task whose topic is the job type`, async () => {
      const element = (await translated({ elements: task(kind, JOB) })).element();
      expect([element.get('camunda:type'), element.get('camunda:topic')]).to.deep.equal(['external', 'kirim']);
    });

  for (const kind of ['endEvent', 'intermediateThrowEvent'])
    it(`puts the topic of a ${kind} where the engine reads it: at the message`, async () => {
      const elements = `<bpmn:${kind} id="other">${wrapped(JOB)}<bpmn:messageEventDefinition id="m" /></bpmn:${kind}>`;
      const event = (await translated({ elements })).element('other');
      const [definition] = children(event, 'eventDefinitions');
      expect(definition?.get('camunda:topic')).to.equal('kirim');
    });

  it('hands headers and retries on as properties', async () => {
    const extensions = `<zeebe:taskDefinition type="kirim" retries="5" />
      <zeebe:taskHeaders><zeebe:header key="purpose" value="reminder" /><zeebe:header key="step" value="" /></zeebe:taskHeaders>`;
    expect(await jobOf(task('serviceTask', extensions))).to.deep.equal({
      headers: { purpose: 'reminder', step: '' },
      retries: 5,
      resultIsLocal: false,
    });
  });

  it('grants three attempts when the diagram names no number', async () => {
    expect((await jobOf(task('serviceTask', JOB))).retries).to.equal(3);
  });

  it('keeps the result to the task when output mappings hand it on', async () => {
    const mapping = '<zeebe:ioMapping><zeebe:output source="=a" target="b" /></zeebe:ioMapping>';
    expect((await jobOf(task('serviceTask', JOB + mapping))).resultIsLocal).to.equal(true);
    const input = '<zeebe:ioMapping><zeebe:input source="=a" target="b" /></zeebe:ioMapping>';
    expect((await jobOf(task('serviceTask', JOB + input))).resultIsLocal).to.equal(false);
  });

  const refusals: readonly [string, string, string][] = [
    ['a task that nobody works on', task('serviceTask'), '"Job type"'],
    ['a job type that is computed', task('serviceTask', '<zeebe:taskDefinition type="=a" />'), 'nama tetap'],
    ['retries that are computed', task('serviceTask', '<zeebe:taskDefinition type="a" retries="=n" />'), '"Retries"'],
    ['no attempt at all', task('serviceTask', '<zeebe:taskDefinition type="a" retries="0" />'), '"Retries"'],
    [
      'a header without a name',
      task('serviceTask', `${JOB}<zeebe:taskHeaders><zeebe:header value="x" /></zeebe:taskHeaders>`),
      '"Key"',
    ],
    [
      'a header under a name of our own',
      task(
        'serviceTask',
        `${JOB}<zeebe:taskHeaders><zeebe:header key="office:retries" value="9" /></zeebe:taskHeaders>`,
      ),
      'dipakai oleh sistem',
    ],
    [
      'a header given twice',
      task(
        'serviceTask',
        `${JOB}<zeebe:taskHeaders><zeebe:header key="a" value="1" /><zeebe:header key="a" value="2" /></zeebe:taskHeaders>`,
      ),
      'dua kali',
    ],
    [
      'a job on an event that sends nothing',
      `<bpmn:intermediateThrowEvent id="it" name="Langkah">${wrapped(JOB)}</bpmn:intermediateThrowEvent>`,
      '"Message"',
    ],
    [
      'a message event without a job',
      '<bpmn:intermediateThrowEvent id="it" name="Langkah"><bpmn:messageEventDefinition id="m" /></bpmn:intermediateThrowEvent>',
      '"Job type"',
    ],
    [
      'a job on a script task',
      task('scriptTask', `${JOB}<zeebe:script expression="=1" resultVariable="r" />`),
      'zeebe:taskDefinition',
    ],
  ];
  for (const [what, elements, part] of refusals)
    it(`refuses ${what}`, async () => expectOne(await refused({ elements }), 'Langkah (it)', part));
});
