import { flowName, nameOf } from './finding.ts';
import type { Subject } from './subject.ts';
import { walk, type WalkResult } from './walk/walk.ts';

/** Leads cases through the diagram and reports what is never reached and where no case gets on. */
export function checkWalk(subject: Subject): WalkResult {
  const { diagram, file, report } = subject;
  const result = walk(subject);
  const { visited, traps } = result;
  const undoing = new Set(diagram.nodes.flatMap(({ undoes }) => undoes ?? []));
  for (const node of diagram.nodes) {
    if (visited.has(node.id) || node.isEventSubProcess || node.compensation || undoing.has(node.id)) continue;
    // Reported once, where the way breaks off: an element after it is reported with its flow.
    const into = diagram.flows.filter(({ to }) => to === node.id);
    if (into.some(({ from }) => visited.has(from)) || into.some(({ from }) => !isReached(from))) continue;
    report.fault(
      file,
      nameOf(node),
      'Elemen ini tidak pernah dicapai berkas mana pun. Hubungkan dengan alur, atau hapus.',
    );
  }
  for (const flow of diagram.flows) {
    const from = diagram.find(flow.from);
    if (from === undefined || visited.has(flow.id) || !visited.has(from.id)) continue;
    report.fault(
      file,
      flowName(flow),
      `Alur dari ${nameOf(from)} ini tidak pernah dilalui: tidak ada keadaan yang memenuhi syaratnya. Periksa syarat gerbangnya.`,
    );
  }
  const [trap] = traps;
  if (trap !== undefined)
    report.fault(
      file,
      nameOf(trap),
      'Berkas yang sampai di sini tidak pernah selesai. Hubungkan dengan jalan ke akhir.',
    );
  return result;

  function isReached(id: string): boolean {
    return visited.has(id) || diagram.flows.every(({ to }) => to !== id);
  }
}
