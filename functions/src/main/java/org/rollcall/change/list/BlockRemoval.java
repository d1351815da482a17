package org.rollcall.change.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.CodedValue;

/**
 * Disables active blocks that match all given criteria. The blocks stay in the record, as in Alma's
 * job.
 *
 * @param note a text that the note contains; upper and lower case are equal
 */
public record BlockRemoval(
    Optional<String> type, Optional<String> description, Optional<String> note) implements Removal {

  public static Optional<Removal> read(Fields fields, CodeTables codes) {
    Optional<String> type =
        codes.readCode(fields, "block_type", BlockEntry.TYPE_TABLE).flatMap(CodedValue::code);
    Optional<String> description =
        codes
            .readCode(fields, "block_description", BlockEntry.DESCRIPTION_TABLE)
            .flatMap(CodedValue::code);
    Optional<String> note = fields.text("note_contains");
    if (!fields.has("block_type") && !fields.has("block_description")) {
      fields.fault(ListError.NO_BLOCK_CRITERION);
    }
    return type.or(() -> description).map(any -> new BlockRemoval(type, description, note));
  }

  @Override
  public List<Object> identity() {
    return BlockEntry.identity(type, description, note);
  }

  @Override
  public boolean matches(ObjectNode entry) {
    BlockEntry block = new BlockEntry(entry);
    return block.isActive()
        && type.map(block.type()::equals).orElse(true)
        && description.map(block.description()::equals).orElse(true)
        && note.map(part -> TextSearch.contains(block.note(), part)).orElse(true);
  }

  @Override
  public Optional<ObjectNode> replacement(ObjectNode entry) {
    return Optional.of(new BlockEntry(entry).withInactiveStatus());
  }
}
