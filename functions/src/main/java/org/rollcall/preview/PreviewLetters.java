package org.rollcall.preview;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.id.Sha256;
import org.rollcall.letter.RenderedLetter;
import org.rollcall.user.PrimaryId;

/**
 * The rendered letters of a preview, in the folder {@code preview-letters/<job ID>/}. They are not
 * in the job's folder, because S3 deletes them when the preview expires, by the beginning of their
 * keys. The end of a key is a digest of the person's primary ID, so that the letters of a person
 * can be found.
 */
public record PreviewLetters(Bucket bucket, JobId jobId) {

  private static final String FOLDER = "preview-letters/";
  private static final String HTML = "text/html; charset=utf-8";
  private static final int DIGITS = 16;

  /** The folder of these letters. */
  public String folder() {
    return FOLDER + jobId + "/";
  }

  /**
   * Writes a letter as HTML.
   *
   * @param number the number of the letter in its language, from 1
   */
  public void write(String type, int number, PrimaryId member, RenderedLetter letter) {
    String name =
        String.format(
            Locale.ROOT, "%s-%s-%02d-%s.html", type, letter.language(), number, digest(member));
    bucket.put(folder() + name, letter.html().getBytes(StandardCharsets.UTF_8), HTML);
  }

  /**
   * Deletes the letters of a person from all previews.
   *
   * @param names the IDs of the person in jobs
   */
  public static void delete(Bucket bucket, Collection<PrimaryId> names) {
    Set<String> ends =
        names.stream().map(name -> "-" + digest(name) + ".html").collect(Collectors.toSet());
    bucket.list(FOLDER).stream()
        .filter(key -> ends.stream().anyMatch(key::endsWith))
        .forEach(bucket::delete);
  }

  private static String digest(PrimaryId member) {
    return Sha256.hex(member.key().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }
}
