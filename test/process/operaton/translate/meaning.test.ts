import { expect } from 'chai';
import { EngineRefused } from '../../../../src/process/operaton/engine-errors.ts';
import { deployModel } from '../../../../src/process/operaton/deploy.ts';
import { readJobProperties } from '../../../../src/process/operaton/job-properties.ts';
import type { Model } from '../../../../src/process/process.ts';
import { until } from '../../../camunda/helpers.ts';
import { newCaseNumber, withEngine } from '../with-engine.ts';
import { HUMAN, modelOf, task, wrapped, type Parts } from './model.ts';
import { dmn, literal, table } from './tables.ts';

type Json = Record<string, unknown>;
const LIMIT_MS = 20_000;

const mapping = (...entries: string[]) => `<zeebe:ioMapping>${entries.join('')}</zeebe:ioMapping>`;
const escaped = (feel: string) => feel.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const input = (target: string, feel: string) => `<zeebe:input source="=${escaped(feel)}" target="${target}" />`;
const output = (target: string, feel: string) => `<zeebe:output source="=${escaped(feel)}" target="${target}" />`;
const script = (id: string, feel: string, result = 'hasil', more = '') =>
  `<bpmn:scriptTask id="${id}">${wrapped(`<zeebe:script expression="=${escaped(feel)}" resultVariable="${result}" />${more}`)}</bpmn:scriptTask>`;
const flow = (from: string, to: string, condition?: string) =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${
    condition === undefined
      ? ''
      : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${escaped(condition)}</bpmn:conditionExpression>`
  }</bpmn:sequenceFlow>`;
const timer = (kind: string, body: string) =>
  `<bpmn:timerEventDefinition id="t-${kind}"><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${escaped(body)}</bpmn:${kind}></bpmn:timerEventDefinition>`;
const message = (name: string) =>
  `<bpmn:message id="m-${name}" name="${name}">${wrapped('<zeebe:subscription correlationKey="=applicationNumber" />')}</bpmn:message>`;
const catching = (name: string) => `<bpmn:messageEventDefinition id="d-${name}" messageRef="m-${name}" />`;
const job = (id: string, extensions = '', attributes = '') =>
  `<bpmn:serviceTask id="${id}" ${attributes}>${wrapped(`<zeebe:taskDefinition type="uji-${id}" retries="5" />${extensions}`)}</bpmn:serviceTask>`;

describe('What the translation means on the engine', () => {
  const engine = withEngine();
  const get = (path: string, query: Record<string, string | boolean | number> = {}) =>
    engine.rest.get(path, query) as Promise<Json[]>;

  /** A running case of the model, begun with these variables. */
  async function begin(model: Model, variables: Json = {}): Promise<Case> {
    await deployModel(engine.rest, model);
    const caseNumber = newCaseNumber();
    const given = Object.entries({ ...variables, applicationNumber: caseNumber }).map(([name, value]) => [
      name,
      typed(value),
    ]);
    await engine.rest.post('process-definition/key/uji/start', {
      businessKey: caseNumber,
      variables: Object.fromEntries(given) as Json,
    });
    return new Case(caseNumber);
  }
  const run = async (parts: Parts, variables: Json = {}, ...others: Model['resources'][number][]) => {
    const begun = await begin(modelOf(parts, ...others), variables);
    await begun.finished();
    return begun;
  };

  class Case {
    readonly number: string;
    constructor(number: string) {
      this.number = number;
    }
    async #instance(): Promise<Json> {
      const [instance] = await get('history/process-instance', { processInstanceBusinessKey: this.number });
      return instance ?? {};
    }
    async finished(): Promise<void> {
      await until(async () => (await this.#instance())['state'] === 'COMPLETED', LIMIT_MS);
    }
    /** Variables of the case itself, without those of its elements. */
    async variables(): Promise<Json> {
      const { id } = await this.#instance();
      const all = await get('history/variable-instance', { processInstanceId: String(id), deserializeValues: false });
      return Object.fromEntries(
        all
          .filter((each) => each['activityInstanceId'] === id)
          .map(({ name, type, value }): [string, unknown] => [
            String(name),
            type === 'Json' ? JSON.parse(String(value)) : value,
          ]),
      );
    }
    /** Elements in the order in which they were entered. */
    async elements(): Promise<string[]> {
      const { id } = await this.#instance();
      const all = await get('history/activity-instance', {
        processInstanceId: String(id),
        sortBy: 'occurrence',
        sortOrder: 'asc',
      });
      return all.map(({ activityId }) => String(activityId));
    }
    /** Timers that are still to go off. */
    async timers(): Promise<Json[]> {
      return get('job', { processInstanceId: String((await this.#instance())['id']), timers: true });
    }
    async reached(element: string): Promise<void> {
      await until(async () => (await this.elements()).includes(element), LIMIT_MS);
    }
    /** Does the job that waits at this element. */
    async work(element: string, what: 'complete' | 'bpmnError', body: Json = {}): Promise<Json> {
      const fetched = (await engine.rest.post('external-task/fetchAndLock', {
        workerId: 'uji',
        maxTasks: 1,
        topics: [
          {
            topicName: `uji-${element}`,
            lockDuration: 10_000,
            businessKey: this.number,
            includeExtensionProperties: true,
          },
        ],
      })) as Json[];
      const [locked] = fetched;
      if (locked === undefined) throw new Error(`no job waits at ${element}`);
      await engine.rest.post(`external-task/${String(locked['id'])}/${what}`, { workerId: 'uji', ...body });
      return locked;
    }
    async correlate(name: string): Promise<void> {
      await engine.rest.post('message', { messageName: name, businessKey: this.number });
    }
  }

  describe('Mappings', () => {
    it('see the earlier ones of their list, going in and coming out', async () => {
      const io = mapping(
        input('a', '1 // satu'),
        input('b', 'if a = null then "luar" else "dalam"'),
        output('a', '10'),
        output('b', 'b'),
        output('c', 'a + 1'),
      );
      const { a, b, c } = await (await run({ elements: script('it', '0', 'hasil', io) })).variables();
      expect({ a, b, c }).to.deep.equal({ a: 10, b: 'dalam', c: 11 });
    });

    it('keep inputs and the result of a script within the task', async () => {
      const io = mapping(input('dalam', '1'), output('keluar', 'hasil.x'));
      const variables = await (await run({ elements: script('it', '{x: [1, "dua"]}', 'hasil', io) })).variables();
      expect(variables).to.have.property('keluar').that.deep.equals([1, 'dua']);
      expect(variables).not.to.have.any.keys('dalam', 'hasil');
    });

    it('hand the result of a script on when there are none', async () => {
      expect(await (await run({ elements: script('it', '{x: "it\'s \\"q\\" \\\\"}') })).variables())
        .to.have.property('hasil')
        .that.deep.equals({ x: 'it\'s "q" \\' });
    });

    it('of a start event set what the case begins with, one after the other', async () => {
      const start = `<bpmn:startEvent id="start">${wrapped(mapping(output('a', 'applicationNumber'), output('kosong', '[]'), output('b', 'a')))}</bpmn:startEvent>`;
      const begun = await run({ start });
      expect(await begun.variables())
        .to.include({ a: begun.number, b: begun.number })
        .and.have.property('kosong')
        .that.deep.equals([]);
    });

    it('of an end event are made from what it holds itself', async () => {
      const elements = `${script('it', '1')}<bpmn:endEvent id="akhir">${wrapped(mapping(input('dalam', '20'), output('keluar', 'dalam + 1')))}</bpmn:endEvent>${flow('it', 'akhir')}`;
      const { keluar, dalam } = await (await run({ elements, open: true })).variables();
      expect([keluar, dalam]).to.deep.equal([21, undefined]);
    });
  });

  describe('A job', () => {
    const HEADERS = '<zeebe:taskHeaders><zeebe:header key="step" value="2" /></zeebe:taskHeaders>';

    it('reaches its worker with headers and retries, on tasks and on events', async () => {
      const elements = `${job('it', HEADERS)}<bpmn:endEvent id="catat">${wrapped(`<zeebe:taskDefinition type="uji-catat" />${HEADERS}`)}<bpmn:messageEventDefinition id="m" /></bpmn:endEvent>${flow('it', 'catat')}`;
      const begun = await begin(modelOf({ elements, open: true }));
      const first = await begun.work('it', 'complete');
      const second = await begun.work('catat', 'complete');
      const properties = [first, second].map((each) =>
        readJobProperties(each['extensionProperties'] as Record<string, string>),
      );
      expect(properties).to.deep.equal([
        { headers: { step: '2' }, retries: 5, resultIsLocal: false },
        { headers: { step: '2' }, retries: 3, resultIsLocal: false },
      ]);
      await begun.finished();
    });

    it('hands on by its output mappings alone what it found out', async () => {
      const begun = await begin(modelOf({ elements: job('it', mapping(output('keluar', 'temuan + 1'))) }));
      await begun.work('it', 'complete', { localVariables: { temuan: typed(1) } });
      await begun.finished();
      const { keluar, temuan } = await begun.variables();
      expect([keluar, temuan]).to.deep.equal([2, undefined]);
    });

    it('throws an error to the boundary of its code, whose mappings set the reason', async () => {
      const boundary = (id: string, error: string) =>
        `<bpmn:boundaryEvent id="${id}" attachedToRef="it">${wrapped(mapping(output('alasan', `returnReason + "-${id}"`)))}<bpmn:errorEventDefinition id="e-${id}" ${error} /></bpmn:boundaryEvent><bpmn:endEvent id="end-${id}" />${flow(id, `end-${id}`)}`;
      const elements = job('it') + boundary('satu', 'errorRef="error-satu"') + boundary('semua', '');
      const roots = '<bpmn:error id="error-satu" name="Satu" errorCode="SATU" />';
      for (const [errorCode, way] of [
        ['SATU', 'satu'],
        ['LAIN', 'semua'],
      ] as const) {
        const begun = await begin(modelOf({ elements, roots }));
        await begun.work('it', 'bpmnError', { errorCode, variables: { returnReason: typed(errorCode) } });
        await begun.finished();
        expect(await begun.variables()).to.have.property('alasan', `${errorCode}-${way}`);
      }
    });
  });

  it('never takes an error that nobody catches for an end', async () => {
    const begun = await begin(modelOf({ elements: job('it') }));
    const error = await begun
      .work('it', 'bpmnError', { errorCode: 'TIDAK_DIKENAL' })
      .catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(EngineRefused);
    expect(await begun.elements()).not.to.include('end');
    const [instance] = await get('history/process-instance', { processInstanceBusinessKey: begun.number });
    expect(instance).to.include({ state: 'ACTIVE' });
  });

  describe('Conditions', () => {
    const elements = `<bpmn:exclusiveGateway id="it" default="to-end" /><bpmn:endEvent id="ya" />${flow('it', 'ya', 'examination = "complete"')}`;

    it('choose the way', async () => {
      expect(await (await run({ elements }, { examination: 'complete' })).elements()).to.include('ya');
      expect(await (await run({ elements }, { examination: 'incomplete' })).elements()).to.include('end');
    });

    it('that are neither true nor false are an error, and not a "no"', async () => {
      const unclear = elements.replace('examination = &quot;complete&quot;', 'examination');
      const error = await begin(modelOf({ elements: unclear }), { examination: 'complete' }).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).to.be.instanceOf(Error).with.property('message').that.contains('neither true nor false');
    });
  });

  describe('Timers', () => {
    const wait = (kind: string, body: string) =>
      `<bpmn:intermediateCatchEvent id="it">${timer(kind, body)}</bpmn:intermediateCatchEvent>`;

    for (const [kind, body] of [
      ['timeDuration', 'P2D'],
      ['timeDuration', '=if reminders < 2 then duration("P2D") else duration("P16D")'],
      ['timeDate', '=now() + duration("P2D")'],
    ] as const)
      it(`wait as long as ${body} says`, async () => {
        const begun = await begin(modelOf({ elements: wait(kind, body) }), { reminders: 0 });
        const [instance] = await begun.timers();
        const left = Date.parse(String(instance?.['dueDate'])) - Date.parse(String(instance?.['createTime']));
        expect(left / 86_400_000).to.be.closeTo(2, 0.001);
        await engine.advance('PT48H1M');
        await begun.finished();
      });

    it('of a cycle go off as often as it says', async () => {
      const elements = `${job('it')}<bpmn:boundaryEvent id="tegur" attachedToRef="it" cancelActivity="false">${timer('timeCycle', 'R2/PT10M')}</bpmn:boundaryEvent>
        <bpmn:endEvent id="ditegur" />${flow('tegur', 'ditegur')}`;
      const begun = await begin(modelOf({ elements }));
      const reminded = async () => (await begun.elements()).filter((element) => element === 'ditegur').length;
      for (const times of [1, 2]) {
        await engine.advance('PT11M');
        await until(async () => (await reminded()) === times, LIMIT_MS);
      }
      expect(await begun.timers()).to.deep.equal([]);
      await begun.work('it', 'complete');
      await begun.finished();
    });
  });

  describe('Messages', () => {
    it('find the case by its number: catch event, receive task, boundary', async () => {
      const elements = `<bpmn:intermediateCatchEvent id="it">${wrapped(mapping(output('reminders', '0')))}${catching('satu')}</bpmn:intermediateCatchEvent>
        <bpmn:receiveTask id="terima" messageRef="m-dua" />${flow('it', 'terima')}
        <bpmn:boundaryEvent id="gagal" attachedToRef="terima">${wrapped(mapping(output('returnReason', '"NUMBER_UNREACHABLE"')))}${catching('tiga')}</bpmn:boundaryEvent>
        <bpmn:endEvent id="tidak" />${flow('gagal', 'tidak')}<bpmn:endEvent id="sampai" />${flow('terima', 'sampai')}`;
      const roots = message('satu') + message('dua') + message('tiga');
      const model = modelOf({ elements, roots, open: true });
      const [arrives, fails] = [await begin(model), await begin(model)];
      for (const each of [arrives, fails]) await each.correlate('satu');
      await arrives.correlate('dua');
      await fails.correlate('tiga');
      await arrives.reached('sampai');
      await fails.reached('tidak');
      expect(await fails.variables()).to.include({ reminders: 0, returnReason: 'NUMBER_UNREACHABLE' });
    });

    it('or a term, whichever comes first, end the waiting of an event-based gateway', async () => {
      const elements = `<bpmn:eventBasedGateway id="it" />
        <bpmn:intermediateCatchEvent id="datang">${wrapped(mapping(output('reminders', '0')))}${catching('satu')}</bpmn:intermediateCatchEvent>
        <bpmn:intermediateCatchEvent id="habis">${timer('timeDuration', 'P7D')}</bpmn:intermediateCatchEvent>
        ${flow('it', 'datang')}${flow('it', 'habis')}<bpmn:endEvent id="a" /><bpmn:endEvent id="b" />${flow('datang', 'a')}${flow('habis', 'b')}`;
      const model = modelOf({ elements, roots: message('satu'), open: true });
      const [comes, lapses] = [await begin(model, { reminders: 1 }), await begin(model, { reminders: 1 })];
      await comes.correlate('satu');
      await comes.finished();
      expect(await comes.variables()).to.include({ reminders: 0 });
      await engine.advance('PT192H');
      await lapses.finished();
      expect(await lapses.elements()).to.include('habis');
    });

    it('begin an event sub-process beside the case, which may end it by an error', async () => {
      const elements = `${job('it')}
        <bpmn:subProcess id="batal" triggeredByEvent="true"><bpmn:startEvent id="b1" isInterrupting="false">${wrapped(mapping(output('diminta', 'true')))}${catching('batal')}</bpmn:startEvent>
          <bpmn:exclusiveGateway id="b2" default="b2-b3" /><bpmn:endEvent id="b3"><bpmn:errorEventDefinition id="b3e" errorRef="error-batal" /></bpmn:endEvent><bpmn:endEvent id="b4" />
          ${flow('b1', 'b2')}${flow('b2', 'b3')}${flow('b2', 'b4', 'signing = "approved"')}</bpmn:subProcess>
        <bpmn:subProcess id="tutup" triggeredByEvent="true"><bpmn:startEvent id="c1"><bpmn:errorEventDefinition id="c1e" errorRef="error-batal" /></bpmn:startEvent>
          ${job('c2')}<bpmn:endEvent id="c3" />${flow('c1', 'c2')}${flow('c2', 'c3')}</bpmn:subProcess>`;
      const roots = `${message('batal')}<bpmn:error id="error-batal" name="Batal" errorCode="BATAL" />`;
      const late = await begin(modelOf({ elements, roots }), { signing: 'approved' });
      await late.correlate('batal');
      await late.work('it', 'complete');
      await late.finished();
      expect(await late.elements()).to.include.members(['b4', 'end']);
      const early = await begin(modelOf({ elements, roots }), { signing: null });
      await early.correlate('batal');
      await early.work('c2', 'complete');
      await early.finished();
      expect(await early.variables()).to.include({ diminta: true });
      expect(await early.elements()).not.to.include('end');
    });
  });

  describe('Compensation', () => {
    it('undoes what was done, and waits for it', async () => {
      const elements = `${job('it')}<bpmn:boundaryEvent id="undo" attachedToRef="it"><bpmn:compensateEventDefinition id="u" /></bpmn:boundaryEvent>
        ${job('hapus', '', 'isForCompensation="true"')}<bpmn:association id="a" associationDirection="One" sourceRef="undo" targetRef="hapus" />
        <bpmn:intermediateThrowEvent id="batalkan"><bpmn:compensateEventDefinition id="c" /></bpmn:intermediateThrowEvent><bpmn:endEvent id="akhir" />
        ${flow('it', 'batalkan')}${flow('batalkan', 'akhir')}`;
      const begun = await begin(modelOf({ elements, open: true }));
      await begun.work('it', 'complete');
      expect(await begun.elements()).not.to.include('akhir');
      await begun.work('hapus', 'complete');
      await begun.finished();
      expect(await begun.elements()).to.include('akhir');
    });
  });

  describe('User tasks', () => {
    it('have the assignee, the lane, the dates and the priority of the diagram', async () => {
      const extensions = `${HUMAN.replace('candidateGroups', 'assignee="=entryOfficer" candidateGroups')}
        <zeebe:taskSchedule dueDate="=now() + duration(&quot;P1D&quot;)" followUpDate="2027-01-31T15:00:00+07:00" /><zeebe:priorityDefinition priority="=60 + 10" />`;
      const model = modelOf({ elements: task('userTask', extensions) });
      const held = await begin(model, { entryOfficer: 'siti' });
      const free = await begin(model, { entryOfficer: null });
      const [one] = await get('task', { processInstanceBusinessKey: held.number });
      expect(one).to.include({ assignee: 'siti', priority: 70 });
      expect(Date.parse(String(one?.['followUp']))).to.equal(Date.parse('2027-01-31T15:00:00+07:00'));
      expect(Date.parse(String(one?.['due'])) - Date.parse(String(one?.['created']))).to.be.closeTo(86_400_000, 5_000);
      const [other] = await get('task', { processInstanceBusinessKey: free.number, candidateGroup: 'kasi' });
      expect(other).to.include({ assignee: null });
    });
  });

  describe('Decisions', () => {
    const rows = [
      ['1', '"satu"', '10'],
      ['>= 2', '"dua"', '20'],
      ['3', '"tiga"', '30'],
    ];
    const one = (hitPolicy: string, outputs: readonly string[], aggregation?: string) =>
      table('a', {
        hitPolicy,
        outputs,
        rows: rows.map((row) =>
          outputs.length === 1 ? [row[0] ?? '', outputs[0] === 'y' ? (row[2] ?? '') : (row[1] ?? '')] : row,
        ),
        ...(aggregation === undefined ? {} : { aggregation }),
      });
    const asking = {
      elements: task(
        'businessRuleTask',
        '<zeebe:calledDecision decisionId="a" resultVariable="hasil" bindingType="deployment" />',
      ),
    };

    const cases: readonly [string, string, number, unknown][] = [
      ['one row and one column: its value', one('UNIQUE', ['x']), 1, 'satu'],
      ['one row and two columns: a context', one('UNIQUE', ['x', 'y']), 2, { x: 'dua', y: 20 }],
      ['no row: null', one('UNIQUE', ['x', 'y']), 0, null],
      ['the first of two rows', one('FIRST', ['x']), 3, 'dua'],
      ['all rows of one column: a list', one('COLLECT', ['x']), 3, ['dua', 'tiga']],
      [
        'all rows of two columns: a list of contexts',
        one('COLLECT', ['x', 'y']),
        3,
        [
          { x: 'dua', y: 20 },
          { x: 'tiga', y: 30 },
        ],
      ],
      ['all rows of none: null', one('COLLECT', ['x']), 0, null],
      ['rows in their order', one('RULE ORDER', ['x']), 3, ['dua', 'tiga']],
      ['the sum of all rows', one('COLLECT', ['y'], 'SUM'), 3, 50],
      ['an expression', literal('a', '{n: n, list: [n]}'), 7, { n: 7, list: [7] }],
    ];
    for (const [what, content, n, expected] of cases)
      it(`give ${what}`, async () => {
        const { hasil } = await (await run(asking, { n }, dmn(content))).variables();
        expect(hasil).to.deep.equal(expected);
      });

    const required: readonly [string, string, string, number, unknown][] = [
      ['one column', one('UNIQUE', ['x']), 'base', 1, 'satu'],
      ['two columns', one('UNIQUE', ['x', 'y']), 'base.y', 2, 20],
      ['no row', one('UNIQUE', ['x', 'y']), 'base = null', 0, true],
      ['all rows of one column', one('COLLECT', ['x']), 'count(base)', 3, 2],
      ['one of the rows of one column', one('COLLECT', ['x']), 'base', 2, ['dua']],
      [
        'all rows of two columns',
        one('COLLECT', ['x', 'y']),
        '{all: base.y, last: base[-1].x}',
        3,
        { all: [20, 30], last: 'tiga' },
      ],
      ['all rows of none', one('COLLECT', ['x', 'y']), 'base = null', 0, true],
      ['the sum of all rows', one('COLLECT', ['y'], 'SUM'), 'base + 1', 3, 51],
    ];
    for (const [what, content, feel, n, expected] of required)
      it(`read from a decision they require ${what}, whatever variables the case has`, async () => {
        const base = content
          .replaceAll('"a"', '"dasar"')
          .replace('<decisionTable', '<variable id="v-base" name="base" /><decisionTable');
        const { hasil } = await (
          await run(asking, { n, x: 'lain', y: 99, base: 'lain' }, dmn(base + literal('a', feel, ['dasar'])))
        ).variables();
        expect(hasil).to.deep.equal(expected);
      });

    it('require a table in the head of another', async () => {
      const base = table('dasar', { variable: 'base', outputs: ['x', 'y'], rows: [['1', '"satu"', '10']] });
      const content =
        base + table('a', { input: 'base.x', outputs: ['z'], rows: [['"satu"', 'base.y + 1']], required: ['dasar'] });
      expect((await (await run(asking, { n: 1 }, dmn(content))).variables())['hasil']).to.equal(11);
    });
  });

  it('passes links, escalations and a terminating end as they are', async () => {
    const elements = `<bpmn:subProcess id="it"><bpmn:startEvent id="s1" /><bpmn:intermediateThrowEvent id="s2"><bpmn:escalationEventDefinition id="s2d" escalationRef="naik" /></bpmn:intermediateThrowEvent>
        <bpmn:endEvent id="s3" />${flow('s1', 's2')}${flow('s2', 's3')}</bpmn:subProcess>
      <bpmn:boundaryEvent id="naikkan" attachedToRef="it" cancelActivity="false"><bpmn:escalationEventDefinition id="n" escalationRef="naik" /></bpmn:boundaryEvent>
      <bpmn:intermediateThrowEvent id="lompat"><bpmn:linkEventDefinition id="l1" name="jauh" /></bpmn:intermediateThrowEvent>
      <bpmn:intermediateCatchEvent id="mendarat"><bpmn:linkEventDefinition id="l2" name="jauh" /></bpmn:intermediateCatchEvent>
      <bpmn:endEvent id="henti"><bpmn:terminateEventDefinition id="h" /></bpmn:endEvent>${flow('naikkan', 'lompat')}${flow('mendarat', 'henti')}`;
    const begun = await run({ elements, roots: '<bpmn:escalation id="naik" name="Naik" escalationCode="NAIK" />' });
    expect(await begun.elements()).to.include.members(['naikkan', 'henti']);
  });
});

/** A value as the engine's interface takes it. */
function typed(value: unknown): Json {
  if (typeof value === 'number') return { type: 'Long', value };
  return typeof value === 'object' && value !== null ? { type: 'Json', value: JSON.stringify(value) } : { value };
}
