/** Which files the archive's package of a case holds. */
export interface ArchivePackageRecord {
  readonly applicationNumber: string;
  readonly signedSha256: string;
  /** Document that lists the files by name and hash. */
  readonly contentsSha256: string;
}

export interface ArchivePackages {
  find(
    applicationNumber: string,
    signedSha256: string,
  ): Promise<Pick<ArchivePackageRecord, 'contentsSha256'> | undefined>;
  /** Fixes what the package holds. The first one stays: answers the one in force. */
  fix(packed: ArchivePackageRecord): Promise<Pick<ArchivePackageRecord, 'contentsSha256'>>;
}
