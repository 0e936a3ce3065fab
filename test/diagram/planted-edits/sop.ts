import { all, bpmn, removed, finding, type PlantedEdit } from './editing.ts';

export const SOP: readonly PlantedEdit[] = [
  {
    edit: 'a name says nine minutes',
    change: bpmn('name="Lewat 5 menit"', 'name="Lewat 9 menit"'),
    expected: finding(/-late/, /9 menit; SOP: 5 menit/),
  },
  {
    edit: 'the documentation says nine minutes',
    change: bpmn('Langkah 3 (5 menit)', 'Langkah 3 (9 menit)'),
    expected: finding(/examine-application/, /9 menit; SOP: 5 menit/),
  },
  {
    edit: 'a timer waits longer than the SOP',
    change: bpmn(/(id="verify-draft-late-timer">\s*<bpmn:timeDuration[^>]*>)PT1M/, '$1PT2M'),
    expected: finding(/verify-draft-late/, /PT1M/),
  },
  {
    edit: 'a delay is noted for another step',
    change: bpmn(/(id="note-delay-of-verify-draft"[\s\S]*?key="step" value=")5/, '$17'),
    expected: finding(/note-delay-of-verify-draft/, /harus 5/),
  },
  {
    edit: 'a delay is not noted any more',
    change: removed('boundaryEvent', 'open-application-late', [
      'open-application-late-to-note-delay-of-open-application',
    ]),
    expected: finding(/open-application/, /satu batas waktu 1 menit/),
  },
  {
    edit: 'the verification moves into the lane of the entry officer',
    change: all(
      bpmn('<bpmn:flowNodeRef>verify-draft</bpmn:flowNodeRef>', ''),
      bpmn(
        '<bpmn:flowNodeRef>render-card</bpmn:flowNodeRef>',
        '<bpmn:flowNodeRef>render-card</bpmn:flowNodeRef><bpmn:flowNodeRef>verify-draft</bpmn:flowNodeRef>',
      ),
    ),
    expected: finding(/verify-draft/, /dikerjakan Kasi\/Kabid/),
  },
  {
    edit: 'a lane has another name',
    change: bpmn('name="Kasi/Kabid"', 'name="Kepala Seksi"'),
    expected: finding(/lajur "Kepala Seksi"/, /bukan pelaksana menurut SOP.*Kasi\/Kabid/),
  },
  {
    edit: 'a step that the SOP does not have',
    change: bpmn('name="10. Arsip digital berlapis"', 'name="11. Arsip digital berlapis"'),
    expected: finding(/archive-case/, /bukan langkah SOP/),
  },
];
