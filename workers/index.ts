import { archiveCase } from './archive-case.ts';
import { cancelSiakEntry } from './cancel-siak-entry.ts';
import { closeCase } from './close-case.ts';
import { confirmSiakEntry } from './confirm-siak-entry.ts';
import { draftCard } from './draft-card.ts';
import { enterSiak } from './enter-siak.ts';
import { noteDelay } from './note-delay.ts';
import { renderCard } from './render-card.ts';
import { sendMessage } from './send-message.ts';
import { signCard } from './sign-card.ts';
import { takeSignedCard } from './take-signed-card.ts';
import { validateApplication } from './validate-application.ts';

/** Every job type of the diagram, in the order in which a case meets them. */
export const WORKERS = [
  validateApplication,
  sendMessage,
  enterSiak,
  confirmSiakEntry,
  cancelSiakEntry,
  draftCard,
  renderCard,
  signCard,
  takeSignedCard,
  archiveCase,
  closeCase,
  noteDelay,
] as const;
