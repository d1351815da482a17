package org.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rollcall.json.Json;
import org.rollcall.local.LocalStack;
import org.rollcall.user.BrokenRecord;
import org.rollcall.user.RecordIntake;
import org.rollcall.user.User;
import org.rollcall.user.UserTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** {@code rollcall load}: loads users. */
@Command(
    name = "load",
    description = {
      "Loads users in Alma's REST JSON; one who is there already is replaced.",
      "A file holds one user, a list, {\"user\": [ … ]}, or a user a line."
    },
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of users.")
  private List<Path> files;

  @Option(names = "--json", description = "Print what was loaded as JSON.")
  private boolean json;

  @Mixin private DataOption data;

  @Override
  public Integer call() {
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw Complaint.misuse("there is no file " + file + " that can be read.");
      }
    }
    Console console = new Console(spec);
    try (LocalStack stack = data.open(console)) {
      Loading loading = new Loading(stack.users(), console);
      for (Path file : files) {
        UserFile.read(file, loading);
      }
      loading.flush();
      return loading.end(json);
    }
  }

  /** A user, and where it was found. */
  private record Found(String place, User user) {}

  /** Writes users as they come, a batch at a time. */
  private static final class Loading implements UserFile.Sink {

    private final UserTable users;
    private final Console console;
    private final List<Found> batch = new ArrayList<>();
    private int loaded;
    private int unreadable;

    Loading(UserTable users, Console console) {
      this.users = users;
      this.console = console;
    }

    @Override
    public void record(String place, JsonNode node) {
      User user;
      try {
        user = RecordIntake.take(node);
      } catch (BrokenRecord e) {
        unreadable(place, "the record " + e.getMessage());
        return;
      }
      Optional<String> weakness = RecordIntake.weakness(user);
      weakness.ifPresent(
          what ->
              console.note(
                  place + ": loaded, but jobs may fail on " + user.primaryId() + ": " + what));
      batch.add(new Found(place, user));
      if (batch.size() == UserTable.LOAD_BATCH) {
        flush();
      }
    }

    @Override
    public void unreadable(String place, String reason) {
      unreadable++;
      console.note(place + ": not loaded: " + reason);
    }

    void flush() {
      try {
        users.load(batch.stream().map(Found::user).toList());
        loaded += batch.size();
      } catch (DynamoDbException e) {
        if (!isAboutARecord(e)) {
          throw e;
        }
        batch.forEach(this::loadAlone);
      }
      batch.clear();
    }

    /**
     * The table takes a batch as a whole or not at all: what it will not take must not keep others
     * out.
     */
    private void loadAlone(Found found) {
      try {
        users.load(List.of(found.user()));
        loaded++;
      } catch (DynamoDbException e) {
        if (!isAboutARecord(e)) {
          throw e;
        }
        unreadable(
            found.place(),
            "DynamoDB does not take the record: it is larger than 400 KB, is nested more than 32"
                + " deep, or has a number of more than 38 digits");
      }
    }

    /** As opposed to a table that is out of reach. */
    private static boolean isAboutARecord(DynamoDbException e) {
      return e instanceof TransactionCanceledException cancelled
          ? cancelled.cancellationReasons().stream()
              .anyMatch(reason -> "ValidationError".equals(reason.code()))
          : "ValidationException".equals(e.awsErrorDetails().errorCode());
    }

    int end(boolean json) {
      if (json) {
        console.printJson(
            Json.MAPPER.createObjectNode().put("loaded", loaded).put("not_loaded", unreadable));
      } else {
        console.print(
            "Loaded "
                + loaded
                + (loaded == 1 ? " user" : " users")
                + (unreadable == 0 ? "." : "; could not load " + unreadable + "."));
      }
      return unreadable == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
  }
}
