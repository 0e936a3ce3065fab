/** Elements that mean the same on both engines, or have a construct that makes it so. */
const ALLOWED = new Set(
  [
    ...['Definitions', 'Collaboration', 'Participant', 'MessageFlow', 'Process', 'LaneSet', 'Lane', 'Documentation'],
    ...['ServiceTask', 'SendTask', 'ReceiveTask', 'UserTask', 'BusinessRuleTask', 'ScriptTask', 'ManualTask', 'Task'],
    ...['StartEvent', 'EndEvent', 'IntermediateCatchEvent', 'IntermediateThrowEvent', 'BoundaryEvent', 'SubProcess'],
    ...['ExclusiveGateway', 'ParallelGateway', 'InclusiveGateway', 'EventBasedGateway'],
    ...['MessageEventDefinition', 'TimerEventDefinition', 'ErrorEventDefinition', 'CompensateEventDefinition'],
    ...['EscalationEventDefinition', 'TerminateEventDefinition', 'LinkEventDefinition'],
    ...['Message', 'Error', 'Escalation', 'SequenceFlow', 'Expression', 'FormalExpression', 'ExtensionElements'],
    // Drawing only.
    ...['Association', 'TextAnnotation', 'Group', 'Category', 'CategoryValue'],
    ...['DataObject', 'DataObjectReference', 'DataStore', 'DataStoreReference'],
  ].map((name) => `bpmn:${name}`),
);

const ADVICE: Readonly<Record<string, string>> = {
  'bpmn:CallActivity':
    'Memanggil proses lain belum didukung. Gambarlah langkah-langkahnya di diagram ini, misalnya sebagai sub-proses.',
  'bpmn:MultiInstanceLoopCharacteristics':
    'Mengulang langkah untuk setiap isi daftar belum didukung. Hapus tanda pengulangannya, atau kerjakan daftarnya dalam satu job.',
  'bpmn:StandardLoopCharacteristics':
    'Tanda pengulangan belum didukung. Gambarlah pengulangannya dengan gateway dan alur kembali.',
  'bpmn:AdHocSubProcess': 'Sub-proses ad-hoc belum didukung. Gambarlah urutan langkahnya.',
  'bpmn:Transaction': 'Sub-proses transaksi belum didukung. Ganti menjadi sub-proses biasa.',
  'bpmn:SignalEventDefinition': 'Sinyal belum didukung. Ganti menjadi pesan.',
  'bpmn:ConditionalEventDefinition': 'Kejadian bersyarat belum didukung. Ganti menjadi pesan, atau pakai gateway.',
  'bpmn:ComplexGateway': 'Gateway kompleks belum didukung. Ganti menjadi gateway eksklusif, paralel, atau inklusif.',
};

export const isAllowed = (type: string): boolean => ALLOWED.has(type);

/** What its owner can do with an element that has no translation. */
export function adviceFor(type: string): string {
  const name = type.replace(/^\w+:/, '');
  return ADVICE[type] ?? `Elemen jenis "${name}" belum didukung. Ganti dengan elemen lain, atau hapus.`;
}
