package org.rollcall.change.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.Segment;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/**
 * A block to add. If the user has an active and unexpired block with the same type, description and
 * note, no block is added. If the expiry date is different, it is written to the existing block.
 *
 * @param expiry the last day on which the block is valid
 */
public record BlockAddition(
    ObjectNode type,
    ObjectNode description,
    Optional<String> note,
    Optional<LocalDate> expiry,
    Segment segment)
    implements Addition {

  /** In characters. */
  private static final int MAX_NOTE_LENGTH = 1_000;

  public static Optional<Addition> read(Fields fields, CodeTables codes) {
    ObjectNode type =
        codes
            .readCode(fields, "block_type", BlockEntry.TYPE_TABLE)
            .orElseGet(() -> CodedValue.of(BlockEntry.DEFAULT_TYPE));
    Optional<ObjectNode> description =
        fields.required(
            "block_description", key -> codes.readCode(fields, key, BlockEntry.DESCRIPTION_TABLE));
    Optional<String> note = fields.text("block_note", MAX_NOTE_LENGTH);
    Optional<LocalDate> expiry = fields.date("expiry_date");
    Segment segment = Segment.read(fields);
    return description.map(code -> new BlockAddition(type, code, note, expiry, segment));
  }

  @Override
  public List<Object> identity() {
    return BlockEntry.identity(CodedValue.code(type), CodedValue.code(description), note);
  }

  @Override
  public boolean isSameAs(ObjectNode entry, ChangeContext context) {
    BlockEntry block = new BlockEntry(entry);
    return block.isActive()
        && block.identity().equals(identity())
        && (!block.isExpired(context.today()) || block.expiry().equals(expiry));
  }

  @Override
  public ObjectNode updated(ObjectNode entry, ChangeContext context) {
    return expiry.isEmpty() || expiry.equals(new BlockEntry(entry).expiry())
        ? entry
        : entry.deepCopy().put("expiry_date", AlmaDate.write(expiry.get()));
  }

  @Override
  public ObjectNode newEntry(User user, ChangeContext context) {
    ObjectNode entry = Json.MAPPER.createObjectNode();
    entry.put("segment_type", segment.valueFor(user));
    entry.set("block_type", type);
    entry.set("block_description", description);
    entry.put("block_status", "ACTIVE");
    note.ifPresent(text -> entry.put("block_note", text));
    context.setCreation(entry);
    expiry.ifPresent(date -> entry.put("expiry_date", AlmaDate.write(date)));
    return entry;
  }
}
