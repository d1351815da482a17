package org.rollcall.change.list;

import static java.util.Objects.requireNonNull;

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
 * A block to add. A block that counts already, with the same type, description and note, is not
 * added twice, but takes the expiry date if another is given.
 *
 * @param expiry the last day on which it counts
 */
public record BlockAddition(
    ObjectNode type,
    ObjectNode description,
    Optional<String> note,
    Optional<LocalDate> expiry,
    Segment segment)
    implements Addition {

  private static final int LONGEST_NOTE = 1_000;

  public BlockAddition {
    requireNonNull(type, "type is null");
    requireNonNull(description, "description is null");
    requireNonNull(note, "note is null");
    requireNonNull(expiry, "expiry is null");
    requireNonNull(segment, "segment is null");
  }

  public static Optional<Addition> read(Fields fields, CodeTables codes) {
    ObjectNode type =
        codes
            .code(fields, "block_type", BlockEntry.TYPES)
            .orElseGet(() -> CodedValue.of(BlockEntry.DEFAULT_TYPE));
    Optional<ObjectNode> description =
        fields.required(
            "block_description", key -> codes.code(fields, key, BlockEntry.DESCRIPTIONS));
    Optional<String> note = fields.text("block_note", LONGEST_NOTE);
    Optional<LocalDate> expiry = fields.date("expiry_date");
    Segment segment = Segment.read(fields);
    return description.map(code -> new BlockAddition(type, code, note, expiry, segment));
  }

  @Override
  public List<Object> subject() {
    return BlockEntry.subject(CodedValue.code(type), CodedValue.code(description), note);
  }

  @Override
  public boolean is(ObjectNode entry, ChangeContext context) {
    BlockEntry block = new BlockEntry(entry);
    return block.isActive()
        && block.subject().equals(subject())
        && (block.counts(context.today()) || block.expiry().equals(expiry));
  }

  @Override
  public ObjectNode renewed(ObjectNode entry, ChangeContext context) {
    return expiry.isEmpty() || expiry.equals(new BlockEntry(entry).expiry())
        ? entry
        : entry.deepCopy().put("expiry_date", AlmaDate.write(expiry.get()));
  }

  @Override
  public ObjectNode entry(User user, ChangeContext context) {
    ObjectNode entry = Json.MAPPER.createObjectNode();
    entry.put("segment_type", segment.of(user));
    entry.set("block_type", type);
    entry.set("block_description", description);
    entry.put("block_status", "ACTIVE");
    note.ifPresent(text -> entry.put("block_note", text));
    context.sign(entry);
    expiry.ifPresent(date -> entry.put("expiry_date", AlmaDate.write(date)));
    return entry;
  }
}
