package org.rollcall.cli.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sentences that the sources say, found by their literals. */
final class Sentences {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|^\\s*//.*?$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern VALUE = Pattern.compile("%,?[sd]");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

  /** Words with a blank between: no name and no part of a path. */
  private static final Pattern WORDS = Pattern.compile("[a-z},.:\"] +[a-zA-Z{(]|[a-z] $");

  private Sentences() {}

  /** The source files below a folder. */
  static List<String> sources(String folder) {
    try (Stream<Path> files = Files.walk(HOME.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Sentences::read)
          .map(source -> JOINT.matcher(COMMENT.matcher(source).replaceAll("")).replaceAll(""))
          .map(source -> VALUE.matcher(source).replaceAll("\" + \""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is said in the sources, and in them where a call begins that says it. */
  static Set<String> in(Stream<String> texts) {
    Set<String> sentences = new TreeSet<>();
    texts.forEach(
        text ->
            LITERAL
                .matcher(text)
                .results()
                .map((MatchResult literal) -> literal.group(1).replace("\\\"", "\""))
                .filter(WORDS.asPredicate())
                .map(String::strip)
                .filter(sentence -> sentence.contains(" ") && !sentence.contains("\\"))
                .forEach(sentences::add));
    return sentences;
  }

  /** The statements of a source from a call on; {@code call} is a pattern of its name. */
  static Stream<String> calls(String source, String call) {
    return Pattern.compile("\\b(?:" + call + ")\\(.*?\\);$", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(source)
        .results()
        .map(MatchResult::group);
  }

  /** A source without such statements. */
  static String without(String source, String call) {
    return Pattern.compile("\\b(?:" + call + ")\\(.*?\\);$", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(source)
        .replaceAll("");
  }

  static Predicate<String> having(String call) {
    return Pattern.compile("\\b(?:" + call + ")\\(").asPredicate();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
