package org.rollcall.cli.load;

/**
 * The result of a load. The JSON keys of {@code load --json} are the component names.
 *
 * @param loaded records that are stored now
 * @param repeated loaded records of users that an earlier record had loaded
 * @param unchanged loaded records that were already stored
 * @param notLoaded records or parts of files that were not loaded
 * @param heldBack records that were not loaded because stored data would be lost
 * @param incompleteFiles files of which the rest was not read
 * @param internalUsers users that a synchronisation did not touch
 * @param jobValuesKept fields in which a synchronisation kept a job's value
 * @param jobValuesReplaced fields in which a synchronisation replaced a job's value
 */
record LoadCount(
    int loaded,
    int repeated,
    int unchanged,
    int notLoaded,
    int heldBack,
    int incompleteFiles,
    int internalUsers,
    int jobValuesKept,
    int jobValuesReplaced) {

  /** The result in sentences. */
  String summary() {
    int users = loaded - repeated;
    StringBuilder text = new StringBuilder("Loaded " + count(users, "user"));
    if (repeated > 0) {
      text.append(" from ").append(loaded);
      text.append(" records; the last record of each user was used");
    }
    int failed = notLoaded - heldBack;
    text.append(failed == 0 ? "." : "; " + failed + " could not be loaded.");
    if (unchanged > 0) {
      text.append(" ").append(count(unchanged, "record"));
      text.append(unchanged == 1 ? " was" : " were").append(" already stored.");
    }
    if (internalUsers > 0) {
      text.append(" Did not touch ").append(count(internalUsers, "internal user")).append('.');
    }
    if (jobValuesKept > 0) {
      text.append(" Kept ").append(count(jobValuesKept, "value")).append(" set by jobs.");
    }
    if (jobValuesReplaced > 0) {
      text.append(" Replaced ").append(count(jobValuesReplaced, "value")).append(" set by jobs.");
    }
    if (heldBack > 0) {
      text.append(" Held back ").append(count(heldBack, "record"));
      text.append(", because stored data would be lost. To follow the rules of Alma's")
          .append(" synchronisation, add --sync. To replace the stored records, add --replace,")
          .append(" and --keep FILE to keep a copy of them.");
    }
    if (incompleteFiles > 0) {
      text.append(" The rest of ");
      text.append(incompleteFiles == 1 ? "one file" : incompleteFiles + " files");
      text.append(" was not read.");
    }
    return text.toString();
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
