import { expect } from 'chai';
import { child, children, text } from '../../../../src/process/moddle.ts';
import { expectOne, JOB, refused, task, translated, wrapped } from './model.ts';

const expression = (name: string, body: string) =>
  `<bpmn:${name} xsi:type="bpmn:tFormalExpression">${body}</bpmn:${name}>`;

describe('Translation of a condition', () => {
  const branch = (body: string, name = ' name="tidak"') => ({
    elements: `<bpmn:exclusiveGateway id="it" name="Lengkap?" default="to-end" /><bpmn:endEvent id="lain" name="Lain" />
      <bpmn:sequenceFlow id="alur"${name} sourceRef="it" targetRef="lain">${expression('conditionExpression', body)}</bpmn:sequenceFlow>`,
  });

  it('stays FEEL that must be true or false', async () => {
    const flow = (await translated(branch('=examination = "complete"'))).element('alur');
    expect(text(child(flow, 'conditionExpression'), 'body')).to.equal(
      `\${feel.test(execution, 'examination = "complete"')}`,
    );
  });

  for (const [what, body] of [
    ['a text that is no expression', 'benar'],
    ['an expression of the engine itself', '${feel.test(execution, "true")}'],
    ['an expression that cannot be read', '=a ='],
    ['two words where a sign was forgotten', '=examination complete'],
  ] as const)
    it(`refuses ${what}`, async () => {
      for (const { element } of await refused(branch(body))) expect(element).to.equal('tidak (alur)');
    });

  it('names a flow without a name by its ends', async () => {
    expectOne(await refused(branch('=a =', '')), 'alur dari "Lengkap?" ke "Lain" (alur)', '"Condition expression"');
  });

  it('refuses another language', async () => {
    const script = branch('=a').elements.replace('tFormalExpression"', 'tFormalExpression" language="groovy"');
    expectOne(await refused({ elements: script }), 'tidak (alur)', 'bahasa lain');
  });
});

describe('Translation of a timer', () => {
  const timer = (content: string) => ({
    elements: `<bpmn:intermediateCatchEvent id="it" name="Tenggat"><bpmn:timerEventDefinition id="t">${content}</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`,
  });
  const bodyOf = async (kind: string, body: string) => {
    const event = (await translated(timer(expression(kind, body)))).element();
    return text(child(children(event, 'eventDefinitions')[0], kind), 'body');
  };

  for (const [kind, body] of [
    ['timeDuration', 'PT1M'],
    ['timeDuration', 'P1Y2M3DT4H5M6S'],
    ['timeDate', '2027-01-31T15:00:00+07:00'],
    ['timeDate', '2027-01-31T08:00:00Z'],
    ['timeCycle', 'R3/PT10M'],
    ['timeCycle', 'R/P1D'],
  ] as const)
    it(`keeps ${kind} ${body}`, async () => expect(await bodyOf(kind, body)).to.equal(body));

  it('stays FEEL where it is FEEL', async () => {
    expect(await bodyOf('timeDuration', '=if reminders &lt; 2 then duration("P7D") else duration("P16D")')).to.equal(
      `\${feel.eval(execution, 'if reminders < 2 then duration("P7D") else duration("P16D")')}`,
    );
  });

  for (const [kind, body] of [
    ['timeDuration', '5 menit'],
    ['timeDuration', 'P'],
    ['timeDuration', 'PT'],
    ['timeDuration', 'P1W'],
    ['timeDate', '2027-01-31'],
    ['timeDate', '2027-01-31T15:00:00'],
    ['timeCycle', '0 0 9 * * MON'],
    ['timeCycle', 'R3'],
  ] as const)
    it(`refuses ${kind} "${body}", which only one engine reads or none`, async () =>
      expectOne(await refused(timer(expression(kind, body))), 'Tenggat (it)', `"${body}" tidak dapat dibaca`));

  it("refuses Zeebe's own function of FEEL", async () => {
    expectOne(await refused(timer(expression('timeCycle', '=cycle(3, duration("PT1H"))'))), 'Tenggat (it)', '"cycle"');
  });

  it('refuses a timer without a time', async () => expectOne(await refused(timer('')), 'Tenggat (it)', 'batas waktu'));
});

describe('Translation of a message', () => {
  const catching =
    '<bpmn:intermediateCatchEvent id="it" name="Terima"><bpmn:messageEventDefinition id="m" messageRef="pesan" /></bpmn:intermediateCatchEvent>';
  const message = (key: string, name = 'completion-received') =>
    `<bpmn:message id="pesan" name="${name}">${wrapped(key === '' ? '' : `<zeebe:subscription correlationKey="${key}" />`)}</bpmn:message>`;

  for (const [what, elements] of [
    ['a catch event', catching],
    ['a receive task', task('receiveTask', '', 'messageRef="pesan"')],
  ] as const)
    it(`lets ${what} be found by the case number, without a key of its own`, async () => {
      const { xml } = await translated({ elements, roots: message('= applicationNumber ') });
      expect(xml)
        .to.contain('<bpmn:message id="pesan" name="completion-received" />')
        .and.not.contain('correlationKey');
    });

  it('needs no key where a case begins', async () => {
    const start =
      '<bpmn:startEvent id="start"><bpmn:messageEventDefinition id="m" messageRef="pesan" /></bpmn:startEvent>';
    expect((await translated({ start, roots: message('') })).xml).to.contain('messageRef="pesan"');
  });

  it('refuses another key', async () => {
    expectOne(
      await refused({ elements: catching, roots: message('=nik') }),
      'completion-received (pesan)',
      '"=applicationNumber"',
    );
  });

  it('refuses a wait for a message without a key', async () => {
    expectOne(await refused({ elements: catching, roots: message('') }), 'Terima (it)', 'pesan "completion-received"');
  });

  it('refuses a wait for no message', async () => {
    const elements = catching.replace(' messageRef="pesan"', '');
    expectOne(await refused({ elements }), 'Terima (it)', 'pesan yang ditunggu');
  });

  it('refuses a name that is computed', async () => {
    expectOne(
      await refused({ elements: catching, roots: message('=applicationNumber', '=name') }),
      '=name (pesan)',
      'nama tetap',
    );
  });
});

describe('Translation of an error', () => {
  const error = (code: string) => `<bpmn:error id="salah" name="Salah" ${code} />`;
  const boundary = (reference: string) =>
    `${task('serviceTask', JOB)}<bpmn:boundaryEvent id="tangkap" name="Tangkap" attachedToRef="it"><bpmn:errorEventDefinition id="e" ${reference} /></bpmn:boundaryEvent>`;

  it('is caught by its code, or whatever its code', async () => {
    const one = await translated({ elements: boundary('errorRef="salah"'), roots: error('errorCode="UNDELIVERABLE"') });
    expect(one.xml).to.contain('errorCode="UNDELIVERABLE"').and.contain('errorRef="salah"');
    expect((await translated({ elements: boundary('') })).xml).to.contain('<bpmn:errorEventDefinition id="e" />');
  });

  it('is refused without a fixed code', async () => {
    for (const code of ['', 'errorCode=""', 'errorCode="=kode"'])
      expectOne(
        await refused({ elements: boundary('errorRef="salah"'), roots: error(code) }),
        'Salah (salah)',
        'kode tetap',
      );
  });

  it('is refused when an end throws none in particular', async () => {
    const elements = '<bpmn:endEvent id="gagal" name="Gagal"><bpmn:errorEventDefinition id="e" /></bpmn:endEvent>';
    expectOne(await refused({ elements }), 'Gagal (gagal)', '"Global error reference"');
  });
});

describe('Translation of compensation', () => {
  const throwing = (attributes = '') => ({
    elements: `<bpmn:intermediateThrowEvent id="it" name="Batalkan"><bpmn:compensateEventDefinition id="c" ${attributes} /></bpmn:intermediateThrowEvent>`,
  });

  it('keeps the throwing event, the boundary and its handler', async () => {
    const elements = `${throwing().elements}${task('serviceTask', JOB).replace('"it"', '"entri"')}
      <bpmn:boundaryEvent id="undo" attachedToRef="entri"><bpmn:compensateEventDefinition id="u" /></bpmn:boundaryEvent>
      ${task('serviceTask', JOB, 'isForCompensation="true"').replace('"it"', '"batal"')}
      <bpmn:association id="a" associationDirection="One" sourceRef="undo" targetRef="batal" />`;
    const result = await translated({ elements });
    expect(result.element('batal').get('isForCompensation')).to.equal(true);
    expect(result.xml).to.contain('sourceRef="undo" targetRef="batal"');
  });

  it('refuses one that is not waited for', async () =>
    expectOne(await refused(throwing('waitForCompletion="false"')), 'Batalkan (it)', 'ditunggu'));

  it('refuses one of a single step', async () =>
    expectOne(await refused(throwing('activityRef="it"')), 'Batalkan (it)', 'satu langkah'));
});

describe('Translation of a start event', () => {
  it('refuses a case that would begin without a number', async () => {
    const start = `<bpmn:startEvent id="start" name="Tiap pagi"><bpmn:timerEventDefinition id="t">${expression('timeCycle', 'R/P1D')}</bpmn:timerEventDefinition></bpmn:startEvent>`;
    expectOne(await refused({ start }), 'Tiap pagi (start)', 'nomor permohonan');
  });

  it('takes a timer that begins an event sub-process of a case', async () => {
    const elements = `<bpmn:subProcess id="tegur" triggeredByEvent="true"><bpmn:startEvent id="s" isInterrupting="false">
      <bpmn:timerEventDefinition id="t">${expression('timeDuration', 'P1D')}</bpmn:timerEventDefinition></bpmn:startEvent></bpmn:subProcess>`;
    const result = await translated({ elements });
    expect(result.element('tegur').get('triggeredByEvent')).to.equal(true);
    expect(result.element('s').get('isInterrupting')).to.equal(false);
  });
});

describe('Translation of events and gateways that are the same on both engines', () => {
  for (const content of ['terminateEventDefinition', 'linkEventDefinition', 'escalationEventDefinition'])
    it(`keeps a ${content}`, async () => {
      const kind = content.startsWith('terminate') ? 'endEvent' : 'intermediateThrowEvent';
      const { xml } = await translated({
        elements: `<bpmn:${kind} id="lain"><bpmn:${content} id="d" /></bpmn:${kind}>`,
      });
      expect(xml).to.contain(`<bpmn:${content} id="d" />`);
    });

  for (const kind of [
    'eventBasedGateway',
    'parallelGateway',
    'inclusiveGateway',
    'exclusiveGateway',
    'manualTask',
    'task',
  ])
    it(`keeps a ${kind}`, async () => {
      expect((await translated({ elements: task(kind) })).element().$type.toLowerCase()).to.equal(
        `bpmn:${kind.toLowerCase()}`,
      );
    });
});
