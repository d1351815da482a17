package org.rollcall.cli.console.inbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message within limits. A message that exceeds them, or is broken, has a problem instead
 * of the parts that were not read. Messages in messages are not opened.
 */
final class MailReader {

  /** The maximum size of a field of the header in bytes. */
  static final int MAX_FIELD_BYTES = 64 * 1024;

  /** The maximum number of fields in one header. */
  static final int MAX_FIELDS = 500;

  /** The maximum number of multiparts in each other. */
  static final int MAX_DEPTH = 10;

  static final int MAX_PARTS = 100;

  /** The maximum length of a text in characters. */
  static final int MAX_TEXT_LENGTH = 2_000_000;

  private static final String INCOMPLETE =
      "This message is broken or too large, so that only its source can be shown.";

  private static final MimeConfig LIMITS =
      new MimeConfig.Builder()
          .setMalformedHeaderStartsBody(true)
          .setMaxLineLen(-1)
          .setMaxHeaderLen(MAX_FIELD_BYTES)
          .setMaxHeaderCount(MAX_FIELDS)
          .build();

  private final List<Mail.Field> fields = new ArrayList<>();
  private final List<String> attachments = new ArrayList<>();
  private Optional<String> html = Optional.empty();
  private Optional<String> text = Optional.empty();
  private int depth;
  private int parts;

  private MailReader() {}

  /** Reads a message. One with {@link Mailbox#MAX_BYTES} is taken as truncated. */
  static Mail read(byte[] message) {
    Mail mail = new MailReader().readAll(new ByteArrayInputStream(message), false);
    return message.length < Mailbox.MAX_BYTES
        ? mail
        : new Mail(
            mail.fields(), Optional.empty(), Optional.empty(), List.of(), Optional.of(INCOMPLETE));
  }

  /** Reads only the header of a message. */
  static Mail readHeader(InputStream message) {
    return new MailReader().readAll(message, true);
  }

  private Mail readAll(InputStream message, boolean isHeaderOnly) {
    Optional<String> problem = Optional.empty();
    try {
      var tokens = new MimeTokenStream(LIMITS, new DefaultBodyDescriptorBuilder());
      tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
      tokens.parse(message);
      for (EntityState state = tokens.getState();
          state != EntityState.T_END_OF_STREAM;
          state = tokens.next()) {
        if (isHeaderOnly && state == EntityState.T_END_HEADER) {
          break;
        }
        add(state, tokens);
      }
    } catch (IOException | MimeException | RuntimeException e) {
      // The text of the exception may contain a part of the letter.
      problem = Optional.of(INCOMPLETE);
    }
    return new Mail(fields, html, text, attachments, problem);
  }

  private void add(EntityState state, MimeTokenStream tokens) throws IOException, MimeException {
    switch (state) {
      case T_FIELD -> {
        if (depth == 0 && parts == 0) {
          String body = Optional.ofNullable(tokens.getField().getBody()).orElse("");
          fields.add(new Mail.Field(tokens.getField().getName(), decoded(body)));
        }
      }
      case T_START_MULTIPART -> {
        depth++;
        if (depth > MAX_DEPTH) {
          throw new MimeException("too deep");
        }
      }
      case T_END_MULTIPART -> depth--;
      case T_BODY -> addPart(tokens);
      default -> {}
    }
  }

  private static String decoded(String body) {
    String line = body.replaceAll("[\\r\\n]+[ \\t]*", " ").strip();
    return DecoderUtil.decodeEncodedWords(line, StandardCharsets.UTF_8);
  }

  private void addPart(MimeTokenStream tokens) throws IOException, MimeException {
    parts++;
    if (parts > MAX_PARTS) {
      throw new MimeException("too many parts");
    }
    BodyDescriptor part = tokens.getBodyDescriptor();
    String type = String.valueOf(part.getMimeType()).toLowerCase(Locale.ROOT);
    boolean isAttached = isAttached(part);
    if (type.equals("text/html") && html.isEmpty() && !isAttached) {
      html = Optional.of(text(tokens, part));
    } else if (type.equals("text/plain") && text.isEmpty() && !isAttached) {
      text = Optional.of(text(tokens, part));
    } else {
      attachments.add(description(part, type));
    }
  }

  private static boolean isAttached(BodyDescriptor part) {
    return part instanceof MaximalBodyDescriptor known
        && "attachment".equalsIgnoreCase(known.getContentDispositionType());
  }

  private static String description(BodyDescriptor part, String type) {
    @Nullable String name =
        part instanceof MaximalBodyDescriptor known ? known.getContentDispositionFilename() : null;
    return name == null ? type : name + " (" + type + ")";
  }

  private static String text(MimeTokenStream tokens, BodyDescriptor part) throws IOException {
    StringBuilder found = new StringBuilder();
    char[] buffer = new char[8192];
    try (Reader reader =
        new InputStreamReader(tokens.getDecodedInputStream(), charset(part.getCharset()))) {
      int count = reader.read(buffer);
      while (count >= 0 && found.length() < MAX_TEXT_LENGTH) {
        found.append(buffer, 0, count);
        count = reader.read(buffer);
      }
    }
    return found.substring(0, Math.min(found.length(), MAX_TEXT_LENGTH)).replace("\r\n", "\n");
  }

  private static Charset charset(@Nullable String name) {
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
