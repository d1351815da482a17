package org.rollcall.report;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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

/** The English texts of the report. */
final class ReportText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss z", Locale.UK);

  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.UK);

  private ReportText() {}

  /** The meaning of a status for the members. */
  static String meaning(Status status, Counters counters) {
    return meaningForOthers(status, counters)
        + heldBack(counters).map(text -> " " + text + ".").orElse("");
  }

  /** How many members are held back; empty if there are none. */
  static Optional<String> heldBack(Counters counters) {
    int count = counters.heldBack();
    return Optional.of(count(count, "member") + (count == 1 ? " is" : " are") + " held back")
        .filter(text -> count > 0);
  }

  private static String meaningForOthers(Status status, Counters counters) {
    return switch (status) {
      case COMPLETED_SUCCESS -> success(counters);
      case COMPLETED_WARNING ->
          "The job did everything that was possible. Some members were not found, were skipped,"
              + (counters.partlyUndone() == 0
                  ? " or are owed a letter."
                  : " are owed a letter, or are undone only in part.")
              + " They are listed below.";
      case COMPLETED_PARTIAL ->
          "The job processed "
              + number(counters.members() - counters.heldBack())
              + " of "
              + count(counters.members(), "member")
              + ", as it was asked to.";
      case COMPLETED_FAILED ->
          "Some users or letters failed. They are listed below. "
              + (counters.heldBack() == 0
                  ? "All others are done."
                  : "The other members that it processed are done.");
      case COMPLETED_NO_BULKS -> nothingToDo(counters);
      case FAILED ->
          "The job did not reach "
              + count(counters.notReached(), "member")
              + ". Its changes to the other members are kept.";
      case USER_ABORTED ->
          "The job was stopped, or its process ended, before the job was complete. The changes until"
              + " then are kept.";
    };
  }

  private static String success(Counters counters) {
    return counters.lettersBounced() + counters.lettersComplained() == 0
        ? "Every member was processed. No member needs attention."
        : "Every member was processed. Later, letters bounced or were marked as spam; see below.";
  }

  /** The meaning of a test of letters for the members. */
  static String testMeaning(Counters counters) {
    return "This was a test: no user was changed, and no member got a letter. The first letters were"
        + " sent to the address for tests."
        + (counters.failed() > 0 ? " Members that would fail are listed below." : "");
  }

  static String nothingToDo(Counters counters) {
    if (counters.members() == 0) {
      return "The set had no members.";
    }
    return counters.optedOut() == 0
        ? "No member needed a change."
        : "No member needed a change, and the recipients of the letter have opted out.";
  }

  /** The numbers of users and letters that a retry would process; empty if there are none. */
  static Optional<String> remaining(Counters counters) {
    List<String> parts = new ArrayList<>();
    add(parts, "", counters.notReached(), "user", " not reached");
    add(parts, "", counters.failed(), "user", " failed");
    add(parts, "", counters.lettersOwed(), "letter", " owed");
    return Optional.of(String.join(", ", parts)).filter(text -> !text.isEmpty());
  }

  /** The numbers of changed users, reset passwords and sent letters. */
  static String effect(Counters counters) {
    List<String> done = new ArrayList<>();
    String inPart =
        counters.partlyUndone() == 0
            ? ""
            : " (" + number(counters.partlyUndone()) + " of them only in part)";
    add(done, "changed ", counters.updated(), "user", inPart);
    add(done, "would change ", counters.wouldChange(), "user", inPart);
    add(done, "reset ", counters.passwordsReset(), "password", "");
    add(done, "would reset ", counters.wouldReset(), "password", "");
    add(done, "sent ", counters.lettersSent(), "letter", "");
    add(done, "would send ", counters.wouldSend(), "letter", "");
    if (done.isEmpty()) {
      return "The job changed no user and sent no letter.";
    }
    String last = done.remove(done.size() - 1);
    return "The job " + (done.isEmpty() ? last : String.join(", ", done) + " and " + last) + ".";
  }

  private static void add(List<String> parts, String before, int count, String noun, String after) {
    if (count > 0) {
      parts.add(before + count(count, noun) + after);
    }
  }

  /** A result, such as {@code Not found}. */
  static String result(Result result) {
    if (result == Result.WOULD_CHANGE) {
      return "Would be updated";
    }
    String name = result.name().replace('_', ' ');
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  static String credentials(Credentials credentials) {
    return switch (credentials) {
      case RESET -> "Temporary password created";
      case WOULD_RESET -> "Temporary password would be created";
      case WITHDRAWN -> "Temporary password withdrawn";
      case WOULD_WITHDRAW -> "Temporary password would be withdrawn";
    };
  }

  static String letter(LetterProgress.State state) {
    return switch (state) {
      case SENT -> "Letter sent";
      case PRINTED -> "Letter printed";
      case SENT_TO_TESTER -> "Letter sent to the tester";
      case WOULD_SEND -> "Letter would be sent";
      case NO_PREFERRED_EMAIL -> "No letter: no preferred email";
      case SEVERAL_ADDRESSES -> "No letter: several preferred emails";
      case UNUSABLE_ADDRESS -> "No letter: unusable preferred email";
      case OPTED_OUT -> "No letter: opted out";
      case ADDRESS_BOUNCED -> "No letter: an earlier letter bounced";
      case GIVEN_UP -> "No letter: given up";
      case WITHDRAWN -> "No letter: the job was undone";
      case UNCLEAR -> "Letter perhaps sent; the job was undone";
      case DUE, SENDING, FAILED -> "Letter not sent";
    };
  }

  /** In an undo, what became of the undone job's letter; empty if it was not owed before either. */
  static Optional<String> undoneLetter(LetterProgress.State state) {
    return (switch (state) {
          case SENT -> Optional.of("sent");
          case PRINTED -> Optional.of("printed");
          case WITHDRAWN -> Optional.of("owed, and not sent any more");
          case UNCLEAR -> Optional.of("perhaps sent");
          case SENDING -> Optional.of("perhaps being sent");
          case DUE, FAILED -> Optional.of("owed, and not withdrawn");
          default -> Optional.<String>empty();
        })
        .map(text -> "Letter of the undone job: " + text);
  }

  static String delivery(Delivery.Kind kind) {
    return switch (kind) {
      case DELIVERED -> "Letter delivered";
      case SOFT_BOUNCED -> "Letter bounced temporarily";
      case REJECTED -> "Letter not delivered: virus found";
      case SUPPRESSED -> "Letter not delivered: address on the suppression list";
      case BOUNCED -> "Letter bounced permanently";
      case COMPLAINED -> "Letter marked as spam";
    };
  }

  static String count(int count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** A number with grouped thousands and at most three decimals. */
  private static String number(Number number) {
    return NumberFormat.getNumberInstance(Locale.UK).format(number);
  }

  /** A value of the page as text. */
  static String value(Object value) {
    return value instanceof Number number ? number(number) : value.toString();
  }

  /** A time: {@code text} for people, and {@code iso} for programs. */
  static Map<String, Object> time(Instant time, ZoneId zone) {
    return Map.of("iso", time.toString(), "text", TIME.format(time.atZone(zone)));
  }

  /** A time on a day that is known. */
  static Map<String, Object> timeOfDay(Instant time, ZoneId zone) {
    return Map.of("iso", time.toString(), "text", TIME_OF_DAY.format(time.atZone(zone)));
  }

  /**
   * A step of a job's timeline.
   *
   * @param changedNothing whether the job was a preview or a test
   */
  static String step(TimelineStep.Step step, boolean changedNothing) {
    return switch (step) {
      case STARTED -> "Started";
      case PREPARED -> "Prepared";
      case USERS -> changedNothing ? "Members checked" : "Users updated";
      case LETTERS -> "Letters";
      case ENDED -> "Ended";
      case DELIVERIES -> "Deliveries reported";
    };
  }

  /**
   * A rounded duration. A negative duration, which differing clocks of two machines can cause,
   * counts as 0.
   */
  static String duration(Duration duration) {
    long tenths = Math.max(0, (duration.toMillis() + 50) / 100);
    if (tenths < 600) {
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    Duration rounded = Duration.ofMillis(tenths * 100);
    return rounded.toHours() > 0
        ? rounded.toHours() + " h " + rounded.toMinutesPart() + " min"
        : rounded.toMinutes() + " min " + rounded.toSecondsPart() + " s";
  }
}
