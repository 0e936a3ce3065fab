import type { BpmnError } from '../../../domain/process.ts';
import type { Diagram, Node } from '../../../process/model/read-diagram.ts';
import type { Facts } from './facts.ts';

type Change = Partial<Facts>;

/** The act of an element, as promises and effects name it; undefined: an element that does nothing by itself. */
export function actOf({ kind, id, job, headers, message }: Node): string | undefined {
  if (kind === 'userTask') return `decide:${id}`;
  if (job !== undefined) {
    const header = headers['purpose'] ?? headers['as'];
    return header === undefined ? job.type : `${job.type}:${header}`;
  }
  return message === undefined || kind === 'startEvent' ? undefined : `message:${message}`;
}

const FORGOTTEN: Change = {
  examination: null,
  entrySeen: false,
  verification: null,
  signing: null,
  drafted: false,
  rendered: false,
  requested: false,
};

/** What is true once the act is done. */
export function effectOf(node: Node, diagram: Diagram): Change {
  switch (actOf(node)) {
    // The program enters at the simulator alone; elsewhere it finds what a person entered and another confirmed before.
    case 'enter-siak':
      return { entry: isUndoable(node, diagram) ? 'revocable' : 'bound', entrySeen: true };
    // What a person types into SIAK is in force from then on, confirmed or not.
    case 'decide:enter-siak-manually':
      return { entry: isUndoable(node, diagram) ? 'revocable' : 'bound' };
    case 'cancel-siak-entry':
      return { entry: 'none' };
    case 'draft-card':
      return { drafted: true, rendered: false };
    case 'render-card':
      return { rendered: true, requested: false, verification: null, signing: null };
    case 'sign-card':
    case 'take-signed-card':
      return { signed: true };
    case 'send-message:incomplete':
    case 'send-message:invalid':
    case 'send-message:refused':
      return { applicantInformed: true };
    case 'send-message:card':
      return { sent: true };
    case 'message:completion-received':
      return { ...FORGOTTEN, days: 0 };
    case 'message:request-undeliverable':
      return { applicantInformed: false, why: 'NUMBER_UNREACHABLE' };
    case 'message:card-received':
      return { delivered: true };
    case 'message:card-undeliverable':
      return { sent: false, why: 'NUMBER_UNREACHABLE' };
    case 'archive-case':
      return { archived: true };
    case 'close-case:closed':
    case 'close-case:withdrawn':
    case 'close-case:refused':
      return { closed: true };
    case undefined:
    default:
      return {};
  }
}

/** What is true once the act has failed; the reason itself is kept apart. */
export function failureEffectOf(node: Node, error: BpmnError): Change {
  switch (error) {
    case 'SIAK_REFUSED':
    case 'FAMILY_UNKNOWN':
      return FORGOTTEN;
    case 'NO_SIGNING_GRANT':
    case 'SIGNATURE_REFUSED':
    case 'SIGNED_CARD_REFUSED':
      return { signing: null };
    case 'DRAFT_CHANGED':
      return { rendered: false, requested: false, verification: null, signing: null };
    case 'UNDELIVERABLE':
      return actOf(node) === 'send-message:card' ? { sent: false } : { applicantInformed: false };
    case 'SIAK_MANUAL':
    case 'SIAK_ENTRY_UNCONFIRMED':
      return {};
  }
}

/** Does the diagram say how to take back what this task has done in SIAK? */
function isUndoable(node: Node, diagram: Diagram): boolean {
  return diagram.boundaries(node.id).some(({ undoes }) => {
    const handler = undoes === undefined ? undefined : diagram.find(undoes);
    return handler?.job?.type === 'cancel-siak-entry' && handler.isForCompensation;
  });
}
