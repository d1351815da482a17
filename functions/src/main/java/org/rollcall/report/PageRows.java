package org.rollcall.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.json.Json;
import org.rollcall.letter.LetterLanguage;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LastChange.FieldChange;

/**
 * The members in the report's page, in blocks. A block has one list for each column, because lists
 * of similar values are small when compressed.
 */
final class PageRows {

  /** The maximum number of members in the page. */
  static final int MAX_MEMBERS = 200_000;

  /** The number of members that are compressed together. */
  private static final int BLOCK_SIZE = 1_000;

  /** The maximum size of all values. The other columns of 100,000 members need about 1 MB. */
  private static final long MAX_VALUE_BYTES = 30_000_000;

  private static final String ID = "id";
  private static final String REASON = "reason";
  private static final String MESSAGE = "message";

  /** Columns with a text that is personal data. */
  private static final List<String> PERSONAL_TEXTS = List.of("name", "phone", "not_made");

  private final OutputStream output;
  private final boolean showsValues;
  private final boolean onlyAttention;
  private final List<MemberRow> block = new ArrayList<>();
  private int members;
  private long valueBytes;

  /**
   * Writes the blocks to a stream.
   *
   * @param members the number of members of the job. If there are too many, only those that need
   *     attention are written.
   */
  PageRows(OutputStream output, int members, boolean showsValues) {
    this.output = output;
    this.showsValues = showsValues;
    this.onlyAttention = members > MAX_MEMBERS;
  }

  void add(MemberRow row) {
    if (members == MAX_MEMBERS || (onlyAttention && !row.needsAttention())) {
      return;
    }
    members++;
    block.add(row);
    if (block.size() == BLOCK_SIZE) {
      writeBlock();
    }
  }

  /** Writes the last block. */
  void finish() {
    if (!block.isEmpty()) {
      writeBlock();
    }
  }

  private void writeBlock() {
    write(output, PageBlock.ROWS.line(columns()));
    if (showsValues && valueBytes < MAX_VALUE_BYTES) {
      byte[] values = PageBlock.VALUES.line(values());
      valueBytes += values.length;
      write(output, values);
    }
    block.clear();
  }

  private static void write(OutputStream output, byte[] line) {
    try {
      output.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode columns() {
    ObjectNode columns = Json.MAPPER.createObjectNode();
    for (MemberRow row : block) {
      columns.withArray(ID).add(row.primaryId());
      columns.withArray("name").add(row.person().name());
      columns.withArray("phone").add(row.person().phone());
      columns.withArray("result").add(row.result().name());
      columns.withArray("attention").add(row.needsAttention() ? 1 : 0);
      columns.withArray(REASON).add(row.reason().map(reason -> reason.code().name()).orElse(""));
      columns.withArray(MESSAGE).add(row.reason().map(ReasonText::message).orElse(""));
      columns.withArray("letter").add(row.letter().map(Enum::name).orElse(""));
      columns.withArray("delivery").add(row.delivery().map(Enum::name).orElse(""));
      columns.withArray("not_made").add(row.notMade());
      columns.withArray("fields").add(texts(row.changes().keySet().stream()));
      columns.withArray("done").add(texts(done(row)));
    }
    return columns;
  }

  /** What was done for a member beside the changes, in English. */
  private static Stream<String> done(MemberRow row) {
    return Stream.of(
            row.credentials().map(ReportText::credentials),
            row.letterOwed() ? Optional.of("A letter is owed") : Optional.<String>empty(),
            row.language().map(PageRows::language),
            row.undoneLetter().flatMap(ReportText::undoneLetter),
            ChangesText.relabelled(row.changes()))
        .flatMap(Optional::stream);
  }

  private static String language(LetterLanguage language) {
    return "Letter in "
        + language.used()
        + language.wished().map(wished -> "; the user prefers " + wished).orElse("");
  }

  private ArrayNode values() {
    ArrayNode members = Json.MAPPER.createArrayNode();
    for (MemberRow row : block) {
      ArrayNode fields = members.addArray();
      for (Map.Entry<String, FieldChange> field : row.changes().entrySet()) {
        FieldChange change = field.getValue();
        fields.add(
            texts(
                Stream.of(
                    FieldText.of(field.getKey(), change.before()),
                    FieldText.of(field.getKey(), change.after()))));
      }
    }
    return members;
  }

  private static ArrayNode texts(Stream<String> texts) {
    ArrayNode list = Json.MAPPER.createArrayNode();
    texts.forEach(list::add);
    return list;
  }

  /**
   * Copies the blocks of a page, with an alias instead of a person, and without the person's
   * values.
   *
   * @param page the whole page
   * @param ids the primary IDs of the person
   * @return the number of members in the page
   * @throws IllegalArgumentException if a block is damaged
   */
  static int anonymize(BufferedReader page, Set<PrimaryId> ids, String alias, OutputStream output) {
    List<Integer> ofPerson = List.of();
    int members = 0;
    for (String line : (Iterable<String>) page.lines()::iterator) {
      Optional<JsonNode> rows = PageBlock.ROWS.read(line);
      if (rows.isPresent()) {
        members += rows.get().path(ID).size();
        ofPerson = anonymize(rows.get(), ids, alias);
        write(output, PageBlock.ROWS.line(rows.get()));
      }
      Optional<JsonNode> values = PageBlock.VALUES.read(line);
      if (values.isPresent()) {
        for (int member : ofPerson) {
          clear(values.get(), member);
        }
        write(output, PageBlock.VALUES.line(values.get()));
      }
    }
    return members;
  }

  private static List<Integer> anonymize(JsonNode columns, Set<PrimaryId> ids, String alias) {
    List<Integer> ofPerson = new ArrayList<>();
    for (int member = 0; member < columns.path(ID).size(); member++) {
      if (ids.contains(PrimaryId.of(columns.path(ID).path(member).asText()))) {
        ofPerson.add(member);
        set(columns.path(ID), member, alias);
        for (String column : PERSONAL_TEXTS) {
          set(columns.path(column), member, "");
        }
        clear(columns.path("fields"), member);
        clear(columns.path("done"), member);
        String reason = columns.path(REASON).path(member).asText();
        if (!reason.isEmpty() && Reason.valueOf(reason).hasRecordValues()) {
          set(columns.path(MESSAGE), member, ReasonText.erased(Reason.valueOf(reason)).message());
        }
      }
    }
    return ofPerson;
  }

  private static void set(JsonNode column, int member, String text) {
    ((ArrayNode) column).set(member, text);
  }

  private static void clear(JsonNode column, int member) {
    ((ArrayNode) column.path(member)).removeAll();
  }
}
