package org.rollcall.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/** The change {@code blocks}. */
final class BlockChange {

  static final ChangeKind KIND =
      InputLists.kind(
          "blocks", "user_block", BlockChange::readAddition, "disable", BlockChange::readRemoval);

  private static final String DEFAULT_TYPE = "GENERAL";
  private static final String TYPE_TABLE = "UserBlockTypes";
  private static final String DESCRIPTION_TABLE = "UserBlockDescription";
  private static final String STATUS = "block_status";

  /** In characters. */
  private static final int MAX_NOTE_LENGTH = 1_000;

  private BlockChange() {}

  private static Optional<ListEdit.Addition> readAddition(Fields fields, CodeTables codes) {
    ObjectNode type =
        codes
            .readCode(fields, "block_type", TYPE_TABLE)
            .orElseGet(() -> CodedValue.of(DEFAULT_TYPE));
    Optional<ObjectNode> description =
        fields.required("block_description", key -> codes.readCode(fields, key, DESCRIPTION_TABLE));
    Optional<String> note = fields.text("block_note", MAX_NOTE_LENGTH);
    Optional<NewDay> expiry = NewDay.readValueOrPeriod(fields, "expiry_date");
    Segment segment = Segment.read(fields);
    return description.map(code -> new Addition(type, code, note, expiry, segment));
  }

  private static Optional<ListEdit.Removal> readRemoval(Fields fields, CodeTables codes) {
    Optional<String> type =
        codes.readCode(fields, "block_type", TYPE_TABLE).flatMap(CodedValue::code);
    Optional<String> description =
        codes.readCode(fields, "block_description", DESCRIPTION_TABLE).flatMap(CodedValue::code);
    Optional<String> note = fields.text("note_contains");
    if (!fields.has("block_type") && !fields.has("block_description")) {
      fields.fault(ChangeError.NO_BLOCK_CRITERION);
    }
    return type.or(() -> description).map(any -> new Removal(type, description, note));
  }

  /** The values that identify a block. Blocks with the same values are duplicates. */
  private static List<Object> identity(
      Optional<String> type, Optional<String> description, Optional<String> note) {
    return List.of(type.orElse(DEFAULT_TYPE), description.orElse(""), note.orElse(""));
  }

  private static String type(ObjectNode block) {
    return CodedValue.code(block.path("block_type")).orElse(DEFAULT_TYPE);
  }

  private static Optional<String> description(ObjectNode block) {
    return CodedValue.code(block.path("block_description"));
  }

  private static String note(ObjectNode block) {
    return block.path("block_note").asText("");
  }

  private static boolean isActive(ObjectNode block) {
    return CodedValue.code(block.path(STATUS)).filter("ACTIVE"::equals).isPresent();
  }

  private static Optional<LocalDate> expiry(ObjectNode block) {
    return AlmaDate.read(block.path("expiry_date"), "user_block.expiry_date");
  }

  /**
   * A block to add. If the user has an active and unexpired block with the same type, description
   * and note, no block is added. If the expiry date is different, it is written to the existing
   * block.
   *
   * @param expiry the last day on which the block is valid
   */
  private record Addition(
      ObjectNode type,
      ObjectNode description,
      Optional<String> note,
      Optional<NewDay> expiry,
      Segment segment)
      implements ListEdit.Addition {

    @Override
    public List<Object> identity() {
      return BlockChange.identity(CodedValue.code(type), CodedValue.code(description), note);
    }

    @Override
    public boolean isSameAs(ObjectNode entry, ChangeContext context) {
      return isActive(entry)
          && BlockChange.identity(
                  Optional.of(BlockChange.type(entry)),
                  BlockChange.description(entry),
                  Optional.of(BlockChange.note(entry)))
              .equals(identity())
          && isCurrent(entry, context.today());
    }

    /**
     * Whether an existing block has not expired, or has this block's expiry date. If its expiry
     * date cannot be read, it is current if the input has a date that replaces it.
     */
    private boolean isCurrent(ObjectNode entry, LocalDate today) {
      try {
        Optional<LocalDate> lastDay = BlockChange.expiry(entry);
        return lastDay.equals(expiry.map(day -> day.on(today)))
            || lastDay.filter(day -> day.isBefore(today)).isEmpty();
      } catch (BrokenRecordException e) {
        if (expiry.isEmpty()) {
          throw e;
        }
        return true;
      }
    }

    @Override
    public ObjectNode updated(ObjectNode entry, ChangeContext context) {
      return expiry
          .map(day -> day.on(context.today()))
          .filter(day -> !AlmaDate.isDay(entry.path("expiry_date"), day))
          .map(day -> entry.deepCopy().put("expiry_date", AlmaDate.write(day)))
          .orElse(entry);
    }

    @Override
    public ObjectNode newEntry(User user, ChangeContext context) {
      ObjectNode entry = Json.MAPPER.createObjectNode();
      entry.put("segment_type", segment.valueFor(user));
      entry.set("block_type", type);
      entry.set("block_description", description);
      entry.put(STATUS, "ACTIVE");
      note.ifPresent(text -> entry.put("block_note", text));
      context.setCreation(entry);
      expiry.ifPresent(day -> entry.put("expiry_date", AlmaDate.write(day.on(context.today()))));
      return entry;
    }
  }

  /**
   * Disables active blocks that match all given criteria. The blocks stay in the record, as in
   * Alma's job.
   *
   * @param note a text that the note contains; upper and lower case are equal
   */
  private record Removal(Optional<String> type, Optional<String> description, Optional<String> note)
      implements ListEdit.Removal {

    @Override
    public List<Object> identity() {
      return BlockChange.identity(type, description, note);
    }

    @Override
    public boolean matches(ObjectNode entry) {
      return isActive(entry)
          && type.map(BlockChange.type(entry)::equals).orElse(true)
          && (description.isEmpty() || description.equals(BlockChange.description(entry)))
          && note.map(part -> NoteChange.contains(BlockChange.note(entry), part)).orElse(true);
    }

    /** The block with the status INACTIVE, in the form of its status: text or coded value. */
    @Override
    public Optional<ObjectNode> replacement(ObjectNode entry) {
      ObjectNode copy = entry.deepCopy();
      if (entry.path(STATUS).isObject()) {
        copy.set(STATUS, CodedValue.of("INACTIVE", "Inactive"));
      } else {
        copy.put(STATUS, "INACTIVE");
      }
      return Optional.of(copy);
    }
  }
}
