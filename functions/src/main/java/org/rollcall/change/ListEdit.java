package org.rollcall.change;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rollcall.user.User;

/** Writes a list back into a user's record. */
final class ListEdit {

  private ListEdit() {}

  /** The user with the entries as the list's new content; the same user if they are its content. */
  static User with(User user, String field, List<ObjectNode> entries) {
    if (entries.equals(user.list(field))) {
      return user;
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    entries.forEach(array::add);
    return user.with(field, array);
  }
}
