package org.rollcall.local.seams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rollcall.Given;
import org.rollcall.id.JobId;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.state.UndeliverableAddress;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserItem;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A preview, and the jobs that confirm it.
 *
 * @param input the input of the preview, in the syntax of {@link Given}
 * @param users the members' records and states
 * @param confirming how the preview is confirmed
 */
record PreviewCase(String input, List<Member> users, Confirming confirming) {

  /** The user who starts the preview. */
  static final String PREVIEWER = "MLibrarian";

  /** Another user with the same roles, who is no member. */
  static final String OTHER = "second.desk";

  /** The primary IDs of the users, some of which need care in letters, tables or keys. */
  static final List<String> IDS = List.of("u0", "U1", "Zoë@example.edu", "=u3", "u4", "u5");

  /** The name of a set with a list of members. */
  static final String SET = "law";

  private static final Instant EARLIER = Instant.parse("2026-11-01T10:00:00Z");

  /** What earlier jobs have left in a user's item. */
  enum State {
    NONE,
    /** A letter to this address has bounced. */
    BOUNCED,
    /** As many jobs owe the user a letter as an item can remember. */
    OWED_LETTERS,
    UNREADABLE
  }

  /**
   * A user.
   *
   * @param record the record, in the syntax of {@link Given}, without the primary ID
   */
  record Member(String record, State state) {

    private Map<String, AttributeValue> item(String id) {
      ObjectNode object = Given.object(record);
      object.put("primary_id", id);
      User user = new User(object);
      Map<String, AttributeValue> item = UserItem.of(new StoredUser(user, state(user)));
      if (state == State.UNREADABLE) {
        item.put(UserItem.STATE, AttributeValue.fromS("damaged"));
      }
      return item;
    }

    private RollcallState state(User user) {
      RollcallState initial = RollcallState.initial(user.primaryId());
      return switch (state) {
        case NONE, UNREADABLE -> initial;
        case BOUNCED ->
            initial.withUndeliverable(
                new UndeliverableAddress("b@example.edu", EARLIER, new JobId("earlier")));
        case OWED_LETTERS ->
            IntStream.range(0, 10)
                .mapToObj(i -> Given.job("earlier-" + i))
                .map(
                    job -> LetterProgress.of(job, job, "ACCOUNT_UPDATED", LetterProgress.State.DUE))
                .reduce(initial, RollcallState::withLetter, (one, other) -> other);
      };
    }
  }

  /**
   * How a preview is confirmed.
   *
   * @param firsts how many members the confirm and each continuation confirming. The last
   *     continuation processes the rest. If there are none, the confirm processes all members
   * @param pause the time between the jobs
   * @param byOther whether another person confirms
   * @param byAdministrator whether both people are User Administrators, or User Managers
   * @param chunkSize the members in each chunk
   * @param timeZone the institution's time zone
   * @param set the content of the set {@link #SET}
   */
  record Confirming(
      List<Integer> firsts,
      Duration pause,
      boolean byOther,
      boolean byAdministrator,
      int chunkSize,
      String timeZone,
      String set) {}

  boolean isInParts() {
    return !confirming.firsts().isEmpty();
  }

  boolean hasFailureLimit() {
    return input.contains("max_failures_percent");
  }

  ObjectNode preview() {
    return Given.object(input).put("mode", "PREVIEW");
  }

  ObjectNode run() {
    return Given.object(input);
  }

  /** The operator of the confirm and of its continuations. */
  String confirmer() {
    return confirming.byOther() ? OTHER : PREVIEWER;
  }

  /**
   * The input of a job that confirms or continues another one.
   *
   * @param part the number of the confirm (0) or of a continuation
   */
  ObjectNode confirm(String earlier, int part) {
    ObjectNode confirm =
        Given.object("{}")
            .put("initiated_by", confirmer())
            .put(part == 0 ? "confirm" : "continue", earlier);
    if (part < confirming.firsts().size()) {
      confirm.putObject("limits").put("first", confirming.firsts().get(part));
    }
    return confirm;
  }

  /** The items of all users, by key. */
  Map<String, Map<String, AttributeValue>> items() {
    Map<String, Map<String, AttributeValue>> items = new HashMap<>();
    for (int i = 0; i < users.size(); i++) {
      add(IDS.get(i), users.get(i), items);
    }
    String operator =
        """
        {account_type: 'INTERNAL', status: 'ACTIVE',
         user_role: [{role_type: '%s', scope: '01RC_INST', status: 'ACTIVE'}]}
        """
            .formatted(confirming.byAdministrator() ? "50" : "21");
    List.of(PREVIEWER, OTHER).forEach(id -> add(id, new Member(operator, State.NONE), items));
    return items;
  }

  private static void add(
      String id, Member member, Map<String, Map<String, AttributeValue>> items) {
    items.put(PrimaryId.of(id).key(), member.item(id));
  }

  /** The institution, the set and the letters, by key. */
  Map<String, byte[]> objects() {
    Map<String, String> texts = new HashMap<>();
    texts.put(
        "institution.json",
        Given.jsonText(
            """
            {code: '01RC_INST', name: 'Rillcombe', default_language: 'en', time_zone: '%s',
             sign_in_url: 'https://library.example.edu/'}
            """
                .formatted(confirming.timeZone())));
    texts.put("sets/" + SET + ".csv", confirming.set());
    addLetter(texts, "ACCOUNT_UPDATED", false, Optional.empty());
    addLetter(texts, "Loans", true, Optional.empty());
    addLetter(
        texts,
        "NOTIFY_PASSWORD_CHANGE",
        false,
        Optional.of("{{credentials.temporary_password}}{{credentials.link}}"));
    Map<String, byte[]> objects = new HashMap<>();
    texts.forEach((key, text) -> objects.put(key, text.getBytes(StandardCharsets.UTF_8)));
    return objects;
  }

  private static void addLetter(
      Map<String, String> texts, String type, boolean respectsOptOut, Optional<String> password) {
    String folder = "letters/" + type + "/";
    texts.put(folder + "letter.json", "{\"respects_opt_out\": " + respectsOptOut + "}");
    for (String language : List.of("en", "fr")) {
      String body =
          "(%s) {{user.primary_id}} {{user.full_name}} {{user.user_group}} {{user.expiry_date}} "
                  .formatted(language)
              + "{{job.name}} {{job.date}} (password "
              + password.orElse("none")
              + ")\n";
      texts.put(folder + language + "/subject.txt", "Your account");
      texts.put(folder + language + "/body.txt", body);
      texts.put(
          folder + language + "/body.html",
          "<!DOCTYPE html><html lang=\"%s\"><body>%s</body></html>".formatted(language, body));
    }
  }
}
