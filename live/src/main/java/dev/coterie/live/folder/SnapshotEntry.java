package dev.coterie.live.folder;

/**
 * A snapshot that was or is served.
 *
 * @param id {@code fit-1} for the first
 * @param path of the snapshot's folder
 * @param through number of the last event of the store that it was fitted to, 0 for none
 * @param taken when it came into this folder, ISO 8601
 */
public record SnapshotEntry(String id, String path, long through, String taken) {
  /** The same at another place. */
  public SnapshotEntry at(String otherPath) {
    return new SnapshotEntry(id, otherPath, through, taken);
  }
}
