package org.rollcall.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Searches the files of a data folder for the IDs and addresses of a person. */
final class TextSearch {

  private TextSearch() {}

  /**
   * The files that contain one of several texts as a whole word, in upper or lower case.
   *
   * @return paths relative to the folder, in ascending order
   * @throws IOException if a file cannot be read
   */
  static List<Path> find(Path folder, Collection<String> texts) throws IOException {
    if (texts.isEmpty()) {
      return List.of();
    }
    Pattern pattern =
        Pattern.compile(
            texts.stream()
                .map(text -> Pattern.quote(text.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining("|", "(?<![\\w.@-])(?:", ")(?![\\w@-]|\\.\\w)")));
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      return all.stream().filter(file -> contains(file, pattern)).map(folder::relativize).toList();
    }
  }

  private static boolean contains(Path file, Pattern pattern) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return pattern.matcher(text.toLowerCase(Locale.ROOT)).find();
    } catch (IOException e) {
      throw new FileFaults().failed(e, file);
    }
  }
}
