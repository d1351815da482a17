package org.rollcall.set;

import java.util.List;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.set.SetDefinition.Logical;
import org.rollcall.user.PrimaryId;

/** Reads a job's set from the bucket or from the job's input. */
public final class SetRepository {

  /** In all sets of a job together. */
  public static final int MAX_IDS = 1_000_000;

  /** In characters. */
  static final int MAX_NAME_LENGTH = 200;

  private final Bucket bucket;
  private final CodeTables tables;
  private final UserSource users;

  /**
   * Creates a repository.
   *
   * @param tables has the institution's types of identifier
   * @param users read only if a set names a type that is not in a code table
   */
  public SetRepository(Bucket bucket, CodeTables tables, UserSource users) {
    this.bucket = bucket;
    this.tables = tables;
    this.users = users;
  }

  /**
   * Reads a set, and adds all its errors.
   *
   * @param operator the user who starts the job; a private set is an error for other users
   */
  public Optional<SetDefinition> read(SetSource source, PrimaryId operator, Faults faults) {
    IdentifierTypes types = new IdentifierTypes(tables, users);
    SetReader reader = new SetReader(new SetFiles(bucket), types, operator, faults);
    if (source instanceof SetSource.Named named) {
      return reader.read(named.name(), "set");
    }
    if (source instanceof SetSource.Inline inline) {
      return inline(inline, reader);
    }
    return Optional.of(new Logical(((SetSource.Query) source).predicate()));
  }

  private static Optional<SetDefinition> inline(SetSource.Inline inline, SetReader reader) {
    Optional<String> type =
        inline
            .idType()
            .filter(name -> !IdentifierTypes.isPrimaryId(name))
            .flatMap(name -> reader.idType("set.id_type", name));
    return Optional.of(new Itemized(type, inline.members(), List.of()));
  }
}
