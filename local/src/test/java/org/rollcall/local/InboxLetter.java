package org.rollcall.local;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A letter in the inbox, parsed with Jakarta Mail. */
record InboxLetter(
    String from, String replyTo, String to, String subject, String text, String html) {

  /** A line of ten of the documented characters, with at least one letter and one digit. */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "^(?=.*[0-9])(?=.*[A-Za-z])[A-HJ-NP-Za-hjkmnp-z2-9]{10}\\r?$", Pattern.MULTILINE);

  /** 42 of the documented characters after the parameter of a link. */
  private static final Pattern TOKEN =
      Pattern.compile("https://[^\\s?]+\\?token=([0-9a-hjkmnp-tv-z]{42})\\s");

  private static final Pattern LANGUAGE = Pattern.compile("<html lang=\"([^\"]+)\"");

  /** The letters that were read before. A letter in an inbox never changes. */
  private static final Map<Path, InboxLetter> READ = new ConcurrentHashMap<>();

  /** Reads all letters in a folder. */
  static List<InboxLetter> readAll(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .map(file -> READ.computeIfAbsent(file, InboxLetter::read))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InboxLetter read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
      MimeMultipart parts = (MimeMultipart) message.getContent();
      return new InboxLetter(
          message.getHeader("From", null),
          String.valueOf(message.getHeader("Reply-To", null)),
          message.getHeader("Delivered-To", null),
          message.getSubject(),
          (String) parts.getBodyPart(0).getContent(),
          (String) parts.getBodyPart(1).getContent());
    } catch (IOException | MessagingException e) {
      throw new AssertionError(file + " is not a letter", e);
    }
  }

  /** The password in the letter: the last line that looks like a password. */
  String password() {
    List<String> candidates =
        PASSWORD.matcher(text).results().map(MatchResult::group).map(String::strip).toList();
    if (candidates.isEmpty()) {
      throw new AssertionError("no password in the letter");
    }
    return candidates.get(candidates.size() - 1);
  }

  /** The token of the sign-in link in the letter's text. */
  String token() {
    Matcher token = TOKEN.matcher(text);
    if (!token.find()) {
      throw new AssertionError("no link in the letter");
    }
    return token.group(1);
  }

  /** The language that the HTML part declares. */
  String language() {
    var language = LANGUAGE.matcher(html);
    return language.find() ? language.group(1) : "";
  }

  /** Without the text, so that a failing test does not show a password. */
  @Override
  public String toString() {
    return "letter to " + to;
  }
}
