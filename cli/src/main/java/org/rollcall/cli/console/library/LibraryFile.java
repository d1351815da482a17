package org.rollcall.cli.console.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.console.web.RefusedException;
import org.rollcall.cli.objects.ObjectKey;
import org.rollcall.set.SetKeys;

/**
 * A file of the library in the bucket, as the editor finds it.
 *
 * @param version the version for a conditional write; {@link #NEW} if there is no file, and {@link
 *     #ANY} if the file is too large for the editor
 * @param text its text; empty if it is too large, or is not text
 */
record LibraryFile(String key, String version, Optional<String> text) {

  /** The version of a file that does not exist. */
  static final String NEW = "";

  /** Any version. */
  static final String ANY = "*";

  /** The maximum size of a file in the editor, in bytes. Those of letters are smaller. */
  static final int MAX_EDITED_BYTES = 256 * 1024;

  private static final String INSTITUTION = "institution.json";

  /**
   * Checks a key: the console edits sets, letters, code tables and {@code institution.json}, and no
   * files of jobs.
   */
  static String requireKey(String key) throws RefusedException {
    try {
      ObjectKey.check(key);
    } catch (CommandException e) {
      throw RefusedException.invalid("\"" + key + "\" is not the key of a file.");
    }
    boolean isOfLibrary =
        key.equals(INSTITUTION)
            || key.startsWith(SetKeys.FOLDER)
            || key.startsWith("letters/")
            || key.startsWith("codes/");
    if (!isOfLibrary) {
      throw RefusedException.notFound(
          "Only sets, letters, code tables and institution.json can be edited here.");
    }
    return key;
  }

  static LibraryFile read(Bucket bucket, String key) {
    try {
      if (bucket.get(key, MAX_EDITED_BYTES).isEmpty()) {
        return new LibraryFile(key, NEW, Optional.of(""));
      }
    } catch (ObjectTooLargeException e) {
      return new LibraryFile(key, ANY, Optional.empty());
    }
    return bucket
        .read(key, (content, version) -> new LibraryFile(key, version, text(content)))
        .orElseGet(() -> new LibraryFile(key, NEW, Optional.of("")));
  }

  private static Optional<String> text(byte[] content) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return Optional.of(text).filter(found -> found.indexOf('\0') < 0);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  boolean isNew() {
    return version.equals(NEW);
  }

  /**
   * Writes a file if no one else has written it since a version was read.
   *
   * @return whether it was written
   */
  static boolean write(Bucket bucket, String key, byte[] content, String version) {
    String type = ObjectKey.mediaType(key);
    if (version.equals(ANY)) {
      bucket.put(key, content, type);
      return true;
    }
    return bucket.putIfUnchanged(
        key, content, type, Optional.of(version).filter(known -> !known.equals(NEW)));
  }
}
