package org.rollcall.report;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LetterProgress;

/** What a report says, in English. */
final class ReportText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.UK)
          .withZone(ZoneOffset.UTC);

  private ReportText() {}

  /** What the status means for the people in the set. */
  static String meaning(Status status, Counters counters) {
    return switch (status) {
      case COMPLETED_SUCCESS -> done(counters);
      case COMPLETED_WARNING ->
          "Everything that could be done was done. Some members were not found, were skipped, or"
              + " have no preferred email address that takes letters; they are listed below.";
      case COMPLETED_FAILED ->
          "Some users or letters failed; they are listed below. All others were done.";
      case COMPLETED_NO_BULKS -> nothingToDo(counters);
      case FAILED ->
          "The job did not get to "
              + count(counters.notReached(), "member")
              + ". What it did for the others stands.";
      case USER_ABORTED ->
          "The job was stopped, or its process ended, before its end. What it did until then"
              + " stands.";
    };
  }

  private static String done(Counters counters) {
    return counters.lettersBounced() + counters.lettersComplained() == 0
        ? "Every member was done, and nobody needs a second look."
        : "Every member was done. Since then letters have come back or brought complaints; see below.";
  }

  /** What a test means for the people in the set. */
  static String test(Counters counters) {
    return "This was a test: no member was changed or written to, and the first letters went to"
        + " whoever asked for them."
        + (counters.failed() > 0 ? " Members on whom the job would fail are listed below." : "");
  }

  private static String nothingToDo(Counters counters) {
    if (counters.members() == 0) {
      return "The set had no members.";
    }
    return counters.optedOut() == 0
        ? "Every member was already as the job would have them."
        : "Every member was already as the job would have them, and whoever would have been"
            + " written to has opted out.";
  }

  /** What a retry would have to do; nothing if nothing remains. */
  static Optional<String> remains(Counters counters) {
    List<String> parts = new ArrayList<>();
    add(parts, counters.notReached(), "user", "not reached");
    add(parts, counters.failed(), "user", "failed");
    add(parts, counters.lettersFailed(), "letter", "not sent");
    return Optional.of(String.join(", ", parts)).filter(words -> !words.isEmpty());
  }

  private static void add(List<String> parts, int count, String noun, String what) {
    if (count > 0) {
      parts.add(count(count, noun) + " " + what);
    }
  }

  /** Whether the job changed anything. */
  static String effect(Counters counters) {
    List<String> done = new ArrayList<>();
    add(done, "changed", counters.updated(), "user");
    add(done, "reset", counters.passwordsReset(), "password");
    add(done, "sent", counters.lettersSent(), "letter");
    if (done.isEmpty()) {
      return "It changed no user and sent no letter.";
    }
    String last = done.remove(done.size() - 1);
    return "It " + (done.isEmpty() ? last : String.join(", ", done) + " and " + last) + ".";
  }

  private static void add(List<String> done, String verb, int count, String noun) {
    if (count > 0) {
      done.add(verb + " " + count(count, noun));
    }
  }

  static String result(Result result) {
    return switch (result) {
      case UPDATED -> "Updated";
      case UNCHANGED -> "Unchanged";
      case SKIPPED -> "Skipped";
      case NOT_FOUND -> "Not found";
      case FAILED -> "Failed";
      case NOT_REACHED -> "Not reached";
    };
  }

  static String credentials(Credentials credentials) {
    return switch (credentials) {
      case RESET -> "Temporary password issued";
    };
  }

  static String letter(LetterProgress.State state) {
    return switch (state) {
      case SENT -> "Letter sent";
      case NO_PREFERRED_EMAIL -> "No letter: no preferred email";
      case OPTED_OUT -> "No letter: opted out";
      case ADDRESS_BOUNCED -> "No letter: earlier mail came back";
      case DUE, SENDING, FAILED -> "Letter not sent";
    };
  }

  static String delivery(Delivery.Kind kind) {
    return switch (kind) {
      case DELIVERED -> "Letter delivered";
      case SOFT_BOUNCED -> "Letter came back for now";
      case BOUNCED -> "Letter came back";
      case COMPLAINED -> "Letter called spam";
    };
  }

  static String count(int count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** With thousands grouped; as many decimals as it has, up to three. */
  static String number(Number number) {
    return NumberFormat.getNumberInstance(Locale.UK).format(number);
  }

  /** A moment for people and, as {@code iso}, for programs. */
  static Map<String, Object> time(Instant moment) {
    return Map.of("iso", moment.toString(), "words", TIME.format(moment));
  }

  /** Rounded to what matters; clocks of two machines may disagree, so never less than nothing. */
  static String duration(Duration took) {
    long tenths = Math.max(0, (took.toMillis() + 50) / 100);
    if (tenths < 600) {
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    Duration rounded = Duration.ofMillis(tenths * 100);
    return rounded.toHours() > 0
        ? rounded.toHours() + " h " + rounded.toMinutesPart() + " min"
        : rounded.toMinutes() + " min " + rounded.toSecondsPart() + " s";
  }
}
