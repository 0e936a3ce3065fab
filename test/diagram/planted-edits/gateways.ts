import { BPMN, addedFlow, all, bpmn, condition, inFile, incoming, finding, when, type PlantedEdit } from './editing.ts';

export const GATEWAYS: readonly PlantedEdit[] = [
  {
    edit: 'step 6 asks for the examination instead of the verification',
    change: condition('draft-valid-to-return-to-sign', '=examination = "complete"'),
    expected: finding(/approve-signing/, /tanpa dinyatakan valid/),
  },
  {
    edit: 'step 6 compares with a text that nobody writes',
    change: condition('draft-valid-to-return-to-sign', '=verification = "Valid"'),
    expected: finding(/draft-valid/, /hanya "valid" atau "invalid"/),
  },
  {
    edit: 'the answer about the hand-over is compared with its Indonesian word',
    change: condition('card-handed-over-to-card-arrived', '=handOver = "diserahkan"'),
    expected: finding(/card-handed-over/, /"resend" atau "handed-over"/),
  },
  {
    edit: 'step 6 is turned round: valid drafts go back to the applicant',
    change: condition('draft-valid-to-return-to-sign', '=verification = "invalid"'),
    expected: finding(/tell-invalid/, /valid dikembalikan/),
  },
  {
    edit: 'the signature needs no approval',
    change: condition('signing-approved-to-sign-card', '=true'),
    expected: finding(/sign-card/, /tanpa persetujuan Kepala Dinas/),
  },
  {
    edit: 'incomplete files go on',
    change: condition('application-complete-to-siak-entry-needed', '=true'),
    expected: finding(/draft-card/, /tanpa dinyatakan lengkap/),
  },
  {
    edit: 'complete files are asked for, incomplete ones go on',
    change: condition('application-complete-to-siak-entry-needed', '=examination = "incomplete"'),
    expected: finding(/ask-for-completion/, /dinyatakan lengkap/),
  },
  {
    edit: 'lost cards are entered in SIAK, changes are not',
    change: condition('siak-entry-needed-to-enter-siak', '=not(siakEntryNeeded)'),
    expected: finding(/enter-siak/, /hilang atau rusak dapat dientri/),
  },
  {
    edit: 'equality is written as in a programming language',
    change: condition('signing-approved-to-sign-card', '=signing == "approved"'),
    expected: finding(/signing-approved/, /satu "="/),
  },
  {
    edit: 'a card counts as handed over when it is to be sent again',
    change: condition('card-handed-over-to-card-arrived', '=handOver = "resend"'),
    expected: finding(/archive-case/, /sebelum KK sampai/),
  },
  {
    edit: 'the applicant is reminded a third time, on day 30',
    change: condition('term-over-to-remind-applicant', '=reminders &lt; 3'),
    expected: finding(/remind-applicant/, /tenggat 30 hari habis/),
  },
  {
    edit: 'the applicant is reminded without end',
    change: condition('term-over-to-remind-applicant', '=true'),
    expected: finding(/remind-applicant/, /mengisi reminders dengan nilai yang tidak dikenal/),
  },
  {
    edit: 'a withdrawal counts although the head has approved',
    change: condition('withdrawal-too-late-to-withdrawal-refused', '=signing = "rejected"'),
    expected: finding(/close-withdrawn/, /sesudah Kepala Dinas menyetujui/),
  },
  {
    edit: 'a condition stays in the air: nothing answers yes or no',
    change: condition('siak-entry-needed-to-enter-siak', '=reason'),
    expected: finding(/siak-entry-needed/, /ya atau tidak/),
  },
  {
    edit: 'a gateway loses its condition',
    change: bpmn(
      /(id="signing-approved-to-sign-card"[^>]*>)\s*<bpmn:conditionExpression[\s\S]*?<\/bpmn:conditionExpression>/,
      '$1',
    ),
    expected: finding(/signing-approved-to-sign-card/, /belum bersyarat/),
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
    expected: finding(/Flow_x35/, /tidak pernah dilalui/),
  },
];
