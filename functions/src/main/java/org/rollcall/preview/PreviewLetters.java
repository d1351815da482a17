package org.rollcall.preview;

import static java.util.stream.Collectors.groupingBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.id.Sha256;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
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

  /**
   * Deletes the letters of previews that cannot be confirmed any more, because they have expired or
   * have no seal. On AWS, S3 deletes letters by their age.
   */
  public static void deleteExpired(Bucket bucket, Instant now) {
    Map<String, List<String>> folders =
        bucket.list(FOLDER).stream().collect(groupingBy(key -> key.split("/", -1)[1]));
    folders.forEach(
        (name, keys) -> {
          if (JobId.parse(name).filter(preview -> isOpen(bucket, preview, now)).isEmpty()) {
            keys.forEach(bucket::delete);
          }
        });
  }

  private static boolean isOpen(Bucket bucket, JobId preview, Instant now) {
    try {
      return new PreviewFolder(new JobFolder(bucket, preview))
          .findSeal()
          .filter(seal -> !seal.isExpired(now))
          .isPresent();
    } catch (JobFolderException e) {
      return false;
    }
  }

  private static String digest(PrimaryId member) {
    return Sha256.hex(member.key().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }
}
