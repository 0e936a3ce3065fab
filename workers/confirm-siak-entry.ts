import { Type } from '@sinclair/typebox';
import { VARIABLES, variables } from '../src/domain/process.ts';
import { worker } from './worker.ts';

/** Step 3, manual way: SIAK itself must know the reference that the officer typed. Reading twice is harmless. */
export const confirmSiakEntry = worker('confirm-siak-entry', {
  input: Type.Object(
    { applicationNumber: VARIABLES.applicationNumber, siakReference: Type.Optional(Type.String({ maxLength: 80 })) },
    { additionalProperties: false },
  ),
  output: variables('siakReference'),
  errors: ['SIAK_ENTRY_UNCONFIRMED'],
  handle: (cases, input) => cases.confirmSiakEntry(input),
});
