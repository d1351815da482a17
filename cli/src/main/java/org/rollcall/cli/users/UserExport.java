package org.rollcall.cli.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.FaultText;
import org.rollcall.cli.command.PrivateFile;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.userfile.FieldPaths;
import org.rollcall.cli.userfile.UserFileFormat;
import org.rollcall.cli.userfile.UserWriter;
import org.rollcall.error.Fault;
import org.rollcall.set.Membership;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.SecretFields;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;

/**
 * Exports users. Their records are read in small groups, so that any number of them fits into the
 * memory. All users are in the order of their primary IDs, and those of a set in the set's order.
 */
final class UserExport {

  private static final int GROUP = 100;

  /** How many users that were not exported are named. */
  private static final int MAX_LINES = 10;

  private final Stack stack;
  private final Console console;
  private final UserFileFormat format;
  private final Optional<FieldPaths> fields;
  private final boolean withPins;
  private final Set<String> unseenFields;
  private final List<PrimaryId> group = new ArrayList<>();
  private int written;
  private int missing;
  private int problems;
  private boolean isPrinted;
  private boolean isStopped;

  UserExport(
      Stack stack,
      Console console,
      UserFileFormat format,
      Optional<FieldPaths> fields,
      boolean withPins) {
    this.stack = stack;
    this.console = console;
    this.format = format;
    this.fields = fields;
    this.withPins = withPins;
    this.unseenFields = new HashSet<>(fields.map(FieldPaths::paths).orElse(List.of()));
  }

  /**
   * Exports users to a file, or to standard output.
   *
   * @param set the key {@code set} of a job's input; empty for all users
   * @return whether all users were exported completely
   */
  boolean run(Optional<JsonNode> set, Optional<Path> file) {
    Optional<Membership> members =
        set.map(selected -> MemberList.resolve(stack, selected, console));
    if (file.isPresent()) {
      PrivateFile.write(
          file.get(),
          out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            write(members, writer);
            writer.flush();
          });
    } else {
      writeToOutput(members);
    }
    summarize(members, file);
    return problems == 0 && members.map(found -> found.uncertain().isEmpty()).orElse(true);
  }

  private void writeToOutput(Optional<Membership> members) {
    isPrinted = true;
    try {
      write(members, console.writer());
      console.writer().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Optional<Membership> members, Writer out) throws IOException {
    UserWriter writer = format.writer(out, fields);
    writer.begin();
    Consumer<PrimaryId> exporter = id -> add(id, writer);
    members.ifPresentOrElse(
        found -> found.certain().forEach(exporter),
        () -> new SortedIds(stack.users()).forEach(exporter));
    writeGroup(writer);
    writer.end();
  }

  private void add(PrimaryId id, UserWriter writer) {
    group.add(id);
    if (group.size() == GROUP) {
      writeGroup(writer);
    }
  }

  private void writeGroup(UserWriter writer) {
    if (!isStopped) {
      Map<PrimaryId, StoredUser> users = stack.users().find(group);
      for (PrimaryId id : group) {
        Optional.ofNullable(users.get(id))
            .ifPresentOrElse(stored -> write(stored.user(), writer), () -> missing++);
      }
      isStopped = isPrinted && console.isOutputClosed();
    }
    group.clear();
  }

  private void write(User user, UserWriter writer) {
    ObjectNode record = SecretFields.exported(user.record(), withPins);
    if (!unseenFields.isEmpty()) {
      ObjectNode view = new User(record).normalized().record();
      unseenFields.removeIf(path -> !FieldPaths.values(view, path).isEmpty());
    }
    try {
      UserWriter.Result result = writer.write(record);
      written += result.isWritten() ? 1 : 0;
      result.problem().ifPresent(this::note);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(Fault problem) {
    problems++;
    if (problems <= MAX_LINES) {
      console.note(FaultText.line(problem));
    }
  }

  private void summarize(Optional<Membership> members, Optional<Path> file) {
    if (problems > MAX_LINES) {
      console.note("… and " + (problems - MAX_LINES) + " more users like these");
    }
    members.ifPresent(
        found -> {
          MemberList.remark(found, console);
          if (missing > 0) {
            console.note(
                "Remark: "
                    + missing
                    + (missing == 1 ? " member" : " members")
                    + " with a primary ID that no user has");
          }
        });
    if (written > 0) {
      unseenFields.stream()
          .sorted()
          .forEach(path -> console.note("Remark: no exported user has the field " + path));
    }
    file.ifPresent(
        path ->
            console.note(
                "Exported " + written + (written == 1 ? " user to " : " users to ") + path));
  }
}
