package org.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs a job that sends letters on an account with a sending rate. Checks that no letter is lost or
 * duplicated, and that the rate is used and not exceeded. See bench/README.md.
 */
public final class SendRateBench {

  private static final double MAX_RATE_FACTOR = 1.1;
  private static final double MIN_RATE_FACTOR = 0.9;

  private SendRateBench() {}

  /**
   * Arguments: the number of letters and the rate per second. The exit code is 1 if a check fails.
   */
  public static void main(String[] arguments) throws IOException {
    int letters = Integer.parseInt(arguments[0]);
    int rate = Integer.parseInt(arguments[1]);
    BenchInstitution institution = BenchInstitution.create(letters);
    Files.writeString(
        institution.data().resolve("ses.json"),
        "{\"max_send_rate\": %d, \"max_24_hour_send\": %d}".formatted(rate, letters));
    JsonNode report = institution.runJob(true);
    System.out.println("status    " + report.path("status").asText());
    System.out.println("counters  " + report.path("counters"));
    boolean isOk = check(inbox(institution.data().resolve("inbox")), letters, rate);
    System.exit(isOk ? 0 : 1);
  }

  /** A letter that SES has accepted, with the time in milliseconds since 1970. */
  private record Letter(String to, long acceptedAt) {}

  private static List<Letter> inbox(Path inbox) throws IOException {
    try (Stream<Path> files = Files.list(inbox)) {
      return files.sorted().map(SendRateBench::letter).toList();
    }
  }

  private static Letter letter(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      String name = String.valueOf(file.getFileName());
      return new Letter(
          lines.filter(line -> line.startsWith("Delivered-To:")).findFirst().orElseThrow(),
          Long.parseUnsignedLong(name.substring(0, name.indexOf('-')), 16));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean check(List<Letter> accepted, int letters, int rate) {
    Set<String> recipients = new HashSet<>();
    accepted.forEach(letter -> recipients.add(letter.to()));
    List<Long> times = accepted.stream().map(Letter::acceptedAt).sorted().toList();
    double seconds = (times.get(times.size() - 1) - times.get(0)) / 1000.0;
    double average = (times.size() - 1) / seconds;
    int peak = busiestSecond(times);
    System.out.printf("lost      %d of %d%n", letters - recipients.size(), letters);
    System.out.printf("duplicate %d%n", accepted.size() - recipients.size());
    System.out.printf("peak      %d in the busiest second, limit %d%n", peak, rate);
    System.out.printf("average   %.2f per second, in %.1f s%n", average, seconds);
    System.out.println("seconds   " + histogram(times));
    boolean isOk =
        recipients.size() == letters
            && accepted.size() == letters
            && peak <= rate * MAX_RATE_FACTOR
            && average >= rate * MIN_RATE_FACTOR;
    System.out.println(isOk ? "passed    yes" : "passed    NO");
    return isOk;
  }

  /** The maximum number of times in any interval of one second. */
  private static int busiestSecond(List<Long> sorted) {
    int max = 0;
    int first = 0;
    for (int last = 0; last < sorted.size(); last++) {
      while (sorted.get(last) - sorted.get(first) >= 1_000) {
        first++;
      }
      max = Math.max(max, last - first + 1);
    }
    return max;
  }

  /** The number of seconds, counted from the first letter, by the number of letters in them. */
  private static String histogram(List<Long> sorted) {
    TreeMap<Long, Integer> seconds = new TreeMap<>();
    sorted.forEach(time -> seconds.merge((time - sorted.get(0)) / 1_000, 1, Integer::sum));
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    seconds.values().forEach(count -> counts.merge(count, 1, Integer::sum));
    return counts + " (letters in a second = number of such seconds)";
  }
}
