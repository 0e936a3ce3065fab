/** One copy of a case on one medium. */
export interface ArchiveCopyRecord {
  readonly applicationNumber: string;
  readonly layer: string;
  /** Folder within the layer; the same on every medium. */
  readonly bag: string;
  /** Where it was written; null: never. Names the place of that day, the medium may have moved since. */
  readonly path: string | null;
  readonly sha256: string;
  /**
   * 'absent': the medium was not there. 'damaged': altered or gone, not written again yet. 'repaired': damaged once,
   * whole again.
   */
  readonly state: 'stored' | 'absent' | 'damaged' | 'repaired';
  readonly at: Date;
  /** When it was last written, or read in full and found whole. */
  readonly checkedAt: Date;
}

/** Why a copy could not be written: its medium did not take it, or no whole copy could be opened. */
export type Hindrance = 'medium' | 'source';

/** What is known of the copies on the media, one row a case and layer. */
export interface ArchiveCopies {
  put(copy: Omit<ArchiveCopyRecord, 'at' | 'checkedAt'>): Promise<void>;
  /** Puts this in the place of what was read, unless the copy is another by now; answers whether it did. */
  move(read: ArchiveCopyRecord, to: Pick<ArchiveCopyRecord, 'path' | 'state'>): Promise<boolean>;
  of(applicationNumber: string): Promise<ArchiveCopyRecord[]>;
  absent(): Promise<ArchiveCopyRecord[]>;
  /**
   * Notes as absent what these layers have never had of archived cases, so many at most; answers how many there were.
   */
  enlist(layers: readonly string[], limit: number): Promise<number>;
  /**
   * Copies in this state that the layer lacks while a layer of `from` holds a whole one of the same case, or the
   * documents hold its package: those that nobody has tried to write first, then those that were tried longest ago.
   * One that was tried `after` times in vain rests so long between two tries.
   */
  lacking(filter: {
    layer: string;
    state: 'absent' | 'damaged';
    from: readonly string[];
    limit: number;
    rest: { after: number; ms: number };
  }): Promise<ArchiveCopyRecord[]>;
  /** It could not be written now; answers how often that was so since it lacks. */
  hindered(applicationNumber: string, layer: string, hindrance: Hindrance): Promise<number>;
  /** What has kept lacking copies from being written within the last milliseconds. */
  hindrances(withinMs: number): Promise<{ layer: string; hindrance: Hindrance }[]>;
  /** Copies in these layers and of this condition that nobody has read since; those that wait longest first. */
  dueForCheck(filter: {
    condition: 'whole' | 'damaged';
    layers: readonly string[];
    notCheckedSince: Date;
    limit: number;
  }): Promise<ArchiveCopyRecord[]>;
  /** How many copies in these layers nobody has read since; layers without any are left out. */
  unread(filter: { layers: readonly string[]; notCheckedSince: Date }): Promise<{ layer: string; count: number }[]>;
  /** It was read in full, and is as it was. */
  checked(applicationNumber: string, layer: string): Promise<void>;
  /** How many copies of each layer are in which state; for the desk. */
  counts(): Promise<{ layer: string; state: ArchiveCopyRecord['state']; count: number }[]>;
  /** Archived cases of which no medium holds a whole copy any more, 100 at most. */
  lost(): Promise<string[]>;
}
