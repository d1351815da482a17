package org.rollcall.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.Bucket;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.query.QueryTime;
import org.rollcall.set.Membership;
import org.rollcall.set.SetDefinition;
import org.rollcall.set.SetError;
import org.rollcall.set.SetSource;
import org.rollcall.user.FieldCheck;
import org.rollcall.user.store.UserTable;

/**
 * The members that a set has now, as a job would find them.
 *
 * @param membership empty if the set has errors
 * @param remarks sentences about the set, such as a field that no user has, or IDs that lost
 *     leading zeros
 * @param errors the errors for which a job with the set is rejected
 */
public record SetPreview(
    Optional<Membership> membership, List<String> remarks, List<Fault> errors) {

  private static final Set<String> OF_OTHER_USER =
      Set.of(SetError.PRIVATE_SET.name(), SetError.MEMBERS_OF_PRIVATE_JOB.name());

  public SetPreview {
    remarks = List.copyOf(remarks);
    errors = List.copyOf(errors);
  }

  /**
   * Finds the members. A private set is found for everyone who can read the bucket.
   *
   * @param set the key {@code set} of a job's input: a name, or an object
   */
  public static SetPreview of(UserTable users, Bucket bucket, JsonNode set, QueryTime time) {
    Faults faults = new Faults();
    SetResolver resolver = new SetResolver(users, bucket, time.today());
    Optional<SetDefinition> definition = definition(resolver, bucket, set, faults);
    List<Fault> errors = errors(faults);
    if (definition.isEmpty() || !errors.isEmpty()) {
      return new SetPreview(Optional.empty(), List.of(), errors);
    }
    FieldCheck fields = new FieldCheck(definition.get().fields());
    try {
      Membership members = resolver.observedBy(fields).resolve(definition.get(), time);
      List<String> remarks =
          new ArrayList<>(
              members.size() == 0 ? fields.problemsWithoutMembers() : fields.problems());
      remarks.addAll(resolver.hints(definition.get(), members, users));
      return new SetPreview(Optional.of(members), remarks, List.of());
    } catch (JobRejectedException e) {
      return new SetPreview(Optional.empty(), List.of(), e.faults());
    }
  }

  private static Optional<SetDefinition> definition(
      SetResolver resolver, Bucket bucket, JsonNode set, Faults faults) {
    ObjectNode input = Json.MAPPER.createObjectNode();
    input.set("set", set);
    CodeTables codes = CodeTables.inBucket(bucket, faults);
    return Fields.of(input, "", faults)
        .flatMap(SetSource::read)
        .flatMap(resolver.reader(codes, Optional.empty(), faults)::read);
  }

  private static List<Fault> errors(Faults faults) {
    return faults.found().stream().filter(fault -> !OF_OTHER_USER.contains(fault.code())).toList();
  }
}
