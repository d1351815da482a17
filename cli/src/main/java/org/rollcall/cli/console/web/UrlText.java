package org.rollcall.cli.console.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Texts in addresses and forms. */
public final class UrlText {

  private UrlText() {}

  /** The path of segments, each with any characters, such as {@code /users/a%2Fb}. */
  public static String path(String... segments) {
    StringBuilder path = new StringBuilder();
    for (String segment : segments) {
      path.append('/').append(encode(segment));
    }
    return path.toString();
  }

  /** A text as a value in a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The segments of a path; empty if it is not one of pages, or is not encoded correctly. */
  static Optional<List<String>> segments(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String raw : rawPath.substring(rawPath.startsWith("/") ? 1 : 0).split("/", -1)) {
      Optional<String> segment = decode(raw.replace("+", "%2B"));
      if (segment.isEmpty() || segment.get().equals(".") || segment.get().equals("..")) {
        return Optional.empty();
      }
      segments.add(segment.get());
    }
    return Optional.of(segments);
  }

  /** The fields of a query or of a form. Of several fields with the same name, all are kept. */
  static Map<String, List<String>> fields(String encoded) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String field : encoded.isEmpty() ? new String[0] : encoded.split("&", -1)) {
      String[] parts = field.split("=", 2);
      Optional<String> name = decode(parts[0]);
      Optional<String> value = decode(parts.length == 2 ? parts[1] : "");
      if (name.isPresent() && value.isPresent()) {
        fields.computeIfAbsent(name.get(), key -> new ArrayList<>()).add(value.get());
      }
    }
    return fields;
  }

  private static Optional<String> decode(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
