package org.rollcall.set;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.set.SetDefinition.Logical;
import org.rollcall.user.PrimaryId;

/** Where a job's set is found: in the bucket, or in its input. */
public final class SetRepository {

  /** How many ids the sets of a job may list. */
  public static final int MOST_IDS = 1_000_000;

  static final int LONGEST_NAME = 200;

  private final Bucket bucket;
  private final CodeTables tables;
  private final UserSource everybody;

  /**
   * A shelf.
   *
   * @param tables where the institution's types of identifier are
   * @param everybody asked which types there are, where a set names one that no table knows
   */
  public SetRepository(Bucket bucket, CodeTables tables, UserSource everybody) {
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.tables = requireNonNull(tables, "tables is null");
    this.everybody = requireNonNull(everybody, "everybody is null");
  }

  /**
   * Reads a set, noting every fault.
   *
   * @param operator whoever wants to use it
   */
  public Optional<SetDefinition> read(SetSource source, PrimaryId operator, Faults faults) {
    IdentifierTypes types = new IdentifierTypes(tables, everybody);
    SetReader reading = new SetReader(new SetFiles(bucket), types, operator, faults);
    if (source instanceof SetSource.Named named) {
      return reading.read(named.name(), "set");
    }
    if (source instanceof SetSource.Inline inline) {
      return inline(inline, reading);
    }
    return Optional.of(new Logical(((SetSource.Query) source).predicate()));
  }

  private static Optional<SetDefinition> inline(SetSource.Inline inline, SetReader reading) {
    Optional<String> type =
        inline
            .idType()
            .filter(name -> !IdentifierTypes.isPrimaryId(name))
            .flatMap(name -> reading.idType("set.id_type", name));
    return Optional.of(new Itemized(type, inline.members(), List.of()));
  }
}
