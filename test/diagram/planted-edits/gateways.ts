import { BPMN, addedFlow, all, bpmn, condition, inFile, incoming, told, when, type PlantedEdit } from './editing.ts';

export const GATEWAYS: readonly PlantedEdit[] = [
  {
    edit: 'step 6 asks for the examination instead of the verification',
    change: condition('draft-valid-to-return-to-sign', '=examination = "complete"'),
    told: told(/approve-signing/, /tanpa dinyatakan valid/),
  },
  {
    edit: 'step 6 compares with a text that nobody writes',
    change: condition('draft-valid-to-return-to-sign', '=verification = "Valid"'),
    told: told(/draft-valid/, /hanya "valid" atau "invalid"/),
  },
  {
    edit: 'the answer about the hand-over is compared with its Indonesian word',
    change: condition('card-handed-over-to-card-arrived', '=handOver = "diserahkan"'),
    told: told(/card-handed-over/, /"resend" atau "handed-over"/),
  },
  {
    edit: 'step 6 is turned round: valid drafts go back to the applicant',
    change: condition('draft-valid-to-return-to-sign', '=verification = "invalid"'),
    told: told(/tell-invalid/, /valid dikembalikan/),
  },
  {
    edit: 'the signature needs no approval',
    change: condition('signing-approved-to-sign-card', '=true'),
    told: told(/sign-card/, /tanpa persetujuan Kepala Dinas/),
  },
  {
    edit: 'incomplete files go on',
    change: condition('application-complete-to-siak-entry-needed', '=true'),
    told: told(/draft-card/, /tanpa dinyatakan lengkap/),
  },
  {
    edit: 'complete files are asked for, incomplete ones go on',
    change: condition('application-complete-to-siak-entry-needed', '=examination = "incomplete"'),
    told: told(/ask-for-completion/, /dinyatakan lengkap/),
  },
  {
    edit: 'lost cards are entered in SIAK, changes are not',
    change: condition('siak-entry-needed-to-enter-siak', '=not(siakEntryNeeded)'),
    told: told(/enter-siak/, /hilang atau rusak dapat dientri/),
  },
  {
    edit: 'equality is written as in a programming language',
    change: condition('signing-approved-to-sign-card', '=signing == "approved"'),
    told: told(/signing-approved/, /satu "="/),
  },
  {
    edit: 'a card counts as handed over when it is to be sent again',
    change: condition('card-handed-over-to-card-arrived', '=handOver = "resend"'),
    told: told(/archive-case/, /sebelum KK sampai/),
  },
  {
    edit: 'the applicant is reminded a third time, on day 30',
    change: condition('term-over-to-remind-applicant', '=reminders &lt; 3'),
    told: told(/remind-applicant/, /tenggat 30 hari habis/),
  },
  {
    edit: 'a withdrawal counts although the head has approved',
    change: condition('withdrawal-too-late-to-withdrawal-refused', '=signing = "rejected"'),
    told: told(/close-withdrawn/, /sesudah Kepala Dinas menyetujui/),
  },
  {
    edit: 'a condition stays in the air: nothing answers yes or no',
    change: condition('siak-entry-needed-to-enter-siak', '=reason'),
    told: told(/siak-entry-needed/, /ya atau tidak/),
  },
  {
    edit: 'a gateway loses its condition',
    change: bpmn(
      /(id="signing-approved-to-sign-card"[^>]*>)\s*<bpmn:conditionExpression[\s\S]*?<\/bpmn:conditionExpression>/,
      '$1',
    ),
    told: told(/signing-approved-to-sign-card/, /belum bersyarat/),
  },
  {
    edit: 'a flow that no state takes',
    change: all(
      addedFlow('Flow_x35', 'application-complete', 'siak-done', when('=examination = "complete" and elements = []')),
      inFile(BPMN, incoming('siak-done', 'Flow_x35')),
      bpmn(
        /(<bpmn:outgoing>application-complete-to-ask-for-completion<\/bpmn:outgoing>)/,
        '$1<bpmn:outgoing>Flow_x35</bpmn:outgoing>',
      ),
    ),
    told: told(/Flow_x35/, /tidak pernah dilalui/),
  },
];
