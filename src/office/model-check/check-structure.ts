import { BPMN_ERRORS, MESSAGE_NAMES, PROCESS_ID, VARIABLES } from '../../domain/process.ts';
import { comparisonsIn, isReadable, variablesIn } from '../../process/model/feel.ts';
import type { Node } from '../../process/model/read-diagram.ts';
import { flowName, nameOf } from './finding.ts';
import { isVariable, listed, textsOf } from './codes.ts';
import type { Subject } from './subject.ts';

/** Elements that all engines of the office run alike. */
const KINDS = [
  'startEvent',
  'endEvent',
  'boundaryEvent',
  'intermediateCatchEvent',
  'intermediateThrowEvent',
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'businessRuleTask',
  'exclusiveGateway',
  'eventBasedGateway',
  'subProcess',
];
const EXTENSIONS = [
  'zeebe:TaskDefinition',
  'zeebe:TaskHeaders',
  'zeebe:IoMapping',
  'zeebe:UserTask',
  'zeebe:FormDefinition',
  'zeebe:AssignmentDefinition',
  'zeebe:CalledDecision',
  'zeebe:TaskListeners',
  'zeebe:TaskSchedule',
  'zeebe:PriorityDefinition',
  'zeebe:VersionTag',
  'zeebe:Properties',
];
const TRIGGERS: Readonly<Record<string, readonly string[]>> = {
  startEvent: ['message', 'error'],
  endEvent: ['message', 'error'],
  boundaryEvent: ['timer', 'message', 'error', 'compensate'],
  intermediateCatchEvent: ['timer', 'message'],
  intermediateThrowEvent: ['compensate'],
};
/** Thrown by one event sub-process of the diagram for the other; no worker knows it. */
const WITHIN_THE_DIAGRAM = 'APPLICATION_WITHDRAWN';
/** What a person decides or a program proves; nothing in the diagram may make it up. */
const DECIDED = [
  'entryOfficer',
  'siakWay',
  'examination',
  'entryCheck',
  'printRequest',
  'verification',
  'signing',
  'signedCard',
  'handOver',
  'draftSha256',
  'signedSha256',
];
const PLATFORM = /^8\.8\./;
/** Fitted to a screen of 1920 px, the smallest letters (11 px) of a wider drawing are under 9 px. */
const WIDEST = Math.floor((1920 * 11) / 9);

/** What the diagram is made of: kinds of elements, formulas, variables, messages, errors. */
export function checkStructure(subject: Subject): void {
  const { diagram, file, report } = subject;
  const fault = (node: Node, sentence: string): void => report.fault(file, nameOf(node), sentence);

  if (diagram.processId !== PROCESS_ID)
    report.fault(file, null, `Id proses harus "${PROCESS_ID}", sekarang "${diagram.processId}". Kembalikan idnya.`);
  if (!diagram.executable)
    report.fault(file, null, 'Proses tidak dapat dijalankan. Centang "Executable" pada sifat proses.');
  if (!PLATFORM.test(diagram.platformVersion ?? ''))
    report.fault(file, null, 'Diagram harus dibuat untuk Camunda 8.8. Pilih versi itu di kiri bawah Modeler.');
  if (diagram.width > WIDEST)
    report.advice(
      file,
      null,
      `Gambar ${Math.round(diagram.width)} piksel lebarnya; di layar 1920 piksel hurufnya terlalu kecil. Rapatkan sampai ${WIDEST}.`,
    );

  for (const node of diagram.nodes) {
    checkKind(node, fault);
    if (node.repeated)
      fault(node, 'Tugas ini ditandai berulang (multi-instance): satu berkas dikerjakan berkali-kali. Hapus tandanya.');
    for (const type of node.extensions)
      if (type.startsWith('zeebe:') && !EXTENSIONS.includes(type))
        fault(
          node,
          `Pengaturan ${type} tidak dipakai di kantor ini dan dapat mengubah keputusan. Hapus pengaturannya.`,
        );
    if ((node.form ?? node.decision) !== undefined && node.bindingType !== 'deployment')
      fault(
        node,
        'Pilih "Binding: deployment", supaya berkas yang sedang berjalan tetap memakai formulir dan tabelnya.',
      );
    checkFormulas(node, subject);
  }
  const ids = [...diagram.nodes, ...diagram.flows].map(({ id }) => id);
  for (const id of diagram.undrawn)
    report.fault(file, id, 'Elemen ini ada di proses tetapi tidak digambar, jadi tidak terlihat. Gambar atau hapus.');
  for (const id of new Set(ids.filter((one, place) => ids.indexOf(one) !== place)))
    report.fault(file, id, 'Id ini dipakai dua kali. Beri salah satunya id lain.');
  checkStart(subject);
  checkFlows(subject);
  checkMessages(subject);
}

function checkKind(node: Node, fault: (node: Node, sentence: string) => void): void {
  const { kind, triggers } = node;
  if (!KINDS.includes(kind))
    return fault(
      node,
      'Jenis elemen ini tidak dipakai di kantor ini. Pakai tugas, kejadian, atau gerbang yang sudah ada.',
    );
  if (kind === 'subProcess' && !node.isEventSubProcess)
    return fault(node, 'Hanya subproses kejadian yang dipakai di sini. Taruh langkahnya langsung di lajur.');
  const allowed = TRIGGERS[kind] ?? [];
  if (triggers.length > 1) fault(node, 'Kejadian ini punya lebih dari satu pemicu. Sisakan satu.');
  for (const trigger of triggers)
    if (!allowed.includes(trigger))
      fault(
        node,
        `Pemicu "${trigger}" tidak dipakai pada kejadian seperti ini. Pakai salah satu: ${allowed.join(', ')}.`,
      );
  if (triggers.includes('timer') && node.timer === undefined)
    fault(node, 'Kejadian waktu ini belum punya lama waktu. Isi, misalnya P3D (tiga hari).');
  if (kind === 'boundaryEvent' && node.attachedTo === undefined)
    fault(node, 'Kejadian tepi ini tidak menempel pada tugas. Tempelkan atau hapus.');
}

/** Every formula is readable, names known variables only, and compares them with texts that they can hold. */
function checkFormulas(node: Node, { diagram, file, report }: Subject): void {
  const flows = diagram.flowsFrom(node.id);
  const places = [
    ...[...node.inputs, ...node.outputs].map(({ source }) => source),
    ...[node.timer, node.assignee, node.candidateGroups].filter((source) => source !== undefined),
    ...flows.flatMap(({ condition }) => condition ?? []),
  ];
  const fault = (sentence: string): void => report.fault(file, nameOf(node), sentence);
  for (const source of places) {
    if (!isReadable(source)) {
      fault(
        `Rumus ${source} tidak dapat dibaca. Perbaiki; kesamaan ditulis dengan satu "=", teks di antara tanda kutip.`,
      );
      continue;
    }
    for (const name of variablesIn(source)) if (!isVariable(name)) fault(unknownVariable(name, 'dibaca'));
    for (const { variable, value } of comparisonsIn(source)) {
      const texts = textsOf(variable);
      if (texts !== undefined && !texts.includes(value))
        fault(
          `Rumus membandingkan ${variable} dengan "${value}", padahal isinya hanya ${listed(texts)}. Perbaiki teksnya.`,
        );
    }
  }
  const written = [...node.inputs, ...node.outputs].map(({ target }) => target);
  for (const { source, target } of node.outputs)
    if (DECIDED.includes(target) && source !== `=${target}` && source !== '=null')
      fault(
        `Isi ${target} hanya boleh datang dari orang atau program yang memutuskannya. Petakan =${target}, atau kosongkan dengan =null.`,
      );
  for (const name of [...written, ...(node.decision === undefined ? [] : [node.decision.resultVariable])])
    if (!isVariable(name)) fault(unknownVariable(name, 'diisi'));
}

const unknownVariable = (name: string, how: 'dibaca' | 'diisi'): string =>
  `Variabel "${name}" ${how} di sini, tetapi tidak dikenal program. Pakai salah satu dari: ${Object.keys(VARIABLES).join(', ')}.`;

function checkStart({ diagram, file, report }: Subject): void {
  const starts = diagram.of('startEvent').filter(({ within }) => within === undefined);
  if (starts.length !== 1)
    report.fault(
      file,
      starts.length === 0 ? null : starts.map(nameOf).join(', '),
      'Proses harus punya tepat satu awal, "1. Permohonan diajukan". Hapus awal yang lain.',
    );
  for (const start of starts)
    if (start.message !== 'application-submitted')
      report.fault(
        file,
        nameOf(start),
        'Proses hanya boleh dimulai oleh pesan application-submitted, sekali per nomor permohonan. Pilih pesan itu.',
      );
  for (const start of starts)
    for (const target of ['applicationNumber', 'taskContextDisplayName'])
      if (!start.outputs.some((one) => one.target === target && one.source === '=applicationNumber'))
        report.fault(
          file,
          nameOf(start),
          `Nomor permohonan harus dipetakan ke ${target}: =applicationNumber. Kembalikan.`,
        );
}

function checkFlows({ diagram, file, report }: Subject): void {
  for (const flow of diagram.flows) {
    const from = diagram.find(flow.from);
    const to = diagram.find(flow.to);
    if (from === undefined || to === undefined) {
      report.fault(file, flowName(flow), 'Alur ini tidak menghubungkan dua elemen. Hubungkan ujungnya atau hapus.');
      continue;
    }
    const decides = from.kind === 'exclusiveGateway' && diagram.flowsFrom(from.id).length > 1;
    if (flow.condition !== undefined && !decides)
      report.fault(
        file,
        flowName(flow),
        `Syarat hanya boleh pada alur yang keluar dari gerbang. Hapus syarat dari ${nameOf(from)}.`,
      );
    if (flow.condition !== undefined && flow.isDefault)
      report.fault(file, flowName(flow), 'Alur baku (default) tidak boleh bersyarat. Hapus syaratnya.');
    if (decides && flow.name === '')
      report.advice(
        file,
        flowName(flow),
        `Alur dari ${nameOf(from)} ini belum bernama, misalnya "ya" atau "tidak". Beri nama.`,
      );
    if (decides && flow.condition === undefined && !flow.isDefault)
      report.fault(file, flowName(flow), `Alur dari ${nameOf(from)} ini belum bersyarat. Isi syaratnya.`);
  }
  for (const gateway of diagram.of('exclusiveGateway')) {
    const out = diagram.flowsFrom(gateway.id);
    if (out.length > 1 && out.filter(({ isDefault }) => isDefault).length !== 1)
      report.fault(
        file,
        nameOf(gateway),
        'Gerbang ini belum punya satu alur baku (default). Pilih salah satu alurnya.',
      );
  }
}

function checkMessages({ diagram, file, report }: Subject): void {
  const known: readonly string[] = MESSAGE_NAMES;
  for (const [name, key] of diagram.messages) {
    if (!known.includes(name))
      report.fault(file, null, `Pesan "${name}" tidak dikenal program. Pakai salah satu dari: ${known.join(', ')}.`);
    else if (name !== 'application-submitted' && key !== '=applicationNumber')
      report.fault(
        file,
        null,
        `Pesan "${name}" harus dicari dengan nomor permohonan. Isi "Subscription correlation key" dengan =applicationNumber.`,
      );
  }
  const caught = diagram.nodes.filter(({ message }) => message !== undefined);
  for (const name of known)
    if (!caught.some(({ message }) => message === name))
      report.fault(file, null, `Tidak ada yang menunggu pesan "${name}". Kembalikan kejadian yang menerimanya.`);
  for (const node of diagram.nodes) {
    const waits = node.kind === 'receiveTask' || (node.triggers.includes('message') && node.kind !== 'endEvent');
    if (waits && node.message === undefined)
      report.fault(file, nameOf(node), 'Kejadian ini belum memilih pesan. Pilih pesannya.');
    if (node.message !== undefined && node.outputs.length === 0)
      report.fault(
        file,
        nameOf(node),
        'Isi pesan akan masuk ke berkas begitu saja. Beri pemetaan keluaran (output mapping), sekalipun hanya satu.',
      );
  }
  const errors: readonly string[] = [...BPMN_ERRORS, WITHIN_THE_DIAGRAM];
  for (const code of diagram.errorCodes)
    if (!errors.includes(code))
      report.fault(file, null, `Galat "${code}" tidak dikenal program. Pakai salah satu dari: ${errors.join(', ')}.`);
  for (const node of diagram.nodes)
    if (node.triggers.includes('error') && node.errorCode === undefined)
      report.fault(file, nameOf(node), 'Kejadian galat ini belum memilih galat. Pilih galatnya.');
}
