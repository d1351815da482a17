package org.rollcall.local.seams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.rollcall.json.Json;

/**
 * A random job.
 *
 * @param letter the type of letter
 * @param first how many members the first job processes; empty for all
 */
record RandomJob(ObjectNode changes, Optional<String> letter, OptionalInt first) {

  static RandomJob of(Random random) {
    boolean converts = random.nextInt(2) == 0;
    ObjectNode changes = Json.MAPPER.createObjectNode();
    if (converts) {
      changes.putObject("account_type").put("value", "INTERNAL");
    }
    if (random.nextInt(2) == 0) {
      changes.putObject("expiry_date").put("extend_by", "P1Y");
    }
    if (random.nextInt(3) == 0) {
      changes
          .putObject("roles")
          .putArray("add")
          .addObject()
          .put("role_type", "200")
          .put("expiry_date", "2028-06-30");
    }
    if (random.nextInt(4) == 0) {
      changes
          .putObject("notes")
          .putArray("add")
          .addObject()
          .put("note_type", "GENERAL")
          .put("note_text", "Fault test");
    }
    String type = converts && random.nextInt(3) > 0 ? "NOTIFY_PASSWORD_CHANGE" : "ACCOUNT_UPDATED";
    if (type.equals("NOTIFY_PASSWORD_CHANGE") && random.nextInt(2) == 0) {
      changes.withObject("/account_type").put("credential", "LINK");
    }
    boolean hasLetter = changes.isEmpty() || random.nextInt(6) > 0;
    OptionalInt first =
        random.nextInt(3) == 0 ? OptionalInt.of(1 + random.nextInt(3)) : OptionalInt.empty();
    return new RandomJob(changes, hasLetter ? Optional.of(type) : Optional.empty(), first);
  }

  /** Whether an invalid expiry date makes its user fail. */
  boolean readsDates() {
    return changes.has("expiry_date");
  }

  /** Whether its letters have links and no passwords. */
  boolean hasLinks() {
    return changes.at("/account_type/credential").asText().equals("LINK");
  }

  boolean hasCredentials() {
    return letter.filter("NOTIFY_PASSWORD_CHANGE"::equals).isPresent();
  }

  /** The job's input. */
  ObjectNode input(RandomInstitution institution) {
    ObjectNode input = Json.MAPPER.createObjectNode();
    input.put("job_name", "Fault test").put("initiated_by", RandomInstitution.OPERATOR);
    input.set("set", institution.set());
    if (!changes.isEmpty()) {
      input.set("changes", changes);
    }
    first.ifPresent(count -> input.putObject("limits").put("first", count));
    letter.ifPresent(type -> input.putObject("notify").put("type", type));
    return input;
  }
}
