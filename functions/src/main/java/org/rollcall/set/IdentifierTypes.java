package org.rollcall.set;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rollcall.code.CodeTables;
import org.rollcall.user.CaseFolding;
import org.rollcall.user.Identifier;

/**
 * The types of identifier that a list can be headed with: those of the institution's code table,
 * those that come with Alma, and those that users really have. They are compared without regard to
 * case, blanks, hyphens and underscores.
 */
final class IdentifierTypes {

  /** Alma's name for the table of types. */
  private static final String TABLE = "UserIdentifierTypes";

  /** What a primary id is called, the first two in Alma's own uploads. */
  private static final Set<String> OF_PRIMARY_IDS =
      Set.of("username", "primaryid", "primaryidentifier");

  /** The types that most institutions start with, and what Alma calls them. */
  private static final Map<String, String> OF_ALMA = ofAlma();

  private final CodeTables tables;
  private final UserSource everybody;
  private Optional<Set<String>> inUse = Optional.empty();

  IdentifierTypes(CodeTables tables, UserSource everybody) {
    this.tables = requireNonNull(tables, "tables is null");
    this.everybody = requireNonNull(everybody, "everybody is null");
  }

  private static Map<String, String> ofAlma() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("BARCODE", "Barcode");
    types.put("INST_ID", "Institution ID");
    types.put("UNIV_ID", "University ID");
    List.of("1", "2", "3", "4", "5").forEach(n -> types.put("OTHER_ID_" + n, "Additional ID " + n));
    List.of("Facebook", "Google", "Twitter")
        .forEach(name -> types.put(CaseFolding.capitals(name), name + " ID"));
    return types;
  }

  static boolean isPrimaryId(String header) {
    return OF_PRIMARY_IDS.contains(folded(header));
  }

  /** The type of a code or description in the institution's table, or in Alma's stock. */
  Optional<String> known(String header) {
    return tables
        .table(TABLE)
        .flatMap(table -> find(header, table))
        .or(() -> find(header, OF_ALMA));
  }

  private static Optional<String> find(String header, Map<String, String> types) {
    return types.entrySet().stream()
        .filter(type -> isLike(header, type.getKey()) || isLike(header, type.getValue()))
        .map(type -> CaseFolding.capitals(type.getKey()))
        .findFirst();
  }

  /** The type of an identifier that some user has. All users are looked at, once. */
  Optional<String> inUse(String header) {
    if (inUse.isEmpty()) {
      Set<String> types = new TreeSet<>();
      everybody.forEach(
          user ->
              Identifier.of(user)
                  .forEach(identifier -> types.add(CaseFolding.capitals(identifier.type()))));
      inUse = Optional.of(types);
    }
    return inUse.get().stream().filter(type -> isLike(header, type)).findFirst();
  }

  /** What a header can be, for a sentence and for finding what was meant. */
  Collection<String> names() {
    Set<String> names = new LinkedHashSet<>(List.of("primary_id", "USERNAME", "User name"));
    tables.table(TABLE).ifPresent(table -> names.addAll(table.keySet()));
    names.addAll(OF_ALMA.keySet());
    return new ArrayList<>(names);
  }

  private static boolean isLike(String header, String name) {
    return !folded(header).isEmpty() && folded(header).equals(folded(name));
  }

  private static String folded(String name) {
    return CaseFolding.fold(CsvCells.id(name)).replaceAll("[\\s_-]", "");
  }
}
