import { expect } from 'chai';
import { diagram, expectOne, FILE, HUMAN, JOB, refused, refusedModel, task, translated, wrapped } from './model.ts';

const CAMUNDA = 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"';
/** The engine's own namespace under a harmless name. */
const DISGUISED = 'xmlns:m="http://camunda.org/schema/1.0/bpmn"';

describe('What would run a program inside the engine', () => {
  const attempts: readonly [string, Parameters<typeof refused>[0]][] = [
    [
      'a listener of the engine',
      {
        definitions: CAMUNDA,
        elements: task('serviceTask', `${JOB}<camunda:executionListener event="start" class="x.Y" />`),
      },
    ],
    [
      'a script in a mapping of the engine',
      {
        definitions: CAMUNDA,
        elements: task(
          'task',
          '<camunda:inputOutput><camunda:inputParameter name="a"><camunda:script scriptFormat="js">1</camunda:script></camunda:inputParameter></camunda:inputOutput>',
        ),
      },
    ],
    ['a class of the engine', { definitions: CAMUNDA, elements: task('serviceTask', JOB, 'camunda:class="x.Y"') }],
    [
      'an expression of the engine under another prefix',
      { definitions: DISGUISED, elements: task('task', '', 'm:expression="x"') },
    ],
    [
      'a prefix declared at the element itself',
      { elements: task('task', '', `${DISGUISED.replace('m=', 'modeler=')} modeler:class="x.Y"`) },
    ],
    ['an attribute of the engine on the process', { definitions: `${CAMUNDA} camunda:jobPriority="1"` }],
    ['an expression as the name of a task', { elements: task('userTask', HUMAN).replace('Langkah', '${x.y()}') }],
    [
      'an expression in a description',
      { elements: task('userTask', HUMAN).replace('>', '><bpmn:documentation>#{x.y()}</bpmn:documentation>') },
    ],
    [
      'an expression disguised as FEEL in a description',
      { elements: task('userTask', HUMAN).replace('>', '><bpmn:documentation>=${x.y()}</bpmn:documentation>') },
    ],
    ['an expression as the name of a message', { roots: '<bpmn:message id="pesan" name="${x.y()}" />' }],
    ['an expression as the code of an error', { roots: '<bpmn:error id="salah" errorCode="${x.y()}" />' }],
    [
      'an expression as an assignee',
      { elements: task('userTask', HUMAN.replace('candidateGroups', 'assignee="${x.y()}" candidateGroups')) },
    ],
    ['an expression as a job type', { elements: task('serviceTask', '<zeebe:taskDefinition type="${x.y()}" />') }],
    [
      'an expression in a timer',
      {
        elements: `<bpmn:intermediateCatchEvent id="it"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">\${x.y()}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`,
      },
    ],
    [
      'a person by expression, in plain BPMN',
      {
        elements: task('userTask', HUMAN).replace(
          '</bpmn:userTask>',
          '<bpmn:humanPerformer id="h"><bpmn:resourceAssignmentExpression><bpmn:formalExpression>siti</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:humanPerformer></bpmn:userTask>',
        ),
      },
    ],
    [
      'a program in plain BPMN',
      {
        elements: task('scriptTask', '<zeebe:script expression="=1" resultVariable="r" />').replace(
          '</bpmn:scriptTask>',
          '<bpmn:script>java.lang.Runtime</bpmn:script></bpmn:scriptTask>',
        ),
      },
    ],
  ];
  for (const [what, parts] of attempts)
    it(`is refused: ${what}`, async () => {
      expect(await refused(parts)).not.to.be.empty;
    });

  it('is reported once for each element, however often it stands there', async () => {
    const elements = task('task')
      .replace('>', '><bpmn:documentation>${a}</bpmn:documentation>')
      .replace('Langkah', '${b}');
    expectOne(await refused({ elements }), '${b} (it)', 'tidak boleh dipakai');
  });

  it('may stand in FEEL as a text, which nothing computes', async () => {
    const mapping = '<zeebe:ioMapping><zeebe:input source="=&quot;${x}&quot;" target="a" /></zeebe:ioMapping>';
    expect((await translated({ elements: task('serviceTask', JOB + mapping) })).xml).to.contain(
      `\${feel.eval(execution, '"\${x}"')}`,
    );
  });

  it('leaves nothing of a quote in FEEL that would end the engine’s text', async () => {
    const mapping = `<zeebe:ioMapping><zeebe:input source="=&quot;', x) + feel.eval(execution, '&quot;" target="a" /></zeebe:ioMapping>`;
    expect((await translated({ elements: task('serviceTask', JOB + mapping) })).xml).to.contain(
      `\${feel.eval(execution, '"\\', x) + feel.eval(execution, \\'"')}`,
    );
  });

  it('is not executed in a pool that is only drawn', async () => {
    const roots = `<bpmn:process id="gambar"><bpmn:serviceTask id="x" implementation="y" /></bpmn:process>`;
    expect((await translated({ roots })).xml).to.contain('<bpmn:process id="gambar" isExecutable="false">');
  });
});

describe('What the translator does not know', () => {
  const unknown: readonly [string, Parameters<typeof refused>[0], string, string][] = [
    [
      'a setting of a newer modeler',
      { elements: task('serviceTask', `${JOB}<zeebe:agentMood value="x" />`) },
      'Langkah (it)',
      '"zeebe:agentMood"',
    ],
    [
      'a setting without a translation',
      {
        elements: task(
          'serviceTask',
          `${JOB}<zeebe:executionListeners><zeebe:executionListener eventType="start" type="x" /></zeebe:executionListeners>`,
        ),
      },
      'Langkah (it)',
      '"zeebe:executionListeners"',
    ],
    [
      'a setting where Zeebe does not look for it',
      { elements: task('task', JOB) },
      'Langkah (it)',
      '"zeebe:taskDefinition"',
    ],
    [
      'an attribute of a setting',
      { elements: task('serviceTask', '<zeebe:taskDefinition type="a" mood="x" />') },
      'Langkah (it)',
      '"mood"',
    ],
    [
      'an attribute of an element',
      { elements: task('serviceTask', JOB, 'zeebe:retryCounter="3"') },
      'Langkah (it)',
      '"zeebe:retryCounter"',
    ],
    [
      'a setting of another application',
      { definitions: 'xmlns:x="urn:x"', elements: task('serviceTask', `${JOB}<x:note />`) },
      'Langkah (it)',
      '"x:note"',
    ],
    [
      'a form within the process',
      { process: '<zeebe:userTaskForm id="f">{}</zeebe:userTaskForm>' },
      'Uji (uji)',
      '"zeebe:userTaskForm"',
    ],
    ['a part of BPMN that there is not', { elements: '<bpmn:fooTask id="x" />' }, 'Uji (uji)', '"bpmn:fooTask"'],
    [
      'a reference that leads nowhere',
      {
        elements:
          '<bpmn:boundaryEvent id="x" name="Lewat" attachedToRef="nix"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>',
      },
      'Lewat (x)',
      'tidak utuh',
    ],
  ];
  for (const [what, parts, element, part] of unknown)
    it(`is refused: ${what}`, async () => expectOne(await refused(parts), element, part));

  for (const [kind, part] of [
    ['callActivity', 'sub-proses'],
    ['transaction', 'sub-proses biasa'],
    ['adHocSubProcess', 'ad-hoc'],
    ['complexGateway', 'eksklusif'],
  ] as const)
    it(`is refused with another way out: ${kind}`, async () =>
      expectOne(await refused({ elements: task(kind) }), 'Langkah (it)', part));

  for (const [content, part] of [
    ['<bpmn:multiInstanceLoopCharacteristics id="l" />', 'setiap isi daftar'],
    ['<bpmn:standardLoopCharacteristics id="l" />', 'gateway'],
  ] as const)
    it(`is refused at the task that repeats itself: ${content.slice(6, 30)}`, async () => {
      const elements = task('serviceTask', JOB).replace('</bpmn:serviceTask>', `${content}</bpmn:serviceTask>`);
      expectOne(await refused({ elements }), 'Langkah (it)', part);
    });

  for (const [event, part] of [
    ['signalEventDefinition', 'pesan'],
    ['conditionalEventDefinition', 'bersyarat'],
  ] as const)
    it(`is refused at its event: ${event}`, async () => {
      const elements = `<bpmn:intermediateCatchEvent id="it" name="Tunggu"><bpmn:${event} id="d" /></bpmn:intermediateCatchEvent>`;
      expectOne(await refused({ elements }), 'Tunggu (it)', part);
    });

  it('is reported all at once, file by file', async () => {
    const content = diagram({ elements: `${task('callActivity')}${task('userTask').replace('"it"', '"lain"')}` });
    const findings = await refusedModel({
      resources: [
        { name: FILE, content },
        { name: 'rusak.form', content: '{' },
        { name: 'rusak.dmn', content: '<a' },
        { name: 'catatan.txt', content: '' },
      ],
    });
    expect(findings.map(({ file }) => file)).to.deep.equal([
      FILE,
      FILE,
      FILE,
      FILE,
      'rusak.form',
      'rusak.dmn',
      'catatan.txt',
    ]);
  });

  it('is refused when it is not a diagram at all', async () => {
    for (const content of ['', 'halo', '<a', '<html></html>', '<bpmn:definitions>'])
      expectOne(await refusedModel({ resources: [{ name: FILE, content }] }), null, 'bukan diagram BPMN');
  });

  it('is refused when the diagram was drawn for the other engine', async () => {
    const content = diagram({}).replace('Camunda Cloud', 'Camunda Platform');
    expectOne(await refusedModel({ resources: [{ name: FILE, content }] }), null, 'Camunda 8');
  });
});

describe('What only tools read', () => {
  it("leaves no trace of the modeler's templates", async () => {
    const elements = task(
      'serviceTask',
      JOB,
      'zeebe:modelerTemplate="t" zeebe:modelerTemplateVersion="2" modeler:note="x"',
    );
    expect((await translated({ elements })).xml)
      .not.to.contain('emplate')
      .and.not.to.contain('modeler:note');
  });

  it('keeps notes of tools where no worker takes them for headers', async () => {
    const notes = '<zeebe:properties><zeebe:property name="contoh" value="{}" /></zeebe:properties>';
    expect((await translated({ elements: task('serviceTask', JOB + notes), process: notes })).xml).to.contain(
      '<camunda:property name="property:contoh" value="{}" />',
    );
  });

  it("leaves nothing of the Zeebe dialect in the engine's file", async () => {
    const { xml } = await translated({ elements: task('userTask', HUMAN) });
    expect(xml).not.to.contain('zeebe');
    expect(xml).to.contain('modeler:executionPlatform="Camunda Platform"');
  });

  it('keeps the tag of the owner beside that of the content', async () => {
    const { xml } = await translated({ process: '<zeebe:versionTag value="2.1" />' });
    expect(xml).to.match(/camunda:versionTag="[0-9a-f]{16}"/);
    expect(xml).to.contain('<camunda:property name="property:versionTag" value="2.1" />');
  });
});

describe('The process of a model', () => {
  it('is kept for ten years and begun by nobody in the Tasklist', async () => {
    const process = (await translated({})).element('end');
    expect(process.get('name')).to.equal('Selesai');
    const { xml } = await translated({});
    expect(xml).to.contain('camunda:historyTimeToLive="P3650D"').and.contain('camunda:isStartableInTasklist="false"');
  });

  it('is refused when there is none to be executed, or more than one', async () => {
    const drawn = diagram({}).replace('isExecutable="true"', 'isExecutable="false"');
    expectOne(await refusedModel({ resources: [{ name: FILE, content: drawn }] }), null, '"Executable"');
    const second = { name: 'dua.bpmn', content: diagram({}).replaceAll('uji', 'dua') };
    expectOne(
      await refusedModel({ resources: [{ name: FILE, content: diagram({}) }, second] }),
      null,
      'lebih dari satu',
      'dua.bpmn',
    );
  });

  it('is named in plain words', async () => {
    const elements = '<bpmn:callActivity id="it" name="7 hari,&#10;lalu  16 hari" />';
    expect((await refused({ elements }))[0]?.element).to.equal('7 hari, lalu 16 hari (it)');
    expect((await refused({ elements: '<bpmn:callActivity id="it" />' }))[0]?.element).to.equal(
      'elemen tanpa nama (it)',
    );
  });

  it('is wrapped in no extensions when it has none', () => expect(wrapped('')).to.equal(''));
});
