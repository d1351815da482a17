package org.rollcall.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.rollcall.id.Sha256;

/**
 * A file that is a part of every report's page.
 *
 * @param text its content, which contains no end of its element
 */
record PageResource(String text) {

  static PageResource read(String name) {
    try (InputStream source = PageResource.class.getResourceAsStream(name)) {
      return new PageResource(new String(requireNonNull(source, name).readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The source of a content security policy that allows only this text, between its tags. */
  String hash() {
    return "sha256-" + Sha256.base64(text.getBytes(UTF_8));
  }
}
