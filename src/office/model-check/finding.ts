import type { ModelFinding } from '../../process/process.ts';
import type { Flow, Node } from '../../process/model/read-diagram.ts';

export interface Finding extends ModelFinding {
  /** A fault keeps the model from being used; advice does not. */
  readonly weight: 'fault' | 'advice';
}

/** Gathers findings; the same sentence about the same element counts once. */
export class Report {
  readonly #findings = new Map<string, Finding>();

  fault(file: string, element: string | null, sentence: string): void {
    this.#add({ file, element, sentence, weight: 'fault' });
  }

  advice(file: string, element: string | null, sentence: string): void {
    this.#add({ file, element, sentence, weight: 'advice' });
  }

  get findings(): Finding[] {
    return [...this.#findings.values()];
  }

  #add(finding: Finding): void {
    this.#findings.set(`${finding.file}\0${finding.element}\0${finding.sentence}`, finding);
  }
}

/** An element as its owner finds it in the diagram: by its name, and by its id in the search of the Modeler. */
export const nameOf = ({ name, id, kind }: Pick<Node, 'name' | 'id' | 'kind'>): string =>
  `${name === '' ? `${KIND_LABELS[kind] ?? 'elemen'} tanpa nama` : name} (${id})`;

export const flowName = ({ name, id }: Pick<Flow, 'name' | 'id'>): string =>
  name === '' ? `alur (${id})` : `alur "${name}" (${id})`;

export const KIND_LABELS: Readonly<Record<string, string>> = {
  exclusiveGateway: 'gerbang',
  eventBasedGateway: 'gerbang kejadian',
  boundaryEvent: 'kejadian tepi',
  startEvent: 'kejadian awal',
  endEvent: 'kejadian akhir',
  intermediateCatchEvent: 'kejadian tunggu',
  intermediateThrowEvent: 'kejadian kirim',
  userTask: 'tugas orang',
  serviceTask: 'tugas sistem',
  sendTask: 'tugas kirim',
  receiveTask: 'tugas terima',
  businessRuleTask: 'tugas tabel keputusan',
  subProcess: 'subproses',
};
