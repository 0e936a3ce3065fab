import type { DocumentKind } from '../document-kinds.ts';
import type { TalkAction, TalkSituation } from './talk-message.ts';
import type { Sentences } from './sentences.ts';
import {
  answers,
  caseMeant,
  isOpen,
  isWaiting,
  paperMeant,
  papersToChoose,
  spokenOf,
  takesPapers,
  type TalkCase,
} from './talk-case.ts';
import type { Question, TalkState, WaitingFile } from './talk-state.ts';

/** WhatsApp's answers stay short: so many cases are offered. */
const OFFERED = 9;

/**
 * One message's way through the conversation: lays photos to cases and papers as far as that is clear, and gathers
 * what is to be done, what is said and what has to be asked.
 */
export class Laying {
  readonly actions: TalkAction[] = [];
  readonly says: string[] = [];
  #state: TalkState;
  #cases: TalkCase[];
  readonly #now: Date;
  readonly #whenRead: string;
  readonly #say: Sentences;

  constructor({ state, cases, now, whenRead, say }: TalkSituation) {
    this.#state = state;
    this.#cases = [...cases];
    this.#now = now;
    this.#whenRead = whenRead;
    this.#say = say;
  }

  get state(): TalkState {
    return this.#state;
  }
  get cases(): readonly TalkCase[] {
    return this.#cases;
  }
  find(applicationNumber: string | null): TalkCase | undefined {
    return this.#cases.find((one) => one.applicationNumber === applicationNumber);
  }
  /** As its sender is told of it: by its number, and by what it is about when more than one is open. */
  called(applicationNumber: string): string {
    const one = this.find(applicationNumber);
    return one === undefined || this.#cases.filter(isOpen).length < 2
      ? applicationNumber
      : `${applicationNumber} (${one.label})`;
  }
  #set(change: Partial<TalkState>): void {
    this.#state = { ...this.#state, ...change };
  }
  #change(applicationNumber: string, change: Partial<TalkCase>): void {
    this.#cases = this.#cases.map((one) => (one.applicationNumber === applicationNumber ? { ...one, ...change } : one));
  }

  assign(messageId: string, applicationNumber: string): void {
    this.actions.push({ do: 'assign', messageId, applicationNumber });
    this.#set({ current: { applicationNumber, at: this.#now.toISOString() } });
  }
  sendToPerson(messageId: string): void {
    this.actions.push({ do: 'to-person', messageId });
    this.says.push(this.#say.questionToOfficer(this.#whenRead));
  }
  wait(file: WaitingFile): void {
    this.#set({ waiting: [...this.#state.waiting, file] });
  }

  askWhichCase(messageId: string): void {
    this.#set({ words: [...this.#state.words, messageId], question: this.#caseQuestion('go-on') });
  }
  #caseQuestion(then: 'go-on' | 'done'): Question {
    const open = this.#cases.filter(isOpen);
    const options = (open.length === 0 ? this.#cases : open)
      .toSorted((a, b) => Number(isWaiting(b)) - Number(isWaiting(a)))
      .slice(0, OFFERED)
      .map(({ applicationNumber }) => applicationNumber);
    return { about: 'case', options, then };
  }

  /** The question that is open now, as it is put. */
  question(): string[] {
    const { question, waiting } = this.#state;
    if (question === null) return [];
    if (question.about === 'case')
      return [
        this.#say.askCase(
          question.options.map((applicationNumber) => {
            const { label, submittedAt, ...one } = this.find(applicationNumber)!;
            return { applicationNumber, label, submittedAt, missing: isWaiting(one) ? one.missing : [] };
          }),
        ),
      ];
    const unclear = waiting.filter(
      ({ applicationNumber, kind }) => applicationNumber === question.applicationNumber && kind === null,
    );
    return [this.#say.askPaper(this.called(question.applicationNumber), question.options, unclear.length)];
  }

  /** The answer to the numbered question. */
  choose(messageId: string, choice: number): void {
    const { question, waiting, words } = this.#state;
    if (question === null) return;
    if (question.about === 'paper') {
      this.actions.push({ do: 'assign', messageId, applicationNumber: question.applicationNumber });
      const kind = question.options[choice - 1];
      if (kind === undefined) return void this.says.push(this.#say.noSuchChoice());
      const first = waiting.findIndex(
        (file) => file.applicationNumber === question.applicationNumber && file.kind === null,
      );
      this.#set({
        question: null,
        waiting: waiting.map((file, i) => (i === first ? { ...file, kind } : file)),
      });
      return this.settle();
    }
    if (choice === 0) {
      this.#set({
        question: null,
        words: [],
        waiting: waiting.filter(({ applicationNumber }) => applicationNumber !== null),
      });
      this.says.push(this.#say.leftToOfficer(this.#whenRead));
      return;
    }
    const chosen = question.options[choice - 1];
    if (chosen === undefined || this.find(chosen) === undefined) return void this.says.push(this.#say.noSuchChoice());
    this.assign(messageId, chosen);
    for (const id of words) this.assign(id, chosen);
    this.#set({
      question: null,
      words: [],
      waiting: waiting.map((file) => (file.applicationNumber === null ? { ...file, applicationNumber: chosen } : file)),
    });
    if (words.length > 0) this.says.push(this.#say.toOfficer(this.called(chosen), this.#whenRead));
    if (question.then === 'done') return this.#finish(this.find(chosen)!);
    this.settle();
    if (this.says.length === 0) this.#sayWhereItStands(chosen);
  }

  #sayWhereItStands(applicationNumber: string): void {
    const one = this.find(applicationNumber)!;
    this.says.push(
      isWaiting(one) && one.missing.length > 0
        ? this.#say.stillMissing(one.missing)
        : this.#say.stateText(this.called(applicationNumber), one),
    );
  }

  /** "pakai saja": the last photo with a flaw is taken as it is. */
  useAnyway(about: string | null): void {
    const { waiting } = this.#state;
    const last = waiting.findLast(
      ({ flaw, applicationNumber }) =>
        flaw !== null && applicationNumber !== null && (about === null || applicationNumber === about),
    );
    if (last === undefined) return void this.says.push(this.#say.nothingToUse());
    this.says.push(this.#say.used());
    this.#set({ waiting: waiting.map((file) => (file === last ? { ...file, flaw: null } : file)) });
    this.settle(last.fileId);
  }

  /** "sudah": goes on when nothing lacks; else says what lacks, and goes on when it is said once more. */
  done(messageId: string, about: string | null): void {
    const waiting = this.#cases.filter(isWaiting);
    const { current } = this.#state;
    const spoken = spokenOf(this.#cases, current, this.#now);
    const last = spoken !== undefined && spoken !== 'contested' && isWaiting(spoken) ? spoken : undefined;
    const one = this.find(about) ?? last ?? (waiting.length === 1 ? waiting[0] : undefined);
    if (one === undefined && waiting.length > 1) {
      this.#set({ words: [...this.#state.words, messageId], question: this.#caseQuestion('done') });
      return;
    }
    const meant = one ?? only(caseMeant(this.#cases, current, this.#now, 'words'));
    if (meant === undefined) {
      if (this.#cases.length > 0) return this.askWhichCase(messageId);
      this.actions.push({ do: 'to-person', messageId });
      this.says.push(this.#say.unknownNumber(this.#whenRead));
      return;
    }
    this.assign(messageId, meant.applicationNumber);
    this.#finish(meant);
  }

  #finish(one: TalkCase): void {
    const { applicationNumber, missing } = one;
    if (!isWaiting(one)) return void this.says.push(this.#say.stateText(this.called(applicationNumber), one));
    const open = this.#state.waiting.filter((file) => file.applicationNumber === applicationNumber);
    if ((missing.length > 0 || open.length > 0) && this.#state.doneOnce !== applicationNumber) {
      this.#set({ doneOnce: applicationNumber });
      const flawed = open.find(({ flaw, kind }) => flaw !== null && kind !== null);
      if (flawed !== undefined) this.says.push(this.#say.flawed(flawed.kind!, flawed.flaw!));
      this.says.push(
        missing.length > 0 ? this.#say.lacks(this.called(applicationNumber), missing) : this.#say.sayDone(),
      );
      return;
    }
    // Said twice: what waits for an answer goes along, so that nothing the applicant sent is lost.
    for (const file of open) this.#lay(one, file, file.kind ?? 'lainnya');
    this.#drop(open);
    this.#complete(applicationNumber);
    this.says.push(this.#say.passedOn(this.called(applicationNumber)), this.#whenRead);
  }

  #complete(applicationNumber: string): void {
    this.actions.push({ do: 'complete', applicationNumber });
    this.#change(applicationNumber, { state: 'examination', missing: [] });
    this.#set({
      doneOnce: this.#state.doneOnce === applicationNumber ? null : this.#state.doneOnce,
      question:
        this.#state.question?.about === 'paper' && this.#state.question.applicationNumber === applicationNumber
          ? null
          : this.#state.question,
    });
  }

  #drop(files: readonly WaitingFile[]): void {
    const waiting = this.#state.waiting.filter((file) => !files.includes(file));
    this.#set({ waiting });
    for (const messageId of new Set(files.map((file) => file.messageId)))
      if (!waiting.some((file) => file.messageId === messageId)) this.actions.push({ do: 'no-person', messageId });
  }

  #lay(one: TalkCase, { fileId, messageId, sha256 }: WaitingFile, kind: DocumentKind): void {
    const { applicationNumber } = one;
    const now = this.find(applicationNumber)!;
    const answered = now.missing.filter((asked) => answers(now, asked, kind));
    this.actions.push(
      { do: 'assign', messageId, applicationNumber },
      { do: 'add-paper', applicationNumber, kind, answers: answered, fileId, messageId },
    );
    this.#change(applicationNumber, {
      missing: now.missing.filter((asked) => !answered.includes(asked)),
      papers: [...now.papers, { kind, sha256 }],
    });
  }

  #replace(file: WaitingFile): void {
    this.#set({ waiting: this.#state.waiting.map((other) => (other.fileId === file.fileId ? file : other)) });
  }

  /** Lays every waiting photo to its case and paper as far as that is clear; asks for the first that is not. */
  settle(accepted?: string): void {
    const stored = new Map<string, DocumentKind[]>();
    const touched = new Set<string>();
    this.#set({ question: this.#state.question?.about === 'case' ? this.#state.question : null });
    for (const waitingFile of this.#state.waiting) {
      const file = this.#placed(waitingFile);
      if (file === undefined) continue;
      const { applicationNumber, messageId } = file;
      const one = this.find(applicationNumber);
      if (one === undefined) continue;
      touched.add(one.applicationNumber);
      this.assign(messageId, one.applicationNumber);
      if (!takesPapers(one)) {
        this.#set({ waiting: this.#state.waiting.filter((other) => other.fileId !== file.fileId) });
        this.actions.push({ do: 'to-person', messageId });
        this.says.push(this.#say.photoToOfficer(this.called(one.applicationNumber), one, this.#whenRead));
        continue;
      }
      const kind = file.kind ?? paperMeant(one, file.named);
      this.#replace({ ...file, kind: kind ?? null });
      if (kind === undefined) {
        this.actions.push({ do: 'to-person', messageId });
        this.#set({
          question: this.#state.question ?? {
            about: 'paper',
            applicationNumber: one.applicationNumber,
            options: papersToChoose(one),
          },
        });
        continue;
      }
      const isRepeated = one.papers.some(({ sha256 }) => sha256 === file.sha256);
      const flaw = file.flaw ?? (isRepeated && file.fileId !== accepted ? 'repeated' : null);
      this.#replace({ ...file, kind, flaw });
      if (flaw !== null) {
        this.actions.push({ do: 'to-person', messageId });
        // Said once: the answer to the next photo does not repeat the flaw of an earlier one.
        if (waitingFile.flaw === null || waitingFile.kind === null) this.says.push(this.#say.flawed(kind, flaw));
        continue;
      }
      this.#lay(one, file, kind);
      stored.set(one.applicationNumber, [...(stored.get(one.applicationNumber) ?? []), kind]);
      const superseded = this.#state.waiting.filter(
        (other) =>
          other.fileId === file.fileId ||
          (other.flaw !== null && other.kind === kind && other.applicationNumber === one.applicationNumber),
      );
      this.#drop(superseded);
    }
    for (const applicationNumber of touched) this.#sayOutcome(applicationNumber, stored.get(applicationNumber) ?? []);
  }

  /** With its case, or undefined: its sender has to be asked. */
  #placed(file: WaitingFile): WaitingFile | undefined {
    if (file.applicationNumber !== null) return file;
    const meant = caseMeant(this.#cases, this.#state.current, this.#now, 'photo');
    if (typeof meant !== 'string') return { ...file, applicationNumber: meant.applicationNumber };
    this.actions.push({ do: 'to-person', messageId: file.messageId });
    if (this.#state.question?.about !== 'case') this.#set({ question: this.#caseQuestion('go-on') });
    return undefined;
  }

  #sayOutcome(applicationNumber: string, kinds: readonly DocumentKind[]): void {
    const one = this.find(applicationNumber)!;
    if (kinds.length === 0) {
      if (isWaiting(one) && one.missing.length > 0 && this.#state.question === null)
        this.says.push(this.#say.stillMissing(one.missing));
      return;
    }
    this.says.push(this.#say.stored(this.called(applicationNumber), kinds));
    if (!isWaiting(one)) return void this.says.push(this.#say.added());
    if (one.missing.length > 0) {
      if (this.#state.question === null) this.says.push(this.#say.stillMissing(one.missing));
      return;
    }
    // A note only: whether all is there, only its reader knows.
    if (one.asked.length === 0) return void this.says.push(this.#say.sayDone());
    const left = this.#state.waiting.filter((file) => file.applicationNumber === applicationNumber);
    for (const file of left) this.#lay(one, file, file.kind ?? 'lainnya');
    this.#drop(left);
    this.#complete(applicationNumber);
    this.says.push(this.#say.complete(this.called(applicationNumber)), this.#whenRead);
  }
}

const only = (meant: TalkCase | 'several' | 'none'): TalkCase | undefined =>
  typeof meant === 'string' ? undefined : meant;
