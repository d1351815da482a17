package org.rollcall.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.messages;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.Given;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/** Reads sets from a bucket in memory, for a job that the user MLibrarian starts. */
public final class SetFixture {

  private static final CodeTables TABLES =
      CodeTables.of(
          Map.of("UserIdentifierTypes", Map.of("04", "Staff card", "BARCODE", "Barcode")));

  private static final List<User> USERS =
      List.of(
          Given.user(
              "{primary_id: 's1', user_identifier: [{id_type: {value: 'LOCKER'}, value: '7'}]}"));

  /** A job of MLibrarian, whose members have the ID s1, and another of a private set. */
  private static final JobSource JOBS =
      (set, path, faults) ->
          Optional.of(
              new JobSource.Found(
                  List.of("s1"),
                  List.of(),
                  Optional.of("other")
                      .filter(id -> set.source().toString().equals("private-job"))));

  private final FakeS3 s3 = new FakeS3();

  SetFixture with(String key, String content) {
    s3.with(key, content);
    return this;
  }

  SetFixture with(String key, byte[] content) {
    s3.with(key, content);
    return this;
  }

  FakeS3 s3() {
    return s3;
  }

  Optional<SetDefinition> read(String name, Faults faults) {
    return read(new SetSource.Named(name), faults);
  }

  Optional<SetDefinition> read(SetSource source, Faults faults) {
    PrimaryId operator = PrimaryId.of("MLibrarian");
    return new SetReader(s3.bucket(), TABLES, USERS::forEach, JOBS, operator, faults).read(source);
  }

  /** Reads a set that has no errors. */
  SetDefinition read(String name) {
    Faults faults = new Faults();
    Optional<SetDefinition> set = read(name, faults);
    assertThat(messages(faults)).isEmpty();
    return set.orElseThrow();
  }

  List<String> errorsOf(String name) {
    Faults faults = new Faults();
    read(name, faults);
    return messages(faults);
  }

  public static Itemized table(String key, byte[] content) {
    return (Itemized) new SetFixture().with(key, content).read("leavers");
  }

  public static Itemized table(String content) {
    return table("sets/leavers.csv", content.getBytes(StandardCharsets.UTF_8));
  }
}
