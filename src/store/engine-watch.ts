/** Work of the engine that stands still until a person acts. */
export interface SeenIncident {
  readonly id: string;
  readonly applicationNumber: string;
  readonly element: string;
  /** Indonesian, free of personal data. */
  readonly sentence: string;
  readonly since: Date;
}
export interface EngineSighting {
  readonly seenAt: Date;
  /** Open cases that no instance of the process carries. */
  readonly stranded: readonly string[];
  readonly incidents: readonly SeenIncident[];
}

export interface EngineWatch {
  put(sighting: Omit<EngineSighting, 'seenAt'>): Promise<void>;
  /** Undefined: nobody has looked yet. */
  newest(): Promise<EngineSighting | undefined>;
}
