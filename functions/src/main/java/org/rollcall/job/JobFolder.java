package org.rollcall.job;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.user.PrimaryId;

/**
 * The folder of a job, {@code jobs/<job ID>/}, with the objects that do not change once the job is
 * accepted. The objects that chunks write are in {@link JobLedger}.
 */
public final class JobFolder {

  static final String JOB = "job.json";
  private static final String START = "start.json";
  private static final String CHUNKS = "chunks.json";
  private static final String HELD_BACK = "held-back.json";
  private static final String LETTER = "letter.json";

  /** In an undo: the letter of the job that it undoes, which a redo sends again. */
  private static final String UNDONE_LETTER = "undone-letter.json";

  /** The forecast of a preview. It is copied into the folder of the job that confirms it. */
  public static final String FORECAST = "forecast.json";

  /** The names of the objects that are written before the job is accepted. */
  private static final Pattern BEFORE_ACCEPTANCE =
      Pattern.compile(
          String.join(
              "|",
              START,
              CHUNKS,
              HELD_BACK,
              LETTER,
              FORECAST,
              "outcomes/0+[.]jsonl",
              "previewed/[0-9]+[.]jsonl",
              "before-images/[0-9]+[.]jsonl",
              UNDONE_LETTER,
              "failures/OUTCOMES-0+-.*"));

  /** The content type of JSON. */
  public static final String JSON = "application/json";

  private final Bucket bucket;
  private final JobId jobId;
  private final String prefix;

  public JobFolder(Bucket bucket, JobId jobId) {
    this.bucket = bucket;
    this.jobId = jobId;
    this.prefix = "jobs/" + jobId + "/";
  }

  /** The key of an object of this folder. */
  public String key(String name) {
    return prefix + name;
  }

  /** The key of the list of chunks, for the state machine. */
  public String chunksKey() {
    return key(CHUNKS);
  }

  /** Writes the job last of all, since it is accepted from then on. See D-001. */
  public void writeJob(Job job) {
    write(JOB, Json.pretty(job), JSON);
  }

  /**
   * The job; empty if it was never accepted.
   *
   * @throws JobFolderException if the object is damaged, is that of another job, or another version
   *     of Rollcall wrote it
   */
  public Optional<Job> findJob() {
    Optional<Job> job = find(JOB, Job.class);
    if (job.filter(found -> !found.jobId().equals(jobId)).isPresent()) {
      throw new JobFolderException(JobFolderError.JOB_FILE_OF_OTHER_JOB, key(JOB));
    }
    return job;
  }

  /**
   * Whether a folder without a job has objects that only an accepted job writes. They are of a job
   * whose {@code job.json} was lost, or was deleted before them. See D-155.
   */
  public boolean hasRestOfJob() {
    return list("").stream()
        .map(key -> key.substring(prefix.length()))
        .anyMatch(name -> !BEFORE_ACCEPTANCE.matcher(name).matches());
  }

  /**
   * Checks that a folder without a job is not that of a job that was accepted. Such a job has a
   * report, or pages of its chunks.
   *
   * @throws JobFolderException if the job was accepted, but its object is missing
   */
  public void requireNeverAccepted() {
    if (hasRestOfJob()) {
      throw missing(JOB);
    }
  }

  public Job readJob() {
    return findJob().orElseThrow(() -> missing(JOB));
  }

  /** Records who starts the job, before its execution starts. */
  public void writeStart(StartRecord start) {
    write(START, Json.pretty(start), JSON);
  }

  /** Who started the job; empty if {@code StartJob} did not start it. */
  public Optional<StartRecord> findStart() {
    return find(START, StartRecord.class);
  }

  public void writeChunks(List<Chunk> chunks) {
    write(CHUNKS, Json.bytes(chunks), JSON);
  }

  public List<Chunk> readChunks() {
    return List.of(require(CHUNKS, Chunk[].class));
  }

  /** Writes the members that the job does not process, in the set's order. */
  public void writeHeldBack(List<PrimaryId> members) {
    List<String> ids = members.stream().map(PrimaryId::toString).toList();
    write(HELD_BACK, Json.bytes(new HeldBack(ids)), JSON);
  }

  /** The object {@code held-back.json}. An erasure finds people in the key {@code members}. */
  private record HeldBack(@JsonSetter(nulls = Nulls.AS_EMPTY) List<String> members) {
    HeldBack {
      members = List.copyOf(members);
    }
  }

  /**
   * The primary IDs of the members that the job does not process, in the set's order.
   *
   * @throws JobFolderException if the job holds members back, but their list is missing or damaged
   */
  public List<String> readHeldBack(Job job) {
    return job.heldBack() == 0 ? List.of() : require(HELD_BACK, HeldBack.class).members();
  }

  public void writeLetter(LetterSnapshot letter) {
    write(LETTER, Json.pretty(letter), JSON);
  }

  public LetterSnapshot readLetter() {
    return require(LETTER, LetterSnapshot.class);
  }

  public void writeUndoneLetter(LetterSnapshot letter) {
    write(UNDONE_LETTER, Json.pretty(letter), JSON);
  }

  public Optional<LetterSnapshot> findUndoneLetter() {
    return find(UNDONE_LETTER, LetterSnapshot.class);
  }

  public LetterSnapshot readUndoneLetter() {
    return require(UNDONE_LETTER, LetterSnapshot.class);
  }

  /**
   * Writes an object.
   *
   * @param name its name in this folder
   * @param type its content type
   */
  public void write(String name, byte[] content, String type) {
    bucket.put(key(name), content, type);
  }

  /** Writes an object whose content is not in memory; see {@link Bucket#put}. */
  public void write(String name, long length, Supplier<InputStream> content, String type) {
    bucket.put(key(name), length, content, type);
  }

  /** An object's content as a stream, which the caller closes; empty if it does not exist. */
  public Optional<InputStream> open(String name) {
    return bucket.open(key(name));
  }

  /** Writes an object if it has not changed; see {@link Bucket#putIfUnchanged}. */
  boolean writeIfUnchanged(String name, byte[] content, String type, Optional<String> version) {
    return bucket.putIfUnchanged(key(name), content, type, version);
  }

  public Optional<byte[]> read(String name) {
    return bucket.get(key(name));
  }

  /** Reads an object and its version; see {@link Bucket#read}. */
  <T> Optional<T> read(String name, BiFunction<byte[], String, T> reader) {
    return bucket.read(key(name), reader);
  }

  /**
   * Reads a JSON object; empty if it does not exist.
   *
   * @throws JobFolderException if it is damaged, or another version of Rollcall has written it
   */
  public <T> Optional<T> find(String name, Class<T> type) {
    return read(name).map(bytes -> parse(name, bytes, type));
  }

  private <T> T parse(String name, byte[] bytes, Class<T> type) {
    try {
      return Json.read(bytes, type);
    } catch (UncheckedIOException e) {
      throw new JobFolderException(
          Json.isContainer(bytes)
              ? JobFolderError.JOB_FILE_OF_OTHER_VERSION
              : JobFolderError.JOB_FILE_DAMAGED,
          key(name));
    }
  }

  /** Deletes an object. Does nothing if it does not exist. */
  public void delete(String name) {
    bucket.delete(key(name));
  }

  /** The keys of the objects whose names begin with a text. */
  public List<String> list(String namePrefix) {
    return bucket.list(key(namePrefix));
  }

  /** When each object was written whose name begins with a text, by its key. */
  public Map<String, Instant> writeTimes(String namePrefix) {
    return bucket.writeTimes(key(namePrefix));
  }

  /** Whether there is an object of this name. It is not read. */
  public boolean has(String name) {
    return list(name).contains(key(name));
  }

  private <T> T require(String name, Class<T> type) {
    return find(name, type).orElseThrow(() -> missing(name));
  }

  private JobFolderException missing(String name) {
    return new JobFolderException(JobFolderError.JOB_FILE_MISSING, key(name));
  }
}
