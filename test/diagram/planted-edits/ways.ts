import { all, bpmn, redirect, removed, finding, undrawn, without, type PlantedEdit } from './editing.ts';

export const WAYS: readonly PlantedEdit[] = [
  {
    edit: 'a rendered draft goes to the head without verification',
    change: redirect('print-requested-to-return-to-verify', 'return-to-sign'),
    expected: finding(/approve-signing/, /tanpa dinyatakan valid/),
  },
  {
    edit: 'an invalid draft goes to the head as well',
    change: redirect('draft-valid-to-withdraw-siak-entry', 'return-to-sign'),
    expected: finding(/approve-signing/, /tanpa dinyatakan valid/),
  },
  {
    edit: 'a rejected draft is signed',
    change: redirect('signing-approved-to-return-to-verify', 'sign-card'),
    expected: finding(/sign-card/, /tanpa persetujuan/),
  },
  {
    edit: 'a changed draft goes to the head instead of to printing',
    change: redirect('sign-card-draft-changed-to-return-to-render', 'return-to-sign'),
    expected: finding(/approve-signing/, /tanpa draf yang baru dicetak/),
  },
  {
    edit: 'the case is archived while the card is on its way',
    change: redirect('deliver-card-to-card-received', 'card-arrived'),
    expected: finding(/archive-case/, /sebelum KK sampai/),
  },
  {
    edit: 'an entry that SIAK refuses goes on to the draft',
    change: redirect('enter-siak-refused-to-return-to-examine', 'siak-done'),
    expected: finding(/draft-card/, /sebelum perubahan data dientri|tanpa dinyatakan lengkap/),
  },
  {
    edit: 'completed papers are not examined again',
    change: redirect('completion-received-to-return-to-examine', 'siak-done'),
    expected: finding(/draft-card/, /tanpa dinyatakan lengkap/),
  },
  {
    edit: 'nobody tells the applicant whom WhatsApp does not reach',
    change: redirect('ask-for-completion-undeliverable-to-number-unreachable', 'return-to-wait'),
    expected: finding(/completion-received/, /belum tahu apa yang diminta/),
  },
  {
    edit: 'the message that was given up later is forgotten',
    change: redirect('request-undeliverable-to-number-unreachable', 'return-to-wait'),
    expected: finding(/completion-received/, /belum tahu/),
  },
  {
    edit: 'the applicant hears of a doubt while the entry in SIAK stands',
    change: all(
      redirect('draft-valid-to-withdraw-siak-entry', 'tell-invalid'),
      removed('intermediateThrowEvent', 'withdraw-siak-entry', ['withdraw-siak-entry-to-tell-invalid']),
    ),
    expected: finding(/tell-invalid/, /entri SIAK masih berlaku/),
  },
  {
    edit: 'the manual entry cannot be undone',
    change: all(
      without('association', 'enter-siak-manually-undo-association'),
      undrawn('Edge', 'enter-siak-manually-undo-association'),
    ),
    expected: finding(/tell-invalid/, /entri SIAK masih berlaku/),
  },
  {
    edit: 'a printed draft goes to Kasi/Kabid without the request of the officer',
    change: redirect('render-card-to-request-print', 'return-to-verify'),
    expected: finding(/verify-draft/, /tanpa diajukan/),
  },
  {
    edit: 'a draft that its officer calls wrong goes to Kasi/Kabid as well',
    change: redirect('print-requested-to-withdraw-unrequested-entry', 'return-to-verify'),
    expected: finding(/verify-draft/, /tanpa diajukan/),
  },
  {
    edit: 'an entry that was typed counts without the second officer',
    change: redirect('who-confirms-to-check-siak-entry', 'siak-done'),
    expected: finding(/draft-card/, /petugas kedua/),
  },
  {
    edit: 'an entry that the second officer does not find goes on all the same',
    change: redirect('entry-seen-to-return-to-manual-entry', 'siak-done'),
    expected: finding(/draft-card/, /petugas kedua/),
  },
  {
    edit: 'a card from SIAK that does not fit is taken',
    change: redirect('signed-card-fits-to-withdraw-entry-of-unfit', 'take-signed-card'),
    expected: finding(/take-signed-card/, /tanpa dinyatakan cocok/),
  },
  {
    edit: 'a card from SIAK goes to the applicant without its check',
    change: redirect('signed-card-fits-to-take-signed-card', 'return-to-deliver'),
    expected: finding(/deliver-card/, /sebelum KK ditandatangani/),
  },
  {
    edit: 'an incomplete application ends as refused',
    change: redirect('application-complete-to-ask-for-completion', 'withdraw-entry-of-refused'),
    expected: finding(/tell-refused/, /tidak ditolak petugas/),
  },
  {
    edit: 'an approval that came to nothing is kept',
    change: bpmn(/(id="sign-card-refused"[\s\S]*?)<zeebe:output source="=null" target="signing" \/>/, '$1'),
    expected: finding(/withdrawal-refused/, /belum menyetujui/),
  },
  {
    edit: 'the officer does not read why the task came back',
    change: bpmn(
      /(id="sign-card-no-grant"[\s\S]*?)<zeebe:output source="=returnReason" target="returnReason" \/>/,
      '$1',
    ),
    expected: finding(/approve-signing/, /NO_SIGNING_GRANT.*tidak terbawa/),
  },
  {
    edit: 'the officer reads the reason of the time before',
    change: bpmn(/(id="approve-signing"[\s\S]*?)<zeebe:output source="=&#34;&#34;" target="returnReason" \/>/, '$1'),
    expected: finding(/verify-draft/, /Alasan lama/),
  },
  {
    edit: 'the way back after a refused entry is cut off',
    change: removed('boundaryEvent', 'enter-siak-refused', ['enter-siak-refused-to-return-to-examine']),
    expected: finding(/enter-siak/, /SIAK_REFUSED.*tidak ditangkap/),
  },
  {
    edit: 'a boundary catches an error that never happens there',
    change: bpmn(/(id="draft-card-family-unknown-error" errorRef=")[^"]*/, '$1error-SIAK_REFUSED'),
    expected: finding(/draft-card/, /FAMILY_UNKNOWN.*tidak ditangkap/),
  },
  {
    edit: 'the applicant has 37 days',
    change: bpmn('duration("P16D")', 'duration("P23D")'),
    expected: finding(/close-expired/, /harus 30 hari/),
  },
  {
    edit: 'the receipt of the card is waited for a quarter of a year',
    change: bpmn('P3D<', 'P90D<'),
    expected: finding(/card-received/, /tanpa batas/),
  },
  {
    edit: 'a delayed task is stopped',
    change: bpmn(/(id="verify-draft-late"[^>]*) cancelActivity="false"/, '$1'),
    expected: finding(/verify-draft/, /tidak boleh menghentikan/),
  },
];
