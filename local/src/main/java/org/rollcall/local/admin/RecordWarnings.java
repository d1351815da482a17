package org.rollcall.local.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.rollcall.user.AccountType;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.User;

/**
 * What is wrong with a record by Alma's rules, though it can be stored. Each is a clause that
 * follows on "but" and holds nothing personal, so that the same fault of many users can be counted.
 */
public final class RecordWarnings {

  private static final List<String> LISTS =
      List.of(
          "user_identifier",
          "user_block",
          "user_note",
          "user_statistic",
          "proxy_for_user",
          "rs_library",
          "library_notice");

  private final List<String> found = new ArrayList<>();

  private RecordWarnings() {}

  /** All that is wrong with a user's record. */
  public static List<String> about(User user) {
    RecordWarnings misgivings = new RecordWarnings();
    misgivings.readable(() -> misgivings.accountType(user));
    misgivings.readable(() -> user.date("expiry_date"));
    misgivings.readable(() -> user.date("purge_date"));
    misgivings.readable(() -> user.roles().forEach(role -> {}));
    LISTS.forEach(list -> misgivings.readable(() -> user.list(list)));
    misgivings.status(user);
    misgivings.contactInfo(user.get("contact_info"));
    return List.copyOf(misgivings.found);
  }

  private void readable(Runnable reading) {
    try {
      reading.run();
    } catch (BrokenRecordException e) {
      found.add("jobs may fail: " + e.getMessage());
    }
  }

  private void accountType(User user) {
    if (user.accountType() == AccountType.EXTERNAL && user.text("external_id").isEmpty()) {
      found.add("an EXTERNAL user has an external_id in Alma, and this one has none");
    }
  }

  private void status(User user) {
    String status = user.code("status").orElse("ACTIVE");
    if (!status.equalsIgnoreCase("ACTIVE") && !status.equalsIgnoreCase("INACTIVE")) {
      found.add("the status is neither ACTIVE nor INACTIVE, and counts as inactive");
    }
  }

  private void contactInfo(JsonNode contact) {
    boolean hasLists =
        contact.isMissingNode()
            || (contact.isObject()
                && List.of("address", "email", "phone").stream()
                    .map(contact::path)
                    .allMatch(list -> list.isMissingNode() || list.isArray()));
    if (!hasLists) {
      found.add("jobs may fail: contact_info is not an object of the lists address, email, phone");
      return;
    }
    long preferred =
        StreamSupport.stream(contact.path("email").spliterator(), false)
            .filter(email -> email.path("preferred").asBoolean())
            .count();
    if (preferred > 1) {
      found.add("no letter will be sent: more than one email address is marked as preferred");
    }
  }
}
