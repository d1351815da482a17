package org.rollcall.job;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.aws.BilledUsage;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.error.ReasonText;
import org.rollcall.json.Json;

/** The objects of a job's folder that its chunks write while the job runs. */
public final class JobLedger {

  /** A page's name. S3Proxy also lists objects that are being written, under other names. */
  private static final Pattern PAGE_NAME = Pattern.compile("(\\d{6,})\\.jsonl");

  private static final String FAILURES = "failures/";
  private static final Pattern FAILURE_COUNT = Pattern.compile("/([A-Z]+-\\d{6,})-(\\d+)$");

  private static final String STOP = "stop.json";
  private static final String JSON_LINES = "application/jsonl";

  private final JobFolder folder;

  public JobLedger(JobFolder folder) {
    this.folder = folder;
  }

  /** The two kinds of pages. Each chunk writes one page of each kind. */
  public enum Page {
    /** The outcome of each member, by {@code UpdateUser}. */
    OUTCOMES,
    /** The outcome of each letter, by {@code NotifyUser}. */
    LETTERS;

    private String folder() {
      return this == OUTCOMES ? "outcomes/" : "letters/";
    }
  }

  /**
   * Writes the outcomes of a chunk, with the usage of this invocation.
   *
   * @param laterPuts the number of objects that the invocation puts after this page
   */
  public void writeOutcomes(int chunk, Collection<Outcome> outcomes, int laterPuts) {
    write(Page.OUTCOMES, chunk, outcomes, laterPuts);
  }

  /** A chunk's outcomes; none if the chunk was not processed. */
  public LedgerPage<Outcome> readOutcomes(int chunk) {
    return read(Page.OUTCOMES, chunk, Outcome.class);
  }

  /**
   * Writes the letters of a chunk, with the usage of this invocation.
   *
   * @param laterPuts the number of objects that the invocation puts after this page
   */
  public void writeLetters(int chunk, Collection<LetterOutcome> letters, int laterPuts) {
    write(Page.LETTERS, chunk, letters, laterPuts);
  }

  /** A chunk's letters; none if no letter was due or the chunk was not processed. */
  public LedgerPage<LetterOutcome> readLetters(int chunk) {
    return read(Page.LETTERS, chunk, LetterOutcome.class);
  }

  private <T> void write(Page page, int chunk, Collection<T> entries, int laterPuts) {
    BilledUsage usage = InvocationUsage.current().totalWithPuts(1 + laterPuts);
    byte[] content = new LedgerPage<>(List.copyOf(entries), usage).toBytes();
    folder.write(name(page, chunk), content, JSON_LINES);
  }

  private <T> LedgerPage<T> read(Page page, int chunk, Class<T> type) {
    return folder
        .read(name(page, chunk))
        .map(bytes -> LedgerPage.parse(bytes, type))
        .orElseGet(() -> new LedgerPage<>(List.of(), BilledUsage.NONE));
  }

  /** The numbers of the chunks that have written a page. */
  public Set<Integer> pages(Page page) {
    int start = folder.key(page.folder()).length();
    Set<Integer> chunks = new HashSet<>();
    for (String key : folder.list(page.folder())) {
      Matcher name = PAGE_NAME.matcher(key.substring(start));
      if (name.matches()) {
        chunks.add(Integer.valueOf(name.group(1)));
      }
    }
    return chunks;
  }

  private static String name(Page page, int chunk) {
    return page.folder() + String.format(Locale.ROOT, "%06d.jsonl", chunk);
  }

  /**
   * Records how many members or letters of a chunk failed, in an object's name. See D-010.
   *
   * @param page {@link Page#OUTCOMES} for members
   */
  public void writeFailures(Page page, int chunk, int count) {
    folder.write(
        FAILURES + String.format(Locale.ROOT, "%s-%06d-%d", page, chunk, count),
        new byte[0],
        JobFolder.JSON);
  }

  /**
   * How many members and letters failed, without those of one page. If a page was counted twice,
   * the larger count is used.
   */
  int failuresExcept(Page page, int chunk) {
    String excluded = String.format(Locale.ROOT, "%s-%06d", page, chunk);
    Map<String, Integer> failures = new HashMap<>();
    for (String key : folder.list(FAILURES)) {
      Matcher name = FAILURE_COUNT.matcher(key);
      if (name.find() && !name.group(1).equals(excluded)) {
        failures.merge(name.group(1), Integer.valueOf(name.group(2)), Math::max);
      }
    }
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Stops the chunks that have not started. If there are several reasons, the last one counts. */
  public void stop(StopReason reason) {
    Stop stop = new Stop(reason, ReasonText.of(reason.reason()).text());
    folder.write(STOP, Json.pretty(stop), JobFolder.JSON);
  }

  /** Why the job stops; empty if it does not. */
  public Optional<StopReason> stopReason() {
    return folder.read(STOP).map(bytes -> Json.read(bytes, Stop.class).code());
  }

  /** The object {@code stop.json}. */
  private record Stop(StopReason code, String reason) {}
}
