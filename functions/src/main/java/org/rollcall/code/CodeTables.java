package org.rollcall.code;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.SimilarNames;
import org.rollcall.user.CodedValue;

/**
 * The institution's code tables, under Alma's names, such as {@code UserGroups}. A code is checked
 * where its table is there; a table that is absent checks nothing.
 */
public final class CodeTables {

  private static final String PREFIX = "codes/";

  /** How large a table may be, in bytes: Alma's own have some hundred codes. */
  private static final int LARGEST = 4 << 20;

  private final Function<String, Optional<CodeTable>> shelf;
  private final Map<String, Optional<CodeTable>> read = new HashMap<>();
  private final Map<String, Map<String, String>> used = new TreeMap<>();

  private CodeTables(Function<String, Optional<CodeTable>> shelf) {
    this.shelf = shelf;
  }

  /** The tables in the bucket, each read when it is first asked for. */
  public static CodeTables inBucket(Bucket bucket, Faults faults) {
    requireNonNull(bucket, "bucket is null");
    return new CodeTables(
        name -> {
          String key = PREFIX + name + ".json";
          try {
            return bucket
                .get(key, LARGEST)
                .flatMap(content -> CodeTable.read(key, content, faults));
          } catch (ObjectTooLargeException e) {
            faults.add(key, e.code(), e.maxKibibytes());
            return Optional.empty();
          }
        });
  }

  /**
   * Tables of known content.
   *
   * @param tables for each table's name, what its codes mean
   */
  public static CodeTables of(Map<String, Map<String, String>> tables) {
    Map<String, Map<String, String>> known = Map.copyOf(tables);
    return new CodeTables(name -> Optional.ofNullable(known.get(name)).map(CodeTable::new));
  }

  /** What a table's codes mean, in its order; nothing if there is no such table. */
  public Optional<Map<String, String>> table(String name) {
    return find(name).map(CodeTable::descriptions);
  }

  /**
   * Reads a code of a table, noting a fault if the table does not have it.
   *
   * @return the coded value, described if the table does
   */
  public Optional<ObjectNode> code(Fields fields, String key, String table) {
    return fields
        .line(key, CodeTable.LONGEST_CODE)
        .flatMap(code -> checked(fields, key, table, code));
  }

  /**
   * Checks a code of a table that stands at a place, noting a fault there if the table does not
   * have it.
   *
   * @return the coded value, described if the table does
   */
  public Optional<ObjectNode> checked(Fields fields, String key, String table, String code) {
    Optional<CodeTable> found = find(table);
    if (found.isEmpty()) {
      return Optional.of(CodedValue.of(code));
    }
    Map<String, String> descriptions = found.get().descriptions();
    String description = descriptions.get(code);
    if (description == null) {
      fields.fault(
          key,
          "is no code of the table "
              + PREFIX
              + table
              + ".json."
              + found
                  .get()
                  .codeDescribedAs(code)
                  .map(meant -> " That is the description of the code " + meant + ".")
                  .orElseGet(
                      () -> " It has: " + SimilarNames.suggestions(code, descriptions.keySet())));
      return Optional.empty();
    }
    used.computeIfAbsent(table, any -> new TreeMap<>()).put(code, description);
    return Optional.of(
        description.isEmpty() ? CodedValue.of(code) : CodedValue.of(code, description));
  }

  private Optional<CodeTable> find(String name) {
    return read.computeIfAbsent(name, shelf);
  }

  /**
   * The tables that were asked for, with those of their codes that were read: enough to read the
   * same again, whatever becomes of the tables.
   */
  public Map<String, Map<String, String>> used() {
    return new LinkedHashMap<>(used);
  }
}
