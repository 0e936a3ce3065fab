import { Value } from '@sinclair/typebox/value';
import { REASONS } from '../../../domain/application.ts';
import { SIAK_WAYS } from '../../../domain/siak-way.ts';
import { BPMN_ERRORS, REQUIREMENTS_DECISION_ID, VARIABLES, type BpmnError } from '../../../domain/process.ts';
import { valueOf, type Context } from '../../../process/memory/expression.ts';
import { variablesIn } from '../../../process/model/feel.ts';
import type { Flow, Mapping, Node } from '../../../process/model/read-diagram.ts';
import { codesOf, isVariable, textsOf } from '../codes.ts';
import { workersByType } from '../check-jobs.ts';
import { flowName, nameOf } from '../finding.ts';
import type { Subject } from '../subject.ts';
import { answersTo, SAMPLE_NUMBER } from './answers.ts';
import { actOf, effectOf, failureEffectOf } from './effects.ts';
import { NOTHING_YET, type Facts } from './facts.ts';
import { KnownStates, type Known } from './known-states.ts';
import { OnceFor } from './once-for.ts';
import { PROMISES } from './promises.ts';
import { caseOf, needsEntry, sampleOf } from './sample-cases.ts';
import { ASIDE, compensated, inSubProcess, isWaiting, pick, readWithin, type State } from './state.ts';
import { daysOf } from './terms.ts';

export interface WalkResult {
  /** Ids of the elements and flows that some case came along. */
  readonly visited: ReadonlySet<string>;
  /** Variables that each user task was met with: its form shows them. */
  readonly metWith: ReadonlyMap<string, readonly Context[]>;
  /** Elements from which no case came to an end. */
  readonly traps: readonly Node[];
}

/**
 * Leads every case that can be through the diagram: each reason, each answer, each failure, each message, each term.
 * Formulas and tables are evaluated as the engine does; what really happened is kept apart from what the process
 * variables say, and compared with what is promised of each act.
 */
export function walk(subject: Subject): WalkResult {
  return new Walk(subject).run();
}

class Walk {
  readonly #subject: Subject;
  readonly #queue: Known[] = [];
  readonly #states = new KnownStates();
  readonly #visited = new Set<string>();
  readonly #metWith = new Map<string, Map<string, Context>>();
  /** Variables that matter once a case has left its way for an event sub-process: the others would only multiply it. */
  readonly #readInSubProcesses: readonly string[];
  readonly #forVariables = new OnceFor<Context>();
  readonly #forFacts = new OnceFor<Facts>();
  #current: Known | undefined;

  constructor(subject: Subject) {
    this.#subject = subject;
    this.#readInSubProcesses = readWithin(subject.diagram);
  }

  run(): WalkResult {
    const { diagram } = this.#subject;
    const start = diagram.of('startEvent').find(({ within }) => within === undefined);
    for (const siakWay of start === undefined ? [] : SIAK_WAYS)
      for (const reason of REASONS) {
        const message = { applicationNumber: SAMPLE_NUMBER, siakWay, ...caseOf(reason) };
        const facts = { ...NOTHING_YET, needsEntry: needsEntry(reason), way: siakWay };
        this.#enter({ node: start!, variables: message, facts });
      }
    for (let state = this.#queue.pop(); state !== undefined; state = this.#queue.pop()) {
      this.#current = state;
      this.#step(state);
    }
    return {
      visited: this.#visited,
      metWith: new Map([...this.#metWith].map(([id, contexts]) => [id, [...contexts.values()]])),
      traps: this.#states.traps(),
    };
  }

  #enter(state: State): void {
    const { node, facts } = state;
    const met = this.#states.meet(state, this.#current);
    if (met === 'known') return;
    if (met === 'too-many')
      return this.#fault(node, 'Diagram ini berputar tanpa akhir di sini. Periksa syarat gerbang dan hitungannya.');
    this.#visited.add(node.id);
    if (!facts.aside) this.#keepsPromises(state);
    this.#queue.push(met);
  }

  #keepsPromises({ node, facts }: State): void {
    const act = actOf(node);
    for (const { holds, sentence } of act === undefined ? [] : (PROMISES[act] ?? []))
      if (!holds(facts)) this.#fault(node, sentence);
  }

  #fault(node: Node, sentence: string): void {
    const { report, file } = this.#subject;
    report.fault(file, nameOf(node), sentence);
  }

  #step(state: State): void {
    const { node, variables, facts } = state;
    if (!facts.aside) this.#events(state);
    switch (node.kind) {
      case 'startEvent':
        return this.#leave(
          node,
          node.within === undefined ? this.#mapped(node, {}, variables, variables) : variables,
          facts,
        );
      case 'userTask':
        return this.#decide(state);
      case 'serviceTask':
      case 'sendTask':
        return this.#work(state);
      case 'businessRuleTask':
        return this.#evaluate(state);
      case 'exclusiveGateway':
        return this.#choose(state);
      case 'eventBasedGateway':
        return this.#leave(node, variables, facts);
      case 'intermediateCatchEvent':
        return this.#caught(node, variables, this.#later(facts, this.#daysOf(node, variables)));
      case 'receiveTask':
        return this.#caught(node, variables, facts);
      case 'boundaryEvent':
        return this.#caught(node, variables, facts);
      case 'intermediateThrowEvent':
        return this.#leave(node, variables, node.compensation ? compensated(facts) : facts);
      case 'endEvent':
        return this.#end(state);
      default:
        return this.#leave(node, variables, facts);
    }
  }

  /** What may happen to a case while it waits here: boundary events, and event sub-processes of the whole. */
  #events({ node, variables, facts }: State): void {
    const { diagram } = this.#subject;
    const meanwhile =
      node.kind === 'receiveTask' ? this.#forFacts.of(facts, 'not sent', () => ({ ...facts, sent: false })) : facts;
    for (const event of diagram.boundaries(node.id)) {
      if (event.errorCode !== undefined || event.compensation) continue;
      if (!event.interrupting) {
        const noted = this.#forVariables.of(variables, 'aside', () => pick(variables, ['applicationNumber']));
        this.#enter({ node: event, variables: noted, facts: ASIDE });
        continue;
      }
      this.#enter({ node: event, variables, facts: meanwhile });
    }
    if (node.within !== undefined || !isWaiting(node)) return;
    const read = this.#forVariables.of(variables, 'within', () => pick(variables, this.#readInSubProcesses));
    const happened = this.#forFacts.of(facts, 'within', () => inSubProcess(facts));
    for (const start of diagram.of('startEvent'))
      if (start.within !== undefined && start.message !== undefined)
        this.#enter({ node: start, variables: read, facts: happened });
  }

  #decide({ node, variables, facts }: State): void {
    const { seen, answered } = this.#forVariables.of(variables, `decide ${node.id}`, () => this.#seen(node, variables));
    this.#tellsWhy(node, seen, facts);
    if (answered.length === 0) return this.#leave(node, variables, facts);
    for (const [i, { after, change }] of answered.entries())
      this.#leave(
        node,
        after,
        this.#forFacts.of(facts, `decide ${node.id} ${i}`, () => ({
          ...facts,
          ...effectOf(node, this.#subject.diagram),
          ...change,
          why: '',
        })),
      );
  }

  /** What an officer has before them at a task, and where each answer leads. */
  #seen(node: Node, variables: Context) {
    const local = this.#mapIn(node, variables);
    const seen = { ...variables, ...local };
    const contexts = this.#metWith.get(node.id) ?? new Map<string, Context>();
    this.#metWith.set(node.id, contexts.set(JSON.stringify(seen), seen));
    const answered = answersTo(node.id).map(({ variables: judged, facts: change }) => {
      for (const name of Object.keys(judged))
        if (textsOf(name) !== undefined && (seen[name] ?? null) !== null)
          this.#fault(
            node,
            `Jawaban lama masih terisi pada ${name}. Kosongkan di pemetaan masukan (input mapping): =null.`,
          );
      const after = this.#mapped(node, local, variables, judged);
      for (const [name, value] of Object.entries(judged))
        if (!hasOutput(node, name) || JSON.stringify(after[name]) !== JSON.stringify(value))
          this.#fault(
            node,
            `Jawaban ${name} tidak diteruskan. Tambahkan pemetaan keluaran (output mapping) =${name} ke ${name}.`,
          );
      return { after, change };
    });
    return { seen, answered };
  }

  /** The officer reads why the task came back, and nothing of an earlier return. */
  #tellsWhy(node: Node, seen: Context, { why }: Facts): void {
    const reason = seen['returnReason'];
    const shownReason = typeof reason === 'string' ? reason : '';
    if (shownReason === why) return;
    this.#fault(
      node,
      why === ''
        ? `Alasan lama (${shownReason}) masih tampil pada tugas ini. Kosongkan returnReason dengan pemetaan keluaran ="".`
        : `Tugas ini kembali karena ${why}, tetapi alasannya tidak terbawa. Petakan returnReason pada kejadian tepi yang mengembalikannya: =returnReason.`,
    );
  }

  #work({ node, variables, facts }: State): void {
    const worker = workersByType.get(node.job?.type ?? '');
    const local = this.#forVariables.of(variables, `in ${node.id}`, () => this.#mapIn(node, variables));
    if (worker === undefined) return this.#leave(node, variables, facts);
    if (!facts.aside)
      this.#forVariables.of(variables, `needs ${node.id}`, () =>
        this.#needs(node, { ...variables, ...local }, worker.input),
      );
    const after = this.#forVariables.of(variables, `work ${node.id}`, () => {
      const names = Object.keys(worker.output.properties);
      return this.#mapped(node, local, variables, Object.fromEntries(names.map((name) => [name, sampleOf(name)])));
    });
    this.#leave(node, after, this.#afterActOf(node, facts));
    for (const boundary of this.#subject.diagram.boundaries(node.id)) {
      const error = BPMN_ERRORS.find((code) => code === boundary.errorCode);
      if (error !== undefined) this.#fails(node, boundary, error, { node, variables, facts });
    }
  }

  #later(facts: Facts, days: number): Facts {
    return this.#forFacts.of(facts, `later ${days}`, () => ({ ...facts, days: facts.days + days }));
  }

  #afterActOf(node: Node, facts: Facts): Facts {
    return this.#forFacts.of(facts, node.id, () => ({ ...facts, ...effectOf(node, this.#subject.diagram) }));
  }

  #fails(node: Node, boundary: Node, error: BpmnError, { variables, facts }: State): void {
    this.#visited.add(boundary.id);
    for (const code of codesOf(error))
      this.#leave(
        boundary,
        this.#forVariables.of(variables, `fails ${boundary.id} ${code}`, () =>
          this.#mapped(boundary, {}, variables, { returnReason: code }, []),
        ),
        this.#forFacts.of(facts, `fails ${boundary.id} ${code}`, () => ({
          ...facts,
          ...failureEffectOf(node, error),
          why: code,
        })),
      );
  }

  /** A job gets every variable it asks for, with a value it understands. */
  #needs(
    node: Node,
    context: Context,
    input: { readonly properties: object; readonly required?: readonly string[] },
  ): void {
    for (const name of input.required ?? []) {
      const value = context[name];
      if (isVariable(name) && !Value.Check(VARIABLES[name], value))
        this.#fault(
          node,
          `Pekerjaan ini memerlukan ${name}, tetapi ada jalan ke sini yang belum mengisinya. Pindahkan ke sesudah langkah yang mengisi ${name}.`,
        );
    }
  }

  #evaluate({ node, variables, facts }: State): void {
    const local = this.#mapIn(node, variables);
    const id = node.decision?.id ?? '';
    if (id !== REQUIREMENTS_DECISION_ID) {
      this.#fault(node, `Tabel keputusan "${id}" tidak ada. Pilih Decision ID "${REQUIREMENTS_DECISION_ID}".`);
      return;
    }
    const asked = { ...variables, ...local };
    const result = this.#required(asked);
    this.#isAskedRightly(node, asked, result);
    const brought = { [node.decision?.resultVariable ?? '']: result };
    const after = this.#mapped(node, local, variables, brought);
    for (const name of ['requiredDocuments', 'ktpAffected', 'siakEntryNeeded'] as const)
      if (!Value.Check(VARIABLES[name], after[name]))
        this.#fault(
          node,
          `Hasil tabel tidak mengisi ${name} dengan benar. Perbaiki pemetaan keluaran (output mapping) atau tabelnya.`,
        );
    this.#leave(node, after, facts);
  }

  /** The table gets the reason and the elements that the applicant has given. */
  #isAskedRightly(node: Node, asked: Context, result: unknown): void {
    const reason = REASONS.find((each) => each === asked['reason']);
    const right = reason === undefined ? null : this.#required(caseOf(reason));
    if (JSON.stringify(right) !== JSON.stringify(result))
      this.#fault(
        node,
        'Tabel tidak mendapat alasan (reason) dan elemen (elements) permohonan. Petakan keduanya pada awal proses.',
      );
  }

  /** What the tables answer; null where they cannot, which is told with the tables. */
  #required(asked: Context): unknown {
    try {
      return this.#subject.decisions.evaluate(REQUIREMENTS_DECISION_ID, asked);
    } catch {
      return null; // Told with the tables.
    }
  }

  #choose({ node, variables, facts }: State): void {
    const flows = this.#subject.diagram.flowsFrom(node.id);
    if (flows.length === 1) return this.#leave(node, variables, facts);
    const taken = this.#forVariables.of(
      variables,
      `choose ${node.id}`,
      () =>
        flows.find((flow) => flow.condition !== undefined && this.#holds(node, flow, variables)) ??
        flows.find(({ isDefault }) => isDefault),
    );
    if (taken !== undefined) this.#go(taken, variables, facts);
  }

  #holds(node: Node, flow: Flow, variables: Context): boolean {
    const condition = flow.condition ?? '';
    this.#isSet(node, condition, variables);
    const result = this.#value(node, condition, variables);
    if (typeof result === 'boolean') return result;
    this.#fault(
      node,
      `Syarat ${flow.condition} pada ${flowName(flow)} tidak selalu menghasilkan ya atau tidak, sehingga berkas berhenti di sini. Perbaiki rumusnya.`,
    );
    return false;
  }

  #caught(node: Node, variables: Context, facts: Facts): void {
    const after = this.#forVariables.of(variables, `caught ${node.id}`, () =>
      this.#mapped(node, {}, variables, {}, []),
    );
    this.#leave(node, after, this.#afterActOf(node, facts));
  }

  #end(state: State): void {
    const { node, variables, facts } = state;
    if (this.#current !== undefined) this.#current.ends = true;
    if (facts.aside) return;
    const within = node.within === undefined ? undefined : this.#subject.diagram.find(node.within);
    const start = this.#subject.diagram.of('startEvent').find((one) => one.within === within?.id);
    if (node.errorCode !== undefined) return this.#throws(node, variables, facts);
    const promises = within !== undefined && start?.interrupting === false ? 'withdrawal-refused' : 'end';
    for (const { holds, sentence } of PROMISES[promises] ?? []) if (!holds(facts)) this.#fault(node, sentence);
  }

  /** An error end is caught by the event sub-process that begins with the same error. */
  #throws(node: Node, variables: Context, facts: Facts): void {
    const catchers = this.#subject.diagram
      .of('startEvent')
      .filter(({ within, errorCode }) => within !== undefined && errorCode === node.errorCode);
    if (catchers.length === 0)
      this.#fault(node, `Galat ${node.errorCode} tidak ditangkap. Kembalikan subproses yang diawali galat itu.`);
    for (const start of catchers) this.#enter({ node: start, variables, facts });
  }

  #leave(node: Node, variables: Context, facts: Facts): void {
    for (const flow of this.#subject.diagram.flowsFrom(node.id)) this.#go(flow, variables, facts);
  }

  #go(flow: Flow, variables: Context, facts: Facts): void {
    const target = this.#subject.diagram.find(flow.to);
    this.#visited.add(flow.id);
    if (target !== undefined) this.#enter({ node: target, variables, facts });
  }

  #mapIn(node: Node, variables: Context): Context {
    const local: Record<string, unknown> = {};
    for (const { source, target } of node.inputs) local[target] = this.#value(node, source, { ...variables, ...local });
    return local;
  }

  /** Variables of the process after the element has brought some: through its output mappings when it has any. */
  #mapped(node: Node, local: Context, variables: Context, brought: Context, unmapped?: readonly Mapping[]): Context {
    if (node.outputs.length === 0) return unmapped === undefined ? { ...variables, ...brought } : variables;
    const inside: Record<string, unknown> = { ...variables, ...local, ...brought };
    const after: Record<string, unknown> = node.kind === 'startEvent' ? {} : { ...variables };
    for (const { source, target } of node.outputs) {
      const value = this.#value(node, source, inside);
      if (this.#fits(node, target, value)) after[target] = value;
    }
    return after;
  }

  /** A variable holds nothing, or what the programs understand: a counter that runs on breaks the job that reads it. */
  #fits(node: Node, name: string, value: unknown): boolean {
    if (value === null || value === undefined || !isVariable(name) || Value.Check(VARIABLES[name], value)) return true;
    this.#fault(
      node,
      `Ada jalan yang mengisi ${name} dengan nilai yang tidak dikenal program. Periksa pemetaan keluaran dan gerbangnya.`,
    );
    return false;
  }

  /** What decides a way has been set before, if only to nothing: engines differ about variables that were never set. */
  #isSet(node: Node, source: string, variables: Context): void {
    for (const name of variablesIn(source))
      if (variables[name] === undefined)
        this.#fault(
          node,
          `Ada jalan ke sini yang belum mengisi ${name}. Isi pada awal proses dengan pemetaan keluaran, misalnya =null.`,
        );
  }

  #value(node: Node, source: string, context: Context): unknown {
    try {
      return valueOf(source, context);
    } catch {
      this.#fault(node, `Rumus ${source} tidak dapat dihitung. Perbaiki rumusnya.`);
      return null;
    }
  }

  #daysOf(node: Node, variables: Context): number {
    if (node.timer === undefined) return 0;
    this.#isSet(node, node.timer, variables);
    return daysOf(this.#value(node, node.timer, variables));
  }
}

const hasOutput = (node: Node, name: string): boolean =>
  node.outputs.length === 0 || node.outputs.some(({ target }) => target === name);
