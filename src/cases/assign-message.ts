import type { DocumentKind } from '../domain/document-kinds.ts';
import { sentencesOf } from '../domain/talk/sentences.ts';
import { takesPapers } from '../domain/talk/talk-case.ts';
import { whenRead } from '../domain/office-hours.ts';
import type { OutboxMessage } from '../store/store.ts';
import { unassigned } from './answer-applicant.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { requireDeskRole } from './desk-role.ts';
import { keepHeldFiles } from './held-files.ts';
import { isPaper, layPapers } from './lay-papers.ts';
import { putWords } from './message-words.ts';
import { openForAct } from './open-case.ts';
import { finishCompletion } from './store-completion.ts';
import { askedKinds } from './talk-cases.ts';

type Needs = Pick<
  Dependencies,
  'store' | 'settings' | 'documents' | 'calendar' | 'languages' | 'now' | 'engine' | 'logger'
>;

/**
 * An officer who may see the case assigns a message to it that no rule could assign. Its photos become papers of this
 * kind while the case takes papers; its sender gets an answer. Once assigned a message stays.
 */
export function assignMessage(needs: Needs) {
  const { store, now } = needs;
  return async (username: string, messageId: string, applicationNumber: string, kind: DocumentKind): Promise<void> => {
    await requireDeskRole(needs, username, ['petugas-entri'], 'message-assigned');
    await unassigned(store, messageId);
    await openForAct(needs, username, applicationNumber, 'message-assigned');
    const completion = await store.transaction(async (tables): Promise<OutboxMessage | undefined> => {
      const { phone } = await unassigned(tables, messageId);
      const { state } = await tables.conversations.lock(phone!);
      // Judged again under the lock: the sender may have answered the question meanwhile.
      await unassigned(tables, messageId);
      await tables.conversations.save(phone!, {
        state: {
          ...state,
          waiting: state.waiting.filter((file) => file.messageId !== messageId),
          words: state.words.filter((id) => id !== messageId),
          question: state.question?.about === 'case' ? null : state.question,
        },
      });
      const record = await tables.cases.lock(applicationNumber);
      await tables.messages.change(messageId, { applicationNumber });
      await keepHeldFiles(needs, tables, messageId);
      const files = (await tables.messageFiles.of([messageId])).filter((file) => isPaper(file.mediaType));
      const laid = takesPapers(record) ? files.map((file) => ({ fileId: file.id, kind })) : [];
      const missing = record.missingDocuments.filter((one) => one !== kind);
      const asked = await askedKinds(tables, record);
      const goesOn =
        laid.length > 0 && record.state === 'waiting-for-applicant' && asked.length > 0 && missing.length === 0;
      if (laid.length > 0) {
        await layPapers(tables, applicationNumber, laid, goesOn ? 'finishes' : 'lays', username);
        await tables.messages.change(messageId, { personDoneAt: now(), personDoneBy: username });
      }
      await tables.journal.write({
        applicationNumber,
        actor: username,
        event: 'message-assigned',
        step: null,
        detail: { message: messageId, papers: laid.map(() => kind) },
      });
      const language = needs.languages.of(record.application.language);
      const say = sentencesOf(language);
      const text =
        laid.length > 0
          ? say.stored(applicationNumber, [kind])
          : say.toOfficer(applicationNumber, whenRead(language, needs.calendar, now()));
      await tables.messages.add(
        {
          applicationNumber,
          direction: 'out',
          purpose: 'talk',
          sid: null,
          status: 'waiting',
          errorCode: null,
          once: `assigned:${messageId}`,
          phone,
          content: await putWords(needs, { text }),
          author: 'sistem',
          answers: messageId,
          at: now(),
          nextTryAt: now(),
        },
        -1,
      );
      return goesOn ? finishCompletion(tables, applicationNumber, [kind], 'whatsapp') : undefined;
    });
    if (completion !== undefined) await deliver(needs, completion);
  };
}
