package org.rollcall.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.Coded;
import org.rollcall.user.User;

/**
 * {@code blocks.add}: blocks users. A block that counts already, with the same type, description
 * and note, is not added twice, but takes the expiry date if another is given. Added blocks belong
 * to the library's segment, so that the next delivery of a student system does not take them away.
 */
final class BlocksChange implements ChangeKind {

  private static final String FIELD = "user_block";
  private static final int LONGEST_NOTE = 1_000;

  @Override
  public String key() {
    return "blocks";
  }

  @Override
  public String field() {
    return FIELD;
  }

  /** A block to add. */
  private record Block(
      ObjectNode codedType,
      ObjectNode codedDescription,
      Optional<String> note,
      Optional<LocalDate> expiry) {

    String type() {
      return Coded.code(codedType).orElseThrow();
    }

    String description() {
      return Coded.code(codedDescription).orElseThrow();
    }

    boolean isSameAs(Block other) {
      return type().equals(other.type())
          && description().equals(other.description())
          && note.equals(other.note);
    }
  }

  @Override
  public Optional<Edit> read(Fields fields, Fields changes, CodeTables codes) {
    List<Block> blocks = new ArrayList<>();
    List<Fields> additions = fields.objects("add");
    for (Fields addition : additions) {
      Optional<Block> block = block(addition, codes);
      if (block.isPresent() && blocks.stream().anyMatch(block.get()::isSameAs)) {
        addition.fault("block_description", "is listed twice, with the same type and note");
      }
      block.ifPresent(blocks::add);
    }
    if (additions.isEmpty()) {
      fields.fault("add", "must list at least one block");
    }
    return Optional.of((user, context) -> add(user, blocks, context));
  }

  private static Optional<Block> block(Fields fields, CodeTables codes) {
    ObjectNode type =
        codes.code(fields, "block_type", "UserBlockTypes").orElseGet(() -> Coded.of("GENERAL"));
    Optional<ObjectNode> description =
        fields.required(
            "block_description", key -> codes.code(fields, key, "UserBlockDescription"));
    Optional<String> note = fields.text("block_note");
    if (note.isPresent() && note.get().length() > LONGEST_NOTE) {
      fields.fault("block_note", "must not be longer than " + LONGEST_NOTE + " characters");
    }
    Optional<LocalDate> expiry = fields.date("expiry_date");
    fields.refuseOthers();
    return description.map(code -> new Block(type, code, note, expiry));
  }

  private static User add(User user, List<Block> blocks, ChangeContext context) {
    List<ObjectNode> entries = new ArrayList<>(user.list(FIELD));
    for (Block block : blocks) {
      add(entries, block, context);
    }
    return ListEdit.with(user, FIELD, entries);
  }

  private static void add(List<ObjectNode> entries, Block block, ChangeContext context) {
    for (int i = 0; i < entries.size(); i++) {
      ObjectNode entry = entries.get(i);
      if (isSame(entry, block)
          && (counts(entry, context.today()) || expiry(entry).equals(block.expiry()))) {
        if (block.expiry().isPresent() && !block.expiry().equals(expiry(entry))) {
          entries.set(i, entry.deepCopy().put("expiry_date", AlmaDate.write(block.expiry().get())));
        }
        return;
      }
    }
    entries.add(entry(block, context));
  }

  private static boolean isSame(ObjectNode entry, Block block) {
    return isActive(entry)
        && Coded.code(entry.path("block_type")).orElse("GENERAL").equals(block.type())
        && Coded.code(entry.path("block_description")).orElse("").equals(block.description())
        && entry.path("block_note").asText("").equals(block.note().orElse(""));
  }

  private static boolean isActive(ObjectNode entry) {
    return Coded.code(entry.path("block_status")).orElse("ACTIVE").equalsIgnoreCase("ACTIVE");
  }

  private static boolean counts(ObjectNode entry, LocalDate today) {
    return expiry(entry).map(last -> !last.isBefore(today)).orElse(true);
  }

  private static Optional<LocalDate> expiry(ObjectNode entry) {
    return AlmaDate.read(entry.path("expiry_date"), "user_block.expiry_date");
  }

  private static ObjectNode entry(Block block, ChangeContext context) {
    ObjectNode entry = Json.MAPPER.createObjectNode();
    entry.put("segment_type", "Internal");
    entry.set("block_type", block.codedType());
    entry.set("block_description", block.codedDescription());
    entry.put("block_status", "ACTIVE");
    block.note().ifPresent(note -> entry.put("block_note", note));
    entry.put("created_by", context.operator().toString());
    entry.put("created_date", context.started().truncatedTo(ChronoUnit.SECONDS).toString());
    block.expiry().ifPresent(date -> entry.put("expiry_date", AlmaDate.write(date)));
    return entry;
  }
}
