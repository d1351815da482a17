package org.rollcall.set;

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
 * The types of identifier that a column or a set can name: those in the institution's code table,
 * those that Alma has by default, and those in users' records. They are compared without regard to
 * case, blanks, hyphens and underscores.
 */
final class IdentifierTypes {

  /** Alma's name of the code table. */
  private static final String CODE_TABLE = "UserIdentifierTypes";

  /** Headers of primary IDs, folded. The first two are those of Alma's own uploads. */
  private static final Set<String> PRIMARY_ID_HEADERS =
      Set.of("username", "primaryid", "primaryidentifier");

  /** Alma's default types: descriptions by code. */
  private static final Map<String, String> ALMA_TYPES = almaTypes();

  private final CodeTables tables;
  private final UserSource users;
  private Optional<Set<String>> inUse = Optional.empty();

  IdentifierTypes(CodeTables tables, UserSource users) {
    this.tables = tables;
    this.users = users;
  }

  private static Map<String, String> almaTypes() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("BARCODE", "Barcode");
    types.put("INST_ID", "Institution ID");
    types.put("UNIV_ID", "University ID");
    List.of("1", "2", "3", "4", "5").forEach(n -> types.put("OTHER_ID_" + n, "Additional ID " + n));
    List.of("Facebook", "Google", "Twitter")
        .forEach(name -> types.put(CaseFolding.upperCase(name), name + " ID"));
    return types;
  }

  static boolean isPrimaryId(String header) {
    return PRIMARY_ID_HEADERS.contains(folded(header));
  }

  /** Finds a type by its code or description in the institution's code table and Alma's types. */
  Optional<String> known(String header) {
    return tables
        .descriptions(CODE_TABLE)
        .flatMap(table -> find(header, table))
        .or(() -> find(header, ALMA_TYPES));
  }

  /** Finds a type whose code is a number with leading zeros, which a header has lost. */
  Optional<String> withLostZeros(String header) {
    Set<String> types = new TreeSet<>(ALMA_TYPES.keySet());
    tables.descriptions(CODE_TABLE).ifPresent(table -> types.addAll(table.keySet()));
    inUse(header).ifPresent(types::add);
    inUse.ifPresent(types::addAll);
    return types.stream()
        .filter(type -> !matches(header, type))
        .filter(type -> matches(header, IdMatches.withoutLeadingZeros(type)))
        .findFirst();
  }

  UserSource users() {
    return users;
  }

  private static Optional<String> find(String header, Map<String, String> types) {
    return types.entrySet().stream()
        .filter(type -> matches(header, type.getKey()) || matches(header, type.getValue()))
        .map(type -> CaseFolding.upperCase(type.getKey()))
        .findFirst();
  }

  /** Finds a type in users' records. Reads all users at the first call. */
  Optional<String> inUse(String header) {
    if (inUse.isEmpty()) {
      Set<String> types = new TreeSet<>();
      users.forEach(
          user ->
              Identifier.activeOf(user)
                  .forEach(identifier -> types.add(CaseFolding.upperCase(identifier.type()))));
      inUse = Optional.of(types);
    }
    return inUse.get().stream().filter(type -> matches(header, type)).findFirst();
  }

  /** The headers to suggest for a mistyped one. */
  Collection<String> names() {
    Set<String> names = new LinkedHashSet<>(List.of("primary_id", "USERNAME", "User name"));
    tables.descriptions(CODE_TABLE).ifPresent(table -> names.addAll(table.keySet()));
    names.addAll(ALMA_TYPES.keySet());
    return new ArrayList<>(names);
  }

  private static boolean matches(String header, String name) {
    return !folded(header).isEmpty() && folded(header).equals(folded(name));
  }

  private static String folded(String name) {
    return CaseFolding.fold(CsvCells.id(name)).replaceAll("[\\s_-]", "");
  }
}
