import type { SentMessage, Span } from '../../store/inquiries.ts';
import { inquire, upTo, type AuditDependencies, type Listed } from './inquire.ts';

/** Since before there was an office. */
const EVER: Span = { from: new Date(0), to: new Date('9999-01-01T00:00:00Z') };

/** What was sent to applicants when, and when it came and was read. */
export function listMessages(needs: AuditDependencies) {
  const { store } = needs;
  return (username: string, span: Span): Promise<Listed<SentMessage>> =>
    inquire(needs, username, { question: 'messages', detail: { ...span } }, () =>
      upTo((limit) => store.inquiries.messages(span, limit)),
    );
}

/** The same of one case. Throws Failure CASE_UNKNOWN. */
export function listMessagesOfCase(needs: AuditDependencies) {
  const { store } = needs;
  return (username: string, applicationNumber: string): Promise<Listed<SentMessage>> =>
    inquire(needs, username, { question: 'messages', applicationNumber }, async () => {
      await store.cases.get(applicationNumber);
      return upTo((limit) => store.inquiries.messages({ ...EVER, applicationNumber }, limit));
    });
}
