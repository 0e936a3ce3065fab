import { expect } from 'chai';
import { createMemory } from '../../../src/process/memory/create-memory.ts';
import { ModelRefused, type Model, type ModelFinding } from '../../../src/process/process.ts';
import { silent } from '../../store/database.ts';
import { catchTimer, choice, decide, drawing, end, person, start, way, work, type Drawn } from '../drawing.ts';
import { officeModel } from '../model.ts';
import { ListFeed } from './list-feed.ts';

describe('A model that the memory engine cannot run', () => {
  const engine = () => createMemory({ feed: new ListFeed(), logger: silent });
  async function findingsOf(model: Model): Promise<readonly ModelFinding[]> {
    const error: unknown = await engine()
      .deploy(model)
      .catch((reason: unknown) => reason);
    if (!(error instanceof ModelRefused)) throw new Error('expected a refusal, and it was deployed');
    return error.findings;
  }
  const between = (element: Drawn) =>
    drawing([start(), element, end()], way('application-submitted', element.id, 'done'));
  const changed = (drawn: Drawn, from: string | RegExp, to: string): Drawn => ({
    ...drawn,
    xml: drawn.xml.replace(from, to),
  });

  it('is refused with every finding at once, by file and element', async () => {
    const model = drawing(
      [start({ note: '=if' }), decide('determine', 'nowhere', 'x'), end()],
      way('application-submitted', 'determine', 'done'),
    );
    const findings = await findingsOf(model);
    expect(findings.map(({ file, element }) => ({ file, element }))).to.deep.equal([
      { file: 'contract.bpmn', element: 'application-submitted (application-submitted)' },
      { file: 'contract.bpmn', element: 'determine (determine)' },
    ]);
  });

  const cases: readonly (readonly [string, Drawn, RegExp])[] = [
    ['an element of another kind', changed(work('x'), /serviceTask/g, 'callActivity'), /belum didukung/],
    ['a task without a type of work', changed(work('x'), /<zeebe:taskDefinition[^>]*>/, ''), /jenis pekerjaan/],
    [
      'several instances of one task',
      changed(work('x'), '</bpmn:serviceTask>', '<bpmn:multiInstanceLoopCharacteristics /></bpmn:serviceTask>'),
      /multi-instance/,
    ],
    [
      'a setting of the dialect that nobody reads',
      changed(work('x'), '<zeebe:taskDefinition', '<zeebe:calledElement processId="y" /><zeebe:taskDefinition'),
      /zeebe:CalledElement/,
    ],
    ['a timer that repeats', changed(catchTimer('x', 'R3/PT1M'), /timeDuration/g, 'timeCycle'), /lama waktu/],
    ['a formula that cannot be read', person('x', { assignee: '=1 +' }), /tidak dapat dibaca/],
    [
      'a signal',
      changed(
        catchTimer('x', 'PT1M'),
        /<bpmn:timerEventDefinition>.*<\/bpmn:timerEventDefinition>/,
        '<bpmn:signalEventDefinition />',
      ),
      /pemicu/,
    ],
  ];
  for (const [what, element, sentence] of cases)
    it(`is refused for ${what}`, async () => {
      const findings = await findingsOf(between(element));
      expect(findings.map((finding) => finding.element)).to.include('x (x)');
      expect(findings.map((finding) => finding.sentence).join(' ')).to.match(sentence);
    });

  it('is refused for a condition that cannot be read, at the gateway that asks it', async () => {
    const [finding] = await findingsOf(
      drawing(
        [start(), choice('which'), end()],
        [...way('application-submitted', 'which'), { from: 'which', to: 'done', condition: '=a and' }],
      ),
    );
    expect(finding?.element).to.equal('which (which)');
  });

  it('is refused without a process of the office, and when a file is not a diagram, table or form', async () => {
    const good = between(work('x'));
    const foreign = {
      resources: good.resources.map((file) => ({ ...file, content: file.content.replace('penerbitan-kk', 'lain') })),
    };
    expect((await findingsOf(foreign))[0]?.sentence).to.include('penerbitan-kk');
    for (const name of ['a.bpmn', 'a.dmn', 'a.form']) {
      const findings = await findingsOf({ resources: [...good.resources, { name, content: 'no' }] });
      expect(findings).to.have.length(1);
      expect(findings[0]).to.include({ file: name, element: null });
    }
  });

  it('is not the office’s own, and a form that is missing is named', async () => {
    await engine().deploy(officeModel());
    const withoutForms = { resources: officeModel().resources.filter(({ name }) => !name.endsWith('.form')) };
    expect((await findingsOf(withoutForms)).map(({ sentence }) => sentence).join()).to.include('periksa-berkas');
  });
});
