package org.rollcall.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;

/** The stock letters and the institution's file, as the repository has them. */
public final class StockFiles {

  private final Path folder;

  /**
   * @param home the repository
   */
  public StockFiles(Path home) {
    folder = home.resolve("letters");
  }

  /** Puts them into the bucket: {@code institution.json} at its root, letters under letters/. */
  public void putInto(Bucket bucket) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> regular = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : regular) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        String key = name.contains("/") ? "letters/" + name : name;
        bucket.put(key, Files.readAllBytes(file), "application/octet-stream");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
