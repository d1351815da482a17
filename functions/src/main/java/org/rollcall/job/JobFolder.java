package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.aws.Bucket;
import org.rollcall.error.ReasonText;
import org.rollcall.json.Json;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery;

/** A job's ledger: the objects under {@code jobs/<job id>/}. */
public final class JobFolder {

  /** How many characters a job's id may have: Step Functions' bound on an execution's name. */
  public static final int LONGEST_ID = 80;

  /** The only names that a job may have: nothing in them can leave its folder. */
  public static final Pattern JOB_ID = Pattern.compile("[A-Za-z0-9_-]{1," + LONGEST_ID + "}");

  /** A page's name; S3Proxy also lists objects that are just being written, under other names. */
  private static final Pattern PAGE = Pattern.compile("(\\d{6,})\\.jsonl");

  private static final String FAILURES = "failures/";
  private static final Pattern FAILURE = Pattern.compile("/([A-Z]+-\\d{6,})-(\\d+)$");

  private static final String STOP = "stop.json";

  private static final String JSON = "application/json";
  private static final String JSON_LINES = "application/jsonl";

  private final Bucket bucket;
  private final String prefix;

  /**
   * The folder of a job.
   *
   * @throws IllegalArgumentException if the id is not like {@link #JOB_ID}
   */
  public JobFolder(Bucket bucket, String jobId) {
    this.bucket = requireNonNull(bucket, "bucket is null");
    if (!JOB_ID.matcher(jobId).matches()) {
      throw new IllegalArgumentException("a job id has letters, digits, - and _, at most 80");
    }
    this.prefix = "jobs/" + jobId + "/";
  }

  /** The pages that are written, by the chunk's number. */
  public enum Page {
    /** What became of each member, by {@code UpdateUser}. */
    OUTCOMES,
    /** What became of each letter, by {@code NotifyUser}. */
    LETTERS;

    private String folder() {
      return this == OUTCOMES ? "outcomes/" : "letters/";
    }
  }

  /** The folder lacks an object that it had when the job was accepted. */
  public static final class Incomplete extends RuntimeException {
    private Incomplete(String message) {
      super(message);
    }
  }

  /** An object of the folder, by its name in it. */
  public String key(String name) {
    return prefix + name;
  }

  public String chunksKey() {
    return key("chunks.json");
  }

  public void writeJob(Job job) {
    bucket.put(key("job.json"), Json.pretty(job), JSON);
  }

  /** The job; nothing if it was never accepted. */
  public Optional<Job> findJob() {
    return bucket.get(key("job.json")).map(bytes -> Json.read(bytes, Job.class));
  }

  public Job readJob() {
    return findJob().orElseThrow(() -> missing("job.json"));
  }

  /** Notes who starts the job; there is no more in its folder yet. */
  public void writeStart(StartRecord start) {
    bucket.put(key("start.json"), Json.pretty(start), JSON);
  }

  /** Who started the job; nothing if nobody has proven it. */
  public Optional<StartRecord> findStart() {
    return bucket.get(key("start.json")).map(bytes -> Json.read(bytes, StartRecord.class));
  }

  public void writeChunks(List<Chunk> chunks) {
    bucket.put(chunksKey(), Json.bytes(chunks), JSON);
  }

  public List<Chunk> readChunks() {
    byte[] bytes = bucket.get(chunksKey()).orElseThrow(() -> missing("chunks.json"));
    try {
      return Json.MAPPER.readValue(bytes, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void writeLetter(LetterSnapshot letter) {
    bucket.put(key("letter.json"), Json.pretty(letter), JSON);
  }

  public LetterSnapshot readLetter() {
    return bucket
        .get(key("letter.json"))
        .map(bytes -> Json.read(bytes, LetterSnapshot.class))
        .orElseThrow(() -> missing("letter.json"));
  }

  public void writeOutcomes(int chunk, LedgerPage<Outcome> ledger) {
    bucket.put(key(name(Page.OUTCOMES, chunk)), ledger.toBytes(), JSON_LINES);
  }

  /** A chunk's outcomes; nothing if the chunk was not reached. */
  public Optional<LedgerPage<Outcome>> readOutcomes(int chunk) {
    return bucket
        .get(key(name(Page.OUTCOMES, chunk)))
        .map(bytes -> LedgerPage.of(bytes, Outcome.class));
  }

  public void writeLetters(int chunk, LedgerPage<LetterOutcome> ledger) {
    bucket.put(key(name(Page.LETTERS, chunk)), ledger.toBytes(), JSON_LINES);
  }

  /** A chunk's letters; nothing if none were due or the chunk was not reached. */
  public Optional<LedgerPage<LetterOutcome>> readLetters(int chunk) {
    return bucket
        .get(key(name(Page.LETTERS, chunk)))
        .map(bytes -> LedgerPage.of(bytes, LetterOutcome.class));
  }

  /** Notes how many of a chunk's users, or of its letters, have failed. */
  public void writeFailures(Page page, int chunk, int count) {
    bucket.put(
        key(FAILURES + String.format(Locale.ROOT, "%s-%06d-%d", page, chunk, count)),
        new byte[0],
        JSON);
  }

  /**
   * How many failures are noted, but for those of one chunk's page. A page that was written twice
   * counts as the worse of the two.
   */
  int failuresBeside(Page page, int chunk) {
    String own = String.format(Locale.ROOT, "%s-%06d", page, chunk);
    Map<String, Integer> failures = new HashMap<>();
    for (String key : bucket.list(key(FAILURES))) {
      Matcher name = FAILURE.matcher(key);
      if (name.find() && !name.group(1).equals(own)) {
        failures.merge(name.group(1), Integer.valueOf(name.group(2)), Math::max);
      }
    }
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether the job was accepted. */
  public boolean exists() {
    return bucket.list(key("job.json")).contains(key("job.json"));
  }

  /** Notes what SES has told of a user's letter; to note it twice is to note it once. */
  public void writeDelivery(PrimaryId user, DeliveryRecord note) {
    bucket.put(key(Deliveries.name(user, note.kind())), Json.bytes(note), JSON);
  }

  /**
   * Takes away what SES has told of a user's letter.
   *
   * @param heir who is to have it instead
   * @return SES's ids of the messages that it told of
   */
  public Set<String> removeDeliveries(PrimaryId user, Optional<PrimaryId> heir) {
    Set<String> messageIds = new HashSet<>();
    for (Delivery.Kind kind : Delivery.Kind.values()) {
      String old = key(Deliveries.name(user, kind));
      bucket
          .get(old)
          .ifPresent(
              note -> {
                messageIds.add(Json.read(note, DeliveryRecord.class).messageId());
                heir.ifPresent(other -> bucket.put(key(Deliveries.name(other, kind)), note, JSON));
                bucket.delete(old);
              });
    }
    return messageIds;
  }

  /** What SES has told so far of the job's letters. */
  public Deliveries readDeliveries() {
    return Deliveries.of(bucket.list(key(Deliveries.FOLDER)));
  }

  /**
   * Tells the chunks to come that the job is to leave off. Of several reasons the last one stands.
   */
  public void stop(StopReason reason) {
    bucket.put(
        key(STOP), Json.pretty(new Stop(reason, ReasonText.of(reason.reason()).text())), JSON);
  }

  /** Why the job is to leave off, if it is. */
  public Optional<StopReason> stopped() {
    return bucket.get(key(STOP)).map(bytes -> Json.read(bytes, Stop.class).code());
  }

  /** What the mark says, to programs and to people. */
  private record Stop(StopReason code, String reason) {}

  /** The numbers of the chunks that have a page. */
  public Set<Integer> pages(Page page) {
    String start = key(page.folder());
    Set<Integer> chunks = new HashSet<>();
    for (String key : bucket.list(start)) {
      Matcher name = PAGE.matcher(key.substring(start.length()));
      if (name.matches()) {
        chunks.add(Integer.valueOf(name.group(1)));
      }
    }
    return chunks;
  }

  public void write(String name, byte[] content, String type) {
    bucket.put(key(name), content, type);
  }

  /** Deletes an object, if it is there. */
  public void delete(String name) {
    bucket.delete(key(name));
  }

  public Optional<byte[]> read(String name) {
    return bucket.get(key(name));
  }

  private static String name(Page page, int chunk) {
    return page.folder() + String.format(Locale.ROOT, "%06d.jsonl", chunk);
  }

  private Incomplete missing(String name) {
    return new Incomplete(key(name) + " is missing from the bucket");
  }
}
