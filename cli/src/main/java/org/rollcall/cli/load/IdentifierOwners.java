package org.rollcall.cli.load;

import com.google.common.hash.Hashing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rollcall.error.Fault;
import org.rollcall.local.admin.RecordError;
import org.rollcall.user.Identifier;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/** Finds active identifiers, such as barcodes, that several users of one load have. */
final class IdentifierOwners {

  /** The first owner of each identifier, by a hash of 64 bits over type and value. */
  private final Map<Long, String> owners = new HashMap<>();

  /** Adds a user, and returns a warning for each of its identifiers that another user has. */
  List<Fault> add(User user, String place) {
    List<Fault> warnings = new ArrayList<>();
    for (Identifier identifier : (Iterable<Identifier>) Identifier.activeOf(user)::iterator) {
      Identifier folded = identifier.folded();
      long hash =
          Hashing.farmHashFingerprint64()
              .hashUnencodedChars(folded.type() + "\t" + folded.value())
              .asLong();
      String owner = owners.putIfAbsent(hash, user.primaryId().toString());
      if (owner != null && !PrimaryId.of(owner).equals(user.primaryId())) {
        warnings.add(Fault.of(place, RecordError.IDENTIFIER_TAKEN, identifier.type(), owner));
      }
    }
    return warnings;
  }
}
