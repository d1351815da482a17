package org.rollcall.cli.stack;

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

/** Deletes a person's data from a data folder, where letters and the users' database are files. */
record FolderErasure(LocalStack stack) implements StackErasure {

  @Override
  public void processMailEvents() {
    stack.processMailEvents();
  }

  /** Also deletes the page of the last preview, which may show this person's data. */
  @Override
  public int deleteLetters(Set<String> messageIds, Set<PrimaryId> ids) {
    Set<Path> letters = new HashSet<>(InboxLetters.find(ids, stack.dataPaths().inbox()));
    messageIds.forEach(messageId -> letters.add(stack.dataPaths().letter(messageId)));
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
  public void compactUsersDatabase() {
    stack.compactUsersDatabase();
  }

  @Override
  public Optional<String> servingFolder() {
    // A data folder cannot be opened while another process serves it.
    return Optional.empty();
  }

  @Override
  public List<String> retentionNotes() {
    return List.of();
  }
}
