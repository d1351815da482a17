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
 * A job of as many letters as asked for, on an account that takes only so many a second: whether
 * any letter is lost or comes twice, and how well the rate is kept and used; see bench/README.md.
 */
public final class PaceBench {

  private static final double MOST = 1.1;
  private static final double LEAST = 0.9;

  private PaceBench() {}

  /** Arguments: how many letters, and how many a second. The exit code is 1 if a mark is missed. */
  public static void main(String[] arguments) throws IOException {
    int letters = Integer.parseInt(arguments[0]);
    int rate = Integer.parseInt(arguments[1]);
    Institution institution = Institution.of(letters);
    Files.writeString(
        institution.data().resolve("ses.json"),
        "{\"max_send_rate\": %d, \"max_24_hour_send\": %d}".formatted(rate, letters));
    JsonNode report = institution.convert(true);
    System.out.println("status    " + report.path("status").asText());
    System.out.println("counters  " + report.path("counters"));
    boolean isWell = judge(inbox(institution.data().resolve("inbox")), letters, rate);
    System.exit(isWell ? 0 : 1);
  }

  /** A letter that SES took, and when, in milliseconds since 1970. */
  private record Letter(String to, long taken) {}

  private static List<Letter> inbox(Path inbox) throws IOException {
    try (Stream<Path> files = Files.list(inbox)) {
      return files.sorted().map(PaceBench::letter).toList();
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

  private static boolean judge(List<Letter> taken, int letters, int rate) {
    Set<String> readers = new HashSet<>();
    taken.forEach(letter -> readers.add(letter.to()));
    List<Long> times = taken.stream().map(Letter::taken).sorted().toList();
    double seconds = (times.get(times.size() - 1) - times.get(0)) / 1000.0;
    double average = (times.size() - 1) / seconds;
    List<Long> calls = Calls.times();
    int peak = fullestSecond(times);
    System.out.printf("lost      %d of %d%n", letters - readers.size(), letters);
    System.out.printf("twice     %d%n", taken.size() - readers.size());
    System.out.printf("peak      %d in the fullest second, of %d%n", peak, rate);
    System.out.printf(
        "calls     %d in the fullest second; %d were throttled%n",
        fullestSecond(calls), calls.size() - taken.size());
    System.out.printf("average   %.2f a second, in %.1f s%n", average, seconds);
    System.out.println("seconds   " + histogram(times));
    boolean isWell =
        readers.size() == letters
            && taken.size() == letters
            && peak <= rate * MOST
            && average >= rate * LEAST;
    System.out.println(isWell ? "kept      yes" : "kept      NO");
    return isWell;
  }

  /** The most in any second, wherever it begins. */
  private static int fullestSecond(List<Long> sorted) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < sorted.size(); last++) {
      while (sorted.get(last) - sorted.get(first) >= 1_000) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  /** How many seconds, counted from the first letter, had how many letters. */
  private static String histogram(List<Long> sorted) {
    TreeMap<Long, Integer> seconds = new TreeMap<>();
    sorted.forEach(time -> seconds.merge((time - sorted.get(0)) / 1_000, 1, Integer::sum));
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    seconds.values().forEach(count -> counts.merge(count, 1, Integer::sum));
    return counts + " (letters in a second = how many such seconds)";
  }
}
