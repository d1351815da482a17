package org.rollcall.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * All files of a data folder, for the erasure of a person. No job may be running.
 *
 * @param folder the folder, opened by this process
 */
public record FolderFiles(DataFolder folder) {

  /**
   * Deletes what killed processes have left of unfinished writes.
   *
   * @throws DataFolderException if a file cannot be deleted
   */
  public void deleteUnfinished() {
    try {
      UnfinishedObjects.delete(folder.objects());
      for (Path part :
          List.of(folder.path(), folder.inbox(), folder.sentMail().events(), folder.executions())) {
        deleteUnfinished(part);
      }
    } catch (IOException e) {
      throw new FileFaults().failed(e, folder.path());
    }
  }

  private static void deleteUnfinished(Path part) throws IOException {
    try (Stream<Path> files = Files.find(part, 2, (file, attributes) -> isUnfinished(file))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  static boolean isUnfinished(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && (name.endsWith(".part")
            || name.endsWith(".new")
            || UnfinishedObjects.isUnfinished(name));
  }

  /**
   * The files that contain one of several texts as a whole word, in upper or lower case.
   *
   * @return paths relative to the folder, in ascending order
   * @throws DataFolderException if a file cannot be read
   */
  public List<Path> with(Collection<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    TextSearch search = new TextSearch(texts);
    try (Stream<Path> files = Files.walk(folder.path())) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .filter(file -> contains(file, search))
          .map(folder.path()::relativize)
          .toList();
    } catch (IOException e) {
      throw new FileFaults().failed(e, folder.path());
    }
  }

  private static boolean contains(Path file, TextSearch search) {
    try (InputStream content = Files.newInputStream(file)) {
      return search.isFoundIn(content);
    } catch (IOException e) {
      throw new FileFaults().failed(e, file);
    }
  }
}
