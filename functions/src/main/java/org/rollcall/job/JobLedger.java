package org.rollcall.job;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rollcall.aws.AwsException;
import org.rollcall.aws.BilledUsage;
import org.rollcall.aws.BucketException;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.error.ReasonText;
import org.rollcall.json.Json;

/** The objects of a job's folder that its chunks write while the job runs. */
public final class JobLedger {

  /** A page's name. S3Proxy also lists objects that are being written, under other names. */
  private static final Pattern PAGE_NAME = Pattern.compile("(\\d{6,})\\.jsonl");

  private static final String FAILURES = "failures/";
  private static final Pattern FAILURE_COUNT = Pattern.compile("/([A-Z]+-\\d{6,})-(\\d+)$");

  /** How many times a page that other invocations keep writing is written. */
  private static final int MAX_ATTEMPTS = 5;

  private static final String STOP = "stop.json";
  private static final String JSON_LINES = "application/jsonl";

  private final JobFolder folder;

  public JobLedger(JobFolder folder) {
    this.folder = folder;
  }

  /**
   * A kind of pages. Each chunk writes one page of each kind.
   *
   * @param <T> the type of the entries
   */
  public record Page<T>(String name, String folder, Class<T> type) {

    /** The outcome of each member, by {@code UpdateUser}. */
    public static final Page<Outcome> OUTCOMES = new Page<>("OUTCOMES", "outcomes/", Outcome.class);

    /** The outcome of each letter, by {@code NotifyUser}. */
    public static final Page<LetterOutcome> LETTERS =
        new Page<>("LETTERS", "letters/", LetterOutcome.class);

    /** In a job that confirms a preview: the outcome of each member in the preview. */
    public static final Page<PreviewedOutcome> PREVIEWED =
        new Page<>("PREVIEWED", "previewed/", PreviewedOutcome.class);

    /** In a job that undoes another one: what that job did to each member. */
    public static final Page<BeforeImage> BEFORE_IMAGES =
        new Page<>("BEFORE_IMAGES", "before-images/", BeforeImage.class);

    /** The name of a chunk's page in the job's folder. */
    public String object(int chunk) {
      return folder + String.format(Locale.ROOT, "%06d.jsonl", chunk);
    }
  }

  /**
   * Writes a page that only one invocation writes, with the usage of this invocation.
   *
   * @param laterPuts the number of objects that the invocation puts after this page
   */
  public <T> void write(Page<T> page, int chunk, Collection<T> entries, int laterPuts) {
    folder.write(
        page.object(chunk),
        new LedgerPage<>(
                List.copyOf(entries), invocations(new TreeMap<>(), laterPuts), Optional.empty())
            .toBytes(),
        JSON_LINES);
  }

  /**
   * Writes a chunk's page. Its usage is that of all invocations of the chunk. If another invocation
   * has written the page since it was read, the page is read again and merged. See D-178.
   *
   * @param read the page as this invocation has read it
   * @param merge makes the entries to write from the present page. It can be called several times
   * @param laterPuts the number of objects that the invocation puts after this page
   * @param forecast in a preview: the usage of the chunk in the job that it shows
   * @throws AwsException if others keep writing the page
   */
  public <T> void update(
      Page<T> page,
      int chunk,
      LedgerPage<T> read,
      Function<LedgerPage<T>, Collection<T>> merge,
      int laterPuts,
      Optional<BilledUsage> forecast) {
    String object = page.object(chunk);
    LedgerPage<T> present = read;
    for (int attempts = 0; attempts < MAX_ATTEMPTS; attempts++) {
      byte[] content =
          new LedgerPage<>(
                  List.copyOf(merge.apply(present)),
                  invocations(present.invocations(), laterPuts),
                  larger(forecast, present.forecast()))
              .toBytes();
      if (folder.writeIfUnchanged(object, content, JSON_LINES, present.version())) {
        return;
      }
      present = read(page, chunk);
      if (Arrays.equals(content, present.toBytes())) {
        // An attempt of the SDK whose response was lost has written it.
        return;
      }
    }
    throw new BucketException(
        new IllegalStateException("other invocations keep writing " + folder.key(object)));
  }

  /** The invocations that have written a page, and this one. */
  private static SortedMap<String, BilledUsage> invocations(
      SortedMap<String, BilledUsage> earlier, int laterPuts) {
    InvocationUsage usage = InvocationUsage.current();
    SortedMap<String, BilledUsage> all = new TreeMap<>(earlier);
    all.put(usage.id(), usage.totalWithPuts(1 + laterPuts));
    return all;
  }

  /** The forecast of the invocation that has decided more members. A member reads its item. */
  private static Optional<BilledUsage> larger(
      Optional<BilledUsage> one, Optional<BilledUsage> other) {
    return Stream.of(one, other)
        .flatMap(Optional::stream)
        .max(Comparator.comparing(BilledUsage::dynamodbReadUnits));
  }

  /**
   * A chunk's page; without entries if the chunk has not written it. Of a damaged page, the entries
   * that can be read.
   */
  public <T> LedgerPage<T> read(Page<T> page, int chunk) {
    return folder
        .read(
            page.object(chunk),
            (bytes, version) -> LedgerPage.parse(bytes, page.type(), Optional.of(version)))
        .orElseGet(() -> new LedgerPage<>(List.of(), new TreeMap<>(), Optional.empty()));
  }

  /** The numbers of the chunks that have written a page. */
  public Set<Integer> pages(Page<?> page) {
    return pageTimes(page).keySet();
  }

  /** When each chunk has written its page, by the chunk's number. */
  public Map<Integer, Instant> pageTimes(Page<?> page) {
    int start = folder.key(page.folder()).length();
    Map<Integer, Instant> times = new HashMap<>();
    folder
        .writeTimes(page.folder())
        .forEach(
            (key, time) -> {
              Matcher name = PAGE_NAME.matcher(key.substring(start));
              if (name.matches()) {
                times.put(Integer.valueOf(name.group(1)), time);
              }
            });
    return times;
  }

  /** When the last page was written; empty if there is none. */
  public Optional<Instant> lastWrite() {
    return Stream.of(Page.OUTCOMES, Page.LETTERS)
        .flatMap(page -> folder.writeTimes(page.folder()).values().stream())
        .max(Comparator.naturalOrder());
  }

  /**
   * Records how many members or letters of a chunk failed, in an object's name. See D-010.
   *
   * @param page {@link Page#OUTCOMES} for members
   */
  public void writeFailures(Page<?> page, int chunk, int count) {
    folder.write(FAILURES + failedPage(page, chunk) + "-" + count, new byte[0], JobFolder.JSON);
  }

  /**
   * How many members and letters failed, without those of one page. If a page was counted twice,
   * the larger count is used.
   */
  int failuresExcept(Page<?> page, int chunk) {
    Map<String, Integer> failures = failures();
    failures.remove(failedPage(page, chunk));
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * How many members or letters of chunks failed, by chunk. No page is read. Chunks without
   * failures are not in it.
   */
  public SortedMap<Integer, Integer> failures(Page<?> page) {
    SortedMap<Integer, Integer> chunks = new TreeMap<>();
    String kind = page.name() + "-";
    failures()
        .forEach(
            (name, count) -> {
              if (name.startsWith(kind)) {
                chunks.put(Integer.valueOf(name.substring(kind.length())), count);
              }
            });
    return chunks;
  }

  private Map<String, Integer> failures() {
    Map<String, Integer> failures = new HashMap<>();
    for (String key : folder.list(FAILURES)) {
      Matcher name = FAILURE_COUNT.matcher(key);
      if (name.find()) {
        failures.merge(name.group(1), Integer.valueOf(name.group(2)), Math::max);
      }
    }
    return failures;
  }

  private static String failedPage(Page<?> page, int chunk) {
    return String.format(Locale.ROOT, "%s-%06d", page.name(), chunk);
  }

  /** Stops the chunks that have not started. If there are several reasons, the last one counts. */
  public void stop(StopReason reason) {
    Stop stop = new Stop(reason, ReasonText.of(reason.reason()).text());
    folder.write(STOP, Json.pretty(stop), JobFolder.JSON);
  }

  /** Why the job stops; empty if it does not. */
  public Optional<StopReason> stopReason() {
    return folder.find(STOP, Stop.class).map(Stop::code);
  }

  /** The object {@code stop.json}. */
  private record Stop(StopReason code, String reason) {}
}
