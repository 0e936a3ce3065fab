import { isSameJson } from '../same-json.ts';
import { choiceOf, commandOf, kindsNamed, numbersIn, saysMore } from './read-text.ts';
import { Laying } from './laying.ts';
import { caseMeant, isOpen, isWaiting, type TalkCase } from './talk-case.ts';
import type { TalkMessage, TalkOutcome, TalkSituation } from './talk-message.ts';
import type { Question } from './talk-state.ts';

/**
 * What a message of an applicant means and what is answered, by rules alone: which case (named, quoted, the only one,
 * or asked by number), which paper, whether it is good enough, what still lacks. Pure: the same message in the same
 * situation has the same outcome.
 */
export function holdTalk(situation: TalkSituation, message: TalkMessage): TalkOutcome {
  const { cases, stopped, questionSent, whenRead, say, now } = situation;
  const talk = new Laying(situation);
  const named = numbersIn(message.text);
  const own = named.filter((number) => talk.find(number) !== undefined);
  const hint =
    own.length === 1 ? own[0]! : own.length === 0 ? (talk.find(message.quoted)?.applicationNumber ?? null) : null;
  const isForeign = named.length > 0 && own.length === 0;

  if (message.files.length > 0 && message.type !== 'voice' && message.type !== 'video' && message.type !== 'contact')
    takeFiles(talk, message, hint, isForeign);
  else answerWords(talk, message, hint, isForeign);

  const reply = [...talk.says, ...talk.question()];
  if (stopped && !talk.actions.some((action) => action.do === 'stop' || action.do === 'start'))
    reply.push(say.stillStopped());
  const open = cases.filter(isOpen);
  if (reply.length === 0)
    reply.push(
      say.welcome(),
      ...(open.length === 1
        ? [say.stateText(talk.called(open[0]!.applicationNumber), talk.find(open[0]!.applicationNumber)!)]
        : []),
    );
  const isSameQuestion = isSameJson(talk.state.question, situation.state.question);
  const askedIn = isSameQuestion ? situation.state.askedIn : message.messageId;
  return {
    state: { ...talk.state, askedIn: talk.state.question === null ? null : askedIn },
    actions: talk.actions,
    reply: reply.join('\n\n'),
  };

  function takeFiles(
    laying: Laying,
    { messageId, text, type, files }: TalkMessage,
    about: string | null,
    foreign: boolean,
  ) {
    if (type === 'sticker') {
      laying.says.push(say.sticker());
      return;
    }
    for (const reason of reasonsIn({ files })) laying.says.push(say.refused(reason));
    const good = files.filter(({ refused, sha256 }) => refused === null && sha256 !== null);
    if (foreign) {
      laying.actions.push({ do: 'to-person', messageId });
      laying.says.push(say.foreignNumber(whenRead));
      return;
    }
    if (cases.length === 0) {
      laying.actions.push({ do: 'to-person', messageId });
      laying.says.push(say.unknownNumber(whenRead));
      return;
    }
    const kinds = kindsNamed(text);
    for (const { fileId, sha256, flaw } of good)
      laying.wait({ fileId, messageId, sha256: sha256!, applicationNumber: about, kind: null, named: kinds, flaw });
    if (good.length === 0) {
      const meant = about ?? numberOf(caseMeant(laying.cases, laying.state.current, now, 'photo'));
      if (meant !== null) laying.actions.push({ do: 'assign', messageId, applicationNumber: meant });
    }
    laying.settle();
    if (saysMore(text)) laying.sendToPerson(messageId);
  }

  function answerWords(laying: Laying, message: TalkMessage, about: string | null, foreign: boolean) {
    const { messageId, text, type } = message;
    const command = type === 'text' ? commandOf(text) : undefined;
    const choice = type === 'text' ? choiceOf(text) : undefined;
    const { question } = laying.state;
    if (command === 'stop' || command === 'start') {
      laying.actions.push({ do: command });
      assignWhenClear(laying, messageId, about);
      laying.says.push(command === 'stop' ? say.stopped() : say.started());
      return;
    }
    if (choice !== undefined && question !== null && questionSent && fits(question, choice, about)) {
      laying.choose(messageId, choice);
      return;
    }
    if (question?.about === 'case' && about !== null && question.options.includes(about) && text.trim().length < 30) {
      laying.choose(messageId, question.options.indexOf(about) + 1);
      return;
    }
    if (command === 'use-anyway') {
      assignWhenClear(laying, messageId, about);
      laying.useAnyway(about);
      return;
    }
    if (command === 'done') {
      laying.done(messageId, about);
      return;
    }
    if (command === 'thanks') {
      assignWhenClear(laying, messageId, about);
      return;
    }
    const reasons = reasonsIn(message);
    laying.says.push(...reasons.map((reason) => say.refused(reason)));
    if (type !== 'text' && type !== 'photo' && type !== 'document' && type !== 'sticker' && reasons.length === 0)
      laying.says.push(say.kept(type));
    if (type === 'sticker') {
      laying.says.push(say.sticker());
      return;
    }
    laying.actions.push({ do: 'to-person', messageId });
    if (foreign) {
      laying.says.push(say.foreignNumber(whenRead));
      return;
    }
    const meant = about === null ? caseMeant(laying.cases, laying.state.current, now, 'words') : laying.find(about)!;
    if (meant === 'none') {
      laying.says.push(say.unknownNumber(whenRead));
      return;
    }
    if (meant === 'several') {
      laying.askWhichCase(messageId);
      return;
    }
    laying.assign(messageId, meant.applicationNumber);
    laying.says.push(
      say.toOfficer(laying.called(meant.applicationNumber), whenRead),
      ...(isWaiting(meant) && meant.missing.length > 0
        ? [say.stillMissing(meant.missing)]
        : isWaiting(meant)
          ? [say.sayDone()]
          : [say.stateText(laying.called(meant.applicationNumber), meant)]),
    );
  }

  function assignWhenClear(laying: Laying, messageId: string, about: string | null) {
    const meant = about ?? numberOf(caseMeant(laying.cases, laying.state.current, now, 'words'));
    if (meant !== null) laying.actions.push({ do: 'assign', messageId, applicationNumber: meant });
  }
}

/** Why files could not be taken, each reason once. */
const reasonsIn = ({ files }: Pick<TalkMessage, 'files'>) => [
  ...new Set(files.flatMap(({ refused }) => refused ?? [])),
];
/** A number beside a quoted message of one case does not choose another. */
const fits = (question: Question, choice: number, about: string | null): boolean =>
  about === null || about === (question.about === 'paper' ? question.applicationNumber : question.options[choice - 1]);
const numberOf = (meant: TalkCase | 'several' | 'none'): string | null =>
  typeof meant === 'string' ? null : meant.applicationNumber;
