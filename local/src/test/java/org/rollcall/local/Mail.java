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
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A letter as it lies in the inbox, read by a mail program's library. */
record Mail(String to, String subject, String text, String html) {

  /** Ten of the documented characters on a line of their own, a letter and a digit among them. */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "^(?=.*[0-9])(?=.*[A-Za-z])[A-HJ-NP-Za-hjkmnp-z2-9]{10}\\r?$", Pattern.MULTILINE);

  private static final Pattern LANGUAGE = Pattern.compile("<html lang=\"([^\"]+)\"");

  /** Every letter of a folder. */
  static List<Mail> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".eml")).map(Mail::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mail read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
      MimeMultipart parts = (MimeMultipart) message.getContent();
      return new Mail(
          message.getHeader("Delivered-To", null),
          message.getSubject(),
          (String) parts.getBodyPart(0).getContent(),
          (String) parts.getBodyPart(1).getContent());
    } catch (IOException | MessagingException e) {
      throw new AssertionError(file + " is no letter", e);
    }
  }

  /** The password in the letter, which stands below the user name. */
  String password() {
    List<String> candidates =
        PASSWORD.matcher(text).results().map(MatchResult::group).map(String::strip).toList();
    if (candidates.isEmpty()) {
      throw new AssertionError("there is no password in the letter");
    }
    return candidates.get(candidates.size() - 1);
  }

  /** The language that the letter says it is in. */
  String language() {
    var language = LANGUAGE.matcher(html);
    return language.find() ? language.group(1) : "";
  }

  /** Nothing of the text, so that a failing test shows no password. */
  @Override
  public String toString() {
    return "letter to " + to;
  }
}
