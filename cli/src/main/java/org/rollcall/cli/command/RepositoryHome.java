package org.rollcall.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The repository from which Rollcall runs: its letters and its state machine are used as they are.
 */
public final class RepositoryHome {

  private RepositoryHome() {}

  public static Path path() {
    Path home = Path.of(System.getProperty("rollcall.home", "."));
    if (!Files.isRegularFile(home.resolve("statemachine/update-notify-users.asl.json"))) {
      throw CommandException.misuse(
          "there is no statemachine/update-notify-users.asl.json in "
              + home.toAbsolutePath().normalize()
              + ". Start Rollcall by the file rollcall at the repository's root.");
    }
    return home;
  }
}
