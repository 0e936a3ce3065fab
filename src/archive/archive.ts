/** What is kept of a finished case (SOP step 10). Names inside are fixed; no personal data in any name. */
export interface ArchivePackage {
  readonly applicationNumber: string;
  /** Relative name -> bytes: 'kk-signed.pdf', 'kk-draft.pdf', 'papers/01-ijazah.jpg', 'case.json', 'journal.json', 'trust.pem'. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}
export interface ArchiveLayerResult {
  readonly layer: string;
  readonly state: 'stored' | 'absent';
  /** Folder of the bag in this layer; null when the medium is absent. */
  readonly path: string | null;
  /** SHA-256 of the bag's manifest. */
  readonly sha256: string;
}
/** Digital archive in layers: server, hard disk, flash disk, other (SOP step 10), each a configured folder, each copy a BagIt bag (RFC 8493). */
export interface Archive {
  readonly layers: readonly string[];
  /** Writes to every present layer; an absent medium is reported, not an error. Throws Failure('ARCHIVE_UNAVAILABLE') when the first layer cannot be written. */
  store(pack: ArchivePackage): Promise<ArchiveLayerResult[]>;
  /** Checks every bag of a layer; names the files that are missing, added or altered. */
  check(layer: string): Promise<{ bag: string; faults: string[] }[]>;
  /** Copies what a medium missed while it was away and replaces damaged bags, from the first layer that has the bag whole. For the day when the flash disk is back. */
  fill(): Promise<ArchiveFilling>;
}
export interface ArchiveFilling {
  readonly filled: readonly {
    readonly applicationNumber: string;
    readonly layer: string;
    readonly path: string;
    readonly sha256: string;
  }[];
  /** Layers whose medium is not there now. */
  readonly absent: readonly string[];
  /** Bags of which no present layer has a whole copy. */
  readonly lost: readonly string[];
}
