package org.rollcall.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import org.rollcall.local.archive.InvalidArchiveException;

/**
 * The first entry of a backup.
 *
 * @param backupFormat the format of the archive
 * @param folderFormat the format of the data folder
 * @param withKey whether the backup contains the password key
 */
record BackupManifest(int backupFormat, int folderFormat, boolean withKey) {

  static final String FIRST = "rollcall-backup.json";
  static final String LAST = "rollcall-backup-end.json";

  private static final int FORMAT = 1;

  /** The last entry of a backup. An archive without it is incomplete. */
  record End(int files, String sha256) {}

  static BackupManifest of(boolean withKey) {
    return new BackupManifest(FORMAT, FolderFormat.FORMAT, withKey);
  }

  /** Whether a first entry is that of another version, whose other keys are unknown. */
  static boolean isOtherVersion(JsonNode manifest) {
    return manifest.path("backup_format").asInt() != FORMAT
        || manifest.path("folder_format").asInt() != FolderFormat.FORMAT;
  }

  /**
   * Checks that a path names a file inside of a data folder.
   *
   * @throws InvalidArchiveException if it does not
   */
  static void requireSafe(String path) throws InvalidArchiveException {
    for (String name : path.split("/", -1)) {
      if (name.isEmpty()
          || name.equals(".")
          || name.equals("..")
          || name.contains("\\")
          || name.chars().anyMatch(Character::isISOControl)) {
        throw new InvalidArchiveException("it has a file with an invalid path");
      }
    }
    if (path.equals(DataFolder.LOCK_FILE)) {
      throw new InvalidArchiveException("it has a file with an invalid path");
    }
  }
}
