package org.rollcall.cli.stack;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.local.LocalStack;
import org.rollcall.user.PrimaryId;

/** Erasure from a data folder, where letters and the users' database are files. */
record FolderErasure(LocalStack stack) implements StackErasure {

  FolderErasure {
    requireNonNull(stack, "stack is null");
  }

  @Override
  public void settleMail() {
    stack.settleMailEvents();
  }

  /** Also deletes the page of the last preview, for any user. */
  @Override
  public int deleteLetters(Set<String> messageIds, Set<PrimaryId> names) {
    Set<Path> letters = new HashSet<>(InboxLetters.find(names, stack.dataPaths().inbox()));
    messageIds.forEach(message -> letters.add(stack.dataPaths().letter(message)));
    delete(stack.dataPaths().preview());
    return (int) letters.stream().filter(FolderErasure::delete).count();
  }

  private static boolean delete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void wipeDeletedUsers() {
    stack.compactUsersDatabase();
  }

  @Override
  public Optional<String> servedFolder() {
    return Optional.empty();
  }

  @Override
  public List<String> residualData() {
    return List.of();
  }
}
