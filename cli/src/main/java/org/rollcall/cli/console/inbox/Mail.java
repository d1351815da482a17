package org.rollcall.cli.console.inbox;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollcall.cli.stack.InboxLetters;
import org.rollcall.letter.ses.LetterTags;

/**
 * A message as it was read.
 *
 * @param fields the fields of its header, decoded, in their order
 * @param html the first HTML part; empty if there is none
 * @param text the first plain text; empty if there is none
 * @param attachments descriptions of the other parts, which are not shown
 * @param problem why only the source can be shown; empty if the message was read completely
 */
record Mail(
    List<Field> fields,
    Optional<String> html,
    Optional<String> text,
    List<String> attachments,
    Optional<String> problem) {

  private static final Pattern TAG = Pattern.compile("<[^<>]*>");

  Mail {
    fields = List.copyOf(fields);
    attachments = List.copyOf(attachments);
  }

  /** A field of the header. */
  record Field(String name, String value) {}

  /** The value of the first field with a name, in any letter case; empty text if there is none. */
  String field(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  String subject() {
    return field("subject");
  }

  String to() {
    return field("to");
  }

  /** The job and the user of the letter; empty if no job has sent it to its user. */
  Optional<LetterTags> tags() {
    return InboxLetters.read(field(InboxLetters.TAGS_FIELD));
  }

  /** Everything that a reader may see, for a search. HTML is read only if there is no text. */
  String searchable() {
    String body = text.or(() -> html.map(page -> TAG.matcher(page).replaceAll(" "))).orElse("");
    return String.join("\n", subject(), to(), body);
  }
}
